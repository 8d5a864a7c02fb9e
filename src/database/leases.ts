import { iso } from '../domain/time';
import type { Owner } from '../ports/database';
import { latestLease } from './ahead';
import type { Db } from './connection';
import type { Heartbeat } from './heartbeat';

interface Lease {
	readonly owner: Owner | null;
	readonly lease_until: string | null;
}

/** Columns of what nobody holds. */
export const UNHELD = { owner: null, lease_until: null } as const;

/**
 * Those that somebody has at `now`: until the lease ends, its process is gone, or its end turns out to be of a clock that was
 * ahead. Nobody is asked after where no lease is.
 */
export async function heldAmong<Row extends Lease>(
	db: Db,
	rows: readonly Row[],
	now: number,
	heartbeat: Heartbeat,
): Promise<ReadonlySet<Row>> {
	const leased = rows.flatMap((row) =>
		row.owner !== null && row.lease_until !== null && row.lease_until > iso(now) && row.lease_until <= latestLease(now)
			? [{ row, owner: row.owner }]
			: [],
	);
	if (leased.length === 0) return new Set();
	const gone = await heartbeat.gone(
		db,
		leased.map(({ owner }) => owner),
		now,
	);
	return new Set(leased.filter(({ owner }) => !gone.has(owner)).map(({ row }) => row));
}

/** Whether somebody else than this owner has it; nobody has what is not there. */
export async function isHeldByAnother(db: Db, row: Lease | undefined, owner: Owner, now: number, heartbeat: Heartbeat): Promise<boolean> {
	return row !== undefined && row.owner !== owner && (await heldAmong(db, [row], now, heartbeat)).size > 0;
}
