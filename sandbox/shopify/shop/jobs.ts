import { randomUUID } from 'node:crypto';
import type { JobRecord } from '../store/shop-state';
import type { Shop } from '../store/shop';

/** A job that a mutation started and that takes its time. */
export function startJob(shop: Shop): JobRecord {
	const id = `gid://shopify/Job/${randomUUID()}`;
	const job = { id, doneAt: shop.now() + shop.jobDelayMs };
	shop.state.jobs.set(id, job);
	return job;
}
