import type { OwnOrderRef } from '../../src/ports/order-sink';
import type { Erased, HeldOrder, PersonalDataEraser, PersonalPart } from '../../src/ports/personal-data-eraser';

/** A store with orders of ours in it. */
export interface EraserUnderTest {
	readonly eraser: PersonalDataEraser;
	/** Puts an order of a buyer with name, street, telephone, a gift message and a note that names him into the store. */
	readonly save: (orderId: string) => Promise<OwnOrderRef>;
	/** What names him, as it stands there. */
	readonly personal: readonly string[];
	/** Where that stands there, at least. */
	readonly places: readonly PersonalPart[];
	/** What the store has under this id with all that belongs to it, as a text. */
	readonly image: (id: string) => string;
	/** Total, lines and state, which stay. */
	readonly facts: (id: string) => unknown;
	readonly keep: (id: string, key: string) => void;
	/** Shipped, or closed. */
	readonly end: (id: string) => void;
	/** The order under this id is a customer's from now on. */
	readonly giveIdAway: (id: string) => void;
	readonly remove: (id: string) => void;
	/** Somebody wrote this text where the store lets no app erase anything; left out by stores that have no such place. */
	readonly writeForGood?: (id: string, text: string) => PersonalPart;
	/** How many requests may have written something so far. */
	readonly writes: () => number;
	readonly close: () => Promise<void>;
}

const KEY = '_keep';
const DAY = { day: '2026-11-27', keepKey: KEY };

/** What the core relies on, whatever store holds the people. */
export function personalDataBattery(name: string, start: () => Promise<EraserUnderTest>): void {
	describe(`${name}: what a store holds of people`, () => {
		let test: EraserUnderTest;
		beforeEach(async () => {
			test = await start();
		});
		afterEach(async () => {
			await test.close();
		});

		const held = async (ref: OwnOrderRef): Promise<HeldOrder> => {
			const [order] = await test.eraser.look([ref], KEY, true);
			if (order === undefined || typeof order === 'string') throw new Error(`It is ${String(order)}`);
			return order;
		};
		const erase = async (...refs: readonly OwnOrderRef[]): Promise<readonly Erased[]> => await test.eraser.erase(refs, DAY);
		const named = (id: string): readonly string[] => test.personal.filter((text) => test.image(id).includes(text));

		it('is told by looking, and nothing is written for that', async () => {
			const ref = await test.save('A');
			test.end(ref.id);
			const before = [test.image(ref.id), test.writes()];
			const order = await held(ref);
			expect(order).toMatchObject({ id: ref.id, origin: ref.origin, kept: false, erased: false });
			expect(order.parts).toEqual(expect.arrayContaining([...test.places]));
			expect(Date.parse(order.overSince ?? '')).toBeGreaterThan(0);
			for (const text of test.personal) expect(order.content).toContain(text);
			expect([test.image(ref.id), test.writes()]).toEqual(before);
		});

		it('is erased, and what was bought for how much stays', async () => {
			const [one, other] = [await test.save('A'), await test.save('B')];
			for (const { id } of [one, other]) test.end(id);
			const before = test.facts(one.id);
			expect(named(one.id)).toEqual(test.personal);
			const [erased] = await erase(one);
			expect(erased).toMatchObject({ kind: 'erased', left: [] });
			expect(erased?.kind === 'erased' && erased.parts).toEqual(expect.arrayContaining([...test.places]));
			expect(named(one.id)).toEqual([]);
			expect(test.facts(one.id)).toEqual(before);
			expect(await held(one)).toMatchObject({ erased: true, parts: [] });
			expect(named(other.id)).toEqual(test.personal);
		});

		it('is erased once: a second time nothing is written', async () => {
			const ref = await test.save('A');
			test.end(ref.id);
			await erase(ref);
			const [image, writes] = [test.image(ref.id), test.writes()];
			expect(await erase(ref)).toEqual([{ kind: 'erasedBefore' }]);
			expect([test.image(ref.id), test.writes()]).toEqual([image, writes]);
		});

		it('stays where somebody marked it, where it is gone, and where another has its id', async () => {
			const [kept, gone, others, due] = [await test.save('A'), await test.save('B'), await test.save('C'), await test.save('D')];
			for (const { id } of [kept, gone, others, due]) test.end(id);
			test.keep(kept.id, KEY);
			test.remove(gone.id);
			test.giveIdAway(others.id);
			const [asKept, asOthers] = [test.image(kept.id), test.image(others.id)];
			expect(await erase(kept, gone, others, due)).toMatchObject([
				{ kind: 'kept' },
				{ kind: 'gone' },
				{ kind: 'gone' },
				{ kind: 'erased' },
			]);
			expect([test.image(kept.id), test.image(others.id)]).toEqual([asKept, asOthers]);
			expect(await test.eraser.look([kept, gone, others, due], KEY, false)).toMatchObject([
				{ kept: true, erased: false },
				'gone',
				'gone',
				{ erased: true },
			]);
		});

		it('is told where the store lets nobody erase it, and is due again', async () => {
			if (test.writeForGood === undefined) return;
			const ref = await test.save('A');
			test.end(ref.id);
			const [name = ''] = test.personal;
			const place = test.writeForGood(ref.id, name);
			for (let time = 0; time < 2; time += 1) {
				const [erased] = await erase(ref);
				expect(erased).toMatchObject({ kind: 'erased', left: [place], why: { code: 'eraseNotLet' } });
				expect(named(ref.id)).toEqual([name]);
				expect(await held(ref)).toMatchObject({ erased: false, parts: [place] });
			}
		});

		it('is found by when it was made, the oldest first', async () => {
			const refs = [await test.save('A'), await test.save('B'), await test.save('C')];
			const [, second] = refs;
			for (const { id } of refs) test.end(id);
			await erase(second ?? { id: '', origin: '' });
			const list = async (from: string, before: string) => {
				const found = [];
				for await (const { orders } of test.eraser.oldOrders(from, before)) found.push(...orders);
				return found;
			};
			const [past, future] = ['2000-01-01T00:00:00.000Z', '2100-01-01T00:00:00.000Z'];
			const all = await list(past, future);
			expect(all.map(({ id, origin, erased }) => [id, origin, erased])).toEqual(refs.map(({ id, origin }, at) => [id, origin, at === 1]));
			expect(await list(past, past)).toEqual([]);
			expect(await list(future, future)).toEqual([]);
		});
	});
}
