import { openSqlite } from '../../src/database';
import { accountKey } from '../../src/domain/account';
import { orderId } from '../../src/domain/ids';
import { money } from '../../src/domain/money';
import type { Order } from '../../src/domain/order';
import type { Database, Sale } from '../../src/ports/database';
import { checkStore } from '../../src/usecases/log/check-store';
import type { CheckedSale } from '../../src/usecases/log/taken-sales';
import type { SaveOutcome } from '../../src/usecases/outcome';
import { Lately } from '../../src/usecases/save/lately';
import { createPace } from '../../src/usecases/save/pace';
import { saveOrders } from '../../src/usecases/save/save-orders';
import { line, order } from '../platforms/woocommerce/orders';
import type { ShiftingStore, ShiftingStoreStart } from './stores/store';

const SOURCE = accountKey({ platform: 'amazon', id: 'eu:A1SELLER' });
const LATER = '2026-11-25T10:00:00.000Z';
const elsewhere = { name: 'Ana Cruz', line1: 'Calle 2', city: 'Madrid', postcode: '28001', country: 'ES' };
const PIECES = 50;

/** A store of mugs, and a memory that saves Amazon's orders into it. */
export class SavingWorld {
	private readonly lately = new Lately();

	private constructor(
		readonly store: ShiftingStore,
		readonly database: Database,
	) {}

	/** With a memory of its own, or with that of another. */
	static async open(start: ShiftingStoreStart, database?: Database): Promise<SavingWorld> {
		const store = await start(PIECES);
		return new SavingWorld(store, database ?? (await openSqlite({ file: ':memory:', clock: store.clock })));
	}

	order(id: string, more: Partial<Order> = {}): Order {
		const mug = line({ id: 'i1', sku: 'MUG', total: money('10.00', 'EUR'), product: this.store.mug });
		return order({ id: orderId(id), number: id, lines: [mug], ...more });
	}

	async save(...orders: readonly Order[]): Promise<readonly SaveOutcome[]> {
		const { clock, settings } = this.store;
		const { orderSink, catalog } = this.store.connect();
		const deps = {
			sink: orderSink,
			catalog,
			database: this.database,
			clock,
			owner: 'host|1|1|a',
			pace: createPace(),
			lately: this.lately,
			wordsOf: (platform: string) => ({ title: platform, office: platform, advice: {} }),
		};
		return await saveOrders(
			deps,
			settings,
			orders.map((each) => ({ order: each })),
		);
	}

	async check(): Promise<readonly CheckedSale[]> {
		return await checkStore({ sink: this.store.connect().orderSink, database: this.database }, '2020-01-01T00:00:00.000Z');
	}

	async sale(id: string): Promise<Sale | undefined> {
		const sales = await this.database.sales.get({ source: SOURCE, target: accountKey(this.store.account) }, [orderId(id)]);
		return sales.get(orderId(id));
	}

	async close(): Promise<void> {
		await this.database.close();
		await this.store.close();
	}
}

