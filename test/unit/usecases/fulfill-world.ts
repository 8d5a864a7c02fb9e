import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '../../../src/database';
import { accountKey } from '../../../src/domain/account';
import { orderId, subscriptionId, type OrderRef } from '../../../src/domain/ids';
import type { OrderShipments } from '../../../src/domain/order-shipments';
import type { Database, FulfillmentRow, Sale } from '../../../src/ports/database';
import { cancelFulfillment, releaseFulfillment } from '../../../src/usecases/fulfill/cancel-release';
import type { FulfillDeps, FulfillSettings, OrderToSend, SendOutcome } from '../../../src/usecases/fulfill/deps';
import { previewOrders, sendOrders } from '../../../src/usecases/fulfill/send-orders';
import { createProductMemory } from '../../../src/usecases/fulfill/product-memory';
import { createSkuMemory } from '../../../src/usecases/fulfill/sku-memory';
import { fulfillmentUpdates, type FulfillmentUpdate } from '../../../src/usecases/fulfill/updates';
import { confirmShipments, type ShipOutcome, type ShipSettings } from '../../../src/usecases/ship/confirm-shipments';
import { MemoryShop, SHOP, type ShopOrderWish } from '../../fixtures/memory-platform/memory-shop';
import { MemoryWarehouse, WAREHOUSE } from '../../fixtures/memory-platform/memory-warehouse';
import { MortalProcess } from '../../fixtures/memory-platform/mortal-process';
import { START } from '../../fixtures/memory-platform/orders';
import { VirtualClock } from '../../fixtures/memory-platform/virtual-clock';
import { USUAL_SENDING } from '../../fixtures/send-settings';

const SETTINGS: FulfillSettings = {
	...USUAL_SENDING,
	speeds: [
		{ method: 'Express', speed: 'priority' },
		{ method: 'flat_rate:3', speed: 'expedited' },
	],
	blankBox: true,
};

const SHIP: ShipSettings = { notifyGuests: true, notifyCustomers: false, completeWhenShipped: true };

/** A shop, Amazon's warehouse, a database and processes that may die. */
export class FulfillWorld {
	readonly shop: MemoryShop;
	readonly amazon: MemoryWarehouse;
	/** What the warehouse's own carrier knows, by number, and what it was asked for. */
	readonly whereabouts = new Map<string, { readonly deliveredAt?: string }>();
	readonly asked: string[] = [];
	private names = 0;

	private constructor(
		private readonly folder: string,
		readonly database: Database,
		readonly clock: VirtualClock,
		private readonly dead: Set<string>,
	) {
		this.shop = new MemoryShop(clock);
		this.amazon = new MemoryWarehouse(clock);
		this.amazon.skus.add('TEE').add('CAP');
	}

	static async open(): Promise<FulfillWorld> {
		const folder = mkdtempSync(join(tmpdir(), 'storebridge-'));
		const clock = new VirtualClock(START);
		const dead = new Set<string>();
		const database = await openSqlite({ file: join(folder, 'now.sqlite'), clock, isGone: (owner) => dead.has(owner) });
		return new FulfillWorld(folder, database, clock, dead);
	}

	async close(): Promise<void> {
		await this.database.close();
		rmSync(this.folder, { recursive: true });
	}

	process(diesAt?: number): MortalProcess {
		this.names += 1;
		return new MortalProcess(`p${this.names}`, diesAt);
	}

	deps(process = this.process()): FulfillDeps {
		const inventory = process.guard(this.amazon.inventory, 'inventory');
		return {
			service: process.guard(this.amazon.service, 'amazon'),
			skus: createSkuMemory(new Map(), inventory, this.clock),
			products: createProductMemory(new Map(), process.guard(this.shop.catalog, 'catalog'), this.clock),
			source: process.guard(this.shop.source, 'shop'),
			sink: process.guard(this.shop.sink, 'sink'),
			whereIs: async (number) => {
				this.asked.push(number);
				return await Promise.resolve(this.whereabouts.get(number));
			},
			database: process.guard(this.database, 'database'),
			clock: process.guard(this.clock, 'clock'),
			owner: process.owner,
		};
	}

