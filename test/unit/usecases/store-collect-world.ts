import { openSqlite } from '../../../src/database';
import type { Account } from '../../../src/domain/account';
import { PlatformError } from '../../../src/domain/platform-error';
import type { StoreEvent } from '../../../src/domain/store-order-events';
import type { Database } from '../../../src/ports/database';
import type { StoreOrder, StoreOrderPage, StoreOrderSource } from '../../../src/ports/store-orders';
import { collectStoreOrders } from '../../../src/usecases/store-collect/collect-store-orders';
import { handOutStoreOrders, type StoreDelivery, type StoreHandedOut } from '../../../src/usecases/store-collect/hand-out-store-orders';
import { receiveStoreOrder } from '../../../src/usecases/store-collect/receive-store-order';
import type { StoreTriggerSettings } from '../../../src/usecases/store-collect/settings';
import { MortalProcess } from '../../fixtures/memory-platform/mortal-process';
import { order as plainOrder, START } from '../../fixtures/memory-platform/orders';
import { VirtualClock } from '../../fixtures/memory-platform/virtual-clock';

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;
export const SHOP: Account = { platform: 'woocommerce', id: 'shop.example' };
export const ALL: StoreTriggerSettings = { events: ['paid', 'shipped', 'cancelled', 'refunded', 'changed'], shippedStatuses: [] };
export const PAID: StoreTriggerSettings = { events: ['paid'], shippedStatuses: [] };

export interface ShopOrder {
	readonly id: string;
	purchasedAt: string;
	status: string;
	paidAt?: string;
	completedAt?: string;
	parcels: number;
	refunded: number;
	city: string;
	origin: 'woocommerce' | 'amazon';
	changedAt: string;
}

const PAGE = 3;

/** A store as far as readers see it: times in whole seconds, pages by time of change, as WooCommerce has them. */
export class MemoryShop implements StoreOrderSource {
	readonly account = SHOP;
	readonly orders = new Map<string, ShopOrder>();
	down = false;
	reads = 0;

	constructor(private readonly clock: VirtualClock) {}

	second(): string {
		return new Date(Math.floor(this.clock.now() / 1000) * 1000).toISOString();
	}

	place(id: string, wish: Partial<ShopOrder> = {}): void {
		const at = this.second();
		this.orders.set(id, {
			id,
			purchasedAt: at,
			status: 'pending',
			parcels: 0,
			refunded: 0,
			city: 'Kiel',
			origin: 'woocommerce',
			changedAt: at,
			...wish,
		});
	}

	change(id: string, change: Partial<ShopOrder>): void {
		const order = this.orders.get(id);
		if (order === undefined) throw new Error(`The shop has no order ${id}`);
		Object.assign(order, change, { changedAt: this.second() });
	}

	pay(id: string): void {
		this.change(id, { status: 'processing', paidAt: this.second() });
	}

	async changedSince(since: string, page = 1): Promise<StoreOrderPage> {
		await this.answer();
		const found = [...this.orders.values()]
			.filter(({ changedAt, status }) => changedAt >= since && status !== 'trash')
			.sort((a, b) => a.changedAt.localeCompare(b.changedAt) || a.id.localeCompare(b.id));
		const orders = found.slice((page - 1) * PAGE, page * PAGE).map((one) => this.show(one));
		return { orders, ...(found.length > page * PAGE ? { nextPage: page + 1 } : {}) };
	}

	async get(id: string): Promise<StoreOrder | undefined> {
		await this.answer();
		const order = this.orders.get(id);
		return order === undefined ? undefined : this.show(order);
	}

	async statuses(): Promise<readonly { readonly id: string; readonly name: string }[]> {
		return await Promise.resolve([]);
	}

	async now(): Promise<string> {
		await this.answer();
		return this.second();
	}

	private async answer(): Promise<void> {
		this.reads += 1;
		await Promise.resolve();
		if (this.down) throw new PlatformError('The store is down', { platform: 'woocommerce', kind: 'unreachable', operation: 'GET orders' });
	}