/** What becomes of a sale whose order in the store is lost, is somebody else's, cannot be read or was closed by a person. */
export function lostOrdersBattery(name: string, start: ShiftingStoreStart): void {
	describe(`${name}: an order of ours`, () => {
		let world: SavingWorld;
		beforeEach(async () => {
			world = await SavingWorld.open(start);
		});
		afterEach(async () => {
			await world.close();
		});

		const seen = (id: string) => [world.store.image(id), world.store.mugs()];
		const storeId = async (id: string): Promise<string> => (await world.sale(id))?.targetOrderId ?? '';

		/** Saved, lost, and a customer's order comes in its place. */
		async function replaced(id: string): Promise<string> {
			const lose = world.store.backup();
			await world.save(world.order(id));
			const lost = await storeId(id);
			const theirs = lose(lost);
			expect(theirs.id === lost).toBe(world.store.givesIdsTwice);
			return theirs.id;
		}

		it.each([
			['Amazon cancels', { status: 'cancelled' }],
			['the address changes', { shipping: elsewhere }],
			['Amazon reports it as shipped', { status: 'shipped' }],
			['the buyer asks to cancel', { cancelRequested: {} }],
		] as const)("that was lost, and %s: the customer's order that came is untouched", async (_, change) => {
			const id = await replaced('302-1');
			const before = seen(id);
			const [outcome] = await world.save(world.order('302-1', { updatedAt: LATER, ...change }));
			const { targetOrderNumber = '?' } = (await world.sale('302-1')) ?? {};
			expect(outcome).toMatchObject({ kind: 'attention', reason: { code: 'orderGone', text: expect.stringContaining(targetOrderNumber) } });
			expect([seen(id), world.store.changes()]).toEqual([before, 0]);
			expect(await world.sale('302-1')).toMatchObject({ state: 'error', reason: { code: 'orderGone' } });
		});

		it('that was lost is found, and made anew once by Retry', async () => {
			await world.save(world.order('302-0'));
			const id = await replaced('302-1');
			const checked = await world.check();
			expect(checked.map(({ sale, found }) => [sale.orderId, found])).toEqual([
				['302-1', 'lost'],
				['302-0', 'inStore'],
			]);
			await world.database.sales.retry(accountKey(world.store.account), undefined, world.database.now());
			const before = world.store.image(id);
			for (let time = 0; time < 2; time += 1) await world.save(world.order('302-1'));
			expect(
				world.store
					.orders()
					.map(({ number }) => number)
					.toSorted(),
			).toEqual(['', '302-0', '302-1']);
			expect(world.store.image(id)).toBe(before);
			expect((await world.check()).map(({ found }) => found)).toEqual(['inStore', 'inStore']);
		});

		it('that cannot be read is told, beside those that can', async () => {
			await world.save(world.order('302-0'));
			await world.save(world.order('302-1'));
			await world.save(world.order('302-2'));
			const id = await storeId('302-1');
			const { faults, standIn, oddities } = world.store;
			expect(Object.keys(oddities).length).toBeGreaterThan(2);
			for (const [what, oddity] of Object.entries(oddities)) {
				faults.add({ standIn, kind: 'odd', record: world.store.record(id), oddity });
				const read = await world.store.connect().orderSink.readMany([{ id, origin: 'amazon:eu:A1SELLER/302-1' }]);
				expect([what, read]).toEqual([what, ['unreadable']]);
				expect((await world.check()).map(({ sale, found }) => [what, sale.orderId, found])).toEqual([
					[what, '302-2', 'inStore'],
					[what, '302-1', 'unreadable'],
					[what, '302-0', 'inStore'],
				]);
				expect((await world.sale('302-1'))?.state).toBe('synced');
				faults.clear();
			}
		});

		it('that somebody closed is not rewritten until it is opened again', async () => {
			const { closings, reopen } = world.store;
			for (const [at, [how, close]] of Object.entries(closings).entries()) {
				const number = `302-${at}`;
				await world.save(world.order(number));
				const id = await storeId(number);
				close(id);
				const before = seen(id);
				const moved = world.order(number, { updatedAt: LATER, shipping: elsewhere });
				expect([how, await world.save(moved)]).toMatchObject([how, [{ action: 'unchanged' }]]);
				expect([how, ...seen(id)]).toEqual([how, ...before]);
				expect([how, await world.sale(number)]).toMatchObject([how, { state: 'pending', reason: { code: 'closedInStore' } }]);
				if (reopen === undefined) continue;
				reopen(id);
				expect([how, await world.save(moved)]).toMatchObject([how, [{ action: 'updated' }]]);
				expect([how, world.store.street(id), (await world.sale(number))?.state]).toEqual([how, 'Calle 2', 'synced']);
				expect([how, world.store.mugs()]).toEqual([how, PIECES - at - 1]);
			}
		});
	});
}
