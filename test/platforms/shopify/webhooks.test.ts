import type { OutgoingCall } from '../../../sandbox/kernel/webhook-transport';
import { defaultApp } from '../../../sandbox/shopify';
import { startShop, type ShopUnderTest } from './shop-under-test';

const ADDRESS = 'https://n8n.example/webhook/paid';
const OLD = defaultApp.clientSecret;
const NEW = 'shpss_renewed';

describe('deliveries of a Shopify shop', () => {
	let test: ShopUnderTest;
	let calls: OutgoingCall[];
	beforeEach(async () => {
		calls = [];
		test = await startShop({
			products: [{ title: 'Mug', sku: 'MUG', stock: { 'Shop location': 5 } }],
			webhookTransport: async (call) => {
				calls.push(call);
				return await Promise.resolve(200);
			},
		});
		await test.shop.webhooks.ensure(ADDRESS);
	});
	afterEach(async () => {
		await test.close();
	});
	const delivered = async (): Promise<OutgoingCall> => {
		calls = [];
		test.standIn.act('placeOrder', { lines: [{ sku: 'MUG' }] });
		test.advance(1_000);
		await test.standIn.webhooksIdle();
		const [call] = calls;
		if (call === undefined) throw new Error('The shop did not call');
		return call;
	};
	const judged = ({ headers, body }: OutgoingCall, ...webhookSecrets: readonly string[]) =>
		test.connect({ webhookSecrets }).webhooks.judge(ADDRESS, headers, body).kind;

	it('are believed by the secret of before and by that of now while it is renewed, and by no other', async () => {
		test.standIn.rotateSecret(NEW);
		const before = await delivered();
		test.standIn.revokeOldSecrets();
		const after = await delivered();
		const both = [before, after];
		expect(both.map((call) => judged(call, NEW, OLD))).toEqual(['order', 'order']);
		expect(both.map((call) => judged(call, OLD, NEW))).toEqual(['order', 'order']);
		expect(both.map((call) => judged(call, OLD))).toEqual(['order', 'refused']);
		expect(both.map((call) => judged(call, NEW))).toEqual(['refused', 'order']);
		expect(both.map((call) => judged(call, 'shpss_other', ''))).toEqual(['refused', 'refused']);
		expect(await test.shop.webhooks.stands(ADDRESS)).toBe(true);
	});

	it('are believed of no other shop, though the app signs both with one secret', async () => {
		const call = await delivered();
		const other = { ...call, headers: { ...call.headers, 'x-shopify-shop-domain': 'other.myshopify.com' } };
		expect([judged(call, OLD), judged(other, OLD)]).toEqual(['order', 'refused']);
	});

	it.each([
		'https://10.0.0.7/hook',
		'https://169.254.7.7/hook',
		'https://[fe80::7]/hook',
		'https://localhost./hook',
		'https://n8n.lan./hook',
	])('are not asked for at %s, where Shopify never gets', async (address) => {
		expect(await test.connect({ endpoint: '' }).webhooks.ensure(address)).toEqual([
			{ kind: 'unreachableAddress', why: expect.stringContaining('private host') as string },
		]);
	});
});
