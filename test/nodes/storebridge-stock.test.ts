import type { IDataObject } from 'n8n-workflow';
import type { EngineNode, RunResult } from '../harness/engine';
import { minutes, pass } from './time';
import { NodeWorld, PACKAGE, type Parameters } from './world';

const node = (parameters: Parameters): EngineNode => ({
	name: 'Node',
	id: 'stock-reader-1',
	type: `${PACKAGE}.storebridge`,
	parameters: { resource: 'stock', operation: 'getAll', ...parameters },
	credentials: { amazonSellingPartnerApi: 'Amazon', wooCommerceStoreApi: 'Store' },
});

describe('Storebridge: get many stock levels', () => {
	let world: NodeWorld;
	beforeEach(async () => {
		world = await NodeWorld.start();
	});
	afterEach(async () => {
		await world.stop();
	});

	const run = async (parameters: Parameters, items: readonly IDataObject[] = [{}], mode?: 'trigger'): Promise<RunResult> =>
		await world.run({ nodes: [node(parameters)], items: items.map((json) => ({ json })), ...(mode === undefined ? {} : { mode }) });
	const told = (result: RunResult): readonly string[] =>
		(result.outputs('Node')[0] ?? []).map(({ json }) => `${String(json['place'])} ${String(json['sku'])} ${String(json['quantity'])}`);
	const whys = (result: RunResult): readonly unknown[] =>
		(result.outputs('Node')[1] ?? []).map(({ json }) => (json['attention'] as IDataObject | undefined)?.['code']);

	it('reads the SKUs that several items name in one request, and says which are not there', async () => {
		const result = await run({ account: 'woocommerce', which: 'skus', skus: '={{ [$json.sku] }}' }, [
			{ sku: 'CAP' },
			{ sku: 'NONE' },
			{ sku: 'MUG' },
		]);
		expect(told(result)).toEqual(['store CAP 100', 'store MUG 100']);
		expect(whys(result)).toEqual(['noSuchProduct']);
		expect(result.outputs('Node').flatMap((output) => output.map(({ pairedItem }) => pairedItem))).toEqual([
			{ item: 0 },
			{ item: 2 },
			{ item: 1 },
		]);
	});

	it('reads all of a store, or as many as are wanted', async () => {
		expect([...told(await run({ account: 'woocommerce', which: 'all', returnAll: true }))].sort()).toEqual([
			'store CAP 100',
			'store MUG 100',
		]);
		expect(told(await run({ account: 'woocommerce', which: 'all', limit: 1 }))).toHaveLength(1);
	});

	it('reads only what changed since its last run that ended well', async () => {
		const changed = async () => told(await run({ account: 'woocommerce', which: 'changed' }, [{}], 'trigger'));
		pass(minutes(30));
		expect(await changed()).toHaveLength(2);
		pass(minutes(60));
		expect(await changed()).toEqual([]);
		world.store.act('changeProduct', { sku: 'MUG', change: { stock_quantity: 4 } });
		pass(minutes(1));
		expect(await changed()).toEqual(['store MUG 4']);
	});

	it('reads nothing where nothing is linked', async () => {
		expect(told(await run({ account: 'woocommerce', which: 'linked', returnAll: true }))).toEqual([]);
	});

	it('asks for SKUs where it needs them', async () => {
		expect(whys(await run({ account: 'woocommerce', which: 'skus' }))).toEqual(['nothingChosen']);
		expect(whys(await run({ account: 'amazon', place: 'location', marketplace: 'A1PA6795UKMFR9' }))).toEqual(['nothingChosen']);
	});

	it('reads what Amazon counts in one marketplace, and what the merchant offers there', async () => {
		const de = { account: 'amazon', marketplace: 'A1PA6795UKMFR9', returnAll: true };
		const fba = await run({ ...de, place: 'fba', counts: ['fulfillable', 'inbound'] });
		expect(fba.error).toBeUndefined();
		for (const { json } of fba.outputs('Node')[0] ?? []) expect(json).toMatchObject({ place: 'fba', marketplace: 'A1PA6795UKMFR9' });
		const fbm = await run({ ...de, place: 'fbm' });
		expect(fbm.error).toBeUndefined();
		for (const { json } of fbm.outputs('Node')[0] ?? []) expect(json).toMatchObject({ place: 'fbm', fulfilledBy: 'merchant' });
		expect(told(fba).length + told(fbm).length).toBeGreaterThan(0);
	});
});
