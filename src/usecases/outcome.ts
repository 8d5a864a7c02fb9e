import type { Order } from '../domain/order';
import type { Measure } from '../domain/measures';
import type { Reason } from '../domain/reasons';
import type { SavedOrder } from '../ports/order-sink';

/**
 * created, updated, cancelled: written now. unchanged: it was there already as it should be. noted: shipped before, so
 * the change stands as a note only. logged: a row in the log and nothing in the store (cancelled before it was
 * saved, not paid yet). planned: a dry run would have done what `would` says.
 */
export type SaveAction = 'created' | 'updated' | 'cancelled' | 'unchanged' | 'noted' | 'logged' | 'planned';

/** What a dry run leaves undone. */
export type PlannedAction = 'created' | 'updated' | 'cancelled' | 'noted';

export type SaveOutcome =
	| { readonly kind: 'saved'; readonly action: Exclude<SaveAction, 'planned'>; readonly store?: SavedOrder; readonly weight?: Measure }
	| {
			readonly kind: 'saved';
			readonly action: 'planned';
			readonly would: PlannedAction;
			readonly store?: SavedOrder;
			readonly weight?: Measure;
	  }
	| { readonly kind: 'attention'; readonly reason: Reason; readonly store?: SavedOrder };

export type MatchOutcome =
	{ readonly kind: 'matched'; readonly order: Order } | { readonly kind: 'attention'; readonly order: Order; readonly reason: Reason };
