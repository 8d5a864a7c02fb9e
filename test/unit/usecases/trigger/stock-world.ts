import type { StockPage, StoreStock } from '../../../../src/ports/stock-source';
import type { StoreOrder, StoreOrderPage, StoreOrderSource } from '../../../../src/ports/store-orders';
import {
	STOCK_SETTINGS,
	storeStock,
	type Delivery,
	type StockChange,
	type StockReading,
	type StockSettings,
	type TriggerKind,
} from '../../../../src/usecases/trigger';
import { MemoryStock } from '../../../fixtures/memory-platform/memory-stock';
import { STORE } from '../../../fixtures/memory-platform/memory-store';
import type { MortalProcess } from '../../../fixtures/memory-platform/mortal-process';
import { CHANNEL, order as plainOrder, START } from '../../../fixtures/memory-platform/orders';
import { VirtualClock } from '../../../fixtures/memory-platform/virtual-clock';
import { PlatformError } from '../../../../src/domain/platform-error';
import { TriggerWorld } from './trigger-world';

/** Orders of the store, as far as they name products; and its time. */
class NamingOrders {
	readonly account = STORE;
	readonly changed: { readonly at: number; readonly product: string }[] = [];
	downUntil = 0;

	constructor(private readonly clock: VirtualClock) {}

	name(product: string): void {
		this.changed.push({ at: this.clock.now(), product });
	}

	async now(): Promise<string> {
		await this.answer();
		return new Date(this.clock.now()).toISOString();
	}

	async changedSince(since: string): Promise<StoreOrderPage> {
		await this.answer();
		const lines = (product: string) =>
			plainOrder({ id: 'any' })
				.lines.slice(0, 1)
				.map((line) => ({ ...line, code: product }));
		const orders = this.changed
			.filter(({ at }) => at >= Date.parse(since))
			.map(({ product }) => ({ order: { ...plainOrder({ id: 'any' }), lines: lines(product) } }) as unknown as StoreOrder);
		return { orders, unreadable: [] };
	}

	private async answer(): Promise<void> {
		await Promise.resolve();
		if (this.clock.now() < this.downUntil)
			throw new PlatformError('The store is down', { platform: STORE.platform, kind: 'unreachable', operation: 'GET orders' });
	}
}

/** A store whose products are counted, which calls and is polled. */
export class StockWorld extends TriggerWorld<StockReading, StockSettings, StockChange> {
	readonly wants = STOCK_SETTINGS;
	readonly platformAccount = STORE;
	readonly stock: MemoryStock;
	readonly orders: NamingOrders;
	/** What became of each product's count: its last one, and since when it has been so. */
	private readonly last = new Map<string, { readonly at: string; readonly quantity: number }>();

	constructor() {
		const clock = new VirtualClock(START);
		super(clock);
		this.stock = new MemoryStock(clock);
		this.orders = new NamingOrders(clock);
	}

	buy(id: string): void {
		this.set(id, 10);
	}

	change(id: string): void {
		this.set(id, (this.stock.quantityOf(id) ?? 10) - 1);
	}

	/** As a person does it: the product is saved. */
	set(id: string, quantity: number): void {
		const isNew = !this.stock.products.has(id);
		if (!isNew && this.stock.quantityOf(id) === quantity) return;
		if (isNew) this.stock.put({ id, sku: `sku-${id}`, quantity });
		else this.stock.set(id, quantity);
		this.last.set(id, { at: new Date(this.clock.now()).toISOString(), quantity });
	}

	/** An order takes or gives back: no date of the product tells. */
	sell(id: string): void {
		const before = this.stock.quantityOf(id);
		if (before === undefined) return;
		this.stock.setUnseen(id, before - 1);
		this.orders.name(id);
		this.last.set(id, { at: new Date(this.clock.now()).toISOString(), quantity: before - 1 });
	}

	/** Push Stock writes. */
	async push(id: string, quantity: number): Promise<void> {
		await this.database.stock.noteSeen(this.account, [{ item: id, quantity, own: true }], this.clock.now());
		this.stock.set(id, quantity);
		this.last.delete(id);
	}

	async link(...ids: readonly string[]): Promise<void> {
		const links = ids.map((id) => ({
			channel: CHANNEL,
			store: STORE,
			sku: `L-${id}`,
			productId: id,
			content: { unitsPerListing: 1 },
			rule: 'manual',
		}));
		await this.database.links.set(links, this.clock.now());
	}

	/** As the store answers, while it does. Its calls may name what is counted, `item:mug`, and not the product. */
	private get source(): StoreStock {
		const { orders, stock } = this;
		async function* answers(pages: AsyncIterable<StockPage>): AsyncGenerator<StockPage> {
			await orders.now();
			yield* pages;
		}
		return {
			account: STORE,
			ofSkus: (skus) => answers(stock.source.ofSkus(skus)),
			ofProducts: (ids) => answers(stock.source.ofProducts(ids.map(({ id }) => ({ id: id.replace(/^item:/, '') })))),
			changedSince: (since) => answers(stock.source.changedSince(since)),
			all: () => answers(stock.source.all()),
		};
	}

	forget(id: string): void {
		this.stock.remove(id);
	}

	takeDown(untilMs: number): void {
		this.orders.downUntil = untilMs;
	}

	/** The last count of each product, however many there were before. */
	owedSince(since: string): readonly string[] {
		return [...this.last].filter(([, { at }]) => at >= since).map(([id, { quantity }]) => `${id} ${quantity}`);
	}

	happensOnce(): boolean {
		return false;
	}

	protected told({ order: { level } }: Delivery<StockChange>): string {
		return `${level.productId ?? ''} ${level.quantity ?? '-'}`;
	}

	protected kindIn(process: MortalProcess): TriggerKind<StockReading, StockSettings, StockChange> {
		return storeStock(
			process.guard<StoreStock>(this.source, 'counts'),
			process.guard<StoreOrderSource>(this.orders as unknown as StoreOrderSource, 'orders'),
			process.guard(this.database, 'database'),
		);
	}
}

export const toldOf = (deliveries: readonly Delivery<StockChange>[]): readonly string[] =>
	deliveries.map(({ order: { level, before } }) => `${level.productId ?? ''} ${before ?? '?'}>${level.quantity ?? '-'}`);
