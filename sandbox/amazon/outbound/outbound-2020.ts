import type { SandboxRequest } from '../../kernel/contract';
import type { SellerAccount } from '../access/accounts';
import type { McfDesk } from '../mcf/mcf-desk';
import type { McfOrder } from '../mcf/mcf-order';
import { arrivalOf } from '../mcf/mcf-parcels';
import { previewsOf, type McfPreview } from '../mcf/mcf-preview';
import { trackingLink, wireMcfOrder, wireMcfResult } from '../mcf/mcf-rendering';
import { asFields, marketplaceOf, refusal } from '../mcf/mcf-request';
import type { McfAddress, McfRequest, McfRequestItem, McfSpeed } from '../mcf/mcf-wire';
import { iso } from '../orders/order-draft';
import { AmazonError, notFound } from '../rest/answers';
import { issuePageToken, readPageToken } from '../rest/page-token';
import { readJson } from '../rest/read-json';
import { readTime } from '../search/search-parameters';

const pageSize = 50;
const tokenLifetimeMs = 24 * 3_600_000;

/** An order of the seller. @throws AmazonError when Amazon does not know (or not yet show) the id */
export function knownOrder(desk: McfDesk, seller: SellerAccount, id: string): McfOrder {
	const order = desk.find(seller.sellerId, id);
	if (order !== undefined) return order;
	throw desk.settings.unknownIsInvalid
		? refusal(`The fulfillment order ${id} does not exist.`)
		: notFound(`The fulfillment order ${id} does not exist.`);
}

/** One page of a seller's orders by last change of status, and the token of the next one. */
export function orderPage(
	orders: readonly McfOrder[],
	token: { readonly given: string | null; readonly kind: string; readonly parameters: string },
	since: number | undefined,
	{ sellerId, now }: { readonly sellerId: string; readonly now: number },
): { readonly page: readonly McfOrder[]; readonly nextToken?: string } {
	const { given, kind, parameters } = token;
	const after = given === null ? undefined : readPageToken(given, { kind, sellerId, parameters, lifetimeMs: tokenLifetimeMs, now });
	const rest = orders.filter(
		({ statusMs, id }) =>
			statusMs >= (since ?? 0) && (after === undefined || statusMs > after.time || (statusMs === after.time && id > after.id)),
	);
	const page = rest.slice(0, pageSize);
	const last = page.at(-1);
	if (rest.length <= pageSize || last === undefined) return { page };
	return { page, nextToken: issuePageToken({ kind, sellerId, parameters, time: last.statusMs, id: last.id, issuedAt: now }) };
}

const wirePreview = (preview: McfPreview, features: unknown): object => ({
	shippingSpeedCategory: preview.speed,
	isFulfillable: preview.isFulfillable,
	isCODCapable: false,
	estimatedFees: [{ name: 'FBAPerUnitFulfillmentFee', amount: { currencyCode: preview.fee.currencyCode, value: preview.fee.amount } }],
	fulfillmentPreviewShipments:
		preview.fulfillable.length === 0 || preview.isAddressBad
			? []
			: [
					{
						earliestShipDate: iso(preview.shipFromMs),
						latestShipDate: iso(preview.shipUntilMs),
						earliestArrivalDate: iso(preview.arriveFromMs),
						latestArrivalDate: iso(preview.arriveUntilMs),
						fulfillmentPreviewItems: preview.fulfillable.map(({ sellerSku, quantity, sellerFulfillmentOrderItemId }) => ({
							sellerSku,
							quantity,
							sellerFulfillmentOrderItemId,
						})),
					},
				],
	unfulfillablePreviewItems: preview.short.map(({ sellerSku, quantity, sellerFulfillmentOrderItemId }) => ({
		sellerSku,
		quantity,
		sellerFulfillmentOrderItemId,
		itemUnfulfillableReasons: ['ItemQuantityNotAvailable'],
	})),
	...(preview.isAddressBad ? { orderUnfulfillableReasons: ['InvalidDestinationAddress'] } : {}),
	marketplaceId: preview.marketplaceId,
	...(features === undefined ? {} : { featureConstraints: features }),
});

const statusTexts = {
	IN_TRANSIT: 'In transit',
	OUT_FOR_DELIVERY: 'Out for delivery',
	DELIVERED: 'Delivered',
	DELAYED: 'Delayed',
	UNDELIVERABLE: 'Undeliverable',
	RETURNED: 'Returned',
} as const;
const eventCodes = {
	IN_TRANSIT: 'EVENT_201',
	OUT_FOR_DELIVERY: 'EVENT_302',
	DELIVERED: 'EVENT_301',
	DELAYED: 'EVENT_401',
	UNDELIVERABLE: 'EVENT_404',
	RETURNED: 'EVENT_407',
} as const;

const tracking = (desk: McfDesk, seller: SellerAccount, query: URLSearchParams): object => {
	const wanted = query.get('packageNumber') ?? '';
	if (!/^\d{1,10}$/.test(wanted)) throw refusal('Value for parameter packageNumber is invalid. Reason: InvalidValue.');
	for (const order of desk.list(seller.sellerId)) {
		for (const shipment of order.shipments) {
			const parcel = shipment.parcels.find(({ packageNumber }) => packageNumber === Number(wanted));
			if (parcel === undefined) continue;
			const { city = '', stateOrRegion = '', countryCode } = order.request.destinationAddress;
			const address = { city, state: stateOrRegion, country: countryCode };
			return {
				packageNumber: parcel.packageNumber,
				trackingNumber: parcel.trackingNumber,
				customerTrackingLink: trackingLink(order, parcel.trackingNumber),
				carrierCode: parcel.carrierCode,
				shipDate: iso(shipment.shipMs),
				estimatedArrivalDate: iso(arrivalOf(shipment)),
				shipToAddress: address,
				currentStatus: parcel.status,
				currentStatusDescription: statusTexts[parcel.status],
				trackingEvents: [
					{
						eventDate: iso(parcel.statusMs),
						eventAddress: address,
						eventCode: eventCodes[parcel.status],
						eventDescription: statusTexts[parcel.status],
					},
				],
			};
		}
	}
	throw notFound('The package is not known.');
};

