import { startSandbox, type Sandbox } from '../../sandbox';
import type { OrderRecord } from '../../sandbox/woocommerce/store/records';
import { openSqlite } from '../../src/database';
import { accountKey } from '../../src/domain/account';
import { orderId } from '../../src/domain/ids';
import { createAmazon } from '../../src/platforms/amazon';
import type { Clock } from '../../src/ports/clock';
import type { Database } from '../../src/ports/database';
import type { WooCommerce } from '../../src/platforms/woocommerce';
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
import { startStore, type StoreUnderTest } from '../platforms/woocommerce/store-under-test';

const SHIP = { notifyGuests: true, notifyCustomers: true, completeWhenShipped: true };
const MUG = { name: 'Mug', sku: 'MUG', regular_price: '12.90', manage_stock: true, stock_quantity: 50 };

type Mail = { readonly to: readonly string[]; readonly text: string; readonly audience?: string };

/** A WooCommerce store and Amazon's warehouse, and one memory or two that know nothing of each other. */
class World {
	readonly mails: Mail[] = [];
	private readonly open: Database[] = [];

	private constructor(
		readonly shop: StoreUnderTest,
		readonly sandbox: Sandbox,
		mails: Mail[],
	) {
		this.mails = mails;
	}

	static async start(settings: NonNullable<Parameters<typeof startStore>[0]>['settings'] = {}): Promise<World> {
		const mails: Mail[] = [];
		const shop = await startStore({ settings, mailer: { deliver: (mail) => void mails.push(mail as unknown as Mail) }, products: [MUG] });
		const sandbox = await startSandbox({ clock: 'virtual' });
		await sandbox.amazon.control('fba/stock', { sellerSku: 'MUG', fulfillable: 50 });
		return new World(shop, sandbox, mails);
	}

