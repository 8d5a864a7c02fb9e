import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { EngineNode } from '../harness/engine';
import { hours, minutes, pass } from './time';
import { bySku, matchCatalogs, NodeWorld, PACKAGE, type Parameters } from './world';

const GERMANY = 'A1PA6795UKMFR9';

const push = (parameters: Parameters = {}, tool = ''): EngineNode => ({
	name: 'Push',
	type: `${PACKAGE}.pushStock${tool}`,
	parameters: { operation: 'push', ...parameters },
	credentials: { amazonSellingPartnerApi: 'Amazon', wooCommerceStoreApi: 'Store' },
});
const toStore = (parameters: Parameters = {}): EngineNode => push({ target: 'woocommerce', ...parameters });

describe('Push Stock', () => {
	let world: NodeWorld;
	beforeEach(async () => {
		world = await NodeWorld.start();
		const { listings } = world.sandbox.amazon;
		listings.put({ sku: 'MUG' });
		listings.put({ sku: 'MUG-3PACK' });
		listings.put({ sku: 'CAP', places: [{ marketplaceId: GERMANY, fulfilledBy: 'AMAZON' }] });
		await link('MUG', 'MUG');
		await link('MUG-3PACK', 'MUG', 3);
		await link('CAP', 'CAP');
	});
	afterEach(async () => {
		await world.stop();
	});

	const link = async (listing: string, product: string, unitsPerListing = 1): Promise<void> => {
		const node = matchCatalogs({ operation: 'link', listing: bySku(listing), product: bySku(product), unitsPerListing });
		await world.run({ nodes: [node], items: [{ json: {} }] });
	};
	const run = async (node: EngineNode, ...json: readonly IDataObject[]) => {
		const result = await world.run({ nodes: [node], items: json.map((one) => ({ json: one })) });
		expect(result.status).toBe('success');
		return { pushed: result.outputs('Push')[0] ?? [], rejected: result.outputs('Push')[1] ?? [], hints: result.hints('Push') };
	};
	const told = (items: readonly INodeExecutionData[]): unknown[] =>
		items.map(({ json, pairedItem }) => [
			(pairedItem as { item: number }).item,
			json['action'] ?? (json['attention'] as IDataObject | undefined)?.['code'],
			json['sku'],
			json['quantity'],
		]);
	const atAmazon = async (sku: string): Promise<number | undefined> => {
		// What was submitted minutes ago comes about when somebody looks.
		const all = (await world.sandbox.amazon.control('listings', {})) as readonly {
			sku: string;
			places: readonly { quantity?: number }[];
		}[];
		return all.find((one) => one.sku === sku)?.places[0]?.quantity;
	};
	const mug = (quantity: number): IDataObject => ({ sku: 'MUG', productId: String(world.store.productBySku('MUG')?.id), quantity });

	it('pushes all listings of a product, never what Amazon ships, and only what changed', async () => {
		const cap = { sku: 'CAP', productId: String(world.store.productBySku('CAP')?.id), quantity: 9 };
		const first = await run(push(), mug(7), cap, { sku: 'NOPE', quantity: 1 });
		expect(told(first.pushed)).toEqual([
			[0, 'pushed', 'MUG', 7],
			[0, 'pushed', 'MUG-3PACK', 2],
		]);
		expect(told(first.rejected)).toEqual([
			[1, 'stockIsFba', 'CAP', 9],
			[2, 'stockSkuUnknown', 'NOPE', 1],
		]);
		expect(first.hints).toEqual([{ message: '2 pushed, 2 rejected', location: 'outputPane' }]);
		pass(minutes(10));
		expect([await atAmazon('MUG'), await atAmazon('MUG-3PACK')]).toEqual([7, 2]);
		const again = await run(push(), mug(7));
		expect(told(again.pushed)).toEqual([
			[0, 'unchanged', 'MUG', 7],
			[0, 'unchanged', 'MUG-3PACK', 2],
		]);
		expect(again.hints).toEqual([{ message: '2 unchanged', location: 'outputPane' }]);
		const fewer = await run(push({ options: { safetyStock: 1 } }), mug(7));
		expect(told(fewer.pushed)).toEqual([
			[0, 'pushed', 'MUG', 6],
			[0, 'pushed', 'MUG-3PACK', 1],
		]);
	});

	it('a dry run and an agent only look', async () => {
		for (const node of [push({ dryRun: true }), push({}, 'Tool')]) {
			const { pushed } = await run(node, mug(7));
			expect(told(pushed)).toEqual([
				[0, 'planned', 'MUG', 7],
				[0, 'planned', 'MUG-3PACK', 2],
			]);
		}
		pass(minutes(10));
		expect(await atAmazon('MUG')).toBe(10);
	});

	it('takes off what Amazon sold and the store does not have yet', async () => {
		world.order({ items: [{ sku: 'MUG', quantity: 2, unitPrice: '12.90' }] });
		pass(minutes(5));
		await run(push(), mug(7));
		pass(minutes(10));
		expect(await atAmazon('MUG')).toBe(5);
	});

	it('refuses item by item what is no count', async () => {
		const odd = [-1, 1.5, 'many', undefined, null, 1e12].map((quantity) => ({ sku: 'MUG', quantity }) as IDataObject);
		const { pushed, rejected } = await run(push(), ...odd, mug(7));
		expect(told(rejected).map((one) => (one as unknown[])[1])).toEqual(odd.map(() => 'stockInput'));
		expect(told(pushed)).toHaveLength(2);
		const twice = await run(push(), mug(7), mug(6));
		expect(told(twice.rejected).map((one) => (one as unknown[])[1])).toContain('stockTwice');
	});

	it('brings FBA counts into the shop where that is declared, and not back', async () => {
		const count = { account: { platform: 'amazon', id: '' }, place: 'fba', sku: 'CAP', quantity: 42, marketplace: GERMANY };
		const { account: _account, ...row } = count;
		const undeclared = await run(toStore(), row);
		expect(told(undeclared.rejected)).toEqual([[0, 'stockSourceUndeclared', 'CAP', 42]]);
		const declare = push({ operation: 'declareSource', products: 'one', product: bySku('CAP'), source: 'warehouse' });
		expect((await run(declare, {})).pushed.map(({ json }) => json['declared'])).toEqual([1]);
		const declared = await run(toStore(), row);
		expect(told(declared.pushed)).toEqual([[0, 'pushed', 'CAP', 42]]);
		expect(world.store.productBySku('CAP')).toMatchObject({ stock: 42 });
		const back = await run(push(), { sku: 'CAP', productId: String(world.store.productBySku('CAP')?.id), quantity: 42 });
		expect(told(back.rejected)).toEqual([[0, 'stockIsFba', 'CAP', 42]]);
	});

	it('lets nothing through to an account that is paused', async () => {
		expect((await run(push({ operation: 'pause', account: 'amazon' }), {})).hints).toEqual([
			{ message: '1 paused', location: 'outputPane' },
		]);
		expect(told((await run(push(), mug(7))).rejected)).toEqual([[0, 'stockPaused', 'MUG', 7]]);
		await run(push({ operation: 'resume', account: 'amazon' }), {});
		expect((await run(push(), mug(7))).pushed).toHaveLength(2);
	});

	it('the nightly compare mends what drifted apart', async () => {
		await run(push(), mug(7));
		pass(hours(1));
		await world.sandbox.amazon.control('listings/put', { sku: 'MUG', places: [{ marketplaceId: GERMANY, quantity: 50 }] });
		pass(hours(1));
		const compared = await run(push({ operation: 'compare' }), {});
		expect(told(compared.pushed)).toContainEqual([0, 'pushed', 'MUG', 100]);
		pass(minutes(10));
		expect(await atAmazon('MUG')).toBe(100);
	});
});
