import { accountKey } from '../../../src/domain/account';
import { orderId } from '../../../src/domain/ids';
import { reason } from '../../../src/domain/reasons';
import { say } from '../../../src/domain/texts/say';
import { money } from '../../../src/domain/money';
import type { OrderLine } from '../../../src/domain/order';
import { keyOfSale } from '../../../src/usecases/sales/sale-change';
import { storeOrders } from '../../../src/usecases/trigger/kinds/store-orders';
import { SHOP } from '../../fixtures/memory-platform/memory-shop';
import { putWire, sentLines } from '../../cases/shop-orders';
import { FulfillWorld } from './fulfill-world';

const SET = [
	{ id: 1, sku: 'SET', quantity: 1 },
	{ id: 2, sku: 'TEE', quantity: 1, bundled_by: 1 },
	{ id: 3, sku: 'CAP', quantity: 1, bundled_by: 1 },
];

describe('what the shop gives back of what was sent', () => {
	let world: FulfillWorld;
	beforeEach(async () => {
		world = await FulfillWorld.open();
	});
	afterEach(async () => {
		await world.close();
	});
	const statuses = () => world.amazon.made.map((id) => world.amazon.orders.get(id)?.status);
	const edit = (id: string, amount: string, change: (line: OrderLine) => readonly OrderLine[]) =>
		world.shop.change(id, (stored) => ({
			...stored,
			refunded: money(amount, stored.order.currency),
			order: { ...stored.order, lines: stored.order.lines.flatMap(change) },
		}));
	const back = (...ids: readonly string[]) =>
		edit('12', '10.00', (line) => [ids.includes(line.id) ? { ...line, quantityCancelled: line.quantity } : line]);

	it('cancels the parts of a set that was given back', async () => {
		putWire(world, { line_items: [...SET, { id: 4, sku: 'MUG', quantity: 1 }] });
		await world.send([{ id: '12' }]);
		expect(sentLines(world)).toEqual([
			['TEE', 1],
			['CAP', 1],
		]);
		back('1');
		await world.everything();
		expect(statuses()).toEqual(['cancelled']);
	});

	it('tells of a set that was given back beside other lines that were sent', async () => {
		world.amazon.skus.add('MUG');
		putWire(world, { line_items: [...SET, { id: 4, sku: 'MUG', quantity: 1 }] });
		await world.send([{ id: '12' }]);
		back('1');
		expect(await world.everything()).toMatchObject({ calledOff: [{ attention: { code: 'mcfRefunded' } }] });
		expect(statuses()).toEqual(['received']);
	});

	it('tells where the parts of a set were given back that was sent as a whole', async () => {
		world.amazon.skus.add('SET');
		putWire(world, { line_items: SET });
		await world.send([{ id: '12' }]);
		expect(sentLines(world)).toEqual([['SET', 1]]);
		back('2');
		expect(await world.everything()).toMatchObject({ calledOff: [{ attention: { code: 'mcfRefunded' } }] });
		expect(statuses()).toEqual(['received']);
	});

	it('cancels nothing because a line was exchanged and a little money given back', async () => {
		await world.send([{ id: '12', lines: [{ sku: 'TEE', quantity: 2 }] }]);
		edit('12', '2.00', (line) => [{ ...line, id: 'other', sku: 'CAP' }]);
		expect(await world.everything()).toMatchObject({ calledOff: [{ attention: { code: 'mcfRefunded' } }] });
		expect(statuses()).toEqual(['received']);
	});

	it('looks at all sendings of an order', async () => {
		world.amazon.skus.delete('CAP');
		await world.send([{ id: '12', lines: [{ sku: 'TEE' }, { sku: 'CAP' }] }]);
		world.amazon.skus.add('CAP');
		// A person was told of something, and retried it.
		await world.clock.pass(8 * 24 * 60 * 60_000);
		await world.everything();
		expect(await world.sale('12')).toMatchObject({ reason: { code: 'mcfStuck' } });
		await world.retry('12');
		await world.send([{ id: '12' }]);
		expect(statuses()).toEqual(['received', 'received']);
		const [, second] = world.shop.orders.get('12')?.order.lines ?? [];
		back(second?.id ?? '');
		expect(await world.everything()).toMatchObject({ calledOff: [{ attention: { code: 'mcfRefunded' } }] });
		expect(statuses()).toEqual(['received', 'received']);
	});
});

