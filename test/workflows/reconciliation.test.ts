import { Engine, builtInNodes, ownPackage } from '../harness/engine';
import { minutes, pass } from '../nodes/time';
import { NodeWorld } from '../nodes/world';
import { engineConnections, engineNodes, templateOf } from './templates';

const DAY = minutes(24 * 60);

describe('the template "Reconcile orders every night"', () => {
	let world: NodeWorld;
	beforeEach(async () => {
		world = await NodeWorld.start();
	});
	afterEach(async () => {
		await world.stop();
	});

	const night = async () => {
		const template = templateOf('nightly-reconciliation.json');
		const engine = await Engine.load([ownPackage, builtInNodes()]);
		const result = await engine.runWorkflow({
			id: 'nightly-reconciliation',
			nodes: engineNodes(template, { amazonSellingPartnerApi: 'Amazon', wooCommerceStoreApi: 'Store' }),
			connections: engineConnections(template),
			startNode: 'Every night',
			credentials: world.credentials(),
			items: [{ json: {} }],
		});
		expect(result.error).toBeUndefined();
		return result;
	};

	it('saves what was missing, says so once, and nothing the night after', async () => {
		await world.begin({ personalData: true });
		pass(DAY - (Date.now() % DAY) + minutes(6 * 60));
		const [seen] = await world.orders({});
		await world.runChain(seen === undefined ? [] : [seen]);
		const unseen = world.order({});
		const odd = world.order({ items: [{ sku: 'NOPE', quantity: 1, unitPrice: '5.00' }] });
		pass(DAY);
		const first = await night();
		expect(first.outputs('Saved')[0]?.map(({ json }) => json['id'])).toEqual([unseen]);
		expect(first.outputs('How the day went')[0]?.map(({ json }) => json)).toEqual([
			expect.objectContaining({
				code: 'dayReconciled',
				what: expect.stringMatching(/^Orders of \d{4}-\d\d-\d\d \(.+\): 2 missing, 0 gone from the store, 0 not readable$/),
				details: expect.stringContaining(odd),
			}),
		]);
		expect(first.outputs('What to tell')[0]?.map(({ json }) => [json['order'], json['code']])).toEqual([[odd, 'lineUnmatched']]);
		expect(world.storeOrders()).toHaveLength(2);

		const second = await night();
		expect(second.outputs('Reconcile yesterday')[0]).toEqual([]);
		expect(second.outputs('Tell me')).toEqual([]);
		expect(world.storeOrders()).toHaveLength(2);
	});
});