	private show(one: ShopOrder): StoreOrder {
		const { paidAt: _paid, ...base } = plainOrder({ id: one.id });
		const left = one.parcels > 0 || one.status === 'completed';
		const closed =
			one.status === 'cancelled' || one.status === 'trash'
				? 'cancelled'
				: one.status === 'refunded'
					? 'refunded'
					: left
						? 'shipped'
						: 'unshipped';
		return {
			order: {
				...base,
				platform: 'woocommerce',
				account: SHOP,
				origin: one.origin,
				status: closed,
				purchasedAt: one.purchasedAt,
				updatedAt: one.changedAt,
				...(one.paidAt === undefined ? {} : { paidAt: one.paidAt }),
				shipping: { city: one.city, country: 'DE' },
				packages: Array.from({ length: one.parcels }, (_, index) => ({ id: `p${index}`, lines: [] })),
			},
			storeStatus: one.status,
			localPickup: false,
			fulfilled: new Map(),
			shipped: left,
			refunded: { amount: String(one.refunded), currency: 'EUR' },
			...(one.completedAt === undefined ? {} : { completedAt: one.completedAt }),
			changedAt: one.changedAt,
		};
	}
}

/** A shop, a database and triggers of it, in processes that may die. */
export class StoreCollectWorld {
	readonly clock = new VirtualClock(START);
	readonly shop = new MemoryShop(this.clock);
	/** `order event` of every delivery whose run ended well, by subscription. */
	readonly ended = new Map<string, string[]>();
	private readonly dead = new Set<string>();
	private names = 0;

	private constructor(readonly database: Database) {}

	static async open(): Promise<StoreCollectWorld> {
		const holder: { world?: StoreCollectWorld } = {};
		const database = await openSqlite({ file: ':memory:', isGone: (owner) => holder.world?.dead.has(owner) === true });
		holder.world = new StoreCollectWorld(database);
		return holder.world;
	}

	async poll(subscription: string, settings: StoreTriggerSettings = ALL, diesAt?: number): Promise<StoreHandedOut> {
		return await this.inProcess(diesAt, async (deps) => {
			const { stopped } = await collectStoreOrders(deps, subscription, settings);
			const handed = await handOutStoreOrders(deps, subscription, 200);
			return { ...handed, ...(stopped === undefined ? {} : { stopped }) };
		});
	}

	async webhook(subscription: string, orderId: string, diesAt?: number): Promise<StoreHandedOut> {
		return await this.inProcess(diesAt, async (deps) => await receiveStoreOrder(deps, subscription, orderId));
	}

	/** Several deliveries at the same moment. */
	async webhooks(subscription: string, orderIds: readonly string[]): Promise<readonly StoreHandedOut[]> {
		return await this.clock.run(
			Promise.all(orderIds.map(async (id) => await receiveStoreOrder(this.deps(new MortalProcess(this.name())), subscription, id))),
		);
	}

	/** The execution that n8n starts with what was given out; it ends well. */
	async execute(subscription: string, deliveries: readonly StoreDelivery[]): Promise<readonly string[]> {
		const stamps = deliveries.map(({ stamp }) => stamp);
		const begun = await this.database.inbox.start(stamps, this.name(), 10 * MINUTE, this.clock.now());
		const ours = deliveries.filter((_, index) => begun[index] === true);
		await this.database.inbox.end(
			ours.map(({ stamp }) => stamp),
			this.clock.now(),
		);
		const told = ours.map(({ order, event }) => `${order.id} ${event}`);
		this.ended.set(subscription, [...this.told(subscription), ...told]);
		return told;
	}

	async pollAndRun(subscription: string, settings: StoreTriggerSettings = ALL): Promise<readonly string[]> {
		return await this.execute(subscription, (await this.poll(subscription, settings)).deliveries);
	}

	async webhookAndRun(subscription: string, orderId: string): Promise<readonly string[]> {
		return await this.execute(subscription, (await this.webhook(subscription, orderId)).deliveries);
	}

	told(subscription: string, event?: StoreEvent): readonly string[] {
		return (this.ended.get(subscription) ?? []).filter((text) => event === undefined || text.endsWith(` ${event}`));
	}

	private name(): string {
		this.names += 1;
		return `p${this.names}`;
	}

	private deps(process: MortalProcess) {
		return {
			source: process.guard<StoreOrderSource>(this.shop, 'shop'),
			database: process.guard(this.database, 'database'),
			clock: process.guard(this.clock, 'clock'),
			owner: process.owner,
		};
	}

	private async inProcess<T>(diesAt: number | undefined, work: (deps: ReturnType<StoreCollectWorld['deps']>) => Promise<T>): Promise<T> {
		const process = new MortalProcess(this.name(), diesAt);
		try {
			return await this.clock.run(work(this.deps(process)));
		} finally {
			if (process.isDead) this.dead.add(process.owner);
		}
	}
}
