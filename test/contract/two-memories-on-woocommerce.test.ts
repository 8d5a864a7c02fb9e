import fc from 'fast-check';
import { openSqlite } from '../../src/database';
import { accountKey } from '../../src/domain/account';
import { orderId, subscriptionId } from '../../src/domain/ids';
import { money } from '../../src/domain/money';
import type { LineProduct, Order } from '../../src/domain/order';
import { PlatformError } from '../../src/domain/platform-error';
import type { Database } from '../../src/ports/database';
import type { OrderSink } from '../../src/ports/order-sink';
import { Lately } from '../../src/usecases/save/lately';
import { createPace } from '../../src/usecases/save/pace';
import { saveOrders } from '../../src/usecases/save/save-orders';
import { line, order } from '../platforms/woocommerce/orders';
import { startStore, type StoreUnderTest } from '../platforms/woocommerce/store-under-test';
import { USUAL_SETTINGS } from '../fixtures/save-settings';

const SUBSCRIPTION = subscriptionId('workflow', 'trigger');
const SOURCE = accountKey({ platform: 'amazon', id: 'eu:A1SELLER' });
const SETTLE_MS = 10_000;
const STOCK = 100;
const MEMORIES = [0, 1] as const;
const IDS = ['302-0', '302-1', '302-2'];
/** Comes after all that. */
const NEXT = '302-9';

/** Now is what the test says; only waiting inside of a run moves it. */
class Hands {
	time = Date.parse('2026-11-21T08:00:00.000Z');

	now(): number {
		return this.time;
	}

	async sleep(ms: number): Promise<void> {
		this.time += ms;
		await new Promise<void>((resolve) => {
			setImmediate(resolve);
		});
	}
}

/** A request that the store goes on with although its client left. */
interface Late {
	readonly at: number;
	readonly finish: () => Promise<unknown>;
}

/** One WooCommerce store and two installations that know nothing of each other. */
class Stores {
	private readonly late: Late[] = [];

	private constructor(
		readonly clock: Hands,
		readonly shop: StoreUnderTest,
		private readonly databases: readonly Database[],
		private readonly product: LineProduct,
	) {}

	static async open(): Promise<Stores> {
		const shop = await startStore({
			products: [{ name: 'Mug', sku: 'MUG', regular_price: '10.00', manage_stock: true, stock_quantity: STOCK }],
		});
		const [found] = await shop.store.catalog.findBySkus(['MUG']);
		const clock = new Hands();
		const databases = await Promise.all(MEMORIES.map(async () => await openSqlite({ file: ':memory:', clock, isGone: () => false })));
		return new Stores(clock, shop, databases, {
			productId: found?.id ?? '',
			sku: 'MUG',
			content: { unitsPerListing: 1 },
			rule: 'sku',
		});
	}

	/** Each memory has one process. */
	private readonly lately = MEMORIES.map(() => new Lately());

	item(id: string): Order {
		const mug = line({ id: 'i1', sku: 'MUG', quantity: 2, total: money('20.00', 'EUR'), product: this.product });
		return order({ id: orderId(id), number: id, lines: [mug] });
	}

	/** A run of the Save Order node; `late`: the answer of what it makes is lost, and the store finishes it so much later. */
	async run(memory: number, ids: readonly string[], late?: number): Promise<void> {
		const { clock } = this;
		const { orderSink, catalog } = this.shop.connect({}, { requestTimeoutMs: 5_000, settleMs: SETTLE_MS, clock });
		const deps = {
			sink: late === undefined ? orderSink : this.losing(orderSink, late),
			catalog,
			database: this.database(memory),
			clock,
			owner: `host|${memory}|1|${clock.now()}`,
			pace: createPace(),
			lately: this.lately[memory] ?? new Lately(),
			wordsOf: (platform: string) => ({ title: platform, office: platform, advice: {} }),
		};
		const items = ids.map((id) => ({ order: this.item(id), subscription: SUBSCRIPTION }));
		await saveOrders(deps, USUAL_SETTINGS, items);
	}

