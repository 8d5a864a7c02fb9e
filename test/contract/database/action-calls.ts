import { accountKey } from '../../../src/domain/account';
import { orderId } from '../../../src/domain/ids';
import { iso } from '../../../src/domain/time';
import type { ProductLink } from '../../../src/domain/product';
import { CHANNEL, createKey, MINUTE_MS, OWNER, saleId, saved, STORE, type FullHouse } from '../../../bench/growth/full-house';
import type { OpenListing, ParcelRow } from '../../../src/ports/database';
import type { PollCall } from '../../../bench/growth/poll-calls';
import { channelOrderOf } from '../../../bench/growth/shipment-calls';

const LINK: ProductLink = {
	channel: { platform: 'amazon', id: 'eu:A1SELLER' },
	store: { platform: 'woocommerce', id: 'shop.example' },
	sku: 'TEE-1',
	productId: '12',
	content: { unitsPerListing: 1 },
	rule: 'sku',
};
const BETWEEN = { channel: CHANNEL, store: STORE };
const PLACES = [{ marketplace: 'A1PA6795UKMFR9', fulfilledBy: 'merchant' }] as const;
const openListing = (sku: string, state: OpenListing['state']): OpenListing => ({
	sku,
	title: 'Mug',
	places: PLACES,
	state,
	candidates: [],
});
const OTHER_STORE = { platform: 'woocommerce', id: 'other.example' } as const;
const FULFILLMENT = { warehouse: CHANNEL, id: 'SB-1', order: { account: STORE, id: orderId('17') }, attempt: 1 };
const COUNTS = [
	{ item: 'SKU-1', quantity: 3 },
	{ item: 'SKU-new', quantity: 0, was: 2 },
];
const parcelOf = (id: string, state: ParcelRow['state'], submission?: string): ParcelRow => ({
	orderId: orderId(id),
	reference: 1,
	parcel: 'p',
	marketplace: 'A1PA6795UKMFR9',
	lines: [{ lineId: '1', quantity: 1 }],
	shippedAt: iso(0),
	state,
	attempts: 1,
	...(submission === undefined ? {} : { submission, place: 0 }),
});
const KEYS = [createKey(orderId('904-1')), createKey(orderId('904-2'))];

/** What stands beside the orders of a channel: links, and orders of the store that a warehouse ships. */
export async function fillBeside({ db }: FullHouse, many: number): Promise<void> {
	const names = Array.from({ length: many }, (_, at) => String(at));
	await db.links.set(
		names.map((name) => ({ ...LINK, sku: `SKU-${name}`, productId: name })),
		db.now(),
	);
	await db.links.saveMatch(
		BETWEEN,
		{
			links: names.map((name) => ({ ...LINK, sku: `RULE-${name}`, productId: `rule-${name}`, places: PLACES })),
			open: names.flatMap((name) => [openListing(`OPEN-${name}`, 'pending'), openListing(`TWICE-${name}`, 'ambiguous')]),
			closed: [],
			gone: [],
		},
		db.now(),
	);
	await db.links.saveMatch(
		BETWEEN,
		{ links: [], open: [], closed: [], gone: names.slice(0, many / 2).map((name) => ({ sku: `SKU-${name}`, what: 'listing' })) },
		db.now(),
	);
	await db.links.set(
		names.map((name) => ({
			...LINK,
			sku: `SET-${name}`,
			productId: `set-${name}`,
			parentId: `parent-${name}`,
			content: { components: [{ productId: `part-${name}`, units: 2 }] },
		})),
		db.now(),
	);
	const counts = names.map((name) => ({ item: `SKU-${name}`, quantity: 3 }));
	await db.stock.declare(BETWEEN, names, 'warehouse', db.now());
	await db.stock.leaveOut(
		BETWEEN,
		counts.map(({ item }) => item),
		true,
		db.now(),
	);
	await db.stock.taken(CHANNEL, counts, db.now());
	await db.stock.handedIn(CHANNEL, 'large', counts, db.now());
	await db.stock.noteFacts(
		CHANNEL,
		counts.map(({ item }) => ({ sku: item, fulfilledBy: 'merchant', asOf: iso(db.now()) })),
	);
	await db.stock.noteSeen(
		STORE,
		names.map((item) => ({ item, quantity: 3 })),
		db.now(),
	);
	await db.shipments.noteParcels(
		CHANNEL,
		[...names.map((name) => parcelOf(name, 'proven')), parcelOf('submitted', 'submitted', 'feed')],
		db.now(),
	);
	await db.shipments.noteSeen(
		CHANNEL,
		names.map((name) => channelOrderOf(name, db.now())),
	);
	await db.fulfillments.put(
		names.map((name) => ({ ...FULFILLMENT, id: `SB-${name}`, order: { account: STORE, id: orderId(name) } })),
		db.now(),
	);
	await db.sales.change(
		names.map((name) => ({ source: STORE, target: CHANNEL, orderId: orderId(name), state: 'synced', targetOrderId: `SB-${name}` })),
		db.now(),
	);
}

