import { PlatformError } from '../../../domain/platform-error';
import { refuse, writtenAs } from '../../../domain/stock/written';
import type { StockWritten } from '../../../ports/stock-sink';
import type { AccountMemory } from '../account-memory';
import type { WooCommerceClient } from '../client';
import { BATCH_TARGET_MS, FIRST_STOCK_BATCH } from '../constants';
import { safeCode } from '../errors';
import { storeText } from '../refusal-text';
import { readBatch } from '../wire/batch';
import { readable, UnexpectedShape } from '../wire/fields';
import { readProduct, type WireProduct } from '../wire/product';
import { refusalOf } from '../wire/refusal';
import type { Target } from './targets';

/** Whoever breaks at more than this breaks at everything. */
const MOST_FAILURES = 20;
/** A batch whose measured time is no accident. */
const MANY = 10;

type Look = (targets: readonly Target[]) => Promise<ReadonlyMap<number, WireProduct>>;

const as = (target: Target, outcome: 'taken' | 'unknown' | 'notSent'): readonly StockWritten[] =>
	target.levels.map((level) => writtenAs(level, outcome));

export const notSent = (targets: readonly Target[]): readonly StockWritten[] => targets.flatMap((target) => as(target, 'notSent'));

function answersFor(some: readonly Target[], body: unknown): readonly unknown[] {
	const { update } = readBatch(body);
	if (update.length !== some.length) throw new UnexpectedShape('batch.update');
	return update;
}

/** Writes targets of one parent, or products, in one request or, where the store breaks at it, in halves. */
export class StockBatches {
	/** Whether anything may have reached the store. */
	hasSent = false;
	private failures = 0;

	constructor(
		private readonly client: WooCommerceClient,
		private readonly memory: AccountMemory,
		/** Reads anew. */
		private readonly look: Look,
	) {}

	/** How many of these the store does in some seconds. */
	size(parentId: number): number {
		return this.memory.batchSize(kindOf(parentId), FIRST_STOCK_BATCH);
	}

	/**
	 * Adds what became of each to `done`. Throws where the rest would fail alike, or nobody can be reached: what is not in `done`
	 * was surely not sent.
	 */
	async write(some: readonly Target[], done: Map<Target, readonly StockWritten[]>): Promise<void> {
		const [first] = some;
		if (first === undefined) return;
		const path = first.parentId === 0 ? 'products/batch' : `products/${first.parentId}/variations/batch`;
		const began = this.client.clock.now();
		let elements: readonly unknown[];
		try {
			const { body } = await this.client.post(path, { update: some.map(({ id, fields }) => ({ id, ...fields })) });
			elements = this.client.read(path, () => answersFor(some, body), 'POST');
		} catch (error) {
			await this.failed(some, done, error, this.client.clock.now() - began);
			return;
		}
		this.hasSent = true;
		this.measured(some, this.client.clock.now() - began);
		const unread: Target[] = [];
		for (const [at, target] of some.entries()) {
			const outcome = this.outcome(target, elements[at], began);
			if (outcome === undefined) unread.push(target);
			else done.set(target, outcome);
		}
		if (unread.length === 0) return;
		for (const target of (await this.notSeen(unread, done)) ?? []) done.set(target, as(target, 'unknown'));
	}

	private measured(some: readonly Target[], ms: number): void {
		const [{ parentId } = { parentId: 0 }] = some;
		if (some.length >= Math.min(MANY, this.size(parentId))) this.memory.measured(kindOf(parentId), some.length, ms);
	}

	/** Undefined where the answer does not tell. */
	private outcome(target: Target, element: unknown, at: number): readonly StockWritten[] | undefined {
		const refusal = refusalOf(element);
		if (refusal !== undefined) {
			if (isOfAnother(element, target.id)) return undefined;
			const code = safeCode(refusal.code);
			const isGone = code !== undefined && /_invalid_id$/.test(code);
			return target.levels.map((level) => refuse(level, isGone ? 'stockGone' : 'stockRefused', storeText(code, refusal.message)));
		}
		const [product] = readable(readProduct, [element]);
		if (product === undefined || product.id !== target.id) return undefined;
		this.memory.rememberProduct(product, at);
		if (target.sku !== undefined && product.sku !== target.sku)
			return target.levels.map((level) => refuse(level, 'stockSkuUnknown', `${product.id}: "${product.sku}"`));
		// A store whose stock management is off takes a quantity without a word, and keeps none.
		if (target.quantity !== undefined && product.manageStock !== true)
			return target.levels.map((level) => refuse(level, 'stockNotManaged'));
		// Sold in that moment, or a plugin counts otherwise: what was asked for is not what stands there.
		return as(target, target.quantity === undefined || product.stockQuantity === target.quantity ? 'taken' : 'unknown');
	}

	private async failed(some: readonly Target[], done: Map<Target, readonly StockWritten[]>, error: unknown, ms: number): Promise<void> {
		if (!(error instanceof PlatformError)) throw error;
		const { kind, code } = error.details;
		const isLost = kind === 'unknownOutcome';
		if (!isLost && (error.concernsAll || error.passing)) throw error;
		this.failures += 1;
		this.hasSent = true;
		const rest = isLost ? await this.notSeen(some, done) : some;
		if (isLost)
			this.memory.measured(kindOf(some[0]?.parentId ?? 0), 1, ms > BATCH_TARGET_MS ? Number.MAX_SAFE_INTEGER : BATCH_TARGET_MS / MANY);
		const isTooSlow = isLost && ms > BATCH_TARGET_MS;
		if (rest === undefined || rest.length === 0) return;
		if (some.length === 1 || isTooSlow || this.failures > MOST_FAILURES) {
			for (const target of rest)
				done.set(target, isLost ? as(target, 'unknown') : target.levels.map((level) => refuse(level, 'stockRefused', storeText(code, ''))));
			return;
		}
		// Writing a quantity again changes nothing, and the store may break at one of them only.
		const middle = Math.ceil(rest.length / 2);
		try {
			for (const half of [rest.slice(0, middle), rest.slice(middle)]) await this.write(half, done);
		} catch (failure) {
			// What was sent once and is not seen stays unknown, even where it cannot be sent a second time.
			if (isLost) for (const target of rest) if (!done.has(target)) done.set(target, as(target, 'unknown'));
			throw failure;
		}
	}

	/**
	 * Of an answer that was lost: those that stand as they did. One that shows its quantity is taken; one that shows another was
	 * changed by somebody, and nobody can say when. Undefined where nobody answers now either.
	 */
	private async notSeen(some: readonly Target[], done: Map<Target, readonly StockWritten[]>): Promise<readonly Target[] | undefined> {
		try {
			const found = await this.look(some);
			for (const target of some) {
				const { quantity, was, sku } = target;
				const product = found.get(target.id);
				if (quantity === undefined || product?.stockQuantity === was) continue;
				const isIt = product?.stockQuantity === quantity && (sku ?? product.sku) === product.sku;
				done.set(target, as(target, isIt ? 'taken' : 'unknown'));
			}
			return some.filter((target) => !done.has(target));
		} catch (error) {
			if (!(error instanceof PlatformError)) throw error;
			for (const target of some) done.set(target, as(target, 'unknown'));
			return undefined;
		}
	}
}

const kindOf = (parentId: number): string => (parentId === 0 ? 'stock' : 'variationStock');

/** A refusal that names its product stands where it stands for no other reason. */
const isOfAnother = (element: unknown, id: number): boolean =>
	typeof element === 'object' &&
	element !== null &&
	'id' in element &&
	typeof element.id === 'number' &&
	element.id !== id &&
	element.id !== 0;
