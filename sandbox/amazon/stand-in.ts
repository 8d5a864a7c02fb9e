import { randomUUID } from 'node:crypto';
import type { Damage, SandboxRequest, SandboxResponse, StandInContext } from '../kernel/contract';
import { createRequestCounter, type CountedAs, type RequestCounter } from '../kernel/request-counter';
import { addDefaultAccounts, createAccountBook } from './access/accounts';
import { authorize, authorizeGrantless, isOwnHost } from './access/authorization';
import { invalidGrant, issueAccessToken, trackingScope } from './access/token-endpoint';
import { createTokenBuckets } from './access/usage-plans';
import { createCatalogAnswers } from './catalog/catalog-answers';
import { controlAmazon } from './control';
import { createFbaStockBook } from './inventory/fba-stock';
import { createListingAnswers, defaultListingSettings } from './listings/listing-answers';
import { createListingBook } from './listings/listing-book';
import { createListingDesk } from './listings/listing-desk';
import { createMcfDesk } from './mcf/mcf-desk';
import { createOperations } from './operations';
import { createOrderBook } from './orders/order-book';
import { createOrderDesk } from './orders/order-desk';
import { createReportAnswers } from './reports/report-answers';
import { createReportDesk } from './reports/report-desk';
import { createReportStore, isDocumentRequest } from './reports/report-store';
import { accessDenied, AmazonError, quotaExceeded, toErrorList, withAmazonHeaders } from './rest/answers';
import { routeOf, type Route } from './rest/routes';
import type { AmazonStandIn, AmazonStandInOptions } from './stand-in-interface';
import { acknowledgementFeedKind } from './shipments/acknowledgement-feed';
import { fulfillmentFeedKind } from './shipments/fulfillment-feed';
import { createShipmentDesk } from './shipments/shipment-desk';
import { createSales } from './stock/sales';
import { createStockParts } from './stock/stock-parts';
import { acknowledgementFeed, fulfillmentFeed, listingsFeed } from './feeds/feed';
import { createOrderFeedPlayer } from './feeds/order-feed-player';
import { shipmentTracking } from './tracking/shipment-tracking';
import { isFeedStorageRequest } from './feeds/feed-storage';
import { createFeedAnswers } from './feeds/feed-answers';

export type { AmazonStandIn, AmazonStandInOptions } from './stand-in-interface';

/** Reading orders through v0 ends on 2027-03-27; confirmShipment and regulatedInfo stay. */
const isDeprecated = ({ method, path }: SandboxRequest): boolean =>
	method === 'GET' && /^\/orders\/v0\/orders(?:\/[^/]+(?:\/(?:buyerInfo|address|orderItems|orderItems\/buyerInfo))?)?$/.test(path);

const countedAs = ({ isWrite, isPoll }: Partial<Route>): CountedAs => (isWrite === true ? 'write' : isPoll === true ? 'poll' : 'call');

const isTokenRequest = ({ path }: SandboxRequest): boolean => path === '/auth/o2/token';