/** What the action nodes ask of the database for an item. */
export const ACTION_CALLS: readonly PollCall[] = [
	{ call: 'sales.get', run: async ({ db }) => await db.sales.get({ source: CHANNEL, target: STORE }, [saleId(1), saleId(2)]) },
	{
		call: 'sales.ofOrders',
		run: async ({ db }) => await db.sales.ofOrders({ source: CHANNEL, target: STORE }, [{ id: saleId(1) }, { id: saleId(2), key: 'k' }]),
	},
	{ call: 'sales.underWay', run: async ({ db }) => await db.sales.underWay({ source: STORE, target: CHANNEL }, iso(db.now())) },
	{
		call: 'sales.aging',
		run: async ({ db }) => {
			await db.sales.aging({ target: STORE, until: iso(db.now()), limit: 100 });
			await db.sales.aging({ target: STORE, until: iso(db.now()), after: { agesFrom: iso(0), id: 1 }, limit: 100 });
		},
	},
	{ call: 'sales.erased', run: async ({ db }) => await db.sales.erased(STORE, [1, 2], db.now()) },
	{ call: 'sales.change', run: async ({ db }) => await db.sales.change([saved(saleId(900)), saved(orderId('904-1'))], db.now()) },
	{ call: 'sales.retry', run: async ({ db }) => await db.sales.retry(CHANNEL, [saleId(1), saleId(2)], db.now()) },
	{ call: 'sales.retryThese', run: async ({ db }) => await db.sales.retryThese(CHANNEL, [1, 2], db.now()) },
	{ call: 'sales.decide', run: async ({ db }) => await db.sales.decide(CHANNEL, [1, 2], { from: ['cancelled'], to: 'deleted' }, db.now()) },
	{ call: 'sales.history', run: async ({ db }) => await db.sales.history(1, CHANNEL) },
	{
		call: 'sales.linked',
		prepare: async ({ db }) => {
			const waits = { source: CHANNEL, target: STORE, orderId: orderId('904-3'), state: 'error', waitingFor: ['TEE-1'] } as const;
			await db.sales.change([waits], db.now());
			return undefined;
		},
		run: async ({ db }) => await db.sales.linked(STORE, ['TEE-1'], db.now()),
	},
	{ call: 'claims.acquire', run: async ({ db }) => await db.claims.acquire(KEYS, OWNER, MINUTE_MS, db.now()) },
	{
		call: 'claims.begin',
		run: async ({ db }) => await db.claims.begin(KEYS, OWNER, { position: 1, neededMs: 0, settlesAt: db.now() }, db.now()),
	},
	{ call: 'claims.abandon', run: async ({ db }) => await db.claims.abandon(KEYS, OWNER, db.now()) },
	{ call: 'claims.release', run: async ({ db }) => await db.claims.release(KEYS, OWNER, db.now()) },
	{
		call: 'claims.complete',
		run: async ({ db }) =>
			await db.claims.complete(
				KEYS.map((key) => ({ key, result: '17' })),
				db.now(),
			),
	},
	{
		call: 'claims.reopen',
		run: async ({ db }) =>
			await db.claims.reopen(
				KEYS.map((key) => ({ key, result: '17' })),
				{ position: 1, settlesAt: db.now() },
				db.now(),
			),
	},
	{
		call: 'claims.partsDone',
		run: async ({ db }) => await db.claims.partsDone({ at: STORE, order: FULFILLMENT.order, effect: 'parcel' }),
	},
	{ call: 'links.setsWith', run: async ({ db }) => await db.links.setsWith(BETWEEN, ['1', 'part-2']) },
	{ call: 'links.ofParents', run: async ({ db }) => await db.links.ofParents(BETWEEN, ['parent-1']) },
	{ call: 'shipments.seen', run: async ({ db }) => await db.shipments.seen(CHANNEL, [orderId('1'), orderId('2')]) },
	{ call: 'shipments.parcels', run: async ({ db }) => await db.shipments.parcels(CHANNEL, [orderId('1'), orderId('2')]) },
	{ call: 'shipments.submitted', run: async ({ db }) => await db.shipments.submitted(CHANNEL) },
	{
		call: 'shipments.noteParcels',
		run: async ({ db }) => await db.shipments.noteParcels(CHANNEL, [parcelOf('1', 'taken'), parcelOf('new', 'planned')], db.now()),
	},
	{
		call: 'shipments.settleParcels',
		run: async ({ db }) => {
			await db.shipments.settleParcels(CHANNEL, 'feed', [parcelOf('1', 'taken')], db.now());
		},
	},
	{ call: 'stock.sources', run: async ({ db }) => await db.stock.sources(BETWEEN, ['1', '2']) },
	{ call: 'stock.declare', run: async ({ db }) => await db.stock.declare(BETWEEN, ['1', 'new'], 'sum', db.now()) },
	{ call: 'stock.leftOut', run: async ({ db }) => await db.stock.leftOut(BETWEEN, ['SKU-1', 'SKU-2']) },
	{ call: 'stock.leaveOut', run: async ({ db }) => await db.stock.leaveOut(BETWEEN, ['SKU-1', 'SKU-new'], true, db.now()) },
	{ call: 'stock.paused', run: async ({ db }) => await db.stock.paused(CHANNEL) },
	{
		call: 'stock.pause',
		run: async ({ db }) => {
			await db.stock.pause(CHANNEL, true, db.now());
		},
	},
	{ call: 'stock.pushed', run: async ({ db }) => await db.stock.pushed(CHANNEL, ['SKU-1', 'SKU-2']) },
	{ call: 'stock.begin', run: async ({ db }) => await db.stock.begin(CHANNEL, COUNTS, db.now()) },
	{ call: 'stock.taken', run: async ({ db }) => await db.stock.taken(CHANNEL, COUNTS, db.now()) },
	{ call: 'stock.forget', run: async ({ db }) => await db.stock.forget(CHANNEL, ['SKU-3', 'SKU-4']) },
	{ call: 'stock.zeroedSince', run: async ({ db }) => await db.stock.zeroedSince(CHANNEL, iso(db.now() - MINUTE_MS)) },
	{ call: 'stock.handedIn', run: async ({ db }) => await db.stock.handedIn(CHANNEL, 'feed', COUNTS, db.now()) },
	{ call: 'stock.submissions', run: async ({ db }) => await db.stock.submissions(CHANNEL) },
	{ call: 'stock.closeSubmission', run: async ({ db }) => await db.stock.closeSubmission(CHANNEL, 'feed') },
	{ call: 'stock.facts', run: async ({ db }) => await db.stock.facts(CHANNEL, ['SKU-1', 'SKU-2']) },
	{
		call: 'stock.noteFacts',
		run: async ({ db }) => await db.stock.noteFacts(CHANNEL, [{ sku: 'SKU-1', fulfilledBy: 'merchant', asOf: iso(db.now()) }]),
	},
	{ call: 'positions.get', run: async ({ db }) => await db.positions.get(STORE) },
	{ call: 'positions.note', run: async ({ db }) => await db.positions.note(STORE, { highest: 17 }) },
	{ call: 'positions.made', run: async ({ db }) => await db.positions.made(STORE, { highest: 18, settlesAt: iso(db.now()) }) },
	{ call: 'positions.looked', run: async ({ db }) => await db.positions.looked(STORE, db.now()) },
	{ call: 'positions.fall', run: async ({ db }) => await db.positions.fall(STORE, 16) },
	{ call: 'links.set', run: async ({ db }) => await db.links.set([LINK], db.now()) },
	{ call: 'links.get', run: async ({ db }) => await db.links.get(BETWEEN, ['TEE-1', 'TEE-2']) },
	{ call: 'links.ofProducts', run: async ({ db }) => await db.links.ofProducts(BETWEEN, ['12', '13']) },
	{ call: 'links.add', run: async ({ db }) => await db.links.add(BETWEEN, [{ ...LINK, sku: 'TEE-3', places: PLACES }], db.now()) },
	{
		call: 'links.saveMatch',
		run: async ({ db }) => {
			const links = [{ ...LINK, sku: 'TEE-4', productId: '14', places: PLACES }];
			const open = [openListing('TEE-5', 'pending')];
			await db.links.saveMatch(BETWEEN, { links, open, closed: [], gone: [] }, db.now());
			const gone = [{ sku: 'TEE-4', what: 'listing' }] as const;
			return await db.links.saveMatch(BETWEEN, { links: [], open: [], closed: ['TEE-5'], gone }, db.now());
		},
	},
	{
		call: 'links.list',
		run: async ({ db }) => await db.links.list(BETWEEN, ['synchronised', 'pending', 'ambiguous', 'gone'], 'OPEN-1', 5),
	},
	{
		call: 'links.removeAll',
		prepare: async ({ db }) => {
			await db.links.set([{ ...LINK, store: OTHER_STORE }], db.now());
			return undefined;
		},
		run: async ({ db }) => await db.links.removeAll({ channel: CHANNEL, store: accountKey(OTHER_STORE) }),
	},
	{ call: 'links.remove', run: async ({ db }) => await db.links.remove(BETWEEN, ['TEE-2']) },
	{ call: 'customers.get', run: async ({ db }) => await db.customers.get(STORE, ['h1', 'h2']) },
	{ call: 'customers.remember', run: async ({ db }) => await db.customers.remember(STORE, [{ hash: 'h1', customerId: '7' }]) },
	{ call: 'customers.forget', run: async ({ db }) => await db.customers.forget(STORE, ['h2']) },
	{ call: 'fulfillments.put', run: async ({ db }) => await db.fulfillments.put([FULFILLMENT], db.now()) },
	{ call: 'fulfillments.get', run: async ({ db }) => await db.fulfillments.get(CHANNEL, ['SB-1', 'SB-2']) },
	{ call: 'fulfillments.ofOrder', run: async ({ db }) => await db.fulfillments.ofOrder(CHANNEL, FULFILLMENT.order) },
];
