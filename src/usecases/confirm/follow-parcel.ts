import { iso } from '../../domain/time';
import type { ParcelRow } from '../../ports/database';
import type { PackedParcel } from './deps';
import type { PlanBook, PlanInput } from './plan-book';
import { mayBeThere, shownBy } from './proof';

const NONE: ReadonlySet<number> = new Set();

/** A parcel that is known by its number alone is not remembered by it. */
export function keyOf({ id, trackingNumber }: PackedParcel, { hash }: Pick<PlanInput, 'hash'>): string {
	return trackingNumber !== undefined && id.includes(trackingNumber) ? `number:${hash(id)}` : id;
}

/** One that the channel shows, and that none of ours is: somebody told of it, or we did in a memory that is lost. What is in it stays theirs. */
export function isFoundThere(book: PlanBook, packed: PackedParcel): boolean {
	const { known, hash, now } = book.input;
	const { trackingNumber } = packed;
	const number = trackingNumber === undefined ? undefined : hash(trackingNumber);
	const there = known.order.packages.find((one) => number !== undefined && one.number === number);
	if (there === undefined || book.rows.some((row) => row.number === number)) return false;
	const { orderId, marketplace } = known.order;
	const row: ParcelRow = {
		orderId,
		marketplace,
		reference: book.nextReference(),
		knownAs: there.reference,
		parcel: keyOf(packed, book.input),
		...(number === undefined ? {} : { number }),
		lines: [],
		shippedAt: packed.shippedAt ?? iso(now),
		state: 'proven',
		attempts: 0,
	};
	book.find(row);
	book.show(row, 'proven', trackingNumber);
	return true;
}

/** A parcel that is known: as it was, or with another number. */
export function followParcel(book: PlanBook, packed: PackedParcel, row: ParcelRow, again: ReadonlySet<number>): void {
	const { asked, hash } = book.input;
	const number = packed.trackingNumber === undefined ? undefined : hash(packed.trackingNumber);
	// Untracked once, it stays so until there is a number.
	if (number === row.number || number === undefined) {
		if (again.has(row.reference)) book.telling(packed, row, 'again');
		else if (row.state === 'refused' || (row.state === 'planned' && row.toldAt === undefined)) book.telling(packed, row, 'told');
		else if (row.state === 'dropped' && asked) book.telling(packed, row, 'told');
		else if (row.state === 'dropped') book.fault('confirmationDropped');
		else if (row.state !== 'proven') book.show(row, 'waiting', packed.trackingNumber);
		return;
	}
	correct(book, packed, row, again);
}

/** The same parcel under another number. */
export function correct(book: PlanBook, packed: PackedParcel, row: ParcelRow, again: ReadonlySet<number> = NONE): void {
	const { known, now, shipments } = book.input;
	const parcel = keyOf(packed, book.input);
	if (row.lines.length === 0) {
		book.fault('confirmationNoEdit');
		return;
	}
	if (again.has(row.reference) || !mayBeThere(row)) {
		book.telling(packed, { ...row, parcel }, 'told');
		return;
	}
	// What is on its way would come over it.
	if (row.state === 'submitted' || row.state === 'planned') {
		book.show(row, 'waiting');
		return;
	}
	if (row.submission === undefined) {
		book.telling(packed, { ...row, parcel }, 'corrected');
		return;
	}
	// The channel has given it a reference of its own.
	const there = known.order.packages.filter(({ number }) => number !== undefined && number === row.number);
	const [only] = there;
	if (only !== undefined && there.length === 1) book.telling(packed, { ...row, parcel, knownAs: only.reference }, 'corrected');
	else if (row.state !== 'proven' && known.asOf < shownBy(row, shipments.traits))
		book.wait('confirmationUnproven', shownBy(row, shipments.traits) + now - known.asOf);
	else book.fault('confirmationNoEdit');
}
