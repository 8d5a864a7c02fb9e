import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '../../../../src/database';
import { accountKey } from '../../../../src/domain/account';
import { money } from '../../../../src/domain/money';
import type { ProductLink } from '../../../../src/domain/product';
import type { StockRow } from '../../../../src/domain/stock/facts';
import type { Database } from '../../../../src/ports/database';
import type { AskedOrder } from '../../../../src/ports/shipment-sink';
import type { StoreOrder } from '../../../../src/ports/store-orders';
import { compareAll } from '../../../../src/usecases/stock/compare';
import type { PushOutcome, ToChannelWish, ToStoreWish } from '../../../../src/usecases/stock/deps';
import { OpenOrders } from '../../../../src/usecases/stock/open-orders';
import { pushToChannel } from '../../../../src/usecases/stock/push-to-channel';
import { pushToStore } from '../../../../src/usecases/stock/push-to-store';
import { MemoryChannel } from '../../../fixtures/memory-platform/memory-channel';
import { MemoryChannelStock } from '../../../fixtures/memory-platform/memory-channel-stock';
import { MemoryStock } from '../../../fixtures/memory-platform/memory-stock';
import { STORE } from '../../../fixtures/memory-platform/memory-store';
import { MortalProcess, ProcessDied } from '../../../fixtures/memory-platform/mortal-process';
import { CHANNEL, START } from '../../../fixtures/memory-platform/orders';
import { VirtualClock } from '../../../fixtures/memory-platform/virtual-clock';

export const BETWEEN = { channel: accountKey(CHANNEL), store: accountKey(STORE) };

const UNTOUCHED = { status: 'processing', refunded: money(0, 'EUR') };

export const USUAL: ToChannelWish & ToStoreWish = {
	rule: { percentage: 100, safetyStock: 0 },
	guard: { percentage: 100, atLeast: 1_000 },
	sendAll: false,
	sumRows: false,
	zeroGone: false,
	deductSold: true,
	allowUnlinked: false,
	dryRun: false,
};

/** A channel, a store, a database and processes that push stock and may die. */
export class StockWorld {
	readonly channel: MemoryChannelStock;
	readonly orders: MemoryChannel;
	readonly store: MemoryStock;
	/** Open orders of the store. */
	readonly storeOrders: StoreOrder[] = [];
	/** Copies of the channel's orders that the store cancelled, by their ids there. */
	readonly calledOff = new Set<string>();
	/** Their ids, where the store was restored from a backup and gave them to its customers. */
	readonly givenAway = new Set<string>();
	private readonly dead = new Set<string>();
	private names = 0;

	private constructor(
		private readonly folder: string,
		readonly clock: VirtualClock,
		readonly database: Database,
	) {
		this.channel = new MemoryChannelStock(clock);
		this.orders = new MemoryChannel(clock, 0);
		this.store = new MemoryStock(clock);
	}

	static async open(): Promise<StockWorld> {
		const clock = new VirtualClock(START);
		const folder = mkdtempSync(join(tmpdir(), 'storebridge-'));
		const holder: { world?: StockWorld } = {};
		const isGone = (owner: string): boolean => holder.world?.dead.has(owner) === true;
		const database = await openSqlite({ file: join(folder, 'now.sqlite'), clock, isGone });
		holder.world = new StockWorld(folder, clock, database);
		return holder.world;
	}

	async close(): Promise<void> {
		await this.database.close();
		rmSync(this.folder, { recursive: true });
	}

	process(diesAt?: number): MortalProcess {
		this.names += 1;
		return new MortalProcess(`p${this.names}`, diesAt);
	}

	async link(sku: string, productId: string, wish: Partial<ProductLink> = {}): Promise<void> {
		const places = [{ marketplace: 'HOME1', fulfilledBy: 'merchant' as const }];
		const content = { unitsPerListing: 1 };
		const link: ProductLink = { channel: CHANNEL, store: STORE, sku, productId, content, rule: 'sku', places, ...wish };
		await this.database.links.set([link], this.clock.now());
	}

	/** Pushes that may be at it at once; no time passes for them. */
	async toChannelNow(rows: readonly StockRow[], wish: Partial<ToChannelWish> = {}, process = this.process()) {
		return await pushToChannel(this.channelDeps(process), rows, { ...USUAL, ...wish });
	}

	async toChannel(rows: readonly StockRow[], wish: Partial<ToChannelWish> = {}, process = this.process()) {
		return await this.live(process, this.toChannelNow(rows, wish, process));
	}

	async toStore(rows: readonly StockRow[], wish: Partial<ToStoreWish> = {}, process = this.process()) {
		return await this.live(process, pushToStore(this.storeDeps(process), rows, { ...USUAL, ...wish }));
	}

	async compare(wish: Partial<ToChannelWish> = {}, process = this.process()) {
		return await this.live(process, compareAll(this.channelDeps(process), { ...USUAL, ...wish }, 1));
	}

	/** As the store says it now. */
	rows(...ids: readonly string[]): readonly StockRow[] {
		return ids.map((productId, index) => ({
			input: index + 1,
			sku: this.store.products.get(productId)?.sku ?? '',
			productId,
			quantity: Math.max(0, this.store.quantityOf(productId) ?? 0),
			asOf: new Date(this.clock.now()).toISOString(),
			fromStore: true as const,
		}));
	}

	channelDeps(process: MortalProcess) {
		const orders = process.guard(this.orders.source, 'orders');
		const copies = {
			standings: async (asked: readonly AskedOrder[]) =>
				await Promise.resolve(
					asked.map(({ id, origin }) =>
						this.givenAway.has(id) && origin !== undefined
							? undefined
							: ({ state: this.calledOff.has(id) ? 'cancelled' : 'open', ...UNTOUCHED } as const),
					),
				),
		};
		return {
			...this.both(process),
			sink: process.guard(this.channel, 'stockSink'),
			orders: new OpenOrders(orders),
			copies: process.guard(copies, 'copies'),
		};
	}

	private storeDeps(process: MortalProcess) {
		const orders = { changedSince: async () => await Promise.resolve({ orders: this.storeOrders, unreadable: [] }) };
		return { ...this.both(process), sink: process.guard(this.store.sink, 'stockSink'), orders: process.guard(orders, 'storeOrders') };
	}

	private both(process: MortalProcess) {
		return {
			database: process.guard(this.database, 'database'),
			clock: process.guard(this.clock, 'clock'),
			owner: process.owner,
			between: BETWEEN,
			stock: process.guard(this.store.source, 'stock'),
		};
	}

	private async live<T>(process: MortalProcess, work: Promise<T>): Promise<T> {
		try {
			return await this.clock.run(work);
		} finally {
			if (process.isDead) this.dead.add(process.owner);
		}
	}
}

/** Undefined where its process died. */
export async function unlessDead<T>(work: Promise<T>): Promise<T | undefined> {
	try {
		return await work;
	} catch (error) {
		if (error instanceof ProcessDied) return undefined;
		throw error;
	}
}

/** In short: `pushed MUG 5`, `rejected TEE stockIsFba`. */
export const inShort = (outcomes: readonly PushOutcome[]): readonly string[] =>
	outcomes.map((outcome) =>
		outcome.kind === 'rejected' ? `rejected ${outcome.sku} ${outcome.reason.code}` : `${outcome.kind} ${outcome.sku} ${outcome.quantity}`,
	);
