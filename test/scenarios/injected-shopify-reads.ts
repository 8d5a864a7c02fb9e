import { orderId } from '../../src/domain/ids';
import { PlatformError } from '../../src/domain/platform-error';
import type { StockPage } from '../../src/ports/stock-source';
import { HOOKS, PLACES, shirtOf, shortOf, SKUS, type InjectedShopify } from './injected-shopify';
import { brought, one, second, type InjectedRead, type Outcome } from './injection';

const QUIET = { notifyCustomer: false, notifyGuests: false, completeWhenShipped: false, teller: 'one' };
const errors = [{ message: 'No.', path: ['nodes', 1], extensions: { code: 'ACCESS_DENIED' } }];
const SHIRTS = SKUS.map((sku) => `SHIRT-${sku}`);

/** In place of the second record of a list. */
const nothing = (record: string): NonNullable<InjectedRead['others']> => [['null', { kind: 'odd', record, oddity: { replace: null } }]];
/** In place of the second of several that are asked for by their ids. */
const denied: NonNullable<InjectedRead['others']> = [['a denial', { kind: 'odd', oddity: { set: { 'data.nodes.1': null, errors } } }]];

/** Which of them came, the others being named. */
const parted = (ids: readonly string[], isThere: (at: number) => boolean): Outcome => ({
	came: ids.filter((_, at) => isThere(at)),
	named: ids.filter((_, at) => !isThere(at)),
});

async function stock(pages: AsyncIterable<StockPage>): Promise<Outcome> {
	const found: Record<'came' | 'named', string[]> = { came: [], named: [] };
	for await (const { levels, unreadable } of pages) {
		found.came.push(...levels.map(({ productId }) => productId ?? ''));
		found.named.push(...unreadable.map(({ productId, why }) => productId ?? why));
	}
	return found;
}

type Read = Omit<InjectedRead, 'standIn' | 'file'>;

/** Reads of a Shopify shop's orders, by the document that asks. */
function orderReads(shop: InjectedShopify): Readonly<Record<string, Read>> {
	const { own, placed } = shop;
	const ownIds = own.map(({ id }) => id);
	const order = (of: readonly string[]): string => `gid://shopify/Order/${second(of)}`;
	const meant = placed.map((id) => ({ id: orderId(id) }));
	const of = (ids: readonly string[], operation: string, read: Read['read'], more: Partial<Read> = {}): Read => ({
		operation,
		records: ids,
		record: order(ids),
		// Without one of its own an order in a list is told by its place.
		id: 'id',
		read,
		...more,
	});
	return {
		OrdersChanged: of(
			placed,
			'orders',
			async (impatient) => {
				const { orders, unreadable } = await shop.connect(impatient).storeOrders.changedSince(shop.placedSince);
				return { came: orders.map((found) => found.order.id), named: unreadable.map((found) => found.orderId) };
			},
			{ others: nothing(order(placed)) },
		),
		OrdersById: of(
			placed,
			'nodes',
			async (impatient) => await one(placed, async (id) => await shop.connect(impatient).storeOrders.get(id)),
			{ every: 5 },
		),
		OwnOrders: of(
			ownIds,
			'orders',
			async (impatient) => {
				const found: Record<'came' | 'named', string[]> = { came: [], named: [] };
				for await (const { orders, unmarked } of shop.connect(impatient).orderSink.ownOrders(0)) {
					found.came.push(...orders.map(({ id }) => id));
					found.named.push(...unmarked.map(({ id }) => id));
				}
				return found;
			},
			{ others: nothing(order(ownIds)) },
		),
		OwnOrdersById: of(
			ownIds,
			'nodes',
			async (impatient) => {
				const states = await shop.connect(impatient).orderSink.readMany(own);
				return parted(ownIds, (at) => typeof states[at] === 'object');
			},
			{ others: denied },
		),
		ExamineOrder: of(
			ownIds,
			'order',
			async (impatient) =>
				await one(ownIds, async (id) => {
					const ref = own.find((known) => known.id === id) ?? { id, origin: '' };
					return await shop.connect(impatient).orderSink.examine(ref);
				}),
			{ every: 5 },
		),
		OrderToShip: of(
			placed,
			'order',
			async (impatient) =>
				await one(placed, async (id) => await shop.connect(impatient).shipmentSink.write({ id: orderId(id) }, [], QUIET)),
			{ every: 5 },
		),
		Standings: of(
			placed,
			'nodes',
			async (impatient) => {
				const standings = await shop.connect(impatient).shipmentSink.standings(meant);
				return brought(placed.filter((_, at) => standings[at] !== undefined));
			},
			{ others: denied, leavesOut: true },
		),
		PersonalOrders: of(
			ownIds,
			'nodes',
			async (impatient) => {
				const held = await shop.connect(impatient).personalData.look(own, '', true);
				return parted(ownIds, (at) => typeof held[at] === 'object');
			},
			{ others: denied },
		),
		OldOrders: of(
			ownIds,
			'orders',
			async (impatient) => {
				const found: Record<'came' | 'named', string[]> = { came: [], named: [] };
				const pages = shop.connect(impatient).personalData.oldOrders('2000-01-01T00:00:00.000Z', '2100-01-01T00:00:00.000Z');
				for await (const { orders, unreadable } of pages) {
					found.came.push(...orders.map(({ id }) => id));
					found.named.push(...unreadable);
				}
				return found;
				// What people took the mark from is told by the log alone.
			},
			{ others: nothing(order(ownIds)), leavesOut: true },
		),
	};
}

