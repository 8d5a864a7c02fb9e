import { readFileSync } from 'node:fs';
import path from 'node:path';
import { modelValidatorFor } from '../../../sandbox/amazon/models/model-validator';
import { describeAgainstModels, modelsDirectory } from '../../harness/amazon-models';
import { readAmazonExchange } from '../../fixtures/amazon-samples';
import { callProducts, germany } from './product-caller';

interface Answer {
	readonly 'x-amzn-api-sandbox'?: { readonly static?: readonly { readonly response?: unknown }[] };
}

interface Model {
	readonly paths: Readonly<
		Record<string, Readonly<Record<string, { readonly operationId?: string; readonly responses?: Readonly<Record<string, Answer>> }>>>
	>;
}

const operations = [
	'getListingsItem',
	'searchListingsItems',
	'getCatalogItem',
	'searchCatalogItems',
	'createReport',
	'getReport',
	'getReports',
	'getReportDocument',
];

/** Every answer that a model shows of these operations. */
const samples = (file: string): readonly { readonly operation: string; readonly status: number; readonly body: unknown }[] => {
	const { paths } = JSON.parse(readFileSync(path.join(modelsDirectory ?? '', file), 'utf8')) as Model;
	return Object.values(paths)
		.flatMap((methods) => Object.values(methods))
		.flatMap(({ operationId = '', responses = {} }) =>
			Object.entries(responses).flatMap(([status, answer]) =>
				(answer['x-amzn-api-sandbox']?.static ?? []).map(({ response }) => ({
					operation: operationId,
					status: Number(status),
					body: response,
				})),
			),
		)
		.filter(({ operation }) => operations.includes(operation));
};

describeAgainstModels('listings, catalogue and reports', () => {
	it("the validator takes Amazon's own samples and what sellers got, and refuses what the models do not know", () => {
		const validator = modelValidatorFor(modelsDirectory ?? '');
		const all = ['listings-items-2021-08-01.json', 'catalog-items-2022-04-01.json', 'reports-2021-06-30.json'].flatMap(samples);
		expect(new Set(all.map(({ operation }) => operation))).toEqual(new Set(operations));
		expect(all.flatMap(({ operation, status, body }) => validator.checkAnswer(operation, status, body))).toEqual([]);
		expect(validator.checkAnswer('getListingsItem', 200, readAmazonExchange('listings-get-1').response.body)).toEqual([]);
		expect(validator.checkAnswer('getCatalogItem', 200, readAmazonExchange('catalog-get-1').response.body)).toEqual([]);
		expect(validator.checkAnswer('getListingsItem', 200, { sku: 'x', price: 1 })).toHaveLength(1);
		expect(validator.checkAnswer('getReport', 200, { reportId: '1' })).not.toEqual([]);
		expect(validator.checkAnswer('cancelReport', 200, undefined)).toEqual([]);
		expect(validator.checkAnswer('cancelReport', 200, {})).toHaveLength(1);
	});

	it('what Amazon does not know is damage', async () => {
		const amazon = await callProducts();
		amazon.sandbox.amazon.listings.put({ sku: 'one' });
		await amazon.searchListings({ pageSize: '20', marketplaceId: germany });
		await amazon.order(germany, { marketplaces: [germany] });
		expect(amazon.sandbox.damage()['amazon']?.map(({ detail }) => detail)).toEqual([
			'request: searchListingsItems has no parameter marketplaceId',
			expect.stringContaining('createReport body') as string,
		]);
	});

	it('every seeded listing is one by the models, alone and in all its marketplaces', async () => {
		const amazon = await callProducts();
		await amazon.sandbox.amazon.control('listings/settings', { showsAllMarketplaces: true });
		const marketplaces = [germany, 'A13V1IB3VIYZZH', 'A1F83G8C2ARO7P'];
		const { expectations } = amazon.sandbox.seedListings({
			count: 120,
			ugly: true,
			marketplaces,
			missing: 30,
			missingVariations: 12,
			untitled: 1,
			foreignSkus: 2,
			nearMisses: 12,
		});
		const includedData = 'summaries,attributes,issues,offers,fulfillmentAvailability,procurement,relationships,productTypes';
		for (const { sku } of expectations) {
			expect((await amazon.listing(sku, { marketplaceIds: marketplaces.join(','), includedData })).status).toBe(200);
		}
		expect(amazon.sandbox.damage()).toEqual({ amazon: [], sandbox: [] });
	});
});
