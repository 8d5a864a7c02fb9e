import type { StockSource, StoreFact } from './facts';

/** Where the units of each product of a store lie by declaration. */
export class DeclaredSources {
	private readonly holders = new Map<string, string>();
	private readonly parents = new Map<string, string>();
	/** Of a count: all that is declared of those who share it. */
	private readonly ofCounts = new Map<string, Set<StockSource>>();

	/** @param declared by product id */
	constructor(
		private readonly declared: ReadonlyMap<string, StockSource>,
		facts: Iterable<StoreFact>,
	) {
		for (const { productId, parentId, sharedFrom } of facts) {
			if (parentId !== undefined) this.parents.set(productId, parentId);
			if (sharedFrom === undefined) continue;
			this.holders.set(productId, sharedFrom);
			this.add(sharedFrom, productId);
			this.add(sharedFrom, sharedFrom);
		}
	}

	/** Of what shares a count: where any of it lies, and both where they differ. A variation may be declared with its parent. */
	of(productId: string): StockSource | undefined {
		const shared = this.ofCounts.get(this.holders.get(productId) ?? productId);
		if (shared !== undefined) {
			const [only, ...others] = shared;
			return others.length > 0 ? 'sum' : only;
		}
		const parent = this.parents.get(productId);
		return this.declared.get(productId) ?? (parent === undefined ? undefined : this.declared.get(parent));
	}

	private add(holder: string, productId: string): void {
		const all = this.ofCounts.get(holder) ?? new Set();
		const source = this.declared.get(productId);
		if (source !== undefined) all.add(source);
		this.ofCounts.set(holder, all);
	}
}
