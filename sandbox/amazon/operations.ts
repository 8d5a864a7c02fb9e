import type { Clock, SandboxRequest, SandboxResponse } from '../kernel/contract';
import type { Authorization } from './access/accounts';
import { accountOf, participationsOf } from './access/sellers';
import type { AmazonOperation } from './access/usage-plans';
import type { CatalogAnswers } from './catalog/catalog-answers';
import type { FeedAnswers } from './feeds/feed-answers';
import { listAwdInventory } from './inventory/awd';
import { inventorySummaries } from './inventory/fba-inventory';
import type { ListingAnswers } from './listings/listing-answers';
import type { McfDesk } from './mcf/mcf-desk';
import type { OrderBook } from './orders/order-book';
import { createOutbound2020 } from './outbound/outbound-2020';
import { createOutbound2026 } from './outbound/outbound-2026';
import type { ReportAnswers } from './reports/report-answers';
import { getOrder, searchOrders } from './search/order-reading';
import { patchListing } from './stock/patch-listing';
import { confirmShipment } from './shipments/confirm-shipment';
import type { ShipmentDesk } from './shipments/shipment-desk';
import type { StockParts } from './stock/stock-parts';
import { getSupplySource, listSupplySources } from './stock/supply-sources';

type OperationHandler = (request: SandboxRequest, authorization: Authorization, name: string, secondName: string) => SandboxResponse;

/** All but those that an application asks without a seller. */
export type SellerOperation = Exclude<AmazonOperation, 'getShipmentTracking'>;

const ok = (body: object): SandboxResponse => ({ status: 200, body });

/** What the operations read and change. */
export interface OperationParts {
	readonly book: OrderBook;
	readonly mcf: McfDesk;
	readonly clock: Clock;
	readonly listings: ListingAnswers;
	readonly catalog: CatalogAnswers;
	readonly reports: ReportAnswers;
	readonly feeds: FeedAnswers;
	readonly stock: StockParts;
	readonly shipments: ShipmentDesk;
	/** Where this request's client finds what is not part of the API. */
	readonly storageUrl: (request: SandboxRequest) => string;
}

/** What each operation answers whoever may use it. */
export function createOperations(parts: OperationParts): Readonly<Record<SellerOperation, OperationHandler>> {
	const { book, mcf, clock, listings, catalog, reports, feeds, stock, shipments, storageUrl } = parts;
	const outbound2020 = createOutbound2020(mcf);
	const outbound2026 = createOutbound2026(mcf);
	return {
		getMarketplaceParticipations: (_request, { seller }) => ok({ payload: participationsOf(seller) }),
		getAccount: (_request, { seller }) => ok({ payload: accountOf(seller) }),
		searchOrders: (request, authorization) => ok(searchOrders(book, clock.now(), request, authorization)),
		getOrder: (request, authorization, orderId) => ok(getOrder(book, clock.now(), request, authorization, orderId)),
		confirmShipment(request, { seller }, orderId) {
			confirmShipment({ desk: shipments, book }, request, seller, orderId, clock.now());
			return { status: 204 };
		},
		getInventorySummaries: ({ query }, { seller }) => ok(inventorySummaries(query, seller, mcf.stock, clock.now())),
		searchListingsItems: (request, { seller }, sellerId) => ok(listings.search(request, seller, sellerId, clock.now())),
		getListingsItem: (request, { seller }, sellerId, sku) => ok(listings.get(request, seller, sellerId, sku, clock.now())),
		patchListingsItem: (request, { seller }, sellerId, sku) => ok(patchListing(stock, request, seller, sellerId, sku)),
		searchCatalogItems: (request, { seller }) => ok(catalog.search(request, seller, clock.now())),
		getCatalogItem: (request, { seller }, asin) => ok(catalog.get(request, seller, asin)),
		createReport: (request, { seller }) => ({ status: 202, body: reports.create(request, seller) }),
		getReports: (request, { seller }) => ok(reports.list(request, seller, clock.now())),
		getReport: (_request, { seller }, id) => ok(reports.get(seller, id)),
		cancelReport(_request, { seller }, id) {
			reports.cancel(seller, id, clock.now());
			return { status: 200 };
		},
		getReportDocument: (request, { seller }, id) => ok(reports.document(request, seller, id, storageUrl(request))),
		createFeedDocument: (request, { seller }) => ({ status: 201, body: feeds.createDocument(request, seller, storageUrl(request)) }),
		getFeedDocument: (request, { seller }, id) => ok(feeds.document(request, seller, id, storageUrl(request), clock.now())),
		createFeed: (request, authorization) => ({ status: 202, body: feeds.create(request, authorization) }),
		getFeeds: (request, { seller }) => ok(feeds.list(request, seller, clock.now())),
		getFeed: (_request, { seller }, id) => ok(feeds.get(seller, id)),
		cancelFeed(_request, { seller }, id) {
			feeds.cancel(seller, id, clock.now());
			return { status: 200 };
		},
		listInventory: (request, { seller }) => ok(listAwdInventory(request, seller, stock.awd, clock.now())),
		getSupplySources: (request, { seller }) => ok(listSupplySources(request, seller, stock.sources, clock.now())),
		getSupplySource: (_request, { seller }, id) => ok(getSupplySource(seller, id, stock.sources)),
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
}
