import { randomUUID } from 'node:crypto';
import type { AmazonConnection, AmazonSurroundings } from '../../../src/platforms/amazon';
import { HandClock } from './hand-clock';
import { MemoryBuckets } from './memory-buckets';

/** Every test has keys of its own: access tokens are cached for the whole process. */
export const connectionTo = (endpoint: string, changes: Partial<AmazonConnection> = {}): AmazonConnection => ({
	region: 'eu',
	clientId: `amzn1.application-oa2-client.${randomUUID()}`,
	clientSecret: `amzn1.oa2-cs.v1.${randomUUID()}`,
	refreshToken: `Atzr|${randomUUID()}`,
	sellerId: 'A1SELLERTOKEN',
	endpoint,
	pricesIncludeVat: 'auto',
	...changes,
});

export interface TestSurroundings extends AmazonSurroundings {
	readonly clock: HandClock;
	readonly buckets: MemoryBuckets;
}

export function surroundings(changes: Partial<AmazonSurroundings> = {}): TestSurroundings {
	const clock = new HandClock();
	return { budgetMs: 20_000, ...changes, clock, buckets: new MemoryBuckets(clock) };
}
