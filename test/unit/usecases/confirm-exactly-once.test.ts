import { ProcessDied } from '../../fixtures/memory-platform/mortal-process';
import { confirmOrders } from '../../../src/usecases/confirm/confirm-orders';
import type { OrderToConfirm } from '../../../src/usecases/confirm/deps';
import type { Fault } from '../../fixtures/memory-platform/faults';
import { ConfirmWorld, MINUTE, parcel, sold } from './confirm-world';

// Hundreds of worlds, each with a database file.
jest.setTimeout(300_000);

/** Dies at its first step, then at its second, and so on until it lives through; each in a world of its own. */
async function dieEverywhere(items: readonly OrderToConfirm[], fault?: readonly [string, Fault]): Promise<number> {
	for (let step = 1; ; step += 1) {
		const world = await ConfirmWorld.open();
		try {
			for (const { orderId: id } of items) world.buy(id);
			if (fault !== undefined) world.shipments.faults.next(...fault);
			const process = world.process(step);
			await world.confirm(items, {}, process).catch((error: unknown) => {
				if (!(error instanceof ProcessDied)) throw error;
			});
			await world.clock.pass(MINUTE);
			await world.untilSettled(items);
			const where = `died ${process.died ?? 'never'}`;
			for (const { orderId: id, parcels } of items) {
				expect([where, Object.values(world.shown(id))]).toEqual([where, parcels.map(({ trackingNumber }) => trackingNumber)]);
				expect([where, (await world.sale(id))?.state]).toEqual([where, 'synced']);
			}
			expect([where, world.shipments.damage]).toEqual([where, []]);
			if (!process.isDead) return step - 1;
		} finally {
			await world.close();
		}
	}
}

const twoParcels = [
	sold('A', [parcel('P1', { lines: [{ lineId: 'w1', quantity: 1 }] }), parcel('P2', { lines: [{ lineId: 'w1', quantity: 1 }] })]),
];

describe('each parcel is at the channel once, wherever the process dies', () => {
	it('told one by one', async () => {
		expect(await dieEverywhere(twoParcels)).toBeGreaterThan(30);
	});

	it('whose answer was lost as well', async () => {
		expect(await dieEverywhere([sold('A', [parcel('P1')])], ['tell', 'lostLate'])).toBeGreaterThan(25);
	});

	it('handed in together', async () => {
		const many = ['A', 'B', 'C', 'D'].map((id) => sold(id, [parcel(`P-${id}`)]));
		expect(await dieEverywhere(many)).toBeGreaterThan(30);
	});
});

describe('a telling whose answer was lost', () => {
	for (const fault of ['lostBefore', 'lostAfter', 'lostLate'] as const)
		it(`is looked for, and told once more where it is not there (${fault})`, async () => {
			const world = await ConfirmWorld.open();
			world.buy('A');
			world.shipments.faults.next('tell', fault);
			await world.untilSettled([sold('A', [parcel('P1')])]);
			expect(world.shown('A')).toEqual({ 1: 'QP P1' });
			expect(world.shipments.calls).toHaveLength(1);
			await world.close();
		});
});

it('is told once by two workflows at the same moment', async () => {
	const world = await ConfirmWorld.open();
	world.buy('A');
	const settings = { when: 'announced', carriers: new Map<string, string>(), untracked: false, dry: false } as const;
	const run = async () => await confirmOrders(world.deps(), settings, [sold('A', [parcel('P1')])]);
	const outcomes = await world.clock.run(Promise.all([run(), run(), run()]));
	expect(outcomes.flat().filter((one) => one.kind === 'confirmed' && one.action === 'confirmed')).toHaveLength(1);
	expect([world.shown('A'), world.shipments.calls.length]).toEqual([{ 1: 'QP P1' }, 1]);
	await world.close();
});

it('writes nothing in a dry run, and says what it would tell', async () => {
	const world = await ConfirmWorld.open();
	world.buy('A');
	expect(await world.confirm([sold('A', [parcel('P1')])], { dry: true })).toMatchObject([
		{ action: 'planned', parcels: [{ reference: '1', carrier: 'QUICK' }] },
	]);
	expect([world.shipments.calls, await world.rows('A'), await world.sale('A')]).toEqual([[], [], undefined]);
	await world.close();
});

it('of rows of a sheet that the quota did not reach says so, and goes on where it stopped when it is run again', async () => {
	const world = await ConfirmWorld.open();
	const rows = ['A', 'B', 'C'].map((id) => {
		world.buy(id);
		const { sold: _sold, storeLines: _lines, ...row } = sold(id, [parcel(`P-${id}`)], { complete: false });
		return row;
	});
	world.channel.getsLeft = 2;
	const first = await world.confirm(rows);
	expect(first.map(({ kind, reason }) => [kind, reason?.code])).toEqual([
		['confirmed', undefined],
		['confirmed', undefined],
		['attention', 'amazonUnreachable'],
	]);
	expect(first[2]?.reason?.advice).toBe('Run it again in a few minutes.');
	world.channel.getsLeft = 2;
	expect((await world.confirm(rows)).map(({ kind }) => kind)).toEqual(['confirmed', 'confirmed', 'confirmed']);
	expect(world.shown('C')).toEqual({ 1: 'QP P-C' });
	expect(world.shipments.damage).toEqual([]);
	await world.close();
});

it('of one order in two rows of a sheet with two numbers is nobody knows what, and with one number one parcel', async () => {
	const world = await ConfirmWorld.open();
	world.buy('A');
	world.buy('B');
	const row = (id: string, trackingNumber: string): OrderToConfirm => ({
		orderId: sold(id, []).orderId,
		parcels: [{ id: 'hand', carrier: 'Quick Post', trackingNumber, lines: [] }],
		complete: false,
	});
	expect(await world.words([row('A', 'N1'), row('A', 'N2'), row('B', 'N3'), row('B', 'N3')])).toEqual([
		'confirmationLines',
		'confirmationLines',
		'confirmed',
		'confirmed',
	]);
	expect([world.shown('A'), world.shown('B')]).toEqual([{}, { 1: 'N3' }]);
	await world.clock.pass(6 * MINUTE);
	expect(await world.words([row('B', 'N4')])).toEqual(['confirmed']);
	expect(world.shown('B')).toEqual({ 1: 'N4' });
	expect(await world.sale('B')).toBeUndefined();
	await world.close();
});

it('waits where the channel lets nobody read or tell now, and throws for a wrong key before anything was told', async () => {
	const world = await ConfirmWorld.open();
	world.buy('A');
	world.channel.getsLeft = 0;
	world.channel.searchesLeft = 0;
	const items = [sold('A', [parcel('P1')])];
	expect(await world.words(items)).toEqual(['amazonUnreachable']);
	expect(await world.sale('A')).toMatchObject({ state: 'pending' });
	world.channel.getsLeft = 10;
	world.shipments.faults.next('tell', 'credential');
	await expect(world.confirm(items)).rejects.toMatchObject({ details: { kind: 'credential' } });
	expect((await world.rows('A')).map(({ toldAt }) => toldAt)).toEqual([undefined]);
	world.shipments.faults.next('tell', 'unavailable');
	expect(await world.words(items)).toEqual(['amazonUnreachable']);
	expect(await world.words(items)).toEqual(['confirmed']);
	await world.close();
});
