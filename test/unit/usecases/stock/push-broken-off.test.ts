import { pushToChannel } from '../../../../src/usecases/stock/push-to-channel';
import { platformError } from '../../../fixtures/memory-platform/faults';
import { shopWorlds } from './shop-world';
import { BETWEEN, inShort, unlessDead, USUAL } from './stock-world';

const open = shopWorlds();
const RIGHT = { MUG: 10, 'MUG-3': 3, CAP: 4, SET: 4 };
const MINUTE_MS = 60_000;

describe('the right quantity stands there in the end', () => {
	it('wherever the process dies', async () => {
		let steps = 0;
		for (let step = 1; ; step += 1) {
			const { world, shown, close } = await open.one();
			const process = world.process(step);
			await unlessDead(world.toChannel(world.rows('mug', 'cap', 'tee'), {}, process));
			await world.clock.pass(5 * MINUTE_MS);
			await world.toChannel(world.rows('mug', 'cap', 'tee'));
			const where = `died ${process.died ?? 'never'}`;
			expect([where, shown()]).toEqual([where, RIGHT]);
			expect([where, world.channel.damage]).toEqual([where, []]);
			// And it is known to stand there.
			const portions = world.channel.portions.length;
			await world.clock.pass(5 * MINUTE_MS);
			await world.toChannel(world.rows('mug', 'cap', 'tee'));
			expect([where, world.channel.portions.length]).toEqual([where, portions]);
			await close();
			if (!process.isDead) break;
			steps = step;
		}
		expect(steps).toBeGreaterThan(20);
	});

	it('wherever it dies between two quantities, the late effect of what it sent too', async () => {
		for (let step = 10; ; step += 1) {
			const { world, shown, close } = await open.one();
			world.channel.faults.next('write', 'lostLate', 2);
			const process = world.process(step);
			await unlessDead(world.toChannel(world.rows('mug', 'cap'), {}, process));
			world.store.set('cap', 1);
			await world.toChannel(world.rows('mug', 'cap'));
			await world.clock.pass(5 * MINUTE_MS);
			await world.toChannel(world.rows('mug', 'cap'));
			expect([process.died, shown()]).toEqual([process.died, { MUG: 10, 'MUG-3': 3, CAP: 1, SET: 1 }]);
			await close();
			if (!process.isDead) break;
		}
	});

	it.each(['lostBefore', 'lostAfter', 'lostLate', 'unreachable', 'unavailable'] as const)('when a write is %s', async (fault) => {
		const { world, shown } = await open();
		world.channel.faults.next('write', fault);
		const outcomes = inShort(await world.toChannel(world.rows('mug', 'cap')));
		expect(outcomes.filter((outcome) => outcome.startsWith('rejected')).length).toBeGreaterThan(0);
		await world.toChannel(world.rows('mug', 'cap'));
		expect(shown()).toEqual(RIGHT);
		await world.clock.pass(MINUTE_MS);
		expect(shown()).toEqual(RIGHT);
	});

	it('a wrong key stops all, and nothing counts as sent', async () => {
		const { world, shown } = await open();
		world.channel.faults.next('write', 'credential');
		await expect(world.toChannel(world.rows('mug'))).rejects.toMatchObject({ details: { kind: 'credential' } });
		await world.toChannel(world.rows('mug', 'cap'));
		expect(shown()).toEqual(RIGHT);
	});

	it('a wrong key stops all, though one of them was refused without a word to the platform', async () => {
		const { world, shown } = await open();
		const deps = world.channelDeps(world.process());
		const write: typeof deps.sink.write = async function* ([first]) {
			await deps.clock.sleep(100);
			yield [{ sku: first?.sku ?? '', outcome: 'refused', code: 'stockInput' }];
			throw platformError('credential', 'write');
		};
		const sink = Object.assign(Object.create(deps.sink) as typeof deps.sink, { write });
		const push = pushToChannel({ ...deps, sink }, world.rows('mug', 'cap'), USUAL);
		await expect(world.clock.run(push)).rejects.toMatchObject({ details: { kind: 'credential' } });
		expect((await world.database.stock.pushed(BETWEEN.channel, Object.keys(RIGHT))).size).toBe(0);
		await world.toChannel(world.rows('mug', 'cap'));
		expect(shown()).toEqual(RIGHT);
	});

	it('one that is refused keeps no other from being pushed', async () => {
		const { world, shown } = await open();
		world.channel.refusing.add('MUG');
		expect(inShort(await world.toChannel(world.rows('mug', 'cap')))).toContain('rejected MUG stockRefused');
		expect(shown()).toEqual({ ...RIGHT, MUG: 0 });
	});

	it('by one that waits for a long one, however long that takes', async () => {
		const { world } = await open();
		const log: string[] = [];
		const slow = (name: string, ms: number) => {
			const deps = world.channelDeps(world.process());
			const write: typeof deps.sink.write = async function* (levels) {
				log.push(`${name} begins`);
				await deps.clock.sleep(ms);
				yield* deps.sink.write(levels);
				log.push(`${name} ends`);
			};
			return { ...deps, sink: Object.assign(Object.create(deps.sink) as typeof deps.sink, { write }) };
		};
		await world.clock.run(
			Promise.all([
				pushToChannel(slow('feed', 4 * 60_000), world.rows('mug'), USUAL),
				pushToChannel(slow('change', 0), [{ input: 1, sku: 'MUG', quantity: 3 }], USUAL),
			]),
		);
		expect(log).toEqual(['feed begins', 'feed ends', 'change begins', 'change ends']);
		expect(world.channel.quantityOf('MUG')).toBe(3);
	});

	it('by one whose count is older than what was pushed since', async () => {
		const { world } = await open();
		const old = world.rows('mug');
		await world.clock.pass(MINUTE_MS);
		world.store.set('mug', 3);
		await world.toChannel(world.rows('mug'));
		await world.clock.pass(MINUTE_MS);
		await world.toChannel(old);
		expect(world.channel.quantityOf('MUG')).toBe(3);
	});

	it('by two at once, each written once', async () => {
		const { world, shown } = await open();
		const both = await world.clock.run(
			Promise.all([world.toChannelNow(world.rows('mug', 'cap')), world.toChannelNow(world.rows('mug', 'cap'))]),
		);
		expect(shown()).toEqual(RIGHT);
		expect(both.map((outcomes) => outcomes.filter(({ kind }) => kind === 'pushed').length).toSorted()).toEqual([0, 4]);
		expect(world.channel.portions.flat()).toHaveLength(4);
	});
});
