import type { Buckets } from '../ports/database';

/** For a credential's test, which has no database yet: Amazon's own 429 is the limit. */
export const unlimitedBuckets: Buckets = {
	take: async () => await Promise.resolve({ granted: true, waitMs: 0 }),
	level: async () => await Promise.resolve(1),
	learn: async () => await Promise.resolve(),
	drain: async () => await Promise.resolve(),
};
