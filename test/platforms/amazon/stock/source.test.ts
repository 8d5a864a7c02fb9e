import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StockPage } from '../../../../src/ports/stock-source';
import { dayOf } from '../../../../src/platforms/amazon/stock/centres';
import { DE, GB, SELLER } from '../listings/fixtures';
import { failure } from '../failure';
import { json } from '../raw-server';
import { both, fba, fbm } from './shelves';
import { Shop } from './shop';

let shop: Shop;
beforeEach(async () => {
	shop = await new Shop([DE]).start();
});
afterEach(() => shop.stop());

async function read(pages: AsyncIterable<StockPage>) {
	const all: StockPage[] = [];
	for await (const page of pages) all.push(page);
	return { levels: all.flatMap(({ levels }) => levels), unreadable: all.flatMap(({ unreadable }) => unreadable) };
}

const recorded = (name: string): string => readFileSync(join(__dirname, '../../../fixtures/amazon-samples', name), 'utf8');

const summary = (sellerSku: string, more: object = {}) => ({
	sellerSku,
	productName: `Title of ${sellerSku}`,
	inventoryDetails: {
		fulfillableQuantity: 10,
		inboundWorkingQuantity: 1,
		inboundShippedQuantity: 2,
		inboundReceivingQuantity: 3,
		reservedQuantity: { totalReservedQuantity: 4 },
		unfulfillableQuantity: { totalUnfulfillableQuantity: 5 },
		...more,
	},
	totalQuantity: 25,
});

describe('the stock at the warehouse', () => {
	it('tells its parts, and counts those that are chosen', async () => {
		shop.summaries = [summary('A')];
		const counts = ['fulfillable', 'inbound'] as const;
		expect(await read(shop.amazon().stock.warehouse({ marketplace: DE, counts }))).toEqual({
			levels: [
				{
					account: SELLER,
					place: 'fba',
					marketplace: DE,
					sku: 'A',
					title: 'Title of A',
					counted: true,
					quantity: 16,
					parts: { fulfillable: 10, inbound: 6, reserved: 4, unfulfillable: 5 },
					fulfilledBy: 'amazon',
					asOf: '2026-11-21T12:00:00.000Z',
				},
			],
			unreadable: [],
		});
	});

	it('does not add what cannot be read as if it were none', async () => {
		shop.summaries = [summary('A', { inboundShippedQuantity: -1 }), summary('B', { inboundShippedQuantity: null })];
		const counts = ['fulfillable', 'inbound'] as const;
		const { levels, unreadable } = await read(shop.amazon().stock.warehouse({ marketplace: DE, counts }));
		expect(levels).toMatchObject([{ sku: 'B', quantity: 14 }]);
		expect(unreadable).toMatchObject([{ sku: 'A' }]);
	});

	it('names what has no count instead of calling it zero', async () => {
		shop.summaries = [summary('A', { fulfillableQuantity: null }), { sellerSku: 'B' }, { asin: 'C' }, summary('D')];
		const { levels, unreadable } = await read(shop.amazon().stock.warehouse({ marketplace: DE, counts: ['fulfillable'] }));
		expect(levels.map(({ sku }) => sku)).toEqual(['D']);
		expect(unreadable.map(({ sku }) => sku)).toEqual(['A', 'B', undefined]);
	});

	it('is of the SKUs that are asked for, spelt exactly so', async () => {
		shop.summaries = [summary('a'), summary('A')];
		const { levels } = await read(shop.amazon().stock.warehouse({ marketplace: DE, skus: ['A', 'B'], counts: ['fulfillable'] }));
		expect(levels.map(({ sku }) => sku)).toEqual(['A']);
		expect(shop.server.calls()[0]?.query.get('sellerSkus')).toBe('A,B');
	});

	it('begins its pages anew where a token has ended meanwhile, and gives each SKU once', async () => {
		let ended = false;
		shop.before = ({ path, query }, response) => {
			if (!path.startsWith('/fba/')) return false;
			const token = query.get('nextToken');
			if (token !== null && !ended) {
				ended = true;
				json(response, 400, { errors: [{ code: 'InvalidInput', message: 'Token expired' }] });
				return true;
			}
			const page = (all: readonly object[], nextToken?: string) => ({
				payload: { granularity: {}, inventorySummaries: all },
				...(nextToken === undefined ? {} : { pagination: { nextToken } }),
			});
			json(response, 200, token === null ? page([summary('A')], 'next') : page([summary('B')]));
			return true;
		};
		const { levels } = await read(shop.amazon().stock.warehouse({ marketplace: DE, counts: ['fulfillable'] }));
		expect(levels.map(({ sku }) => sku)).toEqual(['A', 'B']);
		expect(shop.count('fba')).toBe(4);
	});
});

