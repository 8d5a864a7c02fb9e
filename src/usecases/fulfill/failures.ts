import { FAILED_FULFILLMENT, type FulfillmentState } from '../../domain/fulfillment';
import { reason, type Reason } from '../../domain/reasons';

/** What went wrong after Amazon had taken the order; undefined while all is well. */
export function failureOf(state: FulfillmentState, number: string): Reason | undefined {
	const gone = state.shipments.filter(({ status }) => status !== 'cancelled');
	const missing = state.lines.filter(({ cancelled, unfulfillable }) => cancelled + unfulfillable > 0);
	const units = missing.map(({ sku, cancelled, unfulfillable }) => `SKU "${sku}": ${cancelled + unfulfillable} not shipped`).join(', ');
	if (FAILED_FULFILLMENT.includes(state.status)) {
		if (gone.length === 0) return reason('mcfFailed', number, `Amazon says "${state.status}"${units === '' ? '' : `; ${units}`}`);
		return reason('mcfPartial', number, units === '' ? `Amazon says "${state.status}"` : units);
	}
	if (state.status === 'completePartial' || (state.status === 'complete' && missing.length > 0))
		return reason('mcfPartial', number, units === '' ? undefined : units);
	const lost = gone.filter(({ status }) => status === 'undeliverable' || status === 'returned');
	if (lost.length === 0) return undefined;
	return reason('mcfUndelivered', number, lost.map(({ id, trackingNumber, status }) => `${trackingNumber ?? id}: ${status}`).join(', '));
}
