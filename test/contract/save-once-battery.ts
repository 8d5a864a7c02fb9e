import { openSqlite } from '../../src/database';
import { accountKey } from '../../src/domain/account';
import { orderId, subscriptionId } from '../../src/domain/ids';
import { money } from '../../src/domain/money';
import type { Order } from '../../src/domain/order';
import type { Database } from '../../src/ports/database';
import type { SaveOutcome } from '../../src/usecases/outcome';
import { Lately } from '../../src/usecases/save/lately';
import { createPace } from '../../src/usecases/save/pace';
import { saveOrders } from '../../src/usecases/save/save-orders';
import { MortalProcess, ProcessDied } from '../fixtures/memory-platform/mortal-process';
import { line, order } from '../platforms/woocommerce/orders';
import { LOST_ANSWERS, type MugStore, type MugStoreStart } from './stores/store';

const SUBSCRIPTION = subscriptionId('workflow', 'trigger');
const SOURCE = accountKey({ platform: 'amazon', id: 'eu:A1SELLER' });

/** A store behind HTTP, and processes that save orders into it and may die. */
class World {
	private readonly dead = new Set<string>();
	private processes = 0;

	private constructor(
		private readonly store: MugStore,
		private readonly database: Database,
		private readonly items: readonly Order[],
	) {}

	static async open(start: MugStoreStart, orders: number): Promise<World> {
		const store = await start(2 * orders);
		const mug = line({ id: 'i1', sku: 'MUG', quantity: 2, total: money('20.00', 'EUR'), product: store.mug });
		const items = Array.from({ length: orders }, (_, at) => order({ id: orderId(`302-${at}`), number: `302-${at}`, lines: [mug] }));
		const holder: { world?: World } = {};
		const database = await openSqlite({
			file: ':memory:',
			clock: store.clock,
			isGone: (owner) => holder.world?.dead.has(owner) === true,
		});
		holder.world = new World(store, database, items);
		return holder.world;
	}

	get faults(): MugStore['faults'] {
		return this.store.faults;
	}

	get standIn(): string {
		return this.store.standIn;
	}

	async run(process = this.process()): Promise<readonly SaveOutcome[]> {
		const { store, database } = this;
		const { orderSink, catalog } = store.connect({ settleMs: 10_000 });
		const deps = {
			sink: process.guard(orderSink, 'store'),
			catalog: process.guard(catalog, 'catalog'),
			database: process.guard(database, 'database'),
			clock: process.guard(store.clock, 'clock'),
			owner: process.owner,
			pace: createPace(),
			lately: new Lately(),
			wordsOf: (platform: string) => ({ title: platform, office: platform, advice: {} }),
		};
		try {
			return await saveOrders(
				deps,
				store.settings,
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
			const sales = await this.database.sales.get(
				{ source: SOURCE, target: accountKey(this.store.account) },
				this.items.map(({ id }) => id),
			);
			if (sales.size === this.items.length && [...sales.values()].every(({ state }) => state === 'synced')) return;
			await this.store.clock.sleep(60_000);
		}
		throw new Error('It never settled');
	}

	/** Every order once, every piece once, nothing else. */
	check(where: string): void {
		const saved = this.store.orders().map(({ number }) => number);
		expect([where, saved.toSorted()]).toEqual([where, this.items.map(({ id }) => id).toSorted()]);
		expect([where, this.store.mugs(), this.store.damage()]).toEqual([where, 0, []]);
	}

	async close(): Promise<void> {
		await this.database.close();
		await this.store.close();
	}
}

/** Orders into a real adapter behind HTTP. `orders`: more than a first request to the store takes. */
export function saveOnceBattery(name: string, start: MugStoreStart, orders: number): void {
	describe(`${name}: every order once`, () => {
		it(
			'wherever the process dies',
			async () => {
				for (let step = 1; ; step += 1) {
					const world = await World.open(start, orders);
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

		it.each(LOST_ANSWERS)('whichever of its answers is lost (%s)', async (kind) => {
			for (let skip = 0; ; skip += 1) {
				const world = await World.open(start, orders);
				try {
					world.faults.add({ standIn: world.standIn, kind, times: 1, skip });
					await world.run().catch((error: unknown) => {
						expect(error).toMatchObject({ name: 'PlatformError' });
					});
					const [fault] = world.faults.list();
					world.faults.clear();
					await world.untilSettled();
					world.check(`${kind} after ${skip}`);
					if (fault?.hits !== 1) break;
				} finally {
					await world.close();
				}
			}
		});
	});
}
