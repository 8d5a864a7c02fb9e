import type { Shipment } from '../../../src/domain/shipment';
import { FulfillWorld } from './fulfill-world';

let world: FulfillWorld;
beforeEach(async () => {
	world = await FulfillWorld.open();
});
afterEach(async () => {
	await world.close();
});

const parcel = (id: string, more: Partial<Shipment> = {}): Shipment => ({
	id,
	carrier: 'DHL',
	trackingNumber: `NUMBER-${id}`,
	status: 'inTransit',
	lines: [{ lineId: 'line-1', quantity: 1 }],
	...more,
});
const ship = async (shipments: Shipment[]): Promise<void> => {
	await world.clock.pass(60_000);
	world.amazon.change(world.amazon.made[0] ?? '', { status: 'complete', shipments });
};
const track = async () => await world.confirm(await world.updates());

describe('a parcel that was told', () => {
	beforeEach(async () => {
		await world.send([{ id: '12', lines: [{ sku: 'TEE', quantity: 2 }] }]);
		await ship([parcel('P1')]);
	});

	it('is told to nobody again by runs that overlap, though the store shows nothing of it', async () => {
		const seen = await world.updates();
		expect(await world.confirm(seen)).toMatchObject([{ action: 'written' }]);
		for (let run = 0; run < 4; run += 1) {
			// A cache, a plugin that tidies notes away.
			world.shop.of('12').parcels.clear();
			expect(await world.confirm(seen)).toMatchObject([{ kind: 'confirmed', action: 'unchanged' }]);
		}
		expect(world.shop.of('12').mails).toEqual(['P1']);
	});

	it('counts towards the order being complete when the next one leaves', async () => {
		await track();
		world.shop.of('12').parcels.clear();
		await ship([parcel('P1'), parcel('P2')]);
		expect(await track()).toMatchObject([{ action: 'written', completed: true }]);
		expect(world.shop.of('12').mails).toEqual(['P1', 'P2']);
	});

	it('is told once more, once, when it gets a number or another one', async () => {
		await ship([parcel('P1', { trackingNumber: 'CORRECTED' })]);
		await track();
		await ship([parcel('P1')]);
		const seen = await world.updates();
		for (let run = 0; run < 2; run += 1) await world.confirm(seen);
		expect(world.shop.writes.filter((write) => write.endsWith('P1'))).toEqual(['written P1', 'updated P1']);
	});

	it('is the same to another version of the API, which gives it another id', async () => {
		await track();
		await ship([parcel('shipment-P1', { trackingNumber: 'NUMBER-P1' })]);
		await track();
		await ship([parcel('P1')]);
		await track();
		expect(world.shop.of('12').mails).toEqual(['P1']);
	});
});

describe('the customer of an order that is cancelled in the store', () => {
	beforeEach(async () => {
		await world.send([{ id: '12' }]);
	});

	it('is told nothing of its parcel, and its owner is told once', async () => {
		await ship([parcel('P1')]);
		const seen = await world.updates();
		world.shop.cancel('12');
		expect(await world.confirm(seen)).toMatchObject([
			{ kind: 'attention', reason: { code: 'shipmentOrderClosed', text: expect.stringContaining('NUMBER-P1') as string } },
		]);
		expect(await world.confirm(seen)).toMatchObject([{ kind: 'confirmed', action: 'unchanged' }]);
		expect(world.shop.of('12')).toMatchObject({ mails: [], completed: false });
		expect(world.shop.of('12').notes).toHaveLength(1);
		expect(await world.sale('12')).toMatchObject({ state: 'error', frozen: true, reason: { code: 'shipmentOrderClosed' } });
		expect(await world.updates()).toEqual([]);
	});

	it('that was told of its parcel before is nobody’s matter any more', async () => {
		await ship([parcel('P1')]);
		await track();
		world.shop.cancel('12');
		await ship([parcel('P1', { status: 'delivered' })]);
		expect(await track()).toMatchObject([{ kind: 'confirmed', action: 'unchanged' }]);
		expect(await world.sale('12')).toMatchObject({ state: 'synced' });
	});
});
