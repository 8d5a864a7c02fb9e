import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectDir } from './packed-package';

const textOf = (file: string): string => readFileSync(join(projectDir, file), 'utf8');
const files = (...patterns: readonly string[]): readonly string[] =>
	patterns.flatMap((pattern) => globSync(pattern, { cwd: projectDir })).map((file) => file.replaceAll('\\', '/'));

// A clone has nothing beside it: what the tests read is part of it, but for Amazon's models, whose tests say that they are left out.
describe('the repository stands alone', () => {
	const beside = /\bshared[/'"`]/;

	it('looks for nothing beside it but the models', () => {
		const sources = files('{src,nodes,credentials,sandbox,demo,bench,build,test,tools,scripts}/**/*.{ts,mjs,cjs}');
		const lines = sources.flatMap((file) =>
			textOf(file)
				.split('\n')
				.map((line) => `${file}: ${line.trim()}`),
		);
		const elsewhere = lines.filter((line) => beside.test(line) && !line.includes('sp-api-models') && !line.includes('const beside'));
		expect(elsewhere).toEqual([]);
		expect(sources.length).toBeGreaterThan(300);
	});
});

describe('the recorded answers', () => {
	const recordings = files('test/fixtures/woocommerce-samples/**/*.json').map((file) => ({
		file,
		text: textOf(file).replaceAll('\\/', '/'),
	}));
	const found = (pattern: RegExp): readonly string[] => [
		...new Set(recordings.flatMap(({ text }) => [...text.matchAll(pattern)].map(([, wanted = '']) => wanted.toLowerCase()))),
	];

	it('are there', () => expect(recordings.length).toBeGreaterThanOrEqual(205));

	it('name no host but the machine they were recorded on, reserved names and what WordPress links to', () => {
		const hosts = found(/\bhttps?:\/\/([^/"\\ :?<>&]+)/g);
		const linked = ['api.w.org', 'wordpress.org', 'woocommerce.com', 'secure.gravatar.com', 'www.youtube.com', 'www.swiship.de'];
		const reserved = /^(127\.0\.0\.1|localhost|(.+\.)?(example|invalid|test)|example\.(com|org|net)|nonsense\.?|\.)$/;
		expect(hosts.filter((host) => !reserved.test(host) && !linked.includes(host))).toEqual([]);
	});

	it('name nobody', () => {
		const hosts = found(/[\w.%+-]+@([\w-]+(?:\.[\w-]+)+)/g);
		expect(hosts.filter((host) => !/(^|\.)(example|test|invalid)$|^example\.(com|org|net)$/.test(host))).toEqual([]);
		expect(found(/("customer_ip_address": "(?!127\.0\.0\.1"|1\.2\.3\.4"|")[^"]+")/g)).toEqual([]);
	});

	it('hold no key but those of the store that is gone', () => {
		const basic = found(/Basic ([A-Za-z0-9+/=]{12,})/g).length;
		const keys = found(/\b(c[ks]_[0-9a-f]{40})\b/g);
		expect({ basic, keys }).toEqual({ basic: 3, keys: ['ck_ad98025c5011abb0b63e8ddfe1dd25d39aef1a7f'] });
	});
});
