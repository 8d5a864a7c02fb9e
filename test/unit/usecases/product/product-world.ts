import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '../../../../src/database';
import { accountKey } from '../../../../src/domain/account';
import { orderId } from '../../../../src/domain/ids';
import type { ProductLink } from '../../../../src/domain/product';
import { reason } from '../../../../src/domain/reasons';
import type { Database } from '../../../../src/ports/database';
import type { ProductOutcome, ProductSettings } from '../../../../src/usecases/product/deps';
import { attentionChange } from '../../../../src/usecases/sales/sale-change';
import { saveProducts } from '../../../../src/usecases/product/save-products';
import { HOME, MemoryListings } from '../../../fixtures/memory-platform/memory-listings';
import { MemoryProducts } from '../../../fixtures/memory-platform/memory-products';
import { STORE } from '../../../fixtures/memory-platform/memory-store';
import { MortalProcess } from '../../../fixtures/memory-platform/mortal-process';
import { CHANNEL, START } from '../../../fixtures/memory-platform/orders';
import { VirtualClock } from '../../../fixtures/memory-platform/virtual-clock';

export const USUAL: ProductSettings = {
	marketplace: HOME,
	content: 'listing',
	status: 'draft',
	price: 'asListed',
	markup: '0',
	otherCurrency: 'refuse',
	overwrite: [],
	stock: false,
	categories: true,
	dryRun: false,
};

export const BETWEEN = { channel: accountKey(CHANNEL), store: accountKey(STORE) };

/** A channel, a store, a database and processes that save products and may die. */
export class ProductWorld {
	readonly listings: MemoryListings;
	readonly store: MemoryProducts;
	private readonly dead = new Set<string>();
	private names = 0;

	private constructor(
		private readonly folder: string,
		readonly clock: VirtualClock,
		readonly database: Database,
	) {
		this.listings = new MemoryListings(clock);
		this.store = new MemoryProducts(clock);
	}

	static async open(): Promise<ProductWorld> {
		const clock = new VirtualClock(START);
		const folder = mkdtempSync(join(tmpdir(), 'storebridge-'));
		const holder: { world?: ProductWorld } = {};
		const isGone = (owner: string): boolean => holder.world?.dead.has(owner) === true;
		const database = await openSqlite({ file: join(folder, 'now.sqlite'), clock, isGone });
		holder.world = new ProductWorld(folder, clock, database);
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

	/** One run of the Save Product node; throws ProcessDied when its process dies. */
	async run(
		skus: readonly string[],
		settings: Partial<ProductSettings> = {},
		process = this.process(),
	): Promise<readonly ProductOutcome[]> {
		try {
			return await this.clock.run(this.work(skus, settings, process));
		} finally {
			if (process.isDead) this.dead.add(process.owner);
		}
	}

	/** The same, without letting time pass for it; for several at once. */
	async work(
		skus: readonly string[],
		settings: Partial<ProductSettings> = {},
		process = this.process(),
	): Promise<readonly ProductOutcome[]> {
		const deps = {
			listings: process.guard(this.listings, 'channel'),
			sink: process.guard(this.store, 'store'),
			database: process.guard(this.database, 'database'),
			clock: process.guard(this.clock, 'clock'),
			owner: process.owner,
		};
		return await saveProducts(deps, { ...USUAL, ...settings }, skus);
	}

	/** As people do after a run that broke off: the same again in a while, until nothing is open. */
	async untilSettled(skus: readonly string[]): Promise<readonly ProductOutcome[]> {
		for (let attempt = 0; attempt < 10; attempt += 1) {
			const outcomes = await this.run(skus);
			if (outcomes.every(({ kind }) => kind === 'saved')) return outcomes;
			await this.clock.pass(60_000);
		}
		throw new Error('It never settled');
	}

	async linked(...skus: readonly string[]): Promise<ReadonlyMap<string, ProductLink>> {
		return await this.database.links.get(BETWEEN, skus);
	}

	/** An order whose line has no product yet. */
	async waiting(order: string, sku: string): Promise<void> {
		const sale = { source: BETWEEN.channel, orderId: orderId(order), orderNumber: order, target: BETWEEN.store, waitingFor: [sku] };
		await this.database.sales.change([attentionChange(sale, reason('lineUnmatched', order))], this.clock.now());
	}

	async isDue(order: string): Promise<boolean> {
		const found = await this.database.sales.get({ source: BETWEEN.channel, target: BETWEEN.store }, [orderId(order)]);
		return [...found.values()][0]?.nextAttemptAt !== undefined;
	}

	async link(sku: string, productId: string, wish: Partial<ProductLink> = {}): Promise<void> {
		const link: ProductLink = { channel: CHANNEL, store: STORE, sku, productId, content: { unitsPerListing: 1 }, rule: 'sku', ...wish };
		await this.database.links.set([link], this.clock.now());
	}
}

/** Opens worlds that end with their test. */
export function productWorlds(): () => Promise<ProductWorld> {
	const worlds: ProductWorld[] = [];
	afterEach(async () => {
		for (const world of worlds.splice(0)) await world.close();
	});
	return async () => {
		const world = await ProductWorld.open();
		worlds.push(world);
		return world;
	};
}
