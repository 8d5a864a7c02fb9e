import { orderId } from '../../src/domain/ids';
import type { StoreOrderSource } from '../../src/ports/store-orders';
import type { InjectedShops } from './injected-shops';
import { brought, OF_A_LIST, one, second, type InjectedRead, type Outcome, type ShopRead } from './injection';

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

/** Every read of a WooCommerce store's orders, and of what lies below them. */
export function shopOrderReads(shops: InjectedShops): readonly InjectedRead[] {
	const { own, placed } = shops;
	const refOf = new Map(own.map((ref) => [ref.id, ref]));
	const ownIds = own.map(({ id }) => id);
	const newestFirst = ownIds.toReversed();
	const ownRef = (id: string) => ({ id, origin: refOf.get(id)?.origin ?? '' });
	const itself = (of: readonly string[]) => ({ pathPattern: `/orders/${second(of)}$` });
	const below = (of: readonly string[], part: string) => ({ pathPattern: `/orders/${second(of)}/${part}$` });

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
			file: 'orders/by-ids.ts',
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
			operation: 'getOrder',
			file: 'orders/by-ids.ts',
			records: shops.hidden,
			about: itself(shops.hidden),
			leavesOut: true,
			read: async (impatient) => {
				const meant = shops.hidden.map((id) => ({ id: orderId(id) }));
				const standings = await shops.connect('shop', impatient).shipmentSink.standings(meant);
				return brought(shops.hidden.filter((_, at) => standings[at] !== undefined));
			},
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
					await shops.connect('shop', impatient).shipmentSink.addNote?.({ id: orderId(id) }, 'Sent');
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
	];
	return reads.map((read) => ({ standIn: 'shop', ...read }));
}
