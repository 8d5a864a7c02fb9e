import { accountKey } from '../../domain/account';
import { reason } from '../../domain/reasons';
import { iso, type IsoTime } from '../../domain/time';
import type { Sale, StreamKey } from '../../ports/database';
import { moveStream, withStream } from '../once';
import { inLog, inStore, judge, nothing, type EraseDeps, type EraseWish, type Judged, type LeftOrder } from './due';

const PAGE = 100;
/** Lists of the store that a run looks through for what the log does not know: the next run goes on behind them. */
const PAGES = 10;
/** Before any order of a channel. */
const BEGINNING: IsoTime = iso(Date.UTC(2000, 0));
const LEASE_MS = 10 * 60_000;

/**
 * The orders that are due, oldest first, by the rows of the log; then, as far as there is room, those that the store has
 * and the log knows nothing of, or thinks erased: its memory was lost, or the store was restored from a backup.
 */
export async function findDue(deps: EraseDeps, wish: EraseWish, dryRun: boolean): Promise<Judged> {
	const found = nothing();
	await byLog(deps, wish, found);
	if (found.due.length < wish.limit) await byStore(deps, wish, found, dryRun);
	found.due.splice(wish.limit);
	return found;
}

async function byLog(deps: EraseDeps, wish: EraseWish, found: Judged): Promise<void> {
	const target = accountKey(deps.eraser.account);
	let after: Sale | undefined;
	do {
		const page = await deps.database.sales.aging({ target, until: wish.until, limit: PAGE, ...(after === undefined ? {} : { after }) });
		if (page.length > 0) await judge(deps, page.map(inStore), wish, found);
		after = page.length < PAGE ? undefined : page.at(-1);
	} while (after !== undefined && found.due.length < wish.limit);
}

async function byStore(deps: EraseDeps, wish: EraseWish, found: Judged, dryRun: boolean): Promise<void> {
	const stream: StreamKey = { account: accountKey(deps.eraser.account), kind: 'oldOrders' };
	await withStream(deps, stream, { leaseMs: LEASE_MS, waitMs: 0 }, async (position) => {
		let from = position?.from ?? BEGINNING;
		let isAll = true;
		let pages = 0;
		for await (const { orders, unreadable, upTo } of deps.eraser.oldOrders(from, wish.until)) {
			found.failed.push(...unreadable.filter((id) => !isFound(found, id)).map(notToBeRead));
			const open = orders.filter(({ id, erased }) => !erased && !isFound(found, id));
			if (open.length > 0) await judge(deps, await inLog(deps, open), wish, found);
			pages += 1;
			if (pages < PAGES && found.due.length < wish.limit) {
				from = upTo;
				continue;
			}
			from = upTo;
			isAll = false;
			break;
		}
		// At the end it begins anew: what was open then may be over now.
		if (!dryRun) await moveStream(deps, stream, { from: isAll ? BEGINNING : from }, LEASE_MS);
	});
}

/** Which order of which channel it is, nobody can say. */
const notToBeRead = (id: string): LeftOrder => ({ ref: { id, origin: '' }, orderNumber: id, reason: reason('eraseUnreadable', id) });

const isFound = ({ due, kept, failed }: Judged, id: string): boolean => [...due, ...kept, ...failed].some(({ ref }) => ref.id === id);
