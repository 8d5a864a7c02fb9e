import { inspect } from 'node:util';
import { PlatformError } from '../../../src/domain/platform-error';
import { WooCommerceClient, type ClientSettings, type Connection } from '../../../src/platforms/woocommerce/client';
import type { Clock } from '../../../src/ports/clock';
import { json, startMisbehavingServer, type MisbehavingServer } from './misbehaving-server';
import { samples } from '../../fixtures/woocommerce-samples';

const SECRETS = ['ck_planted_key', 'cs_planted_secret', 'Planted Buyer', 'planted@marketplace.amazon.de', 'Planted Street 1'];
const personal = { first_name: 'Planted Buyer', email: 'planted@marketplace.amazon.de', address_1: 'Planted Street 1' };

describe('the WooCommerce client on a server that misbehaves', () => {
	let server: MisbehavingServer;
	let waits: number[];
	let clock: Clock;
	beforeEach(async () => {
		server = await startMisbehavingServer();
		waits = [];
		clock = { now: () => Date.now(), sleep: async (ms) => void waits.push(ms) };
	});
	afterEach(async () => await server.close());

	const client = (connection: Partial<Connection> = {}, more: Partial<ClientSettings> = {}): WooCommerceClient =>
		new WooCommerceClient(
			{ url: server.url, consumerKey: 'ck_planted_key', consumerSecret: 'cs_planted_secret', keysInQuery: false, ...connection },
			{ clock, budgetMs: 60_000, ...more },
		);

	async function failure(work: () => Promise<unknown>): Promise<PlatformError> {
		try {
			await work();
		} catch (error) {
			expect(error).toBeInstanceOf(PlatformError);
			const shown = [
				inspect(error, { depth: 20, showHidden: true }),
				JSON.stringify(error),
				(error as Error).stack,
				(error as Error).message,
			].join('\n');
			for (const secret of SECRETS) expect(shown).not.toContain(secret);
			expect((error as Error).cause).toBeUndefined();
			return error as PlatformError;
		}
		throw new Error('it did not fail');
	}
	const posting = () => failure(async () => await client().post('orders/batch', { create: [{ billing: personal }] }));
	const reading = () => failure(async () => await client().get('orders', { per_page: 1 }));

	it('signs on http, says its body is JSON and never sends the keys themselves', async () => {
		server.behave((response) => json(response, 200, {}));
		await client({ keysInQuery: true }).post('orders/batch', { create: [] });
		const [request] = server.received;
		expect(request?.headers['content-type']).toMatch(/^application\/json/);
		expect(request?.url).toContain('oauth_signature=');
		expect(request?.url).not.toContain('cs_planted_secret');
		expect(request?.headers.authorization).toBeUndefined();
	});

	describe('when this process was held up before a write', () => {
		const WRITES: readonly (readonly [string, (store: WooCommerceClient) => Promise<unknown>])[] = [
			['post', async (store) => await store.post('orders/batch', {})],
			['put', async (store) => await store.put('orders/1', {})],
			[
				'remove',
				async (store) => {
					await store.remove('webhooks/1');
				},
			],
		];
		beforeEach(() => {
			server.behave((response) => json(response, 200, {}));
		});

		it.each(WRITES)('sends nothing that others may be at by now: %s', async (_, write) => {
			const error = await failure(async () => {
				await write(client({}, { present: () => false }));
			});
			expect(error.details).toMatchObject({ kind: 'unavailable', code: 'heldUp' });
			expect(server.received).toEqual([]);
			await write(client({}, { present: () => true }));
			expect(server.received).toHaveLength(1);
		});

		it.each(WRITES)('sends nothing more than ten seconds after it was asked to: %s', async (_, write) => {
			const took = async (ms: number): Promise<void> => {
				const now = performance.now();
				const admit = async (): Promise<void> => {
					jest.spyOn(performance, 'now').mockReturnValue(now + ms);
					await Promise.resolve();
				};
				jest.spyOn(performance, 'now').mockReturnValue(now);
				try {
					await write(client({}, { admit }));
				} finally {
					jest.restoreAllMocks();
				}
			};
			expect(
				(
					await failure(async () => {
						await took(10_001);
					})
				).details,
			).toMatchObject({ kind: 'unavailable', code: 'heldUp' });
			expect(server.received).toEqual([]);
			await took(10_000);
			expect(server.received).toHaveLength(1);
		});

		it('reads all the same', async () => {
			await client({}, { present: () => false }).get('orders');
			expect(server.received).toHaveLength(1);
		});
	});

	it.each([301, 302, 307, 308])(
		'does not follow a %i: a POST never becomes a GET, and the real address is named without its query',
		async (status) => {
			server.behave((response, request) => response.writeHead(status, { location: `https://www.shop.example/blog${request.url}` }).end());
			const error = await posting();
			expect(error.details).toMatchObject({ kind: 'configuration', code: 'redirect', status });
			expect(error.message).toBe('The store URL redirects to https://www.shop.example/blog');
			expect(server.received.map(({ method }) => method)).toEqual(['POST']);
		},
	);

	const bad: readonly (readonly [string, string, string])[] = [
		['a web page', '<!DOCTYPE html><html>Planted Buyer</html>', 'html'],
		['a PHP warning before the JSON', '<br />\n<b>Warning</b>: Planted Street 1 in x.php on line 3<br />\n[{"id":1}]', 'unreadable'],
		['a body that was cut off', '[{"id":1,"billing":{"first_name":"Planted Bu', 'unreadable'],
		['a bare string', '"Planted Buyer"', 'unreadable'],
		['nothing', '', 'unreadable'],
	];
	it.each(bad)('takes 200 with %s for no answer', async (_, body, code) => {
		server.behave((response) => response.writeHead(200, { 'content-type': 'text/html' }).end(body));
		expect((await reading()).details).toMatchObject({ kind: 'contract', code });
		expect((await posting()).details).toMatchObject({ kind: 'unknownOutcome' });
	});

	it('reads JSON that the server calls text/html, with a byte order mark before it', async () => {
		server.behave((response) => response.writeHead(200, { 'content-type': 'text/html' }).end('\uFEFF[{"id":1}]'));
		expect((await client().get('orders')).body).toEqual([{ id: 1 }]);
	});

	it.each(samples('errors').filter(({ name }) => name.startsWith('auth-')))(
		'$name: says which part of the credential is wrong',
		async ({ name, response: recorded }) => {
			server.behave((response) => json(response, recorded.status, recorded.body));
			const expected = name.includes('unknown-key')
				? ['credential', 'unknownKey']
				: name.includes('writeonly')
					? ['permission', 'keyCannotRead']
					: ['credential', 'wrongSecret'];
			const { details } = await reading();
			expect([details.kind, details.code]).toEqual(name.includes('oauth-unknown') ? ['credential', 'unknownKey'] : expected);
			expect(server.received).toHaveLength(1);
		},
	);

	it.each([
		[
			401,
			{ code: 'woocommerce_rest_authentication_error', message: 'The API key provided does not have write permissions.' },
			'permission',
			'keyCannotWrite',
		],
		[
			403,
			{ code: 'woocommerce_rest_cannot_create', message: 'Sorry, you are not allowed to create resources.' },
			'permission',
			'woocommerce_rest_cannot_create',
		],
		[403, '<html>Forbidden by firewall</html>', 'configuration', 'blocked'],
		[401, { code: 'rest_not_logged_in', message: 'You are not currently logged in.' }, 'configuration', 'blocked'],
		[404, { code: 'rest_no_route', message: 'No route was found' }, 'configuration', 'noWooCommerce'],
		[404, '<html>Not found</html>', 'configuration', 'noRestApi'],
		[
			400,
			{ code: 'woocommerce_rest_shop_order_invalid_id', message: 'ID is invalid.' },
			'notFound',
			'woocommerce_rest_shop_order_invalid_id',
		],
		[400, { code: 'rest_invalid_param', message: 'Planted Buyer' }, 'rejected', 'rest_invalid_param'],
		[413, { code: 'woocommerce_rest_request_entity_too_large', message: 'x' }, 'rejected', 'woocommerce_rest_request_entity_too_large'],
		[429, '', 'rateLimited', undefined],
		[500, { code: 'internal_server_error', message: '<p>Planted Buyer</p>', data: 500 }, 'unknownOutcome', 'internal_server_error'],
		[502, '<html>Bad gateway</html>', 'unknownOutcome', undefined],
		[504, '', 'unknownOutcome', undefined],
	] as const)('HTTP %i %j on a write is %s', async (status, body, kind, code) => {
		server.behave((response) => (typeof body === 'string' ? response.writeHead(status).end(body) : json(response, status, body)));
		const { details } = await posting();
		expect(details).toMatchObject({ kind, status });
		expect(details.code).toBe(code);
		expect(server.received).toHaveLength(1);
	});

	it('repeats reads that may pass, waits as told, and gives up in the end', async () => {
		server.behave((response, _, count) =>
			count < 3 ? response.writeHead(503, { 'retry-after': '7' }).end('<html>') : json(response, 200, []),
		);
		await client().get('orders');
		expect(waits).toEqual([7000, 7000]);
		server.behave((response) => response.writeHead(503).end());
		expect((await reading()).details).toMatchObject({ kind: 'unavailable', status: 503 });
		expect(server.received).toHaveLength(3 + 4);
	});

	it('does not wait longer than its budget', async () => {
		server.behave((response) => response.writeHead(429, { 'retry-after': '120' }).end());
		const { details } = await reading();
		expect(details).toMatchObject({ kind: 'rateLimited', retryAfterMs: 120_000 });
		expect(waits).toEqual([]);
	});

	it('gives a request up after its time-out, also when the body trickles in', async () => {
		server.behave((response) => {
			response.writeHead(200, { 'content-type': 'application/json' });
			const drip = setInterval(() => response.write(' '), 50);
			response.on('close', () => clearInterval(drip));
		});
		const error = await failure(async () => await client({}, { requestTimeoutMs: 300 }).post('orders/batch', {}));
		expect(error.details.kind).toBe('unknownOutcome');
	});

	it('calls an answer that never comes unknown on a write and unreachable on a read', async () => {
		server.behave((response) => response.destroy());
		expect((await posting()).details.kind).toBe('unknownOutcome');
		expect((await reading()).details.kind).toBe('unreachable');
		expect(server.received.filter(({ method }) => method === 'POST')).toHaveLength(1);
	});

	it('stops with the run', async () => {
		const stop = new AbortController();
		server.behave(() => stop.abort());
		const error = await failure(async () => await client({}, { signal: stop.signal }).post('orders/batch', {}));
		expect(error.details.kind).toBe('unknownOutcome');
		const before = await failure(async () => await client({}, { signal: stop.signal }).post('orders/batch', {}));
		expect(before.details.kind).toBe('unreachable');
		expect(server.received).toHaveLength(1);
	});

	it('knows that a refused connection sent nothing', async () => {
		await server.close();
		expect((await posting()).details).toMatchObject({ kind: 'unreachable', code: 'ECONNREFUSED' });
		server = await startMisbehavingServer();
	});

	it('says when the name is not known and when https is not spoken there', async () => {
		const unknown = await failure(async () => await client({ url: 'https://no-such-shop.invalid' }).post('orders/batch', {}));
		expect(unknown.details.kind).toBe('unreachable');
		const plain = await failure(async () => await client({ url: server.url.replace('http:', 'https:') }).post('orders/batch', {}));
		expect(plain.details.kind).toBe('configuration');
	});

	it('reads all pages by number', async () => {
		server.behave((response, request) => {
			const page = Number(new URL(request.url, server.url).searchParams.get('page'));
			json(response, 200, [{ page }], { 'x-wp-totalpages': '3' });
		});
		const found: unknown[] = [];
		for await (const page of client().pages('orders')) found.push(...page);
		expect(found).toEqual([{ page: 1 }, { page: 2 }, { page: 3 }]);
	});

	it.each([
		['http://shop.example', 'readable over the internet'],
		['http://93.184.216.34', 'readable over the internet'],
		['ftp://shop.example', 'must begin with https'],
		['https://ck:cs@shop.example', 'user name'],
		['https://', 'not an address'],
	])('refuses %s', (url, text) => {
		expect(() => client({ url })).toThrow(text);
	});

	it.each([
		'http://127.0.0.1:8080',
		'http://localhost/shop',
		'http://192.168.1.5',
		'http://10.0.0.2',
		'http://[::1]:81',
		'http://wordpress',
		'http://shop.local',
		'https://shop.example',
	])('takes %s', (url) => {
		expect(() => client({ url })).not.toThrow();
	});
});
