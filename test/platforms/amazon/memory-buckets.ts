import type { Clock } from '../../../src/ports/clock';
import type { BucketKey, Buckets, Plan } from '../../../src/ports/database';

interface Bucket {
	tokens: number;
	rate: number;
	at: number;
}

const nameOf = ({ application, account, operation }: BucketKey): string => [application, account, operation].join(':');

/** Token buckets in memory, by `application:account:operation`, with everything that was asked of them. */
export class MemoryBuckets implements Buckets {
	readonly taken: string[] = [];
	readonly learnt: { readonly bucket: string; readonly rate: number }[] = [];
	readonly drained: string[] = [];
	private readonly buckets = new Map<string, Bucket>();

	constructor(private readonly clock: Pick<Clock, 'now'>) {}

	private filled(name: string, plan: Plan): Bucket {
		const now = this.clock.now();
		const bucket = this.buckets.get(name) ?? { tokens: plan.burst, rate: plan.rate, at: now };
		bucket.tokens = Math.min(plan.burst, bucket.tokens + ((now - bucket.at) / 1000) * bucket.rate);
		bucket.at = now;
		this.buckets.set(name, bucket);
		return bucket;
	}

	set(name: string, plan: Plan, tokens: number): void {
		this.filled(name, plan).tokens = tokens;
	}

	take(key: BucketKey, plan: Plan, count: number, reserve: number) {
		const name = nameOf(key);
		const bucket = this.filled(name, plan);
		const missing = count + reserve - bucket.tokens;
		if (missing > 1e-9) return Promise.resolve({ granted: false, waitMs: Math.ceil((missing / bucket.rate) * 1000) });
		bucket.tokens -= count;
		this.taken.push(name);
		return Promise.resolve({ granted: true, waitMs: 0 });
	}

	level(key: BucketKey, plan: Plan): Promise<number> {
		return Promise.resolve(Math.floor(this.filled(nameOf(key), plan).tokens));
	}

	learn(key: BucketKey, rate: number): Promise<void> {
		const bucket = nameOf(key);
		this.learnt.push({ bucket, rate });
		const known = this.buckets.get(bucket);
		if (known !== undefined) Object.assign(known, { rate, at: this.clock.now() });
		return Promise.resolve();
	}

	drain(key: BucketKey): Promise<void> {
		const bucket = nameOf(key);
		this.drained.push(bucket);
		const known = this.buckets.get(bucket);
		if (known !== undefined) Object.assign(known, { tokens: 0, at: this.clock.now() });
		return Promise.resolve();
	}
}