describe('what is at Amazon already is not said to be unsent', () => {
	let world: FulfillWorld;
	beforeEach(async () => {
		world = await FulfillWorld.open();
	});
	afterEach(async () => {
		await world.close();
	});

	it('though the shop put it on hold, or in doubt, while nobody knew whether Amazon had it', async () => {
		world.amazon.faults.next('create', 'lostLate');
		world.shop.put({ id: '12' });
		expect(await world.send([{ id: '12' }])).toMatchObject([{ reason: { code: 'mcfOutcomeUnknown' } }]);
		world.shop.change('12', (stored) => ({
			...stored,
			doubts: [{ kind: 'refund', text: say('doubtPart', { line: 'x', amount: '1', price: '2' }) }],
		}));
		await world.clock.pass(3 * 60_000);
		expect(world.amazon.made).toHaveLength(1);
		await world.send([{ id: '12' }]);
		expect(await world.sale('12')).toMatchObject({ state: 'synced', targetOrderId: world.amazon.made[0] });
		world.shop.cancel('12');
		await world.everything();
		expect(world.amazon.orders.get(world.amazon.made[0] ?? '')?.status).toBe('cancelled');
	});

	it('nor asked to be approved when a person retries it', async () => {
		await world.send([{ id: '12' }]);
		await world.clock.pass(8 * 24 * 60 * 60_000);
		await world.everything();
		expect(await world.sale('12')).toMatchObject({ reason: { code: 'mcfStuck' } });
		await world.retry('12');
		await world.send([{ id: '12' }], { approval: { countries: [], firstOrder: true, addressesDiffer: false, emailDiffers: false } });
		expect(await world.sale('12')).toMatchObject({ state: 'synced' });
	});
});

describe('a set that goes as a whole', () => {
	let world: FulfillWorld;
	beforeEach(async () => {
		world = await FulfillWorld.open();
		world.amazon.skus.clear();
		world.amazon.skus.add('SET');
	});
	afterEach(async () => {
		await world.close();
	});

	it.each<[string, readonly string[]]>([
		['all', ['2', '3']],
		['one', ['2']],
	])('is not sent where %s of its parts were given back', async (_name, ids) => {
		const stored = putWire(world, { line_items: SET });
		const lines = stored.order.lines.map((line) => (ids.includes(line.id) ? { ...line, quantityCancelled: 1 } : line));
		world.shop.orders.set('12', { ...stored, order: { ...stored.order, lines } });
		await world.send([{ id: '12' }]);
		expect(sentLines(world)).toEqual([]);
	});

	it('is not sent where the merchant packed its parts', async () => {
		const stored = putWire(world, { line_items: SET });
		world.shop.orders.set('12', {
			...stored,
			fulfilled: new Map([
				['2', 1],
				['3', 1],
			]),
		});
		await world.send([{ id: '12' }]);
		expect(sentLines(world)).toEqual([]);
	});
});

describe('calling off', () => {
	it('tells once of an order that Amazon refuses to show', async () => {
		const world = await FulfillWorld.open();
		await world.send([{ id: '12' }]);
		await world.everything();
		world.shop.cancel('12');
		world.amazon.faults.next('cancel', 'rejected');
		const first = await world.everything();
		world.amazon.faults.next('cancel', 'rejected');
		const second = await world.everything();
		expect([first.calledOff.length, second.calledOff.length]).toEqual([1, 0]);
		await world.close();
	});
});

