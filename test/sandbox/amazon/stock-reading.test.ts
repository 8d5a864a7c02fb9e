import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readAmazonText } from '../../fixtures/amazon-samples';
import type { InventorySummariesAnswer } from '../../../sandbox/amazon/inventory/fba-inventory';
import { describeAgainstModels, modelsDirectory } from '../../harness/amazon-models';
import { modelValidatorFor } from '../../../sandbox/amazon/models/model-validator';
import { seedStock } from '../../../sandbox/seed/stock-seed';
import { britain, france, germany } from './product-caller';
import { callStock, quantityPatch, type StockCaller } from './stock-caller';

const minute = 60_000;
const day = 24 * 60 * minute;
const parts = { inboundWorking: 1, inboundShipped: 2, inboundReceiving: 3, transfers: 4, processing: 5, unfulfillable: 6, researching: 7 };

async function withFba(): Promise<StockCaller> {
	const amazon = await callStock({ amazon: { fbaStock: {} } });
	const { listings } = amazon.sandbox.amazon;
	listings.put({
		sku: 'fba',
		asin: 'B000000001',
		places: [{ marketplaceId: germany, title: 'Becher', price: '9.50', fulfilledBy: 'AMAZON' }],
	});
	listings.put({ sku: 'both', asin: 'B000000002', places: [{ marketplaceId: germany, fulfilledBy: 'AMAZON', leftMerchantQuantity: 5 }] });
	listings.put({ sku: 'fbm', asin: 'B000000003' });
	await amazon.control('fba/stock', { sellerSku: 'fba', fulfillable: 20, parts });
	await amazon.control('fba/stock', { sellerSku: 'both', fulfillable: 2 });
	return amazon;
}

const summaries = async (amazon: StockCaller, marketplaceId: string, more: Readonly<Record<string, string>> = {}) =>
	await amazon.ask<InventorySummariesAnswer>('/fba/inventory/v1/summaries', {
		granularityType: 'Marketplace',
		granularityId: marketplaceId,
		marketplaceIds: marketplaceId,
		details: 'true',
		...more,
	});

