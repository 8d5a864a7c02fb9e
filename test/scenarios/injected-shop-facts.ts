import { standInEmail } from '../../src/platforms/woocommerce/order-sink/customers';
import type { StoreOrderSource } from '../../src/ports/store-orders';
import { HOOK, type InjectedShops } from './injected-shops';
import { brought, OF_A_LIST, one, second, type InjectedRead, type Outcome, type ShopRead } from './injection';

async function paidBefore(source: StoreOrderSource, id: string): Promise<unknown> {
	const found = await source.get(id);
	return found === undefined ? undefined : await source.paidBefore?.(found.order);
}

/** Every read of a WooCommerce store that is of no order: products, customers, webhooks, settings. */
export function shopFactReads(shops: InjectedShops): readonly InjectedRead[] {
	const { emails } = shops;
	const customer = shops
		.standIn('shop')
		.customers()
		.find(({ email }) => email === standInEmail(second(emails)))?.id;
	const products = shops.skus.map((sku) => shops.productId(sku));
	const variations = shops.skus.map((sku) => shops.productId(`SHIRT-${sku}`));
	const parentId = shops.productId('SHIRT');
	const hooks = [...shops.standIn('shop').records.webhooks.keys()].map(String);
	const origins = shops.drafts().map(({ origin }) => origin);
	const planned = async (impatient: boolean): Promise<Outcome> => {
		const plans = await shops.connect('shop', impatient).orderSink.plan(shops.drafts());
		return brought(plans.flatMap((plan, at) => ('origin' in plan ? [plan.origin] : [origins[at] ?? ''])));
	};
	const bySku = async (impatient: boolean) =>
		brought((await shops.connect('shop', impatient).catalog.findBySkus(shops.skus)).map(({ sku }) => sku));
	const byId = async (ids: readonly { readonly id: string; readonly parentId?: string }[], impatient: boolean) =>
		brought((await shops.connect('shop', impatient).catalog.findByIds(ids)).map(({ id }) => id));
	const none = async (work: Promise<unknown>): Promise<Outcome> => {
		await work;
		return brought([]);
	};

	const latest = shops.placed.shop.at(-1);
	const source = (impatient: boolean) => shops.connect('shop', impatient).storeOrders;

	const reads: readonly ShopRead[] = [
		{
			operation: 'listCountries',
			file: 'regions.ts',
			records: shops.placed.shop,
			// Whatever is wrong with the names of regions, the orders come.
			about: {},
			record: 'DE',
			read: async (impatient) => await one(shops.placed.shop, async (id) => await source(impatient).get(id)),
		},
		{
			operation: 'listOrders',
			file: 'orders/customer-facts.ts',
			records: [],
			record: second(shops.placed.shop),
			read: async (impatient) => await none(paidBefore(source(impatient), String(latest))),
		},
		{
			operation: 'getCustomer',
			file: 'orders/customer-facts.ts',
			records: [],
			read: async (impatient) => await none(source(impatient).emailOf?.(String(customer)) ?? Promise.resolve()),
		},
		{
			operation: 'listOrders',
			file: 'probe.ts',
			records: [],
			read: async (impatient) => await none(shops.connect('shop', impatient).shipmentSink.reach()),
		},
		{
			operation: 'listProducts',
			file: 'catalog/products.ts',
			records: shops.skus,
			about: { record: 'TWO' },
			ofAll: OF_A_LIST,
			record: second(products),
			leavesOut: true,
			read: bySku,
		},
		{
			operation: 'getProduct',
			file: 'catalog/products.ts',
			records: variations,
			about: { record: second(variations) },
			record: second(variations),
			leavesOut: true,
			read: async (impatient) =>
				await byId(
					variations.map((id) => ({ id })),
					impatient,
				),
		},
		{
			operation: 'listVariations',
			file: 'catalog/products.ts',
			records: variations,
			about: { record: second(variations) },
			ofAll: OF_A_LIST,
			record: second(variations),
			leavesOut: true,
			read: async (impatient) =>
				await byId(
					variations.map((id) => ({ id, parentId })),
					impatient,
				),
		},
		{
			operation: 'listCustomers',
			file: 'order-sink/customers.ts',
			records: emails,
			about: { record: standInEmail(second(emails)) },
			record: String(customer),
			leavesOut: true,
			read: async (impatient) => {
				return brought([...(await shops.customersBy(shops.connect('shop', impatient))).keys()]);
			},
		},
		{
			operation: 'listWebhooks',
			file: 'webhooks/registration.ts',
			records: hooks,
			record: second(hooks),
			leavesOut: true,
			read: async (impatient) => brought((await shops.connect('shop', impatient).webhooks.find(HOOK)).map(({ id }) => id)),
		},
		{
			operation: 'listWebhooks',
			file: 'identity.ts',
			standIn: 'plugin',
			records: [],
			read: async (impatient) => await none(shops.connect('plugin', impatient).identity.identify()),
		},
		{
			operation: 'getSystemStatus',
			file: 'identity.ts',
			records: [],
			read: async (impatient) => await none(shops.connect('shop', impatient).identity.identify()),
		},
		{
			operation: 'getSystemStatus',
			file: 'connection-check.ts',
			records: [],
			read: async (impatient) => await none(shops.connect('shop', impatient).connectionCheck.check()),
		},
		{
			operation: 'getOrderTotals',
			file: 'settings.ts',
			records: ['pending', 'processing', 'completed'],
			record: 'processing',
			leavesOut: true,
			read: async (impatient) => {
				const ids = (await shops.connect('shop', impatient).storeOrders.statuses()).map(({ id }) => id);
				return brought(['pending', 'processing', 'completed'].filter((id) => ids.includes(id)));
			},
		},
		{
			operation: 'listSettings',
			file: 'settings.ts',
			records: ['EUR'],
			record: 'woocommerce_store_city',
			leavesOut: true,
			read: async (impatient) => brought([await shops.connect('shop', impatient).orderSink.currency()]),
		},
		{ operation: 'listTaxes', file: 'settings.ts', records: origins, record: '2', leavesOut: true, read: planned },
		{ operation: 'listTaxClasses', file: 'settings.ts', records: origins, record: 'reduced-rate', leavesOut: true, read: planned },
	];
	return reads.map((read) => ({ standIn: 'shop', ...read }));
}
