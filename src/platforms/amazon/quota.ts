import { accountKey } from '../../domain/account';
import type { BucketKey, Buckets } from '../../ports/database';
import type { Clock } from '../../ports/clock';
import { accountOf, applicationHash, type AmazonConnection } from './connection';
import { OPERATIONS, type OperationName } from './constants';
import { amazonError } from './errors';

/** How long all waiting of one adapter together may last. */
export class WaitBudget {
	private left: number;

	constructor(
		private readonly clock: Clock,
		budgetMs: number,
		private readonly signal?: AbortSignal,
	) {
		this.left = budgetMs;
	}

	/** Waits and answers true, or answers false at once when the budget is too small or the work was stopped. */
	async wait(ms: number): Promise<boolean> {
		if (ms > this.left || this.signal?.aborted === true) return false;
		this.left -= ms;
		try {
			await this.clock.sleep(ms, this.signal);
			return true;
		} catch {
			return false;
		}
	}
}

/**
 * Amazon's usage plans: one bucket per application, account and operation, shared by all processes through the
 * database. https://developer-docs.amazon.com/sp-api/docs/usage-plans-and-rate-limits
 */
export class Quota {
	private readonly key: Omit<BucketKey, 'operation'>;
	private readonly learnt = new Map<OperationName, number>();

	constructor(
		connection: AmazonConnection,
		private readonly buckets: Buckets,
		private readonly budget: WaitBudget,
	) {
		this.key = { account: accountKey(accountOf(connection)), application: applicationHash(connection) };
	}

	private bucket(operation: OperationName): BucketKey {
		return { ...this.key, operation };
	}

	/** Takes one token so that `reserve` stay, waiting for it where the operation's plan makes that sensible. Throws `rateLimited`. */
	async take(operation: OperationName, reserve: number): Promise<void> {
		const { plan, waitsForQuota } = OPERATIONS[operation];
		for (;;) {
			const { granted, waitMs } = await this.buckets.take(this.bucket(operation), plan, 1, reserve);
			if (granted) return;
			if (!waitsForQuota || !(await this.budget.wait(waitMs))) {
				throw amazonError('rateLimited', operation, 'the quota is used up for now', {
					code: 'noToken',
					retryAfterMs: waitMs,
					advice: 'Nothing to do: it goes on by itself.',
				});
			}
		}
	}

	/** Amazon told the rate that it really applies. */
	async learn(operation: OperationName, rate: number | undefined): Promise<void> {
		if (rate === undefined || this.learnt.get(operation) === rate) return;
		await this.buckets.learn(this.bucket(operation), rate);
		this.learnt.set(operation, rate);
	}

	/** Amazon said 429: whatever we thought, nothing is left. */
	async drain(operation: OperationName): Promise<void> {
		await this.buckets.drain(this.bucket(operation));
	}

	async level(operation: OperationName): Promise<number> {
		return this.buckets.level(this.bucket(operation), OPERATIONS[operation].plan);
	}
}
