import { olderThan } from '../../../src/platforms/woocommerce/connection-check';
import { json, startMisbehavingServer, type MisbehavingServer } from './misbehaving-server';
import { createWooCommerce } from '../../../src/platforms/woocommerce';
import { impatient, startStore, type StoreUnderTest } from './store-under-test';

describe('checking a WooCommerce connection', () => {
	let server: MisbehavingServer;
	let shop: StoreUnderTest | undefined;
	beforeEach(async () => {
		server = await startMisbehavingServer();
	});
	afterEach(async () => {
		await server.close();
		await shop?.close();
		shop = undefined;
	});

	it('says what the store is, and writes nothing', async () => {
		shop = await startStore({ settings: { calcTaxes: true }, taxRates: [{ country: 'DE', rate: '19.0000' }] }, '/shop');
		const before = JSON.stringify(shop.standIn.state());
		expect(await shop.store.connectionCheck.check()).toEqual({
			ok: true,
			summary: `${shop.store.account.id}, EUR, taxes on, 1 rates`,
			findings: [],
		});
		expect(shop.store.account.id).toMatch(/^127\.0\.0\.1:\d+\/shop$/);
		expect(JSON.stringify(shop.standIn.state())).toBe(before);
	});

	it('looks again each time', async () => {
		shop = await startStore();
		expect(await shop.store.connectionCheck.check()).toMatchObject({ ok: true });
		expect(await shop.connect({ consumerSecret: 'cs_wrong' }).connectionCheck.check()).toMatchObject({
			ok: false,
			findings: [{ code: 'wrongSecret' }],
		});
		shop.standIn.setSettings({ currency: 'USD' });
		expect((await shop.store.connectionCheck.check()).summary).toContain('USD');
	});

	it.each([
		[{ consumerKey: 'ck_nobody' }, 'unknownKey'],
		[{ consumerSecret: 'cs_wrong' }, 'wrongSecret'],
		[{ consumerKey: 'ck_reader' }, 'keyCannotWrite'],
		[{ consumerKey: 'ck_writer' }, 'keyCannotRead'],
	])('%j: %s', async (connection, code) => {
		const key = (consumerKey: string, permissions: 'read' | 'write' | 'read_write') => ({
			consumerKey,
			consumerSecret: 'cs_sandbox',
			permissions,
		});
		shop = await startStore({ keys: [key('ck_all', 'read_write'), key('ck_reader', 'read'), key('ck_writer', 'write')] });
		const report = await shop.connect({ consumerKey: 'ck_all', ...connection }).connectionCheck.check();
		expect(report.ok).toBe(false);
		expect(report.findings.map((finding) => finding.code)).toEqual([code]);
		expect(report.findings[0]?.advice).not.toBe('');
	});

	const check = async (url: string, consumerKey: string) =>
		await createWooCommerce(
			{ url, consumerKey, consumerSecret: 'cs', keysInQuery: false },
			{ clock: impatient, budgetMs: 60_000, requestTimeoutMs: 5000 },
		).connectionCheck.check();

	it('knows what is no WooCommerce, what redirects and what is not there', async () => {
		server.behave((response) => json(response, 404, { code: 'rest_no_route', message: 'No route', data: { status: 404 } }));
		expect((await check(server.url, 'ck_1')).findings).toMatchObject([{ code: 'noWooCommerce' }]);
		server.behave((response) => response.writeHead(404, { 'content-type': 'text/html' }).end('<html>'));
		expect((await check(server.url, 'ck_2')).findings).toMatchObject([{ code: 'noRestApi' }]);
		server.behave((response) => response.writeHead(301, { location: 'https://www.shop.example/wp-json/wc/v3/settings/general' }).end());
		expect((await check(server.url, 'ck_3')).findings).toMatchObject([
			{ code: 'redirect', text: 'The store URL redirects to https://www.shop.example' },
		]);
		const gone = server.url;
		await server.close();
		server = await startMisbehavingServer();
		expect((await check(gone, 'ck_4')).findings).toMatchObject([{ code: 'ECONNREFUSED' }]);
	});

	it('says that a store on http goes by one name only, and which', async () => {
		shop = await startStore();
		shop.standIn.move('http://localhost:8088');
		expect((await shop.store.connectionCheck.check()).findings).toMatchObject([
			{
				code: 'otherAddress',
				text: expect.stringContaining('own address is http://localhost:8088, '),
				advice: expect.stringContaining('Enter http://localhost:8088 as the store URL, or use https'),
			},
		]);
		shop.standIn.move(shop.url);
		expect(await shop.store.connectionCheck.check()).toMatchObject({ ok: true });
		// The secret alone is wrong.
		expect((await shop.connect({ consumerSecret: 'cs_wrong' }).connectionCheck.check()).findings).toMatchObject([{ code: 'wrongSecret' }]);
	});

	it('names the permalinks where the home page answers, and no circle where the store redirects to itself', async () => {
		shop = await startStore({ settings: { permalinks: 'plain' } });
		expect((await shop.store.connectionCheck.check()).findings).toMatchObject([
			{ code: 'html', advice: expect.stringContaining('Permalinks') },
		]);
		shop.standIn.setSettings({ permalinks: 'pretty', redirectsToItself: true });
		const { findings } = await shop.store.connectionCheck.check();
		expect(findings).toMatchObject([{ code: 'redirectLoop' }]);
		expect(findings[0]?.advice).not.toContain(shop.url);
	});

	it('warns of a WooCommerce that hides our own orders from us', async () => {
		server.behave((response, { url }) => {
			if (url.includes('system_status')) json(response, 200, { environment: { version: '9.8.5' } });
			else json(response, 200, [{ id: 'woocommerce_currency', value: 'EUR' }]);
		});
		expect(await check(server.url, 'ck_5')).toMatchObject({ ok: false, findings: [{ code: 'oldWooCommerce' }] });
	});

	it.each([
		['9.8.5', true],
		['9.9', false],
		['9.9.0', false],
		['10.0.1', false],
		['11.0.1-beta', false],
		['8.99', true],
	])('%s is older than 9.9: %s', (version, older) => {
		expect(olderThan(version, '9.9')).toBe(older);
	});
});
