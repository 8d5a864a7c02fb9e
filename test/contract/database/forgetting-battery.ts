import { orderId } from '../../../src/domain/ids';
import type { ClaimEffect, Forgotten, OrderMemory } from '../../../src/ports/database';
import {
	AMAZON,
	claimKey,
	INBOX,
	iso,
	MINUTE,
	orderEvent,
	OTHER_SHOP,
	saleChange,
	SHOP,
	SUBSCRIPTION,
	T0,
	type FreshDatabase,
	withDatabase,
} from './under-test';

const ALICE = 'host|1|1|a';
const LATER = T0 + 60 * MINUTE;

/** How many rows went with each portion. */
async function untilNoMore(forget: () => Promise<Forgotten>): Promise<readonly number[]> {
	const portions: number[] = [];
	for (;;) {
		const { rows, more } = await forget();
		portions.push(rows);
		if (!more) return portions;
	}
}

/** What is over is forgotten, in portions, and never what somebody may still need. */
export function forgettingBattery(fresh: FreshDatabase): void {
	const test = withDatabase(fresh);
	const stateOf = async (id: string, change = {}): Promise<unknown> => {
		const [answer] = await test.db.claims.acquire([claimKey(id, change)], ALICE, MINUTE, LATER);
		if (answer?.state === 'acquired') await test.db.claims.release([claimKey(id, change)], ALICE, LATER);
		return answer?.state;
	};
	const done = async (id: string, change = {}, at = T0): Promise<void> => {
		await test.db.claims.complete([{ key: claimKey(id, change), result: '17' }], at);
	};
	const forget = async (effect: ClaimEffect, before = T0 + MINUTE) => await test.db.claims.prune(effect, iso(before), LATER);

	describe('claims', () => {
		it('forgets that an order was made once its sale tells where it is', async () => {
			await done('902-1');
			await done('902-2', {}, T0 + MINUTE);
			await test.db.sales.change(
				[saleChange('902-1', 'synced', { targetOrderId: '17' }), saleChange('902-2', 'synced', { targetOrderId: '18' })],
				T0,
			);
			expect(await forget('create')).toEqual({ rows: 1, more: false });
			expect([await stateOf('902-1'), await stateOf('902-2')]).toEqual(['acquired', 'done']);
		});

		it('never forgets it where nothing else tells', async () => {
			const key = 'wc_order_1';
			await done('902-1');
			await done('902-2');
			await done('902-3');
			await done('902-4', { order: { account: AMAZON, id: orderId('902-4'), key } });
			await test.db.sales.change(
				[
					saleChange('902-1', 'pending'),
					saleChange('902-2', 'synced', { targetOrderId: '17', target: OTHER_SHOP }),
					saleChange('902-4', 'synced', { targetOrderId: '19', orderKey: 'wc_order_2' }),
				],
				T0,
			);
			expect(await forget('create')).toEqual({ rows: 0, more: false });
			expect(await forget('create', LATER + MINUTE)).toEqual({ rows: 0, more: false });
			for (const id of ['902-1', '902-2', '902-3']) expect(await stateOf(id)).toBe('done');
			expect(await stateOf('902-4', { order: { account: AMAZON, id: orderId('902-4'), key } })).toBe('done');
		});

		it('forgets notes and parcels by their time alone, sendings and what is under way never', async () => {
			const kinds = ['note', 'parcel', 'tell', 'send'] as const;
			for (const effect of kinds) await done('902-1', { effect, part: '1' });
			await test.db.claims.acquire([claimKey('902-2', { effect: 'note' })], ALICE, 2 * MINUTE + LATER - T0, T0);
			for (const effect of kinds) expect((await forget(effect)).rows).toBe(effect === 'send' ? 0 : 1);
			for (const effect of kinds) expect(await stateOf('902-1', { effect, part: '1' })).toBe(effect === 'send' ? 'done' : 'acquired');
			expect(await stateOf('902-2', { effect: 'note' })).toBe('held');
		});

		it('goes on with the next portion, past those that stay', async () => {
			const ids = Array.from({ length: 1_200 }, (_, at) => `902-${at}`);
			await test.db.claims.complete(
				ids.map((id) => ({ key: claimKey(id), result: '17' })),
				T0,
			);
			await test.db.sales.change(
				ids.slice(600).map((id) => saleChange(id, 'synced', { targetOrderId: '17' })),
				T0,
			);
			const portions = await untilNoMore(async () => await forget('create'));
			expect(portions).toHaveLength(7);
			expect(portions.reduce((sum, rows) => sum + rows, 0)).toBe(600);
		});
	});

	describe('events and memories', () => {
		const memory = (id: string): OrderMemory => ({ subscription: SUBSCRIPTION, account: AMAZON, orderId: orderId(id), version: iso(T0) });

		it('forgets what was noted as dead, and keeps what nobody has noted', async () => {
			await test.db.inbox.add([orderEvent('902-1'), orderEvent('902-2')], [], T0);
			for (let run = 0; run <= 5; run += 1) {
				const { rows, dead } = await test.db.inbox.handOut(INBOX, 10, ALICE, MINUTE, T0);
				await test.db.inbox.fail(rows, T0, T0);
				if (run === 5) await test.db.inbox.bury([dead[0]?.row ?? 0], T0);
			}
			expect(await test.db.inbox.prune(iso(LATER))).toEqual({ rows: 1, more: false });
			expect(await test.db.inbox.counts(AMAZON)).toMatchObject({ dead: 1 });
		});

		it('forgets in portions', async () => {
			const ids = Array.from({ length: 1_200 }, (_, at) => `902-${at}`);
			await test.db.inbox.add(
				ids.map((id) => orderEvent(id)),
				ids.map((id) => memory(id)),
				T0,
			);
			for (let rows = 1_200; rows > 0; rows -= 200) {
				const handed = (await test.db.inbox.handOut(INBOX, 200, ALICE, MINUTE, T0)).rows;
				await test.db.inbox.start(handed, ALICE, MINUTE, T0);
				await test.db.inbox.end(handed, T0);
			}
			expect(await untilNoMore(async () => await test.db.memories.prune(iso(LATER)))).toEqual([0, 0]);
			expect(await untilNoMore(async () => await test.db.inbox.prune(iso(LATER)))).toEqual([200, 200, 200, 200, 200, 200, 0]);
			expect(await untilNoMore(async () => await test.db.memories.prune(iso(LATER)))).toEqual([200, 200, 200, 200, 200, 200]);
		});

		it('comes to memories that may go behind thousands that have to stay', async () => {
			const staying = Array.from({ length: 2_500 }, (_, at) => `902-${String(at).padStart(4, '0')}`);
			await test.db.inbox.add(
				staying.map((id) => orderEvent(id)),
				[...staying, '903-1'].map((id) => memory(id)),
				T0,
			);
			expect(await untilNoMore(async () => await test.db.memories.prune(iso(LATER)))).toEqual([0, 0, 1]);
		});
	});

	it('keeps no turn that was given back', async () => {
		await test.db.turns.take({ account: SHOP, about: 'order', which: '17' }, ALICE, MINUTE, T0);
		await test.db.turns.release({ account: SHOP, about: 'order', which: '17' }, ALICE);
		expect(await test.underTest.query('select * from turn')).toEqual([]);
	});
}
