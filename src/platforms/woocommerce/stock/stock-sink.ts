import type { Account } from '../../../domain/account';
import { PlatformError } from '../../../domain/platform-error';
import { refuse, writtenAs } from '../../../domain/stock/written';
import type { StockSink, StockWrite, StockWritten } from '../../../ports/stock-sink';
import type { AccountMemory } from '../account-memory';
import { idNumbers } from '../catalog/catalog';
import type { WooCommerceClient } from '../client';
import { MOST_PIECES, SETTLE_MS } from '../constants';
import type { WireProduct } from '../wire/product';
import { StockBatches, notSent } from './stock-batches';
import { StockReader, type ProductId } from './stock-reader';
import { faultOf, targetsOf, type Sorted, type Target } from './targets';

/** Looked at, and then written, before the next are looked at. */
const AT_ONCE = 1_000;
/** What was read so lately (by the run itself, before it wrote) is not read again. */
const FRESH_MS = 2 * 60_000;

/** What stands in the store of those that are to be written. */
interface Standing {
	readonly known: ReadonlyMap<string, WireProduct>;
	readonly unreadable: ReadonlyMap<string, string>;
}

/** What became of some, and why the others of them were not tried. */
interface Part {
	readonly written: readonly StockWritten[];
	readonly error?: PlatformError;
}

async function failureOf(work: () => Promise<void>): Promise<PlatformError | undefined> {
	try {
		await work();
		return undefined;
	} catch (error) {
		if (error instanceof PlatformError) return error;
		throw error;
	}
}

/**
 * Quantities of a WooCommerce store: those of products a hundred a request, those of variations parent by parent.
 *
 * Whose an id is, is looked at before it is written: what this process read of it in the last two minutes counts, all others are
 * read by their ids. The answer to a write names the SKU once more. A variation that shares the count of its parent is written there.
 */
export class WooCommerceStockSink implements StockSink {
	readonly traits: StockSink['traits'];
	private readonly reader: StockReader;

	constructor(
		readonly account: Account,
		private readonly client: WooCommerceClient,
		private readonly memory: AccountMemory,
		settleMs = SETTLE_MS,
	) {
		this.traits = { requestTimeoutMs: client.requestTimeoutMs, settleMs, maximum: MOST_PIECES };
		this.reader = new StockReader(client, memory);
	}

	async *write(levels: readonly StockWrite[]): AsyncGenerator<readonly StockWritten[]> {
		const faults = levels.flatMap((level) => faultOf(level) ?? []);
		if (faults.length > 0) yield faults;
		const sound = levels.filter((level) => faultOf(level) === undefined);
		// Variations of one parent go together.
		const sorted = sound.toSorted((a, b) => Number(a.parentId ?? 0) - Number(b.parentId ?? 0));
		const batches = new StockBatches(this.client, this.memory, async (targets) => await this.lookAgain(targets));
		for (let at = 0; at < sorted.length; at += AT_ONCE) {
			const some = sorted.slice(at, at + AT_ONCE);
			let error: PlatformError | undefined;
			for await (const part of this.some(some, batches)) {
				error = part.error;
				if (part.written.length > 0) yield part.written;
			}
			if (error === undefined) continue;
			if (error.concernsAll && !batches.hasSent) throw error;
			const rest = sorted.slice(at + AT_ONCE).map((level): StockWritten => writtenAs(level, 'notSent'));
			if (rest.length > 0) yield rest;
			return;
		}
	}

	/** The last part may carry why it ended early: what was open is `notSent` in it. */
	private async *some(levels: readonly StockWrite[], batches: StockBatches): AsyncGenerator<Part> {
		let open: readonly Target[];
		try {
			const { targets, refused } = await this.sorted(levels);
			open = targets;
			yield { written: refused };
		} catch (error) {
			if (!(error instanceof PlatformError)) throw error;
			yield {
				written: error.concernsAll && !batches.hasSent ? [] : levels.map((level) => writtenAs(level, 'notSent')),
				error,
			};
			return;
		}
		for (const batch of this.batches(open, batches)) {
			const done = new Map<Target, readonly StockWritten[]>();
			const error = await failureOf(async () => await batches.write(batch, done));
			open = open.filter((target) => !done.has(target));
			const isForAll = error?.concernsAll === true && !batches.hasSent;
			yield {
				written: [...[...done.values()].flat(), ...(error === undefined || isForAll ? [] : notSent(open))],
				...(error === undefined ? {} : { error }),
			};
			if (error !== undefined) return;
		}
	}

