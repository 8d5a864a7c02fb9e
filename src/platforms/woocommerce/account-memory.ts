import { createHash } from 'node:crypto';
import type { Language } from '../../domain/texts/language';
import type { Clock } from '../../ports/clock';
import { BATCH_SIZE, BATCH_TARGET_MS, FACTS_TTL_MS, FIRST_BATCH } from './constants';
import { AnswerTimes } from './freshness';
import { PageSizes } from './page-sizes';
import type { WireProduct } from './wire/product';

/** How a product is taxed, as far as an order line needs it. */
export type ProductTax = Pick<WireProduct, 'parentId' | 'taxStatus' | 'taxClass'>;

export interface Kept<T> {
	readonly at: number;
	readonly value: T;
	/** Longer than facts are believed as a rule: for what does not change with the store's settings. */
	readonly ttlMs?: number;
}

/**
 * What this process remembers of one store for some minutes, so that the nodes of a workflow do not ask the same
 * again, and how it has to be asked. Nothing personal, nothing that an effect depends on.
 */
export class AccountMemory {
	readonly answerTimes = new AnswerTimes();
	readonly pageSizes = new PageSizes();
	/** The store's, as it told together with who it is. */
	language: Language = 'en';
	/** As it was told last. */
	weightUnit: string | undefined;
	private readonly facts = new Map<string, Kept<Promise<unknown>>>();
	private readonly products = new Map<number, Kept<WireProduct>>();
	private readonly pace = new Map<string, number>();

	/** Loads once and shares the answer, also between callers that ask at the same time; failures are not kept. */
	fact<T>(name: string, clock: Clock, load: () => Promise<T>, ttlMs?: number): Promise<T> {
		const kept = this.facts.get(name);
		if (kept !== undefined && fresh(kept, clock)) return kept.value as Promise<T>;
		const value = load();
		const entry = { at: clock.now(), value, ...(ttlMs === undefined ? {} : { ttlMs }) };
		this.facts.set(name, entry);
		value.catch(() => {
			if (this.facts.get(name) === entry) this.facts.delete(name);
		});
		return value;
	}

	/** `at`: when it was asked for. */
	rememberProduct(product: WireProduct, at: number): void {
		this.products.set(product.id, { at, value: product });
	}

	/** As it was some minutes ago at most. */
	product(id: number, clock: Clock): Kept<WireProduct> | undefined {
		const kept = this.products.get(id);
		return kept !== undefined && fresh(kept, clock) ? kept : undefined;
	}

	/** Something was not as remembered: all that the store's settings say is read anew. */
	forget(): void {
		for (const [name, { ttlMs }] of this.facts) if (ttlMs === undefined) this.facts.delete(name);
		this.products.clear();
	}

	/** Elements of a batch of one kind that the store does in about BATCH_TARGET_MS, by what its last batch took. */
	batchSize(kind: string, first = FIRST_BATCH): number {
		const perElement = this.pace.get(kind);
		if (perElement === undefined) return first;
		return Math.min(BATCH_SIZE, Math.max(1, Math.floor(BATCH_TARGET_MS / Math.max(perElement, 1))));
	}

	measured(kind: string, elements: number, ms: number): void {
		if (elements > 0) this.pace.set(kind, ms / elements);
	}
}

const fresh = (kept: Kept<unknown>, clock: Clock): boolean => {
	const age = clock.now() - kept.at;
	return age >= 0 && age < (kept.ttlMs ?? FACTS_TTL_MS);
};

const memories = new Map<string, AccountMemory>();

/** One memory per store and key: what one key may read is not handed to another. */
export function memoryOf(accountId: string, consumerKey: string): AccountMemory {
	const id = `${accountId} ${createHash('sha256').update(consumerKey).digest('hex').slice(0, 16)}`;
	const known = memories.get(id);
	if (known !== undefined) return known;
	const made = new AccountMemory();
	memories.set(id, made);
	return made;
}