describe('the stock by fulfillment centre', () => {
	const HEADER =
		'"Date"\t"FNSKU"\t"ASIN"\t"MSKU"\t"Title"\t"Disposition"\t"Starting Warehouse Balance"\t"Ending Warehouse Balance"\t"Location"';
	const line = (date: string, sku: string, disposition: string, ending: string, centre: string): string =>
		[date, 'X1', 'B0', sku, `Title of ${sku}`, disposition, '1', ending, centre].map((cell) => `"${cell}"`).join('\t');

	it('is that of the last day that the ledger knows', async () => {
		shop.report = () =>
			[
				HEADER,
				line('11/19/2026', 'A', 'SELLABLE', '90', 'LEJ1'),
				line('11/20/2026', 'A', 'SELLABLE', '7', 'LEJ1'),
				line('11/20/2026', 'A', 'CUSTOMER_DAMAGED', '2', 'LEJ1'),
				line('11/20/2026', 'A', 'SELLABLE', '3', 'WRO5'),
				line('11/18/2026', 'B', 'SELLABLE', '5', 'LEJ1'),
				line('11/20/2026', 'C', 'SELLABLE', '?', 'LEJ1'),
			].join('\n');
		const { levels, unreadable } = await read(shop.amazon().stock.centres({ marketplace: DE }));
		expect(levels).toMatchObject([
			{
				place: 'centre',
				placeId: 'LEJ1',
				sku: 'A',
				quantity: 7,
				parts: { fulfillable: 7, unfulfillable: 2 },
				asOf: '2026-11-20T23:59:59.999Z',
			},
			{ placeId: 'WRO5', sku: 'A', quantity: 3 },
		]);
		expect(unreadable).toEqual([{ sku: 'C', why: 'The count of LEJ1 cannot be read' }]);
		expect(JSON.parse(shop.server.calls().find(({ method }) => method === 'POST')?.body ?? '')).toEqual({
			reportType: 'GET_LEDGER_SUMMARY_VIEW_DATA',
			marketplaceIds: [DE],
			reportOptions: { aggregateByLocation: 'FC', aggregatedByTimePeriod: 'DAILY' },
			dataStartTime: '2026-11-17T00:00:00.000Z',
			dataEndTime: '2026-11-20T23:59:59.999Z',
		});
	});

	it('goes on with the same report the next time', async () => {
		shop.looks = 1_000;
		const error = await failure(read(shop.amazon().stock.centres({ marketplace: DE })));
		expect(error.details).toMatchObject({ kind: 'rateLimited', code: 'reportNotReady' });
		expect(error.details.retryAfterMs).toBeGreaterThan(0);
		shop.looks = 1;
		shop.around = { ...shop.around, budgetMs: 60_000 };
		await failure(read(shop.amazon().stock.centres({ marketplace: DE })));
		expect(shop.reports).toHaveLength(1);
	});

	it('reads days as countries write them', () => {
		const [from, to] = [Date.UTC(2026, 10, 1), Date.UTC(2026, 10, 30)];
		const day = Date.UTC(2026, 10, 9);
		expect(['11/09/2026', '09/11/2026', '2026-11-09', '9.11.2026', '2026/11/09'].map((text) => dayOf(text, from, to))).toEqual([
			day,
			day,
			day,
			day,
			day,
		]);
		expect(['', 'yesterday', '11/09/2025', '13/13/2026'].map((text) => dayOf(text, from, to))).toEqual([
			undefined,
			undefined,
			undefined,
			undefined,
		]);
	});
});

