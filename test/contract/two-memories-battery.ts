import fc from 'fast-check';
import { openSqlite } from '../../src/database';
import { accountKey } from '../../src/domain/account';
import { orderId, subscriptionId } from '../../src/domain/ids';
import { money } from '../../src/domain/money';
import type { Order } from '../../src/domain/order';
import { PlatformError } from '../../src/domain/platform-error';
import type { Database } from '../../src/ports/database';
import type { OrderSink } from '../../src/ports/order-sink';
import { Lately } from '../../src/usecases/save/lately';
import { createPace } from '../../src/usecases/save/pace';
import { saveOrders } from '../../src/usecases/save/save-orders';
import { line, order } from '../platforms/woocommerce/orders';
import type { MugStore, MugStoreStart } from './stores/store';

const SUBSCRIPTION = subscriptionId('workflow', 'trigger');
const SOURCE = accountKey({ platform: 'amazon', id: 'eu:A1SELLER' });
const SETTLE_MS = 10_000;
const STOCK = 100;
const MEMORIES = [0, 1] as const;
const IDS = ['302-0', '302-1', '302-2'];
/** Comes after all that. */
const NEXT = '302-9';

/** A request that the store goes on with although its client left. */
interface Late {
	readonly at: number;
	readonly finish: () => Promise<unknown>;
}

/** One store and two installations that know nothing of each other. */
class Stores {
	private readonly late: Late[] = [];

	private constructor(
		readonly store: MugStore,
		private readonly databases: readonly Database[],
	) {}

	static async open(start: MugStoreStart): Promise<Stores> {
		const store = await start(STOCK);
		const { clock } = store;
		const databases = await Promise.all(MEMORIES.map(async () => await openSqlite({ file: ':memory:', clock, isGone: () => false })));
		return new Stores(store, databases);
	}

	/** Each memory has one process. */
	private readonly lately = MEMORIES.map(() => new Lately());

	item(id: string): Order {
		const mug = line({ id: 'i1', sku: 'MUG', quantity: 2, total: money('20.00', 'EUR'), product: this.store.mug });
		return order({ id: orderId(id), number: id, lines: [mug] });
	}

	/** A run of the Save Order node; `late`: the answer of what it makes is lost, and the store finishes it so much later. */
	async run(memory: number, ids: readonly string[], late?: number): Promise<void> {
		const { clock, settings } = this.store;
		const { orderSink, catalog } = this.store.connect({ settleMs: SETTLE_MS });
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
		await saveOrders(deps, settings, items);
	}

	private losing(sink: OrderSink, after: number): OrderSink {
		const { late, store } = this;
		const { clock, account } = store;
		return new Proxy(sink, {
			get(target, key): unknown {
				const own: unknown = Reflect.get(target, key, target);
				if (key !== 'create') return typeof own === 'function' ? (own as (...args: unknown[]) => unknown).bind(target) : own;
				return async (planned: Parameters<OrderSink['create']>[0]) => {
					late.push({ at: clock.now() + after, finish: async () => await target.create(planned) });
					await Promise.resolve();
					const details = { platform: account.platform, kind: 'unknownOutcome', operation: 'create' } as const;
					return planned.map(() => ({ kind: 'unknown', error: new PlatformError('Lost', details) }));
				};
			},
		});
	}

	async pass(ms: number): Promise<void> {
		const { clock } = this.store;
		clock.advance(ms);
		for (const one of this.late.filter(({ at }) => at <= clock.now())) {
			this.late.splice(this.late.indexOf(one), 1);
			await one.finish();
		}
	}

	/** What is due comes back, as its trigger would give it out. */
	async comeBack(memory: number): Promise<void> {
		const now = this.store.clock.now();
		const due = (await this.sales(memory)).filter(({ nextAttemptAt }) => nextAttemptAt !== undefined && Date.parse(nextAttemptAt) <= now);
		await this.database(memory).sales.returnDue({ subscription: SUBSCRIPTION, account: SOURCE }, 100, now);
		if (due.length > 0)
			await this.run(
				memory,
				due.map((sale) => sale.orderId),
			);
	}

	async sales(memory: number) {
		const target = accountKey(this.store.account);
		return [...(await this.database(memory).sales.get({ source: SOURCE, target }, [...IDS, NEXT].map(orderId))).values()];
	}

	private database(memory: number): Database {
		const database = this.databases[memory];
		if (database === undefined) throw new Error('There are two');
		return database;
	}

	async close(): Promise<void> {
		for (const database of this.databases) await database.close();
		await this.store.close();
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

export function twoMemoriesBattery(name: string, start: MugStoreStart): void {
	it(`two memories on one ${name} store leave one order each, whatever is lost and however late it comes`, async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(happening, { minLength: 2, maxLength: 10 }), async (story) => {
				const stores = await Stores.open(start);
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
					const open = stores.store.orders().filter(({ cancelled }) => !cancelled);
					expect(open.map(({ number }) => number).toSorted()).toEqual(all);
					expect(open.every(({ toShip }) => toShip)).toBe(true);
					expect([stores.store.mugs(), stores.store.damage()]).toEqual([STOCK - 2 * all.length, []]);
					for (const memory of MEMORIES) {
						for (const sale of await stores.sales(memory))
							expect([sale.orderId, open.some(({ id }) => id === sale.targetOrderId)]).toEqual([sale.orderId, true]);
					}
					return true;
				} finally {
					await stores.close();
				}
			}),
			{ numRuns: 25 },
		);
	});
}
