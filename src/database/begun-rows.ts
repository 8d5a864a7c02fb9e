import type { IsoTime } from '../domain/time';
import type { InboxStamp, Owner } from '../ports/database';
import { batches, distinct } from './batches';
import type { Db } from './connection';
import { revoke, rowsOf, textsOf } from './stamps';

/**
 * Rows whose hand-out is still open begin. Answers the hand-outs that did, and by when each had to. For a caller that holds the
 * area `inbox`, like the other one here.
 */
export async function beginRows(
	db: Db,
	batch: readonly InboxStamp[],
	owner: Owner,
	leaseUntil: IsoTime,
): Promise<ReadonlyMap<string, IsoTime>> {
	const open = await db.selectFrom('hand_out').selectAll().where('row', 'in', rowsOf(batch)).where('stamp', 'in', textsOf(batch)).execute();
	const startBy = new Map(open.map(({ stamp, start_by }) => [stamp, start_by]));
	// Of two of one row the first begins.
	const first = new Map<number, string>();
	for (const { row, handOut: text } of batch) if (startBy.has(text) && !first.has(row)) first.set(row, text);
	if (first.size === 0) return new Map();
	const chosen = new Set(first.values());
	await db
		.updateTable('inbox')
		.where('id', 'in', [...first.keys()])
		.set((rows) => ({
			state: 'started',
			owner,
			due_at: leaseUntil,
			stamp: rows
				.selectFrom('hand_out')
				.select('stamp')
				.whereRef('hand_out.row', '=', 'inbox.id')
				.where('hand_out.stamp', 'in', [...chosen]),
		}))
		.execute();
	await revoke(db, [...first.keys()]);
	return new Map([...startBy].filter(([text]) => chosen.has(text)));
}

/** Rows of hand-outs that nobody has begun are there again. Answers how many hand-outs these were. */
export async function takeBack(db: Db, batch: readonly InboxStamp[], dueAt: IsoTime, counts: boolean): Promise<number> {
	const back = await db
		.deleteFrom('hand_out')
		.where('row', 'in', rowsOf(batch))
		.where('stamp', 'in', textsOf(batch))
		.returning('row')
		.execute();
	for (const ids of batches(distinct(back.map(({ row }) => row)), 1)) {
		const rows = db.updateTable('inbox').where('id', 'in', ids);
		await rows.set((row) => ({ due_at: dueAt, ...(counts ? { attempts: row('attempts', '+', 1) } : {}) })).execute();
		// Nobody can begin it any more.
		await rows
			.where(({ not, exists, selectFrom }) =>
				not(exists(selectFrom('hand_out').select('hand_out.row').whereRef('hand_out.row', '=', 'inbox.id'))),
			)
			.set((row) => ({ state: 'new', owner: null, attempts: row('attempts', '-', 1) }))
			.execute();
	}
	return back.length;
}
