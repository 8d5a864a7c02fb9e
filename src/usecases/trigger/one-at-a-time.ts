import type { AccountKey } from '../../domain/ids';
import type { Database } from '../../ports/database';
import { lookUntil } from '../once';
import type { TriggerDeps } from './deps';

const working = new WeakMap<Database, Set<AccountKey>>();

/**
 * Polls of one account in this process come one after the other: n8n starts them at the same moment when it starts itself, and
 * what the first one finds is there for all. Undefined when the turn did not come in time.
 */
export async function oneAtATime<T>(
	deps: TriggerDeps,
	account: AccountKey,
	waiting: { readonly waitMs: number; readonly lookMs: number },
	work: () => Promise<T>,
): Promise<T | undefined> {
	const accounts = working.get(deps.database) ?? new Set();
	working.set(deps.database, accounts);
	const turn = await lookUntil(deps, waiting, async () => await Promise.resolve(accounts.has(account) ? undefined : accounts.add(account)));
	if (turn === undefined) return undefined;
	try {
		return await work();
	} finally {
		accounts.delete(account);
	}
}
