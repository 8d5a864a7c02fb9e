import { openSqlite } from '../../src/database';
import { accountKey } from '../../src/domain/account';
import { orderId, subscriptionId } from '../../src/domain/ids';
import { money } from '../../src/domain/money';
import type { LineProduct, Order } from '../../src/domain/order';
import type { Clock } from '../../src/ports/clock';
import type { Database } from '../../src/ports/database';
import type { SaveOutcome } from '../../src/usecases/outcome';
import { Lately } from '../../src/usecases/save/lately';
import { createPace } from '../../src/usecases/save/pace';
import { saveOrders } from '../../src/usecases/save/save-orders';
import { MortalProcess, ProcessDied } from '../fixtures/memory-platform/mortal-process';
import { line, order } from '../platforms/woocommerce/orders';
import { startStore, type StoreUnderTest } from '../platforms/woocommerce/store-under-test';
import { USUAL_SETTINGS } from '../fixtures/save-settings';

const SUBSCRIPTION = subscriptionId('workflow', 'trigger');
/** More than a first request to a store takes. */
const ORDERS = 12;

/** Waiting costs no time; the clock goes on by what was waited. */
class HurriedClock implements Clock {
	private ahead = 0;

	now(): number {
		return Date.now() + this.ahead;
	}

	async sleep(ms: number): Promise<void> {
		this.ahead += ms;
		await new Promise<void>((resolve) => {
			setImmediate(resolve);
		});
	}
}

/** A store in batches, as a WooCommerce is, and processes that save orders into it and may die. */
class World {
	private readonly dead = new Set<string>();
	private processes = 0;

	private constructor(
		readonly clock: HurriedClock,
		readonly shop: StoreUnderTest,
		private readonly database: Database,
		readonly items: readonly Order[],
	) {}

	static async open(): Promise<World> {
		const shop = await startStore({
			products: [{ name: 'Mug', sku: 'MUG', regular_price: '10.00', manage_stock: true, stock_quantity: 2 * ORDERS }],
		});
		const [found] = await shop.store.catalog.findBySkus(['MUG']);
		const product: LineProduct = { productId: found?.id ?? '', sku: 'MUG', content: { unitsPerListing: 1 }, rule: 'sku' };
		const mug = line({ id: 'i1', sku: 'MUG', quantity: 2, total: money('20.00', 'EUR'), product });
		const items = Array.from({ length: ORDERS }, (_, at) => order({ id: orderId(`302-${at}`), number: `302-${at}`, lines: [mug] }));
		const clock = new HurriedClock();
		const holder: { world?: World } = {};
		const database = await openSqlite({ file: ':memory:', clock, isGone: (owner) => holder.world?.dead.has(owner) === true });
		holder.world = new World(clock, shop, database, items);
		return holder.world;
	}

	async run(process = this.process()): Promise<readonly SaveOutcome[]> {
		const { clock, database } = this;
		const { orderSink, catalog } = this.shop.connect({}, { requestTimeoutMs: 5_000, settleMs: 10_000, clock });
		const deps = {
			sink: process.guard(orderSink, 'store'),
			catalog: process.guard(catalog, 'catalog'),
			database: process.guard(database, 'database'),
			clock: process.guard(clock, 'clock'),
			owner: process.owner,
			pace: createPace(),
			lately: new Lately(),
			wordsOf: (platform: string) => ({ title: platform, office: platform, advice: {} }),
		};
		try {
			return await saveOrders(
				deps,
				USUAL_SETTINGS,
				this.items.map((item) => ({ order: item, subscription: SUBSCRIPTION })),
			);
		} finally {
			if (process.isDead) this.dead.add(process.owner);
			await Promise.all(process.orphans);
		}
	}

	process(diesAt?: number): MortalProcess {
		this.processes += 1;
		return new MortalProcess(`p${this.processes}`, diesAt);
	}

	async untilSettled(): Promise<void> {
		for (let attempt = 0; attempt < 10; attempt += 1) {
			await this.run();
			const source = accountKey({ platform: 'amazon', id: 'eu:A1SELLER' });
			const sales = await this.database.sales.get(
				{ source, target: accountKey(this.shop.store.account) },
				this.items.map(({ id }) => id),
			);
			if (sales.size === ORDERS && [...sales.values()].every(({ state }) => state === 'synced')) return;
			await this.clock.sleep(60_000);
		}
		throw new Error('It never settled');
	}

	/** Every order once, every piece once, nothing else. */
	check(where: string): void {
		const saved = this.shop.standIn
			.orders()
			.map((stored) => String(stored['transaction_id']))
			.toSorted();
		expect([where, saved]).toEqual([where, this.items.map(({ id }) => id).toSorted()]);
		expect([where, this.shop.standIn.productBySku('MUG')?.stock, this.shop.standIn.damage()]).toEqual([where, 0, []]);
	}

	async close(): Promise<void> {
		await this.database.close();
		await this.shop.close();
	}
}

it(
	'a WooCommerce store gets every order once, wherever the process dies',
	async () => {
		for (let step = 1; ; step += 1) {
			const world = await World.open();
			try {
				const process = world.process(step);
				await world.run(process).catch((error: unknown) => {
					if (!(error instanceof ProcessDied)) throw error;
				});
				await world.untilSettled();
				world.check(process.died ?? 'never');
				if (!process.isDead) break;
			} finally {
				await world.close();
			}
		}
		// A world for each of its steps.
	},
	3 * 60_000,
);

it.each(['resetAfter', 'resetBefore', 'http500', 'http503Html', 'http429', 'cutBody', 'html200', 'emptyBody'] as const)(
	'a WooCommerce store gets every order once, whichever of its answers is lost (%s)',
	async (kind) => {
		for (let skip = 0; ; skip += 1) {
			const world = await World.open();
			try {
				world.shop.faults.add({ standIn: 'woocommerce', kind, times: 1, skip });
				await world.run().catch((error: unknown) => {
					expect(error).toMatchObject({ name: 'PlatformError' });
				});
				const [fault] = world.shop.faults.list();
				world.shop.faults.clear();
				await world.untilSettled();
				world.check(`${kind} after ${skip}`);
				if (fault?.hits !== 1) break;
			} finally {
				await world.close();
			}
		}
	},
);
