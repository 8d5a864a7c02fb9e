import { accountKey } from '../../domain/account';
import { PlatformError } from '../../domain/platform-error';
import { iso } from '../../domain/time';
import { keyOfSale } from '../sales/sale-change';
import { LATER_MS } from './claim-creates';
import type { OrderToSave, SaveRun } from './deps';
import { lookAgain, type StoreLook } from './look';
import { noteTwins } from './own-orders';
import { saleOf } from './sales';
import { settleTwins } from './twins';

/**
 * What was made is looked at at once, and once more when the store has settled, also when no other order comes: the newest
 * comes back for that as a retry, of which there is nothing to write.
 */
export async function endLook(run: SaveRun, look: StoreLook, items: readonly OrderToSave[]): Promise<void> {
	if (await settleAll(run, look)) await run.database.positions.looked(accountKey(run.sink.account), look.began);
	if (run.made.length > 0) await planNext(run, run.made.toReversed());
	else if (look.due) await planNext(run, items);
}

/** A store that cannot be asked now is asked at the next look. */
async function settleAll(run: SaveRun, look: StoreLook): Promise<boolean> {
	const { twins } = look;
	try {
		if (run.made.length > 0) {
			for (const [origin, ids] of await lookAgain(run, look)) noteTwins(twins, origin, [...ids]);
		}
		return await settleTwins(run, twins);
	} catch (error) {
		if (!(error instanceof PlatformError)) throw error;
		return false;
	}
}

/** By the first of these that is in the store as it should be and has a trigger to come back through. */
async function planNext(run: SaveRun, candidates: readonly OrderToSave[]): Promise<void> {
	const { lookAt } = await run.database.positions.get(accountKey(run.sink.account));
	if (lookAt === undefined) return;
	for (const item of candidates) {
		const sale = await saleOf(run, item);
		if (sale?.state !== 'synced' || sale.subscription === undefined) continue;
		const now = run.database.now();
		const nextAttemptAt = iso(Math.max(Date.parse(lookAt), now + LATER_MS));
		if (sale.nextAttemptAt === undefined) await run.database.sales.change([{ ...keyOfSale(sale), state: 'synced', nextAttemptAt }], now);
		return;
	}
}
