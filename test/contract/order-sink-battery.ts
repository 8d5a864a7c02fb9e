import { equals } from '../../src/domain/money';
import { PlatformError } from '../../src/domain/platform-error';
import type { Reason } from '../../src/domain/reasons';
import type { DraftOutcome, OrderDraft, OrderSink, OwnOrder, OwnOrderRef, PlannedOrder } from '../../src/ports/order-sink';

/** A store that orders go into, with at least ten pieces of what `draft` orders. */
export interface SinkUnderTest {
	readonly sink: OrderSink;
	/** An FBM order of one piece, to be saved in a status that takes it off the shelf. Another one for each id. */
	readonly draft: (orderId: string, change?: Partial<OrderDraft>) => OrderDraft;
	/** A draft that this store cannot take as the rules ask. */
	readonly unwritable: OrderDraft;
	/** Pieces on the shelf of what the drafts order. */
	readonly pieces: () => number;
	/** The next creation has its effect, but its answer is lost. */
	readonly loseAnswer: () => void;
	/** Nothing that is sent arrives, until the function that it answers is called. */
	readonly cutOff: () => () => void;
	readonly trash?: (id: string) => void;
	/** Out of the trash again, or opened again after it was closed; left out where closed is for good. */
	readonly reopen?: (id: string) => void;
	/** The store itself keeps a mark from standing on two orders. */
	readonly oneEach?: true;
	/** A person closes it for good, as refunding does. */
	readonly refund: (id: string) => void;
	/** The order under this id is a customer's from now on: no mark of ours, on its way to be packed. */
	readonly giveIdAway: (id: string) => void;
	/** What the store has under this id, as a text that changes with whatever is done to it. */
	readonly image: (id: string) => string;
	readonly ship: (id: string) => void;
	/** A person works on it: writes a note, refunds a part, writes down a parcel. */
	readonly workOn: (id: string) => void;
	/** First line of the delivery address as it stands in the store. */
	readonly street: (id: string) => string;
	/** Notes on an order that its buyer cannot see. */
	readonly privateNotes: (id: string) => readonly string[];
	/** Lets so much time pass that all effects are there and can be found. */
	readonly settle: () => Promise<void>;
	/** Does the work while the store's time goes on. */
	readonly run: <T>(work: Promise<T>) => Promise<T>;
	readonly close: () => Promise<void>;
}

const isReason = (plan: PlannedOrder | Reason): plan is Reason => 'code' in plan;

const refOf = (saved: OwnOrderRef | undefined): OwnOrderRef => ({ id: saved?.id ?? '', origin: saved?.origin ?? '' });

type Created = Extract<DraftOutcome, { kind: 'created' }>['saved'];