export function createAmazonStandIn({ clock, events }: StandInContext, options: AmazonStandInOptions = {}): AmazonStandIn {
	const { planFactor = 1, validator, defaultAccounts = true, fbaStock = {} } = options;
	let damage: Damage[] = [];
	const counter = createRequestCounter();
	const counters = new Map<string, RequestCounter>();
	const counterOf = (sellerId: string): RequestCounter => {
		const known = counters.get(sellerId) ?? createRequestCounter();
		counters.set(sellerId, known);
		return known;
	};
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
	const listingBook = createListingBook();
	const listingSettings = { ...defaultListingSettings, ...options.listingSettings };
	const stock = createStockParts(listingBook, { clock, events }, options);
	const sales = createSales(stock.desk, mcf.stock, clock);
	const orders = createOrderDesk(book, accounts, clock, events, sales);
	const shipments = createShipmentDesk({
		clock,
		events,
		book,
		orders,
		...(options.shipments === undefined ? {} : { settings: options.shipments }),
	});
	const noteDamage = (found: Damage): void => void damage.push(found);
	stock.feeds.add(fulfillmentFeed, createOrderFeedPlayer(fulfillmentFeedKind(shipments), noteDamage));
	stock.feeds.add(acknowledgementFeed, createOrderFeedPlayer(acknowledgementFeedKind(shipments), noteDamage));
	const listings = createListingDesk(listingBook, accounts, listingSettings, { clock, events });
	const reports = createReportDesk(clock, { book: listingBook, fbaStock: mcf.stock }, options.reports);
	const storage = createReportStore(clock, reports.settings);
	let ownUrl: string | undefined;

	/** Documents lie at the address under which the stand-in was asked, else at its own; without one at Amazon's storage. */
	const storageUrl = ({ headers: { host = '' } }: SandboxRequest): string =>
		isOwnHost(host) ? `http://${host}` : (ownUrl ?? 'https://tortuga-prod-eu.s3-eu-west-1.amazonaws.com');

	const operations = createOperations({
		book,
		mcf,
		clock,
		listings: createListingAnswers(listingBook, mcf.stock, listingSettings, (sellerId, sku) => stock.desk.submittedOf(sellerId, sku)),
		catalog: createCatalogAnswers(listingBook),
		reports: createReportAnswers(reports, storage),
		feeds: createFeedAnswers(stock.feeds, stock.storage),
		stock,
		shipments,
		storageUrl,
	});
	const catchUp = (): void => {
		mcf.catchUp();
		stock.feeds.catchUp();
		shipments.catchUp();
	};

	const fillWarehouses = (): void => {
		for (const [sellerId, stock] of Object.entries(fbaStock)) for (const entry of stock) mcf.setStock(sellerId, entry);
	};
	fillWarehouses();
	const fillListings = (): void => {
		for (const [sellerId, listed] of Object.entries(options.listings ?? {}))
			for (const listing of listed) listingBook.put(sellerId, listing);
	};
	fillListings();

	/** The one operation that an application asks without a seller. */
	const track = (request: SandboxRequest, operation: 'getShipmentTracking'): SandboxResponse => {
		const application = authorizeGrantless(accounts, clock.now(), request, trackingScope);
		if (!buckets.take(application.clientId, '', operation)) throw quotaExceeded();
		catchUp();
		return { status: 200, body: shipmentTracking(request, application, { accounts, mcf }) };
	};

	const answer = (request: SandboxRequest, route: Route | undefined): SandboxResponse => {
		try {
			if (route?.operation === 'getShipmentTracking') return track(request, route.operation);
			const authorization = authorize(accounts, clock.now(), request, route);
			// Amazon answers unknown paths with 403, not with 404.
			if (route === undefined) throw accessDenied();
			counterOf(authorization.seller.sellerId).count(route.operation, countedAs(route));
			if (!buckets.take(authorization.application.clientId, authorization.seller.sellerId, route.operation)) throw quotaExceeded();
			catchUp();
			return operations[route.operation](request, authorization, route.names[0] ?? '', route.names[1] ?? '');
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
		const submitted = operation === 'createFeed' && response.status === 202 ? stock.feeds.everywhere().at(-1) : undefined;
		for (const detail of submitted?.type !== listingsFeed ? [] : validator.checkUpload(stock.feeds.textOf(submitted))) {
			damage.push({ kind: 'modelViolation', detail: `feed: ${detail}` });
		}
		const differences = validator.checkAnswer(operation, response.status, response.body);
		if (differences.length > 0) throw new Error(`The stand-in's answer is not Amazon's: ${differences.slice(0, 5).join('; ')}`);
	};

	const standIn: AmazonStandIn = {
		name: 'amazon',
		accounts,
		book,
		mcf,
		listings,
		reports,
		stock,
		orders,
		shipments,
		async handle(request) {
			if (isTokenRequest(request)) {
				counter.count('token', 'token');
				return request.method === 'POST' ? issueAccessToken(request, accounts, clock) : { status: 405, body: {} };
			}
			const document = storage.fetch(request);
			if (document !== undefined) {
				counter.count('reportDocument', 'transfer');
				return document;
			}
			const stored = stock.storage.answer(request);
			if (stored !== undefined) {
				counter.count('feedDocument', 'transfer');
				return stored;
			}
			const route = routeOf(request);
			if (isDeprecated(request)) damage.push({ kind: 'deprecatedCall', detail: `${request.method} ${request.path}` });
			counter.count(route?.operation ?? 'unknown', countedAs(route ?? {}));
			const response = answer(request, route);
			if (route !== undefined) check(request, response, route);
			return withAmazonHeaders(response, randomUUID(), route === undefined ? undefined : buckets.rateOf(route.operation));
		},
		listening(url) {
			ownUrl = url;
		},
		async control(action, body) {
			catchUp();
			return await Promise.resolve(controlAmazon(standIn, action, body));
		},
		state: () => ({
			orders: book.all().map(({ load: _load, ...key }) => key),
			mcfOrders: mcf.accepted(),
			listings: listingBook.everywhere().length,
			feeds: stock.feeds.told(),
			credentials: accounts.credentials(),
		}),
		operationOf(request) {
			if (isTokenRequest(request)) return 'token';
			if (isFeedStorageRequest(request)) return 'feedDocument';
			return isDocumentRequest(request) ? 'reportDocument' : routeOf(request)?.operation;
		},
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
		damage() {
			catchUp();
			return [...damage, ...mcf.damage(), ...stock.desk.damage(), ...shipments.damage()];
		},
		counts: () => counter.counts(),
		countsOf: (sellerId) => counterOf(sellerId).counts(),
		resetCounts() {
			counter.reset();
			counters.clear();
		},
		refillQuota: () => buckets.refillAll(),
		reset() {
			accounts.clear();
			if (defaultAccounts) addDefaultAccounts(accounts);
			book.clear();
			mcf.clear();
			mcf.stock.clear();
			listingBook.clear();
			stock.clear();
			sales.clear();
			shipments.clear();
			fillListings();
			reports.clear();
			storage.clear();
			fillWarehouses();
			buckets.refillAll();
			standIn.resetCounts();
			damage = [];
		},
	};
	return standIn;
}
