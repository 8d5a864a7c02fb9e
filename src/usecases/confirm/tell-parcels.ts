import { accountKey } from '../../domain/account';
import { orderId, type OrderId } from '../../domain/ids';
import { iso } from '../../domain/time';
import type { ParcelRefusal, ParcelTold } from '../../ports/channel-shipments';
import type { ClaimKey, ParcelRow } from '../../ports/database';
import { begin } from '../once';
import type { ConfirmDeps } from './deps';
import type { Telling } from './plan-book';

/** Longer than any telling of a run takes. */
const TELLING_MS = 10 * 60_000;

/** What became of a parcel that was to be told. */
export type Became = Exclude<ParcelTold, { outcome: 'refused' }>['outcome'] | Refused;
export interface Refused {
	readonly why: ParcelRefusal;
	readonly said: string;
}

/** Of an order's parcels, one after the other in everybody's runs. */
export const claimOf = ({ shipments }: Pick<ConfirmDeps, 'shipments'>, id: string): ClaimKey => {
	const at = accountKey(shipments.account);
	return { at, order: { account: at, id: orderId(id) }, effect: 'change', part: 'parcels' };
};

/**
 * Tells the parcels of orders that are claimed: what is about to be told is noted first, and what became of it right after.
 * Throws PlatformError for what concerns all; then nothing was told.
 */
export async function tellParcels(deps: ConfirmDeps, tellings: readonly Telling[]): Promise<ReadonlyMap<Telling, Became>> {
	const { database, shipments } = deps;
	const channel = accountKey(shipments.account);
	const became = new Map<Telling, Became>();
	if (tellings.length === 0) return became;
	const ids = [...new Set(tellings.map(({ row }) => row.orderId))];
	const note = async (rows: readonly ParcelRow[]): Promise<void> => {
		await database.shipments.noteParcels(channel, rows, database.now());
	};
	await note(tellings.map(({ row }) => row));
	const keys = ids.map((id) => claimOf(deps, id));
	const began = await begin(deps, keys, { neededMs: TELLING_MS, settleMs: shipments.traits.settleMs });
	const ours = new Set(ids.filter((_, index) => began[index] === true));
	const lost = tellings.filter(({ row }) => !ours.has(row.orderId));
	for (const one of lost) became.set(one, 'notSent');
	const mine = tellings.filter(({ row }) => ours.has(row.orderId));
	await note(lost.map(untold));
	if (mine.length === 0) return became;
	let told: readonly ParcelTold[];
	try {
		told = await shipments.tell(
			mine.map(({ parcel }) => parcel),
			new Set(mine.filter(({ isEdit }) => isEdit).map(({ parcel }) => parcel)),
		);
	} catch (error) {
		await note(mine.map(untold));
		throw error;
	}
	const places = new Map<string, number>();
	const now = iso(database.now());
	const rows = mine.map((telling, index): ParcelRow => {
		const one: ParcelTold = told[index] ?? { outcome: 'unknown' };
		became.set(telling, one.outcome === 'refused' ? one : one.outcome);
		if (one.outcome === 'notSent') return untold(telling);
		if (one.outcome === 'refused') return refused(telling, one.why);
		if (one.outcome === 'unknown') return { ...telling.row, toldAt: now };
		if (one.outcome === 'taken') return { ...telling.row, state: 'taken', toldAt: now };
		const { submission } = one;
		const place = places.get(submission) ?? 0;
		places.set(submission, place + 1);
		return { ...telling.row, state: 'submitted', toldAt: now, submission, place };
	});
	await note(rows);
	return became;
}

/** As it was before; one that is new stays with its reference, which is no other parcel's. */
function untold({ row, before }: Telling): ParcelRow {
	if (before !== undefined) return before;
	const { toldAt: _toldAt, ...rest } = row;
	return { ...rest, attempts: 0 };
}

/** One that was to be corrected is there as it was. */
const refused = ({ row, before, isEdit }: Telling, why: ParcelRefusal): ParcelRow =>
	isEdit && before !== undefined && why !== 'notOpen' ? before : { ...row, state: 'refused' };

/** By order, whether nobody knows what became of one of its parcels. */
export function doubted(became: ReadonlyMap<Telling, Became>): ReadonlySet<OrderId> {
	return new Set([...became].flatMap(([{ row }, outcome]) => (outcome === 'unknown' ? [row.orderId] : [])));
}
