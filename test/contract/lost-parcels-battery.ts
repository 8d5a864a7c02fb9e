import { startSandbox, type Sandbox } from '../../sandbox';
import { openSqlite } from '../../src/database';
import { accountKey } from '../../src/domain/account';
import { orderId } from '../../src/domain/ids';
import { createAmazon } from '../../src/platforms/amazon';
import type { Clock } from '../../src/ports/clock';
import type { Database } from '../../src/ports/database';
import { cancelFulfillment } from '../../src/usecases/fulfill/cancel-release';
import type { FulfillDeps, SendOutcome } from '../../src/usecases/fulfill/deps';
import { sendOrders } from '../../src/usecases/fulfill/send-orders';
import { createProductMemory } from '../../src/usecases/fulfill/product-memory';
import { createSkuMemory } from '../../src/usecases/fulfill/sku-memory';
import { fulfillmentUpdates } from '../../src/usecases/fulfill/updates';
import { confirmShipments, type ShipOutcome } from '../../src/usecases/ship/confirm-shipments';
import { USUAL_SENDING } from '../fixtures/send-settings';
import { connectionTo } from '../platforms/amazon/connections';
import { MemoryBuckets } from '../platforms/amazon/memory-buckets';
import type { ParcelStore, ParcelStoreStart } from './stores/parcels';

const SHIP = { notifyGuests: true, notifyCustomers: true, completeWhenShipped: true };

/** A store and Amazon's warehouse, and one memory or two that know nothing of each other. */
class World {
	private readonly open: Database[] = [];

	private constructor(
		readonly store: ParcelStore,
		readonly sandbox: Sandbox,
	) {}

	static async start(start: ParcelStoreStart): Promise<World> {
		const store = await start();
		const sandbox = await startSandbox({ clock: 'virtual' });
		await sandbox.amazon.control('fba/stock', { sellerSku: 'MUG', fulfillable: 50 });
		return new World(store, sandbox);
	}

	async close(): Promise<void> {
		for (const database of this.open) await database.close();
		await this.sandbox.stop();
		await this.store.close();
	}

	/** What one n8n works with. */
	async memory(): Promise<FulfillDeps> {
		const clock: Clock = {
			now: () => this.sandbox.clock.now(),
			sleep: async (ms) => {
				this.sandbox.clock.advance(ms);
				await Promise.resolve();
			},
		};
		const [credentials] = this.sandbox.amazonCredentials();
		const { region = 'eu', clientId = '', clientSecret = '', refreshToken = '', sellerId = '' } = credentials ?? {};
		const connection = connectionTo(this.sandbox.urls.amazon ?? '', { region, clientId, clientSecret, refreshToken, sellerId });
		const amazon = createAmazon(connection, { clock, buckets: new MemoryBuckets(clock), budgetMs: 60_000 });
		const store = this.store.connect();
		const database = await openSqlite({ file: ':memory:', clock, isGone: () => false });
		this.open.push(database);
		return {
			service: amazon.fulfillment('2020-07-01'),
			skus: createSkuMemory(new Map(), amazon.inventory, clock),
			products: createProductMemory(new Map(), store.catalog, clock),
			source: store.storeOrders,
			sink: store.shipmentSink,
			database,
			clock,
			owner: `host|${this.open.length}|1|x`,
		};
	}

	async send(deps: FulfillDeps, { id }: { readonly id: string }): Promise<SendOutcome | undefined> {
		const settings = { ...USUAL_SENDING, readyStatuses: [this.store.readyStatus] };
		const stored = await deps.source.get(id);
		return stored === undefined ? undefined : (await sendOrders(deps, settings, [{ order: stored.order }]))[0];
	}

	async track(deps: FulfillDeps): Promise<readonly ShipOutcome[]> {
		return await confirmShipments(deps, SHIP, (await fulfillmentUpdates(deps)).updates);
	}

	async ship(id: string, trackingNumber: string): Promise<void> {
		this.pass(60_000);
		await this.sandbox.amazon.control('mcf/ship', { id, carrierCode: 'DPD', trackingNumber });
	}

	pass(ms: number): void {
		this.sandbox.clock.advance(ms);
		this.store.advance(ms);
	}
}

