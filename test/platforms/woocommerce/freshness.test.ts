import { PlatformError } from '../../../src/domain/platform-error';
import { WooCommerceClient } from '../../../src/platforms/woocommerce/client';
import { copySign } from '../../../src/platforms/woocommerce/freshness';
import { json, startMisbehavingServer, type MisbehavingServer } from './misbehaving-server';

describe('an answer tells by itself that it is a copy', () => {
	it.each([
		[{ age: '60' }, 'age'],
		[{ 'x-litespeed-cache': 'hit,private' }, 'x-litespeed-cache'],
		[{ 'cf-cache-status': 'STALE' }, 'cf-cache-status'],
		[{ 'x-cache': 'HIT from proxy.example' }, 'x-cache'],
		[{ 'x-cache': 'TCP_HIT' }, 'x-cache'],
		[{ 'cache-status': 'edge; hit; ttl=30' }, 'cache-status'],
		[{ 'x-wc-cache': 'HIT' }, 'x-wc-cache'],
		[{ age: '0', 'x-cache': 'MISS', 'cf-cache-status': 'DYNAMIC', 'cache-control': 'no-cache' }, undefined],
		[{ 'x-cache-hits': '0', 'x-cacheable': 'NO', 'x-wc-cache': 'SKIP', 'x-cache': 'RefreshHit from cloudfront' }, undefined],
		[{ 'x-cache-lookup': 'HIT from proxy.example', 'cache-status': 'edge; fwd=stale' }, undefined],
		[{ etag: '"hit"', server: 'hit' }, undefined],
	])('%j: %s', (headers, sign) => {
		expect(copySign(headers)).toBe(sign);
	});
});

describe('an answer older than one that came before', () => {
	const NOON = Date.parse('2026-11-20T12:00:00Z');
	let server: MisbehavingServer;
	let waited: number;
	/** What the store's clock shows. */
	let storeTime: number;
	let keys = 0;
	beforeEach(async () => {
		server = await startMisbehavingServer();
		waited = 0;
		storeTime = NOON;
		keys += 1;
	});
	afterEach(async () => await server.close());

	const client = (): WooCommerceClient => {
		const clock = {
			now: () => Date.now(),
			sleep: async (ms: number) => {
				waited += ms;
				storeTime += ms;
				await Promise.resolve();
			},
		};
		const connection = { url: server.url, consumerKey: `ck_freshness_${keys}`, consumerSecret: 'cs', keysInQuery: false };
		return new WooCommerceClient(connection, { clock, budgetMs: 60_000 });
	};
	const answer = (dateOf: () => number): void =>
		server.behave((response) => json(response, 200, [], { date: new Date(dateOf()).toUTCString() }));

	it('is a copy when its time stands still, and is not believed', async () => {
		answer(() => storeTime);
		await client().get('orders');
		answer(() => NOON - 60 * 60_000);
		const failure = await client()
			.get('orders')
			.catch((error: unknown) => error);
		expect(failure).toBeInstanceOf(PlatformError);
		expect(failure).toMatchObject({ details: { kind: 'configuration', code: 'cached' } });
		expect((failure as PlatformError).message).toContain('date');
	});

	it('is the store itself when its time goes on: its clock was put back, once', async () => {
		storeTime = NOON + 24 * 60 * 60_000;
		answer(() => storeTime);
		await client().get('orders');
		storeTime = NOON;
		await client().get('orders');
		expect(server.received).toHaveLength(3);
		expect(waited).toBeGreaterThanOrEqual(1_500);
		await client().get('orders');
		expect(server.received).toHaveLength(4);
	});

	it('is the store itself where two of its servers differ by seconds', async () => {
		let count = 0;
		answer(() => storeTime - (count++ % 2) * 4_000);
		for (let times = 0; times < 4; times += 1) await client().get('orders');
		expect(waited).toBe(0);
	});

	it('is no order that was deleted either', async () => {
		answer(() => storeTime);
		await client().get('orders');
		server.behave((response) => json(response, 404, { code: 'woocommerce_rest_shop_order_invalid_id', message: 'x' }, { age: '120' }));
		await expect(client().find('orders/12')).rejects.toMatchObject({ details: { code: 'cached' } });
	});
});
