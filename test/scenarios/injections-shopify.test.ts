import { InjectedShopify } from './injected-shopify';
import { shopifyReads } from './injected-shopify-reads';
import { Injection } from './injection';

/** Documents by which several records are read, at once or one after the other. */
const READS = [
	'OrdersChanged',
	'OrdersById',
	'OwnOrders',
	'OwnOrdersById',
	'ExamineOrder',
	'OrderToShip',
	'Standings',
	'PersonalOrders',
	'OldOrders',
	'Variants',
	'VariantsById',
	'VariantsOfItems',
	'LevelsChanged',
	'ProductOfVariant',
	'ProductWithVariants',
	'ProductsById',
	'Locations',
	'Hooks',
];

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
		expect([...reads.keys()]).toEqual(READS);
	});

	it.each(READS)('%s', async (name) => {
		const read = reads.get(name);
		if (read === undefined) throw new Error('It is not read');
		const injection = new Injection(shop.sandbox, read);
		await injection.run();
		expect({ lacking: injection.lacking, breaks: injection.breaks }).toEqual({ lacking: [], breaks: [] });
	});
});
