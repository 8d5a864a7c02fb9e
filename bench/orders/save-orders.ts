import { join } from 'node:path';
import type { Order } from '../../sandbox/amazon/orders/order-wire';
import type { SpeedProfile } from '../../sandbox/woocommerce/index';
import { openSqlite } from '../../src/database';
import { amazonAccount } from '../../src/platforms/amazon';
import { shopifyAccount } from '../../src/platforms/shopify';
import { wooCommerceAccount } from '../../src/platforms/woocommerce';
import { standInEmail } from '../../src/platforms/woocommerce/order-sink/customers';
import type { Database } from '../../src/ports/database';
import type { Delivery } from '../../src/usecases/trigger';
import { measure, type Measured } from '../meter';
import type { BenchRow, Way } from '../row';
import { createSkippingClock, type SkippingClock } from '../skipping-clock';
import { shopConnection } from '../shop';
import { officialClient } from './official-client';
import { saveInShopByOwnNodes } from './own-nodes-shop';
import { saveByOwnNodes } from './own-nodes-store';
import { START_MS } from './read-orders';
import { Storebridge } from './storebridge';
import { startWorld, type World } from './world';

const DAY = 24 * 60 * 60_000;

type Into = 'woocommerce' | 'shopify';

/** How fast the store is, and how many of the buyers it knows already. */
export interface StoreProfile {
	readonly into: Into;
	readonly name: string;
	readonly speed: SpeedProfile;
	readonly knownBuyers: number;
	/** Whether orders get a customer, which they do not in the panel of Save Order as it comes. */
	readonly customers: boolean;
}

const FAST: StoreProfile = { into: 'woocommerce', name: 'fast', speed: {}, knownBuyers: 0, customers: true };
/** Measured on a WooCommerce 11 of ordinary hosting. */
const REAL: StoreProfile = {
	into: 'woocommerce',
	name: 'real',
	speed: { msPerOrder: 145, msPerCustomer: 100 },
	knownBuyers: 100,
	customers: true,
};
/** Nobody who bought at Amazon becomes a customer there; how fast it is, its points say. */
const SHOP: StoreProfile = { into: 'shopify', name: 'smallest plan', speed: {}, knownBuyers: 0, customers: false };

export interface SaveSize {
	readonly orders: number;
	readonly buyers: number;
	readonly skus: number;
}

/** Every order must stand in the store once, with its customer where one is made. */
function checkStore(world: World, orders: number, customers: boolean): void {
	const inStore = [...world.store.records.orders.values()].map(({ transactionId }) => transactionId);
	if (inStore.length !== orders || new Set(inStore).size !== orders)
		throw new Error(`${inStore.length} orders are in the store, ${new Set(inStore).size} different ones, instead of ${orders}`);
	const unlinked = [...world.store.records.orders.values()].filter(({ customerId }) => customerId === 0).length;
	if (customers && unlinked > 0) throw new Error(`${unlinked} orders have no customer`);
}

function checkShop({ shop }: World, orders: number): void {
	const inShop = (shop?.orders() ?? []).map(({ sourceIdentifier }) => sourceIdentifier);
	if (inShop.length !== orders || new Set(inShop).size !== orders)
		throw new Error(`${inShop.length} orders are in the shop, ${new Set(inShop).size} different ones, instead of ${orders}`);
}

const wireOrders = (world: World): readonly Order[] => world.sandbox.amazon.book.all().map(({ load }) => load());

/** Customers of the store from earlier; nobody remembers their ids. */
async function makeBuyersKnown(world: World, number: number, emailOf: (relayAddress: string) => string): Promise<void> {
	const relayAddresses = [...new Set(wireOrders(world).map(({ buyer }) => buyer?.buyerEmail ?? ''))].slice(0, number);
	const client = await officialClient(world.connections.store);
	for (const address of relayAddresses) await client.post('customers', { email: emailOf(address) });
}

/** As the API names them, by SKU. */
const variantsOf = (shop: World['shop']): ReadonlyMap<string, string> =>
	new Map([...(shop?.shop.state.variants.values() ?? [])].map(({ sku, id }) => [sku ?? '', id]));

