import { money } from '../../src/domain/money';
import type { Shipment } from '../../src/domain/shipment';
import caseFile from '../fixtures/cases/shop-cancelled-after-it-was-sent.json';
import { FulfillWorld } from '../unit/usecases/fulfill-world';

const parcel: Shipment = { id: 'P1', status: 'inTransit', trackingNumber: 'N1', lines: [{ lineId: 'line-1', quantity: 2 }] };

describe(`what the shop calls off after it was sent does not leave Amazon, or a person is told (${caseFile.input.order})`, () => {
	let world: FulfillWorld;
	let id: string;
	beforeEach(async () => {
		world = await FulfillWorld.open();
		await world.send([{ id: '12', lines: [{ sku: 'TEE', quantity: 2 }] }]);
		[id = ''] = world.amazon.made;
		await world.confirm(await world.updates());
		await world.clock.pass(60_000);
	});
	afterEach(async () => {
		await world.close();
	});

	const look = async () => await world.everything();
	const statusAtAmazon = () => world.amazon.orders.get(id)?.status;
	const cancels = () => world.amazon.calls.filter((call) => call === 'cancel').length;
	const refundAmount = (amount: string) =>
		world.shop.change('12', (stored) => ({
			...stored,
			refunded: money(amount, stored.order.currency),
			amountRefundedOnly: money(amount, stored.order.currency),
		}));

	it.each<[string, () => void]>([
		['cancelled', () => world.shop.cancel('12')],
		['refunded, all its units', () => [1, 2].forEach(() => world.shop.refundUnit('12'))],
	])('cancels at Amazon what is %s', async (_name, callOff) => {
		callOff();
		expect(await look()).toMatchObject({ calledOff: [] });
		expect(statusAtAmazon()).toBe('cancelled');
		expect(await world.sale('12')).toMatchObject({ state: 'cancelled' });
		expect(world.shop.of('12').notes).toEqual([expect.stringContaining('Amazon was told not to ship')]);
		await world.clock.pass(60_000);
		expect(await look()).toMatchObject({ calledOff: [], updates: [] });
		expect(cancels()).toBe(1);
		expect(world.shop.of('12').notes).toHaveLength(1);
	});

	it('tells once that it is too late, and the customer nothing', async () => {
		world.amazon.change(id, { status: 'complete', shipments: [parcel] });
		world.shop.cancel('12');
		const { updates, calledOff } = await look();
		expect(calledOff).toMatchObject([{ number: '12', fulfillment: id, attention: { code: 'mcfTooLate' } }]);
		expect(calledOff[0]?.attention.text).toMatch(/^Order 12: .*; the store says "void"/);
		expect(await world.sale('12')).toMatchObject({ state: 'error', reason: { code: 'mcfTooLate' } });
		expect(await world.confirm(updates)).toMatchObject([{ kind: 'confirmed', writes: [{ way: 'privateNote' }] }]);
		expect(world.shop.of('12')).toMatchObject({ mails: [], notes: [expect.any(String)] });
		await world.clock.pass(60_000);
		expect(await look()).toMatchObject({ updates: [], calledOff: [] });
	});

	it('tries again what Amazon does not cancel yet', async () => {
		world.shop.cancel('12');
		world.amazon.faults.next('cancel', 'unavailable');
		expect(await look()).toMatchObject({ calledOff: [] });
		expect(await world.sale('12')).toMatchObject({ state: 'synced' });
		await look();
		expect([statusAtAmazon(), (await world.sale('12'))?.state]).toEqual(['cancelled', 'cancelled']);
	});

	it.each<[string, () => void, RegExp]>([
		['some units', () => world.shop.refundUnit('12'), /SKU "TEE": 1 of 2/],
		['an amount alone', () => refundAmount('3.00'), /3\.00 EUR in all; no units named/],
	])('tells once of a refund of %s, and cancels nothing', async (_name, refund, text) => {
		refund();
		const { calledOff } = await look();
		expect(calledOff).toMatchObject([{ attention: { code: 'mcfRefunded', text: expect.stringMatching(text) as string } }]);
		await world.clock.pass(60_000);
		expect(await look()).toMatchObject({ calledOff: [] });
		expect([statusAtAmazon(), cancels(), world.shop.of('12').notes.length]).toEqual(['received', 0, 1]);
		// Another refund is another matter; and the rest of it is all of it.
		world.shop.cancel('12');
		await look();
		expect([statusAtAmazon(), (await world.sale('12'))?.state]).toEqual(['cancelled', 'cancelled']);
	});

	it('knows what was refunded before it was sent', async () => {
		world.shop.put({ id: '13', lines: [{ sku: 'TEE', quantity: 2 }] });
		world.shop.refundUnit('13');
		await world.send([{ id: '13' }]);
		expect(await look()).toMatchObject({ calledOff: [] });
	});

	it('asks the shop once for all that have not left, and not for those that have', async () => {
		await world.send([{ id: '13' }, { id: '14' }]);
		world.amazon.change(id, { status: 'complete', shipments: [parcel] });
		await world.confirm(await world.updates());
		world.shop.asked.length = 0;
		world.shop.cancel('12');
		await look();
		expect(world.shop.asked.map((ids) => [...ids].sort())).toEqual([['13', '14']]);
	});

	it('goes on with the others, whatever one of them meets', async () => {
		await world.send([{ id: '13' }]);
		world.shop.refundUnit('13');
		world.shop.cancel('12');
		world.shop.faults.next('get', 'rejected');
		await look();
		expect(statusAtAmazon()).toBe('cancelled');
		await look();
		await world.send([{ id: '14' }]);
		world.shop.faults.next('standings', 'unavailable');
		expect(await look()).toMatchObject({ updates: [{ order: { id: '14' } }], calledOff: [] });
	});

	it('is cancelled at once where the shop called it off while Amazon took it', async () => {
		world.shop.put({ id: '15' });
		const { service } = world.amazon;
		const create = service.create.bind(service);
		jest.spyOn(service, 'create').mockImplementationOnce(async (request) => {
			world.shop.cancel('15');
			return await create(request);
		});
		expect(await world.send([{ id: '15' }])).toMatchObject([{ kind: 'done', action: 'skipped', reason: { code: 'mcfCalledOff' } }]);
		expect(world.amazon.orders.get(world.amazon.made.at(-1) ?? '')?.status).toBe('cancelled');
		expect(await world.sale('15')).toMatchObject({ state: 'cancelled' });
	});
});
