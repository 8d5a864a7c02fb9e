import { sql, type Expression, type Selectable, type SqlBool } from 'kysely';
import { iso } from '../domain/time';
import { latestNoted } from './ahead';
import { batches, valueRows } from './batches';
import type { Db } from './connection';
import type { ClaimTable } from './schema';

export type ClaimRow = Selectable<ClaimTable>;
export const KEY = ['account', 'order_account', 'order_id', 'order_key', 'effect', 'part'] as const;
export type RowKey = Pick<ClaimRow, (typeof KEY)[number]>;

export const VARIABLES_PER_KEY = KEY.length;

export const keyText = (key: RowKey): string => JSON.stringify(KEY.map((column) => key[column]));

export const among = (keys: readonly RowKey[]): Expression<SqlBool> =>
	sql<SqlBool>`(${sql.join(KEY.map((column) => sql.ref(column)))}) in ${valueRows(keys.map((key) => KEY.map((column) => key[column])))}`;

export async function rowsOf(db: Db, keys: readonly RowKey[]): Promise<Map<string, ClaimRow>> {
	const rows = new Map<string, ClaimRow>();
	for (const batch of batches(keys, VARIABLES_PER_KEY)) {
		for (const row of await db.selectFrom('claim').selectAll().where(among(batch)).execute()) rows.set(keyText(row), row);
	}
	return rows;
}

/**
 * An open write that seems to begin later than now: its clock was ahead. It surely began before now, so from now on it has
 * all of its time to settle. Undefined for all others.
 */
export function settlingFromNow(
	row: ClaimRow | undefined,
	now: number,
): { readonly write_began: string; readonly settles_at: string } | undefined {
	if (row?.write_began == null || row.settles_at === null || row.write_began <= latestNoted(now)) return undefined;
	return { write_began: iso(now), settles_at: iso(now + Date.parse(row.settles_at) - Date.parse(row.write_began)) };
}
