import { builtInNodes, Engine, ownPackage, type RunResult } from '../harness/engine';
import { days, pass } from '../nodes/time';
import { NodeWorld } from '../nodes/world';
import { engineConnections, engineNodes, templateOf } from './templates';

const CREDENTIALS = { wooCommerceStoreApi: 'Store' };
const START = 'Every morning';
const ERASES = 'Erase what is due';
const recipient = {
	deliveryAddress: { name: 'Ida Ñandú', addressLine1: 'Hohe Straße 47', city: 'Köln', postalCode: '50667', countryCode: 'DE' },
};

describe('the template "Erase personal data"', () => {
	const template = templateOf('erase-personal-data.json');
	let world: NodeWorld;
	let engine: Engine;
	beforeEach(async () => {
		world = await NodeWorld.start();
		engine = await Engine.load([ownPackage, builtInNodes()]);
	});
	afterEach(async () => {
		await world.stop();
	});

	/** @param dryRun as the template ships it when left out */
	const run = async (dryRun?: boolean): Promise<RunResult> => {
		const nodes = engineNodes(template, CREDENTIALS).map((node) =>
			node.name === ERASES && dryRun !== undefined ? { ...node, parameters: { ...node.parameters, dryRun } } : node,
		);
		const ended = await engine.runWorkflow({
			nodes,
			connections: engineConnections(template),
			id: 'erasing',
			startNode: START,
			credentials: world.credentials(),
			items: [{ json: {} }],
		});
		expect(ended.error).toBeUndefined();
		return ended;
	};
	const save = async (): Promise<string> => {
		const items = await world.orders({ status: 'SHIPPED', recipient });
		await world.runChain(items);
		return String(items[0]?.json['number']);
	};
	const names = (): boolean => JSON.stringify([...world.store.records.orders.values()]).includes('Ñandú');
	const message = (ended: RunResult): unknown => ended.outputs('What was erased')[0]?.map(({ json }) => json);

	it('only lists until Dry Run is off, then erases once, and tells numbers and nobody', async () => {
		const number = await save();
		expect((await run()).outputs('Tell me')).toEqual([]);
		pass(days(31));
		const listed = await run();
		expect(message(listed)).toMatchObject([
			{
				subject: 'Personal data: 1 would be erased, 0 kept, 0 failed',
				details: `Would be erased (1): ${number}`,
				advice: expect.stringContaining('Dry Run') as unknown,
			},
		]);
		expect([names(), listed.outputs('Tell me')[0]?.length]).toEqual([true, 1]);
		const erased = await run(false);
		expect(message(erased)).toMatchObject([
			{ subject: 'Personal data: 1 erased, 0 kept, 0 failed', details: `Erased (1): ${number}`, advice: 'Nothing: it was done.' },
		]);
		expect([names(), JSON.stringify(message(erased)).includes('Ñandú')]).toEqual([false, false]);
		world.sandbox.resetCounts();
		expect((await run(false)).outputs('Tell me')).toEqual([]);
		expect(world.sandbox.counts()['woocommerce']?.writes).toBe(0);
	});

	it('goes on with what a store that did not answer left over, and sends no message about what is only kept', async () => {
		await save();
		pass(days(31));
		const [order] = [...world.store.records.orders.values()];
		world.fault({ standIn: 'woocommerce', kind: 'resetAfter', pathPattern: 'orders/batch', times: 1 });
		expect(message(await run(false))).toMatchObject([{ subject: 'Personal data: 0 erased, 0 kept, 1 failed' }]);
		expect((await run(false)).outputs('Tell me')).toEqual([]);
		expect(names()).toBe(false);
		order?.meta.splice(
			order.meta.findIndex(({ key }) => key === '_storebridge_erased'),
			1,
		);
		order?.meta.push({ id: 900_001, key: '_storebridge_keep', value: 'court' });
		const kept = await run(false);
		expect([kept.outputs(ERASES)[0]?.map(({ json }) => json['action']), kept.outputs('Tell me')]).toEqual([['kept'], []]);
	});
});
