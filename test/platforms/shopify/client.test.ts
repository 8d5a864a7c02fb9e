import { PlatformError } from '../../../src/domain/platform-error';
import { json, type MisbehavingServer } from '../woocommerce/misbehaving-server';
import { failure, MADE, MisbehavingShop, READ, SHOP, WRITE } from './misbehaving-shop';

describe('the Shopify client on a server that misbehaves', () => {
	let shop: MisbehavingShop;
	beforeEach(async () => {
		shop = await MisbehavingShop.open();
	});
	afterEach(async () => await shop.server.close());

	it('asks in one version, as JSON, with its token in a header alone', async () => {
		shop.answer(SHOP);
		expect((await shop.client().query(READ)).data).toEqual(SHOP.data);
		const [request] = shop.server.received;
		expect([request?.method, request?.url]).toEqual(['POST', '/admin/api/2026-10/graphql.json']);
		expect(request?.headers['content-type']).toMatch(/^application\/json/);
		expect(request?.headers['x-shopify-access-token']).toContain('shpat_planted_token');
		expect(`${request?.url}${request?.body}`).not.toContain('shpat_');
	});

	it('sends nothing when this process was held up before a write, and reads all the same', async () => {
		shop.answer(MADE);
		expect((await shop.writing({ present: () => false })).details).toMatchObject({ kind: 'unavailable', code: 'heldUp' });
		expect(shop.server.received).toEqual([]);
		expect(await shop.client({}, { present: () => true }).mutate(WRITE, {})).toEqual(MADE.data);
		shop.answer(SHOP);
		await shop.client({}, { present: () => false }).query(READ);
		expect(shop.server.received).toHaveLength(2);
	});

	it.each([301, 302, 307, 308])('does not follow a %i', async (status) => {
		shop.server.behave((response) => response.writeHead(status, { location: `${shop.server.url}/elsewhere` }).end());
		expect((await shop.writing()).details).toMatchObject({ kind: 'configuration', code: 'redirected', status });
		expect(shop.server.received.map(({ url }) => url)).toEqual(['/admin/api/2026-10/graphql.json']);
	});

	it.each([
		[401, 'credential', 'token'],
		[402, 'configuration', 'shopFrozen'],
		[403, 'permission', 'forbidden'],
		[404, 'configuration', 'noShop'],
		[423, 'configuration', 'shopLocked'],
		[400, 'rejected', undefined],
	] as const)('is told of a %i once, with what to do', async (status, kind, code) => {
		shop.server.behave((response) => {
			json(response, status, { errors: 'Planted Buyer' });
		});
		for (const error of [await shop.reading(), await shop.writing()]) {
			expect(error.details).toMatchObject({ kind, status, ...(code === undefined ? {} : { code }) });
			expect(error.details.advice).toMatch(/\w{4}/);
		}
		expect(shop.server.received).toHaveLength(2);
	});

	it.each([429, 430])('waits as long as a %i says and reads again; what it was to write is not sent again', async (status) => {
		shop.server.behave((response, _, count) => {
			if (count === 1) json(response, status, { errors: 'slow' }, { 'retry-after': '7.0' });
			else json(response, 200, SHOP);
		});
		expect((await shop.client().query(READ)).data).toEqual(SHOP.data);
		expect(shop.waits).toEqual([7_000]);
		shop.server.behave((response) => {
			json(response, status, { errors: 'slow' }, { 'retry-after': '7' });
		});
		expect((await shop.writing()).details).toMatchObject({ kind: 'rateLimited', retryAfterMs: 7_000 });
		expect(shop.server.received).toHaveLength(3);
		// Longer than there is time.
		expect((await shop.reading({ budgetMs: 6_999 })).details.kind).toBe('rateLimited');
		expect(shop.server.received).toHaveLength(4);
	});

	const LOST: readonly (readonly [string, Parameters<MisbehavingServer['behave']>[0]])[] = [
		['a 500', (response) => void json(response, 500, { errors: 'Planted Buyer' })],
		['a 502 of HTML', (response) => void response.writeHead(502, { 'content-type': 'text/html' }).end('<html>Planted Buyer</html>')],
		['a 408', (response) => void json(response, 408, {})],
		['HTML with 200', (response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Planted Buyer</html>')],
		['nothing with 200', (response) => void response.writeHead(200, { 'content-type': 'application/json' }).end()],
		['a list', (response) => void json(response, 200, [])],
		['another shape', (response) => void json(response, 200, { data: { make: { id: 5 }, shop: 'Planted Buyer' } })],
		['data of null', (response) => void json(response, 200, { data: null })],
		[
			'an error inside',
			(response) => void json(response, 200, { errors: [{ message: 'x', extensions: { code: 'INTERNAL_SERVER_ERROR' } }] }),
		],
		['a hung up line', (response) => void response.socket?.destroy()],
		[
			'half an answer',
			(response) => void response.writeHead(200, { 'content-length': '500' }).write('{"data":', () => response.socket?.destroy()),
		],
	];

	it.each(LOST)('does not know what it wrote after %s, and does not write again', async (_, answer) => {
		shop.server.behave(answer);
		expect((await shop.writing()).details).toMatchObject({ kind: 'unknownOutcome' });
		expect(shop.server.received).toHaveLength(1);
	});

	it.each(LOST)('reads again after %s, four times at most', async (_, answer) => {
		shop.server.behave((response, request, count) => {
			if (count <= 3) answer(response, request, count);
			else json(response, 200, SHOP);
		});
		expect((await shop.client().query(READ)).data).toEqual(SHOP.data);
		shop.server.behave(answer);
		expect((await shop.reading()).details.kind).not.toBe('unknownOutcome');
		expect(shop.server.received).toHaveLength(8);
	});

	it('does not know what it wrote where nobody answers in time', async () => {
		shop.server.behave(() => undefined);
		expect((await shop.writing({ requestTimeoutMs: 100 })).details.kind).toBe('unknownOutcome');
		expect(shop.server.received).toHaveLength(1);
		expect((await shop.reading({ requestTimeoutMs: 100 })).details.kind).toBe('unreachable');
		expect(shop.server.received).toHaveLength(5);
	});

	it('knows that nothing was written where nobody is there', async () => {
		const { url } = shop.server;
		await shop.server.close();
		const error = await failure(async () => await shop.client({ endpoint: url }).mutate(WRITE, {}));
		expect(error.details.kind).toBe('unreachable');
	});

	it('stops where the run is stopped', async () => {
		const stop = new AbortController();
		shop.server.behave(() => {
			stop.abort();
		});
		expect((await shop.writing({ signal: stop.signal })).details.kind).toBe('unknownOutcome');
		expect((await shop.writing({ signal: stop.signal })).details.kind).toBe('unreachable');
		expect((await shop.reading({ signal: stop.signal })).details).toMatchObject({ kind: 'unreachable', code: 'aborted' });
		expect(shop.server.received).toHaveLength(1);
	});

	it('leaves what a stopped run waited for to the others that wait for the same token', async () => {
		const entrance = { way: 'app', clientId: 'id', clientSecret: 'secret_planted' } as const;
		const stop = new AbortController();
		let grant: (() => void) | undefined;
		shop.server.behave((response, { url }) => {
			if (url.includes('graphql')) json(response, 200, SHOP);
			else grant = () => void json(response, 200, { access_token: 'shpat_planted_token', expires_in: 86_400 });
		});
		const stopped = failure(async () => await shop.client({ entrance }, { signal: stop.signal }).query(READ));
		const other = shop.client({ entrance }).query(READ);
		while (grant === undefined) await new Promise((resolve) => setImmediate(resolve));
		stop.abort();
		expect((await stopped).details).toMatchObject({ kind: 'unreachable', code: 'aborted' });
		grant();
		expect((await other).data).toEqual(SHOP.data);
		expect(shop.server.received.map(({ url }) => url.replace(/^.*\//, ''))).toEqual(['access_token', 'graphql.json']);
	});

	it.each([
		['an empty token', { entrance: { way: 'token', accessToken: '' } }],
		['an empty client id', { entrance: { way: 'app', clientId: '', clientSecret: 'x' } }],
		['a shop that is none', { shop: 'https://www.shop.example' }],
		['an endpoint in clear on the internet', { endpoint: 'http://shop.example' }],
		['an endpoint where clouds tell a server its secrets', { endpoint: 'https://169.254.169.254' }],
		['an endpoint at such an address in IPv4 within IPv6', { endpoint: 'https://[::ffff:169.254.169.254]' }],
		['an endpoint at an address that a machine gives itself', { endpoint: 'https://[fe80::1]' }],
	] as const)('is not made with %s', (_, connection) => {
		expect(() => shop.client(connection)).toThrow(PlatformError);
	});

	it.each(['http://localhost:8080', 'http://localhost.:8080', 'http://stand-in.local.', 'http://10.0.0.7'])(
		'may be made with %s',
		(endpoint) => {
			expect(() => shop.client({ endpoint })).not.toThrow();
		},
	);
});
