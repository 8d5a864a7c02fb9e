import type { SideRow } from '../../bench/sidebyside/run-side';
import { startedAt } from '../../bench/sidebyside/schedule';
import { medianRow } from '../../bench/sidebyside/sidebyside-bench';

const row = (wallSeconds: number, rssAddedMb: number): SideRow => ({
	scenario: 'sidebyside',
	way: 'n8n',
	items: 1000,
	calls: 1010,
	writes: 1000,
	wallSeconds,
	cpuSeconds: 10,
	rssAddedMb,
	healthzP99Ms: 50,
	executionDataMb: 7,
	duplicatesAfterSecondRun: 1000,
});

describe('npm run bench -- sidebyside', () => {
	it('gives the median of each figure: the middle one, or the middle of two, and never the best one', () => {
		expect(medianRow([row(30, 1), row(10, 2), row(20, 9)])).toEqual(row(20, 2));
		expect(medianRow([row(30, 4), row(10, 1)])).toEqual(row(20, 2.5));
		expect(medianRow([row(7, 1)])).toEqual(row(7, 1));
	});

	it('has both ways start at the same times: at this second, and each so many minutes', () => {
		const node = (type: string, parameters: object) =>
			({ id: type, name: type, type, typeVersion: 1, position: [0, 0], parameters }) as const;
		const nodes = [
			node('n8n-nodes-base.scheduleTrigger', {}),
			node('ours.trigger', { pollTimes: {}, events: ['toShip'] }),
			node('other', {}),
		];
		const workflow = { id: 'w', name: 'w', nodes, connections: {}, settings: {} } as unknown as Parameters<typeof startedAt>[0];
		const started = startedAt(workflow, Date.UTC(2026, 10, 27, 3, 18, 7), 5);
		expect(started.nodes.map(({ parameters }) => parameters)).toEqual([
			{ rule: { interval: [{ field: 'cronExpression', expression: '7 3-59/5 * * * *' }] } },
			{ pollTimes: { item: [{ mode: 'custom', cronExpression: '7 3-59/5 * * * *' }] }, events: ['toShip'] },
			{},
		]);
	});
});