const idOf = (outcome: SendOutcome | undefined): string => outcome?.fulfillment?.id ?? '';

/** What becomes of parcels whose order in the store is lost, or that two tell of. */
export function lostParcelsBattery(name: string, start: ParcelStoreStart): void {
	describe(`${name}: a store whose orders Amazon sends`, () => {
		let world: World;
		beforeEach(async () => {
			world = await World.start(start);
		});
		afterEach(async () => {
			await world.close();
		});

		it('loses an order: the one that comes in its place is sent under its own, and sees nothing of the other', async () => {
			const deps = await world.memory();
			const lose = world.store.backup();
			const lost = world.store.place('Ada');
			const first = await world.send(deps, lost);
			lose(lost.id);
			const other = world.store.place('Bo');
			expect(other.id === lost.id).toBe(world.store.givesIdsTwice);
			const second = await world.send(deps, other);
			expect([first, second]).toMatchObject([{ action: 'sent' }, { action: 'sent' }]);
			expect(idOf(first)).not.toBe(idOf(second));
			expect(JSON.stringify([first, second])).not.toContain('wc_order_');
			await world.ship(idOf(first), 'LOST111');
			await world.ship(idOf(second), 'OTHER222');
			world.store.newMails();
			const told = await world.track(deps);
			expect(told).toMatchObject([
				{ kind: 'attention', reason: { code: 'shipmentOrderGone' } },
				{ kind: 'confirmed', action: 'written', completed: deps.sink.completesUnasked },
			]);
			expect([world.store.shown(other.id).includes('OTHER222'), world.store.shown(other.id).includes('LOST111')]).toEqual([true, false]);
			const toBuyers = world.store.newMails();
			expect(toBuyers.flatMap(({ to }) => to)).not.toContain('ada@shop.example');
			expect(JSON.stringify(toBuyers)).not.toContain('LOST111');
			const rows = await deps.database.sales.list({ account: accountKey(deps.source.account), limit: 10 });
			expect(rows.map(({ targetOrderId, state, reason }) => [targetOrderId, state, reason?.code])).toEqual([
				[idOf(second), 'synced', undefined],
				[idOf(first), 'error', 'shipmentOrderGone'],
			]);
			expect((await fulfillmentUpdates(deps)).updates).toEqual([]);
		});

		it('loses an order: nobody cancels the order of one for the other', async () => {
			const deps = await world.memory();
			const lose = world.store.backup();
			const lost = world.store.place('Ada');
			await world.send(deps, lost);
			lose(lost.id);
			const other = world.store.place('Bo');
			expect(await cancelFulfillment(deps, [orderId(other.id)])).toMatchObject([{ action: 'skipped' }]);
			const second = await world.send(deps, other);
			world.pass(60_000);
			await world.sandbox.amazon.control('mcf/progress', {});
			expect(await cancelFulfillment(deps, [orderId(other.id)])).toMatchObject([{ action: 'cancelled', ids: [idOf(second)] }]);
			expect((await deps.service.get(idOf(second)))?.status).toBe('cancelled');
		});

		it('and is told by two memories: one order at Amazon, one parcel, one mail', async () => {
			const [one, two] = [await world.memory(), await world.memory()];
			const order = world.store.place('Ada');
			const sent = await Promise.all([world.send(one, order), world.send(two, order)]);
			expect(new Set(sent.map(idOf)).size).toBe(1);
			expect(await world.sandbox.amazon.control('mcf/orders', {})).toHaveLength(1);
			await world.ship(idOf(sent[0]), 'ONCE333');
			world.store.newMails();
			await Promise.all([world.track(one), world.track(two)]);
			for (let again = 0; again < 3; again += 1) {
				world.pass(5 * 60_000);
				for (const deps of [one, two]) await world.track(deps);
			}
			for (const deps of [one, two]) expect((await fulfillmentUpdates(deps)).updates).toEqual([]);
			expect(world.store.newMails().filter(({ text }) => text.includes('ONCE333'))).toHaveLength(1);
			expect(world.store.parcels(order.id)).toBeLessThanOrEqual(1);
			expect(world.store.notes(order.id).filter((note) => note.includes('ONCE333')).length).toBeLessThanOrEqual(1);
		});
	});
}
