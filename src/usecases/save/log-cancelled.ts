import { claimCreates, giveBack } from './claim-creates';
import type { OrderToSave, SaveRun } from './deps';
import type { StoreLook } from './look';
import { cancelledChange } from './sale-change';

/**
 * Cancelled and not in the store: a row in the log, nothing in the store. Noted while the creation is claimed, so that
 * a run with an older version of the order sees it before it writes. Answers those that are in the store after all.
 */
export async function logCancelled(
	run: SaveRun,
	look: StoreLook,
	items: readonly OrderToSave[],
): Promise<readonly (readonly [OrderToSave, string])[]> {
	if (items.length === 0) return [];
	const claimed = await claimCreates(run, look, items);
	await run.database.sales.change(
		claimed.free.map((item) => cancelledChange(run, item)),
		run.database.now(),
	);
	await giveBack(run, claimed.free);
	for (const item of claimed.free) run.outcomes.set(item, { kind: 'saved', action: 'logged' });
	return claimed.present;
}