/** What the core relies on, whatever store orders go into. */
export function orderSinkBattery(name: string, start: () => Promise<SinkUnderTest>): void {
	describe(`${name}: a store for orders`, () => {
		let test: SinkUnderTest;
		beforeEach(async () => {
			test = await start();
		});
		afterEach(async () => {
			await test.close();
		});

		const planned = async (...drafts: readonly OrderDraft[]): Promise<readonly PlannedOrder[]> =>
			(await test.run(test.sink.plan(drafts))).map((plan) => {
				if (isReason(plan)) throw new Error(plan.text);
				return plan;
			});
		const create = async (...drafts: readonly OrderDraft[]): Promise<readonly Created[]> => {
			const outcomes: Created[] = [];
			for (const plan of await planned(...drafts)) {
				const [outcome] = await test.run(test.sink.create([plan]));
				if (outcome?.kind !== 'created') throw new Error(`It was not created: ${JSON.stringify(outcome)}`);
				expect(outcome.doubts).toEqual([]);
				outcomes.push(outcome.saved);
			}
			return outcomes;
		};
		const own = async (above = 0, since?: string): Promise<readonly OwnOrder[]> => {
			await test.settle();
			const found: OwnOrder[] = [];
			const read = async () => {
				for await (const { orders } of test.sink.ownOrders(above, since === undefined ? {} : { since }))
					found.push(...orders.filter(({ position }) => position > above));
			};
			await test.run(read());
			return found;
		};

		it('says how it wants to be spoken to, in which currency, and which statuses there are', async () => {
			const { maxBatch, requestTimeoutMs, settleMs } = test.sink.traits;
			expect(maxBatch).toBeGreaterThanOrEqual(1);
			expect(settleMs).toBeGreaterThanOrEqual(requestTimeoutMs);
			expect(await test.run(test.sink.currency())).toMatch(/^[A-Z]{3}$/);
			const statuses = await test.run(test.sink.statuses('made'));
			expect(statuses.map(({ id }) => id)).toContain(test.draft('A').status);
			for (const { name: shown } of statuses) expect(shown).not.toBe('');
		});

		it('takes each status that it offers for an order that is made', async () => {
			const statuses = await test.run(test.sink.statuses('made'));
			const plans = await test.run(test.sink.plan(statuses.map(({ id }) => ({ ...test.draft(id), status: id }))));
			expect(plans.flatMap((plan) => (isReason(plan) ? [plan.text] : []))).toEqual([]);
		});

		it("plans without writing, in the drafts' order, and refuses with a reason what cannot be written", async () => {
			const plans = await test.run(test.sink.plan([test.draft('A'), test.unwritable, test.draft('B')]));
			expect(plans.map((plan) => (isReason(plan) ? 'refused' : plan.origin))).toEqual([
				test.draft('A').origin,
				'refused',
				test.draft('B').origin,
			]);
			const [plan] = plans;
			const { grand, computed } = test.draft('A').order.totals;
			expect(plan !== undefined && !isReason(plan) && equals(plan.expectedTotal, grand ?? computed)).toBe(true);
			expect([await own(), test.pieces() >= 10]).toEqual([[], true]);
		});

		it('creates as many as it says in one request and answers for each, in order', async () => {
			const drafts = Array.from({ length: Math.min(test.sink.traits.maxBatch, 5) }, (_, at) => test.draft(`batch-${at}`));
			const plans = await planned(...drafts);
			const outcomes = await test.run(test.sink.create(plans));
			expect(outcomes.map((outcome) => (outcome.kind === 'created' ? outcome.saved.origin : outcome.kind))).toEqual(
				drafts.map(({ origin }) => origin),
			);
			for (const [index, outcome] of outcomes.entries()) {
				if (outcome.kind !== 'created') continue;
				expect([outcome.doubts, outcome.saved.status]).toEqual([[], drafts[index]?.status]);
				expect(equals(outcome.saved.total, plans[index]?.expectedTotal ?? outcome.saved.total)).toBe(true);
			}
		});

		it('finds own orders again by position and by time, newest first, in the trash too', async () => {
			const began = new Date(Date.now() - 60_000).toISOString();
			const [first, second, third] = await create(test.draft('A'), test.draft('B'), test.draft('C'));
			if (first === undefined || second === undefined || third === undefined) throw new Error('Three were made');
			expect([first.position < second.position, second.position < third.position]).toEqual([true, true]);
			test.trash?.(second.id);
			const isTrashed = test.trash !== undefined;
			const found = await own();
			expect(new Map(found.map(({ id, origin, trashed }) => [id, [origin, trashed]]))).toEqual(
				new Map([
					[first.id, [first.origin, false]],
					[second.id, [second.origin, isTrashed]],
					[third.id, [third.origin, false]],
				]),
			);
			expect(found.filter(({ trashed }) => !trashed).map(({ id }) => id)).toEqual([third.id, ...(isTrashed ? [] : [second.id]), first.id]);
			for (const order of found) if (order.fingerprint !== undefined) expect(order.fingerprint).toBe(test.draft('A').fingerprint);
			expect((await own(first.position)).map(({ id }) => id).toSorted()).toEqual([second.id, third.id].toSorted());
			expect(await own(third.position)).toEqual([]);
			expect((await own(0, began)).length).toBe(3);
			expect(await own(0, new Date(Date.now() + 10 * 365 * 86_400_000).toISOString())).toEqual([]);
		});

		it('takes pieces off the shelf once and gives them back once; leaves them when told so', async () => {
			const before = test.pieces();
			const [taken, left] = await create(test.draft('A'), test.draft('B', { stock: 'leave' }));
			expect(test.pieces()).toBe(before - 1);
			for (const saved of [taken, taken, left, left]) await test.run(test.sink.cancel(refOf(saved)));
			expect(test.pieces()).toBe(before);
			expect(await test.run(test.sink.read(refOf(taken)))).toMatchObject({ cancelled: true, shipped: false });
		});

		it('tells where an order stands, and does not know what is not there', async () => {
			const [saved] = await create(test.draft('A'));
			expect(await test.run(test.sink.read(refOf(saved)))).toMatchObject({
				saved: { id: saved?.id, total: saved?.total, status: test.draft('A').status },
				shipped: false,
				cancelled: false,
			});
			test.ship(saved?.id ?? '');
			expect(await test.run(test.sink.read(refOf(saved)))).toMatchObject({ shipped: true, cancelled: false, editable: false });
			expect(await test.run(test.sink.read({ id: '987654', origin: test.draft('A').origin }))).toBe('gone');
		});

		it('gives an order that has arrived its status, once or twice, and none that waits for a person', async () => {
			const [saved, waiting] = await create(test.draft('A'), test.draft('B'));
			const { shipped, onHold } = test.sink.standardStatus;
			for (let time = 0; time < 2; time += 1)
				expect(await test.run(test.sink.arrived(refOf(saved), shipped))).toMatchObject({ id: saved?.id, status: shipped });
			await test.run(test.sink.hold(refOf(waiting)));
			expect(await test.run(test.sink.arrived(refOf(waiting), shipped))).toMatchObject({ status: onHold });
			expect(await test.run(test.sink.arrived({ id: '987654', origin: test.draft('A').origin }, shipped))).toBe('gone');
		});

		it('holds an order, once or twice', async () => {
			const [saved] = await create(test.draft('A'));
			const held = await test.run(test.sink.hold(refOf(saved)));
			expect(held !== 'gone' && held.status !== test.draft('A').status).toBe(true);
			expect(await test.run(test.sink.hold(refOf(saved)))).toEqual(held);
			expect(await test.run(test.sink.read(refOf(saved)))).toMatchObject({ saved: held });
		});

		it('changes an order to what it shall be, once or twice, or says why not and leaves it', async () => {
			const draft = test.draft('A');
			const [saved] = await create(draft);
			const before = test.pieces();
			const order = { ...draft.order, shipping: { ...draft.order.shipping, line1: 'Elsewhere 1', country: 'DE' } };
			const change = { order, marketplaceTax: draft.marketplaceTax, fingerprint: 'another' };
			const answers = [await test.run(test.sink.update(refOf(saved), change)), await test.run(test.sink.update(refOf(saved), change))];
			for (const answer of answers) {
				if (answer === 'gone') throw new Error('It is there');
				if ('code' in answer) expect(answer.text).toContain(order.number);
				else expect([answer.id, equals(answer.total, saved?.total ?? answer.total)]).toEqual([saved?.id, true]);
			}
			const [found] = await own();
			const isChanged = answers.every((answer) => answer !== 'gone' && !('code' in answer));
			if (found?.fingerprint !== undefined) expect(found.fingerprint).toBe(isChanged ? 'another' : draft.fingerprint);
			expect([test.pieces(), (await own()).length]).toEqual([before, 1]);
		});

		it('keeps the address it has when a change comes without one', async () => {
			const draft = test.draft('A');
			const [saved] = await create(draft);
			const before = test.street(saved?.id ?? '');
			const { shipping: _shipping, billing: _billing, customer: _customer, ...bare } = draft.order;
			await test.run(
				test.sink.update(refOf(saved), {
					order: { ...bare, personalData: false },
					marketplaceTax: draft.marketplaceTax,
					fingerprint: 'another',
				}),
			);
			expect([before.length > 0, test.street(saved?.id ?? '')]).toEqual([true, before]);
		});

		it('writes a note that no buyer sees', async () => {
			const [saved] = await create(test.draft('A'));
			await test.run(test.sink.addNote(refOf(saved), 'For the packer: "fragile" & <heavy>'));
			expect(test.privateNotes(saved?.id ?? '').filter((note) => note.includes('fragile'))).toHaveLength(1);
		});

		it('writes nothing to an order that carries another mark or none, and says that ours is gone', async () => {
			const draft = test.draft('A');
			const [given, other] = await create(draft, test.draft('B'));
			const before = test.pieces();
			test.giveIdAway(given?.id ?? '');
			for (const { id, origin } of [refOf(given), { ...refOf(other), origin: draft.origin }]) {
				const ref = { id, origin };
				const image = test.image(id);
				const change = { order: draft.order, marketplaceTax: draft.marketplaceTax, fingerprint: 'another' };
				const answers = [
					await test.run(test.sink.read(ref)),
					await test.run(test.sink.update(ref, change)),
					await test.run(test.sink.hold(ref)),
					await test.run(test.sink.addNote(ref, 'Not for you')),
					await test.run(test.sink.cancel(ref)),
				];
				expect([answers, test.image(id)]).toEqual([answers.map(() => 'gone'), image]);
			}
			expect(test.pieces()).toBe(before);
		});

		it('tells of many at once which are there, in the trash too', async () => {
			const drafts = Array.from({ length: 4 }, (_, at) => test.draft(`many-${at}`));
			const made = await create(...drafts);
			const [first, trashed, given, last] = made;
			if (test.trash === undefined) await test.run(test.sink.cancel(refOf(trashed)));
			else test.trash(trashed?.id ?? '');
			test.giveIdAway(given?.id ?? '');
			const unknown = Array.from({ length: 250 }, (_, at) => ({ id: String(900_000 + at), origin: drafts[0]?.origin ?? '' }));
			const states = await test.run(test.sink.readMany([...made.map(refOf), ...unknown, refOf(last)]));
			expect(states.map((state) => (typeof state === 'string' ? state : [state.saved.id, state.cancelled, state.wronglyTaken]))).toEqual([
				[first?.id, false, []],
				[trashed?.id, true, []],
				'gone',
				[last?.id, false, []],
				...unknown.map(() => 'gone'),
				[last?.id, false, []],
			]);
			expect(await test.run(test.sink.readMany([]))).toEqual([]);
		});

		it('does not rewrite what is closed, and does not bring it back to life', async () => {
			const draft = test.draft('A');
			const change = {
				order: { ...draft.order, shipping: { ...draft.order.shipping, line1: 'Elsewhere 1', country: 'DE' } },
				marketplaceTax: draft.marketplaceTax,
				fingerprint: 'another',
			};
			for (const close of [test.trash, test.refund].filter((one) => one !== undefined)) {
				const [saved] = await create(draft);
				close(saved?.id ?? '');
				expect(await test.run(test.sink.read(refOf(saved)))).toMatchObject({ closed: true, editable: false, shipped: false });
				const image = test.image(saved?.id ?? '');
				expect(await test.run(test.sink.update(refOf(saved), change))).toMatchObject({ code: 'closedInStore' });
				await test.run(test.sink.hold(refOf(saved)));
				await test.run(test.sink.cancel(refOf(saved)));
				expect(test.image(saved?.id ?? '')).toBe(image);
				if (test.reopen === undefined) continue;
				test.reopen(saved?.id ?? '');
				expect(await test.run(test.sink.read(refOf(saved)))).toMatchObject({ closed: false });
			}
		});

		/** Of one origin, where the store lets them; else of two that are alike. */
		const alike = (change: Partial<OrderDraft> = {}) =>
			[test.draft('A', change), test.draft(test.oneEach === true ? 'A2' : 'A', change)] as const;

		it('makes no second order of one origin, where the store keeps it from that', async () => {
			if (test.oneEach !== true) return;
			const before = test.pieces();
			const [first] = await create(test.draft('A'));
			const [again] = await create(test.draft('A'));
			expect([again?.id, (await own()).length, test.pieces()]).toEqual([first?.id, 1, before - 1]);
		});

		it('tells what matters of two orders of one origin', async () => {
			const [first, second, other] = await create(...alike(), test.draft('B'));
			const examine = async (saved: OwnOrderRef | undefined) => {
				const examined = await test.run(test.sink.examine(refOf(saved)));
				if (examined === 'gone') throw new Error('It is there');
				return examined;
			};
			const [one, twin] = [await examine(first), await examine(second)];
			expect(one).toMatchObject({ id: first?.id, position: first?.position, closed: false, shipped: false, workedOn: false });
			expect([twin.content, twin.workedOn, twin.status]).toEqual([one.content, false, one.status]);
			test.workOn(second?.id ?? '');
			expect((await examine(second)).workedOn).toBe(true);
			test.ship(other?.id ?? '');
			expect((await examine(other)).shipped).toBe(true);
			test.giveIdAway(first?.id ?? '');
			expect(await test.run(test.sink.examine(refOf(first)))).toBe('gone');
		});

		it.each([
			['reduce', 'cancel'],
			['reduce', 'hold'],
			['leave', 'cancel'],
		] as const)('sets a second order aside, once or twice (stock: %s, %s)', async (stock, how) => {
			const before = test.pieces();
			const [first, second] = await create(...alike({ stock }));
			for (let time = 0; time < 2; time += 1) expect(await test.run(test.sink.setAside(refOf(second), first?.id ?? '', how))).toBe('done');
			const taken = stock === 'leave' ? 0 : how === 'cancel' ? 1 : 2;
			expect(test.pieces()).toBe(before - taken);
			const [found] = (await own()).filter(({ id }) => id === second?.id);
			expect(found).toMatchObject({ duplicateOf: first?.id, closed: how === 'cancel' });
			expect(await test.run(test.sink.read(refOf(second)))).toMatchObject({ duplicateOf: first?.id, cancelled: how === 'cancel' });
			test.giveIdAway(second?.id ?? '');
			const image = test.image(second?.id ?? '');
			expect(await test.run(test.sink.setAside(refOf(second), first?.id ?? '', how))).toBe('gone');
			expect(test.image(second?.id ?? '')).toBe(image);
		});

		it('does not bring back to life what is closed when it sets it aside', async () => {
			const [first, second] = await create(...alike());
			test.refund(second?.id ?? '');
			const image = test.image(second?.id ?? '');
			await test.run(test.sink.setAside(refOf(second), first?.id ?? '', 'hold'));
			expect(test.image(second?.id ?? '')).toBe(image);
		});

		it('calls a lost answer unknown, and shows later what became of it', async () => {
			const plans = await planned(test.draft('A'));
			test.loseAnswer();
			const outcomes = await test.run(test.sink.create(plans));
			expect(outcomes.map(({ kind }) => kind)).toEqual(['unknown']);
			expect((await own()).map(({ origin }) => origin)).toEqual([test.draft('A').origin]);
		});

		it('throws what passes when reading fails, and does not make an order of it', async () => {
			const plans = await planned(test.draft('A'));
			const [saved] = await create(test.draft('B'));
			const mend = test.cutOff();
			const error: unknown = await test.run(test.sink.read(refOf(saved)).catch((thrown: unknown) => thrown));
			expect(error).toBeInstanceOf(PlatformError);
			expect((error as PlatformError).passing).toBe(true);
			const outcome: unknown = await test.run(test.sink.create(plans).catch((thrown: unknown) => thrown));
			if (outcome instanceof PlatformError) expect(outcome.passing).toBe(true);
			else expect(outcome).toMatchObject([{ kind: 'unknown' }]);
			mend();
			expect((await own()).map(({ origin }) => origin)).toEqual([test.draft('B').origin]);
		});

		it('finds or makes one customer for an address, where it has customers', async () => {
			if (test.sink.ensureCustomers === undefined) return;
			const wish = (email: string) => ({ email, order: test.draft('A').order });
			const first = await test.run(test.sink.ensureCustomers([wish('one@buyers.example'), wish('two@buyers.example')]));
			expect([...first.keys()].toSorted()).toEqual(['one@buyers.example', 'two@buyers.example']);
			expect(new Set(first.values()).size).toBe(2);
			expect(await test.run(test.sink.ensureCustomers([wish('two@buyers.example')]))).toEqual(
				new Map([['two@buyers.example', first.get('two@buyers.example')]]),
			);
		});
	});
}
