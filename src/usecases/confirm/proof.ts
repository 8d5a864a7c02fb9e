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
		return line !== undefined && line.shipped >= unitsTold(rows, lineId);
	});
}

/** Units of a line in all parcels that the channel has, or may have. */
export const unitsTold = (rows: readonly ParcelRow[], lineId: string): number =>
	rows
		.filter(mayBeThere)
		.flatMap(({ lines }) => lines)
		.reduce((sum, line) => (line.lineId === lineId ? sum + line.quantity : sum), 0);

/** Units that the channel still waits for. */
export function openUnits(order: SeenOrder, rows: readonly ParcelRow[]): ReadonlyMap<string, number> {
	return new Map(
		order.lines.map(({ lineId, quantity, cancelled, shipped }) => [
			lineId,
			Math.max(0, quantity - cancelled - Math.max(shipped, unitsTold(rows, lineId))),
		]),
	);
}
