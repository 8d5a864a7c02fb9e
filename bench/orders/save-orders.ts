import { join } from 'node:path';
import type { Order } from '../../sandbox/amazon/orders/order-wire';
import type { SpeedProfile } from '../../sandbox/woocommerce/index';
import { openSqlite } from '../../src/database';
import { amazonAccount } from '../../src/platforms/amazon';
import { wooCommerceAccount } from '../../src/platforms/woocommerce';
import { standInEmail } from '../../src/platforms/woocommerce/order-sink/customers';
import type { Database } from '../../src/ports/database';
import type { Delivery } from '../../src/usecases/trigger';
import { measure, type Measured } from '../meter';
import type { BenchRow, Way } from '../row';
import { createSkippingClock, type SkippingClock } from '../skipping-clock';
import { officialClient } from './official-client';
import { saveByOwnNodes } from './own-nodes-store';
import { START_MS } from './read-orders';
import { Storebridge } from './storebridge';
import { startWorld, type World } from './world';

const DAY = 24 * 60 * 60_000;

/** How fast the store is, and how many of the buyers it knows already. */
export interface StoreProfile {
	readonly name: string;
	readonly speed: SpeedProfile;
	readonly knownBuyers: number;
	/** Whether orders get a customer, which they do not in the panel of Save Order as it comes. */
	readonly customers: boolean;
}

const FAST: StoreProfile = { name: 'fast', speed: {}, knownBuyers: 0, customers: true };
/** Measured on a WooCommerce 11 of ordinary hosting. */
const REAL: StoreProfile = { name: 'real', speed: { msPerOrder: 145, msPerCustomer: 100 }, knownBuyers: 100, customers: true };

export interface SaveSize {
	readonly orders: number;
	readonly buyers: number;
	readonly skus: number;
}

/** Every order must stand in the store once, with its customer where one is made. */
function check(world: World, orders: number, customers: boolean): void {
	const inStore = [...world.store.records.orders.values()].map(({ transactionId }) => transactionId);
	if (inStore.length !== orders || new Set(inStore).size !== orders)
		throw new Error(`${inStore.length} orders are in the store, ${new Set(inStore).size} different ones, instead of ${orders}`);
	const unlinked = [...world.store.records.orders.values()].filter(({ customerId }) => customerId === 0).length;
	if (customers && unlinked > 0) throw new Error(`${unlinked} orders have no customer`);
}

const wireOrders = (world: World): readonly Order[] => world.sandbox.amazon.book.all().map(({ load }) => load());

/** Customers of the store from earlier; nobody remembers their ids. */
async function makeBuyersKnown(world: World, number: number, emailOf: (relayAddress: string) => string): Promise<void> {
	const relayAddresses = [...new Set(wireOrders(world).map(({ buyer }) => buyer?.buyerEmail ?? ''))].slice(0, number);
	const client = await officialClient(world.connections.store);
	for (const address of relayAddresses) await client.post('customers', { email: emailOf(address) });
}

/** As after the first orders of every product. */
async function linkProducts(world: World, database: Database, skus: readonly string[]): Promise<void> {
	const [channel, store] = [amazonAccount(world.connections.amazon), wooCommerceAccount(world.connections.store)];
	const links = skus.map((sku) => {
		const product = world.store.productBySku(sku);
		if (product === undefined) throw new Error(`The store has no product ${sku}`);
		return { channel, store, sku, productId: String(product.id), content: { unitsPerListing: 1 }, rule: 'sku' };
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

async function saveByStorebridge(world: World, clock: SkippingClock, profile: StoreProfile): Promise<Measured<void>> {
	const database = await openSqlite({ file: join(world.folder, 'database.sqlite'), clock: clock.ours });
	try {
		await makeBuyersKnown(world, profile.knownBuyers, standInEmail);
		await linkProducts(world, database, [
			...new Set(wireOrders(world).flatMap(({ orderItems }) => orderItems.map(({ product }) => product.sellerSku ?? ''))),
		]);
		const storebridge = new Storebridge({
			connections: world.connections,
			database,
			clock: clock.ours,
			settings: { createCustomers: profile.customers },
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
	world.sandbox.resetCounts();
	return await measure(clock.ours.now, async () => {
		await saveByOwnNodes(world.connections.store, orders);
	});
}

export async function saveIn(way: Way, profile: StoreProfile, { orders, buyers, skus }: SaveSize): Promise<BenchRow> {
	const clock = createSkippingClock(START_MS);
	// Reading is not measured here, so it shall not wait either.
	const world = await startWorld({ clock: clock.sandbox, planFactor: 1_000_000, speed: profile.speed });
	try {
		world.sandbox.seedMany({ orders, buyers, skus });
		const { wallSeconds, peakMb } = await (way === 'n8n' ? saveAsN8n : saveByStorebridge)(world, clock, profile);
		check(world, orders, profile.customers && way === 'storebridge');
		return {
			scenario: 'saveOrders',
			platform: 'woocommerce',
			way,
			profile: profile.name,
			items: orders,
			changed: orders,
			...world.counted('woocommerce'),
			wallSeconds,
			peakMb,
		};
	} finally {
		await world.stop();
	}
}

/** Orders into WooCommerce; ours links their customers, too. */
export async function saveOrdersBench(size: SaveSize): Promise<readonly BenchRow[]> {
	const rows: BenchRow[] = [];
	for (const profile of [FAST, REAL]) for (const way of ['n8n', 'storebridge'] as const) rows.push(await saveIn(way, profile, size));
	return rows;
}
