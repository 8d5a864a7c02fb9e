import type { Matched, Refused } from '../ports/database';
import type { ProductLink } from '../domain/product';
import { batches } from './batches';
import type { Connection, Db } from './connection';
import { makeLinkedDue } from './due-sales';
import { closeListings, forgetPlaces, writeLinks, writeOpen, type Pair } from './link-rows';
import { changesOf, planLinks, type LinkPlan, type LinkWish } from './plan-links';

const AREA = ['link'];
/** Others wait for no more than that. */
const SAVED_AT_ONCE = 500;

export interface SavedLinks {
	written: number;
	retried: number;
	refused: readonly Refused[];
}

/** See `Links.add`. */
export async function addLinks(
	connection: Connection,
	pair: Pair,
	links: readonly ProductLink[],
	now: number,
): Promise<readonly Refused[]> {
	return (await save(connection, pair, wishesOf({ links, open: [], closed: [], gone: [] }), now, false)).refused;
}

/** See `Links.saveMatch`. */
export async function saveMatch(connection: Connection, pair: Pair, matched: Matched, now: number): Promise<SavedLinks> {
	const wishes = wishesOf(matched);
	const first = await save(connection, pair, wishes, now, true);
	// Two that change places, in different portions: together they may.
	const once = new Set(first.refused.map(({ sku }) => sku));
	if (once.size === 0) return first;
	const again = await save(
		connection,
		pair,
		wishes.filter(({ sku }) => once.has(sku)),
		now,
		true,
	);
	return { written: first.written + again.written, retried: first.retried + again.retried, refused: again.refused };
}

/** One for each SKU: two writers never meet it in two portions. */
function wishesOf({ links, open, closed, gone }: Matched): readonly LinkWish[] {
	const wishes = new Map<string, LinkWish>();
	const add = (wish: LinkWish): unknown => wishes.set(wish.sku, { ...wishes.get(wish.sku), ...wish });
	for (const link of links) add({ sku: link.sku, link });
	for (const listing of open) add({ sku: listing.sku, open: listing });
	for (const sku of closed) add({ sku, closed: true });
	for (const mark of gone) add({ sku: mark.sku, gone: mark });
	return [...wishes.values()];
}

async function save(connection: Connection, pair: Pair, wishes: readonly LinkWish[], now: number, wakes: boolean): Promise<SavedLinks> {
	const saved: { written: number; retried: number; refused: Refused[] } = { written: 0, retried: 0, refused: [] };
	for (let at = 0; at < wishes.length; at += SAVED_AT_ONCE) {
		const portion = wishes.slice(at, at + SAVED_AT_ONCE);
		const seen = await connection.read(async (db) => await planLinks(db, pair, portion, now));
		if (changesOf(seen) === 0) {
			saved.refused.push(...seen.refused);
			continue;
		}
		const links = wakes && seen.links.length > 0;
		const { plan, retried } = await connection.write(links ? [...AREA, 'sale'] : AREA, async (db) => {
			const own = await planLinks(db, pair, portion, now);
			await write(db, pair, own);
			const skus = own.links.map(({ link }) => link.sku);
			return { plan: own, retried: links ? await makeLinkedDue(db, pair.store, skus, now) : 0 };
		});
		saved.written += changesOf(plan);
		saved.retried += retried;
		saved.refused.push(...plan.refused);
	}
	return saved;
}

async function write(db: Db, pair: Pair, { links, gone, open, close }: LinkPlan): Promise<void> {
	// First of all: what is let go of may be taken by one of the links.
	await forgetPlaces(
		db,
		pair,
		gone.filter(({ letsGo }) => letsGo).map(({ sku }) => sku),
	);
	for (const [what, marked] of Map.groupBy(gone, (one) => one.gone)) {
		const own = db.updateTable('link').where('channel', '=', pair.channel).where('store', '=', pair.store);
		const skus = marked.map(({ sku }) => sku);
		for (const batch of batches(skus, 2)) await own.where('sku', 'in', batch).set({ gone: what }).execute();
	}
	await writeLinks(db, pair, links);
	await writeOpen(db, open);
	await closeListings(db, pair, close);
}
