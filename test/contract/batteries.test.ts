import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PORTS = join(__dirname, '../../src/ports');
const textOf = (file: string): string => readFileSync(join(__dirname, file), 'utf8');
const here = readdirSync(__dirname);
const batteries = here.filter((file) => file.endsWith('-battery.ts')).map((file) => ({ file, text: textOf(file) }));
const tests = here
	.filter((file) => file.endsWith('.test.ts') && file !== 'batteries.test.ts')
	.map((file) => ({ file, text: textOf(file) }));

/** Words only: nothing of it behaves. */
const WITHOUT_BEHAVIOUR = ['platform-words'];

/** What a second store does not need, and why. */
const OF_ONE_STORE: Readonly<Record<string, string>> = {
	accountIdentityBattery: "a Shopify shop's domain names it for sure, whatever the credential",
};

/** By the name that a test gives to who is run through it. */
const isRunOn = (battery: string, platform: string): boolean =>
	tests.some(({ text }) => new RegExp(`\\b${battery}\\(\\s*['\`]${platform}\\b`).test(text));

/** Each port is a promise; a battery says which, and whoever keeps it is run through it. */
describe('the batteries', () => {
	const ports = readdirSync(PORTS)
		.map((entry) => entry.replace(/\.ts$/, ''))
		.filter((port) => !WITHOUT_BEHAVIOUR.includes(port));

	it.each(ports)('there is one for src/ports/%s', (port) => {
		const holding = batteries.filter(({ text }) => text.includes(`src/ports/${port}'`) || text.includes(`./${port}/`));
		expect(holding.map(({ file }) => file)).not.toEqual([]);
	});

	it.each(batteries)('$file is passed by a real adapter and by another, at least', ({ text }) => {
		const [, battery = ''] = /export function (\w+Battery)\(/.exec(text) ?? [];
		expect(battery).not.toBe('');
		const runs = tests.flatMap(({ text: test }) => [...test.matchAll(new RegExp(`\\b${battery}\\(`, 'g'))]);
		expect(runs.length).toBeGreaterThanOrEqual(2);
	});

	it('that one store passes, the other passes too', () => {
		const names = batteries.flatMap(({ text }) => /export function (\w+Battery)\(/.exec(text)?.[1] ?? []);
		const ofAStore = names.filter((battery) => isRunOn(battery, 'WooCommerce') || isRunOn(battery, 'Shopify'));
		expect(ofAStore.length).toBeGreaterThan(12);
		const lacking = ofAStore.flatMap((battery) =>
			['WooCommerce', 'Shopify'].filter((store) => !isRunOn(battery, store)).map((store) => `${battery} on ${store}`),
		);
		expect(lacking).toEqual(Object.keys(OF_ONE_STORE).map((battery) => `${battery} on Shopify`));
	});
});
