import { INJECTED } from '../platforms/shopify/reads';
import { InjectedShopify } from './injected-shopify';
import { shopifyReads } from './injected-shopify-reads';
import { Injection } from './injection';

/** Into the second of three records, as at the other platforms. */
describe('one bad record of a Shopify shop stops nothing', () => {
	let shop: InjectedShopify;
	let reads: ReturnType<typeof shopifyReads>;

	beforeAll(async () => {
		shop = await InjectedShopify.start();
		reads = shopifyReads(shop);
	});
	afterAll(async () => await shop.sandbox.stop());

	it('is tried at each of these', () => {
		expect([...reads.keys()]).toEqual(INJECTED);
	});

	it.each(INJECTED)('%s', async (name) => {
		const read = reads.get(name);
		if (read === undefined) throw new Error('It is not read');
		const injection = new Injection(shop.sandbox, read);
		await injection.run();
		expect({ lacking: injection.lacking, breaks: injection.breaks }).toEqual({ lacking: [], breaks: [] });
	});
});
