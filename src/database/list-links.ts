import { sql, type SqlBool } from 'kysely';
import type { Between, LinkRecord, LinkState, OpenListing } from '../ports/database';
import type { Connection, Db } from './connection';
import { forgetLinks, linkOf, linksIn, openIn, openOf, withPlaces, type Pair } from './link-rows';
import type { LinkTable, OpenListingTable } from './schema';

/** What is forgotten at one time: others wait for no more than that. */
const FORGOTTEN_AT_ONCE = 500;

/** As the databases sort: by bytes. */
const bySku = (one: { readonly sku: string }, other: { readonly sku: string }): number =>
	Buffer.compare(Buffer.from(one.sku), Buffer.from(other.sku));

/** See `Links.list`. Each state is a jump into an index. */
export async function listLinks(
	db: Db,
	pair: Pair,
	between: Between,
	wish: { readonly states: readonly LinkState[]; readonly after: string; readonly limit: number },
): Promise<readonly (LinkRecord | OpenListing)[]> {
	const { states, after, limit } = wish;
	const links: LinkTable[] = [];
	const open: OpenListingTable[] = [];
	const next = linksIn(db, pair).where('sku', '>', after).orderBy('sku').limit(limit);
	if (states.includes('synchronised')) links.push(...(await next.where('gone', '=', '').execute()));
	// As it stands in the index.
	if (states.includes('gone')) links.push(...(await next.where(sql<SqlBool>`gone <> ''`).execute()));
	for (const state of ['pending', 'ambiguous'] as const) {
		if (!states.includes(state)) continue;
		open.push(...(await openIn(db, pair).where('state', '=', state).where('sku', '>', after).orderBy('sku').limit(limit).execute()));
	}
	const page = [...links, ...open].sort(bySku).slice(0, limit);
	const places = new Map(
		(
			await withPlaces(
				db,
				pair,
				page.filter((row) => 'product_id' in row),
			)
		).map((row) => [row.link.sku, row]),
	);
	return page.flatMap((row): readonly (LinkRecord | OpenListing)[] => {
		if (!('product_id' in row)) return [openOf(row)];
		const link = linkOf(places.get(row.sku) ?? { link: row, places: [] }, between);
		return [{ state: link.gone === undefined ? 'synchronised' : 'gone', sku: link.sku, link, updatedAt: row.updated_at }];
	});
}

/** See `Links.count`. */
export async function countLinks(db: Db, { channel, store }: Pair): Promise<Readonly<Record<LinkState, number>>> {
	const count = sql<number>`count(*)`.as('count');
	const links = db.selectFrom('link').where('channel', '=', channel).where('store', '=', store);
	const open = db.selectFrom('open_listing').where('channel', '=', channel).where('store', '=', store);
	const counts = { synchronised: 0, pending: 0, ambiguous: 0, gone: 0 };
	for (const row of await links.select(['gone', count]).groupBy('gone').execute())
		counts[row.gone === '' ? 'synchronised' : 'gone'] += row.count;
	for (const row of await open.select(['state', count]).groupBy('state').execute()) counts[row.state] += row.count;
	return counts;
}

/** See `Links.removeAll`. */
export async function removeAllLinks(connection: Connection, pair: Pair): Promise<number> {
	let removed = 0;
	for (let after = ''; ;) {
		const portion = await connection.read(
			async (db) => await linksIn(db, pair).where('sku', '>', after).orderBy('sku').limit(FORGOTTEN_AT_ONCE).execute(),
		);
		const last = portion.at(-1);
		if (last === undefined) return removed;
		const skus = portion.map(({ sku }) => sku);
		removed += await connection.write(['link'], async (db) => await forgetLinks(db, pair, skus));
		after = last.sku;
	}
}