	/** The size is asked for anew before each: it follows the time that the last one took. */
	private *batches(targets: readonly Target[], batches: StockBatches): Generator<readonly Target[]> {
		for (const [parentId, own] of Map.groupBy(targets, (target) => target.parentId)) {
			for (let at = 0; at < own.length;) {
				const batch = own.slice(at, at + batches.size(parentId));
				at += batch.length;
				yield batch;
			}
		}
	}

	private async sorted(levels: readonly StockWrite[]): Promise<Sorted> {
		const nameless = levels.filter(({ productId }) => productId === undefined);
		const { named, refused: unfound } = await this.named(nameless);
		const all = [...levels.filter(({ productId }) => productId !== undefined), ...named];
		const { known, unreadable } = await this.standing(all);
		const odd = all.filter(({ productId = '' }) => unreadable.has(productId));
		const { targets, refused } = targetsOf(
			all.filter((level) => !odd.includes(level)),
			known,
		);
		const oddOnes = odd.map((level) => refuse(level, 'stockRefused', unreadable.get(level.productId ?? '')));
		return { targets, refused: [...unfound, ...refused, ...oddOnes] };
	}

	/** Those without an id, by their SKU where one product has it. */
	private async named(
		levels: readonly StockWrite[],
	): Promise<{ readonly named: readonly StockWrite[]; readonly refused: readonly StockWritten[] }> {
		const found: WireProduct[] = [];
		for await (const { products } of this.reader.bySkus(levels.map(({ sku }) => sku))) found.push(...products);
		const bySku = Map.groupBy(found, ({ sku }) => sku);
		const named: StockWrite[] = [];
		const refused: StockWritten[] = [];
		for (const level of levels) {
			const [product, ...others] = bySku.get(level.sku) ?? [];
			if (product === undefined || others.length > 0) {
				const ids = [product, ...others].flatMap((one) => one?.id ?? []).join(', ');
				refused.push(refuse(level, 'stockSkuUnknown', ...(ids === '' ? [] : [ids])));
			} else
				named.push({ ...level, productId: String(product.id), ...(product.parentId === 0 ? {} : { parentId: String(product.parentId) }) });
		}
		return { named, refused };
	}

	private async standing(levels: readonly StockWrite[]): Promise<Standing> {
		const ids = idNumbers(
			levels.map(({ productId = '', parentId }) => ({ id: productId, ...(parentId === undefined ? {} : { parentId }) })),
		);
		const since = this.client.clock.now() - FRESH_MS;
		const known = new Map<string, WireProduct>();
		const unread: ProductId[] = [];
		for (const one of ids) {
			const kept = this.memory.product(one.id, this.client.clock);
			if (kept !== undefined && kept.at >= since) known.set(String(one.id), kept.value);
			else unread.push(one);
		}
		const unreadable = new Map<string, string>();
		for await (const read of this.reader.byIds(unread)) {
			for (const product of read.products) known.set(String(product.id), product);
			for (const { productId, why } of read.unreadable) if (productId !== undefined) unreadable.set(productId, why);
		}
		return { known, unreadable };
	}

	private async lookAgain(targets: readonly Target[]): Promise<ReadonlyMap<number, WireProduct>> {
		const found = new Map<number, WireProduct>();
		const ids = targets.map(({ id, parentId }) => ({ id, ...(parentId === 0 ? {} : { parentId }) }));
		for await (const { products } of this.reader.byIds(ids)) for (const product of products) found.set(product.id, product);
		return found;
	}
}
