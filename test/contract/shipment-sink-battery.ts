import { orderId } from '../../src/domain/ids';
import type { LinePhase } from '../../src/domain/order-shipments';
import { PlatformError } from '../../src/domain/platform-error';
import type { Shipment } from '../../src/domain/shipment';
import type { ShipmentOptions, ShipmentSink } from '../../src/ports/shipment-sink';

export interface ShipmentSinkUnderTest {
	readonly sink: ShipmentSink;
	/** A paid order of a guest with one line of two units. */
	readonly place: (wish?: { readonly boughtElsewhere?: true }) => { readonly id: string; readonly lineId: string };
	/** Requests that changed something, and mails that buyers got. */
	readonly writes: () => number;
	readonly mails: () => number;
	/** Notes on an order that its buyer cannot see. */
	readonly privateNotes: (id: string) => readonly string[];
	readonly cancel: (id: string) => void;
	readonly isCompleted: (id: string) => boolean;
	readonly close: () => Promise<void>;
}

const QUIET: ShipmentOptions = { notifyCustomer: false, notifyGuests: false, completeWhenShipped: false, teller: 'memory-1' };

/** What the core relies on, whatever platform is told about parcels. */
export function shipmentSinkBattery(name: string, start: () => Promise<ShipmentSinkUnderTest>): void {
	describe(`${name}: parcels of orders`, () => {
		let test: ShipmentSinkUnderTest;
		beforeEach(async () => {
			test = await start();
		});
		afterEach(async () => {
			await test.close();
		});

		const parcel = (lineId: string, number: number, change: Partial<Shipment> = {}): Shipment => ({
			id: `parcel-${number}`,
			carrier: 'DHL',
			trackingNumber: `JJD0${number}`,
			trackingUrl: `https://track.example/JJD0${number}`,
			status: 'inTransit',
			shippedAt: '2026-11-20T10:00:00.000Z',
			lines: [{ lineId, quantity: 1 }],
			...change,
		});
		const write = async (id: string, shipments: readonly Shipment[], options: Partial<ShipmentOptions> = {}) =>
			await test.sink.write({ id: orderId(id) }, shipments, { ...QUIET, ...options });

		it('stand there once, however often they are written', async () => {
			const { id, lineId } = test.place();
			const both = [parcel(lineId, 1), parcel(lineId, 2)];
			expect((await write(id, both.slice(0, 1))).writes.map(({ shipment, outcome }) => [shipment.id, outcome])).toEqual([
				['parcel-1', 'written'],
			]);
			const first = await write(id, both);
			expect(first.writes.map(({ shipment, outcome }) => [shipment.id, outcome])).toEqual([
				['parcel-1', 'unchanged'],
				['parcel-2', 'written'],
			]);
			const before = [test.writes(), test.mails()];
			const again = await write(id, both);
			expect(again.writes.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged']);
			expect(again.writes.map(({ way }) => way)).toEqual(first.writes.map(({ way }) => way));
			expect([test.writes(), test.mails()]).toEqual(before);
		});

		it('are brought up to date when their number changed', async () => {
			const { id, lineId } = test.place();
			await write(id, [parcel(lineId, 1)]);
			const changed = parcel(lineId, 1, { trackingNumber: 'OTHER9', trackingUrl: 'https://track.example/OTHER9' });
			expect((await write(id, [changed])).writes.map(({ outcome }) => outcome)).not.toContain('unchanged');
			expect((await write(id, [changed])).writes.map(({ outcome }) => outcome)).toEqual(['unchanged']);
		});

		it('complete the order with its last unit, where that is wanted', async () => {
			const { id, lineId } = test.place();
			const whole = [parcel(lineId, 1), parcel(lineId, 2)];
			expect((await write(id, whole.slice(0, 1), { completeWhenShipped: true })).completed).toBe(false);
			expect([(await write(id, whole)).completed, test.isCompleted(id)]).toEqual([false, false]);
			expect([(await write(id, whole, { completeWhenShipped: true })).completed, test.isCompleted(id)]).toEqual([true, true]);
			const before = test.writes();
			expect([(await write(id, whole, { completeWhenShipped: true })).completed, test.writes()]).toEqual([true, before]);
		});

		it('that were cancelled are not told', async () => {
			const { id, lineId } = test.place();
			const before = test.writes();
			expect(await write(id, [parcel(lineId, 1, { status: 'cancelled' })], { completeWhenShipped: true, notifyGuests: true })).toEqual({
				writes: [],
				completed: false,
			});
			expect([test.writes(), test.mails()]).toEqual([before, 0]);
		});

		it('mail a guest once where that is wanted, and nobody where it is not', async () => {
			const [quiet, told] = [test.place(), test.place()];
			const before = test.mails();
			await write(quiet.id, [parcel(quiet.lineId, 1)]);
			expect(test.mails()).toBe(before);
			for (let time = 0; time < 2; time += 1) await write(told.id, [parcel(told.lineId, 1)], { notifyGuests: true });
			expect(test.mails()).toBe(before + 1);
		});

		it('of orders that were bought elsewhere mail nobody', async () => {
			const { id, lineId } = test.place({ boughtElsewhere: true });
			const before = test.mails();
			await write(id, [parcel(lineId, 1)], { notifyGuests: true, notifyCustomer: true });
			await write(id, [parcel(lineId, 1), parcel(lineId, 2)], { notifyGuests: true, notifyCustomer: true, completeWhenShipped: true });
			expect(test.mails()).toBe(before);
		});

		it('of an order that is not there are an error, without what was to be written', async () => {
			const error: unknown = await write('987654', [parcel('1', 1, { trackingNumber: 'PLANTED1' })]).catch((thrown: unknown) => thrown);
			expect(error).toBeInstanceOf(PlatformError);
			expect((error as PlatformError).details.kind).toBe('notFound');
			expect(`${(error as Error).message} ${JSON.stringify(error)}`).not.toContain('PLANTED1');
		});

		it('of an order whose id another one has by now are an error, and nothing is written to that other', async () => {
			const { id, lineId } = test.place();
			const before = [test.writes(), test.mails(), test.privateNotes(id).length];
			const meant = { id: orderId(id), key: 'of-one-that-is-gone', createdAt: '2020-01-01T00:00:00.000Z' };
			const marks: readonly LinePhase[] = [{ lineId, phase: 'inTransit', units: 2 }];
			const loud = { ...QUIET, notifyGuests: true, notifyCustomer: true, completeWhenShipped: true };
			const both = [parcel(lineId, 1), parcel(lineId, 2)];
			for (const written of [test.sink.write(meant, both, loud), test.sink.markLines?.(meant, marks), test.sink.addNote?.(meant, 'Gone')]) {
				const error: unknown = await written?.then(
					() => 'written',
					(thrown: unknown) => thrown,
				);
				if (error !== undefined) expect(error).toMatchObject({ details: { kind: 'notFound' } });
			}
			expect([test.writes(), test.mails(), test.privateNotes(id).length, test.isCompleted(id)]).toEqual([...before, false]);
		});

		it('that two memories tell at the same moment reach the customer once', async () => {
			const { id, lineId } = test.place();
			const before = test.mails();
			const tell = async (teller: string): Promise<unknown> =>
				await write(id, [parcel(lineId, 1)], { notifyGuests: true, teller }).catch((error: unknown) => error);
			const answers = await Promise.all([tell('memory-1'), tell('memory-2')]);
			for (const answer of answers) if (answer instanceof PlatformError) expect(answer.details.kind).toBe('conflict');
			for (const teller of ['memory-1', 'memory-2']) await tell(teller);
			expect(test.mails()).toBe(before + 1);
		});

		it('are known to have been told, and are missed where they were not', async () => {
			const [told, untold, other] = [test.place(), test.place(), test.place()];
			await write(told.id, [parcel(told.lineId, 1)]);
			const asked = [told, untold, other].map(({ id }) => ({ order: { id: orderId(id) }, parcels: ['parcel-1', 'parcel-2'] }));
			const before = test.writes();
			expect(await test.sink.lostParcels([])).toEqual([]);
			expect(await test.sink.lostParcels(asked.map((one, at) => (at === 2 ? { ...one, parcels: [] } : one)))).toEqual([
				['parcel-2'],
				['parcel-1', 'parcel-2'],
				[],
			]);
			expect(test.writes()).toBe(before);
		});

		it('are missed on no order that is gone, and on none that has the id of another', async () => {
			const { id } = test.place();
			const [gone, another] = [{ id: orderId('999999') }, { id: orderId(id), key: '0a0a0a0a', createdAt: '2020-01-01T00:00:00.000Z' }];
			expect(await test.sink.lostParcels([gone, another].map((order) => ({ order, parcels: ['parcel-1'] })))).toEqual([[], []]);
		});

		it('belong to orders of which it is known whether somebody still wants them, and of none that has the id of another', async () => {
			const [open, cancelled] = [test.place(), test.place()];
			test.cancel(cancelled.id);
			const before = test.writes();
			expect(await test.sink.standings([])).toEqual([]);
			const asked = [open.id, cancelled.id, '999999'].map((id) => ({ id: orderId(id) }));
			const another = { id: orderId(cancelled.id), key: '0a0a0a0a', createdAt: '2020-01-01T00:00:00.000Z' };
			const noCopy = { id: orderId(open.id), origin: 'amazon:eu:A1SELLER/902-1' };
			expect(await test.sink.standings([...asked, another, noCopy])).toMatchObject([
				{ state: 'open', refunded: { amount: '0.00' } },
				{ state: 'cancelled' },
				undefined,
				undefined,
				undefined,
			]);
			expect(test.writes()).toBe(before);
		});

		it('have marks on the lines, where there is room for them, written once', async () => {
			if (test.sink.markLines === undefined) return;
			const { id, lineId } = test.place();
			const marks: readonly LinePhase[] = [{ lineId, phase: 'inTransit', units: 2, tracking: 'JJD01' }];
			await test.sink.markLines({ id: orderId(id) }, marks);
			const before = test.writes();
			await test.sink.markLines({ id: orderId(id) }, marks);
			expect(test.writes()).toBe(before);
		});

		it('and notes of ours, where there are any, that no buyer sees', async () => {
			if (test.sink.addNote === undefined) return;
			const { id } = test.place();
			const before = test.mails();
			for (let time = 0; time < 2; time += 1) await test.sink.addNote({ id: orderId(id) }, 'The warehouse gave it up.');
			expect(test.privateNotes(id).filter((note) => note === 'The warehouse gave it up.')).toHaveLength(1);
			expect(test.mails()).toBe(before);
		});
	});
}
