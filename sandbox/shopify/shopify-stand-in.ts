import type { Damage, RequestCounts, SandboxRequest, SandboxResponse, StandIn } from '../kernel/contract';
import { createRequestCounter } from '../kernel/request-counter';
import { addLocation, addProduct } from './catalog/product-seeds';
import { indexProduct } from './catalog/product-records';
import { control } from './control';
import { indexCustomer } from './customers/customers';
import { damageOf } from './damage';
import { adminResolvers } from './graphql/admin-resolvers';
import { adminSchema } from './graphql/admin-schema';
import { GraphqlService } from './graphql/execution';
import type { BucketSize } from './graphql/throttle';
import { AdminHttp, readGraphql, tokenPath } from './http/admin-http';
import { conditionAnswers } from './http/shop-answers';
import { AppAccess } from './http/tokens';
import {
	defaultApp,
	type LocationSeed,
	type ProductSeed,
	type ShopCondition,
	type ShopifyApp,
	type ShopifyOptions,
	type ShopSettings,
} from './options';
import { finishCancellations } from './orders/order-cancel';
import { indexOrder } from './orders/order-saving';
import { financialStatusOf } from './orders/order-totals';
import type { OrderRecord } from './store/order-records';
import type { LocationRecord, ProductRecord } from './store/records';
import { Shop } from './store/shop';
import { emptyState, type ShopState } from './store/shop-state';
import type { Fields } from './storefront/control-input';
import { runShopAction } from './storefront/shop-actions';
import type { WebhookAttempt, WebhookConduct } from './webhooks/webhook-conduct';
import { WebhookQueue } from './webhooks/webhook-queue';

/** Root fields by which a client asks whether something is done. */
const polls = new Set(['job', 'productOperation']);

/** A Shopify shop behind its GraphQL Admin API; see `createShopify`. */
export class ShopifyStandIn implements StandIn {
	readonly name: string;
	readonly shop: Shop;
	private access: AppAccess;
	private http: AdminHttp;
	private graphql: GraphqlService;
	private readonly counter = createRequestCounter();
	/** By the names that control calls gave them. */
	readonly snapshots = new Map<string, ShopState>();

	constructor(private readonly options: ShopifyOptions) {
		this.access = this.installApps();
		this.shop = new Shop(options, (shop) => new WebhookQueue(shop, (clientId) => this.access.signingSecret(clientId)));
		this.name = this.shop.name;
		this.graphql = new GraphqlService(adminSchema(), adminResolvers, this.shop);
		this.http = new AdminHttp(this.shop, this.access, this.graphql);
		this.seed();
	}

	async handle(request: SandboxRequest): Promise<SandboxResponse> {
		finishCancellations(this.shop);
		this.count(request);
		return await this.http.handle(request);
	}

	control(action: string, body: unknown): Promise<unknown> {
		finishCancellations(this.shop);
		return control(this, action, body);
	}

	/** The first field of the query or mutation, 'orderCreate'; 'token' for the grant of tokens. */
	operationOf(request: SandboxRequest): string | undefined {
		if (request.path === tokenPath) return 'token';
		const asked = readGraphql(request);
		return asked === undefined ? undefined : this.graphql.operationOf(asked)?.fields[0];
	}

	/** A short overview; records stand in `shop.state`. */
	state(): unknown {
		const { state, settings } = this.shop;
		const byStatus: Record<string, number> = {};
		for (const order of state.orders.values()) {
			const status = order.cancelledAt === null ? (financialStatusOf(order) ?? 'NONE') : 'CANCELLED';
			byStatus[status] = (byStatus[status] ?? 0) + 1;
		}
		return {
			products: state.products.size,
			variants: state.variants.size,
			customers: state.customers.size,
			orders: byStatus,
			fulfillments: state.fulfillments.size,
			webhooks: [...state.webhooks.values()].map(({ topic, uri }) => ({ topic, uri })),
			settings,
			stock: this.stock(),
		};
	}

	/** What is available, by SKU and the name of the location. */
	stock(): Readonly<Record<string, Readonly<Record<string, number>>>> {
		const { state } = this.shop;
		const bySku: Record<string, Record<string, number>> = {};
		for (const level of state.levels.values()) {
			const variant = state.variants.get(state.inventoryItems.get(level.inventoryItemId)?.variantId ?? '');
			if (variant?.sku === null || variant === undefined || !level.isActive) continue;
			const place = state.locations.get(level.locationId)?.name ?? level.locationId;
			bySku[variant.sku] = { ...bySku[variant.sku], [place]: level.available };
		}
		return bySku;
	}

	orders(): readonly OrderRecord[] {
		return [...this.shop.state.orders.values()];
	}

	addLocation(seed: LocationSeed): LocationRecord {
		return addLocation(this.shop, seed);
	}

	addProduct(seed: ProductSeed): ProductRecord {
		return addProduct(this.shop, seed);
	}

