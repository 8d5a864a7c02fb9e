import { randomUUID } from 'node:crypto';
import type { Damage, SandboxRequest, SandboxResponse, StandIn, StandInContext } from '../kernel/contract';
import { createRequestCounter } from '../kernel/request-counter';
import { addDefaultAccounts, createAccountBook, type AccountBook, type Authorization } from './accounts';
import { accessDenied, AmazonError, notFound, quotaExceeded, toErrorList, tokenExpired, tokenInvalid, tokenMissing, withAmazonHeaders } from './answers';
import { withIncludedData } from './included-data';
import type { ModelValidator } from './model-validator';
import { controlAmazon } from './control';
import { createOrderBook, type OrderBook } from './order-book';
import { createOrderDesk, type OrderDesk } from './order-desk';
import { asSeenBy } from './personal-data';
import { readIncludedData, readPageSize, readSearchFilter } from './search-parameters';
import { resumeSearch, searchPage } from './search-orders';
import { accountOf, participationsOf } from './sellers';
import { invalidGrant, issueAccessToken } from './token-endpoint';
import { createTokenBuckets, type AmazonOperation } from './usage-plans';
import type { GetOrderResponse, SearchOrdersResponse } from './wire';

export interface AmazonStandInOptions {
	/** Multiplies the rates of the usage plans, and is told in x-amzn-RateLimit-Limit. 1 when left out. */
	readonly planFactor?: number;
	/** Holds every answer and every request's parameters against Amazon's models. */
	readonly validator?: ModelValidator;
	/** False leaves out the ready-made accounts. */
	readonly defaultAccounts?: boolean;
}

export interface AmazonStandIn extends StandIn {
	readonly accounts: AccountBook;
	readonly orders: OrderDesk;
	readonly book: OrderBook;
	control(action: string, body: unknown): Promise<unknown>;
	state(): unknown;
	reset(): void;
	/** Fills all token buckets, as after a long rest. */
	refillQuota(): void;
}

interface Route {
	readonly operation: AmazonOperation;
	readonly orderId?: string;
}

const orderPath = /^\/orders\/2026-01-01\/orders\/([^/]+)$/;

const routeOf = ({ method, path }: SandboxRequest): Route | undefined => {
	if (method !== 'GET') return undefined;
	if (path === '/sellers/v1/marketplaceParticipations') return { operation: 'getMarketplaceParticipations' };
	if (path === '/sellers/v1/account') return { operation: 'getAccount' };
	if (path === '/orders/2026-01-01/orders') return { operation: 'searchOrders' };
	const orderId = orderPath.exec(path)?.[1];
	// Order ids need no percent-encoding; one that carries some is simply unknown.
	return orderId === undefined ? undefined : { operation: 'getOrder', orderId };
};

/** Reading orders through v0 ends on 2027-03-27; confirmShipment and regulatedInfo stay. */
const isDeprecated = ({ method, path }: SandboxRequest): boolean =>
	method === 'GET' && /^\/orders\/v0\/orders(?:\/[^/]+(?:\/(?:buyerInfo|address|orderItems|orderItems\/buyerInfo))?)?$/.test(path);

const isTokenRequest = ({ path }: SandboxRequest): boolean => path === '/auth/o2/token';

/** All of Amazon's hosts are routed here, so the Host header is the only sign of the region that was meant. */
const isRightHost = (host: string | undefined, region: string): boolean =>
	host === undefined || /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host) || host.split(':')[0] === `sellingpartnerapi-${region}.amazon.com`;

export function createAmazonStandIn({ clock, events }: StandInContext, options: AmazonStandInOptions = {}): AmazonStandIn {
	const { planFactor = 1, validator, defaultAccounts = true } = options;
	const counter = createRequestCounter();
	const buckets = createTokenBuckets(clock, planFactor);
	const accounts = createAccountBook();
	if (defaultAccounts) addDefaultAccounts(accounts);
	const book = createOrderBook();
	let damage: Damage[] = [];

	const authorize = (request: SandboxRequest): Authorization => {
		const token = request.headers['x-amz-access-token'];
		if (token === undefined || token === '') throw accessDenied(tokenMissing);
		const access = accounts.accessToken(token);
		if (access === undefined || access.authorization.revoked) throw accessDenied(tokenInvalid);
		if (access.expiresAt <= clock.now()) throw accessDenied(tokenExpired);
		const { seller, application } = access.authorization;
		if (!isRightHost(request.headers['host'], seller.region)) throw accessDenied();
		if (application.roles.length === 0) throw accessDenied();
		return access.authorization;
	};

	const search = ({ query }: SandboxRequest, { seller, application }: Authorization): SearchOrdersResponse => {
		const now = clock.now();
		const included = readIncludedData(query);
		const pageSize = readPageSize(query);
		const resumed = resumeSearch(query, seller.sellerId, now);
		const read = readSearchFilter(query, now);
		const filter = resumed === undefined ? read : { ...read, before: resumed.before };
		const page = searchPage(book, { query, sellerId: seller.sellerId, filter, pageSize, now, ...(resumed === undefined ? {} : { position: resumed }) });
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

	const perform = (request: SandboxRequest, authorization: Authorization, { operation, orderId }: Route): unknown => {
		switch (operation) {
			case 'getMarketplaceParticipations':
				return { payload: participationsOf(authorization.seller) };
			case 'getAccount':
				return { payload: accountOf(authorization.seller) };
			case 'searchOrders':
				return search(request, authorization);
			case 'getOrder':
				return getOrder(request, authorization, orderId ?? '');
		}
	};

	const answer = (request: SandboxRequest, route: Route | undefined): SandboxResponse => {
		try {
			const authorization = authorize(request);
			// Amazon answers unknown paths with 403, not with 404.
			if (route === undefined) throw accessDenied();
			if (!buckets.take(authorization.application.clientId, authorization.seller.sellerId, route.operation)) throw quotaExceeded();
			return { status: 200, body: perform(request, authorization, route) };
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
		const differences = validator.checkAnswer(operation, response.status, response.body);
		if (differences.length > 0) throw new Error(`The stand-in's answer is not Amazon's: ${differences.slice(0, 5).join('; ')}`);
	};

	const standIn: AmazonStandIn = {
		name: 'amazon',
		accounts,
		book,
		orders: createOrderDesk(book, accounts, clock, events),
		async handle(request) {
			if (isTokenRequest(request)) {
				counter.count('token', 'token');
				return request.method === 'POST' ? issueAccessToken(request, accounts, clock) : { status: 405, body: {} };
			}
			const route = routeOf(request);
			if (isDeprecated(request)) damage.push({ kind: 'deprecatedCall', detail: `${request.method} ${request.path}` });
			counter.count(route?.operation ?? 'unknown', 'call');
			const response = answer(request, route);
			if (route !== undefined) check(request, response, route);
			return withAmazonHeaders(response, randomUUID(), route === undefined ? undefined : buckets.rateOf(route.operation));
		},
		control: async (action, body) => await Promise.resolve(controlAmazon(standIn, action, body)),
		state: () => ({
			orders: book.all().map(({ load: _load, ...key }) => key),
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
			return error === undefined ? undefined : withAmazonHeaders({ status: error.status, body: toErrorList(error) }, randomUUID(), undefined);
		},
		damage: () => [...damage],
		counts: () => counter.counts(),
		resetCounts: () => counter.reset(),
		refillQuota: () => buckets.refillAll(),
		reset() {
			accounts.clear();
			if (defaultAccounts) addDefaultAccounts(accounts);
			book.clear();
			buckets.refillAll();
			counter.reset();
			damage = [];
		},
	};
	return standIn;
}