describe('a line that stays behind while others are sent', () => {
	let world: FulfillWorld;
	beforeEach(async () => {
		world = await FulfillWorld.open();
		world.shop.shared.set('CAP', ['7', '8']);
		world.shop.put({
			id: '12',
			lines: [{ sku: 'TEE' }, { sku: 'CAP', code: '7' }],
		});
		await world.send([{ id: '12' }]);
	});
	afterEach(async () => {
		await world.close();
	});

	it('needs a person, and goes once it is mended and retried', async () => {
		expect(sentLines(world)).toEqual([['TEE', 1]]);
		const known = { state: 'error', reason: { code: 'mcfSkuShared' }, targetOrderId: world.amazon.made[0] };
		expect(await world.sale('12')).toMatchObject(known);
		expect(await world.send([{ id: '12' }])).toMatchObject([{ kind: 'attention', fulfillment: { attempt: 1 } }]);
		await world.retry('12');
		expect(await world.send([{ id: '12' }])).toMatchObject([{ action: 'unchanged', reason: { code: 'mcfSkuShared' } }]);
		expect(await world.sale('12')).toMatchObject(known);
		world.shop.shared.delete('CAP');
		world.shop.shared.set('CAP', ['7']);
		await world.clock.pass(11 * 60_000);
		await world.retry('12');
		expect(await world.send([{ id: '12' }])).toMatchObject([{ kind: 'done', action: 'sent', fulfillment: { attempt: 2 } }]);
		expect(sentLines(world)).toEqual([
			['TEE', 1],
			['CAP', 1],
		]);
		expect(await world.sale('12')).toMatchObject({ state: 'synced' });
		expect(world.shop.of('12').notes).toHaveLength(1);
	});

	it('is called off though the others have left by then', async () => {
		const [first = ''] = world.amazon.made;
		world.amazon.change(first, {
			status: 'complete',
			shipments: [{ id: 'P1', status: 'inTransit', trackingNumber: 'N1', lines: [{ lineId: 'line-1', quantity: 1 }] }],
		});
		await world.confirm(await world.updates());
		expect(await world.sale('12')).toMatchObject({ state: 'error', reason: { code: 'mcfSkuShared' } });
		world.shop.shared.set('CAP', ['7']);
		await world.clock.pass(11 * 60_000);
		await world.retry('12');
		await world.send([{ id: '12' }]);
		world.shop.cancel('12');
		expect(await world.everything()).toMatchObject({ calledOff: [{ attention: { code: 'mcfTooLate' } }] });
		expect(world.amazon.orders.get(world.amazon.made[1] ?? '')?.status).toBe('cancelled');
	});

	it('keeps nobody from calling off what was sent, whatever comes of its own sending', async () => {
		world.shop.shared.set('CAP', ['7']);
		await world.clock.pass(11 * 60_000);
		await world.retry('12');
		jest.spyOn(world.amazon.service, 'create').mockResolvedValue({ kind: 'refused', reason: reason('mcfNoStock', '12') });
		await world.send([{ id: '12' }]);
		expect(await world.sale('12')).toMatchObject({ state: 'error', reason: { code: 'mcfNoStock' } });
		world.shop.cancel('12');
		await world.everything();
		expect(world.amazon.orders.get(world.amazon.made[0] ?? '')?.status).toBe('cancelled');
	});

	it('keeps nobody from calling off what was sent', async () => {
		world.shop.cancel('12');
		await world.everything();
		expect(world.amazon.orders.get(world.amazon.made[0] ?? '')?.status).toBe('cancelled');
	});
});

describe('what is called off while the warehouse is asked what became of it', () => {
	it('is not told as something that the warehouse failed to ship', async () => {
		const world = await FulfillWorld.open();
		await world.send([{ id: '12' }]);
		const [id = ''] = world.amazon.made;
		world.amazon.change(id, { status: 'cancelled' });
		const { sales } = world.database;
		const read = sales.ofOrders.bind(sales);
		jest.spyOn(sales, 'ofOrders').mockImplementationOnce(async (...of) => {
			const known = await read(...of);
			await sales.change(
				known.flatMap((sale) => (sale === undefined ? [] : [{ ...keyOfSale(sale), state: 'cancelled' as const, reason: null }])),
				world.database.now(),
			);
			return known;
		});
		expect(await world.updates()).toEqual([]);
		expect(await world.sale('12')).toMatchObject({ state: 'cancelled' });
		expect(world.shop.of('12').notes).toEqual([]);
		await world.close();
	});

	it('is not told so either before the run that cancels it at the warehouse has noted that', async () => {
		const world = await FulfillWorld.open();
		await world.send([{ id: '12' }]);
		world.shop.cancel('12');
		world.amazon.change(world.amazon.made[0] ?? '', { status: 'cancelled' });
		expect(await world.everything()).toMatchObject({ updates: [], calledOff: [] });
		expect(await world.sale('12')).toMatchObject({ state: 'cancelled', reason: { code: 'mcfCalledOff' } });
		await world.close();
	});
});

