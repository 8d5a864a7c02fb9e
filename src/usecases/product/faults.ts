import type { PlatformError } from '../../domain/platform-error';
import { reasonOf, type Reason, type ReasonCode } from '../../domain/reasons';
import type { ProductOutcome, ProductRun } from './deps';
import { listingNamed } from './read-details';

function codeOf({ passing, details }: PlatformError): ReasonCode {
	if (details.kind === 'unknownOutcome') return 'productUnknown';
	if (passing) return 'productUnreached';
	if (details.kind === 'conflict') return 'skuTaken';
	if (details.kind === 'notFound') return 'productGone';
	return details.kind === 'credential' || details.kind === 'permission' ? 'credential' : 'productRejected';
}

/** What a failure of the store means for this listing. */
export const faultOf = (sku: string, error: PlatformError): Reason => reasonOf(codeOf(error), listingNamed(sku), error.message);

/** The outcome of each of these that has none yet. */
export function outcomeOfRest(run: ProductRun, skus: readonly string[], outcome: (sku: string) => ProductOutcome): void {
	for (const sku of skus) if (!run.outcomes.has(sku)) run.outcomes.set(sku, outcome(sku));
}

export const attention = (reason: Reason): ProductOutcome => ({ kind: 'attention', reason });
