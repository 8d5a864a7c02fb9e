import { accountKey } from '../../../../src/domain/account';
import { openSqlite } from '../../../../src/database';
import { spanOf } from '../../../../src/domain/day';
import type { Database } from '../../../../src/ports/database';
import type { AskedStore } from '../../../../src/usecases/reconcile/gone-orders';
import { reconcileDay, type ReconciledPage } from '../../../../src/usecases/reconcile/reconcile-day';
import { MemoryChannel } from '../../../fixtures/memory-platform/memory-channel';
import { CHANNEL, order } from '../../../fixtures/memory-platform/orders';
import { VirtualClock } from '../../../fixtures/memory-platform/virtual-clock';

const STORE = { platform: 'memory', id: 'shop-1' };
const sink: AskedStore = {
	account: STORE,
	read: async () => await Promise.resolve('gone'),
	readMany: async (orders) => await Promise.resolve(orders.map(() => 'gone' as const)),
};

describe('the orders of a day', () => {
	let clock: VirtualClock;
	let channel: MemoryChannel;
	let database: Database;
	beforeEach(async () => {
		clock = new VirtualClock('2026-10-28T08:00:00.000Z');
		channel = new MemoryChannel(clock, 0);
		database = await openSqlite({ file: ':memory:', clock });
	});
	afterEach(async () => {
		await database.close();
	});

	const buy = (id: string, purchasedAt: string): void => {
		channel.put(order({ id, purchasedAt }));
	};
	const look = async (day: string, zone: string): Promise<readonly ReconciledPage[]> => {
		const pages: ReconciledPage[] = [];
		for await (const page of reconcileDay({ source: channel.source, sink, database, clock, owner: 'host|1|1|day' }, spanOf(day, zone), {
			personalData: false,
		}))
			pages.push(page);
		return pages;
	};
	const found = (pages: readonly ReconciledPage[]): readonly string[] =>
		pages.flatMap(({ orders }) => orders.map(({ orderId, found: what }) => `${orderId} ${what}`)).toSorted();

	it.each([
		['2026-10-25', '2026-10-24T22:00:00.000Z', '2026-10-25T22:59:59.999Z', '2026-10-24T21:59:59.999Z', '2026-10-25T23:00:00.000Z'],
		['2026-03-29', '2026-03-28T23:00:00.000Z', '2026-03-29T21:59:59.999Z', '2026-03-28T22:59:59.999Z', '2026-03-29T22:00:00.000Z'],
	])('are those of its calendar also when the clocks change: %s', async (day, first, last, before, after) => {
		buy('first', first);
		buy('last', last);
		buy('before', before);
		buy('after', after);
		await clock.pass(60 * 60_000);
		expect(found(await look(day, 'Europe/Madrid'))).toEqual(['first missing', 'last missing']);
	});

	it('go where they went, be it another store; what this one lost is named', async () => {
		for (const id of ['1', '2', '3', '4']) buy(id, '2026-10-27T10:00:00.000Z');
		await clock.pass(60 * 60_000);
		const sale = (id: string, more: object) =>
			({ source: accountKey(CHANNEL), orderId: order({ id }).id, state: 'synced', ...more }) as const;
		const [here, there] = [accountKey(STORE), accountKey({ ...STORE, id: 'shop-2' })];
		await database.sales.change(
			[
				sale('1', { target: here, targetOrderId: '17', targetOrderNumber: '1017' }),
				sale('2', { target: there, targetOrderId: '9' }),
				sale('3', { state: 'error' }),
			],
			database.now(),
		);
		const pages = await look('2026-10-27', 'UTC');
		expect(found(pages)).toEqual(['1 gone', '2 synced', '3 inError', '4 missing']);
		expect(pages[0]?.orders[0]?.reason?.text).toContain('1017');
	});

	it('are given out as far as they were read; a channel that says nothing at all is a fault', async () => {
		for (let id = 1; id <= 8; id += 1) buy(String(id), `2026-10-27T10:0${id}:00.000Z`);
		await clock.pass(60 * 60_000);
		channel.searchesLeft = 2;
		const pages = await look('2026-10-27', 'UTC');
		expect(found(pages)).toHaveLength(6);
		expect(pages.map(({ stopped }) => stopped?.details.kind)).toEqual([undefined, undefined, 'rateLimited']);
		channel.searchesLeft = 0;
		await expect(look('2026-10-27', 'UTC')).rejects.toThrow();
	});

	it('are read on where an earlier run of the day stopped, and from the start once its token is too old, or all is read', async () => {
		for (let id = 1; id <= 8; id += 1) buy(String(id), `2026-10-27T10:0${id}:00.000Z`);
		await clock.pass(60 * 60_000);
		channel.searchesLeft = 2;
		const first = found(await look('2026-10-27', 'UTC'));
		channel.searchesLeft = 9;
		expect(found(await look('2026-10-26', 'UTC'))).toEqual([]);
		const rest = await look('2026-10-27', 'UTC');
		expect(rest.map(({ continued }) => continued)).toContain(true);
		expect([first.length, found(rest).length, new Set([...first, ...found(rest)]).size]).toEqual([6, 2, 8]);
		channel.searchesLeft = 9;
		expect(found(await look('2026-10-27', 'UTC'))).toHaveLength(8);
		channel.searchesLeft = 1;
		await look('2026-10-27', 'UTC');
		channel.forgetTokens();
		channel.searchesLeft = 9;
		expect(found(await look('2026-10-27', 'UTC'))).toHaveLength(8);
	});
});