/** Reads of what it sells, and of the shop itself. */
function productReads(shop: InjectedShopify): Readonly<Record<string, Read>> {
	const gids = shop.variantGids();
	const ids = gids.map(shortOf);
	const { inventoryItems, levels, locations, webhooks } = shop.standIn.shop.state;
	const items = gids.map((gid) => [...inventoryItems.values()].find(({ variantId }) => variantId === gid)?.id ?? '');
	const [level = ''] = [...levels].flatMap(([id, { inventoryItemId }]) => (inventoryItemId === second(items) ? [id] : []));
	const place = [...locations.values()].find(({ name }) => name === PLACES[1])?.id ?? '';
	const hook = [...webhooks.values()].find(({ uri }) => uri === second(HOOKS))?.id ?? '';
	const sizes = SKUS.map((sku) => `SHIRT-ONE-${sku}`);
	const [family = ''] = shop.productGids(SHIRTS);
	const families = shop.productGids(SHIRTS);
	const variant = (operation: string, read: Read['read'], others: Read['others'] = nothing(second(gids))): Read => ({
		operation,
		records: ids,
		record: second(gids),
		id: 'id',
		read,
		others,
	});
	const only = ({ came, named }: Outcome): Outcome => ({ came: came.filter((id) => ids.includes(id)), named });
	return {
		Variants: variant('productVariants', async (impatient) => {
			const found: Record<'came' | 'named', string[]> = { came: [], named: [] };
			for await (const { products, unreadable } of shop.connect(impatient).products.all()) {
				found.came.push(...products.map(({ id }) => id));
				found.named.push(...unreadable.map(({ id, why }) => id ?? why));
			}
			return only(found);
		}),
		VariantsById: variant(
			'nodes',
			async (impatient) => await stock(shop.connect(impatient).storeStock.ofProducts(ids.map((id) => ({ id })))),
			denied,
		),
		VariantsOfItems: {
			...variant('nodes', async (impatient) => {
				const asked = items.map((gid) => ({ id: `item:${shortOf(gid)}` }));
				return await stock(shop.connect(impatient).storeStock.ofProducts(asked));
			}),
			record: second(items),
			others: [],
			leavesOut: true,
		},
		LevelsChanged: {
			...variant('location', async (impatient) => only(await stock(shop.connect(impatient).storeStock.changedSince(0)))),
			record: level,
			others: nothing(level),
		},
		ProductOfVariant: {
			...variant(
				'productVariant',
				async (impatient) =>
					await one(ids, async (id) => {
						const sku = SKUS[ids.indexOf(id)] ?? '';
						return await shop.connect(impatient).productSink.update({ id, sure: true }, { ...shirtOf(sku), variations: [] }, []);
					}),
				[],
			),
			every: 5,
		},
		ProductWithVariants: {
			operation: 'product',
			records: sizes,
			record: second(shop.variantGids(sizes)),
			leavesOut: true,
			read: async (impatient) => {
				const saved = await shop.connect(impatient).productSink.update({ id: shortOf(family), sure: true }, shirtOf('SHIRT-ONE'), []);
				return parted(sizes, (at) => saved !== 'gone' && !(saved.variations[at] instanceof PlatformError));
			},
		},
		ProductsById: {
			operation: 'nodes',
			records: families.map(shortOf),
			record: second(families),
			leavesOut: true,
			others: denied,
			read: async (impatient) => {
				const sought = SHIRTS.map((sku) => ({ origin: shirtOf(sku).origin, sku: '' }));
				return brought((await shop.connect(impatient).productSink.alike(sought)).map(({ id }) => id));
			},
		},
		Locations: {
			...variant('locations', async (impatient) => brought((await shop.connect(impatient).catalog.findBySkus(SKUS)).map(({ id }) => id))),
			record: place,
			others: nothing(place),
		},
		Hooks: {
			operation: 'webhookSubscriptions',
			records: HOOKS,
			record: hook,
			others: nothing(hook),
			read: async (impatient) => {
				const { hooks = [], findings } = await shop.connect(impatient).connectionCheck.inspect();
				const [broken] = findings.filter(({ severity }) => severity === 'broken');
				if (hooks.length === 0) return { came: [], named: broken === undefined ? [] : [...HOOKS] };
				return parted(HOOKS, (at) => hooks.some(({ address, state }) => address === HOOKS[at] && state === 'active'));
			},
		},
	};
}

export const shopifyReads = (shop: InjectedShopify): ReadonlyMap<string, InjectedRead> =>
	new Map(
		Object.entries({ ...orderReads(shop), ...productReads(shop) }).map(([file, read]) => [file, { standIn: 'shopify', file, ...read }]),
	);
