import type { Account } from '../../../../src/domain/account';
import type { SubscriptionId } from '../../../../src/domain/ids';
import type { ParcelStatus } from '../../../../src/domain/shipment';
import { PlatformError } from '../../../../src/domain/platform-error';
import type { StoreOrder, StoreOrderPage, StoreOrderSource } from '../../../../src/ports/store-orders';
import { storeOrders, type Delivery, type HandedOut, type StoreSettings, type TriggerKind } from '../../../../src/usecases/trigger';
import type { MortalProcess } from '../../../fixtures/memory-platform/mortal-process';
import { order as plainOrder, START } from '../../../fixtures/memory-platform/orders';
import { VirtualClock } from '../../../fixtures/memory-platform/virtual-clock';
import { TriggerWorld } from './trigger-world';

export const SHOP: Account = { platform: 'memory', id: 'shop-1' };
export const ALL: StoreSettings = { events: ['paid', 'shipped', 'cancelled', 'refunded', 'changed'], shippedStatuses: [] };
export const PAID: StoreSettings = { events: ['paid'], shippedStatuses: [] };

export interface ShopOrder {
	readonly id: string;
	/** What another order that gets the id later does not share. */
	key?: string;
	purchasedAt: string;
	status: string;
	paidAt?: string;
	completedAt?: string;
	/** When the first parcel left; the store does not tell. */
	leftAt?: string;
	parcels: number;
	/** Of each parcel. */
	phase?: ParcelStatus;
	number?: string;
	refunded: number;
	city: string;
	/** Where it was bought. */
	origin: 'memory' | 'elsewhere';
	changedAt: string;
}

const PAGE = 3;

/** A store as far as readers see it: times in whole seconds, pages by time of change, and a word of its own for what has been sent. */
export class MemoryShop implements StoreOrderSource {
	readonly toShipStatus = 'paid';
	readonly account = SHOP;
	readonly orders = new Map<string, ShopOrder>();
	downUntil = 0;
	/** How far its clock is ahead. */
	aheadMs = 0;
	/** Orders that it does not show by themselves, and why. */
	readonly failing = new Map<string, PlatformError>();
	/** How long each of its answers takes. */
	msPerAnswer = 0;
	reads = 0;

	constructor(private readonly clock: VirtualClock) {}

	second(): string {
		return new Date(Math.floor((this.clock.now() + this.aheadMs) / 1000) * 1000).toISOString();
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
			origin: 'memory',
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
		this.change(id, { status: 'paid', paidAt: this.second() });
	}

	ship(id: string): void {
		this.change(id, { parcels: 1, leftAt: this.orders.get(id)?.leftAt ?? this.second() });
	}

	/** Pages follow the time of the last order; only a page of one single second is counted on. */
	async changedSince(since: string, token = `${since} 1`): Promise<StoreOrderPage> {
		await this.answer();
		const [from = since, number] = token.split(' ');
		const page = Number(number);
		const found = [...this.orders.values()]
			.filter(({ changedAt, status }) => changedAt >= from && status !== 'trash')
			.sort((a, b) => a.changedAt.localeCompare(b.changedAt) || a.id.localeCompare(b.id));
		const shown = found.slice((page - 1) * PAGE, page * PAGE);
		const last = shown.at(-1)?.changedAt ?? from;
		const next = last > from ? `${last} 1` : `${from} ${page + 1}`;
		return { orders: shown.map((one) => this.show(one)), unreadable: [], ...(found.length > page * PAGE ? { nextPage: next } : {}) };
	}

	async get(id: string): Promise<StoreOrder | undefined> {
		await this.answer();
		const fault = this.failing.get(id);
		if (fault !== undefined) throw fault;
		const order = this.orders.get(id);
		return order === undefined ? undefined : this.show(order);
	}

	async newest(since: string, fits: (order: StoreOrder) => boolean): Promise<StoreOrder | undefined> {
		await this.answer();
		return [...this.orders.values()]
			.filter(({ changedAt }) => changedAt >= since)
			.toSorted((a, b) => b.changedAt.localeCompare(a.changedAt))
			.map((one) => this.show(one))
			.find(fits);
	}

