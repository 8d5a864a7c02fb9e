/** What an answer says of the requests that a shop may make (`extensions.cost`). */
export interface Cost {
	readonly requested: number;
	readonly available: number;
	readonly maximum: number;
	/** Points that come back each second. */
	readonly restoreRate: number;
}

/** A guess at what a document costs that was never asked. */
const UNKNOWN_COST = 50;

/**
 * The bucket of one app at one shop, as the last answer told it: Shopify names its level with each, whoever else takes from it,
 * so that it needs no memory of our own. Only how much comes back by itself is reckoned in between.
 */
export class Throttle {
	private level: Cost | undefined;
	private at = 0;
	private readonly costs = new Map<string, number>();

	/** How long to wait before this document is sent, ms. What is sent is taken at once: others ask meanwhile. */
	take(document: string, now: number): number {
		const level = this.levelAt(now);
		if (level === undefined) return 0;
		const cost = Math.min(this.costs.get(document) ?? UNKNOWN_COST, level.maximum);
		const missing = cost - level.available;
		this.level = { ...level, available: level.available - cost };
		this.at = now;
		return missing > 0 ? Math.ceil((missing / Math.max(level.restoreRate, 1)) * 1000) : 0;
	}

	note(document: string, cost: Cost, now: number): void {
		this.costs.set(document, cost.requested);
		this.level = cost;
		this.at = now;
	}

	/** Until a refused request of this cost would be let in: never at once, whatever the answer says. */
	static waitFor({ requested, available, restoreRate }: Cost): number {
		const missing = Math.max(0, requested - available);
		return Math.max(500, Math.ceil((missing / Math.max(restoreRate, 1)) * 1000));
	}

	private levelAt(now: number): Cost | undefined {
		if (this.level === undefined) return undefined;
		const restored = (Math.max(0, now - this.at) / 1000) * this.level.restoreRate;
		return { ...this.level, available: Math.min(this.level.maximum, this.level.available + restored) };
	}
}
