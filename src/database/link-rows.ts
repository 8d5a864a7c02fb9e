import { parseAccountKey } from '../domain/account';
import type { LinkContent } from '../domain/order';
import type { LinkPlace, ProductLink } from '../domain/product';
import { iso } from '../domain/time';
import type { Between, Candidate, OpenListing } from '../ports/database';
import { batches, distinct } from './batches';
import type { Db } from './connection';
import type { AccountId, LinkPlaceTable, LinkTable, OpenListingTable } from './schema';

/** A channel's account and a store, as rows name them. */
export interface Pair {
	readonly channel: AccountId;
	readonly store: AccountId;
}

/** A link with its places, in the order of the key. */
export interface LinkRow {
	readonly link: LinkTable;
	readonly places: readonly LinkPlaceTable[];
}

const COLUMNS = { link: 10, link_place: 7, link_part: 4, open_listing: 9 } as const;

export const placesIn = (db: Db, { channel, store }: Pair) =>
	db.selectFrom('link_place').selectAll().where('channel', '=', channel).where('store', '=', store);

export const linksIn = (db: Db, { channel, store }: Pair) =>
	db.selectFrom('link').selectAll().where('channel', '=', channel).where('store', '=', store);

export const openIn = (db: Db, { channel, store }: Pair) =>
	db.selectFrom('open_listing').selectAll().where('channel', '=', channel).where('store', '=', store);

export async function linksOfSkus(db: Db, pair: Pair, skus: readonly string[]): Promise<readonly LinkRow[]> {
	const found: LinkTable[] = [];
	for (const batch of batches(distinct(skus), 1)) found.push(...(await linksIn(db, pair).where('sku', 'in', batch).execute()));
	return await withPlaces(db, pair, found);
}

/** These links, each with its places. */
export async function withPlaces(db: Db, pair: Pair, links: readonly LinkTable[]): Promise<readonly LinkRow[]> {
	const places: LinkPlaceTable[] = [];
	const skus = links.map(({ sku }) => sku);
	for (const batch of batches(skus, 1)) places.push(...(await placesIn(db, pair).where('sku', 'in', batch).execute()));
	const bySku = Map.groupBy(places, ({ sku }) => sku);
	return links.map((link) => ({ link, places: inOrder(bySku.get(link.sku) ?? []) }));
}

export async function openOfSkus(db: Db, pair: Pair, skus: readonly string[]): Promise<readonly OpenListingTable[]> {
	const found: OpenListingTable[] = [];
	for (const batch of batches(distinct(skus), 1)) found.push(...(await openIn(db, pair).where('sku', 'in', batch).execute()));
	return found;
}

const placeKey = ({ marketplace, fulfilled_by: by }: LinkPlaceTable): string => `${marketplace} ${by}`;

const inOrder = (places: readonly LinkPlaceTable[]): readonly LinkPlaceTable[] =>
	places.toSorted((one, other) => (placeKey(one) < placeKey(other) ? -1 : 1));

export function linkOf({ link, places }: LinkRow, between: Between): ProductLink {
	return {
		channel: parseAccountKey(between.channel),
		store: parseAccountKey(between.store),
		sku: link.sku,
		productId: link.product_id,
		...(link.parent_id !== null && { parentId: link.parent_id }),
		...(link.inventory_id !== null && { inventoryId: link.inventory_id }),
		content: JSON.parse(link.content) as LinkContent,
		rule: link.rule,
		...(places.length > 0 && { places: places.map(placeOf) }),
		...(link.gone !== '' && { gone: link.gone }),
	};
}

const placeOf = ({ marketplace, fulfilled_by: fulfilledBy }: LinkPlaceTable): LinkPlace => ({ marketplace, fulfilledBy });

/** @param byHand whether it holds no key against others */
export function rowOf(pair: Pair, link: ProductLink, byHand: boolean, now: number): LinkRow {
	return {
		link: {
			...pair,
			sku: link.sku,
			product_id: link.productId,
			parent_id: link.parentId ?? null,
			inventory_id: link.inventoryId ?? null,
			content: JSON.stringify(link.content),
			rule: link.rule,
			gone: link.gone ?? '',
			updated_at: iso(now),
		},
		places: placeRows(pair, link, link.places ?? [], byHand),
	};
}

/** Each once. */
export const placeRows = (
	pair: Pair,
	{ sku, productId }: Pick<ProductLink, 'sku' | 'productId'>,
	places: readonly LinkPlace[],
	byHand: boolean,
): readonly LinkPlaceTable[] => {
	const rows = places.map(({ marketplace, fulfilledBy }): LinkPlaceTable => ({
		...pair,
		sku,
		marketplace,
		fulfilled_by: fulfilledBy,
		product_id: productId,
		by_hand: byHand ? 1 : 0,
	}));
	return inOrder([...new Map(rows.map((row) => [placeKey(row), row])).values()]);
};

