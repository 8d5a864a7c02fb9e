import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, OnError } from 'n8n-workflow';
import { Engine, type EngineNode, type RunResult } from '../harness/engine';
import { SourceNodeTypes } from '../harness/source-node-types';
import { counted, level, market, stall, stockCredentials } from './storebridge-stock-platforms';
import { PACKAGE, type Parameters } from './world';

const engine = new Engine(new SourceNodeTypes(stockCredentials));
const credentials = { M: { type: 'marketApi', data: {} }, S: { type: 'stallApi', data: {} } };
interface More {
	readonly onError?: OnError;
	readonly mode?: 'manual';
	readonly then?: EngineNode;
}
const run = async (parameters: Parameters, items: readonly IDataObject[] = [{}], more: More = {}): Promise<RunResult> => {
	const { onError = 'stopWorkflow', then, ...rest } = more;
	const node: EngineNode = {
		name: 'Node',
		type: `${PACKAGE}.storebridge`,
		parameters: { resource: 'stock', operation: 'getAll', ...parameters },
		credentials: { marketApi: 'M', stallApi: 'S' },
		onError,
	};
	const after = then === undefined ? {} : { nodes: [node, then], connections: [{ from: 'Node', to: then.name }] };
	return await engine.runWorkflow({ nodes: [node], ...after, credentials, items, ...rest });
};
const jsonOf = (result: RunResult, output: number): readonly IDataObject[] =>
	(result.outputs('Node')[output] ?? []).map(({ json }) => json);
const whys = (result: RunResult): readonly string[] =>
	jsonOf(result, 1).map(({ attention }) => {
		const { code, text } = attention as IDataObject;
		return `${String(code)}: ${String(text)}`;
	});

beforeAll(() => {
	process.env.N8N_USER_FOLDER = mkdtempSync(join(process.env.N8N_USER_FOLDER ?? '', 'storebridge-stock-'));
});
beforeEach(() => {
	market.asked = [];
	stall.asked = [];
});

describe('Storebridge: stock of a channel', () => {
	it('reads each marketplace for itself, and counts what was chosen', async () => {
		const result = await run({ account: 'market', counts: ['inbound', 'fulfillable'], returnAll: true });
		expect(market.asked).toEqual(['fba de all fulfillable,inbound', 'fba es all fulfillable,inbound']);
		expect(jsonOf(result, 0)).toHaveLength(6);
		expect(jsonOf(result, 0)[0]).toEqual(level('MUG', { marketplace: 'de' }));
	});

	it('reads no further than the limit', async () => {
		const result = await run({ account: 'market', limit: 2 });
		expect(jsonOf(result, 0).map(({ sku }) => sku)).toEqual(['MUG', 'TEE']);
		expect(market.asked).toEqual(['fba de all fulfillable']);
	});

	it('asks for the SKUs of all items together, and says what nothing is counted of', async () => {
		const items = [{ skus: 'MUG\nNO-MUG' }, { skus: 'A, B ' }, { skus: ['MUG', 'ODD'] }, { skus: ' ' }];
		const result = await run({ account: 'market', which: 'skus', skus: '={{ $json.skus }}', marketplaces: ['de'] }, items);
		expect(market.asked).toEqual(['fba de MUG|NO-MUG|A, B |ODD fulfillable']);
		expect(jsonOf(result, 0).map(({ sku }) => sku)).toEqual(['MUG', 'A, B ', 'MUG']);
		expect(result.outputs('Node')[0]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(whys(result)).toEqual([
			'stockNowhere: SKU "NO-MUG": Nothing is counted under this SKU there',
			'recordUnreadable: Stock of SKU "ODD": The record could not be read (Amazon tells no count)',
			'nothingChosen: Item 4: Nothing was chosen ("SKUs" is empty)',
		]);
	});

	it.each([
		['centre', 'LEJ1', ['de', 'es']],
		['awd', undefined, [undefined]],
		['location', 'DEPOT', ['de', 'es']],
		['fbm', undefined, ['de', 'es']],
	])('reads %s', async (place, placeId, marketplaces) => {
		const result = await run({ account: 'market', place, skus: 'MUG' });
		expect(jsonOf(result, 0).map((json) => [json['place'], json['placeId'], json['marketplace']])).toEqual(
			marketplaces.map((marketplace) => [place, placeId, marketplace]),
		);
	});

	it.each([
		[{ marketplaces: ['us'] }, 'the US are not in Europe'],
		[{ counts: '={{ ["sold"] }}' }, '"What Counts" names nothing that Amazon counts, or more than that'],
	])('says what is wrong with %j', async (wrong, text) => {
		expect((await run({ account: 'market', ...wrong } as Parameters)).nodeError('Node')?.message).toBe(text);
	});
});

describe('Storebridge: stock of a store', () => {
	it('gives all that it counts, and what could not be read at Needs Attention', async () => {
		const result = await run({ account: 'stall', which: 'all', returnAll: true });
		expect(jsonOf(result, 0)).toEqual(stall.levels);
		expect(whys(result)).toEqual([expect.stringMatching(/^recordUnreadable: Stock of product 9.*its count is no number/)]);
	});

	it('reads SKUs with the own part that was asked for', async () => {
		const result = await run({ account: 'stall', which: 'skus', skus: ['TEE', 'tee'], options: { ownPartIn: '_own' } } as Parameters);
		expect(stall.asked).toEqual(['skus TEE|tee_own']);
		expect(jsonOf(result, 0)).toEqual([counted('TEE', '2')]);
		expect(whys(result)).toEqual([expect.stringMatching(/^noSuchProduct: SKU "tee"/)]);
	});

	it('reads nothing where nothing is linked', async () => {
		const result = await run({ account: 'stall' });
		expect([jsonOf(result, 0), stall.asked]).toEqual([[], []]);
	});

	it('reads all the first time, and then what changed since the last run that ended well, some minutes further back', async () => {
		const changed = { account: 'stall', which: 'changed', limit: 1 };
		const read = async (more: More = {}): Promise<number> => jsonOf(await run(changed, [{}], more), 0).length;
		const failing = { name: 'Later', type: `${PACKAGE}.storebridge`, parameters: { resource: 'none' } } as const;
		expect(await read({ mode: 'manual' })).toBe(3);
		expect((await run(changed, [{}], { then: failing })).status).toBe('error');
		expect(await read()).toBe(3);
		expect(await read()).toBe(1);
		expect(stall.asked).toEqual(['all', 'all', 'all', 'changed 15 minutes']);
	});
});
