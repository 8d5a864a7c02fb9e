import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import type { INodeExecutionData, IRun } from 'n8n-workflow';
import type { Done, EngineNode } from '../harness/engine';
import { letWaitsStandStill, minutes, pass } from './time';
import { logNode, NodeWorld, trigger } from './world';

const idsOf = (items: readonly INodeExecutionData[]): unknown[] => items.map(({ json }) => json['id']);

/** What n8n says of an execution that came to nothing. */
const runWith = (status: IRun['status'], message?: string): IRun =>
	({ status, data: { resultData: { runData: {}, ...(message === undefined ? {} : { error: { message } }) } } }) as unknown as IRun;

describe('the executions that a poll starts', () => {
	let world: NodeWorld;
	let node: EngineNode;
	let warn: jest.SpyInstance;
	beforeEach(async () => {
		world = await NodeWorld.start();
		node = trigger();
		letWaitsStandStill(true);
		warn = jest.spyOn(Container.get(Logger), 'warn');
	});
	afterEach(async () => {
		letWaitsStandStill(false);
		warn.mockRestore();
		await world.stop();
	});

	const states = (): unknown[] => world.rows('inbox').map(({ state }) => state);
	const told = (): unknown[] => warn.mock.calls.map(([text]: unknown[]) => text);
	const soon = async (is: () => boolean): Promise<void> => {
		for (let turn = 0; turn < 400 && !is(); turn += 1) {
			await new Promise((resolve) => {
				setTimeout(resolve, 25);
			});
		}
		expect(is()).toBe(true);
	};
	const bought = async (orders: number): Promise<readonly string[]> => {
		await world.poll({}, { node });
		pass(minutes(1));
		const ids = Array.from({ length: orders }, () => world.order());
		pass(minutes(3));
		return ids;
	};
	/** A poll whose execution n8n speaks of as told. */
	const pollAnd = async (say: (done: Done) => void): Promise<unknown[]> =>
		idsOf(await world.poll({}, { node, emitted: (_, done) => void say(done) }));

	it.each([
		['never queued: unpublished', (done: Done) => void done.reject(new Error('Published version not found for workflow'))],
		['over before its first node', (done: Done) => void done.resolve(runWith('error', 'Unrecognized node type: x.amazonOrderTrigger'))],
		['skipped', (done: Done) => void done.resolve(undefined)],
	])('gives orders out again at the next poll whose execution was %s; after five times it stands in the log', async (_, say) => {
		const [id] = await bought(1);
		for (let poll = 1; poll <= 5; poll += 1) {
			expect(await pollAnd(say)).toEqual([id]);
			await soon(() => states()[0] === 'new');
		}
		expect(told()).toContainEqual(
			expect.stringMatching(
				/n8n did not begin an execution of Engine test; the next poll gives its 1 order out again: (Publ|Unrec|n8n does)/,
			),
		);
		expect(await world.poll({}, { node })).toEqual([]);
		const log = await world.run({ nodes: [logNode({ account: 'amazon' })], items: [{}] });
		expect(log.outputs('Log')[0]).toMatchObject([{ json: { orderId: id, state: 'error', reason: { code: 'givenUp' } } }]);
	});

	it('leaves to a run what it has begun, and to one that waits what it holds', async () => {
		const ids = await bought(1);
		const given: Done[] = [];
		const items = await world.poll({}, { node, emitted: (_, done) => void given.push(done) });
		expect(idsOf(items)).toEqual(ids);
		expect((await world.run({ nodes: [node], items })).status).toBe('success');
		given[0]?.resolve(runWith('success'));
		await new Promise((resolve) => {
			setTimeout(resolve, 100);
		});
		expect(states()).toEqual(['ended']);
		expect(told()).toEqual([]);
	});

	it('lets what waits follow without another poll, as many runs at once as were chosen, each order once', async () => {
		const ids = await bought(450);
		let atWork = 0;
		const most: number[] = [];
		const begun: unknown[] = [];
		const emitted = (data: INodeExecutionData[][], done: Done): void => {
			atWork += 1;
			most.push(atWork);
			void world.run({ nodes: [node], items: data[0] ?? [] }).then(({ run, outputs }) => {
				begun.push(...idsOf(outputs('New orders')[0] ?? []));
				atWork -= 1;
				done.resolve(run);
			});
		};
		expect(await world.poll({}, { node, emitted })).toHaveLength(200);
		await soon(() => begun.length === 450);
		expect([...begun].sort()).toEqual([...ids].sort());
		expect(most).toHaveLength(3);
		expect(Math.max(...most)).toBeLessThanOrEqual(2);
		expect(new Set(states())).toEqual(new Set(['ended']));
	});

	it('gives out nothing more once the workflow is unpublished, and everything when it is published again', async () => {
		const ids = await bought(450);
		const given: unknown[] = [];
		const refused = async (): Promise<void> => {
			await world.poll(
				{},
				{
					node,
					emitted: (data, done) => {
						given.push(...idsOf(data[0] ?? []));
						done.reject(new Error('Published version not found for workflow'));
					},
				},
			);
			await soon(() => !states().includes('handed'));
		};
		await refused();
		expect(given).toHaveLength(200);
		const emitted = (data: INodeExecutionData[][], done: Done): void => {
			void world.run({ nodes: [node], items: data[0] ?? [] }).then(({ run }) => void done.resolve(run));
		};
		pass(minutes(1));
		await world.poll({}, { node, emitted });
		await soon(() => states().length === ids.length && states().every((state) => state === 'ended'));
	});

	it('goes on no further with what an earlier poll had once the node is another, also where its poll comes to nothing', async () => {
		await bought(450);
		const given: Done[] = [];
		const emitted = (_: unknown, done: Done): void => void given.push(done);
		const items = await world.poll({}, { node, emitted });
		await expect(world.poll({}, { node: trigger({ events: [] }) })).rejects.toThrow('Nothing is chosen');
		expect((await world.run({ nodes: [node], items })).status).toBe('success');
		await new Promise((resolve) => {
			setTimeout(resolve, 1_500);
		});
		expect(given).toHaveLength(1);
	});

	it('listens once for the end of n8n, however many polls go on', async () => {
		const before = process.listenerCount('SIGTERM');
		const nodes = Array.from({ length: 4 }, (_, at) => ({ ...trigger({ options: { runsAtOnce: 1 } }), id: `goes-on-${at}` }));
		for (const one of nodes) await world.poll({}, { node: one });
		pass(minutes(1));
		world.order();
		pass(minutes(3));
		let refuses = false;
		const held: Done[] = [];
		const emitted = (_: unknown, done: Done): void => {
			if (refuses) done.reject(new Error('Published version not found for workflow'));
			else held.push(done);
		};
		for (const one of nodes) await world.poll({}, { node: one, emitted });
		for (const one of nodes) expect(await world.poll({}, { node: one, emitted })).toEqual([]);
		expect(process.listenerCount('SIGTERM')).toBe(before + 1);
		refuses = true;
		for (const done of held) done.reject(new Error('Published version not found for workflow'));
		await soon(() => process.listenerCount('SIGTERM') === before);
	});

	it.each([0, 1.5, 'many', -1])('refuses %p runs at once', async (runsAtOnce) => {
		await expect(world.poll({}, { node: trigger({ options: { runsAtOnce } }) })).rejects.toMatchObject({
			message: '"Runs at Once" is not a number of runs',
		});
	});
});
