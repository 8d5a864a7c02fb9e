import { earlier, iso } from '../../domain/time';
import type { ClaimEffect, Database } from '../../ports/database';

const DAY_MS = 24 * 60 * 60_000;
/** Ended events, and with them what is remembered of an order, as long as somebody may ask what became of it. */
const KEEP_MS = 90 * DAY_MS;
/** What people were told of an order, far longer than a channel or a warehouse has anything to say of it. */
const KEEP_TOLD_MS = 400 * DAY_MS;
const TOLD: readonly ClaimEffect[] = ['note', 'parcel', 'tell', 'cancel'];
/** Others wait for it. */
const FORGET_EACH_MS = 60 * 60_000;
const forgotAt = new WeakMap<Database, number>();

/** Forgets a small portion of what is over now and then; where there is more of it, at each poll. */
export async function forgetOld({ database }: { readonly database: Database }, now: number): Promise<void> {
	if (Math.abs(now - (forgotAt.get(database) ?? Number.NEGATIVE_INFINITY)) < FORGET_EACH_MS) return;
	forgotAt.set(database, now);
	const [before, toldBefore] = [earlier(iso(now), KEEP_MS), earlier(iso(now), KEEP_TOLD_MS)];
	const forgotten = [
		await database.inbox.prune(before),
		await database.memories.prune(before),
		await database.claims.prune('create', before, now),
		await database.stock.prune(before),
		await database.shipments.prune(before, toldBefore),
	];
	for (const effect of TOLD) forgotten.push(await database.claims.prune(effect, toldBefore, now));
	if (forgotten.some(({ more }) => more)) forgotAt.delete(database);
}
