import { LEFT } from '../../domain/shipment';
import { say } from '../../domain/texts/say';
import type { PackedParcel } from './deps';
import { followParcel, isFoundThere, keyOf } from './follow-parcel';
import { isTakenBack, placeParcels } from './place-parcels';
import { PlanBook, until, type OrderPlan, type PlanInput } from './plan-book';
import { judge, mayBeThere, openUnits } from './proof';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** A submission is asked for again then. */
const SUBMITTED_MS = 2 * 60_000;
/** Its id where the store has none. */
const UNTRACKED = 'untracked';

/** What an order of the channel is to be told, by all that is known of it. Pure. */
export function planOrder(input: PlanInput): OrderPlan {
	const book = new PlanBook(input);
	const { order } = input.known;
	if (order.fulfilledBy === 'amazon' || input.shipments.confirmsItself(order)) return book.skip(say('channelShipsIt'));
	if (order.status === 'cancelled') {
		if (input.rows.length === 0 && input.wanted.parcels.every(({ phase }) => phase === 'cancelled'))
			return book.skip(say('cancelledThere'));
		book.fault('confirmationCancelled');
		return book.plan();
	}
	if (order.status === 'pending') {
		book.fault('confirmationNotOpen');
		return book.plan();
	}
	const again = judgeTold(book);
	const ready = readyParcels(book);
	const fresh: PackedParcel[] = [];
	for (const packed of ready) {
		const row = book.rows.find(({ parcel }) => parcel === keyOf(packed, input));
		if (row !== undefined) followParcel(book, packed, row, again);
		else if (!isFoundThere(book, packed)) fresh.push(packed);
	}
	placeParcels(book, ready, fresh);
	waitForRest(book, ready);
	return book.plan();
}

/** Looks for what was told before; answers what has to be told again. */
function judgeTold(book: PlanBook): ReadonlySet<number> {
	const { known, now, shipments } = book.input;
	const again = new Set<number>();
	for (const row of book.input.rows) {
		if (row.state === 'submitted') book.wait('confirmationUnproven', now + SUBMITTED_MS);
		if (row.state === 'submitted' || row.state === 'proven' || !mayBeThere(row)) continue;
		const judged = judge(row, known, book.rows, shipments.traits);
		if (judged.kind === 'open') book.wait('confirmationUnproven', Math.max(judged.until, now) + SUBMITTED_MS);
		// Nobody wants to tell it any more: it must not count as told.
		else if (judged.kind === 'again' && isTakenBack(book, row)) book.find({ ...row, state: 'dropped' });
		else if (judged.kind === 'again') again.add(row.reference);
		else {
			book.find({ ...row, state: judged.kind });
			if (judged.kind === 'proven') book.show(row, 'proven');
		}
	}
	return again;
}

/** Those that may be told by now; why others are not is noted. */
function readyParcels(book: PlanBook): readonly PackedParcel[] {
	const { wanted, settings, known } = book.input;
	const later = dueAt(book, HOUR_MS);
	const parcels = wanted.parcels.filter(({ phase }) => phase !== 'cancelled');
	if (parcels.length === 0 && settings.untracked && wanted.complete) return [{ id: UNTRACKED, lines: [] }];
	const there = parcels.filter(({ phase }) => settings.when === 'announced' || (phase !== undefined && LEFT.has(phase)));
	const isDone = [...openUnits(known.order, book.rows).values()].every((units) => units === 0);
	if (there.length < parcels.length && !isDone) book.wait('confirmationNotLeft', later);
	const numbered = settings.untracked ? there : there.filter(({ trackingNumber }) => trackingNumber !== undefined);
	if (!isDone && (numbered.length < there.length || parcels.length === 0))
		book.wait('confirmationNoNumber', later, known.order.shipBy === undefined ? undefined : until(known.order.shipBy));
	return numbered;
}

/** Soon before the ship-by day it is looked at in time. */
function dueAt({ input: { now, known } }: PlanBook, everyMs: number): number {
	const warnAt = known.order.shipBy === undefined ? 0 : Date.parse(known.order.shipBy) - DAY_MS;
	return warnAt > now ? Math.min(warnAt, now + everyMs) : now + everyMs;
}

/** What is left of an order of which something was told. */
function waitForRest(book: PlanBook, ready: readonly PackedParcel[]): void {
	const { order } = book.input.known;
	if (book.isHeldUp || ready.length === 0 || order.status === 'shipped' || book.input.wanted.sold === undefined) return;
	const open = openUnits(order, book.rows);
	const left = order.lines.filter(({ lineId }) => (open.get(lineId) ?? 0) > 0);
	if (left.length === 0) return;
	book.wait('confirmationRest', dueAt(book, 6 * HOUR_MS), left.map(({ lineId, sku }) => `${open.get(lineId) ?? 0} × ${sku}`).join(', '));
}
