import type { Oddity } from '../kernel/odd-records';
import type { Damage, RequestCounts, SandboxRequest, SandboxResponse, StandIn } from '../kernel/contract';
import { createRequestCounter } from '../kernel/request-counter';
import { control } from './control';
import { damageOf } from './damage';
import type { CustomStatus, ProductSeed, StoreSettings, WooCommerceOptions } from './options';
import { renderOrder } from './orders/order-rendering';
import { createOrder, updateOrder } from './orders/order-writing';
import { productActionNames, runProductAction } from './products/product-actions';
import { seedProduct } from './products/product-seeds';
import { AnswerCache, type CacheConduct } from './rest/answer-cache';
import { RequestHandler } from './rest/request-handling';
import type { OrderWrite } from './store/order-writes';
import type { MediaRecord, ProductRecord } from './store/product-records';
import type { CustomerRecord, OrderRecord } from './store/records';
import { Store, type StoreDump } from './store/store';
import type { StoreState } from './store/store-state';
import { runShopAction } from './storefront/shop-actions';
import { placeStorefrontOrder, type StorefrontOrder } from './storefront/storefront-orders';
import type { WebhookAttempt, WebhookConduct } from './webhooks/webhook-conduct';
import type { WebhookRecord } from './webhooks/webhook-records';
import { WebhookQueue } from './webhooks/webhook-queue';
import { renderWebhook } from './webhooks/webhook-routes';
import type { Input } from './wordpress/php-values';

function openStore(options: WooCommerceOptions): Store {
	return new Store(options, (store) => new WebhookQueue(store));
}

/**
 * A WooCommerce 11 store behind its REST API v3, with the quirks that were recorded from a real one. Give it products
 * and keys by options; what happened is read from `orders()`, `state` and `damage()`.
 */
export class WooCommerceStandIn implements StandIn {
	readonly name: string;
	private store: Store;
	private handler: RequestHandler;
	private readonly counter = createRequestCounter();
	private readonly cache: AnswerCache;
	/** By the names that control calls gave them. */
	readonly snapshots = new Map<string, StoreDump>();

	constructor(private readonly options: WooCommerceOptions) {
		this.store = openStore(options);
		this.handler = new RequestHandler(this.store);
		this.name = this.store.name;
		this.cache = new AnswerCache(options.clock);
		this.seed();
	}

	async handle(request: SandboxRequest): Promise<SandboxResponse> {
		const reads = ['GET', 'HEAD', 'OPTIONS'].includes(request.method);
		this.counter.count(this.handler.operationOf(request) ?? 'unknown', reads ? 'call' : 'write');
		return this.cache.answer(request, () => this.handler.handle(request));
	}

	control(action: string, body: unknown): Promise<unknown> {
		return control(this, action, body);
	}

	operationOf(request: SandboxRequest): string | undefined {
		return this.handler.operationOf(request);
	}

	/** The records themselves, for tests. */
	get records(): StoreState {
		return this.store.state;
	}

	/** A short overview; whole orders come from `orders()`. */
	state(): unknown {
		const byStatus: Record<string, number> = {};
		for (const order of this.store.state.orders.values()) byStatus[order.status] = (byStatus[order.status] ?? 0) + 1;
		return {
			products: this.store.state.products.size,
			customers: this.store.state.customers.size,
			orders: byStatus,
			settings: this.store.state.settings,
			stock: Object.fromEntries(
				[...this.store.state.products.values()].filter((product) => product.manageStock).map((product) => [product.sku, product.stock]),
			),
		};
	}

	/** Every order, trashed ones too, as the REST API shows it. Rendered when asked for. */
	orders(): readonly Record<string, unknown>[] {
		return [...this.store.state.orders.values()].map((order) => renderOrder(this.store, order));
	}

	order(id: number): Record<string, unknown> | undefined {
		const order = this.store.state.orders.get(id);
		return order === undefined ? undefined : renderOrder(this.store, order);
	}

	customers(): readonly CustomerRecord[] {
		return [...this.store.state.customers.values()];
	}

	productBySku(sku: string): ProductRecord | undefined {
		return this.store.state.productBySku(sku);
	}

	/** Puts a product into the store's database: a REST body with its `variations` beside it, whatever else is there. */
	addProduct(seed: ProductSeed): ProductRecord {
		return seedProduct(this.store, seed);
	}

	/** Attachments, oldest first: how many copies of a picture there are, and where each came from. */
	media(): readonly MediaRecord[] {
		return [...this.store.state.media.values()];
	}

	/** Creates an order as a client of the REST API would, without a request. */
	addOrder(input: Input): OrderRecord {
		return createOrder(this.store, input);
	}

