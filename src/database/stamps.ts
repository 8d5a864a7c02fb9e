import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { InboxStamp } from '../ports/database';
import { batches } from './batches';
import type { Db } from './connection';
import type { Schema } from './schema';

type Rows = ExpressionBuilder<Schema, 'inbox'>;

/** A stamp's text ends with its row's number: one put together from two others is none. */
export const isWhole = (stamp: InboxStamp): boolean => stamp.handOut.endsWith(`-${stamp.row}`);

export const rowsOf = (stamps: readonly InboxStamp[]): readonly number[] => stamps.map(({ row }) => row);
export const textsOf = (stamps: readonly InboxStamp[]): readonly string[] => stamps.map(({ handOut: text }) => text);

/** Rows that were begun under one of these. */
export const begunUnder =
	(stamps: readonly InboxStamp[]) =>
	(rows: Rows): Expression<SqlBool> =>
		rows.and([rows('inbox.id', 'in', rowsOf(stamps)), rows('inbox.stamp', 'in', textsOf(stamps))]);

/** Rows that may still begin under one of these. */
export const handedUnder =
	(stamps: readonly InboxStamp[]) =>
	(rows: Rows): Expression<SqlBool> =>
		rows.and([
			rows('inbox.id', 'in', rowsOf(stamps)),
			rows('inbox.state', '=', 'handed'),
			rows.exists(
				rows
					.selectFrom('hand_out')
					.select('hand_out.row')
					.whereRef('hand_out.row', '=', 'inbox.id')
					.where('hand_out.stamp', 'in', textsOf(stamps)),
			),
		]);

/** Whatever was handed out of these rows begins no more. */
export async function revoke(db: Db, rows: readonly number[]): Promise<void> {
	for (const batch of batches(rows, 1)) await db.deleteFrom('hand_out').where('row', 'in', batch).execute();
}

/**
 * A version of the same topic that the subscription met later. The version of a retry is no time of the platform: it was
 * read when it was given out, so what was met after it is newer.
 */
export const newerVersion = (rows: Rows) =>
	rows
		.selectFrom('inbox as newer')
		.select('newer.id')
		.whereRef('newer.subscription', '=', 'inbox.subscription')
		.whereRef('newer.order_id', '=', 'inbox.order_id')
		.whereRef('newer.account', '=', 'inbox.account')
		.whereRef('newer.order_key', '=', 'inbox.order_key')
		.whereRef('newer.topic', '=', 'inbox.topic')
		.whereRef('newer.id', '>', 'inbox.id')
		.where('newer.kind', '<>', 'retry')
		.where((row) => row.or([row('inbox.kind', '=', 'retry'), row('newer.version', '>', row.ref('inbox.version'))]));
