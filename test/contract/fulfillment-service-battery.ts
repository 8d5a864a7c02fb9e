import { hasLeft } from '../../src/domain/shipment';
import type { FulfillmentRequest, FulfillmentState } from '../../src/domain/fulfillment';
import type { FulfillmentService } from '../../src/ports/fulfillment-service';

export interface ServiceUnderTest {
	readonly service: FulfillmentService;
	/** One line of two units of what the warehouse has fifty of. */
	readonly request: (id: string, change?: Partial<FulfillmentRequest>) => FulfillmentRequest;
	/** One that the warehouse's limits forbid. */
	readonly unfit: FulfillmentRequest;
	/** SKUs that it does not know, and one that it knows by another case. */
	readonly unknownSkus: readonly string[];
	/** Texts of the request's address that no answer may show. */
	readonly personal: readonly string[];
	/** How many orders the warehouse has. */
	readonly made: () => Promise<number>;
	/** The next creation has its effect, but its answer is lost. */
	readonly loseAnswer: () => void;
	/** The warehouse takes an order up, as far as it may be cancelled. */
	readonly takeUp: (id: string) => Promise<void>;
	/** All of an order leaves in one parcel. */
	readonly ship: (id: string) => Promise<void>;
	readonly now: () => number;
	/** Lets so much time pass. */
	readonly pass: (ms: number) => Promise<void>;
	/** Does the work while the warehouse's time goes on. */
	readonly run: <T>(work: Promise<T>) => Promise<T>;
	readonly close: () => Promise<void>;
}

