import type { AccountKey } from '../../domain/ids';

/** What has tokens of its own. */
export interface BucketKey {
	readonly account: AccountKey;
	/** Whose quota it is: a hash of the application's id. */
	readonly application: string;
	readonly operation: string;
}

/** A usage plan: tokens per second and burst. */
export interface Plan {
	readonly rate: number;
	readonly burst: number;
}

/** Token buckets of the platforms' quotas, per application, account and operation, shared by all processes. They fill by the database's own time. */
export interface Buckets {
	/** Takes `count` tokens if at least `reserve` stay; otherwise takes none and says how long until it could. */
	take(bucket: BucketKey, plan: Plan, count: number, reserve: number): Promise<{ readonly granted: boolean; readonly waitMs: number }>;
	/** Tokens there right now (fraction cut off). */
	level(bucket: BucketKey, plan: Plan): Promise<number>;
	/** The platform told its real rate (x-amzn-RateLimit-Limit). */
	learn(bucket: BucketKey, rate: number): Promise<void>;
	/** The platform said 429: the bucket is empty whatever we thought. */
	drain(bucket: BucketKey): Promise<void>;
}
