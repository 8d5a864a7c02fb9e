import { randomUUID } from 'node:crypto';
import type { Damage, SandboxRequest, SandboxResponse, StandIn, StandInContext } from '../kernel/contract';
import { createRequestCounter } from '../kernel/request-counter';
import { addDefaultAccounts, createAccountBook, type AccountBook, type Authorization } from './access/accounts';
import {
	accessDenied,
	AmazonError,
	notFound,
	quotaExceeded,
	toErrorList,
	tokenExpired,
	tokenInvalid,
	tokenMissing,
	withAmazonHeaders,
} from './rest/answers';
import { withIncludedData } from './search/included-data';
import type { ModelValidator } from './models/model-validator';
import { controlAmazon } from './control';
import { inventorySummaries } from './inventory/fba-inventory';
import { createFbaStockBook, type FbaStock } from './inventory/fba-stock';
import { createMcfDesk, type McfDesk } from './mcf/mcf-desk';
import type { McfSettings } from './mcf/mcf-settings';
import { createOrderBook, type OrderBook } from './orders/order-book';
import { createOrderDesk, type OrderDesk } from './orders/order-desk';
import { createOutbound2020 } from './outbound/outbound-2020';
import { createOutbound2026 } from './outbound/outbound-2026';
import { asSeenBy } from './access/personal-data';
import { routeOf, type Route } from './rest/routes';
import { readIncludedData, readPageSize, readSearchFilter } from './search/search-parameters';
import { resumeSearch, searchPage } from './search/search-orders';
import { accountOf, participationsOf } from './access/sellers';
import { invalidGrant, issueAccessToken } from './access/token-endpoint';
import { createTokenBuckets, type AmazonOperation } from './access/usage-plans';
import type { GetOrderResponse, SearchOrdersResponse } from './orders/order-wire';

export interface AmazonStandInOptions {
	/** Multiplies the rates of the usage plans, and is told in x-amzn-RateLimit-Limit. 1 when left out. */
	readonly planFactor?: number;
	/** Holds every answer and every request's parameters against Amazon's models. */
	readonly validator?: ModelValidator;
	/** False leaves out the ready-made accounts. */
	readonly defaultAccounts?: boolean;
	/** What Amazon's warehouses hold at first, by seller. */
	readonly fbaStock?: Readonly<Record<string, readonly FbaStock[]>>;
	readonly mcf?: Partial<McfSettings>;
}

export interface AmazonStandIn extends StandIn {
	readonly accounts: AccountBook;
	readonly orders: OrderDesk;
	readonly book: OrderBook;
	/** FBA stock and the orders that Amazon ships for other shops. */
	readonly mcf: McfDesk;
	control(action: string, body: unknown): Promise<unknown>;
	state(): unknown;
	reset(): void;
	/** Fills all token buckets, as after a long rest. */
	refillQuota(): void;
}

/** Reading orders through v0 ends on 2027-03-27; confirmShipment and regulatedInfo stay. */
const isDeprecated = ({ method, path }: SandboxRequest): boolean =>
	method === 'GET' && /^\/orders\/v0\/orders(?:\/[^/]+(?:\/(?:buyerInfo|address|orderItems|orderItems\/buyerInfo))?)?$/.test(path);

const isTokenRequest = ({ path }: SandboxRequest): boolean => path === '/auth/o2/token';

/** All of Amazon's hosts are routed here, so the Host header is the only sign of the region that was meant. */
const isRightHost = (host: string | undefined, region: string): boolean =>
	host === undefined ||
	/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host) ||
	host.split(':')[0] === `sellingpartnerapi-${region}.amazon.com`;

