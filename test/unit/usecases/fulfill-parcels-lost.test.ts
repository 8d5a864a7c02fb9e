import { accountKey } from '../../../src/domain/account';
import { orderId } from '../../../src/domain/ids';
import type { Shipment } from '../../../src/domain/shipment';
import { iso } from '../../../src/domain/time';
import { checkParcels } from '../../../src/usecases/log/check-parcels';
import { retrySales } from '../../../src/usecases/log/retry-sales';
import { SHOP } from '../../fixtures/memory-platform/memory-shop';
import { FulfillWorld } from './fulfill-world';

let world: FulfillWorld;
beforeEach(async () => {
	world = await FulfillWorld.open();
});
afterEach(async () => {
	await world.close();
});

const DAY = 24 * 60 * 60_000;
const A = { id: '12', key: '1a2b3c4d' };
const B = { id: '12', key: '5e6f7a8b' };
const C = { id: '13', key: '9c0d1e2f' };
const D = { id: '14', key: '3a4b5c6d' };

const orderOf = ({ id, key }: typeof A) => ({ account: accountKey(SHOP), id: orderId(id), key });
const parcel = (id: string): Shipment => ({
	id,
	carrier: 'DHL',
	trackingNumber: `NUMBER-${id}`,
	status: 'inTransit',
	lines: [{ lineId: 'line-1', quantity: 1 }],
});

/** All that Amazon has leaves in a parcel each. */
async function ship(): Promise<void> {
	await world.clock.pass(60_000);
	for (const [at, id] of world.amazon.made.entries()) world.amazon.change(id, { status: 'complete', shipments: [parcel(`P${at + 1}`)] });
}
/** The look at Amazon leaves behind what was before. */
async function goOn(): Promise<void> {
	await world.clock.pass(2 * 60 * 60_000);
	await world.send([D]);
	await world.clock.pass(60_000);
	world.amazon.change(world.amazon.made.at(-1) ?? '', { status: 'complete', shipments: [parcel('LAST')] });
	await track();
	await world.clock.pass(60_000);
}
const track = async () => await world.confirm(await world.updates());
const retry = async (id: string): Promise<number> => await world.clock.run(retrySales(world.deps(), accountKey(SHOP), [orderId(id)]));
const check = async () => {
	const checked = await world.clock.run(checkParcels(world.deps(), iso(world.clock.now() - 30 * DAY)));
	return checked.map(({ sale, found }) => [sale.orderId, found]);
};

describe('a parcel that met a store restored without its order', () => {
	/** The parcel of A meets B. */
	async function missed(): Promise<void> {
		await world.send([A, C]);
		world.shop.put(B);
		await ship();
		await track();
		expect(await world.sale('12')).toMatchObject({ state: 'error', reason: { code: 'shipmentOrderGone' } });
		await goOn();
	}

	it('is told after a Retry, once the order is back, though Amazon calls nothing changed since', async () => {
		await missed();
		world.shop.put(A);
		expect(await world.updates()).toEqual([]);
		await retry('12');
		expect(await world.send([A])).toMatchObject([{ action: 'unchanged' }]);
		const updates = await world.updates();
		expect(updates).toMatchObject([{ order: { id: '12', key: A.key }, toConfirm: true }]);
		// Nobody confirmed it: it is shown until somebody does.
		await world.clock.pass(60_000);
		expect(await track()).toMatchObject([{ kind: 'confirmed', action: 'written' }]);
		expect(world.shop.of('12')).toMatchObject({ mails: ['P1'] });
		expect(await world.updates()).toEqual([]);
		expect(await world.sale('12')).toMatchObject({ state: 'synced' });
		expect(world.shop.of('13').mails).toEqual(['P2']);
	});

	it('is told to nobody and stands in the log again, where the order is still gone', async () => {
		await missed();
		await retry('12');
		expect(await track()).toMatchObject([{ kind: 'attention', reason: { code: 'shipmentOrderGone' } }]);
		expect(await world.sale('12')).toMatchObject({ state: 'error', reason: { code: 'shipmentOrderGone' } });
		expect(world.shop.of('12').mails).toEqual([]);
		expect(await world.updates()).toEqual([]);
	});

	it('is told also where a look at Amazon was under way at the Retry', async () => {
		await missed();
		world.shop.put(A);
		await world.clock.pass(DAY);
		const { sales } = world.database;
		const change = sales.change.bind(sales);
		// It has read by then what was told of each.
		jest.spyOn(sales, 'change').mockImplementationOnce(async (...given) => {
			await change(...given);
			await retry('12');
		});
		expect(await world.updates()).toEqual([]);
		expect(await track()).toMatchObject([{ kind: 'confirmed', action: 'written' }]);
	});
});

describe('parcels of a store that was restored to before them', () => {
	it('are missed by Check Store, and told once more; those that stand there are not', async () => {
		await world.send([A, C]);
		await ship();
		await track();
		await goOn();
		expect(await check()).toEqual([]);
		world.shop.forgetShown('12');
		const writes = world.shop.writes.length;
		expect(await check()).toEqual([['12', 'parcelsLost']]);
		expect(world.shop.writes).toHaveLength(writes);
		// Two that write them again find each other.
		expect(await world.database.claims.partsDone({ at: accountKey(SHOP), order: orderOf(A), effect: 'parcel' })).toEqual([]);
		// Until somebody has told them.
		expect(await check()).toEqual([['12', 'parcelsLost']]);
		const updates = await world.updates();
		expect(updates.map(({ order }) => order.id)).toEqual(['12']);
		const twice = await world.clock.run(Promise.all([world.confirmNow(updates), world.confirmNow(updates)]));
		expect(twice.flat()).toMatchObject([{ kind: 'confirmed' }, { kind: 'confirmed' }]);
		expect([world.shop.of('12').mails, world.shop.of('13').mails]).toEqual([['P1'], ['P2']]);
		expect(await check()).toEqual([]);
		expect(await world.updates()).toEqual([]);
	});

	it('are told also weeks after Amazon was done with them', async () => {
		await world.send([A]);
		await ship();
		await track();
		await world.clock.pass(25 * DAY);
		await goOn();
		world.shop.forgetShown('12');
		expect(await check()).toEqual([['12', 'parcelsLost']]);
		for (let time = 0; time < 2; time += 1) expect(await world.updates()).toMatchObject([{ order: { id: '12' }, toConfirm: true }]);
		expect(await track()).toMatchObject([{ action: 'written' }]);
	});

	it('are not missed on an order that is another by now', async () => {
		await world.send([A]);
		await ship();
		await track();
		world.shop.forgetShown('12');
		world.shop.put(B);
		expect(await check()).toEqual([]);
	});
});
