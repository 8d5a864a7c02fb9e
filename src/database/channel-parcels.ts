import { sql, type Insertable, type SqlBool } from 'kysely';
import type { OrderId } from '../domain/ids';
import { iso } from '../domain/time';
import type { ParcelRow, SubmittedParcels } from '../ports/database';
import type { AccountId } from './account-id';
import { batches, distinct } from './batches';
import type { Db } from './connection';
import type { ChannelParcelTable } from './shipment-schema';

const COLUMNS = 16;
/** In the words of the index: SQLite does not see through parameters. */
const SUBMITTED = sql<SqlBool>`state = 'submitted'`;

const rowOf = (row: ChannelParcelTable): ParcelRow => ({
	orderId: row.order_id,
	reference: Number(row.reference),
	parcel: row.parcel,
	marketplace: row.marketplace,
	...(row.number !== null && { number: row.number }),
	...(row.carrier !== null && { carrier: row.carrier }),
	lines: JSON.parse(row.lines) as ParcelRow['lines'],
	shippedAt: row.shipped_at,
	state: row.state,
	attempts: Number(row.attempts),
	...(row.told_at !== null && { toldAt: row.told_at }),
	...(row.submission !== null && { submission: row.submission }),
	...(row.place !== null && { place: Number(row.place) }),
	...(row.known_as !== null && { knownAs: row.known_as }),
});

export async function parcelsOf(db: Db, account: AccountId, ids: readonly OrderId[]): Promise<ReadonlyMap<OrderId, readonly ParcelRow[]>> {
	const rows: ParcelRow[] = [];
	const parcels = db.selectFrom('channel_parcel').selectAll().where('account', '=', account).orderBy('order_id').orderBy('reference');
	for (const batch of batches(distinct(ids), 1)) rows.push(...(await parcels.where('order_id', 'in', batch).execute()).map(rowOf));
	return Map.groupBy(rows, ({ orderId }) => orderId);
}

export async function writeParcels(db: Db, account: AccountId, parcels: readonly ParcelRow[], now: number): Promise<void> {
	const last = [...new Map(parcels.map((row) => [`${row.reference} ${row.orderId}`, row])).values()];
	const rows = last.map((row): Insertable<ChannelParcelTable> => ({
		account,
		order_id: row.orderId,
		reference: row.reference,
		parcel: row.parcel,
		marketplace: row.marketplace,
		number: row.number ?? null,
		carrier: row.carrier ?? null,
		lines: JSON.stringify(row.lines),
		shipped_at: row.shippedAt,
		state: row.state,
		attempts: row.attempts,
		told_at: row.toldAt ?? null,
		submission: row.submission ?? null,
		place: row.place ?? null,
		known_as: row.knownAs ?? null,
		updated_at: iso(now),
	}));
	for (const batch of batches(rows, COLUMNS))
		await db
			.insertInto('channel_parcel')
			.values(batch)
			.onConflict((conflict) =>
				conflict.columns(['account', 'order_id', 'reference']).doUpdateSet((eb) => ({
					parcel: eb.ref('excluded.parcel'),
					marketplace: eb.ref('excluded.marketplace'),
					number: eb.ref('excluded.number'),
					carrier: eb.ref('excluded.carrier'),
					lines: eb.ref('excluded.lines'),
					shipped_at: eb.ref('excluded.shipped_at'),
					state: eb.ref('excluded.state'),
					attempts: eb.ref('excluded.attempts'),
					told_at: eb.ref('excluded.told_at'),
					submission: eb.ref('excluded.submission'),
					place: eb.ref('excluded.place'),
					known_as: eb.ref('excluded.known_as'),
					updated_at: eb.ref('excluded.updated_at'),
				})),
			)
			.execute();
}

const submitted = (db: Db, account: AccountId) =>
	db.selectFrom('channel_parcel').selectAll().where('account', '=', account).where(SUBMITTED);

/** Those of a submission's parcels whose fate is still open. */
export async function stillSubmitted(
	db: Db,
	account: AccountId,
	submission: string,
	rows: readonly ParcelRow[],
): Promise<readonly ParcelRow[]> {
	const open = await submitted(db, account).where('submission', '=', submission).execute();
	const names = new Set(open.map((row) => `${Number(row.reference)} ${row.order_id}`));
	return rows.filter(({ reference, orderId }) => names.has(`${reference} ${orderId}`));
}

export async function submittedOf(db: Db, account: AccountId): Promise<readonly SubmittedParcels[]> {
	const rows = await submitted(db, account).where('submission', 'is not', null).orderBy('submission').orderBy('place').execute();
	return [...Map.groupBy(rows.map(rowOf), ({ submission }) => submission ?? '')].map(([submission, parcels]) => ({ submission, parcels }));
}
