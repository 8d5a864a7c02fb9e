import { ConfirmWorld, MINUTE, parcel, sold } from './confirm-world';

let world: ConfirmWorld;
beforeEach(async () => {
	world = await ConfirmWorld.open();
});
afterEach(async () => {
	await world.close();
});

/** Of three units some left before anybody here knew the order; the channel may hide of which parcels. */
const leftBefore = (id: string, units: number, packages: readonly string[] = []): void => {
	world.buy(id, { lines: [{ sku: 'TEE', quantity: 3 }] });
	const now = world.channel.now(id);
	if (now === undefined) throw new Error('no order');
	const shown = packages.map((reference) => ({ id: reference, status: 'SHIPPED', lines: [] }));
	const lines = now.lines.map((line) => ({ ...line, quantityShipped: units }));
	world.channel.put({ ...now, status: 'partiallyShipped', lines, packages: shown }, { lagMs: 0 });
};
const storeLines = [{ lineId: 'w1', sku: 'TEE', quantity: 3, of: 'line-1', pieces: 1 }];

describe('an order of which a part had left before', () => {
	it('waits for nothing but the proof once the rest of it is told', async () => {
		leftBefore('A', 1);
		const items = [sold('A', [parcel('P1')], { storeLines })];
		expect(await world.confirm(items)).toMatchObject([{ action: 'confirmed', parcels: [{ lines: [{ lineId: 'line-1', quantity: 2 }] }] }]);
		expect(await world.sale('A')).toMatchObject({ state: 'pending', reason: { code: 'confirmationUnproven' } });
		await world.clock.pass(6 * MINUTE);
		expect(await world.words(items)).toEqual(['proven']);
		expect(await world.sale('A')).toMatchObject({ state: 'synced' });
	});

	it('is not proven by the units that had left before', async () => {
		leftBefore('A', 2, ['theirs']);
		const items = [sold('A', [parcel('P1')], { storeLines })];
		world.shipments.dropping.add('A');
		expect(await world.words(items)).toEqual(['confirmed']);
		await world.clock.pass(6 * MINUTE);
		expect(await world.confirm(items)).toMatchObject([{ action: 'confirmed', parcels: [{ state: 'again' }] }]);
		await world.clock.pass(6 * MINUTE);
		expect(await world.words(items)).toEqual(['proven']);
		expect(world.channel.now('A')?.status).toBe('shipped');
	});

	it('is told of no more units than are open, parcel by parcel', async () => {
		leftBefore('A', 1);
		const line = (quantity: number) => ({ lines: [{ lineId: 'w1', quantity }] });
		const one = parcel('P1', line(1));
		expect(await world.words([sold('A', [one], { storeLines })])).toEqual(['confirmed']);
		expect(await world.words([sold('A', [one, parcel('P2', line(2))], { storeLines })])).toEqual(['confirmationTooMany']);
		expect(await world.confirm([sold('A', [one, parcel('P3')], { storeLines })])).toMatchObject([
			{ action: 'confirmed', parcels: [{ lines: [{ lineId: 'line-1', quantity: 1 }] }] },
		]);
		expect(world.channel.now('A')?.status).toBe('shipped');
	});

	it('is not told of a parcel that stands there already, whoever told of it', async () => {
		leftBefore('A', 1);
		const now = world.channel.now('A');
		if (now === undefined) throw new Error('no order');
		const theirs = { id: '1', status: 'SHIPPED', trackingNumber: 'QP-P1', lines: [] };
		world.channel.put({ ...now, packages: [theirs] }, { lagMs: 0 });
		const line = (quantity: number) => ({ lines: [{ lineId: 'w1', quantity }] });
		const one = parcel('P1', line(1));
		expect(await world.words([sold('A', [one], { storeLines })])).toEqual(['proven']);
		expect(await world.sale('A')).toMatchObject({ state: 'pending', reason: { code: 'confirmationRest' } });
		expect(world.shipments.calls).toEqual([]);
		const items = [sold('A', [one, parcel('P2')], { storeLines })];
		expect(await world.confirm(items)).toMatchObject([{ action: 'confirmed', parcels: [{ lines: [{ lineId: 'line-1', quantity: 2 }] }] }]);
		await world.clock.pass(6 * MINUTE);
		expect(await world.words(items)).toEqual(['proven']);
		expect([await world.sale('A'), world.shipments.damage]).toMatchObject([{ state: 'synced' }, []]);
	});

	it('keeps the number of a parcel of others, of which nobody knows what is in it', async () => {
		leftBefore('A', 1);
		const now = world.channel.now('A');
		if (now === undefined) throw new Error('no order');
		world.channel.put({ ...now, packages: [{ id: '1', status: 'SHIPPED', trackingNumber: 'QP-P1', lines: [] }] }, { lagMs: 0 });
		expect(await world.words([sold('A', [parcel('P1')], { storeLines })])).toEqual(['proven']);
		const corrected = parcel('P1', { trackingNumber: 'NEW' });
		expect(await world.words([sold('A', [corrected], { storeLines })])).toEqual(['confirmationNoEdit']);
		expect([world.shown('A'), world.shipments.calls]).toEqual([{ 1: 'QP-P1' }, []]);
	});
});
