import { FAILED_FULFILLMENT, type FulfillmentState } from '../../domain/fulfillment';
import { reason, type Reason } from '../../domain/reasons';
import { joined } from '../../domain/texts/language';
import { say } from '../../domain/texts/say';

/** What went wrong after Amazon had taken the order; undefined while all is well. */
export function failureOf(state: FulfillmentState, number: string): Reason | undefined {
	const gone = state.shipments.filter(({ status }) => status !== 'cancelled');
	const missing = state.lines.filter(({ cancelled, unfulfillable }) => cancelled + unfulfillable > 0);
	const left = missing.map(({ sku, cancelled, unfulfillable }) => say('notShipped', { sku, units: cancelled + unfulfillable }));
	const units = left.length === 0 ? undefined : joined(left, ', ');
	const says = say('amazonSays', { status: say(state.status) });
	if (FAILED_FULFILLMENT.includes(state.status)) {
		if (gone.length === 0) return reason('mcfFailed', number, units === undefined ? says : joined([says, units], '; '));
		return reason('mcfPartial', number, units ?? says);
	}
	if (state.status === 'completePartial' || (state.status === 'complete' && missing.length > 0)) return reason('mcfPartial', number, units);
	const lost = gone.filter(({ status }) => status === 'undeliverable' || status === 'returned');
	if (lost.length === 0) return undefined;
	const parcels = lost.map(({ id, trackingNumber, status }) => joined([trackingNumber ?? id, say(status)], ': '));
	return reason('mcfUndelivered', number, joined(parcels, ', '));
}