describe('bulk storage', () => {
	const stored = (sku: string, more: object) => ({ sku, ...more });
	it('is read wherever its count stands', async () => {
		const inventory = [
			stored('A', {
				totalInboundQuantity: 5,
				totalOnhandQuantity: 100,
				inventoryDetails: { availableDistributableQuantity: 90, reservedDistributableQuantity: 10 },
			}),
			stored('B', { inventoryDetails: { totalOnhandQuantity: 7 } }),
			stored('C', {}),
		];
		shop.before = ({ path, query }, response) => {
			if (!path.startsWith('/awd/')) return false;
			json(response, 200, query.has('nextToken') ? { inventory } : { inventory: [], nextToken: 'next' });
			return true;
		};
		const { levels, unreadable } = await read(shop.amazon().stock.storage({}));
		expect(levels).toMatchObject([
			{ place: 'awd', sku: 'A', quantity: 100, parts: { fulfillable: 90, inbound: 5, reserved: 10 } },
			{ place: 'awd', sku: 'B', quantity: 7 },
		]);
		expect(unreadable).toEqual([{ sku: 'C', why: 'Amazon tells no count' }]);
	});
});

describe("the merchant's own locations", () => {
	const sources = JSON.parse(recorded('supply-sources-list-1.json')) as { response: { body: { nextPageToken?: string } } };
	const CODE = 'ed85fcf9-798c-4b63-a47e-8d4f0d273ddb';
	const answering = (status: number, body: object): void => {
		shop.before = ({ path }, response) => {
			if (!path.startsWith('/supplySources/')) return false;
			json(response, status, body);
			return true;
		};
	};

	it('stand in listings under the codes of supply sources, which have the names', async () => {
		const { nextPageToken: _, ...body } = sources.response.body;
		answering(200, body);
		shop.put({ sku: 'A', places: [{ marketplace: DE, shelves: { DEFAULT: 0, [CODE]: 7 } }] }, fbm('B'));
		const { levels } = await read(shop.amazon().stock.locations({ marketplace: DE, skus: ['A', 'B'] }));
		expect(levels).toMatchObject([
			{ place: 'location', placeId: CODE, placeName: 'alias_jksjdkf_aaaas', sku: 'A', counted: true, quantity: 7 },
		]);
		expect(levels).toHaveLength(1);
	});

	it('have no names where they may not be read', async () => {
		answering(403, { errors: [{ code: 'Unauthorized', message: 'x' }] });
		shop.put({ sku: 'A', places: [{ marketplace: DE, shelves: { [CODE]: 7 } }] });
		const { levels } = await read(shop.amazon().stock.locations({ marketplace: DE, skus: ['A'] }));
		expect(levels).toMatchObject([{ placeId: CODE, quantity: 7 }]);
	});
});

describe('what the merchant offers', () => {
	it('is what he ships himself in this marketplace', async () => {
		shop.put(fbm('A', 4), fba('B'), both('C'), fbm('D', 9, [GB]), { sku: 'E', places: [{ marketplace: DE, shelves: { DEFAULT: null } }] });
		const { levels } = await read(shop.amazon().stock.offers({ marketplace: DE }));
		expect(levels).toMatchObject([
			{ place: 'fbm', marketplace: DE, sku: 'A', quantity: 4, fulfilledBy: 'merchant' },
			{ sku: 'C', quantity: 3, fulfilledBy: 'both' },
			{ sku: 'E', counted: false },
		]);
	});

	it('of a large catalog is read from the reports, with their time', async () => {
		shop.put(...Array.from({ length: 1_200 }, (_, at) => fbm(`SKU-${at}`, at)), both('C'));
		const { levels } = await read(shop.amazon().stock.offers({ marketplace: DE }));
		expect(levels).toHaveLength(1_201);
		expect(levels.find(({ sku }) => sku === 'C')).toMatchObject({ fulfilledBy: 'both' });
		expect(new Set(levels.map(({ asOf }) => asOf))).toEqual(new Set(['2026-11-21T12:00:00.000Z']));
	});
});

it('the report of FBA stock is read as it was recorded', async () => {
	shop.put(...Array.from({ length: 500 }, (_, at) => fbm(`SKU-${at}`, at)));
	shop.report = (type) => (type.includes('MYI') ? recorded('report-FBA_MYI_UNSUPPRESSED-1.tsv') : undefined);
	const skus = Array.from({ length: 500 }, (_, at) => `SKU-${at}`);
	const facts = await shop.amazon().stockSink.facts([...skus, 'TEST001', 'TEST002'], 86_400_000);
	expect(facts.get('TEST001')).toMatchObject({ fulfilledBy: 'both' });
	expect(facts.get('TEST002')).toMatchObject({ fulfilledBy: 'amazon' });
	expect(facts.get('SKU-1')).toMatchObject({ fulfilledBy: 'merchant' });
});
