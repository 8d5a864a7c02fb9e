import { iso } from '../domain/time';
import type { Owner } from '../ports/database';

interface Lease {
	readonly owner: Owner | null;
	readonly lease_until: string | null;
}

/** Columns of what nobody holds. */
export const UNHELD = { owner: null, lease_until: null } as const;

/** Whether somebody has it at `now`: until the lease ends, or its process is gone. */
export const isHeld = (
	lease: Lease | undefined,
	now: number,
	isGone: (owner: Owner) => boolean,
): lease is { readonly owner: Owner; readonly lease_until: string } =>
	lease !== undefined && lease.owner !== null && lease.lease_until !== null && lease.lease_until > iso(now) && !isGone(lease.owner);
