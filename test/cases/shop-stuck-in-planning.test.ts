import caseFile from '../fixtures/cases/shop-stuck-in-planning.json';
import { FulfillWorld } from '../unit/usecases/fulfill-world';

const DAY = 24 * 60 * 60_000;

describe('an order that lies at Amazon without a parcel is told once, with what to do', () => {
	let world: FulfillWorld;
	let id: string;
	beforeEach(async () => {
		world = await FulfillWorld.open();
		await world.send([{ id: '12' }]);
		[id = ''] = world.amazon.made;
	});
	afterEach(async () => {
		await world.close();
	});

	it(`as it was seen: ${caseFile.input['fulfilment order']}`, async () => {
		world.amazon.change(id, { status: 'planning' });
		await world.confirm(await world.updates());
		await world.clock.pass(25 * DAY);
		expect(await world.updates()).toMatchObject([
			{ toConfirm: false, attention: { code: 'mcfStuck', advice: expect.stringMatching(/cancel it .* retry/) as string } },
		]);
		expect(await world.sale('12')).toMatchObject({ state: 'error', reason: { code: 'mcfStuck' } });
		expect(world.shop.of('12').notes).toHaveLength(1);
		await world.clock.pass(DAY);
		expect(await world.updates()).toEqual([]);
	});

	it.each<[string, number, string | undefined]>([
		['a week after it was sent, where nothing is promised', 7, undefined],
		['two days after the day on which it should have arrived', 12, new Date(Date.UTC(2026, 10, 20) + 10 * DAY).toISOString()],
	])('%s, and not before', async (_name, days, estimatedArrival) => {
		const received = Date.parse((await world.deps().service.get(id))?.receivedAt ?? '');
		const announced = { id: 'P1', status: 'announced', lines: [{ lineId: 'line-1', quantity: 1 }] } as const;
		const arrival = estimatedArrival === undefined ? undefined : new Date(received + 10 * DAY).toISOString();
		world.amazon.change(id, {
			status: 'processing',
			shipments: arrival === undefined ? [] : [{ ...announced, estimatedArrival: arrival }],
		});
		await world.confirm(await world.updates());
		await world.clock.pass((days - 1) * DAY);
		expect(await world.updates()).toEqual([]);
		await world.clock.pass(DAY + 60 * 60_000);
		expect(await world.updates()).toMatchObject([{ attention: { code: 'mcfStuck' } }]);
	});

	it('is nobody’s matter any more once its parcel leaves, and can be sent again once it is cancelled at Amazon', async () => {
		await world.clock.pass(8 * DAY);
		expect(await world.updates()).toMatchObject([{ attention: { code: 'mcfStuck' } }]);
		world.amazon.change(id, { status: 'cancelled' });
		await world.retry('12');
		expect(await world.send([{ id: '12' }])).toMatchObject([{ action: 'sent', fulfillment: { attempt: 2 } }]);
		const again = world.amazon.made[1] ?? '';
		await world.clock.pass(8 * DAY);
		expect(await world.updates()).toMatchObject([{ attention: { code: 'mcfStuck' } }]);
		const parcel = { id: 'P1', status: 'inTransit', trackingNumber: 'N', lines: [{ lineId: 'line-1', quantity: 1 }] } as const;
		world.amazon.change(again, { status: 'complete', shipments: [parcel] });
		await world.confirm(await world.updates());
		expect(await world.sale('12')).toMatchObject({ state: 'synced', frozen: true });
	});
});
