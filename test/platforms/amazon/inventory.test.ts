import { createAmazon } from '../../../src/platforms/amazon';
import { describeAgainstModels } from '../../harness/amazon-models';
import { validatorOf } from './amazon-model';
import { connectionTo, surroundings } from './connections';
import { failure } from './failure';
import { answering, json, RawServer, refusing, type Answer } from './raw-server';

let server: RawServer;
beforeEach(async () => {
	server = await new RawServer().start();
});
afterEach(() => server.stop());

const DE = 'A1PA6795UKMFR9';
const GB = 'A1F83G8C2ARO7P';

const stock = (sellerSku: string, fulfillableQuantity: number): object => ({
	sellerSku,
	asin: 'B0',
	inventoryDetails: { fulfillableQuantity },
	totalQuantity: 99,
});

const answerOf = (marketplace: string, summaries: readonly object[], nextToken?: string): object => ({
	payload: { granularity: { granularityType: 'Marketplace', granularityId: marketplace }, inventorySummaries: summaries },
	...(nextToken === undefined ? {} : { pagination: { nextToken } }),
});

const participations = {
	payload: [DE, GB, 'A1RKKUPIHCS9HS'].map((id) => ({
		marketplace: { id, name: id, countryCode: 'XX', defaultCurrencyCode: 'EUR', domainName: 'x', defaultLanguageCode: 'en' },
		participation: { isParticipating: id !== 'A1RKKUPIHCS9HS', hasSuspendedListings: false },
	})),
};

/** Stock by marketplace. */
const keeping =
	(shelves: Readonly<Record<string, readonly object[]>>): Answer =>
	({ path, query }, response) => {
		if (path === '/sellers/v1/marketplaceParticipations') return json(response, 200, participations);
		const marketplace = query.get('marketplaceIds') ?? '';
		json(response, 200, answerOf(marketplace, shelves[marketplace] ?? []));
	};

const inventoryCalls = () => server.calls().filter(({ path }) => path === '/fba/inventory/v1/summaries');
const make = () => createAmazon(connectionTo(server.url), surroundings({ budgetMs: 600_000 }));

it('knows SKUs by their exact spelling only', async () => {
	server.answers = [keeping({ [DE]: [stock('tee-1', 5), stock('TEE-2', 0), { sellerSku: 'TEE-3' }] })];
	const found = await make().inventoryOf(DE).summaries(['TEE-1', 'TEE-2', 'TEE-3', 'TEE-4', '']);
	expect([...found]).toEqual([
		['TEE-2', { fulfillable: 0 }],
		['TEE-3', { fulfillable: 0 }],
	]);
	expect(inventoryCalls()).toHaveLength(1);
	expect(Object.fromEntries(inventoryCalls()[0]?.query ?? [])).toEqual({
		details: 'true',
		granularityType: 'Marketplace',
		granularityId: DE,
		marketplaceIds: DE,
		sellerSkus: 'TEE-1,TEE-2,TEE-3,TEE-4',
	});
});

it('asks 50 at a time, and those with a comma alone', async () => {
	server.answers = [keeping({})];
	const skus = Array.from({ length: 101 }, (_, index) => `SKU ${index}`);
	await make()
		.inventoryOf(DE)
		.summaries([...skus, 'A,B', ...skus]);
	expect(inventoryCalls().map(({ query }) => query.get('sellerSkus')?.split(',').length ?? query.get('sellerSku'))).toEqual([
		50,
		50,
		1,
		'A,B',
	]);
});

it('reads every page', async () => {
	server.answers = [
		(_, response) => json(response, 200, answerOf(DE, [stock('A', 1)], 'next')),
		(_, response) => json(response, 200, answerOf(DE, [stock('B', 2)])),
	];
	expect([...(await make().inventoryOf(DE).summaries(['A', 'B'])).keys()]).toEqual(['A', 'B']);
	expect(inventoryCalls().map(({ query }) => [query.get('nextToken'), query.get('sellerSkus')])).toEqual([
		[null, 'A,B'],
		['next', 'A,B'],
	]);
});

