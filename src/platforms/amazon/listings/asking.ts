import { PlatformError } from '../../../domain/platform-error';
import type { AmazonCall, AmazonClient } from '../client';
import type { AmazonConnection } from '../connection';
import { amazonError } from '../errors';
import { describeIssues } from '../fields';
import { askForAll } from '../sku-lists';
import { wireItem, wireItems, type WireItem } from './wire';
import { wireCatalogItem, wireCatalogItems, type WireCatalogItem } from './wire-catalog';

/** Most that one call gives or takes, of listings and of the catalogue. */
export const A_CALL = 20;

/** Attributes tell GTIN, pack size and whose variation it is. Not asked: issues, procurement, product types. */
const OF_LISTINGS: readonly string[] = ['summaries', 'attributes', 'offers', 'fulfillmentAvailability', 'relationships'];

const OF_CATALOG: readonly string[] = [
	'attributes',
	'classifications',
	'dimensions',
	'identifiers',
	'images',
	'relationships',
	'summaries',
];

export interface Asked {
	readonly connection: AmazonConnection;
	readonly client: () => AmazonClient;
}

export interface ItemPage {
	/** Of all pages together; only the first thousand can be had. */
	readonly total: number;
	readonly items: readonly unknown[];
	readonly next: string | undefined;
}

type Query = NonNullable<AmazonCall['query']>;

export async function searchPage({ connection, client }: Asked, marketplace: string, query: Query): Promise<ItemPage> {
	const operation = 'searchListingsItems';
	const { body } = await client().call({
		operation,
		path: { sellerId: connection.sellerId },
		query: { marketplaceIds: [marketplace], includedData: OF_LISTINGS, pageSize: A_CALL, ...query },
	});
	const parsed = wireItems.safeParse(body);
	if (!parsed.success) throw amazonError('contract', operation, `the answer is not a page of listings: ${describeIssues(parsed.error)}`);
	const { numberOfResults, items, pagination } = parsed.data;
	const token = pagination?.nextToken;
	return { total: numberOfResults, items, next: token === '' ? undefined : token };
}

const skuOf = (item: unknown): unknown => (typeof item === 'object' && item !== null && 'sku' in item ? item.sku : undefined);

const missing = (error: unknown): boolean => error instanceof PlatformError && error.details.kind === 'notFound';

/** Amazon's objects of these SKUs, as they came; and what it said of each that it refused. */
export interface FoundItems {
	readonly items: ReadonlyMap<string, unknown>;
	readonly refused: ReadonlyMap<string, PlatformError>;
}

export async function itemsBySku(asked: Asked, marketplace: string, skus: readonly string[]): Promise<FoundItems> {
	const items = new Map<string, unknown>();
	const keep = (sku: unknown, item: unknown): void => {
		if (typeof sku === 'string' && !items.has(sku)) items.set(sku, item);
	};
	const alone = async (sku: string): Promise<void> => {
		const { body } = await asked.client().call({
			operation: 'getListingsItem',
			path: { sellerId: asked.connection.sellerId, sku },
			query: { marketplaceIds: [marketplace], includedData: OF_LISTINGS },
		});
		if (skuOf(body) === sku) keep(sku, body);
	};
	const ask = async (portion: readonly string[]): Promise<void> => {
		const [first = ''] = portion;
		try {
			if (first.includes(',')) return await alone(first);
			const wanted = new Set(portion);
			const query = { identifiers: portion, identifiersType: 'SKU' };
			let page = await searchPage(asked, marketplace, query);
			// Spelt exactly so: Amazon's search may be wider than that, and give more than a page holds.
			for (;;) {
				for (const item of page.items) if (wanted.has(String(skuOf(item)))) keep(skuOf(item), item);
				if (page.next === undefined || portion.every((sku) => items.has(sku))) return;
				page = await searchPage(asked, marketplace, { ...query, pageToken: page.next });
			}
		} catch (error) {
			// Of a list it may mean one of them: they are asked for in halves then.
			if (!missing(error) || portion.length > 1) throw error;
		}
	};
	const wanted = [...new Set(skus)].filter((sku) => sku !== '');
	return { refused: await askForAll(wanted, A_CALL, ask), items };
}

/** An item of Amazon's, or why it cannot be read. */
export function readItem(operation: string, item: unknown): WireItem | PlatformError {
	const parsed = wireItem.safeParse(item);
	return parsed.success ? parsed.data : amazonError('contract', operation, `the listing cannot be read: ${describeIssues(parsed.error)}`);
}

/** SKUs of the variations of a parent that does not name them itself. */
export async function variationsOf(asked: Asked, marketplace: string, sku: string): Promise<readonly string[]> {
	const skus: string[] = [];
	let next: string | undefined;
	do {
		const page: ItemPage = await searchPage(asked, marketplace, {
			includedData: ['summaries'],
			variationParentSku: sku,
			...(next === undefined ? {} : { pageToken: next }),
		});
		skus.push(...page.items.map(skuOf).filter((child): child is string => typeof child === 'string' && child !== '' && child !== sku));
		next = page.next;
	} while (next !== undefined);
	return [...new Set(skus)];
}

/** What the catalogue tells of these ASINs: all of it, or only where it stands. */
export async function catalogItems(
	{ client }: Asked,
	marketplace: string,
	asins: readonly string[],
	what: 'all' | 'classifications',
): Promise<ReadonlyMap<string, WireCatalogItem>> {
	const operation = 'searchCatalogItems';
	const found = new Map<string, WireCatalogItem>();
	await askForAll([...new Set(asins)], A_CALL, async (portion) => {
		const { body } = await client().call({
			operation,
			query: {
				identifiers: portion,
				identifiersType: 'ASIN',
				marketplaceIds: [marketplace],
				includedData: what === 'all' ? OF_CATALOG : [what],
				pageSize: A_CALL,
			},
		});
		const parsed = wireCatalogItems.safeParse(body);
		if (!parsed.success) throw amazonError('contract', operation, `the answer is not a page of items: ${describeIssues(parsed.error)}`);
		for (const item of parsed.data.items) {
			const { data } = wireCatalogItem.safeParse(item);
			if (data !== undefined) found.set(data.asin, data);
		}
	});
	return found;
}