	private losing(sink: OrderSink, after: number): OrderSink {
		const { clock, late } = this;
		return new Proxy(sink, {
			get(target, key): unknown {
				const own: unknown = Reflect.get(target, key, target);
				if (key !== 'create') return typeof own === 'function' ? (own as (...args: unknown[]) => unknown).bind(target) : own;
				return async (planned: Parameters<OrderSink['create']>[0]) => {
					late.push({ at: clock.now() + after, finish: async () => await target.create(planned) });
					await Promise.resolve();
					const details = { platform: 'woocommerce', kind: 'unknownOutcome', operation: 'create' } as const;
					return planned.map(() => ({ kind: 'unknown', error: new PlatformError('Lost', details) }));
				};
			},
		});
	}

	async pass(ms: number): Promise<void> {
		this.clock.time += ms;
		for (const one of this.late.filter(({ at }) => at <= this.clock.time)) {
			this.late.splice(this.late.indexOf(one), 1);
			await one.finish();
		}
	}

	/** What is due comes back, as its trigger would give it out. */
	async comeBack(memory: number): Promise<void> {
		const due = (await this.sales(memory)).filter(
			({ nextAttemptAt }) => nextAttemptAt !== undefined && Date.parse(nextAttemptAt) <= this.clock.time,
		);
		await this.database(memory).sales.returnDue({ subscription: SUBSCRIPTION, account: SOURCE }, 100, this.clock.time);
		if (due.length > 0)
			await this.run(
				memory,
				due.map((sale) => sale.orderId),
			);
	}

	async sales(memory: number) {
		const target = accountKey(this.shop.store.account);
		return [...(await this.database(memory).sales.get({ source: SOURCE, target }, [...IDS, NEXT].map(orderId))).values()];
	}

	private database(memory: number): Database {
		const database = this.databases[memory];
		if (database === undefined) throw new Error('There are two');
		return database;
	}

	async close(): Promise<void> {
		for (const database of this.databases) await database.close();
		await this.shop.close();
	}
}

const happening = fc.oneof(
	fc.record({
		kind: fc.constant('run' as const),
		memory: fc.constantFrom(...MEMORIES),
		ids: fc.subarray(IDS, { minLength: 1 }),
		late: fc.option(fc.integer({ min: 1_000, max: 20 * 60_000 }), { nil: undefined, freq: 3 }),
	}),
	fc.record({ kind: fc.constant('both' as const), ids: fc.subarray(IDS, { minLength: 1 }) }),
	fc.record({ kind: fc.constant('pass' as const), ms: fc.integer({ min: 1_000, max: 10 * 60_000 }) }),
	fc.record({ kind: fc.constant('comeBack' as const), memory: fc.constantFrom(...MEMORIES) }),
);

it('two memories on one store leave one order each, whatever is lost and however late it comes', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(happening, { minLength: 2, maxLength: 10 }), async (story) => {
			const stores = await Stores.open();
			try {
				for (const step of story) {
					if (step.kind === 'pass') await stores.pass(step.ms);
					else if (step.kind === 'comeBack') await stores.comeBack(step.memory);
					else {
						if (step.kind === 'run') await stores.run(step.memory, step.ids, step.late);
						else await Promise.all(MEMORIES.map(async (memory) => await stores.run(memory, step.ids)));
					}
				}
				// Longer than the store may still be at something; then what is due comes, and a new order as on any day.
				await stores.pass(21 * 60_000);
				for (let round = 0; round < 4; round += 1) {
					for (const memory of MEMORIES) await stores.comeBack(memory);
					await stores.pass(16 * 60_000);
				}
				const all = [...IDS, NEXT];
				for (const memory of MEMORIES) await stores.run(memory, all);
				const open = stores.shop.standIn.orders().filter(({ status }) => status !== 'cancelled');
				expect(open.map((stored) => String(stored['transaction_id'])).toSorted()).toEqual(all);
				expect(open.every(({ status }) => status === 'processing')).toBe(true);
				expect(stores.shop.standIn.productBySku('MUG')?.stock).toBe(STOCK - 2 * all.length);
				expect(stores.shop.standIn.damage()).toEqual([]);
				for (const memory of MEMORIES) {
					for (const sale of await stores.sales(memory))
						expect([sale.orderId, open.some(({ id }) => String(id) === sale.targetOrderId)]).toEqual([sale.orderId, true]);
				}
				return true;
			} finally {
				await stores.close();
			}
		}),
		{ numRuns: 25 },
	);
});
