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

	private filled(name: string, plan: Plan, now: number): Bucket {
		const bucket = this.buckets.get(name) ?? { tokens: plan.burst, rate: plan.rate, at: now };
		bucket.tokens = Math.min(plan.burst, bucket.tokens + ((now - bucket.at) / 1000) * bucket.rate);
		bucket.at = now;
		this.buckets.set(name, bucket);
		return bucket;
	}

	set(name: string, plan: Plan, tokens: number, now: number): void {
		this.filled(name, plan, now).tokens = tokens;
	}

	take(key: BucketKey, plan: Plan, count: number, reserve: number, now: number) {
		const name = nameOf(key);
		const bucket = this.filled(name, plan, now);
		const missing = count + reserve - bucket.tokens;
		if (missing > 1e-9) return Promise.resolve({ granted: false, waitMs: Math.ceil((missing / bucket.rate) * 1000) });
		bucket.tokens -= count;
		this.taken.push(name);
		return Promise.resolve({ granted: true, waitMs: 0 });
	}

	level(key: BucketKey, plan: Plan, now: number): Promise<number> {
		return Promise.resolve(Math.floor(this.filled(nameOf(key), plan, now).tokens));
	}

	learn(key: BucketKey, rate: number, now: number): Promise<void> {
		const bucket = nameOf(key);
		this.learnt.push({ bucket, rate });
		const known = this.buckets.get(bucket);
		if (known !== undefined) Object.assign(known, { rate, at: now });
		return Promise.resolve();
	}

	drain(key: BucketKey, plan: Plan, now: number): Promise<void> {
		const bucket = nameOf(key);
		this.drained.push(bucket);
		this.filled(bucket, plan, now).tokens = 0;
		return Promise.resolve();
	}
}
