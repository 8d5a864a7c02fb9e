import type { ChannelParcel, ChannelShipments, ParcelTold } from '../../src/ports/channel-shipments';
import type { SubmissionProgress } from '../../src/ports/submissions';

export interface ChannelShipmentsUnderTest {
	readonly shipments: ChannelShipments;
	/** So many open orders of two units of one line, each with a parcel for one unit that it has not heard of. */
	readonly place: (count: number) => Promise<readonly ChannelParcel[]>;
	/** The order as the channel shows it by now. */
	readonly seen: (orderId: string) => Promise<{ readonly status: string; readonly numbers: readonly string[] }>;
	/** Somebody cancels it at the channel. */
	readonly cancelThere: (orderId: string) => void;
	/** The effect of the next parcel that is told by itself is there, its answer is not. */
	readonly loseAnswer: () => void;
	/** Nothing reaches the channel from now on; undone by what it gives back. */
	readonly cutOff: () => () => void;
	/** The channel lets nobody in. */
	readonly shutDoor: () => void;
	/** A carrier as people write it, and the channel's code. */
	readonly carrier: { readonly name: string; readonly code: string };
	/** Lets a submission be done, and everything that is late come. */
	readonly settle: () => Promise<void>;
	readonly run: <T>(work: Promise<T>) => Promise<T>;
	readonly close: () => Promise<void>;
}

const NO_EDITS: ReadonlySet<ChannelParcel> = new Set();
const outcomesOf = (told: readonly ParcelTold[]) => told.map(({ outcome }) => outcome);