describe('what was called off and is opened again', () => {
	let world: FulfillWorld;
	beforeEach(async () => {
		world = await FulfillWorld.open();
		await world.send([{ id: '12' }]);
		world.shop.cancel('12');
		await world.everything();
	});
	afterEach(async () => {
		await world.close();
	});
	/** As the trigger does when it sees the order changed. */
	const wake = async () => {
		const { waitsFor = [] } = storeOrders(world.shop.source, world.database);
		await world.database.sales.wake(accountKey(SHOP), [orderId('12')], waitsFor, world.clock.now());
	};
	const open = () =>
		world.shop.change('12', (stored) => ({
			...stored,
			order: { ...stored.order, status: 'unshipped' },
			storeStatus: 'processing',
			closed: false,
		}));

	it('goes to Amazon under the next number', async () => {
		open();
		await wake();
		expect(await world.send([{ id: '12' }])).toMatchObject([{ action: 'sent', fulfillment: { attempt: 2 } }]);
		expect(await world.sale('12')).toMatchObject({ state: 'synced' });
	});

	it('stays called off while it is closed, though Amazon does not show that yet', async () => {
		world.amazon.change(world.amazon.made[0] ?? '', { status: 'processing' });
		await wake();
		expect(await world.send([{ id: '12' }])).toMatchObject([{ action: 'skipped' }]);
		expect(await world.sale('12')).toMatchObject({ state: 'cancelled', reason: { code: 'mcfCalledOff' } });
		expect(world.amazon.made).toHaveLength(1);
	});

	it('stays away where a person cancelled it at Amazon', async () => {
		world.shop.put({ id: '13' });
		await world.send([{ id: '13' }]);
		await world.cancel('13');
		await world.database.sales.wake(accountKey(SHOP), [orderId('13')], ['mcfCalledOff', 'mcfOrderClosed'], world.clock.now());
		expect(await world.send([{ id: '13' }])).toMatchObject([{ action: 'unchanged' }]);
	});
});

describe('an order that changed while nobody knew whether Amazon had it', () => {
	it('is for a person, and called off all the same', async () => {
		const world = await FulfillWorld.open();
		world.amazon.faults.next('create', 'lostLate');
		world.shop.put({ id: '12', key: 'abcd1234', lines: [{ sku: 'TEE', quantity: 2 }] });
		await world.send([{ id: '12' }]);
		world.shop.refundUnit('12');
		await world.clock.pass(3 * 60_000);
		const [id = ''] = world.amazon.made;
		expect(await world.send([{ id: '12' }])).toMatchObject([{ kind: 'attention', reason: { code: 'mcfIdTaken' }, fulfillment: { id } }]);
		expect(await world.sale('12')).toMatchObject({ state: 'error', targetOrderId: id });
		world.shop.cancel('12');
		await world.everything();
		expect([world.amazon.orders.get(id)?.status, world.amazon.made.length]).toEqual(['cancelled', 1]);
		await world.close();
	});
});

describe('a retry of all at once', () => {
	/** What it means for whoever ships by hand what Amazon gave up: a second parcel. */
	it('sends nothing anew that Amazon gave up, and wipes out nothing that a person has to settle', async () => {
		const world = await FulfillWorld.open();
		await world.send([{ id: '12' }, { id: '13' }]);
		const [failed = '', partial = ''] = world.amazon.made;
		world.amazon.change(failed, { status: 'unfulfillable' });
		world.amazon.change(partial, { status: 'completePartial', cancelled: 1 });
		await world.everything();
		expect([(await world.sale('12'))?.reason?.code, (await world.sale('13'))?.reason?.code]).toEqual(['mcfFailed', 'mcfPartial']);
		await world.database.sales.retry(accountKey(SHOP), undefined, world.clock.now());
		await world.send([{ id: '12' }, { id: '13' }]);
		expect(world.amazon.made).toEqual([failed, partial]);
		expect([(await world.sale('12'))?.state, (await world.sale('13'))?.state]).toEqual(['error', 'error']);
		// By its number, a person says that it goes.
		await world.retry('12');
		await world.send([{ id: '12' }]);
		expect(world.amazon.made).toHaveLength(3);
		await world.close();
	});
});
