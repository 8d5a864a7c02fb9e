import { PlatformError } from '../../domain/platform-error';
import { reason, type Reason, type ReasonCode } from '../../domain/reasons';
import type { SavedOrder } from '../../ports/order-sink';
import { retryAt } from '../sales/retry-times';
import { attentionChange } from '../sales/sale-change';
import { advised } from './advised';
import { unmatchedSkus } from './check-order';
import type { OrderToSave, SaveRun } from './deps';
import { base, inStore, versionOf } from './sale-change';
import { saleOf } from './sales';

export interface AttentionDetails {
	readonly saved?: SavedOrder;
	/** What it was in the store, where it is not any more. */
	readonly lost?: Pick<SavedOrder, 'id' | 'number'>;
	/** The store holds this version of the order all the same. */
	readonly written?: boolean;
	/** When a reason that passes is looked at again. */
	readonly dueAt?: number;
	/** SKUs whose linking makes the sale due again; those of lines without a product unless told. */
	readonly waitingFor?: readonly string[];
}

/** The item's outcome is this reason, on the canvas and in the log. A dry run leaves the log alone. */
export async function attention(run: SaveRun, item: OrderToSave, why: Reason, more: AttentionDetails = {}): Promise<void> {
	const told = advised(run, item, why);
	if (!run.settings.dryRun) {
		const details = {
			...base(run, item),
			...(more.saved === undefined ? {} : inStore(more.saved)),
			// No version that comes later is taken for one that was saved.
			...(more.lost === undefined ? {} : { ...inStore(more.lost), fingerprint: '' }),
			...(more.written === true ? versionOf(run, item) : {}),
			// Its channel calls it cancelled, and never shipped: what ages from its shipping ages all the same.
			...(why.code === 'alreadyShipped' ? { shippedAt: item.order.updatedAt } : {}),
			...(why.code === 'lineUnmatched' ? { waitingFor: more.written === true ? [] : (more.waitingFor ?? unmatchedSkus(item.order)) } : {}),
		};
		await run.database.sales.change([attentionChange(details, told, more.dueAt)], run.database.now());
	}
	run.outcomes.set(item, { kind: 'attention', reason: told, ...(more.saved === undefined ? {} : { store: more.saved }) });
}

/** The store cannot be asked right now: the sale comes back by itself, less and less often. */
export async function waitForStore(run: SaveRun, item: OrderToSave, error: PlatformError, saved?: SavedOrder): Promise<void> {
	const dueAt = retryAt(await saleOf(run, item), error, run.database.now());
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