it('asks the marketplaces of the account one after the other, adds nothing up and remembers which they are', async () => {
	server.answers = [keeping({ [DE]: [stock('A', 5)], [GB]: [stock('A', 7), stock('B', 3)] })];
	const connection = connectionTo(server.url);
	const inventory = () => createAmazon(connection, surroundings({ budgetMs: 600_000 })).inventory;
	expect([...(await inventory().summaries(['A', 'B', 'C']))]).toEqual([
		['A', { fulfillable: 5 }],
		['B', { fulfillable: 3 }],
	]);
	await inventory().summaries(['A']);
	expect(server.calls().map(({ path, query }) => query.get('sellerSkus') ?? path)).toEqual([
		'/sellers/v1/marketplaceParticipations',
		'A,B,C',
		'B,C',
		'A',
	]);
});

it('asks in halves where Amazon refuses a list for one SKU in it, which it then does not know', async () => {
	server.answers = [
		({ query }, response) => {
			const asked = query.get('sellerSkus')?.split(',') ?? [];
			if (asked.includes('SKU 1')) return json(response, 400, { errors: [{ code: 'InvalidInput', message: 'x' }] });
			json(
				response,
				200,
				answerOf(
					DE,
					asked.map((sku) => stock(sku, 5)),
				),
			);
		},
	];
	const found = await make().inventoryOf(DE).summaries(['SKU 0', 'SKU 1', 'SKU 2', 'SKU 3']);
	expect([...found.keys()].toSorted()).toEqual(['SKU 0', 'SKU 2', 'SKU 3']);
	expect(inventoryCalls()).toHaveLength(5);
});

it('takes a refusal of everything for what it is, after a few requests', async () => {
	server.answers = [refusing(400, 'InvalidInput')];
	const skus = Array.from({ length: 50 }, (_, index) => `SKU ${index}`);
	expect((await failure(make().inventoryOf(DE).summaries(skus))).details.kind).toBe('rejected');
	expect(inventoryCalls().length).toBeLessThan(10);
});

it('reads the others where one record is odd, and promises nothing of that one', async () => {
	const odd = [null, 17, { sellerSku: 7 }, { sellerSku: 'B', inventoryDetails: { fulfillableQuantity: '5' } }];
	server.answers = [keeping({ [DE]: [stock('A', 1), ...(odd as object[]), stock('C', 3)] })];
	expect([...(await make().inventoryOf(DE).summaries(['A', 'B', 'C']))]).toEqual([
		['A', { fulfillable: 1 }],
		['B', { fulfillable: 0 }],
		['C', { fulfillable: 3 }],
	]);
});

it('knows the other marketplaces where one of them is told oddly, and says so where all are', async () => {
	const payload = [null, { marketplace: { id: 7 } }, participations.payload[0]];
	server.answers = [answering(200, { payload })];
	expect(await make().marketplaces()).toEqual(new Set([DE]));
	server.answers = [answering(200, { payload: payload.slice(0, 2) })];
	expect((await failure(make().marketplaces())).details.kind).toBe('contract');
});

it('asks nothing for nothing', async () => {
	expect((await make().inventory.summaries([])).size).toBe(0);
	expect(server.received).toEqual([]);
});

it('says what failed', async () => {
	server.answers = [refusing(403, 'Unauthorized')];
	expect((await failure(make().inventoryOf(DE).summaries(['A']))).details).toMatchObject({
		kind: 'permission',
		operation: 'getInventorySummaries',
	});
	server.answers = [(_, response) => json(response, 200, { payload: 'none' })];
	expect((await failure(make().inventoryOf(DE).summaries(['A']))).details.kind).toBe('contract');
});

describeAgainstModels('FBA inventory', () => {
	it('the answers of these tests are such', () => {
		const validate = validatorOf('fba-inventory-v1.json', 'GetInventorySummariesResponse');
		validate(answerOf(DE, [stock('A', 1)], 'next'));
		expect(validate.errors ?? []).toEqual([]);
	});
});
