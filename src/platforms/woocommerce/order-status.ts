import { CORE_STATUSES, FULFILLMENT_STATUS_META, STATUS, TRACKING_ITEMS_META } from './constants';
import { metaValue, type WireMeta } from './wire/meta';
import { listIn } from './wire/php';

const GONE: ReadonlySet<string> = new Set([STATUS.cancelled, STATUS.trash]);
const CLOSED: ReadonlySet<string> = new Set([...GONE, STATUS.refunded, STATUS.failed]);
/** `on-hold` waits for money (bank transfer, cheque); a failed payment may still be made good. */
const UNPAID: ReadonlySet<string> = new Set([STATUS.pending, STATUS.onHold, STATUS.failed, STATUS.checkoutDraft, STATUS.autoDraft]);
const CORE: ReadonlySet<string> = new Set(CORE_STATUSES);
const STOCKED: ReadonlySet<string> = new Set([STATUS.processing, STATUS.completed, STATUS.onHold]);

export const isCancelled = (status: string): boolean => GONE.has(status);

/** Nobody works on it any more, and from here it would come back to life. */
export const isClosed = (status: string): boolean => CLOSED.has(status);

/** Nothing more happens to it by itself. */
export const isOver = (status: string): boolean => status === STATUS.completed || isClosed(status);

export const isUnpaid = (status: string): boolean => UNPAID.has(status);

/** An order that may be set completed by itself: nobody waits for money or has closed it. */
export const isCompletable = (status: string): boolean => !isOver(status) && status !== STATUS.pending && status !== STATUS.onHold;

/** Only these set the date paid by themselves. */
export const datesPayment = (status: string): boolean => status === STATUS.processing || status === STATUS.completed;

/** In these the store brings the stock into line with whatever line is written. */
export const holdsStock = (status: string): boolean => STOCKED.has(status);

/**
 * The status an order is created in. A status of a plugin, in which neither stock is reduced nor a payment dated, is set
 * in a second step, after `processing` has done both.
 */
export const creationStatus = (status: string): string => (CORE.has(status) ? status : STATUS.processing);

/**
 * A parcel left: WooCommerce's own fulfillments or the Shipment Tracking plugin and those that write as it does say so,
 * or the order is completed.
 */
export const hasShipped = (status: string, meta: readonly WireMeta[]): boolean => status === STATUS.completed || hasParcels(meta);

/** Somebody wrote down a parcel. */
export function hasParcels(meta: readonly WireMeta[]): boolean {
	const fulfillment = metaValue(meta, FULFILLMENT_STATUS_META);
	if (fulfillment === 'fulfilled' || fulfillment === 'partially_fulfilled') return true;
	const tracking = meta.find(({ key }) => key === TRACKING_ITEMS_META)?.value;
	return (listIn(tracking) ?? []).length > 0;
}
