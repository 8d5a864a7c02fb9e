import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '../../../src/database';
import { accountKey } from '../../../src/domain/account';
import { orderId, subscriptionId, type SubscriptionId } from '../../../src/domain/ids';
import type { Order } from '../../../src/domain/order';
import type { Clock } from '../../../src/ports/clock';
import type { Database, Sale } from '../../../src/ports/database';
import { checkStore } from '../../../src/usecases/log/check-store';
import type { CheckedSale } from '../../../src/usecases/log/taken-sales';
import type { SaveOutcome } from '../../../src/usecases/outcome';
import type { OrderToSave, SaveDeps, SaveSettings } from '../../../src/usecases/save/deps';
import { Lately } from '../../../src/usecases/save/lately';
import { createPace } from '../../../src/usecases/save/pace';
import { saveOrders } from '../../../src/usecases/save/save-orders';
import { MemoryStore, STORE, type MemoryStoreOptions } from '../../fixtures/memory-platform/memory-store';
import { MortalProcess } from '../../fixtures/memory-platform/mortal-process';
import { CHANNEL, CHANNEL_WORDS, order, START, type OrderWish } from '../../fixtures/memory-platform/orders';
import { VirtualClock } from '../../fixtures/memory-platform/virtual-clock';
import { USUAL_SETTINGS } from '../../fixtures/save-settings';

export const SUBSCRIPTION: SubscriptionId = subscriptionId('workflow', 'trigger');
export const CHANNEL_KEY = accountKey(CHANNEL);
export const STORE_KEY = accountKey(STORE);

/** The product that Match would have put on each line: the one whose SKU it is. */
export const matched = (order: Order, products: Readonly<Record<string, string>> = { TEE: 'p-tee' }): Order => ({
	...order,
	lines: order.lines.map((line) => {
		const productId = products[line.sku];
		return productId === undefined
			? line
			: { ...line, product: { productId, sku: line.sku, content: { unitsPerListing: 1 }, rule: 'sku' } };
	}),
});

/** A store, a database and processes that save orders and may die. */
export class SaveWorld {
	/** What the runs told about themselves. */
	readonly told: string[] = [];
	private readonly dead = new Set<string>();
	/** What each process has just seen. */
	private readonly seen = new WeakMap<MortalProcess, Lately>();
	private names = 0;
	/** How far the clocks of the processes are ahead of the database's. */
	aheadMs = 0;

	private constructor(
		private readonly folder: string,
		readonly clock: VirtualClock,
		public database: Database,
		readonly store: MemoryStore,
	) {}

	static async open(options: MemoryStoreOptions = {}): Promise<SaveWorld> {
		const clock = new VirtualClock(START);
		const store = new MemoryStore(clock, options);
		store.shelf.add({ id: 'p-tee', sku: 'TEE', places: { north: 60, south: 40 } });
		return await SaveWorld.on(clock, store);
	}

	/** Another installation, with a memory of its own, that saves into the same store. */
	async beside(): Promise<SaveWorld> {
		return await SaveWorld.on(this.clock, this.store);
	}

	private static async on(clock: VirtualClock, store: MemoryStore): Promise<SaveWorld> {
		const folder = mkdtempSync(join(tmpdir(), 'storebridge-'));
		const holder: { world?: SaveWorld } = {};
		const isGone = (owner: string): boolean => holder.world?.dead.has(owner) === true;
		const database = await openSqlite({ file: join(folder, 'now.sqlite'), clock, isGone });
		holder.world = new SaveWorld(folder, clock, database, store);
		return holder.world;
	}

	/** For handles of other processes. */
	get files(): { readonly file: string; readonly keyFile: string } {
		const file = join(this.folder, 'now.sqlite');
		return { file, keyFile: `${file}.key` };
	}

	async close(): Promise<void> {
		await this.database.close();
		rmSync(this.folder, { recursive: true });
	}

	process(diesAt?: number): MortalProcess {
		this.names += 1;
		return new MortalProcess(`p${this.names}`, diesAt);
	}

	/** One run of the Save Order node; a process of its own unless told. Throws ProcessDied when that dies. */
	async run(
		items: readonly (Order | OrderToSave)[],
		settings: Partial<SaveSettings> = {},
		process = this.process(),
	): Promise<readonly SaveOutcome[]> {
		try {
			return await this.clock.run(this.work(items, settings, process));
		} finally {
			if (process.isDead) this.dead.add(process.owner);
		}
	}

