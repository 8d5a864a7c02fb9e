import { settledAfter } from '../../../src/usecases/once';
import { ProcessDied } from '../../fixtures/memory-platform/mortal-process';
import type { Fault } from '../../fixtures/memory-platform/faults';
import { FulfillWorld } from './fulfill-world';

const worlds: FulfillWorld[] = [];
const open = async (): Promise<FulfillWorld> => {
	const world = await FulfillWorld.open();
	worlds.push(world);
	return world;
};
afterEach(async () => {
	for (const world of worlds.splice(0)) await world.close();
});

const A = { id: '1041' };
const B = { id: '1042', lines: [{ sku: 'CAP', quantity: 3 }] };
const C = { id: 'gid://shopify/Order/1043', lines: [{ sku: 'CAP', quantity: 1 }] };

describe('a paid order is at Amazon exactly once', () => {
	it('by one run, and not again by a second one, which asks nobody', async () => {
		const world = await open();
		expect(await world.send([A, B])).toMatchObject([
			{ kind: 'done', action: 'sent' },
			{ kind: 'done', action: 'sent' },
		]);
		const calls = world.amazon.calls.length;
		expect(await world.send([A, B])).toMatchObject([
			{ kind: 'done', action: 'unchanged' },
			{ kind: 'done', action: 'unchanged' },
		]);
		expect(world.amazon.calls).toHaveLength(calls);
		expect(calls).toBe(2);
		expect(world.amazon.made).toHaveLength(2);
		expect(await world.sale('1041')).toMatchObject({ state: 'synced', targetOrderId: world.amazon.made[0], targetOrderNumber: '1041' });
	});

	it('wherever the process dies', async () => {
		let steps = 0;
		for (let step = 1; ; step += 1) {
			const world = await FulfillWorld.open();
			try {
				const process = world.process(step);
				await world.send([A, C], {}, process).catch((error: unknown) => {
					if (!(error instanceof ProcessDied)) throw error;
				});
				await world.untilSettled([A, C]);
				expect([process.died, world.amazon.made.length]).toEqual([process.died, 2]);
				expect([process.died, (await world.sale('1041'))?.state, (await world.sale(C.id))?.state]).toEqual([
					process.died,
					'synced',
					'synced',
				]);
				expect([process.died, (await world.sendings(C.id)).length]).toEqual([process.died, 1]);
				if (!process.isDead) break;
				steps = step;
			} finally {
				await world.close();
			}
		}
		expect(steps).toBeGreaterThan(30);
	});

	it.each<Fault>(['lostBefore', 'lostAfter', 'lostLate', 'unreachable', 'unavailable'])(
		'when the answer to its creation is %s',
		async (fault) => {
			const world = await open();
			world.amazon.faults.next('create', fault);
			await world.send([A]);
			await world.untilSettled([A]);
			await world.clock.pass(10 * 60_000);
			await world.send([A]);
			expect(world.amazon.made).toHaveLength(1);
			expect(world.shop.of('1041').notes).toEqual([]);
		},
	);

	it('and is found at once when Amazon failed after it had made it', async () => {
		const world = await open();
		world.amazon.faults.next('create', 'lostAfter');
		expect(await world.send([A])).toMatchObject([{ kind: 'done', action: 'sent' }]);
		expect(world.amazon.calls).toEqual(['create', 'get']);
	});

	it('and waits for the settling before it is made again, without a note', async () => {
		const world = await open();
		world.amazon.faults.next('create', 'lostLate');
		expect(await world.send([A])).toMatchObject([{ kind: 'attention', reason: { code: 'mcfOutcomeUnknown' } }]);
		expect(await world.sale('1041')).toMatchObject({
			state: 'pending',
			nextAttemptAt: new Date(world.clock.now() + settledAfter(90_000)).toISOString(),
		});
		await world.retry('1041');
		expect(await world.send([A])).toMatchObject([{ kind: 'attention', reason: { code: 'mcfOutcomeUnknown' } }]);
		expect(world.amazon.calls).toEqual(['create', 'get', 'get']);
		await world.clock.pass(90_000);
		expect(await world.send([A])).toMatchObject([{ kind: 'done', action: 'unchanged' }]);
		expect(world.amazon.made).toHaveLength(1);
	});

	it('by two workers at the same time', async () => {
		const world = await open();
		const [first, second] = await world.clock.run(Promise.all([world.work([A]), world.work([A])]));
		expect(
			[...(first ?? []), ...(second ?? [])].map((outcome) => (outcome.kind === 'done' ? outcome.action : outcome.reason.code)).sort(),
		).toEqual(['sent', 'unchanged']);
		expect(world.amazon.made).toHaveLength(1);
	});

	it('when the same item comes ten times in one run', async () => {
		const world = await open();
		expect(await world.send(Array.from({ length: 10 }, () => A))).toHaveLength(10);
		expect(world.amazon.calls).toEqual(['create']);
	});

	it('by a database that knows nothing of the first sending', async () => {
		const world = await open();
		const other = await open();
		await world.send([A]);
		for (const [id, stored] of world.amazon.orders) other.amazon.orders.set(id, stored);
		expect(await other.send([A])).toMatchObject([{ kind: 'done', action: 'unchanged' }]);
		expect(other.amazon.made).toEqual([]);
		expect(await other.sale('1041')).toMatchObject({ state: 'synced' });
	});
});

describe('another attempt', () => {
	it.each(['cancelled', 'invalid', 'unfulfillable'] as const)(
		'follows only when a person retries one that is %s with nothing shipped',
		async (status) => {
			const world = await open();
			await world.send([A]);
			const [first = ''] = world.amazon.made;
			world.amazon.change(first, { status });
			expect(await world.updates()).toMatchObject([{ attention: { code: 'mcfFailed' }, toConfirm: false }]);
			expect(await world.send([A])).toMatchObject([{ kind: 'attention', reason: { code: 'mcfFailed' } }]);
			expect(world.amazon.made).toHaveLength(1);
			await world.retry('1041');
			expect(await world.send([A])).toMatchObject([{ kind: 'done', action: 'sent', fulfillment: { attempt: 2 } }]);
			expect(world.amazon.made).toEqual([first, first.replace(/1$/, '2')]);
			expect(await world.sale('1041')).toMatchObject({ state: 'synced', targetOrderId: world.amazon.made[1] });
		},
	);

	it('does not follow when a unit was shipped', async () => {
		const world = await open();
		await world.send([A]);
		const [first = ''] = world.amazon.made;
		world.amazon.change(first, {
			status: 'cancelled',
			shipments: [{ id: 'S1', status: 'inTransit', lines: [{ lineId: 'line-1', quantity: 1 }] }],
		});
		await world.updates();
		await world.retry('1041');
		expect(await world.send([A])).toMatchObject([{ kind: 'done', action: 'unchanged' }]);
		expect(world.amazon.made).toHaveLength(1);
	});

	it('does not follow a cancellation that was asked for', async () => {
		const world = await open();
		await world.send([A]);
		expect(await world.cancel('1041')).toMatchObject({ kind: 'done', action: 'cancelled' });
		expect(await world.updates()).toEqual([]);
		expect(await world.send([A])).toMatchObject([{ kind: 'done', action: 'unchanged' }]);
		expect(await world.sale('1041')).toMatchObject({ state: 'cancelled' });
		expect(world.shop.of('1041').notes).toEqual([]);
		expect(world.amazon.made).toHaveLength(1);
	});
});
