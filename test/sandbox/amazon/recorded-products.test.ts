import type { CatalogItem } from '../../../sandbox/amazon/catalog/catalog-wire';
import { readAmazonExchange, readAmazonSample, readAmazonText } from '../../fixtures/amazon-samples';
import { addTo, disagreements, emptyShape, type Shape } from '../woocommerce/recorded/shapes';
import { allCatalogData, america, britain, callProducts, everything, germany, type ProductCaller } from './product-caller';

const shapeOf = (...bodies: readonly unknown[]): Shape => {
	const shape = emptyShape();
	for (const body of bodies) addTo(shape, body);
	return shape;
};

/** What a recording must say of the whole, and what the stand-in answers in all situations that matter. */
interface Compared {
	readonly recorded: readonly unknown[];
	readonly answered: readonly unknown[];
}

const rebuilt = readAmazonSample('rebuilt') as Readonly<Record<string, unknown>>;
const lifecycle = readAmazonSample('reports-lifecycle-1') as readonly unknown[];
const documents = readAmazonSample('report-document-answer-1') as readonly ReturnType<typeof readAmazonExchange>[];
const bodyOf = (name: string): unknown => readAmazonExchange(name).response.body;

/** Answers to each operation that was recorded. */
const compared = async (amazon: ProductCaller): Promise<Readonly<Record<string, Compared>>> => {
	const { expectations } = amazon.sandbox.seedListings({
		count: 60,
		ugly: true,
		missing: 20,
		missingVariations: 8,
		nearMisses: 8,
		marketplaces: [germany, britain],
	});
	amazon.sandbox.amazon.mcf.setStock(amazon.sellerId, { sellerSku: 'SB-1-000018', fulfillable: 3 });
	const listings: unknown[] = [];
	const items: CatalogItem[] = [];
	for (const { sku } of expectations) {
		const listing = await amazon.listing(sku, { includedData: everything });
		if (listing.status !== 200) continue;
		listings.push(listing.body);
		const asin = listing.body.summaries?.[0]?.asin;
		if (asin === undefined) continue;
		items.push(
			(await amazon.ask<CatalogItem>(`/catalog/2022-04-01/items/${asin}`, { marketplaceIds: germany, includedData: allCatalogData })).body,
		);
	}
	const ordered = await amazon.order(germany);
	const { url, ...document } = await amazon.document(germany);
	const done = await amazon.report(ordered.body.reportId);
	const reports = await amazon.ask('/reports/2021-06-30/reports', { reportTypes: 'GET_MERCHANT_LISTINGS_ALL_DATA', pageSize: '1' });
	return {
		'getListingsItem 200': {
			recorded: [
				bodyOf('listings-get-1'),
				readAmazonSample('listings-get-3-vendor'),
				rebuilt['listingWithSummary'],
				rebuilt['listingOfTwoChannels'],
			],
			answered: listings,
		},
		'getListingsItem 404': { recorded: [rebuilt['listingNotFound']], answered: [(await amazon.listing('nobody')).body] },
		'getCatalogItem 200': { recorded: [bodyOf('catalog-get-1')], answered: items.map(({ attributes: _attributes, ...item }) => item) },
		'getCatalogItem 404': {
			recorded: [rebuilt['catalogNotFound']],
			answered: [(await amazon.ask('/catalog/2022-04-01/items/B000000009', { marketplaceIds: germany })).body],
		},
		'createReport 202': { recorded: [lifecycle[0]], answered: [ordered.body] },
		'getReport 200': {
			recorded: [(lifecycle[2] as { reports: unknown[] }).reports[0], (lifecycle[3] as { reports: unknown[] }).reports[0]],
			answered: [done.body],
		},
		'getReports 200': { recorded: [lifecycle[2], lifecycle[3]], answered: [reports.body] },
		'getReport 404': { recorded: [bodyOf('error-report-404-1')], answered: [(await amazon.report('1234567')).body] },
		'getReportDocument 200': { recorded: [documents[0]?.response.body, lifecycle[4]], answered: [{ ...document, url }] },
		'any 403': {
			recorded: [bodyOf('error-unauthorized-403-1')],
			answered: [(await amazon.listing('x', { marketplaceIds: america })).body],
		},
	};
};

/** Where the stand-in differs from what was recorded, and why. */
const explained: readonly (readonly [RegExp, string])[] = [
	[/^getListingsItem 200: attributes\.\w+ is not in any/, "the attribute's name and form are those of Amazon's product types"],
	[/^getListingsItem 200: (offers|fulfillmentAvailability|relationships|productTypes) is not in any/, 'by the model'],
	[/^getListingsItem 200: issues\[\]\.(code|categories|marketplaceIds) is not in any/, 'by the model; the recording is older than it'],
	[/^getListingsItem 200: issues\[\]\.attributeName is missing/, 'gone from the model'],
	[/^getListingsItem 200: attributes\.fulfillment_availability is missing/, 'a parent of variations has none'],
	[/^getListingsItem 200: attributes\.purchasable_offer\[\]\.(max|min)imum_seller_allowed_price is missing/, "the seller's choice"],
	[
		/^getListingsItem 200: summaries\[\]\.(asin|conditionType|itemName|mainImage) is missing/,
		'optional in the model; missing on odd listings',
	],
	[/^getCatalogItem 200: summaries\[\]\.(brand|packageQuantity|color|size) is not in any/, 'by the model; the recording is of a book'],
	[/^getCatalogItem 200: summaries\[\]\.(contributors|releaseDate) is missing/, 'of books alone'],
	[/^getCatalogItem 200: summaries\[\]\.itemName is missing/, 'optional in the model; missing on odd listings'],
	[/^getCatalogItem 200: classifications\[\]\.classifications\[\](\.parent)+ is missing/, 'paths are of different lengths'],
];