/** The order on hold with what an update names; items change where their id is named. */
const updated = (request: McfRequest, body: unknown): McfRequest => {
	const { items, ...fields } = asFields(body) as Partial<McfRequest>;
	const changes = new Map((items ?? []).map((item) => [item.sellerFulfillmentOrderItemId, item]));
	for (const id of changes.keys()) {
		if (!request.items.some(({ sellerFulfillmentOrderItemId }) => sellerFulfillmentOrderItemId === id))
			throw refusal(`The SellerFulfillmentOrderItemId ${id} does not exist.`);
	}
	return {
		...request,
		...fields,
		sellerFulfillmentOrderId: request.sellerFulfillmentOrderId,
		items: request.items.map((item): McfRequestItem => ({ ...item, ...changes.get(item.sellerFulfillmentOrderItemId) })),
	};
};

/** The features that sellers know from Amazon's documentation; every FBA SKU of the sandbox may have them. */
const features: Readonly<Record<string, string>> = {
	BLANK_BOX: 'Provides the ability to ship in non-Amazon branded packaging (blank boxes).',
	BLOCK_AMZL: 'Keeps Amazon Logistics from delivering.',
};

const featureName = (name: string): string => {
	if (features[name] === undefined) throw refusal('Value for parameter featureName is invalid. Reason: InvalidValue.');
	return name;
};

/** The operations of Fulfillment Outbound 2020-07-01. Each gives the body of its 200. */
export function createOutbound2020(desk: McfDesk) {
	return {
		create(request: SandboxRequest, seller: SellerAccount): object {
			desk.create(seller, readJson(request));
			return {};
		},
		preview(request: SandboxRequest, seller: SellerAccount, now: number): object {
			const body = asFields(readJson(request));
			const given = body['shippingSpeedCategories'] ?? ['Standard', 'Expedited', 'Priority'];
			if (!Array.isArray(given)) throw refusal('Invalid Input');
			const speeds = given as readonly McfSpeed[];
			const asked = { marketplaceId: body['marketplaceId'], address: body['address'] as McfAddress, items: body['items'], speeds };
			return {
				payload: {
					fulfillmentPreviews: previewsOf(asked, seller, desk.stock, now).map((preview) =>
						wirePreview(preview, body['featureConstraints']),
					),
				},
			};
		},
		get: (seller: SellerAccount, id: string): object => ({ payload: wireMcfResult(knownOrder(desk, seller, id)) }),
		list({ query }: SandboxRequest, seller: SellerAccount, now: number): object {
			const given = query.get('nextToken');
			const since = readTime(query, 'queryStartDate');
			const start = given === null ? since : readPageStart(given);
			const { page, nextToken } = orderPage(desk.list(seller.sellerId), { given, kind: 'mcf', parameters: String(start ?? '') }, start, {
				sellerId: seller.sellerId,
				now,
			});
			return { payload: { fulfillmentOrders: page.map(wireMcfOrder), ...(nextToken === undefined ? {} : { nextToken }) } };
		},
		update(request: SandboxRequest, seller: SellerAccount, id: string): object {
			knownOrder(desk, seller, id);
			const body = readJson(request);
			desk.update(seller, id, (known) => updated(known, body));
			return {};
		},
		cancel(seller: SellerAccount, id: string): object {
			knownOrder(desk, seller, id);
			desk.cancel(seller, id);
			return {};
		},
		tracking: ({ query }: SandboxRequest, seller: SellerAccount): object => ({ payload: tracking(desk, seller, query) }),
		features({ query }: SandboxRequest, seller: SellerAccount): object {
			marketplaceOf(seller, query.get('marketplaceId') ?? '');
			return {
				payload: {
					features: Object.entries(features).map(([name, featureDescription]) => ({
						featureName: name,
						featureDescription,
						sellerEligible: true,
					})),
				},
			};
		},
		featureInventory({ query }: SandboxRequest, seller: SellerAccount, name: string): object {
			const marketplaceId = marketplaceOf(seller, query.get('marketplaceId') ?? '');
			const featureSkus = desk.stock
				.all(seller.sellerId)
				.map(({ sellerSku, fnSku, asin, fulfillable }) => ({ sellerSku, fnSku, asin, skuCount: fulfillable, overlappingSkus: [] }));
			return { payload: { marketplaceId, featureName: featureName(name), featureSkus } };
		},
		featureSku({ query }: SandboxRequest, seller: SellerAccount, name: string, sku: string): object {
			const marketplaceId = marketplaceOf(seller, query.get('marketplaceId') ?? '');
			const stock = desk.stock.find(seller.sellerId, sku);
			if (stock === undefined) throw new AmazonError(400, 'InvalidInput', 'the SellerSKU is invalid.');
			const { sellerSku, fnSku, asin, fulfillable } = stock;
			return {
				payload: {
					marketplaceId,
					featureName: featureName(name),
					isEligible: true,
					ineligibleReasons: [],
					sellerSku,
					fnSku,
					asin,
					skuCount: fulfillable,
				},
			};
		},
	};
}

/** Here the start travels in the token: Amazon takes `nextToken` alone. */
const readPageStart = (token: string): number | undefined => {
	try {
		const { parameters } = JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as { readonly parameters?: string };
		return parameters === undefined || parameters === '' ? undefined : Number(parameters);
	} catch {
		return undefined;
	}
};
