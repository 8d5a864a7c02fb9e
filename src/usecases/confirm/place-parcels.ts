import { unitsByLine } from '../../domain/shipment';
import type { ParcelRow, SeenOrder } from '../../ports/database';
import type { PackedParcel } from './deps';
import { correct, keyOf } from './follow-parcel';
import { unitsInWords, type PlanBook } from './plan-book';
import { linesToNote, mayBeThere, openUnits, unitsTold } from './proof';
import { asTheyAre, toUnits } from './units';

type Lines = ParcelRow['lines'];

/** Which units of the order are in parcels that were never told. */
export function placeParcels(book: PlanBook, ready: readonly PackedParcel[], fresh: readonly PackedParcel[]): void {
	placeWithLines(book, ready, fresh);
	const unnamed = fresh.filter(({ lines }) => lines.length === 0);
	const [only] = unnamed;
	if (only === undefined) return;
	const lines = [...openUnits(book.input.known.order, book.rows)].flatMap(([lineId, quantity]) =>
		quantity > 0 ? [{ lineId, quantity }] : [],
	);
	const replaced = takenBack(book);
	if (unnamed.length === 1 && lines.length > 0) tellNew(book, only, lines);
	else if (unnamed.length === 1 && replaced.length === 1) correct(book, only, replaced[0] as ParcelRow);
	else if (lines.length === 0 && book.rows.every((row) => !mayBeThere(row))) return;
	else book.fault('confirmationLines');
}

/** Told parcels first, so that a unit counts with the parcel that completed it then. */
function inOrder({ rows, input }: PlanBook, parcels: readonly PackedParcel[]): readonly PackedParcel[] {
	const place = (packed: PackedParcel): number =>
		rows.find(({ parcel }) => parcel === keyOf(packed, input))?.reference ?? Number.POSITIVE_INFINITY;
	return parcels.toSorted((one, other) => (place(one) === place(other) ? 0 : place(one) - place(other)));
}

function placeWithLines(book: PlanBook, ready: readonly PackedParcel[], fresh: readonly PackedParcel[]): void {
	const { wanted, known, now } = book.input;
	const { order } = known;
	const named = inOrder(
		book,
		ready.filter(({ lines }) => lines.length > 0),
	);
	if (!fresh.some(({ lines }) => lines.length > 0)) return;
	const converted = wanted.storeLines === undefined ? asTheyAre(order, named) : toUnits(order, wanted.storeLines, named);
	if (converted.strange.length > 0) {
		book.fault('confirmationStrange');
		return;
	}
	if (converted.odd !== undefined) {
		const { sku, quantity, units } = converted.odd;
		book.fault('confirmationOdd', `${quantity} × ${sku} : ${units}`);
		return;
	}
	for (const { parcel, units } of converted.parcels) {
		if (!fresh.includes(parcel) || units.size === 0) continue;
		placeOne(
			book,
			parcel,
			[...units].map(([lineId, quantity]) => ({ lineId, quantity })),
		);
	}
	if (converted.missing.length === 0) return;
	const missing = unitsInWords(converted.missing.map(({ sku, pieces }) => ({ sku, quantity: pieces })));
	if (isAllGone(book, named)) book.fault('confirmationIncomplete', missing);
	else book.wait('confirmationPart', now + 6 * 60 * 60_000, missing);
}

/** Nothing is left in the store that could complete a unit. */
function isAllGone({ input: { wanted } }: PlanBook, parcels: readonly PackedParcel[]): boolean {
	const gone = unitsByLine(parcels.flatMap(({ lines }) => lines));
	return (wanted.storeLines ?? []).every(({ lineId, quantity }) => (gone.get(lineId) ?? 0) >= quantity);
}

function placeOne(book: PlanBook, packed: PackedParcel, lines: Lines): void {
	const { order } = book.input.known;
	const open = openUnits(order, book.rows);
	const above = lines.filter(({ lineId, quantity }) => quantity > (open.get(lineId) ?? 0));
	if (above.length === 0) {
		tellNew(book, packed, lines);
		return;
	}
	const same = takenBack(book).filter((row) => isSame(row.lines, lines));
	if (same.length === 1) {
		correct(book, packed, same[0] as ParcelRow);
		return;
	}
	// Somebody has told the channel of all of it: that is what was wanted.
	if (above.every(({ lineId }) => isOthers(order, book.rows, lineId))) return;
	const units = above.map(({ lineId, quantity }) => ({ quantity, sku: order.lines.find((line) => line.lineId === lineId)?.sku ?? lineId }));
	book.fault('confirmationTooMany', unitsInWords(units));
}

function isOthers(order: SeenOrder, rows: readonly ParcelRow[], lineId: string): boolean {
	const line = order.lines.find((one) => one.lineId === lineId);
	return line !== undefined && line.shipped > 0 && line.shipped >= line.quantity - line.cancelled && unitsTold(rows, lineId) === 0;
}

const isSame = (one: Lines, other: Lines): boolean =>
	one.length === other.length &&
	one.every(({ lineId, quantity }) => other.some((line) => line.lineId === lineId && line.quantity === quantity));

/** Told once, and not among the store's parcels any more: made anew there, with another number. */
export const isTakenBack = ({ input }: PlanBook, { parcel }: ParcelRow): boolean =>
	input.wanted.complete && input.wanted.parcels.every((packed) => keyOf(packed, input) !== parcel);

const takenBack = (book: PlanBook): readonly ParcelRow[] => book.rows.filter((row) => mayBeThere(row) && isTakenBack(book, row));

function tellNew(book: PlanBook, packed: PackedParcel, lines: Lines): void {
	book.telling(
		packed,
		{ reference: book.nextReference(), parcel: keyOf(packed, book.input), lines: linesToNote(book.input.known.order, book.rows, lines) },
		'told',
	);
}
