import { orderId } from '../../../src/domain/ids';
import type { StoreFacts } from '../../../src/domain/store-order-events';
import type { FulfillmentRow, OrderMemory } from '../../../src/ports/database';
import {
	AMAZON,
	ids,
	iso,
	MINUTE,
	orderEvent,
	OTHER_AMAZON,
	OTHER_SHOP,
	OTHER_SUBSCRIPTION,
	SHOP,
	SUBSCRIPTION,
	T0,
	type FreshDatabase,
	withDatabase,
} from './under-test';

const FACTS: StoreFacts = { paid: true, shipped: false, cancelled: false, refunded: 0, print: 'ab12', parcels: 'cd34' };
const memory = (id: string, change: Partial<OrderMemory> = {}): OrderMemory => ({
	subscription: SUBSCRIPTION,
	account: SHOP,
	orderId: orderId(id),
	version: iso(T0),
	...change,
});

/** What is remembered of single orders: by triggers, and by those who have them shipped. */
export function ordersBattery(fresh: FreshDatabase): void {
	const test = withDatabase(fresh);

	describe('memories', () => {
		const note = async (...memories: readonly OrderMemory[]): Promise<number> => await test.db.inbox.add([], memories, T0);
		const of = async (...names: readonly string[]): Promise<readonly OrderMemory[]> => [
			...(await test.db.memories.of(SUBSCRIPTION, SHOP, ids(...names))).values(),
		];

		it('keep what is known of an order, by subscription and account', async () => {
			const full = memory('17', { facts: FACTS, orderKey: 'wc_order_1' });
			const others = [
				memory('17', { subscription: OTHER_SUBSCRIPTION, version: iso(T0 + 1) }),
				memory('17', { account: OTHER_SHOP, version: iso(T0 + 2) }),
			];
			expect(await note(full, memory('18'), ...others)).toBe(0);
			expect(await test.db.memories.of(SUBSCRIPTION, SHOP, ids('17', '18', '19', '17'))).toEqual(
				new Map([
					[orderId('17'), full],
					[orderId('18'), memory('18')],
				]),
			);
			expect([...(await test.db.memories.of(OTHER_SUBSCRIPTION, SHOP, ids('17'))).values()]).toEqual(others.slice(0, 1));
			expect([...(await test.db.memories.of(SUBSCRIPTION, OTHER_SHOP, ids('17'))).values()]).toEqual(others.slice(1));
			expect(await of()).toEqual([]);
		});

		it('keep every fact apart', async () => {
			const all: readonly StoreFacts[] = [
				{ ...FACTS, paid: false },
				{ ...FACTS, shipped: true },
				{ ...FACTS, cancelled: true },
				{ ...FACTS, refunded: 9_007_199_254_740_991 },
				{ ...FACTS, print: '', parcels: '' },
			];
			await note(...all.map((facts, at) => memory(String(at), { facts })));
			expect((await of('0', '1', '2', '3', '4')).map(({ facts }) => facts)).toEqual(all);
		});

		it('never put an older version over a newer one, in one call or several', async () => {
			const newer = memory('17', { version: iso(T0 + MINUTE), facts: FACTS });
			await note(newer, memory('17'));
			expect(await of('17')).toEqual([newer]);
			await note(memory('17'));
			expect(await of('17')).toEqual([newer]);
			const same = { ...newer, facts: { ...FACTS, shipped: true } };
			await note(same);
			expect(await of('17')).toEqual([same]);
			await note(memory('17', { version: iso(T0 + 2 * MINUTE) }));
			expect(await of('17')).toEqual([memory('17', { version: iso(T0 + 2 * MINUTE) })]);
		});

		it('are forgotten when they are old, and those only', async () => {
			await note(memory('17'), memory('18', { version: iso(T0 - 1) }));
			expect(await test.db.memories.prune(iso(T0))).toMatchObject({ rows: 1 });
			expect(await of('17', '18')).toEqual([memory('17')]);
		});

		it('stay as long as an event of their order', async () => {
			const old = memory('17', { version: iso(T0 - 1) });
			const others = [memory('18', { version: iso(T0 - 1) }), memory('17', { account: OTHER_SHOP, version: iso(T0 - 1) })];
			await test.db.inbox.add([orderEvent('17', { account: SHOP })], [old, ...others], T0);
			expect(await test.db.memories.prune(iso(T0))).toMatchObject({ rows: others.length });
			expect(await of('17', '18')).toEqual([old]);
			const { rows } = await test.db.inbox.handOut({ subscription: SUBSCRIPTION, account: SHOP }, 1, 'host|1|1|a', MINUTE, T0);
			await test.db.inbox.start(rows, 'host|1|1|a', MINUTE, T0);
			await test.db.inbox.end(rows, T0);
			await test.db.inbox.prune(iso(T0 + 1));
			expect(await test.db.memories.prune(iso(T0))).toMatchObject({ rows: 1 });
		});

		it('are taken by thousands', async () => {
			const many = Array.from({ length: 5_000 }, (_, at) => String(at));
			await note(...many.map((id) => memory(id, { facts: FACTS })));
			expect(await of(...many)).toHaveLength(many.length);
		});
	});

	describe('fulfillments', () => {
		const row = (id: string, attempt: number, change: Partial<FulfillmentRow> = {}): FulfillmentRow => ({
			warehouse: AMAZON,
			id,
			order: { account: SHOP, id: orderId('1042') },
			attempt,
			...change,
		});
		const put = async (...rows: readonly FulfillmentRow[]): Promise<void> => {
			await test.db.fulfillments.put(rows, T0);
		};

		it('are found by their id and by their order, first attempt first', async () => {
			const second = row('SB-1042-2', 2, { told: 'ab12', order: { account: SHOP, id: orderId('1042'), createdAt: iso(T0) } });
			const others = [
				row('SB-1042', 1, { warehouse: OTHER_AMAZON }),
				row('SB-1043', 1, { order: { account: SHOP, id: orderId('1043') } }),
				row('SB-x-1042', 1, { order: { account: OTHER_SHOP, id: orderId('1042') } }),
				row('SB-k-1042', 1, { order: { account: SHOP, id: orderId('1042'), key: 'wc_order_2' } }),
			];
			await put(second, row('SB-1042', 1), ...others);
			expect(await test.db.fulfillments.get(AMAZON, ['SB-1042-2', 'SB-1042', 'SB-9', 'SB-1042'])).toEqual(
				new Map([
					['SB-1042', row('SB-1042', 1)],
					['SB-1042-2', second],
				]),
			);
			const order = { account: SHOP, id: orderId('1042') };
			expect(await test.db.fulfillments.ofOrder(AMAZON, order)).toEqual([row('SB-1042', 1), second]);
			expect(await test.db.fulfillments.ofOrder(AMAZON, { ...order, key: 'wc_order_2' })).toEqual(others.slice(3));
			expect(await test.db.fulfillments.ofOrder(OTHER_AMAZON, order)).toEqual(others.slice(0, 1));
			expect(await test.db.fulfillments.get(OTHER_SHOP, ['SB-1042'])).toEqual(new Map());
			expect(await test.db.fulfillments.get(AMAZON, [])).toEqual(new Map());
		});

		it('keep what the shop was told when it is left out', async () => {
			await put(row('SB-1042', 1, { told: 'ab12' }), row('SB-1042', 1));
			const told = async (): Promise<string | undefined> => (await test.db.fulfillments.get(AMAZON, ['SB-1042'])).get('SB-1042')?.told;
			expect(await told()).toBe('ab12');
			await put(row('SB-1042', 1, { told: 'cd34' }));
			expect(await told()).toBe('cd34');
			await put();
		});
	});
}
