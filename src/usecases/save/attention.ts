import { PlatformError } from '../../domain/platform-error';
import { reason, type Reason, type ReasonCode } from '../../domain/reasons';
import type { SavedOrder } from '../../ports/order-sink';
import { nextAttempt } from '../retry-times';
import type { OrderToSave, SaveRun } from './deps';
import { attentionChange } from './sale-change';
import { saleOf } from './sales';

export interface AttentionDetails {
	readonly saved?: SavedOrder;
	/** The store holds this version of the order all the same. */
	readonly written?: boolean;
	/** When a reason that passes is looked at again. */
	readonly dueAt?: number;
	/** SKUs whose linking makes the sale due again; those of lines without a product unless told. */
	readonly waitingFor?: readonly string[];
}

/** The item's outcome is this reason, on the canvas and in the log. A dry run leaves the log alone. */
export async function attention(run: SaveRun, item: OrderToSave, why: Reason, more: AttentionDetails = {}): Promise<void> {
	if (!run.settings.dryRun) await run.database.sales.change([attentionChange(run, item, why, more)], run.clock.now());
	run.outcomes.set(item, { kind: 'attention', reason: why, ...(more.saved === undefined ? {} : { store: more.saved }) });
}

/** The store cannot be asked right now: the sale comes back by itself, less and less often. */
export async function waitForStore(run: SaveRun, item: OrderToSave, error: PlatformError, saved?: SavedOrder): Promise<void> {
	const attempts = (await saleOf(run, item))?.attempts ?? 0;
	const now = run.clock.now();
	const dueAt = Math.max(nextAttempt(attempts, now), now + (error.details.retryAfterMs ?? 0));
	await attention(run, item, reason('storeUnreachable', item.order.number, error.message), {
		dueAt,
		...(saved === undefined ? {} : { saved }),
	});
}

/** Does the work of one order; a failure of the platform becomes this order's outcome and leaves the others alone. */
export async function orAttention(run: SaveRun, item: OrderToSave, refusal: ReasonCode, work: () => Promise<void>): Promise<void> {
	try {
		await work();
	} catch (error) {
		if (!(error instanceof PlatformError)) throw error;
		if (error.passing) await waitForStore(run, item, error);
		else await attention(run, item, reason(refusal, item.order.number, error.message));
	}
}
