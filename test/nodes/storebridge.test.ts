import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, OnError } from 'n8n-workflow';
import type { ListingPage } from '../../src/ports/listings';
import { Engine, type EngineNode, type RunResult } from '../harness/engine';
import { SourceNodeTypes } from '../harness/source-node-types';
import { bazaar, listing, platformError, productCredentials, shop, SHOP } from './storebridge-platforms';
import { PACKAGE, type Parameters } from './world';

const engine = new Engine(new SourceNodeTypes(productCredentials));
const credentials = { B: { type: 'bazaarApi', data: {} }, S: { type: 'shopApi', data: {} } };
const node = (parameters: Parameters, onError: OnError = 'stopWorkflow'): EngineNode => ({
	name: 'Node',
	type: `${PACKAGE}.storebridge`,
	parameters: { resource: 'product', ...parameters },
	credentials: { bazaarApi: 'B', shopApi: 'S' },
	onError,
});
const run = async (parameters: Parameters, items: readonly IDataObject[] = [{}], onError?: OnError): Promise<RunResult> =>
	await engine.runWorkflow({ nodes: [node(parameters, onError)], credentials, items });
const sku = (value: string) => ({ __rl: true as const, mode: 'sku', value });
const jsonOf = (result: RunResult, output: number): readonly IDataObject[] =>
	(result.outputs('Node')[output] ?? []).map(({ json }) => json);
const hintOf = (result: RunResult): string | undefined => result.hints('Node')[0]?.message;
const why = ({ attention }: IDataObject): string => {
	const { code, text } = attention as IDataObject;
	return `${String(code)}: ${String(text)}`;
};

beforeAll(() => {
	process.env.N8N_USER_FOLDER = mkdtempSync(join(process.env.N8N_USER_FOLDER ?? '', 'storebridge-'));
});
beforeEach(() => {
	bazaar.asked = [];
	bazaar.pagesRead = 0;
	bazaar.pages = [];
	bazaar.fault = undefined;
	shop.asked = [];
});

describe('Storebridge: get many products of a channel', () => {
	const many: Parameters = { account: 'bazaar', operation: 'getAll' };
	const page = (...skus: readonly string[]): ListingPage => ({ listings: skus.map((one) => listing(one)), unreadable: [] });

	it('gives each listing as an item, and what could not be read at Needs Attention', async () => {
		bazaar.pages = [
			{ listings: [listing('MUG'), listing('MUG', 'es')], unreadable: [{ marketplace: 'de', sku: 'ODD', why: 'its price is no number' }] },
			{ listings: [listing('TEE')], unreadable: [{ marketplace: 'es', why: 'its line has too few columns' }] },
		];
		const result = await run({ ...many, returnAll: true });
		expect(jsonOf(result, 0)).toEqual([listing('MUG'), listing('MUG', 'es'), listing('TEE')]);
		expect(jsonOf(result, 1).map(why)).toEqual([
			'recordUnreadable: Listing "ODD" in de: The record could not be read (its price is no number)',
			'recordUnreadable: A listing in es: The record could not be read (its line has too few columns)',
		]);
		expect(hintOf(result)).toBe('3 read, 2 need attention');
		expect(result.outputs('Node').flatMap((output) => output.map(({ pairedItem }) => pairedItem))).toEqual(
			[1, 2, 3, 4, 5].map(() => ({ item: 0 })),
		);
	});

	it('asks for the marketplaces and the time that were chosen, else for all that the account is registered in', async () => {
		await run({ ...many, marketplaces: ['fr'], changedSince: '2026-11-20T00:00:00.000Z' });
		await run(many);
		await run({ ...many, returnAll: true });
		expect(bazaar.asked).toEqual([
			`50 of fr since ${String(Date.UTC(2026, 10, 20))}`,
			'50 of de,es since undefined',
			'all of de,es since undefined',
		]);
		// The platform is asked once.
		expect(bazaar.registeredAsked).toBe(1);
	});

	it('reads no further than the limit', async () => {
		bazaar.pages = [page('A', 'B'), page('C', 'D'), page('E')];
		const result = await run({ ...many, limit: 3 });
		expect(jsonOf(result, 0).map((json) => json['sku'])).toEqual(['A', 'B', 'C']);
		expect(bazaar.pagesRead).toBe(2);
	});

	it('gives the fields that were chosen, and the SKU', async () => {
		bazaar.pages = [page('A')];
		const result = await run({ ...many, options: { fields: ['title', 'marketplace'] } });
		expect(jsonOf(result, 0)).toEqual([{ marketplace: 'de', sku: 'A', title: 'A a' }]);
	});

	it('gives no half of a catalog where a page does not come', async () => {
		bazaar.pages = [page('A'), page('B')];
		bazaar.fault = platformError('rateLimited');
		const stopped = await run(many);
		expect([stopped.status, stopped.nodeError('Node')?.message]).toEqual(['error', 'The bazaar is closed']);
		bazaar.pagesRead = 0;
		const told = await run(many, [{ a: 1 }], 'continueRegularOutput');
		expect(jsonOf(told, 0)).toEqual([]);
		expect(jsonOf(told, 1).map(why)).toEqual(['setup: Item 1: The node could not work (The bazaar is closed)']);
	});

	it('answers the other items where one asks for what there is not', async () => {
		bazaar.pages = [page('A')];
		const result = await run({ ...many, changedSince: '={{ $json.since }}' }, [{ since: 'soon' }, { since: '' }], 'continueRegularOutput');
		expect(jsonOf(result, 0).map((json) => json['sku'])).toEqual(['A']);
		expect(jsonOf(result, 1).map(why)).toEqual(['setup: Item 1: The node could not work ("Changed Since" is not a date)']);
	});

	it.each([
		[{ marketplaces: ['us'] }, 'the US are not in Europe'],
		[{ changedSince: 'soon' }, '"Changed Since" is not a date'],
	])('says what is wrong with %j', async (wrong, text) => {
		const result = await run({ ...many, ...wrong } as Parameters);
		expect(result.nodeError('Node')?.message).toBe(text);
	});
});