export const openOf = (row: OpenListingTable): OpenListing => ({
	sku: row.sku,
	...(row.code !== null && { code: row.code }),
	title: row.title,
	places: JSON.parse(row.places) as readonly LinkPlace[],
	state: row.state,
	candidates: JSON.parse(row.candidates) as readonly Candidate[],
});

export const openRowOf = (pair: Pair, { sku, code, title, state, places, candidates }: OpenListing, now: number): OpenListingTable => ({
	...pair,
	sku,
	code: code ?? null,
	title,
	state,
	places: JSON.stringify(places),
	candidates: JSON.stringify(candidates),
	updated_at: iso(now),
});

/** The links of these SKUs with their places, instead of whatever was there; nothing of them is open then. */
export async function writeLinks(db: Db, pair: Pair, rows: readonly LinkRow[]): Promise<void> {
	for (const batch of batches(rows, COLUMNS.link)) {
		await db
			.insertInto('link')
			.values(batch.map(({ link }) => link))
			.onConflict((conflict) =>
				conflict.columns(['channel', 'store', 'sku']).doUpdateSet((eb) => ({
					product_id: eb.ref('excluded.product_id'),
					parent_id: eb.ref('excluded.parent_id'),
					inventory_id: eb.ref('excluded.inventory_id'),
					content: eb.ref('excluded.content'),
					rule: eb.ref('excluded.rule'),
					gone: eb.ref('excluded.gone'),
					updated_at: eb.ref('excluded.updated_at'),
				})),
			)
			.execute();
	}
	const skus = rows.map(({ link }) => link.sku);
	await forgetPlaces(db, pair, skus);
	const places = rows.flatMap((row) => row.places);
	for (const batch of batches(places, COLUMNS.link_place)) await db.insertInto('link_place').values(batch).execute();
	await forgetParts(db, pair, skus);
	const parts = rows.flatMap(({ link }) => partsOf(link).map((productId) => ({ ...pair, sku: link.sku, product_id: productId })));
	for (const batch of batches(parts, COLUMNS.link_part)) await db.insertInto('link_part').values(batch).execute();
	await closeListings(db, pair, skus);
}

/** Each once. */
function partsOf({ content }: LinkTable): readonly string[] {
	const read = JSON.parse(content) as LinkContent;
	return 'components' in read ? distinct(read.components.map(({ productId }) => productId)) : [];
}

export async function writeOpen(db: Db, rows: readonly OpenListingTable[]): Promise<void> {
	for (const batch of batches(rows, COLUMNS.open_listing)) {
		await db
			.insertInto('open_listing')
			.values(batch)
			.onConflict((conflict) =>
				conflict.columns(['channel', 'store', 'sku']).doUpdateSet((eb) => ({
					code: eb.ref('excluded.code'),
					title: eb.ref('excluded.title'),
					state: eb.ref('excluded.state'),
					places: eb.ref('excluded.places'),
					candidates: eb.ref('excluded.candidates'),
					updated_at: eb.ref('excluded.updated_at'),
				})),
			)
			.execute();
	}
}

export async function closeListings(db: Db, { channel, store }: Pair, skus: readonly string[]): Promise<void> {
	const open = db.deleteFrom('open_listing').where('channel', '=', channel).where('store', '=', store);
	for (const batch of batches(skus, 1)) await open.where('sku', 'in', batch).execute();
}

export async function forgetPlaces(db: Db, { channel, store }: Pair, skus: readonly string[]): Promise<void> {
	const places = db.deleteFrom('link_place').where('channel', '=', channel).where('store', '=', store);
	for (const batch of batches(skus, 1)) await places.where('sku', 'in', batch).execute();
}

async function forgetParts(db: Db, { channel, store }: Pair, skus: readonly string[]): Promise<void> {
	const parts = db.deleteFrom('link_part').where('channel', '=', channel).where('store', '=', store);
	for (const batch of batches(skus, 1)) await parts.where('sku', 'in', batch).execute();
}

/** With their places and parts; answers how many there were. */
export async function forgetLinks(db: Db, pair: Pair, skus: readonly string[]): Promise<number> {
	await forgetPlaces(db, pair, skus);
	await forgetParts(db, pair, skus);
	const links = db.deleteFrom('link').where('channel', '=', pair.channel).where('store', '=', pair.store);
	let removed = 0n;
	for (const batch of batches(skus, 1)) removed += (await links.where('sku', 'in', batch).executeTakeFirstOrThrow()).numDeletedRows;
	return Number(removed);
}
