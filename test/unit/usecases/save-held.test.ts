import { inLanguage } from '../../../src/domain/reasons';
import { say } from '../../../src/domain/texts/say';
import { STATUSES } from '../../fixtures/memory-platform/memory-store';
import { elsewhere, NINE, saveWorlds, STORE_KEY, tee, TEN } from './save-world';

const open = saveWorlds();

describe('what is written, but held for a person', () => {
	it('sums that differ and an address that is missing: on hold, noted once, in the log', async () => {
		const world = await open();
		const { shipping: _shipping, ...lost } = tee({ id: 'B' });
		const items = [tee({ reported: '99.00' }), lost];
		expect(await world.run(items)).toMatchObject([
			{ kind: 'attention', reason: { code: 'sumsDiffer' } },
			{ kind: 'attention', reason: { code: 'addressMissing' } },
		]);
		await world.run(items);
		expect(world.store.orders.map(({ status, notes }) => [status, notes.length])).toEqual([
			[STATUSES.waiting, 1],
			[STATUSES.waiting, 1],
		]);
		expect(await world.sale('A')).toMatchObject({ state: 'error', targetOrderId: world.store.of('A')[0]?.id });
	});

	it('a line without a product, by choice: it stays a text there, and nobody waits for a link that would change nothing', async () => {
		const world = await open({ editable: true });
		const item = tee({ lines: [{ sku: 'NOPE' }] });
		const [outcome] = await world.run([item], { linesWithoutProduct: 'hold' });
		expect(outcome).toMatchObject({ kind: 'attention', reason: { code: 'lineUnmatched', advice: expect.stringContaining('as a text') } });
		expect(world.store.of('A')[0]?.notes).toEqual([expect.stringContaining('as a text')]);
		expect(await world.database.sales.linked(STORE_KEY, ['NOPE'], world.clock.now())).toBe(0);
		const { reason } = (await world.sale('A')) ?? {};
		expect(reason && inLanguage(reason, 'es')).toMatchObject({ advice: say('lineAsText').es });
	});

	it('the platform that the order comes from says in its own words what to do', async () => {
		const world = await open();
		const { shipping: _shipping, ...lost } = tee();
		const advice = 'The market hall must let you see addresses.';
		expect(await world.run([lost])).toMatchObject([{ kind: 'attention', reason: { code: 'addressMissing', advice } }]);
		expect(world.store.of('A')[0]?.notes).toEqual([expect.stringContaining(advice)]);
		expect(await world.sale('A')).toMatchObject({ reason: { advice } });
		expect(await world.run([lost])).toMatchObject([{ kind: 'attention', reason: { advice } }]);
	});

	it('a total that the store reckons otherwise: on hold, never made again', async () => {
		const world = await open();
		world.store.surcharge = '0.01';
		expect(await world.run([tee()])).toMatchObject([
			{ kind: 'attention', reason: { code: 'totalDiffers' }, store: { id: expect.any(String) } },
		]);
		await world.run([tee()]);
		expect(world.store.orders).toMatchObject([{ status: STATUSES.waiting, notes: [expect.stringContaining('14.91')] }]);
	});

	it('when the store cannot be asked to hold it, later', async () => {
		const world = await open();
		world.store.surcharge = '0.01';
		world.store.faults.next('hold', 'unavailable', 2);
		expect(await world.run([tee()])).toMatchObject([{ kind: 'attention', reason: { code: 'storeUnreachable' } }]);
		await world.untilSettled([tee()]);
		expect(world.store.orders).toMatchObject([{ status: STATUSES.waiting, notes: [expect.stringContaining('14.91')] }]);
		expect(await world.sale('A')).toMatchObject({ state: 'error', reason: { code: 'totalDiffers' } });
	});

	it('is let go once the channel gave what was missing, unless people hold it', async () => {
		const world = await open({ editable: true });
		const { shipping: _shipping, ...lost } = tee();
		await world.run([lost]);
		expect(await world.run([tee({ updatedAt: NINE })])).toMatchObject([{ kind: 'saved', action: 'updated' }]);
		expect([world.store.of('A')[0]?.status, (await world.sale('A'))?.state]).toEqual([STATUSES.toPack, 'synced']);
		const [stored] = world.store.of('A');
		if (stored !== undefined) stored.status = STATUSES.waiting;
		await world.run([tee({ updatedAt: TEN, shipping: elsewhere })]);
		expect(world.store.of('A')[0]?.status).toBe(STATUSES.waiting);
	});

	it('stays an error as long as it is still missing', async () => {
		const world = await open({ editable: true });
		const { shipping: _shipping, ...lost } = tee();
		await world.run([lost]);
		const outcomes = await world.run([{ ...lost, updatedAt: NINE, delivery: { service: 'NEXT_DAY' } }]);
		expect(outcomes).toMatchObject([{ kind: 'attention', reason: { code: 'addressMissing' } }]);
		expect(await world.sale('A')).toMatchObject({ state: 'error', reason: { code: 'addressMissing' }, sourceUpdatedAt: NINE });
	});
});