describe('FBA inventory', () => {
	it('tells all parts, the same in every marketplace, and its token lives thirty seconds', async () => {
		const amazon = await withFba();
		const { body } = await summaries(amazon, germany, { sellerSkus: 'fba' });
		expect(body.payload.inventorySummaries).toMatchObject([
			{
				sellerSku: 'fba',
				totalQuantity: 48,
				inventoryDetails: {
					fulfillableQuantity: 20,
					inboundWorkingQuantity: 1,
					inboundShippedQuantity: 2,
					inboundReceivingQuantity: 3,
					reservedQuantity: { totalReservedQuantity: 9, pendingTransshipmentQuantity: 4, fcProcessingQuantity: 5 },
					unfulfillableQuantity: { totalUnfulfillableQuantity: 6 },
					researchingQuantity: { totalResearchingQuantity: 7 },
				},
			},
		]);
		expect((await summaries(amazon, france)).body.payload.inventorySummaries).toEqual(
			(await summaries(amazon, britain)).body.payload.inventorySummaries,
		);
		for (let at = 0; at < 60; at += 1) await amazon.control('fba/stock', { sellerSku: `more-${at}`, fulfillable: 1 });
		const { nextToken = '' } = (await summaries(amazon, germany)).body.pagination ?? {};
		amazon.sandbox.clock.advance(30_000);
		expect((await summaries(amazon, germany, { nextToken })).body.payload.inventorySummaries).toHaveLength(12);
		amazon.sandbox.clock.advance(1);
		expect((await summaries(amazon, germany, { nextToken })).status).toBe(400);
		const skus = Array.from({ length: 51 }, (_, at) => `s${at}`).join(',');
		expect((await summaries(amazon, germany, { sellerSkus: skus })).status).toBe(400);
	});

	it('orders that Amazon ships reserve its units, until they leave or are cancelled', async () => {
		const amazon = await withFba();
		const { orders } = amazon.sandbox.amazon;
		const held = async () => {
			const { body } = await summaries(amazon, germany, { sellerSkus: 'fba' });
			const details = body.payload.inventorySummaries[0]?.inventoryDetails;
			return [details?.fulfillableQuantity, details?.reservedQuantity.pendingCustomerOrderQuantity];
		};
		const items = [{ sku: 'fba', quantity: 2, unitPrice: '9.50' }];
		const first = orders.create({ fulfilledBy: 'AMAZON', items });
		const second = orders.create({ fulfilledBy: 'AMAZON', items });
		expect(await held()).toEqual([16, 4]);
		orders.ship(first.orderId);
		orders.cancel(second.orderId);
		expect(await held()).toEqual([18, 0]);
	});

	it('GET_FBA_MYI_UNSUPPRESSED_INVENTORY_DATA has the recorded columns and says where a merchant entry stands too', async () => {
		const amazon = await withFba();
		const type = { reportType: 'GET_FBA_MYI_UNSUPPRESSED_INVENTORY_DATA' };
		const [header = [], ...rows] = await amazon.read(await amazon.document(germany, type));
		expect(header).toEqual(readAmazonText('report-FBA_MYI_UNSUPPRESSED-1.tsv').split(/\r?\n/)[0]?.split('\t'));
		const shown = rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at]])));
		expect(shown).toMatchObject([
			{
				sku: 'fba',
				'product-name': 'Becher',
				'mfn-listing-exists': 'No',
				'mfn-fulfillable-quantity': '',
				'afn-listing-exists': 'Yes',
				'afn-warehouse-quantity': '42',
				'afn-fulfillable-quantity': '20',
				'afn-reserved-quantity': '9',
				'afn-total-quantity': '48',
			},
			{ sku: 'both', 'mfn-listing-exists': 'Yes', 'mfn-fulfillable-quantity': '5', 'afn-fulfillable-quantity': '2' },
		]);
	});

	it('the ledger tells yesterday, by fulfilment centre or by country', async () => {
		const amazon = await withFba();
		const order = async (reportOptions: object, more: object = {}) =>
			(await amazon.read(await amazon.document(germany, { reportType: 'GET_LEDGER_SUMMARY_VIEW_DATA', reportOptions, ...more }))).map(
				(row) => row.map((cell) => cell.replace(/^"|"$/g, '')),
			);
		const [header = [], ...rows] = await order({ aggregateByLocation: 'FC', aggregatedByTimePeriod: 'DAILY' });
		expect(header).toHaveLength(22);
		const column = (name: string): number => header.indexOf(name);
		const told = rows
			.filter((row) => row[column('MSKU')] === 'fba')
			.map((row) => ['Date', 'Disposition', 'Ending Warehouse Balance', 'Location'].map((name) => row[column(name)]));
		const yesterday = new Date(amazon.sandbox.clock.now() - day).toISOString().replace(/^(\d+)-(\d+)-(\d+).*/, '$2/$3/$1');
		expect(told).toEqual(
			[
				[yesterday, 'SELLABLE', '10', 'LEJ1'],
				[yesterday, 'UNSELLABLE', '6', 'LEJ1'],
				[yesterday, 'SELLABLE', '10', 'WRO5'],
			]
				.sort((a, b) => ((a[3] ?? '') < (b[3] ?? '') ? -1 : 0))
				.sort((a, b) => ((a[1] ?? '') < (b[1] ?? '') ? -1 : 0)),
		);
		const byCountry = await order({ aggregateByLocation: 'COUNTRY' });
		expect(new Set(byCountry.slice(1).map((row) => row[column('Location')]))).toEqual(new Set(['DE', 'PL']));
		const days = await order({}, { dataStartTime: new Date(amazon.sandbox.clock.now() - 3 * day).toISOString() });
		expect(new Set(days.slice(1).map(([date]) => date)).size).toBe(3);
	});

	it('a frozen report tells for a day what stood before', async () => {
		const amazon = await withFba();
		await amazon.control('reports/freeze', { type: 'GET_MERCHANT_LISTINGS_ALL_DATA' });
		await amazon.control('stock/channel', { sku: 'fbm', channel: 'AMAZON' });
		const channel = async () => {
			const reportOptions = { preferredReportDocumentLocale: 'en_US' };
			const [header = [], ...rows] = await amazon.read(await amazon.document(germany, { reportOptions }));
			return rows.find((row) => row.includes('fbm'))?.[header.indexOf('fulfillment-channel')];
		};
		expect(await channel()).toBe('DEFAULT');
		expect(await amazon.live('fbm')).toEqual([{ fulfillmentChannelCode: 'AMAZON_EU' }]);
		amazon.sandbox.clock.advance(day);
		expect(await channel()).toBe('AMAZON_EU');
	});

	it('AWD tells its own units, with details when they are asked for', async () => {
		const amazon = await withFba();
		await amazon.control('awd', { sku: 'fba', onHand: 100, inbound: 5, reserved: 10 });
		await amazon.control('awd', { sku: 'z', onHand: 1 });
		const read = async (query: Readonly<Record<string, string>> = {}) =>
			(await amazon.ask<{ inventory: object[]; nextToken?: string }>('/awd/2024-05-09/inventory', query)).body;
		expect((await read()).inventory).toEqual([
			{ sku: 'fba', totalInboundQuantity: 5, totalOnhandQuantity: 100 },
			{ sku: 'z', totalInboundQuantity: 0, totalOnhandQuantity: 1 },
		]);
		const page = await read({ details: 'SHOW', maxResults: '1' });
		expect(page.inventory).toMatchObject([{ inventoryDetails: { availableDistributableQuantity: 90, reservedDistributableQuantity: 10 } }]);
		expect((await read({ details: 'SHOW', maxResults: '1', nextToken: page.nextToken ?? '' })).inventory).toMatchObject([{ sku: 'z' }]);
		expect(amazon.sandbox.damage()).toEqual({ amazon: [], sandbox: [] });
	});
});