	/** What a shopper or the merchant does, as the control actions do: placeOrder, pay, cancel, refund, edit, fulfill … */
	act(action: string, fields: Fields): OrderRecord {
		return runShopAction(this.shop, action, fields);
	}

	setWebhooks(change: Partial<WebhookConduct>): WebhookConduct {
		this.shop.webhooks.setConduct(change);
		return this.shop.webhooks.conduct;
	}

	/** The newest attempts at deliveries, oldest first. */
	webhookAttempts(): readonly WebhookAttempt[] {
		return this.shop.webhooks.attempts();
	}

	/** Resolves when no delivery is under way; those that failed and wait for hours are not waited for. */
	webhooksIdle(): Promise<void> {
		return this.shop.webhooks.idle();
	}

	setSettings(change: Partial<ShopSettings>): void {
		this.shop.settings = { ...this.shop.settings, ...change };
	}

	/** The whole shop answers 402, 403, 423, 430, 429 or 404 from now on. */
	setCondition(condition: ShopCondition): void {
		this.shop.condition = condition;
	}

	/** What an app's tokens may do from now on; the first app where none is named. */
	setScopes(scopes: readonly string[], clientId = this.app().clientId): void {
		this.access.setScopes(clientId, scopes);
	}

	setBucket(bucket: BucketSize): void {
		this.http.setBucket(bucket);
	}

	/** Everything is used up: the next query is throttled. */
	emptyBucket(clientId = this.app().clientId): void {
		this.http.throttleOf(clientId).empty();
	}

	expireTokens(): void {
		this.access.expireTokens();
	}

	/** Both secrets work for tokens; deliveries are signed with the old one until `revokeOldSecrets`. */
	rotateSecret(secret: string, clientId = this.app().clientId): void {
		this.access.rotateSecret(clientId, secret);
	}

	revokeOldSecrets(clientId = this.app().clientId): void {
		this.access.revokeOldSecrets(clientId);
	}

	installApp(app: ShopifyApp): void {
		this.access.install(app);
	}

	uninstallApp(clientId = this.app().clientId): void {
		this.access.uninstall(clientId);
	}

	/** A backup of the shop: plain data. */
	dump(): ShopState {
		return structuredClone(this.shop.state);
	}

	/** The backup takes the place of everything since. */
	load(state: ShopState): void {
		this.shop.load(state);
		this.reindex();
	}

	/** Another shop with the same data, and from now on a life of its own. */
	clone(name: string): ShopifyStandIn {
		const copy = new ShopifyStandIn({ ...this.options, name });
		copy.load(this.dump());
		return copy;
	}

	damage(): readonly Damage[] {
		return damageOf(this.shop);
	}

	counts(): RequestCounts {
		return this.counter.counts();
	}

	/** What the points of all requests since `resetCounts` take at least, seconds. */
	quotaSeconds(): number {
		return this.http.quotaSeconds();
	}

	resetCounts(): void {
		this.counter.reset();
		this.http.forgetSpent();
	}

	faultAnswer(kind: string): SandboxResponse | undefined {
		return kind === 'http429' ? conditionAnswers.tooManyRequests : undefined;
	}

	async close(): Promise<void> {
		this.shop.webhooks.close();
	}

	reset(): void {
		this.shop.load(emptyState());
		this.shop.settings = new Shop(this.options, () => this.shop.webhooks).settings;
		this.shop.condition = 'open';
		this.shop.buyerMails.length = 0;
		this.access = this.installApps();
		this.http = new AdminHttp(this.shop, this.access, this.graphql);
		this.snapshots.clear();
		this.counter.reset();
		this.seed();
	}

	private app(): ShopifyApp {
		return this.access.appsInstalled()[0] ?? defaultApp;
	}

	private installApps(): AppAccess {
		return new AppAccess(this.options.clock, this.options.apps ?? [defaultApp]);
	}

	private count(request: SandboxRequest): void {
		if (request.path === tokenPath) {
			this.counter.count('token', 'token');
			return;
		}
		const asked = readGraphql(request);
		const operation = asked === undefined ? undefined : this.graphql.operationOf(asked);
		const name = operation?.fields[0] ?? 'unknown';
		const isPoll = operation !== undefined && operation.fields.every((field) => polls.has(field));
		this.counter.count(name, operation?.kind === 'mutation' ? 'write' : isPoll ? 'poll' : 'call');
	}

	private seed(): void {
		for (const location of this.options.locations ?? [{ name: 'Shop location' }]) this.addLocation(location);
		for (const product of this.options.products ?? []) this.addProduct(product);
	}

	/** Search has read what was loaded. */
	private reindex(): void {
		const { shop } = this;
		shop.withoutLag(() => {
			for (const product of shop.state.products.values()) indexProduct(shop, product);
			for (const customer of shop.state.customers.values()) indexCustomer(shop, customer);
			for (const order of shop.state.orders.values()) indexOrder(shop, order);
		});
	}
}