	async close(): Promise<void> {
		for (const database of this.open) await database.close();
		await this.sandbox.stop();
		await this.shop.close();
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
		const store: WooCommerce = this.shop.connect();
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

	place(name: string): OrderRecord {
		return this.shop.standIn.placeStorefrontOrder({
			lines: [{ sku: 'MUG', quantity: 1 }],
			billing: {
				first_name: name,
				last_name: 'Buyer',
				address_1: 'Weg 1',
				city: 'Berlin',
				postcode: '10115',
				country: 'DE',
				email: `${name.toLowerCase()}@shop.example`,
				phone: '+4930',
			},
		});
	}

	async send(deps: FulfillDeps, { id }: Pick<OrderRecord, 'id'>): Promise<SendOutcome | undefined> {
		const stored = await deps.source.get(String(id));
		return stored === undefined ? undefined : (await sendOrders(deps, USUAL_SENDING, [{ order: stored.order }]))[0];
	}

	async track(deps: FulfillDeps): Promise<readonly ShipOutcome[]> {
		return await confirmShipments(deps, SHIP, (await fulfillmentUpdates(deps)).updates);
	}

	async ship(id: string, trackingNumber: string): Promise<void> {
		this.sandbox.clock.advance(60_000);
		await this.sandbox.amazon.control('mcf/ship', { id, carrierCode: 'DPD', trackingNumber });
	}

	/** All that the customer of an order sees or was told. */
	shown(id: number): string {
		const { standIn } = this.shop;
		return JSON.stringify([standIn.act('viewOrder', { id }), standIn.records.orders.get(id)?.notes, standIn.order(id)]);
	}
}

const idOf = (outcome: SendOutcome | undefined): string => outcome?.fulfillment?.id ?? '';

describe.each([
	['fulfillments', { fulfillments: true }],
	['shipment tracking', { shipmentTracking: 'official' }],
	['notes', {}],
] as const)('a store that shows parcels by %s', (_way, settings) => {
	let world: World;
	beforeEach(async () => {
		world = await World.start(settings);
	});
	afterEach(async () => {
		await world.close();
	});

	it('restored from a backup: the order that gets the id is sent under its own, and sees nothing of the other', async () => {
		const deps = await world.memory();
		const backup = world.shop.standIn.dump();
		const lost = world.place('Ada');
		const first = await world.send(deps, lost);
		world.shop.standIn.load(backup);
		const other = world.place('Bo');
		expect(other.id).toBe(lost.id);
		const second = await world.send(deps, other);
		expect([first, second]).toMatchObject([{ action: 'sent' }, { action: 'sent' }]);
		expect(idOf(first)).not.toBe(idOf(second));
		expect(JSON.stringify([first, second])).not.toContain('wc_order_');
		await world.ship(idOf(first), 'LOST111');
		await world.ship(idOf(second), 'OTHER222');
		world.mails.length = 0;
		const told = await world.track(deps);
		expect(told).toMatchObject([
			{ kind: 'attention', reason: { code: 'shipmentOrderGone' } },
			{ kind: 'confirmed', action: 'written', completed: true },
		]);
		expect([world.shown(other.id).includes('OTHER222'), world.shown(other.id).includes('LOST111')]).toEqual([true, false]);
		const toBuyers = world.mails.filter(({ audience }) => audience === 'buyer');
		expect(toBuyers.flatMap(({ to }) => to)).not.toContain('ada@shop.example');
		expect(JSON.stringify(toBuyers)).not.toContain('LOST111');
		const rows = await deps.database.sales.list({ account: accountKey(deps.source.account), limit: 10 });
		expect(rows.map(({ targetOrderId, state, reason }) => [targetOrderId, state, reason?.code])).toEqual([
			[idOf(second), 'synced', undefined],
			[idOf(first), 'error', 'shipmentOrderGone'],
		]);
		expect((await fulfillmentUpdates(deps)).updates).toEqual([]);
	});

	it('restored from a backup: nobody cancels the order of one for the other', async () => {
		const deps = await world.memory();
		const backup = world.shop.standIn.dump();
		const lost = world.place('Ada');
		await world.send(deps, lost);
		world.shop.standIn.load(backup);
		const other = world.place('Bo');
		expect(await cancelFulfillment(deps, [orderId(String(other.id))])).toMatchObject([{ action: 'skipped' }]);
		const second = await world.send(deps, other);
		world.sandbox.clock.advance(60_000);
		await world.sandbox.amazon.control('mcf/progress', {});
		expect(await cancelFulfillment(deps, [orderId(String(other.id))])).toMatchObject([{ action: 'cancelled', ids: [idOf(second)] }]);
		expect((await deps.service.get(idOf(second)))?.status).toBe('cancelled');
	});

	it('and two memories: one order at Amazon, one parcel, one mail', async () => {
		const [one, two] = [await world.memory(), await world.memory()];
		const order = world.place('Ada');
		const sent = await Promise.all([world.send(one, order), world.send(two, order)]);
		expect(new Set(sent.map(idOf)).size).toBe(1);
		expect(await world.sandbox.amazon.control('mcf/orders', {})).toHaveLength(1);
		await world.ship(idOf(sent[0]), 'ONCE333');
		world.mails.length = 0;
		await Promise.all([world.track(one), world.track(two)]);
		for (let again = 0; again < 3; again += 1) {
			world.sandbox.clock.advance(5 * 60_000);
			for (const deps of [one, two]) await world.track(deps);
		}
		for (const deps of [one, two]) expect((await fulfillmentUpdates(deps)).updates).toEqual([]);
		expect(world.mails.filter(({ audience, text }) => audience === 'buyer' && text.includes('ONCE333'))).toHaveLength(1);
		const parcels = [...world.shop.standIn.records.fulfillments.values()].filter(({ orderId: of }) => of === order.id);
		expect(parcels.length).toBeLessThanOrEqual(1);
		const notes = (world.shop.standIn.records.orders.get(order.id)?.notes ?? []).filter(({ note }) => note.includes('ONCE333'));
		expect(notes.length).toBeLessThanOrEqual(1);
	});
});