export function createAmazonStandIn({ clock, events }: StandInContext, options: AmazonStandInOptions = {}): AmazonStandIn {
	const { planFactor = 1, validator, defaultAccounts = true, fbaStock = {} } = options;
	const counter = createRequestCounter();
	const buckets = createTokenBuckets(clock, planFactor);
	const accounts = createAccountBook();
	if (defaultAccounts) addDefaultAccounts(accounts);
	const book = createOrderBook();
	const mcf = createMcfDesk({
		clock,
		events,
		book,
		stock: createFbaStockBook(),
		...(options.mcf === undefined ? {} : { settings: options.mcf }),
	});
	const outbound2020 = createOutbound2020(mcf);
	const outbound2026 = createOutbound2026(mcf);
	let damage: Damage[] = [];

	const fillWarehouses = (): void => {
		for (const [sellerId, stock] of Object.entries(fbaStock)) for (const entry of stock) mcf.setStock(sellerId, entry);
	};
	fillWarehouses();

	const authorize = (request: SandboxRequest, route: Route | undefined): Authorization => {
		const token = request.headers['x-amz-access-token'];
		if (token === undefined || token === '') throw accessDenied(tokenMissing);
		const access = accounts.accessToken(token);
		if (access === undefined || access.authorization.revoked) throw accessDenied(tokenInvalid);
		if (access.expiresAt <= clock.now()) throw accessDenied(tokenExpired);
		const { seller, application } = access.authorization;
		if (!isRightHost(request.headers['host'], seller.region)) throw accessDenied();
		if (!application.roles.some((role) => route?.roles?.includes(role) ?? true)) throw accessDenied();
		return access.authorization;
	};

	const search = ({ query }: SandboxRequest, { seller, application }: Authorization): SearchOrdersResponse => {
		const now = clock.now();
		const included = readIncludedData(query);
		const pageSize = readPageSize(query);
		const resumed = resumeSearch(query, seller.sellerId, now);
		const read = readSearchFilter(query, now);
		const filter = resumed === undefined ? read : { ...read, before: resumed.before };
		const page = searchPage(book, {
			query,
			sellerId: seller.sellerId,
			filter,
			pageSize,
			now,
			...(resumed === undefined ? {} : { position: resumed }),
		});
		const before = new Date(filter.before).toISOString();
		return {
			orders: page.orders.map((order) => withIncludedData(asSeenBy(order.load(), { application, seller, now }), included)),
			...(page.nextToken === undefined ? {} : { pagination: { nextToken: page.nextToken } }),
			...(filter.by === 'created' ? { createdBefore: before } : { lastUpdatedBefore: before }),
		};
	};

	const getOrder = ({ query }: SandboxRequest, { seller, application }: Authorization, orderId: string): GetOrderResponse => {
		const included = readIncludedData(query);
		const order = book.find(seller.sellerId, orderId)?.load();
		if (order === undefined) throw notFound(`Order ${orderId} was not found.`);
		return { order: withIncludedData(asSeenBy(order, { application, seller, now: clock.now() }), included) };
	};

	type Handler = (request: SandboxRequest, authorization: Authorization, name: string, secondName: string) => SandboxResponse;

	const ok = (body: object): SandboxResponse => ({ status: 200, body });

	const handlers: Readonly<Record<AmazonOperation, Handler>> = {
		getMarketplaceParticipations: (_request, { seller }) => ok({ payload: participationsOf(seller) }),
		getAccount: (_request, { seller }) => ok({ payload: accountOf(seller) }),
		searchOrders: (request, authorization) => ok(search(request, authorization)),
		getOrder: (request, authorization, orderId) => ok(getOrder(request, authorization, orderId)),
		getInventorySummaries: ({ query }, { seller }) => ok(inventorySummaries(query, seller, mcf.stock, clock.now())),
		getFulfillmentPreview: (request, { seller }) => ok(outbound2020.preview(request, seller, clock.now())),
		listAllFulfillmentOrders: (request, { seller }) => ok(outbound2020.list(request, seller, clock.now())),
		createFulfillmentOrder: (request, { seller }) => ok(outbound2020.create(request, seller)),
		getFulfillmentOrder: (_request, { seller }, id) => ok(outbound2020.get(seller, id)),
		updateFulfillmentOrder: (request, { seller }, id) => ok(outbound2020.update(request, seller, id)),
		cancelFulfillmentOrder: (_request, { seller }, id) => ok(outbound2020.cancel(seller, id)),
		getPackageTrackingDetails: (request, { seller }) => ok(outbound2020.tracking(request, seller)),
		getFeatures: (request, { seller }) => ok(outbound2020.features(request, seller)),
		getFeatureInventory: (request, { seller }, feature) => ok(outbound2020.featureInventory(request, seller, feature)),
		getFeatureSKU: (request, { seller }, feature, sku) => ok(outbound2020.featureSku(request, seller, feature, sku)),
		'outbound.getOrderPreview': (request, { seller }) => outbound2026.preview(request, seller, clock.now()),
		'outbound.createOrder': (request, { seller }) => outbound2026.create(request, seller, clock.now()),
		'outbound.listOrders': (request, { seller }) => outbound2026.list(request, seller, clock.now()),
		'outbound.getOrder': (request, { seller }, id) => outbound2026.get(request, seller, id),
		'outbound.updateOrder': (request, { seller }, id) => outbound2026.update(request, seller, id),
		'outbound.cancelOrder': (_request, { seller }, id) => outbound2026.cancel(seller, id),
	};

	const answer = (request: SandboxRequest, route: Route | undefined): SandboxResponse => {
		try {
			const authorization = authorize(request, route);
			// Amazon answers unknown paths with 403, not with 404.
			if (route === undefined) throw accessDenied();
			if (!buckets.take(authorization.application.clientId, authorization.seller.sellerId, route.operation)) throw quotaExceeded();
			mcf.catchUp();
			return handlers[route.operation](request, authorization, route.names[0] ?? '', route.names[1] ?? '');
		} catch (error) {
			if (!(error instanceof AmazonError)) throw error;
			return { status: error.status, body: toErrorList(error) };
		}
	};

	const check = (request: SandboxRequest, response: SandboxResponse, { operation }: Route): void => {
		if (validator === undefined) return;
		for (const detail of validator.checkParameters(operation, request.query)) {
			// Wrong values are refused with 400 like at Amazon; a name that Amazon does not know would pass unnoticed.
			if (response.status < 400) damage.push({ kind: 'modelViolation', detail: `request: ${detail}` });
		}
		if (request.method !== 'GET' && response.status < 400) {
			for (const detail of validator.checkBody(operation, request.body.length === 0 ? undefined : request.json())) {
				damage.push({ kind: 'modelViolation', detail: `request: ${detail}` });
			}
		}
		const differences = validator.checkAnswer(operation, response.status, response.body);
		if (differences.length > 0) throw new Error(`The stand-in's answer is not Amazon's: ${differences.slice(0, 5).join('; ')}`);
	};

	const standIn: AmazonStandIn = {
		name: 'amazon',
		accounts,
		book,
		mcf,
		orders: createOrderDesk(book, accounts, clock, events),
		async handle(request) {
			if (isTokenRequest(request)) {
				counter.count('token', 'token');
				return request.method === 'POST' ? issueAccessToken(request, accounts, clock) : { status: 405, body: {} };
			}
			const route = routeOf(request);
			if (isDeprecated(request)) damage.push({ kind: 'deprecatedCall', detail: `${request.method} ${request.path}` });
			counter.count(route?.operation ?? 'unknown', route?.isWrite === true ? 'write' : 'call');
			const response = answer(request, route);
			if (route !== undefined) check(request, response, route);
			return withAmazonHeaders(response, randomUUID(), route === undefined ? undefined : buckets.rateOf(route.operation));
		},
		control: async (action, body) => await Promise.resolve(controlAmazon(standIn, action, body)),
		state: () => ({
			orders: book.all().map(({ load: _load, ...key }) => key),
			mcfOrders: mcf.accepted(),
			credentials: accounts.credentials(),
		}),
		operationOf: (request) => (isTokenRequest(request) ? 'token' : routeOf(request)?.operation),
		faultAnswer(kind) {
			if (kind === 'invalidGrant') return invalidGrant();
			const amazonErrors: Readonly<Record<string, AmazonError>> = {
				http429: quotaExceeded(),
				http500: new AmazonError(500, 'InternalFailure', 'We encountered an internal error. Please try again.'),
			};
			const error = amazonErrors[kind];
			return error === undefined
				? undefined
				: withAmazonHeaders({ status: error.status, body: toErrorList(error) }, randomUUID(), undefined);
		},
		damage: () => [...damage, ...mcf.damage()],
		counts: () => counter.counts(),
		resetCounts: () => counter.reset(),
		refillQuota: () => buckets.refillAll(),
		reset() {
			accounts.clear();
			if (defaultAccounts) addDefaultAccounts(accounts);
			book.clear();
			mcf.clear();
			mcf.stock.clear();
			fillWarehouses();
			buckets.refillAll();
			counter.reset();
			damage = [];
		},
	};
	return standIn;
}