	/** Changes an order as a person in the admin pages would; it must exist. */
	changeOrder(id: number, input: Input): OrderRecord {
		const order = this.store.state.orders.get(id);
		if (order === undefined) throw new Error(`No order ${id} in the store`);
		updateOrder(this.store, order, input);
		return order;
	}

	/** A shopper's order; throws `OutOfStockError`. */
	placeStorefrontOrder(given: StorefrontOrder): OrderRecord {
		return placeStorefrontOrder(this.store, given);
	}

	/**
	 * What a shopper or the merchant does: placeOrder, pay, cancel, setStatus, refund, edit, fulfill, trash, restore, viewOrder,
	 * trashProduct, restoreProduct, deleteProduct, renameProduct, changeProduct.
	 */
	act(action: string, fields: Input): unknown {
		if (productActionNames.includes(action)) return runProductAction(this.store, action, fields);
		return runShopAction(this.store, action, fields);
	}

	setWebhooks(change: Partial<WebhookConduct>): WebhookConduct {
		this.store.webhooks.setConduct(change);
		return this.store.webhooks.conduct;
	}

	/** All webhooks as the REST API shows them, with their failures in a row and what waits for them. */
	webhooks(): readonly Record<string, unknown>[] {
		return [...this.store.state.webhooks.values()].map((webhook) => ({
			...renderWebhook(this.store, webhook),
			failures: webhook.failures,
			waiting: this.store.webhooks.waitingDeliveries(webhook.id),
		}));
	}

	/** A plugin with statuses of its own was switched on, or off: orders keep the statuses that are not there any more. */
	setCustomStatuses(statuses: readonly CustomStatus[]): void {
		this.store.state.customStatuses = statuses;
		// What the routes accept is registered when WordPress starts.
		this.handler = new RequestHandler(this.store);
	}

	/** The user whose key made the hooks (all, or this one) is no shop manager any more, or no user at all. */
	setWebhookOwner(owner: WebhookRecord['owner'], id?: number): void {
		for (const webhook of this.store.state.webhooks.values()) if (id === undefined || webhook.id === id) webhook.owner = owner;
	}

	/**
	 * What a plugin or a damaged database makes of a record or a list from now on, by its path below `wc/v3`: `orders/12`
	 * (wherever that order is shown), `orders/12/refunds/14`, `orders/12/refunds`. Without an oddity it is mended.
	 */
	makeOdd(path: string, oddity?: Oddity): void {
		if (oddity === undefined) this.store.state.odd.delete(path);
		else this.store.state.odd.set(path, oddity);
	}

	/** A backup of the store: orders, products, stock, notes, customers, webhooks, settings, parcels, and every counter. */
	dump(): StoreDump {
		return this.store.dump();
	}

	/** The backup takes the place of everything since; ids count on from where they stood in it. */
	load(dump: StoreDump): void {
		this.store.load(dump);
	}

	/** A staging copy: the same data, keys and identity, at an address of its own, and from now on a life of its own. */
	clone(name: string): WooCommerceStandIn {
		const { origin: _origin, ...options } = this.options;
		const copy = new WooCommerceStandIn({ ...options, name });
		copy.load(this.dump());
		copy.move();
		return copy;
	}

	/** The site's own address becomes this one; none: the one by which it is called next. The database stays the same. */
	move(home?: string): void {
		this.store.state.home = home;
	}

	setCache(change: Partial<CacheConduct>): CacheConduct {
		return this.cache.setConduct(change);
	}

	/** What clients of the REST API wrote on orders, oldest first, and whose orders these were at that moment. */
	orderWrites(): readonly OrderWrite[] {
		return this.store.writes.list();
	}

	/** The newest attempts at deliveries, oldest first. */
	webhookAttempts(): readonly WebhookAttempt[] {
		return this.store.webhooks.attempts();
	}

	/** Resolves when no delivery is pending or under way. */
	webhooksIdle(): Promise<void> {
		return this.store.webhooks.idle();
	}

	setSettings(settings: Partial<StoreSettings>): void {
		this.store.state.settings = { ...this.store.state.settings, ...settings };
	}

	damage(): readonly Damage[] {
		return damageOf(this.store);
	}

	counts(): RequestCounts {
		return this.counter.counts();
	}

	resetCounts(): void {
		this.counter.reset();
	}

	async close(): Promise<void> {
		this.store.webhooks.close();
	}

	reset(): void {
		this.store.webhooks.close();
		this.store = openStore(this.options);
		this.handler = new RequestHandler(this.store);
		this.cache.setConduct({ mode: 'off' });
		this.snapshots.clear();
		this.counter.reset();
		this.seed();
	}

	private seed(): void {
		for (const product of this.options.products ?? []) this.addProduct(product);
	}
}

export function createWooCommerce(options: WooCommerceOptions): WooCommerceStandIn {
	return new WooCommerceStandIn(options);
}
