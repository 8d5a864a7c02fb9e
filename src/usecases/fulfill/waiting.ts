import type { FulfillmentState, FulfillmentStatus } from '../../domain/fulfillment';
import { reason, type Reason } from '../../domain/reasons';
import { hasLeft } from '../../domain/shipment';
import { say } from '../../domain/texts/say';

const DAY_MS = 24 * 60 * 60_000;
/** Amazon ends held orders after 14 days; people are told on the tenth. */
const HOLD_WARNING_MS = 10 * DAY_MS;
/** After the day on which Amazon said that a parcel would arrive. */
const PROMISE_MS = 2 * DAY_MS;
/** Where Amazon promises nothing: its slowest speed leaves the warehouse within five days. */
const WITHOUT_PROMISE_MS = 7 * DAY_MS;

const UNDER_WAY: readonly FulfillmentStatus[] = ['received', 'planning', 'processing'];

/** What a person should know of an order with which nothing goes wrong, and nothing goes on. The text stays the same. */
export const waitingTooLong = (state: FulfillmentState, number: string, now: number): Reason | undefined =>
	expiringHold(state, number, now) ?? stuck(state, number, now);

function expiringHold({ status, receivedAt }: FulfillmentState, number: string, now: number): Reason | undefined {
	if (status !== 'held' || receivedAt === undefined || now - Date.parse(receivedAt) < HOLD_WARNING_MS) return undefined;
	return reason('mcfHoldExpiring', number, say('heldSince', { day: receivedAt.slice(0, 10) }));
}

function stuck({ status, shipments, receivedAt }: FulfillmentState, number: string, now: number): Reason | undefined {
	if (receivedAt === undefined || !UNDER_WAY.includes(status) || shipments.some(hasLeft)) return undefined;
	const promised = shipments
		.flatMap(({ estimatedArrival }) => estimatedArrival ?? [])
		.sort()
		.at(-1);
	const due = promised === undefined ? Date.parse(receivedAt) + WITHOUT_PROMISE_MS : Date.parse(promised) + PROMISE_MS;
	if (now < due) return undefined;
	const day = receivedAt.slice(0, 10);
	const detail = promised === undefined ? say('sentOn', { day }) : say('sentOnPromised', { day, promised: promised.slice(0, 10) });
	return reason('mcfStuck', number, detail);
}