/** As after the first orders of every product. */
async function linkProducts({ connections, ...world }: World, into: Into, database: Database, skus: readonly string[]): Promise<void> {
	const channel = amazonAccount(connections.amazon);
	const store = into === 'shopify' ? shopifyAccount(shopConnection(connections.shop)) : wooCommerceAccount(connections.store);
	const variants = variantsOf(world.shop);
	const links = skus.map((sku) => {
		const productId = into === 'shopify' ? variants.get(sku)?.replace(/\D+/, '') : world.store.productBySku(sku)?.id;
		if (productId === undefined) throw new Error(`The store has no product ${sku}`);
		return { channel, store, sku, productId: String(productId), content: { unitsPerListing: 1 }, rule: 'sku' };
	});
	await database.links.set(links, START_MS);
}

async function pollAll(storebridge: Storebridge, advance: (ms: number) => void): Promise<readonly (readonly Delivery[])[]> {
	const runs: (readonly Delivery[])[] = [];
	for (;;) {
		const portions = await storebridge.pollAll({ backfillFrom: new Date(START_MS - 2 * DAY).toISOString() });
		if (portions.length === 0) return runs;
		runs.push(...portions);
		// On a clock that stands still no quota comes back, however large the plan.
		advance(1000);
	}
}

async function saveByStorebridge(world: World, clock: SkippingClock, { into, ...profile }: StoreProfile): Promise<Measured<void>> {
	const database = await openSqlite({ file: join(world.folder, 'database.sqlite'), clock: clock.ours });
	try {
		await makeBuyersKnown(world, profile.knownBuyers, standInEmail);
		await linkProducts(world, into, database, [
			...new Set(wireOrders(world).flatMap(({ orderItems }) => orderItems.map(({ product }) => product.sellerSku ?? ''))),
		]);
		const storebridge = new Storebridge({
			connections: world.connections,
			database,
			clock: clock.ours,
			settings: { createCustomers: profile.customers },
			into,
		});
		const runs = await pollAll(storebridge, clock.sandbox.advance);
		world.sandbox.resetCounts();
		return await measure(clock.ours.now, async () => {
			for (const deliveries of runs) {
				await storebridge.save(deliveries);
				await storebridge.end(deliveries);
			}
		});
	} finally {
		await database.close();
	}
}

async function saveAsN8n(world: World, clock: SkippingClock, profile: StoreProfile): Promise<Measured<void>> {
	await makeBuyersKnown(world, profile.knownBuyers, (relayAddress) => relayAddress);
	const orders = wireOrders(world);
	const variants = variantsOf(world.shop);
	world.sandbox.resetCounts();
	return await measure(clock.ours.now, async () => {
		if (profile.into === 'woocommerce') await saveByOwnNodes(world.connections.store, orders);
		else
			await saveInShopByOwnNodes(
				world.connections.shop,
				orders,
				(sku) => variants.get(sku) ?? '',
				async (ms) => await clock.ours.sleep(ms),
			);
	});
}

export async function saveIn(way: Way, profile: StoreProfile, { orders, buyers, skus }: SaveSize): Promise<BenchRow> {
	const clock = createSkippingClock(START_MS);
	// Reading is not measured here, so it shall not wait either.
	const world = await startWorld({
		clock: clock.sandbox,
		planFactor: 1_000_000,
		speed: profile.speed,
		withShop: profile.into === 'shopify',
	});
	try {
		world.sandbox.seedMany({ orders, buyers, skus });
		const { wallSeconds, peakMb } = await (way === 'n8n' ? saveAsN8n : saveByStorebridge)(world, clock, profile);
		if (profile.into === 'shopify') checkShop(world, orders);
		else checkStore(world, orders, profile.customers && way === 'storebridge');
		return {
			scenario: 'saveOrders',
			platform: profile.into,
			way,
			profile: profile.name,
			items: orders,
			changed: orders,
			...world.counted(profile.into),
			wallSeconds,
			peakMb,
		};
	} finally {
		await world.stop();
	}
}

/** Orders into WooCommerce, where ours links their customers, too, and into Shopify. */
export async function saveOrdersBench(size: SaveSize): Promise<readonly BenchRow[]> {
	const rows: BenchRow[] = [];
	for (const profile of [FAST, REAL, SHOP]) for (const way of ['n8n', 'storebridge'] as const) rows.push(await saveIn(way, profile, size));
	return rows;
}