	async statuses(): Promise<readonly { readonly id: string; readonly name: string }[]> {
		return await Promise.resolve(['pending', 'paid', 'sent', 'cancelled', 'refunded', 'failed'].map((id) => ({ id, name: id })));
	}

	async now(): Promise<string> {
		await this.answer();
		return this.second();
	}

	private async answer(): Promise<void> {
		this.reads += 1;
		await this.clock.pass(this.msPerAnswer);
		if (this.clock.now() < this.downUntil)
			throw new PlatformError('The store is down', { platform: 'memory', kind: 'unreachable', operation: 'GET orders' });
	}

	private show(one: ShopOrder): StoreOrder {
		const { paidAt: _paid, ...base } = plainOrder({ id: one.id });
		const left = one.parcels > 0 || one.status === 'sent';
		const status =
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
				...(one.key === undefined ? {} : { key: one.key }),
				platform: 'memory',
				account: SHOP,
				origin: one.origin,
				status,
				purchasedAt: one.purchasedAt,
				updatedAt: one.changedAt,
				...(one.paidAt === undefined ? {} : { paidAt: one.paidAt }),
				shipping: { city: one.city, country: 'DE' },
				packages: Array.from({ length: one.parcels }, (_, index) => ({
					id: `p${index}`,
					...(one.phase === undefined ? {} : { phase: one.phase }),
					...(one.number === undefined ? {} : { trackingNumber: one.number }),
					lines: [],
				})),
			},
			storeStatus: one.status,
			renewal: false,
			doubts: [],
			statusBesidesShipping: one.status === 'sent' ? 'paid' : one.status,
			closed: ['sent', 'cancelled', 'refunded', 'failed', 'trash'].includes(one.status),
			localPickup: false,
			fulfilled: new Map(),
			shipped: left,
			trackingNoted: one.parcels > 0,
			refunded: { amount: String(one.refunded), currency: 'EUR' },
			...(one.completedAt === undefined ? {} : { completedAt: one.completedAt }),
			changedAt: one.changedAt,
		};
	}
}

/** A shop that calls and is polled. */
export class StoreWorld extends TriggerWorld<StoreOrder, StoreSettings> {
	readonly wants = ALL;
	readonly platformAccount = SHOP;
	readonly shop: MemoryShop;

	constructor() {
		const clock = new VirtualClock(START);
		super(clock);
		this.shop = new MemoryShop(clock);
	}

	buy(id: string): void {
		this.shop.place(id);
		this.shop.pay(id);
	}

	change(id: string): void {
		this.shop.change(id, { city: `${this.shop.orders.get(id)?.city ?? ''}x` });
	}

	forget(id: string): void {
		this.shop.orders.delete(id);
	}

	takeDown(untilMs: number): void {
		this.shop.downUntil = untilMs;
	}

	/** Payments and parcels. */
	owedSince(since: string): readonly string[] {
		return [...this.shop.orders.values()].flatMap(({ id, paidAt, leftAt }) => [
			...(paidAt !== undefined && paidAt >= since ? [`${id} paid`] : []),
			...(leftAt !== undefined && leftAt >= since ? [`${id} shipped`] : []),
		]);
	}

	happensOnce(told: string): boolean {
		return / (paid|shipped)$/.test(told);
	}

	/** Several calls at the same moment. */
	async calls(subscription: SubscriptionId, ids: readonly string[]): Promise<readonly HandedOut[]> {
		return await this.clock.run(Promise.all(ids.map(async (id) => await this.callWork(subscription, id))));
	}

	async callAndRun(subscription: SubscriptionId, id: string): Promise<readonly Delivery[]> {
		return await this.execute(subscription, (await this.call(subscription, id)).deliveries);
	}

	protected told({ order: { id }, event }: Delivery): string {
		return `${id} ${event}`;
	}

	protected kindIn(process: MortalProcess): TriggerKind<StoreOrder, StoreSettings> {
		return storeOrders(process.guard<StoreOrderSource>(this.shop, 'shop'), this.database);
	}
}
