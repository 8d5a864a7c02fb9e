import { storeOrders } from '../../src/usecases/trigger';
import { subscriptionId } from '../../src/domain/ids';
import caseFile from '../fixtures/cases/shop-first-import-ships-again.json';
import { START } from '../fixtures/memory-platform/orders';
import { FulfillWorld } from '../unit/usecases/fulfill-world';
import { putWire, readWire, sentLines } from './shop-orders';

const [tracked, delivered, shipped] = Object.values(caseFile.input).flat();
const wire = (order: object = {}) => {
	const { _wc_shipment_tracking_items: value, ...rest } = order as { readonly _wc_shipment_tracking_items?: unknown };
	return { ...rest, ...(value === undefined ? {} : { meta_data: [{ id: 1, key: '_wc_shipment_tracking_items', value }] }) };
};

describe(caseFile.right, () => {
	let world: FulfillWorld;
	beforeEach(async () => {
		world = await FulfillWorld.open();
	});
	afterEach(async () => {
		await world.close();
	});

	it('imports nothing whose status was said to mean shipped', () => {
		const kind = storeOrders(world.shop.source, world.database);
		const settings = { events: ['paid', 'changed'] as const, shippedStatuses: ['delivered'] };
		const reader = { subscription: subscriptionId('w', 't'), settings, startsAt: START, seenUpTo: START, readsBack: true };
		const told = [tracked, delivered, shipped].map((order) => kind.tell(readWire(wire(order)), reader, undefined).events);
		expect(told.map((events) => events.map((event) => event.kind))).toEqual([['paid'], [], ['paid']]);
	});

	it('sends none of them, asks a person about the parcel, and lets the others wait', async () => {
		for (const order of [tracked, delivered, shipped]) putWire(world, wire(order));
		const outcomes = await world.send([{ id: '12' }, { id: '13' }, { id: '14' }]);
		expect(outcomes.map(({ reason }) => reason?.code)).toEqual(['mcfShippedBefore', 'mcfNotReady', 'mcfNotReady']);
		expect(world.amazon.made).toEqual([]);
		expect((await world.sale('12'))?.state).toBe('error');
		expect((await world.sale('14'))?.state).toBe('pending');
		expect(['12', '13', '14'].map((id) => world.shop.of(id).notes.length)).toEqual([1, 0, 0]);
	});

	it('sends what a person retries, having seen the number', async () => {
		putWire(world, wire(tracked));
		await world.send([{ id: '12' }]);
		expect((await world.send([{ id: '12' }]))[0]?.kind).toBe('attention');
		await world.retry('12');
		expect(await world.send([{ id: '12' }])).toMatchObject([{ kind: 'done', action: 'sent' }]);
	});

	it('knows it again though Amazon is away when the person has retried', async () => {
		putWire(world, wire(tracked));
		await world.send([{ id: '12' }]);
		await world.retry('12');
		world.amazon.faults.next('summaries', 'unavailable', 2);
		expect(await world.send([{ id: '12' }])).toMatchObject([{ reason: { code: 'amazonUnreachable' } }]);
		expect(await world.send([{ id: '12' }])).toMatchObject([{ kind: 'done', action: 'sent' }]);
	});

	it('sends a renewal that copied what stands at its parent, and not one with a parcel of its own', async () => {
		const at = (shippedAt: string, id: number) => {
			const items = [{ tracking_number: '0034', date_shipped: String(Date.parse(shippedAt) / 1000) }];
			const meta = [
				{ id: 1, key: '_wc_shipment_tracking_items', value: items },
				{ id: 2, key: '_subscription_renewal', value: '11' },
			];
			return { id, meta_data: meta };
		};
		putWire(world, at('2026-10-20T00:00:00Z', 21));
		putWire(world, at(START, 22));
		expect(await world.send([{ id: '21' }, { id: '22' }])).toMatchObject([{ action: 'sent' }, { reason: { code: 'mcfShippedBefore' } }]);
		expect(sentLines(world)).toEqual([['TEE', 1]]);
	});
});