	/** One run of the node on orders of the shop, as the trigger gave them. Throws ProcessDied. */
	async send(
		wishes: readonly ShopOrderWish[],
		settings: Partial<FulfillSettings> = {},
		process = this.process(),
	): Promise<readonly SendOutcome[]> {
		try {
			return await this.clock.run(this.work(wishes, settings, process));
		} finally {
			if (process.isDead) this.dead.add(process.owner);
		}
	}

	/** The same, without letting time pass for it. */
	async work(
		wishes: readonly ShopOrderWish[],
		settings: Partial<FulfillSettings> = {},
		process = this.process(),
	): Promise<readonly SendOutcome[]> {
		return await sendOrders(
			this.deps(process),
			{ ...SETTINGS, ...settings },
			wishes.map((wish) => this.item(wish)),
		);
	}

	async preview(wishes: readonly ShopOrderWish[]): Promise<readonly SendOutcome[]> {
		return await this.clock.run(
			previewOrders(
				this.deps(),
				SETTINGS,
				wishes.map((wish) => this.item(wish)),
			),
		);
	}

	async updates(process = this.process()): Promise<readonly FulfillmentUpdate[]> {
		try {
			return (await this.clock.run(fulfillmentUpdates(this.deps(process)))).updates;
		} finally {
			if (process.isDead) this.dead.add(process.owner);
		}
	}

	/** One Get Updates. */
	async everything() {
		return await this.clock.run(fulfillmentUpdates(this.deps()));
	}

	async confirm(
		items: readonly OrderShipments[],
		settings: Partial<ShipSettings> = {},
		process = this.process(),
	): Promise<readonly ShipOutcome[]> {
		try {
			return await this.clock.run(confirmShipments(this.deps(process), { ...SHIP, ...settings }, items));
		} finally {
			if (process.isDead) this.dead.add(process.owner);
		}
	}

	/** The same, without letting time pass for it. */
	async confirmNow(items: readonly OrderShipments[]): Promise<readonly ShipOutcome[]> {
		return await confirmShipments(this.deps(), SHIP, items);
	}

	async cancel(id: string) {
		return (await this.clock.run(cancelFulfillment(this.deps(), [orderId(id)])))[0];
	}

	async release(id: string) {
		return (await this.clock.run(releaseFulfillment(this.deps(), [orderId(id)])))[0];
	}

	async sale(id: string): Promise<Sale | undefined> {
		return (await this.database.sales.get({ source: accountKey(SHOP), target: accountKey(WAREHOUSE) }, [orderId(id)])).get(orderId(id));
	}

	/** What the database knows of the sendings of an order. */
	async sendings(id: string): Promise<readonly FulfillmentRow[]> {
		return await this.database.fulfillments.ofOrder(accountKey(WAREHOUSE), this.ref(id));
	}

	ref(id: string): OrderRef {
		return { account: accountKey(SHOP), id: orderId(id) };
	}

	async retry(id: string): Promise<void> {
		await this.database.sales.retry(accountKey(SHOP), [orderId(id)], this.clock.now());
	}

	/** The same items again, whenever something is due, until nothing waits any more. */
	async untilSettled(wishes: readonly ShopOrderWish[]): Promise<readonly SendOutcome[]> {
		for (let attempt = 0; attempt < 20; attempt += 1) {
			const outcomes = await this.send(wishes);
			const sales = await Promise.all(wishes.map(async ({ id }) => await this.sale(id)));
			if (sales.every((sale) => sale !== undefined && sale.state !== 'pending')) return outcomes;
			await this.clock.pass(60_000);
		}
		throw new Error('It never settled');
	}

	private item(wish: ShopOrderWish): OrderToSend {
		const stored = this.shop.orders.get(wish.id) ?? this.shop.put(wish);
		return { order: stored.order, subscription: subscriptionId('workflow', 'trigger') };
	}
}