/** What the core relies on, whatever warehouse ships. */
export function fulfillmentServiceBattery(name: string, start: () => Promise<ServiceUnderTest>): void {
	describe(`${name}: a warehouse that ships for shops`, () => {
		let test: ServiceUnderTest;
		beforeEach(async () => {
			test = await start();
		});
		afterEach(async () => {
			await test.close();
		});

		const create = async (id: string, change: Partial<FulfillmentRequest> = {}) =>
			await test.run(test.service.create(test.request(id, change)));
		const get = async (id: string) => await test.run(test.service.get(id));
		const all = async (ids: readonly string[]): Promise<ReadonlySet<string>> => await Promise.resolve(new Set(ids));
		const changed = async (sinceMs: number, wanted = all): Promise<readonly FulfillmentState[]> => {
			const read = async (): Promise<readonly FulfillmentState[]> => {
				const found: FulfillmentState[] = [];
				for await (const page of test.service.changedSince(new Date(sinceMs).toISOString(), wanted)) {
					found.push(...page.states);
					expect(page.unreadable).toEqual([]);
				}
				return found;
			};
			return await test.run(read());
		};
		const line = (id: string) => {
			const [first] = test.request(id).lines;
			if (first === undefined) throw new Error('The request has a line');
			return first;
		};
		const shows = (answer: unknown): readonly string[] => test.personal.filter((text) => JSON.stringify(answer).includes(text));

		it('says what keeps a request from being sent, and nothing of one that fits', async () => {
			expect(test.service.check(test.request('fits'))).toBeUndefined();
			const why = test.service.check(test.unfit);
			expect(why?.code).toBe('mcfAddress');
			expect(why?.text).toContain(test.unfit.displayId);
			expect([shows(why), await test.made()]).toEqual([[], 0]);
		});

		it('previews without making anything, and names the units that it has not', async () => {
			const previews = await test.run(test.service.preview(test.request('look')));
			expect(previews.filter(({ fulfillable }) => fulfillable).length).toBeGreaterThan(0);
			const short = await test.run(test.service.preview(test.request('look', { lines: [{ ...line('look'), quantity: 60 }] })));
			expect(short.filter(({ fulfillable }) => fulfillable)).toEqual([]);
			for (const { unfulfillable } of short) {
				expect(unfulfillable.map(({ lineId, sku }) => [lineId, sku])).toEqual([[line('look').id, line('look').sku]]);
				expect(unfulfillable.every(({ quantity }) => quantity > 0 && quantity <= 60)).toBe(true);
			}
			expect([shows([previews, short]), await test.made()]).toEqual([[], 0]);
		});

		it('makes one order of an id, and tells what stands there', async () => {
			expect(await create('once')).toEqual({ kind: 'accepted' });
			expect(await create('once')).toMatchObject({ kind: 'exists', state: { id: 'once', lines: [{ id: line('once').id }] } });
			expect(await test.made()).toBe(1);
			const state = await get('once');
			expect(state).toMatchObject({
				id: 'once',
				lines: [{ id: line('once').id, sku: line('once').sku, quantity: 2, cancelled: 0, unfulfillable: 0 }],
				shipments: [],
			});
			for (const time of [state?.receivedAt, state?.updatedAt]) if (time !== undefined) expect(new Date(time).toISOString()).toBe(time);
			expect([shows(state), await get('never-made')]).toEqual([[], undefined]);
		});

		it('takes an id that is in use for the same order only where the same order stands under it', async () => {
			await create('used');
			const lines = [{ ...line('used'), quantity: 1 }];
			const elsewhere = test.request('used', { address: { ...test.request('used').address, postcode: 'OTHER 9' } });
			for (const request of [test.request('used', { lines }), elsewhere]) {
				expect(await test.run(test.service.find(request))).toBe('another');
				expect(await test.run(test.service.create(request))).toEqual({ kind: 'taken' });
			}
			expect(await test.run(test.service.find(test.request('used')))).toMatchObject({ id: 'used' });
			expect([await test.run(test.service.find(test.request('never-made'))), await test.made()]).toEqual([undefined, 1]);
		});

		it('takes no SKU but the exact one', async () => {
			for (const [index, sku] of test.unknownSkus.entries()) {
				const outcome = await create(`unknown-${index}`, { lines: [{ ...line('x'), sku }] });
				expect(outcome).toMatchObject({ kind: 'refused', reason: { code: 'mcfSkuUnknown' } });
				expect(await get(`unknown-${index}`)).toBeUndefined();
			}
			expect(await test.made()).toBe(0);
		});

		it('calls a creation whose answer was lost unknown, and it is found by its id once it has settled', async () => {
			test.loseAnswer();
			expect((await create('lost')).kind).toBe('unknown');
			await test.pass(test.service.settleMs);
			expect((await get('lost'))?.id).toBe('lost');
			expect([await create('lost'), await test.made()]).toMatchObject([{ kind: 'exists', state: { id: 'lost' } }, 1]);
		});

		it('holds what shall wait, and lets it go, once or twice', async () => {
			await create('held', { hold: true });
			expect(await get('held')).toMatchObject({ status: 'held', shipments: [] });
			for (let time = 0; time < 2; time += 1) expect(await test.run(test.service.release('held'))).toBe('released');
			expect((await get('held'))?.status).not.toBe('held');
			expect(await test.run(test.service.release('never-made'))).toMatchObject({ code: expect.any(String) as string });
		});

		it('cancels once or twice, and says when it is too late', async () => {
			await create('off');
			await test.takeUp('off');
			for (let time = 0; time < 2; time += 1) expect(await test.run(test.service.cancel('off'))).toBe('cancelled');
			expect(await get('off')).toMatchObject({ status: 'cancelled', shipments: [] });
			await create('gone');
			await test.ship('gone');
			expect(await test.run(test.service.cancel('gone'))).toMatchObject({ code: 'mcfTooLate' });
			expect(await test.run(test.service.cancel('never-made'))).toMatchObject({ code: 'mcfRejected' });
			expect((await get('gone'))?.status).not.toBe('cancelled');
		});

		it('tells the parcels, by lines and units, the same at every reading', async () => {
			await create('sent');
			await test.ship('sent');
			const state = await get('sent');
			expect(state?.shipments).toHaveLength(1);
			for (const shipment of state?.shipments ?? []) {
				expect([shipment.id !== '', hasLeft(shipment)]).toEqual([true, true]);
				expect(shipment.lines).toEqual([{ lineId: line('sent').id, quantity: 2 }]);
			}
			expect([await get('sent'), shows(state)]).toEqual([state, []]);
		});

		it('lists what changed since, held ones too, each as it stands', async () => {
			const start = test.now();
			await create('first');
			await create('second', { hold: true });
			await test.pass(60 * 60_000);
			const later = test.now();
			await create('third');
			await test.ship('first');
			const ids = (states: readonly FulfillmentState[]) => [...new Set(states.map(({ id }) => id))].toSorted();
			const everything = await changed(start - 1_000);
			expect(ids(everything)).toEqual(['first', 'second', 'third']);
			for (const state of everything) expect(state).toEqual(await get(state.id));
			expect(ids(await changed(later - 1_000))).toEqual(['first', 'third']);
			expect([await changed(test.now() + 60_000), shows(everything)]).toEqual([[], []]);
			// What nobody wants to know of is not read.
			const only = async (): Promise<ReadonlySet<string>> => await Promise.resolve(new Set(['second']));
			expect(ids(await changed(start - 1_000, only))).toEqual(['second']);
		});
	});
}
