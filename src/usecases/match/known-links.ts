import type { ProductLink } from '../../domain/product';
import type { Between, Database, LinkRecord, LinkState, OpenListing } from '../../ports/database';

const PAGE = 2_000;
export const ALL_STATES: readonly LinkState[] = ['synchronised', 'pending', 'ambiguous', 'gone'];

/** By SKU, page by page. */
export async function* listLinks(
	database: Database,
	between: Between,
	states: readonly LinkState[],
	limit = Number.POSITIVE_INFINITY,
): AsyncGenerator<LinkRecord | OpenListing> {
	for (let [after, left] = ['', limit]; left > 0;) {
		const page = await database.links.list(between, states, after, Math.min(PAGE, left));
		yield* page;
		const last = page.at(-1);
		if (last === undefined || page.length < PAGE) return;
		after = last.sku;
		left -= page.length;
	}
}

/** All that is remembered between the two. */
export interface KnownLinks {
	readonly links: ReadonlyMap<string, ProductLink>;
	/** Those that were written since then. */
	readonly recent: readonly ProductLink[];
	/** Listings without a product. */
	readonly open: readonly OpenListing[];
}

export async function knownLinks(database: Database, between: Between, since: number): Promise<KnownLinks> {
	const links = new Map<string, ProductLink>();
	const recent: ProductLink[] = [];
	const open: OpenListing[] = [];
	for await (const record of listLinks(database, between, ALL_STATES)) {
		if (!('link' in record)) {
			open.push(record);
			continue;
		}
		links.set(record.sku, record.link);
		if (Date.parse(record.updatedAt) > since) recent.push(record.link);
	}
	return { links, recent, open };
}
