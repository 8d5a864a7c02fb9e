import { accountKey } from '../../../src/domain/account';
import { orderId } from '../../../src/domain/ids';
import { PASSING_REASONS, reason, type ReasonCode } from '../../../src/domain/reasons';
import { CALLED_OFF, end } from '../../../src/usecases/cancel/rows';
import { ordersToShip, type OrderToShip } from '../../../src/usecases/watch/orders-to-ship';
import { SHOP } from '../../fixtures/memory-platform/memory-shop';
import { CHANNEL, START } from '../../fixtures/memory-platform/orders';
import { ConfirmWorld, MINUTE, parcel, sold } from './confirm-world';

let world: ConfirmWorld;
beforeEach(async () => {
	world = await ConfirmWorld.open();
});
afterEach(async () => {
	await world.close();
});

const saveInStore = async (id: string): Promise<void> => {
	const between = { source: accountKey(CHANNEL), target: accountKey(SHOP) };
	const inStore = { targetOrderId: `s${id}`, targetOrderNumber: `#${id}` };
	await world.database.sales.change(
		[{ ...between, ...inStore, orderId: orderId(id), orderNumber: id, state: 'synced' }],
		Date.parse(START),
	);
};

/** The row as Cancel Amazon Order leaves it. */
const callOff = async (id: string, code: ReasonCode): Promise<void> => {
	const row = { source: accountKey(SHOP), target: accountKey(CHANNEL), orderId: orderId(`s${id}`), orderNumber: `#${id}` };
	const state = PASSING_REASONS.includes(code) ? ('pending' as const) : ('error' as const);
	await world.database.sales.change(
		[{ ...row, targetOrderId: id, targetOrderNumber: id, state, reason: reason(code, `#${id}`) }],
		world.clock.now(),
	);
};

const standing = async (): Promise<OrderToShip> => {
	const { orders } = await world.clock.run(ordersToShip({ source: world.channel.source, database: world.database }));
	const [first] = orders;
	if (first === undefined) throw new Error('no order');
	return first;
};

describe.each<ReasonCode>([...CALLED_OFF, 'cancelUnderWay', 'cancelUnknown'])('an order whose row says %s', (code) => {
	it('keeps it, whatever is told of parcels', async () => {
		world.buy('A');
		await callOff('A', code);
		const before = await world.sale('A');
		expect(before?.reason?.code).toBe(code);
		const items = [sold('A', [parcel('P1')])];
		expect(await world.words(items)).toEqual(['confirmed']);
		expect(await world.sale('A')).toEqual(before);
		await world.clock.pass(6 * MINUTE);
		expect(await world.words(items)).toEqual(['proven']);
		const requests = world.channel.requests.length;
		expect(await world.words(items)).toEqual(['unchanged']);
		expect(await world.sale('A')).toEqual(before);
		expect(world.channel.requests.length).toBe(requests);
	});

	it('keeps it where the channel ships the order; where that has cancelled it, its parcel is what needs a person', async () => {
		world.buy('A', { fulfilledBy: 'amazon' });
		world.buy('B', { status: 'cancelled' });
		await callOff('A', code);
		await callOff('B', code);
		const before = await world.sale('A');
		expect(await world.words([sold('A', [parcel('P1')]), sold('B', [parcel('P2')])])).toEqual(['skipped', 'confirmationCancelled']);
		expect(await world.sale('A')).toEqual(before);
		const parcelOfCancelled = { state: 'error', reason: { code: 'confirmationCancelled' } };
		expect(await world.sale('B')).toMatchObject(parcelOfCancelled);
		// What is proven of the cancellation afterwards settles the cancellation, not the parcel.
		await end(world, await world.sale('B'));
		expect(await world.sale('B')).toMatchObject(parcelOfCancelled);
	});

	it('is left to who cancels where a person retries it, whatever is told of parcels', async () => {
		world.buy('A');
		world.buy('B', { fulfilledBy: 'amazon' });
		for (const id of ['A', 'B']) {
			await callOff(id, code);
			await world.database.sales.retry(accountKey(SHOP), [orderId(`s${id}`)], world.clock.now());
		}
		const before = [await world.sale('A'), await world.sale('B')];
		expect(before[0]).toMatchObject({ state: 'pending' });
		expect(await world.words([sold('A', [parcel('P1')]), sold('B', [parcel('P2')])])).toEqual(['confirmed', 'skipped']);
		expect([await world.sale('A'), await world.sale('B')]).toEqual(before);
		await world.clock.pass(6 * MINUTE);
		expect(await world.words([sold('A', [parcel('P1')])])).toEqual(['proven']);
		expect([await world.sale('A'), await world.sale('B')]).toEqual(before);
	});

	it('is held, for whoever asks what is to be shipped', async () => {
		world.buy('A');
		await saveInStore('A');
		await callOff('A', code);
		await world.clock.pass(10 * MINUTE);
		expect(await standing()).toMatchObject({ state: 'held', reason: { code }, store: { number: '#A' } });
	});
});

it('an order that is to be shipped stands by its confirmation', async () => {
	world.buy('A');
	await saveInStore('A');
	await world.clock.pass(10 * MINUTE);
	expect(await standing()).toMatchObject({ state: 'unconfirmed' });
	await world.confirm([sold('A', [])]);
	expect(await standing()).toMatchObject({ state: 'unconfirmed', reason: { code: 'confirmationNoNumber' } });
	await world.confirm([sold('A', [parcel('P1'), parcel('P2')])]);
	expect(await standing()).toMatchObject({ state: 'confirmationHeld', reason: { code: 'confirmationLines' } });
	const line = (quantity: number) => ({ lines: [{ lineId: 'w1', quantity }] });
	const half = sold('A', [parcel('P1', line(1))]);
	await world.confirm([half]);
	// A search shows it only then.
	await world.clock.pass(10 * MINUTE);
	expect(await standing()).toMatchObject({ state: 'confirmationHeld', reason: { code: 'confirmationRest' } });
	await world.confirm([sold('A', [parcel('P1', line(1)), parcel('P2', line(1))])]);
	expect((await world.sale('A'))?.reason?.code).toBe('confirmationUnproven');
});

describe('an order without a parcel, of which a row waits', () => {
	it.each<readonly [string, 'cancelled' | 'unshipped', boolean]>([
		['is cancelled where it was bought', 'cancelled', false],
		['is cancelled in the store', 'unshipped', true],
	])('and that %s: the row waits no longer, and nobody is told of a parcel', async (_, status, closed) => {
		world.buy('A');
		await world.confirm([sold('A', [])]);
		expect(await world.sale('A')).toMatchObject({ state: 'pending', reason: { code: 'confirmationNoNumber' } });
		await world.database.sales.retry(accountKey(SHOP), [orderId('sA')], world.clock.now());
		world.buy('A', { status });
		await world.clock.pass(10 * MINUTE);
		expect(await world.words([{ ...sold('A', []), closed }])).toEqual(['skipped']);
		expect(await world.sale('A')).toMatchObject({ state: 'synced' });
		expect((await world.sale('A'))?.reason).toBeUndefined();
	});
});
