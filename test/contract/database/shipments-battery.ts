import { orderId } from '../../../src/domain/ids';
import type { ParcelRow, SeenOrder } from '../../../src/ports/database';
import { AMAZON, ids, iso, MINUTE, OTHER_AMAZON, T0, withDatabase, type FreshDatabase } from './under-test';

export const seenOrder = (id: string, change: Partial<SeenOrder> = {}): SeenOrder => ({
	orderId: orderId(id),
	updatedAt: iso(T0),
	marketplace: 'A1PA6795UKMFR9',
	status: 'unshipped',
	fulfilledBy: 'merchant',
	programs: [],
	purchasedAt: iso(T0 - MINUTE),
	lines: [{ lineId: '1', sku: 'TEE', quantity: 2, cancelled: 0, shipped: 0 }],
	packages: [],
	...change,
});

export const parcelRow = (id: string, reference: number, change: Partial<ParcelRow> = {}): ParcelRow => ({
	orderId: orderId(id),
	reference,
	parcel: `parcel-${reference}`,
	marketplace: 'A1PA6795UKMFR9',
	number: `hash-${reference}`,
	carrier: 'DHL',
	lines: [{ lineId: '1', quantity: 1 }],
	shippedAt: iso(T0),
	state: 'planned',
	attempts: 0,
	...change,
});

/** What is remembered of parcels that a channel is told of. */
export function shipmentsBattery(fresh: FreshDatabase): void {
	const test = withDatabase(fresh);
	const seen = async (id: string) => (await test.db.shipments.seen(AMAZON, ids(id))).get(orderId(id));
	const parcels = async (id: string) => (await test.db.shipments.parcels(AMAZON, ids(id))).get(orderId(id)) ?? [];

	it('knows an order as it was seen last, whatever comes late', async () => {
		const order = seenOrder('902-1', { shipBy: iso(T0 + MINUTE), packages: [{ reference: '1', number: 'h' }, { reference: '2' }] });
		expect(await seen('902-1')).toBeUndefined();
		await test.db.shipments.noteSeen(AMAZON, [order, seenOrder('902-2', { programs: ['A', 'B'], fulfilledBy: 'amazon', lines: [] })]);
		expect(await seen('902-1')).toEqual(order);
		expect(await seen('902-2')).toMatchObject({ programs: ['A', 'B'], fulfilledBy: 'amazon', lines: [] });
		const newer = seenOrder('902-1', { updatedAt: iso(T0 + MINUTE), status: 'cancelled' });
		await test.db.shipments.noteSeen(AMAZON, [newer, order]);
		await test.db.shipments.noteSeen(AMAZON, [order]);
		expect(await seen('902-1')).toEqual(newer);
		expect(await test.db.shipments.seen(OTHER_AMAZON, ids('902-1'))).toEqual(new Map());
	});

	it('keeps parcels by order and reference', async () => {
		const taken = parcelRow('902-1', 2, { state: 'taken', attempts: 1, toldAt: iso(T0), knownAs: '77' });
		const { number: _number, carrier: _carrier, ...untracked } = parcelRow('902-1', 10, { state: 'submitted', submission: 'f', place: 0 });
		await test.db.shipments.noteParcels(AMAZON, [untracked, taken, parcelRow('902-2', 1)], T0);
		expect(await parcels('902-1')).toEqual([taken, untracked]);
		await test.db.shipments.noteParcels(AMAZON, [{ ...taken, state: 'proven', parcel: 'another' }], T0);
		expect(await parcels('902-1')).toEqual([{ ...taken, state: 'proven', parcel: 'another' }, untracked]);
		expect(await test.db.shipments.parcels(OTHER_AMAZON, ids('902-1'))).toEqual(new Map());
	});

	it('knows what waits for its fate, in the order in which it was handed in', async () => {
		const of = (id: string, place: number, submission = 'feed') => parcelRow(id, 1, { state: 'submitted', submission, place });
		await test.db.shipments.noteParcels(
			AMAZON,
			[
				of('902-1', 2),
				of('902-2', 0),
				of('902-3', 1),
				of('902-4', 0, 'other'),
				parcelRow('902-5', 1, { submission: 'feed', state: 'taken' }),
			],
			T0,
		);
		expect(
			(await test.db.shipments.submitted(AMAZON)).map(({ submission, parcels: rows }) => [submission, rows.map((row) => row.orderId)]),
		).toEqual([
			['feed', ['902-2', '902-3', '902-1']],
			['other', ['902-4']],
		]);
		expect(await test.db.shipments.submitted(OTHER_AMAZON)).toEqual([]);
	});

	it('settles what still waits for its fate, and leaves what was told anew', async () => {
		const of = (id: string, more: Partial<ParcelRow> = {}) =>
			parcelRow(id, 1, { state: 'submitted', submission: 'feed', place: 0, ...more });
		const { submission: _submission, place: _place, ...corrected } = of('902-2', { state: 'taken', number: 'new' });
		await test.db.shipments.noteParcels(AMAZON, [of('902-1'), corrected, of('902-3', { submission: 'other' })], T0);
		const taken = ['902-1', '902-2', '902-3'].map((id) => of(id, { state: 'taken', toldAt: iso(T0) }));
		await test.db.shipments.settleParcels(AMAZON, 'feed', taken, T0 + MINUTE);
		const now = await test.db.shipments.parcels(AMAZON, ids('902-1', '902-2', '902-3'));
		expect([...now.values()].flat()).toEqual([taken[0], corrected, of('902-3', { submission: 'other' })]);
		await test.db.shipments.settleParcels(OTHER_AMAZON, 'feed', taken, T0);
	});

	it('forgets orders, and later parcels', async () => {
		await test.db.shipments.noteSeen(AMAZON, [seenOrder('902-1'), seenOrder('902-2', { updatedAt: iso(T0 + MINUTE) })]);
		await test.db.shipments.noteParcels(AMAZON, [parcelRow('902-1', 1)], T0);
		await test.db.shipments.noteParcels(AMAZON, [parcelRow('902-1', 2)], T0 + MINUTE);
		expect(await test.db.shipments.prune(iso(T0 + MINUTE), iso(T0))).toEqual({ rows: 1, more: false });
		expect([await seen('902-1'), (await seen('902-2'))?.orderId, (await parcels('902-1')).length]).toEqual([undefined, '902-2', 2]);
		expect(await test.db.shipments.prune(iso(T0), iso(T0 + MINUTE))).toEqual({ rows: 1, more: false });
		expect((await parcels('902-1')).map(({ reference }) => reference)).toEqual([2]);
	});
}
