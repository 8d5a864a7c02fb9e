import { standInEmail } from '../../src/platforms/woocommerce/order-sink/customers';
import type { StoreOrderSource } from '../../src/ports/store-orders';
import { OF_A_LIST, one, type InjectedRead, type Outcome } from './injection';
import { HOOK, type InjectedShops, type ShopName } from './injected-shops';

type ShopRead = Omit<InjectedRead, 'standIn'> & { readonly standIn?: ShopName };

async function changed(source: StoreOrderSource, since: string): Promise<Outcome> {
	const came: string[] = [];
	const named: string[] = [];
	let page: string | undefined;
	do {
		const { orders, unreadable, nextPage } = await source.changedSince(since, page);
		came.push(...orders.map((found) => String(found.order.id)));
		named.push(...unreadable.map(({ orderId }) => orderId));
		page = nextPage;
	} while (page !== undefined);
	return { came, named };
}

const brought = (came: readonly string[]): Outcome => ({ came, named: [] });
const second = (of: readonly string[]): string => of[1] ?? '';

/** Every read of a WooCommerce store, with three records where it reads records. */
export function shopReads(shops: InjectedShops): readonly InjectedRead[] {
	const { own, placed } = shops;
	const refs = own.toReversed();
	const refOf = new Map(own.map((ref) => [ref.id, ref]));
	const ownIds = own.map(({ id }) => id);
	const newestFirst = refs.map(({ id }) => id);
	const ownRef = (id: string) => ({ id, origin: refOf.get(id)?.origin ?? '' });
	const { emails } = shops;
	const itself = (of: readonly string[]) => ({ pathPattern: `/orders/${second(of)}$` });
	const below = (of: readonly string[], part: string) => ({ pathPattern: `/orders/${second(of)}/${part}$` });
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

	const reads: readonly ShopRead[] = [
		{
			operation: 'listOrders',
			file: 'orders/order-source.ts',
			records: placed.shop,
			record: second(placed.shop),
			read: async (impatient) => await changed(shops.connect('shop', impatient).storeOrders, shops.placedSince),
		},
		{
			operation: 'listOrders',
			file: 'order-sink/list-own-orders.ts',
			records: newestFirst,
			record: second(newestFirst),
			read: async (impatient) => {
				const found: Record<'came' | 'named', string[]> = { came: [], named: [] };
				for await (const { orders, unmarked } of shops.connect('shop', impatient).orderSink.ownOrders(0)) {
					found.came.push(...orders.map(({ id }) => id));
					found.named.push(...unmarked.map(({ id }) => id));
				}
				return found;
			},
		},
		{
			operation: 'listOrders',
			file: 'order-sink/read-many.ts',
			records: ownIds,
			about: { record: second(ownIds) },
			record: second(ownIds),
			ofAll: OF_A_LIST,
			read: async (impatient) => {
				const states = await shops.connect('shop', impatient).orderSink.readMany(own);
				const isRead = (at: number): boolean => typeof states[at] === 'object';
				return { came: ownIds.filter((_, at) => isRead(at)), named: ownIds.filter((_, at) => !isRead(at)) };
			},
		},
		{
			operation: 'listOrders',
			file: 'probe.ts',
			records: [],
			read: async (impatient) => await none(shops.connect('shop', impatient).shipmentSink.reach()),
		},
		{
			operation: 'getOrder',
			file: 'orders/find-order.ts',
			records: placed.shop,
			about: itself(placed.shop),
			read: async (impatient) => await one(placed.shop, async (id) => await shops.connect('shop', impatient).storeOrders.get(id)),
		},
		{
			operation: 'getOrder',
			file: 'order-sink/order-sink.ts',
			records: ownIds,
			about: itself(ownIds),
			read: async (impatient) => await one(ownIds, async (id) => await shops.connect('shop', impatient).orderSink.read(ownRef(id))),
		},
		{
			operation: 'getOrder',
			file: 'order-sink/duplicates.ts',
			records: ownIds,
			about: itself(ownIds),
			read: async (impatient) => await one(ownIds, async (id) => await shops.connect('shop', impatient).orderSink.examine(ownRef(id))),
		},
		{
			operation: 'listOrderNotes',
			file: 'order-sink/duplicates.ts',
			records: ownIds,
			about: below(ownIds, 'notes'),
			read: async (impatient) => await one(ownIds, async (id) => await shops.connect('shop', impatient).orderSink.examine(ownRef(id))),
		},
		{
			operation: 'listOrderNotes',
			file: 'shipments/shipment-note.ts',
			records: placed.shop,
			about: below(placed.shop, 'notes'),
			read: async (impatient) =>
				await one(placed.shop, async (id) => {
					await shops.connect('shop', impatient).shipmentSink.addNote?.({ id: id as never }, 'Sent');
					return id;
				}),
		},
		{
			operation: 'listOrderRefunds',
			file: 'orders/find-order.ts',
			standIn: 'details',
			records: placed.details,
			about: below(placed.details, 'refunds'),
			read: async (impatient) => await changed(shops.connect('details', impatient).storeOrders, shops.placedSince),
		},
		{
			operation: 'listFulfillments',
			file: 'shipments/fulfillments.ts',
			standIn: 'details',
			records: placed.details,
			about: below(placed.details, 'fulfillments'),
			read: async (impatient) => await changed(shops.connect('details', impatient).storeOrders, shops.placedSince),
		},
		{
			operation: 'listShipmentTrackings',
			file: 'shipments/tracking-items.ts',
			standIn: 'plugin',
			records: placed.plugin,
			about: below(placed.plugin, 'shipment-trackings'),
			read: async (impatient) => await one(placed.plugin, async (id) => await shops.ship(shops.connect('plugin', impatient), 'plugin', id)),
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
