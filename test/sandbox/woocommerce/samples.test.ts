import WooCommerceRestApi from '@woocommerce/woocommerce-rest-api';
import type { SandboxResponse } from '../../../sandbox/kernel/contract';
import { MailInbox } from '../../../sandbox/mail/inbox';
import { createWooCommerce, type OutgoingCall } from '../../../sandbox/woocommerce';
import { deliveryNames, readSample, sampleNames, type Sample } from '../../fixtures/woocommerce-samples';
import { differences } from './replay/compare';
import { deliveryDifferences } from './replay/deliveries';
import { basic, key, Player, requestOf } from './replay/player';
import { notCompared, script, type Step } from './replay/script';

const writeOnly = {
	consumerKey: 'ck_931ccc67b5ab45e64763db95861ca2e3497b6fa0',
	consumerSecret: 'cs_0cfcd97d8ec2ec866611ac3207d6f7001f87f096',
	permissions: 'write',
} as const;
const known = {
	consumerKey: 'ck_ad98025c5011abb0b63e8ddfe1dd25d39aef1a7f',
	consumerSecret: 'cs_right',
	permissions: 'read_write',
} as const;
const compared = new Set<string>();

/** Signed by the npm client, which is kept from sending: only its address is taken. */
async function signedUrl(consumerKey: string, consumerSecret: string): Promise<string> {
	let signed = '';
	const client = new WooCommerceRestApi({
		url: 'http://127.0.0.1:8088',
		consumerKey,
		consumerSecret,
		version: 'wc/v3',
		axiosConfig: {
			adapter: (config: { url: string; params?: Record<string, string> }) => {
				signed = `${config.url}?${new URLSearchParams(config.params).toString()}`;
				return Promise.resolve({ data: [], status: 200, headers: {}, config });
			},
		},
	});
	await client.get('products');
	return signed.slice('http://127.0.0.1:8088'.length);
}

async function sendOAuth(player: Player, name: string): Promise<SandboxResponse> {
	const overHttp = createWooCommerce({ clock: player.clock, keys: [known], origin: 'http://127.0.0.1:8088' });
	const isUnknown = name.includes('unknown-key');
	return overHttp.handle(requestOf({ method: 'GET', path: await signedUrl(isUnknown ? 'ck_nobody' : known.consumerKey, 'cs_wrong') }));
}

function withParameters(recorded: Sample): string {
	const { path, params } = recorded.request;
	if (params === undefined) return path;
	return `${path}?${new URLSearchParams(Object.entries(params).map(([name, value]): [string, string] => [name, String(value)])).toString()}`;
}

async function sendRecorded(player: Player, name: string, recorded: Sample): Promise<SandboxResponse> {
	if (name.startsWith('errors/auth-oauth')) return sendOAuth(player, name);
	const { method, headers = {}, body } = recorded.request;
	const own =
		headers['authorization'] === undefined || headers['authorization'].includes('<rw key>') ? { ...headers, ...basic() } : headers;
	return player.store.handle(
		requestOf({ method, path: withParameters(recorded), headers: name === 'errors/auth-querystring-bad' ? {} : own, body }),
	);
}

const comparedHeaders = ['content-type', 'x-wp-total', 'x-wp-totalpages', 'allow', 'location'];

function headerDifferences(response: SandboxResponse, recorded: Sample): readonly string[] {
	const expected = recorded.response.headers;
	if (expected === undefined) return [];
	return comparedHeaders
		.filter((name) => response.headers?.[name] !== expected[name])
		.map((name) => `header ${name}: ${response.headers?.[name] ?? 'none'} instead of ${expected[name] ?? 'none'}`);
}

function sortedById(body: unknown): unknown {
	return [...(body as readonly { readonly id: number }[])].sort((left, right) => left.id - right.id);
}

async function compare(player: Player, name: string, ignore: readonly RegExp[] = [], sortById = false): Promise<readonly string[]> {
	const recorded = readSample(name);
	if (recorded.recorded_at !== undefined) player.clock.set(recorded.recorded_at);
	const response = await sendRecorded(player, name, recorded);
	compared.add(name);
	const sort = sortById ? sortedById : (body: unknown): unknown => body;
	const status =
		response.status === recorded.response.status
			? []
			: [`status ${response.status} instead of ${recorded.response.status}: ${JSON.stringify(response.body).slice(0, 300)}`];
	return [
		...status,
		...headerDifferences(response, recorded),
		...differences(sort(response.body), sort(recorded.response.body), ignore),
	].map((line) => `${name} ${line}`);
}

/** Deliveries wait until the script says that the queue ran, as they did in the recording. */
async function runQueue(player: Player): Promise<void> {
	player.store.setWebhooks({ paused: false });
	await player.store.webhooksIdle();
	player.store.setWebhooks({ paused: true });
}

async function play(player: Player, step: Step): Promise<readonly string[]> {
	if ('sample' in step) return compare(player, step.sample, step.ignore, step.sortById);
	if ('unrecorded' in step) await step.unrecorded(player);
	else if ('deliver' in step) await runQueue(player);
	else for (const [name, id] of Object.entries(step.ids)) player.store.records.sequences.set(name as keyof typeof step.ids, id);
	return [];
}

describe('the store against answers of a real WooCommerce 11', () => {
	it('answers the recorded session as the real store did', async () => {
		const calls: OutgoingCall[] = [];
		const webhookTransport = (call: OutgoingCall): Promise<number> => {
			calls.push(call);
			return Promise.resolve(200);
		};
		const player = new Player('2026-11-21T16:17:09Z', {
			keys: [key, known, writeOnly],
			mailer: new MailInbox(),
			webhooks: { paused: true },
			webhookTransport,
		});
		const found: string[] = [];
		for (const step of script) found.push(...(await play(player, step)));
		for (const name of deliveryNames()) {
			found.push(...deliveryDifferences(name, calls));
			compared.add(name);
		}
		expect(found).toEqual([]);
	});

	it.each(['no', 'yes'])('computes taxes and totals as the real store did, prices include tax: %s', async (included) => {
		const player = new Player('2026-11-21T17:30:00Z', {
			mailer: new MailInbox(),
			settings: { calcTaxes: true, pricesIncludeTax: included === 'yes' },
			taxRates: [{ country: 'DE', rate: '19', name: 'MwSt' }],
		});
		const { sequences } = player.store.records;
		sequences.set('post', 241);
		player.store.addProduct({ name: 'Taxed', sku: 'TX-1795282201758', regular_price: '11.90', manage_stock: true, stock_quantity: 100 });
		const found: string[] = [];
		for (const name of sampleNames().filter((candidate) => candidate.startsWith(`tax/prices-include-tax-${included}-`))) {
			const body = readSample(name).response.body as { id: number; line_items: readonly { id: number }[] };
			sequences.set('post', body.id);
			sequences.set('orderItem', body.line_items[0]?.id ?? 0);
			found.push(...(await compare(player, name)));
		}
		expect(found).toEqual([]);
	});

	it('leaves no sample out without a reason', () => {
		const left = sampleNames().filter((name) => !compared.has(name) && !notCompared.some(([pattern]) => pattern.test(name)));
		expect(left).toEqual([]);
		const unused = notCompared.filter(([pattern]) => !sampleNames().some((name) => pattern.test(name)));
		expect(unused).toEqual([]);
		expect(compared.size).toBe(155);
	});
});
