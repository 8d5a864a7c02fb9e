import { sql, type SqlBool } from 'kysely';
import type { ProductLink } from '../domain/product';
import type { GoneMark, OpenListing, Refused } from '../ports/database';
import { batches, distinct } from './batches';
import type { Db } from './connection';
import { linksOfSkus, openOfSkus, openRowOf, placesIn, placeRows, rowOf, type LinkRow, type Pair } from './link-rows';
import type { LinkPlaceTable, LinkTable, OpenListingTable } from './schema';

/** All that is to be noted of one SKU. */
export interface LinkWish {
	readonly sku: string;
	readonly link?: ProductLink;
	readonly open?: OpenListing;
	readonly closed?: true;
	readonly gone?: GoneMark;
}

/** What differs from what stands there, and what may not be written. */
export interface LinkPlan {
	readonly links: readonly LinkRow[];
	readonly gone: readonly { readonly sku: string; readonly gone: LinkTable['gone']; readonly letsGo: boolean }[];
	readonly open: readonly OpenListingTable[];
	readonly close: readonly string[];
	readonly refused: readonly Refused[];
}

export const changesOf = ({ links, gone, open, close }: LinkPlan): number => links.length + gone.length + open.length + close.length;

export async function planLinks(db: Db, pair: Pair, wishes: readonly LinkWish[], now: number): Promise<LinkPlan> {
	const skus = wishes.map(({ sku }) => sku);
	const known = new Map((await linksOfSkus(db, pair, skus)).map((row) => [row.link.sku, row]));
	const listed = new Map((await openOfSkus(db, pair, skus)).map((row) => [row.sku, row]));
	const changed: LinkRow[] = [];
	const refused: Refused[] = [];
	for (const { sku, link } of wishes) {
		if (link === undefined) continue;
		const before = known.get(sku);
		if (before?.link.rule === 'manual') {
			if (before.link.product_id !== link.productId) refused.push({ sku, why: 'byHand' });
			continue;
		}
		const after = rowOf(pair, link, false, now);
		const row = link.places === undefined ? { ...after, places: keptPlaces(pair, link, before) } : after;
		if (before === undefined || differs(before, row)) changed.push(row);
	}
	const taken = await takenOf(db, pair, changed, known);
	const links = changed.filter((row) => !taken.has(row));
	const linked = new Set([...known.keys(), ...links.map(({ link }) => link.sku)]);
	const open = wishes.flatMap(({ sku, open: wish }) => (wish === undefined || linked.has(sku) ? [] : [openRowOf(pair, wish, now)]));
	return {
		links,
		gone: wishes.flatMap(({ sku, gone }) => {
			const before = known.get(sku)?.link;
			const what = gone?.what ?? '';
			if (gone === undefined || before === undefined) return [];
			if (gone.productId !== undefined && gone.productId !== before.product_id) return [];
			// A listing that is no more keeps no other one from its product.
			const letsGo = (what === 'listing' || gone.letsGo === true) && before.rule !== 'manual';
			const holds = letsGo && (known.get(sku)?.places.length ?? 0) > 0;
			return before.gone === what && !holds ? [] : [{ sku, gone: what, letsGo }];
		}),
		open: open.filter((row) => openDiffers(listed.get(row.sku), row)),
		close: wishes.filter(({ sku, closed }) => (closed === true || linked.has(sku)) && listed.has(sku)).map(({ sku }) => sku),
		refused: [...refused, ...[...taken].map(({ link }): Refused => ({ sku: link.sku, why: 'productTaken' }))],
	};
}

const keptPlaces = (pair: Pair, link: ProductLink, before: LinkRow | undefined): readonly LinkPlaceTable[] => {
	const places = before?.places.map(({ marketplace, fulfilled_by: fulfilledBy }) => ({ marketplace, fulfilledBy })) ?? [];
	return placeRows(pair, link, places, false);
};

const differs = (one: LinkRow, other: LinkRow): boolean => JSON.stringify(linkParts(one)) !== JSON.stringify(linkParts(other));

const linkParts = ({ link, places }: LinkRow): readonly unknown[] => [
	link.product_id,
	link.parent_id,
	link.inventory_id,
	link.content,
	link.rule,
	link.gone,
	places.map((place) => [place.marketplace, place.fulfilled_by, place.product_id, place.by_hand]),
];

const openDiffers = (one: OpenListingTable | undefined, other: OpenListingTable): boolean =>
	one === undefined || JSON.stringify(openParts(one)) !== JSON.stringify(openParts(other));

const openParts = ({ code, title, state, places, candidates }: OpenListingTable): readonly unknown[] => [
	code,
	title,
	state,
	places,
	candidates,
];

const keyOf = ({ product_id, marketplace, fulfilled_by }: LinkPlaceTable): string =>
	JSON.stringify([product_id, marketplace, fulfilled_by]);

/**
 * Those whose product has another listing in one of their places. What all of them leave is free for them; one that may not
 * move stays where it is, so that another may be refused for it.
 */
async function takenOf(db: Db, pair: Pair, rows: readonly LinkRow[], known: ReadonlyMap<string, LinkRow>): Promise<ReadonlySet<LinkRow>> {
	const moving = new Set(rows.map(({ link }) => link.sku));
	const others: LinkPlaceTable[] = [];
	for (const batch of batches(distinct(rows.map(({ link }) => link.product_id)), 1)) {
		const held = await placesIn(db, pair)
			.where('product_id', 'in', batch)
			// As it stands in the index.
			.where(sql<SqlBool>`by_hand = 0`)
			.execute();
		others.push(...held.filter(({ sku }) => !moving.has(sku)));
	}
	const taken = new Set<LinkRow>();
	for (let before = -1; before !== taken.size;) {
		before = taken.size;
		const staying = [...taken].flatMap(({ link }) => known.get(link.sku)?.places ?? []);
		const held = new Set([...others, ...staying].map(keyOf));
		for (const row of rows) {
			if (taken.has(row)) continue;
			if (row.places.some((place) => held.has(keyOf(place)))) taken.add(row);
			else for (const place of row.places) held.add(keyOf(place));
		}
	}
	return taken;
}
