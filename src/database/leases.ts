import { iso } from '../domain/time';
import type { Owner } from '../ports/database';
import { latestLease } from './ahead';

interface Lease {
	readonly owner: Owner | null;
	readonly lease_until: string | null;
}

/** Columns of what nobody holds. */
export const UNHELD = { owner: null, lease_until: null } as const;

/** Whether somebody has it at `now`: until the lease ends, its process is gone, or its end turns out to be of a clock that was ahead. */
export const isHeld = (
	lease: Lease | undefined,
	now: number,
	isGone: (owner: Owner) => boolean,
): lease is { readonly owner: Owner; readonly lease_until: string } =>
	lease !== undefined &&
	lease.owner !== null &&
	lease.lease_until !== null &&
	lease.lease_until > iso(now) &&
	lease.lease_until <= latestLease(now) &&
	!isGone(lease.owner);