const notRecorded: Readonly<Record<string, string>> = {
	searchListingsItems: 'no page was ever published: by the model alone, its entries like those of getListingsItem',
	searchCatalogItems: 'by the model alone, its entries like those of getCatalogItem',
	cancelReport: 'by the model alone: 200 without a body',
	'getReport FATAL, CANCELLED': 'by the model alone',
	'localised listings reports': 'no whole file was ever published: names as sellers told them, their set and order are ours',
	'patchListingsItem INVALID':
		'texts of a wrong attribute and of a missing channel were told; of a wrong quantity none: the text of another attribute',
	'a push to a closed listing': 'nobody said what it does: the stand-in opens it again',
	'getFeed, getFeeds, cancelFeed': 'by the model; a feed that is done was published, others were not',
	'feeds that are refused whole': 'that no message is named and none counted was told; code and text are ours',
	'FATAL and CANCELLED feeds': 'whether they have a report: by the model they may; these have none',
	GET_LEDGER_SUMMARY_VIEW_DATA: 'columns as clients read them; no whole file was published',
	'listInventory, getSupplySources, getSupplySource': "by the model, and by answers of Amazon's own sandbox",
	'parents of variations in listings reports': 'nobody said whether they are there; a setting',
};

describe('what the stand-in says of listings, the catalogue and reports', () => {
	let amazon: ProductCaller;
	let differences: readonly string[];
	beforeAll(async () => {
		amazon = await callProducts();
		differences = Object.entries(await compared(amazon)).flatMap(([what, { recorded, answered }]) =>
			disagreements(shapeOf(...answered), shapeOf(...recorded)).map((line) => `${what}: ${line}`),
		);
	});

	it('is of the types that Amazon was seen to answer', () => {
		expect(differences.filter((line) => !explained.some(([pattern]) => pattern.test(line)))).toEqual([]);
		expect(amazon.sandbox.damage()).toEqual({ amazon: [], sandbox: [] });
	});

	it('differs nowhere for a reason that is none any more', () => {
		expect(explained.filter(([pattern]) => !differences.some((line) => pattern.test(line)))).toEqual([]);
	});

	it('is told where nobody recorded it', () => {
		const lines = [
			...Object.entries(notRecorded).map(([what, reason]) => `  ${what}: ${reason}`),
			...differences.map((line) => `  ${line}: ${explained.find(([pattern]) => pattern.test(line))?.[1] ?? ''}`),
		];
		process.stdout.write(`\nWhat Amazon's stand-in says of products without a recording:\n${lines.join('\n')}\n`);
		expect(lines.length).toBeGreaterThan(Object.keys(notRecorded).length);
	});
});

/** What a cell of a report looks like. */
const cellKind = (text: string): string => {
	if (text === '') return 'empty';
	if (/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2} P[DS]T$/.test(text)) return 'time';
	if (/^\d+$/.test(text)) return 'whole';
	return /^\d+\.\d+$/.test(text) ? 'decimal' : 'text';
};

const kindsByColumn = ([headers = [], ...rows]: readonly (readonly string[])[]): ReadonlyMap<string, ReadonlySet<string>> => {
	for (const row of rows) expect(row).toHaveLength(headers.length);
	return new Map(headers.map((header, at) => [header, new Set(rows.map((row) => cellKind(row[at] ?? '')))]));
};

describe('the American listings report of the stand-in', () => {
	it('has the columns of a recorded one, and in them the same kinds of cells', async () => {
		const amazon = await callProducts('na');
		amazon.sandbox.seedListings({
			count: 120,
			ugly: true,
			missing: 20,
			missingVariations: 8,
			marketplaces: [america],
			sellerId: amazon.sellerId,
		});
		const lines = readAmazonText('report-MERCHANT_LISTINGS_ALL_DATA-1.tsv').trimEnd().split('\n');
		const recorded = kindsByColumn(lines.map((line) => line.split('\t')));
		const ours = kindsByColumn(await amazon.read(await amazon.document(america)));
		expect([...ours.keys()]).toEqual([...recorded.keys()]);
		const strange = [...ours].flatMap(([column, kinds]) =>
			[...kinds].filter((kind) => !recorded.get(column)?.has(kind)).map((kind) => `${column}: ${kind}`),
		);
		expect(strange).toEqual([
			// An incomplete listing has no title, no price, no ASIN; a parent no condition and no price.
			'item-name: empty',
			'price: decimal',
			'price: empty',
			'item-condition: empty',
			'asin1: empty',
			// The number that the seller registered it by, right or wrong.
			'product-id: whole',
			'product-id: empty',
		]);
	});
});