/** What the core relies on, whatever channel is told of parcels. */
export function channelShipmentsBattery(name: string, start: () => Promise<ChannelShipmentsUnderTest>): void {
	describe(`${name}: a channel whose orders the merchant ships`, () => {
		let test: ChannelShipmentsUnderTest;
		beforeEach(async () => {
			test = await start();
		});
		afterEach(async () => {
			await test.close();
		});

		const tell = async (parcels: readonly ChannelParcel[], edits = NO_EDITS) => await test.run(test.shipments.tell(parcels, edits));
		const one = async (): Promise<ChannelParcel> => {
			const [parcel] = await test.place(1);
			if (parcel === undefined) throw new Error('There is no order');
			return parcel;
		};
		const numbers = async (parcel: ChannelParcel) => (await test.run(test.seen(parcel.orderId))).numbers;
		/** The one submission that holds them all. */
		const submissionOf = (told: readonly ParcelTold[]): string => {
			const [submission, ...others] = new Set(told.map((each) => (each.outcome === 'submitted' ? each.submission : each.outcome)));
			expect(outcomesOf(told)).toEqual(told.map(() => 'submitted'));
			expect(others).toEqual([]);
			return submission ?? '';
		};
		const done = (progress: SubmissionProgress<ParcelTold>): readonly ParcelTold[] => {
			if (progress.state !== 'done') throw new Error(`The submission is ${progress.state}`);
			return progress.told;
		};

		it('takes a few one by one, and shows each in its order', async () => {
			const parcels = await test.place(2);
			expect(outcomesOf(await tell(parcels))).toEqual(['taken', 'taken']);
			await test.settle();
			for (const parcel of parcels) expect(await numbers(parcel)).toEqual([parcel.trackingNumber]);
			expect(await tell([])).toEqual([]);
		});

		it('keeps a second parcel of an order beside the first', async () => {
			const parcel = await one();
			const second = { ...parcel, reference: '2', trackingNumber: `${parcel.trackingNumber ?? ''}2` };
			expect(outcomesOf(await tell([parcel, second]))).toEqual(['taken', 'taken']);
			await test.settle();
			expect(await test.run(test.seen(parcel.orderId))).toEqual({
				status: 'shipped',
				numbers: [parcel.trackingNumber, second.trackingNumber],
			});
		});

		it('has one parcel of what is told twice under one reference, and changes it where the number is another', async () => {
			const parcel = await one();
			await tell([parcel]);
			expect(outcomesOf(await tell([parcel]))).toEqual(['taken']);
			const changed = { ...parcel, trackingNumber: `${parcel.trackingNumber ?? ''}9` };
			expect(outcomesOf(await tell([changed], new Set([changed])))).toEqual(['taken']);
			await test.settle();
			expect(await numbers(parcel)).toEqual([changed.trackingNumber]);
		});

		it('is handed many in one submission, and says of each what became of it', async () => {
			const parcels = await test.place(test.shipments.traits.oneByOneAtMost + 2);
			const [first, cancelled] = parcels;
			if (first === undefined || cancelled === undefined) throw new Error('There are no orders');
			test.cancelThere(cancelled.orderId);
			const submission = submissionOf(await tell(parcels));
			await test.settle();
			const told = done(await test.run(test.shipments.checkParcels(submission, parcels)));
			expect(outcomesOf(told)).toEqual(parcels.map((parcel) => (parcel === cancelled ? 'refused' : 'taken')));
			// Amazon counts what was cancelled as units that are not there.
			expect(['notOpen', 'tooMany']).toContain(told[1]?.outcome === 'refused' ? told[1].why : '');
			expect(await numbers(first)).toEqual([first.trackingNumber]);
		});

		it('is handed one without a number in a submission, however few they are', async () => {
			const { carrier: _, trackingNumber: __, ...letter } = await one();
			const submission = submissionOf(await tell([letter]));
			await test.settle();
			expect(outcomesOf(done(await test.run(test.shipments.checkParcels(submission, [letter]))))).toEqual(['taken']);
			expect(await test.run(test.seen(letter.orderId))).toMatchObject({ status: 'partiallyShipped' });
		});

		it('refuses what cannot be, says why, and goes on with the others', async () => {
			const [cancelled, tooMuch, good] = await test.place(3);
			if (cancelled === undefined || tooMuch === undefined || good === undefined) throw new Error('There are no orders');
			test.cancelThere(cancelled.orderId);
			const lines = tooMuch.lines.map((line) => ({ ...line, quantity: 3 }));
			const told = await tell([cancelled, { ...tooMuch, lines }, good]);
			expect(told).toMatchObject([{ outcome: 'refused', why: 'notOpen' }, { outcome: 'refused', why: 'tooMany' }, { outcome: 'taken' }]);
		});

		it('never says of a lost answer that nothing was done, and has it once when it is told again', async () => {
			const parcel = await one();
			test.loseAnswer();
			expect(['taken', 'unknown']).toContain((await tell([parcel]))[0]?.outcome);
			await test.settle();
			expect(outcomesOf(await tell([parcel]))).toEqual(['taken']);
			await test.settle();
			expect(await numbers(parcel)).toEqual([parcel.trackingNumber]);
		});

		it('says of what was not sent that it was not, and takes it the next time', async () => {
			const parcel = await one();
			const mend = test.cutOff();
			expect(outcomesOf(await tell([parcel]))).toEqual(['notSent']);
			mend();
			expect(outcomesOf(await tell([parcel]))).toEqual(['taken']);
		});

		it('throws where the door is shut before anything was told', async () => {
			const parcel = await one();
			test.shutDoor();
			await expect(tell([parcel])).rejects.toMatchObject({ concernsAll: true });
		});

		it('is handed cancellations, and says of each what became of it', async () => {
			const [open, shipped] = await test.place(2);
			if (open === undefined || shipped === undefined) throw new Error('There are no orders');
			const whole = { ...shipped, lines: shipped.lines.map((line) => ({ ...line, quantity: 2 })) };
			await tell([whole]);
			await test.settle();
			const orders = [open, shipped].map(({ orderId, marketplace, lines }) => ({
				orderId,
				marketplace,
				lines: lines.map((line) => ({ ...line, quantity: 2 })),
				reason: 'noInventory' as const,
			}));
			const submission = submissionOf(await test.run(test.shipments.cancel(orders)));
			await test.settle();
			const told = done(await test.run(test.shipments.checkCancellations(submission, orders)));
			expect(outcomesOf(told)).toEqual(['taken', 'refused']);
			expect(await test.run(test.seen(open.orderId))).toMatchObject({ status: 'cancelled' });
			expect(await test.run(test.seen(shipped.orderId))).toMatchObject({ status: 'shipped' });
		});

		it('cancels a whole order whose lines are not named', async () => {
			const { orderId, marketplace } = await one();
			submissionOf(await test.run(test.shipments.cancel([{ orderId, marketplace, reason: 'buyerCancelled' }])));
			await test.settle();
			expect(await test.run(test.seen(orderId))).toMatchObject({ status: 'cancelled' });
			expect(await test.run(test.shipments.cancel([]))).toEqual([]);
		});

		it('does not say of a submission that it does not know that it did nothing', async () => {
			const progress = await test.run(test.shipments.checkParcels('987654', await test.place(1)));
			expect(progress).toMatchObject({ state: 'failed', nothingDone: false });
		});

		it('spells carriers its own way, those that it does not know by their names, and all as the user says', async () => {
			const { marketplace } = await one();
			const { name: known, code } = test.carrier;
			const spell = (given: string, own: readonly (readonly [string, string])[] = []) =>
				test.shipments.carrierFor({ name: given }, marketplace, new Map(own));
			for (const given of [known, known.toUpperCase(), ` ${known.toLowerCase().replaceAll(' ', '-')} `])
				expect(spell(given)).toEqual({ code, listed: true });
			expect(spell('Nobody & Sons')).toMatchObject({ name: 'Nobody & Sons', listed: false });
			expect(spell('nobody & sons', [['Nobody & Sons', code]])).toEqual({ code, listed: true });
		});

		it('knows nothing of a number that nobody has', async () => {
			expect(await test.run(test.shipments.whereIs?.('NOT-THERE-1') ?? Promise.resolve(undefined))).toBeUndefined();
			expect(test.shipments.confirmsItself({ programs: ['prime'] })).toBe(false);
		});
	});
}
