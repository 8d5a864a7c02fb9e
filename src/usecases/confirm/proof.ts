import type { ParcelRow, SeenOrder } from '../../ports/database';
import type { ChannelShipments } from '../../ports/channel-shipments';
import { settledAfter } from '../once';

/** An order of the channel, and up to when all that became of it is known. */
export interface KnownOrder {
	readonly order: SeenOrder;
	readonly asOf: number;
}

/** A second telling that is not seen either is no accident. */
const TOLD_AT_MOST = 2;

/** States in which the channel has, or may have, the parcel. */
const COUNTS: ReadonlySet<ParcelRow['state']> = new Set<ParcelRow['state']>(['submitted', 'taken', 'proven']);
export const mayBeThere = ({ state, toldAt }: ParcelRow): boolean => COUNTS.has(state) || (state === 'planned' && toldAt !== undefined);

/** What the look at the order says of a parcel that was told. */
export type Judged =
	| { readonly kind: 'proven' | 'dropped' | 'again' }
	/** Nobody can say yet. */
	| { readonly kind: 'open'; readonly until: number };

type Traits = ChannelShipments['traits'];

/** Only of one that was told, and of which no submission is open. */
export function judge(row: ParcelRow, known: KnownOrder, rows: readonly ParcelRow[], traits: Traits): Judged {
	if (isShown(row, known.order, rows)) return { kind: 'proven' };
	const until = shownBy(row, traits);
	if (known.asOf < until) return { kind: 'open', until };
	return { kind: row.attempts >= TOLD_AT_MOST ? 'dropped' : 'again' };
}

/** From then on a parcel that is not to be seen is not there. */
export function shownBy({ state, toldAt }: ParcelRow, { settleMs, shownWithinMs }: Traits): number {
	const told = toldAt === undefined ? 0 : Date.parse(toldAt);
	return told + shownWithinMs + (state === 'planned' ? settledAfter(settleMs) : 0);
}

/** A channel shows parcels by number, or by the reference that it was given; else by the units that it counts as shipped. */
function isShown(row: ParcelRow, order: SeenOrder, rows: readonly ParcelRow[]): boolean {
	const { packages } = order;
	if (row.number !== undefined && packages.some(({ number }) => number === row.number)) return true;
	const reference = row.knownAs ?? (row.submission === undefined ? String(row.reference) : undefined);
	const under = packages.find((one) => one.reference === reference);
	// Under its reference with another number: what was corrected is not there yet.
	if (under?.number !== undefined && row.number !== undefined) return false;
	if (under !== undefined && row.number === undefined) return true;
	// It hides some of the numbers: units tell. Where all are to be seen, this one is not.
	if (row.number !== undefined && packages.length > 0 && packages.every(({ number }) => number !== undefined)) return false;
	return row.lines.every(({ lineId }) => {
		const line = order.lines.find((one) => one.lineId === lineId);
		return line !== undefined && line.shipped >= leftBefore(rows, lineId) + unitsTold(rows, lineId);
	});
}

const unitsIn = (rows: readonly ParcelRow[], lineId: string): number =>
	linesOf(rows, lineId).reduce((sum, { quantity }) => sum + quantity, 0);

const linesOf = (rows: readonly ParcelRow[], lineId: string): ParcelRow['lines'] =>
	rows.flatMap(({ lines }) => lines.filter((line) => line.lineId === lineId));

/** Units of a line in all parcels that the channel has, or may have. */
export const unitsTold = (rows: readonly ParcelRow[], lineId: string): number => unitsIn(rows.filter(mayBeThere), lineId);

/** Units of a line that had left in parcels of others, as it was noted with ours. */
const leftBefore = (rows: readonly ParcelRow[], lineId: string): number =>
	Math.max(0, ...linesOf(rows, lineId).map(({ leftBefore: units = 0 }) => units));

/** Lines of a new parcel: what the channel counts as shipped beyond all that was ever told left in parcels of others. */
export const linesToNote = (order: SeenOrder, rows: readonly ParcelRow[], lines: ParcelRow['lines']): ParcelRow['lines'] =>
	lines.map(({ lineId, quantity }) => {
		const shipped = order.lines.find((line) => line.lineId === lineId)?.shipped ?? 0;
		const others = shipped - unitsIn(rows, lineId);
		return { lineId, quantity, ...(others > 0 ? { leftBefore: others } : {}) };
	});

/** As the channel and people are told of them. */
export const unitsOnly = (lines: ParcelRow['lines']): readonly { readonly lineId: string; readonly quantity: number }[] =>
	lines.map(({ lineId, quantity }) => ({ lineId, quantity }));

/** Units that the channel still waits for. */
export function openUnits(order: SeenOrder, rows: readonly ParcelRow[]): ReadonlyMap<string, number> {
	return new Map(
		order.lines.map(({ lineId, quantity, cancelled, shipped }) => [
			lineId,
			Math.max(0, quantity - cancelled - Math.max(shipped, leftBefore(rows, lineId) + unitsTold(rows, lineId))),
		]),
	);
}
