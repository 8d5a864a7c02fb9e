import { join } from 'node:path';
import { builtInNodes, Engine } from './engine';

const fixture = join(__dirname, '..', 'fixtures', 'engine-nodes');
const sort = { name: 'Sort', type: 'n8n-nodes-engine-fixture.fixtureSort' };
const trigger = {
	name: 'Trigger',
	type: 'n8n-nodes-engine-fixture.fixtureTrigger',
	credentials: { fixtureApi: 'Shop A' },
};
const credentials = { 'Shop A': { type: 'fixtureApi', data: { account: 'A1' } } };

describe('the engine harness', () => {
	it('runs a node of a package and shows its outputs, hints and paired items', async () => {
		const engine = await Engine.load([fixture]);
		const result = await engine.runWorkflow({ nodes: [sort], items: [{ key: 'a' }, { key: 'bad' }, { key: 'c' }] });
		expect(result.status).toBe('success');
		expect(result.outputs('Sort')).toEqual([
			[
				{ json: { key: 'a' }, pairedItem: { item: 0 } },
				{ json: { key: 'c' }, pairedItem: { item: 2 } },
			],
			[{ json: { key: 'bad' }, pairedItem: { item: 1 } }],
		]);
		expect(result.hints('Sort')).toEqual([{ message: '2 good, 1 bad' }]);
	});

	it('shows the error that ended a run', async () => {
		const engine = await Engine.load([fixture]);
		const result = await engine.runWorkflow({ nodes: [sort], items: [{ key: 'throw' }] });
		expect(result.status).toBe('error');
		expect(result.error?.message).toBe('Everything is broken');
		expect(result.nodeError('Sort')?.message).toBe('Everything is broken');
	});

	it('sends the input of a node that throws on when its error is to be ignored, as n8n does', async () => {
		const engine = await Engine.load([fixture]);
		const result = await engine.runWorkflow({
			nodes: [
				{ ...sort, onError: 'continueErrorOutput' },
				{ ...sort, name: 'Next' },
			],
			connections: [{ from: 'Sort', to: 'Next' }],
			items: [{ key: 'throw' }],
		});
		expect(result.outputs('Sort')[0]).toEqual([{ json: { key: 'throw' }, pairedItem: { item: 0 } }]);
	});

	it('polls with static data and credentials, and runs what was found', async () => {
		const engine = await Engine.load([fixture]);
		const staticData = {};
		const workflow = { nodes: [trigger, sort], connections: [{ from: 'Trigger', to: 'Sort' }], credentials, staticData };
		const result = await engine.pollAndRun(workflow);
		expect(result?.outputs('Trigger')).toEqual([
			[{ json: { poll: 1, account: 'A1', region: 'eu', mode: 'trigger', passed: true }, pairedItem: 0 }],
		]);
		expect(result?.outputs('Sort')[0]).toHaveLength(1);
		expect(await engine.pollNode(workflow)).toHaveLength(1);
		expect(await engine.pollNode(workflow)).toBeNull();
		expect(staticData).toMatchObject({ global: { finished: 1 }, 'node:Trigger': { polls: 2 } });
	});

	it('polls in a manual run only where the node has no execute of its own', async () => {
		const engine = await Engine.load([fixture]);
		const result = await engine.runWorkflow({ nodes: [trigger], credentials, items: [{}], mode: 'manual' });
		expect(result.outputs('Trigger')).toEqual([[{ json: { passed: true }, pairedItem: 0 }]]);
	});

	it('calls what was registered for the end of a run also when a later node breaks it', async () => {
		const engine = await Engine.load([fixture]);
		const staticData = {};
		const result = await engine.runWorkflow({
			nodes: [trigger, { ...sort, parameters: { key: 'throw' } }],
			connections: [{ from: 'Trigger', to: 'Sort' }],
			credentials,
			staticData,
			items: [{ key: 'x' }],
		});
		expect(result.status).toBe('error');
		expect(staticData).toMatchObject({ global: { finished: 1 } });
	});

	it("joins a package's nodes with n8n's built-in ones", async () => {
		const engine = await Engine.load([fixture, builtInNodes()]);
		const result = await engine.runWorkflow({
			nodes: [
				sort,
				{
					name: 'Set',
					type: 'n8n-nodes-base.set',
					typeVersion: 3.4,
					parameters: { assignments: { assignments: [{ id: '1', name: 'was', type: 'string', value: "={{ $('Sort').item.json.key }}" }] } },
				},
			],
			connections: [{ from: 'Sort', output: 1, to: 'Set' }],
			items: [{ key: 'a' }, { key: 'bad' }],
		});
		expect(result.outputs('Set')).toEqual([[{ json: { was: 'bad' }, pairedItem: { item: 0 } }]]);
	});

	it('says which package is missing', async () => {
		const engine = await Engine.load([fixture]);
		await expect(engine.runWorkflow({ nodes: [{ name: 'X', type: 'n8n-nodes-other.x' }], items: [] })).rejects.toThrow(
			'No package was loaded for n8n-nodes-other.x',
		);
	});
});
