/** No longer than a run of many orders takes in a store of ordinary speed, between its look and its last request. */
const LOOK_COUNTS_MS = 30_000;
/** So long every run looks for itself after somebody else's orders were met, one that cannot be read, or a lost answer. */
const WARY_MS = 5 * 60_000;
/** Longer than a run takes from the shelf to its last request. */
const TAKES_COUNT_MS = 10 * 60_000;
/** More than all runs that are under way make. */
const KEPT_ORDERS = 1_000;

interface Take {
	readonly at: number;
	readonly pieces: number;
}

/**
 * What one process has just seen and done in one store, beside one memory. It saves questions and decides nothing: what it
 * does not know, or has known for too long, is asked of the store. Times are the process's own.
 */
export class Lately {
	/** When another process, or another memory, was seen to have made orders. */
	othersAt = Number.NEGATIVE_INFINITY;
	private highest = 0;
	private waryUntil = Number.NEGATIVE_INFINITY;
	private look: { readonly at: number; readonly highest: number } | undefined;
	private readonly made = new Map<string, number>();
	private readonly underWay = new Set<string>();
	private readonly takes = new Map<string, readonly Take[]>();

	/** How far the memory knows the store's own orders. Not as far as this process does: somebody else was at them. */
	met(highest: number, now: number): void {
		if (highest !== this.highest) this.othersAt = now;
		this.highest = highest;
	}

	/** A look that began then showed the store's own orders down to those that are known, and nothing that was not. */
	saw(began: number): void {
		this.look = { at: began, highest: this.highest };
	}

	/** Something was there, or may be, that is not known. */
	wondered(now: number): void {
		this.waryUntil = now + WARY_MS;
	}

	/** The memory was told of the orders up to this one. */
	told(highest: number): void {
		if (this.look !== undefined) this.look = { ...this.look, highest: Math.max(this.look.highest, highest) };
	}

	/** Whether a look would show nothing new. A memory that knows less than it did was restored from a backup. */
	hasLooked(highest: number, now: number): boolean {
		const age = now - (this.look?.at ?? Number.NEGATIVE_INFINITY);
		return this.look !== undefined && age >= 0 && age < LOOK_COUNTS_MS && highest >= this.look.highest && now >= this.waryUntil;
	}

	/** Orders of these origins are being made. */
	begins(origins: readonly string[]): void {
		for (const origin of origins) this.underWay.add(origin);
	}

	ends(origins: readonly string[]): void {
		for (const origin of origins) this.underWay.delete(origin);
	}

	makes(origin: string): boolean {
		return this.underWay.has(origin);
	}

	/** Before the memory is told: it never knows more of what this process made than the process does. */
	hasMade(orders: readonly { readonly id: string; readonly position: number }[]): void {
		for (const { id, position } of orders) {
			this.made.set(id, position);
			this.highest = Math.max(this.highest, position);
		}
		for (const id of this.made.keys()) {
			if (this.made.size <= KEPT_ORDERS) break;
			this.made.delete(id);
		}
	}

	/** Ids of orders that this process made above a position, newest first. */
	madeAbove(position: number): readonly string[] {
		return [...this.made]
			.filter(([, own]) => own > position)
			.map(([id]) => id)
			.toReversed();
	}

	/** Pieces of a count were given to orders, which are made now or soon. */
	took(count: string, pieces: number, now: number): void {
		this.takes.set(count, [...this.takesOf(count, now), { at: now, pieces }]);
	}

	/** Some of it may have been off the shelf already when that was read. */
	taken(count: string, now: number): number {
		return this.takesOf(count, now).reduce((sum, { pieces }) => sum + pieces, 0);
	}

	private takesOf(count: string, now: number): readonly Take[] {
		return (this.takes.get(count) ?? []).filter(({ at }) => Math.abs(now - at) < TAKES_COUNT_MS);
	}
}
