import type { Clock } from '../../kernel/contract';

export interface ThrottleStatus {
	readonly maximumAvailable: number;
	readonly currentlyAvailable: number;
	readonly restoreRate: number;
}

export interface BucketSize {
	/** Points of a full bucket. */
	readonly maximum: number;
	/** Points that come back in a second. */
	readonly restoreRate: number;
}

/** Shopify's leaky bucket of one app on one shop: a query pays what it asks for, and gets back what it did not need. */
export class Throttle {
	private available: number;
	private at: number;
	private spent = 0;

	constructor(
		private readonly clock: Clock,
		private size: BucketSize,
	) {
		this.available = size.maximum;
		this.at = clock.now();
	}

	setSize(size: BucketSize): void {
		this.size = size;
		this.available = Math.min(this.available, size.maximum);
	}

	/** False where the bucket holds too little; then nothing is taken. */
	take(points: number): boolean {
		this.restore();
		if (points > this.available) return false;
		this.available -= points;
		this.spent += points;
		return true;
	}

	giveBack(points: number): void {
		this.available = Math.min(this.size.maximum, this.available + points);
		this.spent -= points;
	}

	/** How long what was asked since `forgetSpent` takes at least, beginning with a full bucket. */
	quotaSeconds(): number {
		return Math.max(0, (this.spent - this.size.maximum) / this.size.restoreRate);
	}

	forgetSpent(): void {
		this.spent = 0;
	}

	/** As if other work of the same app had used it up. */
	empty(): void {
		this.restore();
		this.available = 0;
	}

	status(): ThrottleStatus {
		this.restore();
		return {
			maximumAvailable: this.size.maximum,
			currentlyAvailable: Math.floor(this.available),
			restoreRate: this.size.restoreRate,
		};
	}

	private restore(): void {
		const now = this.clock.now();
		this.available = Math.min(this.size.maximum, this.available + ((now - this.at) / 1000) * this.size.restoreRate);
		this.at = now;
	}
}