describe('Storebridge: get a product of a channel', () => {
	const one: Parameters = { account: 'bazaar', operation: 'get', marketplace: 'de', listing: sku('={{ $json.sku }}') };

	it('reads those of all items in one request, each once', async () => {
		const result = await run(
			one,
			['MUG', 'NO-MUG', 'TEE ', 'MUG', ' '].map((value) => ({ sku: value })),
		);
		expect(jsonOf(result, 0).map((json) => json['sku'])).toEqual(['MUG', 'TEE ', 'MUG']);
		expect(jsonOf(result, 1).map(why)).toEqual([
			'noSuchListing: Listing "NO-MUG" in de: The account has no listing with this SKU in this marketplace',
			'nothingChosen: Item 5: Nothing was chosen ("Listing" is empty)',
		]);
		expect(bazaar.asked).toEqual(['find MUG,NO-MUG,TEE  in de']);
	});

	it('with all details gives what a product is made of, of the content that was chosen', async () => {
		const result = await run({ ...one, details: true, marketplace: 'es' }, [{ sku: 'MUG' }, { sku: 'BAD' }]);
		expect(jsonOf(result, 0)).toEqual([
			{ ...listing('MUG', 'es'), description: 'Fine', bullets: [], images: [], axes: [], children: [], attributes: [], categories: [] },
		]);
		expect(jsonOf(result, 1).map(why)).toEqual([
			'recordUnreadable: Listing "BAD" in es: The record could not be read (The bazaar is closed)',
		]);
		await run({ ...one, details: true, content: 'catalog' }, [{ sku: 'MUG' }]);
		expect(bazaar.asked).toEqual(['details of MUG,BAD in es by listing', 'details of MUG in de by catalog']);
	});

	it('throws what concerns all', async () => {
		const result = await run({ ...one, details: true }, [{ sku: 'MUG' }, { sku: 'BAD-ALL' }]);
		expect(result.nodeError('Node')?.message).toBe('The bazaar is closed');
	});
});

describe('Storebridge: products of a store', () => {
	it('come with the store, each variation as an item of its own', async () => {
		const result = await run({ account: 'shop', operation: 'getAll', returnAll: true });
		expect(jsonOf(result, 0)).toEqual(shop.products.map((own) => ({ store: SHOP, ...own })));
		expect(jsonOf(result, 1).map(why)).toEqual(['recordUnreadable: Product 9: The record could not be read (it has no status)']);
	});

	it('are got by SKU and by ID, all in two requests', async () => {
		const located = (mode: string): Parameters => ({
			account: 'shop',
			operation: 'get',
			product: { __rl: true, mode, value: '={{ $json.it }}' },
		});
		const bySku = await run(located('sku'), [{ it: 'MUG' }, { it: 'TEE-RED' }, { it: 'mug' }, { it: 'TWIN' }]);
		expect(jsonOf(bySku, 0).map((json) => json['id'])).toEqual(['1', '3']);
		expect(jsonOf(bySku, 1).map(why)).toEqual([
			'noSuchProduct: SKU "mug": The store has no such product',
			'productSkuShared: SKU "TWIN": Several products of the store share this SKU (product 4, product 5)',
		]);
		const byId = await run(located('id'), [{ it: '2/3' }, { it: '77' }]);
		expect(jsonOf(byId, 0)).toEqual([{ store: SHOP, ...shop.products[2] }]);
		expect(jsonOf(byId, 1).map(why)).toEqual(['noSuchProduct: Product 77: The store has no such product']);
		expect(shop.asked).toEqual(['look for MUG,TEE-RED,mug,TWIN', 'find /1,2/3', 'find 2/3,/77']);
	});
});

describe('the lists of the panel', () => {
	const found = async (method: string, parameters: Parameters, filter?: string) =>
		await engine.searchList({ nodes: [node(parameters)], credentials, node: 'Node', method, ...(filter === undefined ? {} : { filter }) });

	it('find listings in the marketplace that was chosen, and products, by their exact SKU or ID', async () => {
		expect(await found('searchListings', { account: 'bazaar' }, 'mug')).toEqual({
			results: [
				{ name: 'MUG · A mug', value: 'MUG' },
				{ name: 'BARE', value: 'BARE' },
			],
		});
		expect(await found('searchProducts', { account: 'shop' }, 'TEE')).toEqual({
			results: [
				{ name: 'TEE · A tee', value: '2' },
				{ name: 'TEE-RED · A tee-red', value: '2/3' },
			],
		});
		expect((await found('searchProducts', { account: 'shop' })).results).toHaveLength(5);
	});

	it('find listings where the account sells them, if no marketplace was chosen', async () => {
		const names = async (parameters: Parameters) =>
			(await found('searchListings', { account: 'bazaar', ...parameters }, 'taza')).results.map(({ name }) => name);
		expect(await names({})).toEqual(['TAZA · A taza', 'BARE']);
		expect(await names({ marketplace: 'de' })).toEqual([]);
	});

	it('say what is the matter', async () => {
		await expect(found('searchListings', { account: 'bazaar' }, 'closed')).rejects.toThrow('The bazaar is closed');
		await expect(found('searchProducts', { account: 'bazaar' })).rejects.toThrow('"Account" names no platform that can do this');
	});
});