	/** The same, without letting time pass for it; for several at once. */
	async work(
		items: readonly (Order | OrderToSave)[],
		settings: Partial<SaveSettings> = {},
		process = this.process(),
		{
			database = this.database,
			sink = this.store.sink,
			catalog = this.store.catalog,
			products,
		}: Partial<Pick<SaveDeps, 'database' | 'sink' | 'catalog' | 'products'>> = {},
	): Promise<readonly SaveOutcome[]> {
		const deps = {
			sink: process.guard(sink, 'store'),
			catalog: process.guard(catalog, 'catalog'),
			database: process.guard(database, 'database'),
			clock: process.guard(this.processClock(), 'clock'),
			owner: process.owner,
			pace: createPace(),
			lately: this.latelyOf(process),
			wordsOf: () => CHANNEL_WORDS,
			...(products === undefined ? {} : { products }),
			tell: (text: string) => this.told.push(text),
		};
		const wished = items.map((item) => ('order' in item ? item : { order: item, subscription: SUBSCRIPTION }));
		return await saveOrders(deps, { ...USUAL_SETTINGS, ...settings }, wished);
	}

	/** One run of Order Sync Log's "Check Store". */
	async check(process = this.process(), since = START): Promise<readonly CheckedSale[]> {
		const deps = { sink: process.guard(this.store.sink, 'store'), database: process.guard(this.database, 'database') };
		try {
			return await this.clock.run(checkStore(deps, since));
		} finally {
			if (process.isDead) this.dead.add(process.owner);
		}
	}

	/** A person presses "Retry" for this order, and its trigger takes it from the log. */
	async retry(name: string): Promise<number> {
		const retried = await this.database.sales.retry(STORE_KEY, [orderId(name)], this.clock.now());
		await this.database.sales.returnDue({ subscription: SUBSCRIPTION, account: CHANNEL_KEY }, 100, this.clock.now());
		return retried;
	}

	private latelyOf(process: MortalProcess): Lately {
		const lately = this.seen.get(process) ?? new Lately();
		this.seen.set(process, lately);
		return lately;
	}

	private processClock(): Clock {
		return { now: () => this.clock.now() + this.aheadMs, sleep: async (ms, signal) => await this.clock.sleep(ms, signal) };
	}

	async sale(name: string): Promise<Sale | undefined> {
		const id = orderId(name);
		return (await this.database.sales.get({ source: CHANNEL_KEY, target: STORE_KEY }, [id])).get(id);
	}

	/** Runs like n8n does after crashes: the same items again, whenever something is due, until the log says all is done. */
	async untilSettled(items: readonly Order[], settings: Partial<SaveSettings> = {}): Promise<readonly SaveOutcome[]> {
		for (let attempt = 0; attempt < 20; attempt += 1) {
			const outcomes = await this.run(items, settings);
			const sales = await Promise.all(items.map(async ({ id }) => await this.sale(id)));
			if (sales.every((sale) => sale !== undefined && sale.state !== 'pending')) return outcomes;
			await this.clock.pass(60_000);
		}
		throw new Error('It never settled');
	}

	/** A backup of the database as it is now; the answer brings it back. */
	async backup(): Promise<() => Promise<void>> {
		const { DatabaseSync } = await import('node:sqlite');
		const now = join(this.folder, 'now.sqlite');
		const checkpoint = new DatabaseSync(now);
		checkpoint.exec('pragma wal_checkpoint(truncate)');
		checkpoint.close();
		const copy = join(this.folder, 'backup.sqlite');
		copyFileSync(now, copy);
		return async () => {
			await this.openOther('restored.sqlite', copy);
		};
	}

	/** A database that knows nothing, in place of the one that is there. */
	async forgetAll(): Promise<void> {
		await this.openOther('new.sqlite', undefined);
	}

	private async openOther(name: string, from: string | undefined): Promise<void> {
		await this.database.close();
		const file = join(this.folder, name);
		if (from !== undefined) copyFileSync(from, file);
		const keyFile = join(this.folder, 'now.sqlite.key');
		this.database = await openSqlite({ file, keyFile, clock: this.clock, isGone: (owner) => this.dead.has(owner) });
	}
}

/** Opens worlds that end with their test. */
export function saveWorlds(): (options?: MemoryStoreOptions) => Promise<SaveWorld> {
	const open = saveWorldsBeside();
	return async (options) => (await open(1, options))[0] as SaveWorld;
}

/** The same, several memories on one store. */
export function saveWorldsBeside(): (memories: number, options?: MemoryStoreOptions) => Promise<readonly SaveWorld[]> {
	const worlds: SaveWorld[] = [];
	afterEach(async () => {
		for (const world of worlds.splice(0)) await world.close();
	});
	return async (memories, options) => {
		const first = await SaveWorld.open(options);
		const opened = [first];
		while (opened.length < memories) opened.push(await first.beside());
		worlds.push(...opened);
		return opened;
	};
}

export const NINE = '2026-11-21T09:00:00.000Z';
export const TEN = '2026-11-21T10:00:00.000Z';

/** Order A of one tee, linked with its product. */
export const tee = (wish: Partial<OrderWish> = {}): Order => matched(order({ id: 'A', ...wish }));
export const elsewhere = { line1: 'Elsewhere 1', city: 'Otherville', country: 'DE' };
