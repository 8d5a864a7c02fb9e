import { accountKey } from '../domain/account';
import type { LinkPlace, ProductLink } from '../domain/product';
import type { Between, LinkRecord, Links, LinkState, Matched, OpenListing, Refused } from '../ports/database';
import type { SqlAccounts } from './accounts';
import { batches, distinct } from './batches';
import type { Connection, Db } from './connection';
import {
	forgetLinks,
	linkOf,
	linksIn,
	linksOfSkus,
	openOf,
	openOfSkus,
	rowOf,
	withPlaces,
	writeLinks,
	type LinkRow,
	type Pair,
} from './link-rows';
import { countLinks, listLinks, removeAllLinks } from './list-links';
import { addLinks, saveMatch, type SavedLinks } from './save-links';
import type { LinkTable } from './schema';

const AREA = ['link'];
const NOBODY = { synchronised: 0, pending: 0, ambiguous: 0, gone: 0 };

export class SqlLinks implements Links {
	constructor(
		private readonly connection: Connection,
		private readonly accounts: SqlAccounts,
	) {}

	async get(between: Between, skus: readonly string[]): Promise<ReadonlyMap<string, ProductLink>> {
		const pair = await this.known(between);
		if (pair === undefined) return new Map();
		const rows = await this.connection.read(async (db) => await linksOfSkus(db, pair, skus));
		return new Map(rows.map((row) => [row.link.sku, linkOf(row, between)]));
	}

	async ofProducts(between: Between, productIds: readonly string[]): Promise<ReadonlyMap<string, readonly ProductLink[]>> {
		const pair = await this.known(between);
		if (pair === undefined) return new Map();
		const rows = await this.connection.read(async (db) => {
			const found: LinkTable[] = [];
			for (const batch of batches(distinct(productIds), 1))
				found.push(...(await linksIn(db, pair).where('product_id', 'in', batch).execute()));
			return await withPlaces(db, pair, found);
		});
		// Sorted here: SQLite would go through all links in that order instead.
		const links = rows.map((row) => linkOf(row, between)).sort((one, other) => (one.sku < other.sku ? -1 : 1));
		return Map.groupBy(links, ({ productId }) => productId);
	}

	async setsWith(between: Between, productIds: readonly string[]): Promise<readonly ProductLink[]> {
		const pair = await this.known(between);
		if (pair === undefined) return [];
		const { channel, store } = pair;
		const rows = await this.connection.read(async (db) => {
			const skus = new Set<string>();
			const parts = db.selectFrom('link_part').select('sku').where('channel', '=', channel).where('store', '=', store);
			for (const batch of batches(distinct(productIds), 1))
				for (const { sku } of await parts.where('product_id', 'in', batch).execute()) skus.add(sku);
			return await linksOfSkus(db, pair, [...skus]);
		});
		return rows.map((row) => linkOf(row, between));
	}

	async ofParents(between: Between, parentIds: readonly string[]): Promise<readonly ProductLink[]> {
		const pair = await this.known(between);
		if (pair === undefined) return [];
		const rows = await this.connection.read(async (db) => {
			const found: LinkTable[] = [];
			for (const batch of batches(distinct(parentIds), 1))
				found.push(...(await linksIn(db, pair).where('parent_id', 'in', batch).execute()));
			return await withPlaces(db, pair, found);
		});
		return rows.map((row) => linkOf(row, between));
	}

	async set(links: readonly ProductLink[], now: number): Promise<void> {
		if (links.length === 0) return;
		const idOf = await this.accounts.idsOf(links.flatMap(({ channel, store }) => [accountKey(channel), accountKey(store)]));
		const pairs = Map.groupBy(links, ({ channel, store }) => JSON.stringify([idOf(accountKey(channel)), idOf(accountKey(store))]));
		await this.connection.write(AREA, async (db) => {
			for (const own of pairs.values()) {
				const [first] = own;
				if (first === undefined) continue;
				const { channel, store } = first;
				const pair = { channel: idOf(accountKey(channel)), store: idOf(accountKey(store)) };
				const last = [...new Map(own.map((link) => [link.sku, link])).values()];
				await writeLinks(db, pair, await byHand(db, pair, last, now));
			}
		});
	}

	async add(between: Between, links: readonly ProductLink[], now: number): Promise<readonly Refused[]> {
		if (links.length === 0) return [];
		return await addLinks(this.connection, await this.met(between), links, now);
	}

	async saveMatch(between: Between, matched: Matched, now: number): Promise<SavedLinks> {
		return await saveMatch(this.connection, await this.met(between), matched, now);
	}

	async list(between: Between, states: readonly LinkState[], after: string, limit: number): Promise<readonly (LinkRecord | OpenListing)[]> {
		const pair = await this.known(between);
		if (pair === undefined) return [];
		return await this.connection.read(async (db) => await listLinks(db, pair, between, { states, after, limit }));
	}

	async count(between: Between): Promise<Readonly<Record<LinkState, number>>> {
		const pair = await this.known(between);
		return pair === undefined ? NOBODY : await this.connection.read(async (db) => await countLinks(db, pair));
	}

	async remove(between: Between, skus: readonly string[]): Promise<number> {
		const pair = await this.known(between);
		if (pair === undefined) return 0;
		return await this.connection.write(AREA, async (db) => await forgetLinks(db, pair, distinct(skus)));
	}

	async removeAll(between: Between): Promise<number> {
		const pair = await this.known(between);
		return pair === undefined ? 0 : await removeAllLinks(this.connection, pair);
	}

	private async met({ channel, store }: Between): Promise<Pair> {
		const idOf = await this.accounts.idsOf([channel, store]);
		return { channel: idOf(channel), store: idOf(store) };
	}

	private async known({ channel, store }: Between): Promise<Pair | undefined> {
		const [one, other] = [await this.accounts.known(channel), await this.accounts.known(store)];
		return one === undefined || other === undefined ? undefined : { channel: one, store: other };
	}
}

/** Where the channel sells a listing is known from its link, or from when it was open. */
async function byHand(db: Db, pair: Pair, links: readonly ProductLink[], now: number): Promise<readonly LinkRow[]> {
	const skus = links.filter(({ places }) => places === undefined).map(({ sku }) => sku);
	const places = new Map<string, readonly LinkPlace[]>();
	for (const row of await openOfSkus(db, pair, skus)) places.set(row.sku, openOf(row).places);
	for (const row of await linksOfSkus(db, pair, skus))
		places.set(
			row.link.sku,
			row.places.map(({ marketplace, fulfilled_by: fulfilledBy }) => ({ marketplace, fulfilledBy })),
		);
	return links.map((link) => rowOf(pair, { ...link, places: link.places ?? places.get(link.sku) ?? [] }, true, now));
}