describe('a seeded catalog', () => {
	it('has every kind of SKU, and each is told as what it is', async () => {
		const amazon = await callStock({ amazon: { fbaStock: {} } });
		const { expectations, products } = amazon.sandbox.seedStock({ count: 200, marketplaces: [germany, france], closed: 2, soldOut: 3 });
		expect(products).toHaveLength(200);
		const counts = Object.fromEntries(
			['merchant', 'amazon', 'both', 'elsewhere', 'unknown', 'none'].map((kind) => [
				kind,
				expectations.filter(({ shippedBy }) => shippedBy === kind).length,
			]),
		);
		expect(counts).toEqual({ merchant: 143, amazon: 40, both: 5, elsewhere: 4, unknown: 4, none: 4 });
		for (const kind of Object.keys(counts)) {
			const { sku = '', quantity } = expectations.find(({ shippedBy, closed }) => shippedBy === kind && closed === undefined) ?? {};
			const merchants = quantity === undefined ? [] : [{ fulfillmentChannelCode: 'DEFAULT', quantity }];
			const amazons = [{ fulfillmentChannelCode: 'AMAZON_EU' }];
			const expected = {
				merchant: merchants,
				amazon: amazons,
				both: [...merchants, ...amazons],
				elsewhere: merchants,
				unknown: [],
				none: undefined,
			};
			expect([kind, await amazon.live(sku)]).toEqual([kind, expected[kind as 'none']]);
			await amazon.patch(sku, quantityPatch(1));
		}
		expect(amazon.damageKinds()).toEqual(['fbaToFbm', 'fbaToFbm', 'fbaToFbm', 'unknownChannel', 'ghostListing']);
	});

	it('is the same for the same options', () => {
		expect(seedStock({ count: 60 })).toEqual(seedStock({ count: 60 }));
		expect(() => seedStock({ count: 5, shippedBy: { amazon: 6 } })).toThrow('do not fit');
	});
});

describeAgainstModels('stock', () => {
	it("the validator takes Amazon's own samples of feeds, patches, AWD and supply sources", () => {
		const validator = modelValidatorFor(modelsDirectory ?? '');
		type Static = { readonly 'x-amzn-api-sandbox'?: { readonly static?: readonly { readonly response?: unknown }[] } };
		type Methods = Readonly<Record<string, { readonly operationId?: string; readonly responses?: Readonly<Record<string, Static>> }>>;
		const wanted = ['patchListingsItem', 'createFeed', 'getFeed', 'getFeeds', 'createFeedDocument', 'getFeedDocument', 'listInventory'];
		const seen = new Set<string>();
		for (const file of ['listings-items-2021-08-01.json', 'feeds-2021-06-30.json', 'awd-2024-05-09.json']) {
			const { paths } = JSON.parse(readFileSync(path.join(modelsDirectory ?? '', file), 'utf8')) as { paths: Record<string, Methods> };
			for (const { operationId = '', responses = {} } of Object.values(paths).flatMap((methods) => Object.values(methods))) {
				if (!wanted.includes(operationId)) continue;
				for (const [status, answer] of Object.entries(responses)) {
					for (const { response } of answer['x-amzn-api-sandbox']?.static ?? []) {
						seen.add(operationId);
						expect(validator.checkAnswer(operationId, Number(status), response)).toEqual([]);
					}
				}
			}
		}
		expect(seen).toEqual(new Set(wanted));
		expect(validator.checkUpload('{"header":{}}')).not.toEqual([]);
	});
});
