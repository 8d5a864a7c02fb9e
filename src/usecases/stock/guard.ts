import type { AccountKey } from '../../domain/ids';
import type { ZeroGuard } from '../../domain/stock/facts';
import { earlier, iso } from '../../domain/time';
import type { Between, Database } from '../../ports/database';

/** Runs of one item each do not evade the guard: drops to zero of so long count together. */
const ZEROED_WITHIN_MS = 60 * 60_000;

/** The guard, with what it is measured by. */
export async function guardOf(database: Database, between: Between, target: AccountKey, guard: ZeroGuard) {
	return {
		...guard,
		linkedProducts: await database.stock.linkedProducts(between),
		zeroedLastHour: await database.stock.zeroedSince(target, earlier(iso(database.now()), ZEROED_WITHIN_MS)),
	};
}
