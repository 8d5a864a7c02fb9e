import type { SandboxRequest } from '../../kernel/contract';
import type { SellerAccount } from '../access/accounts';
import type { McfDesk } from '../mcf/mcf-desk';
import { previewsOf, type McfPreview } from '../mcf/mcf-preview';
import { asFields, refusal } from '../mcf/mcf-request';
import { iso } from '../orders/order-draft';
import { readJson } from '../rest/read-json';
import { readTime } from '../search/search-parameters';
import { knownOrder, orderPage } from './outbound-2020';
import { eaches, outboundOrder, tierOf } from './outbound-rendering';
import { originMarketplace, speedOf, toMcfRequest, unitsOf } from './outbound-request';
import type { OutboundLineItem, OutboundOrderRequest } from './outbound-wire';

/** 2026-07-04 answers creation with 200 or 202, and changes with 202. */
export interface OutboundAnswer {
	readonly status: number;
	readonly body: object;
}

const readShipments = (query: URLSearchParams): boolean => {
	const given = query.get('shipments') ?? 'INCLUDE';
	if (given !== 'INCLUDE' && given !== 'EXCLUDE') throw refusal('Value for parameter shipments is invalid. Reason: InvalidValue.');
	return given === 'INCLUDE';
};

const plannedShipment = (preview: McfPreview): object => ({
	items: preview.fulfillable.map(({ sellerSku, quantity }) => ({ productIdentifier: { amazonSku: sellerSku }, amount: eaches(quantity) })),
	offers: [
		{
			fulfillmentConfiguration: {
				serviceLevel: {
					serviceTier: tierOf(preview.speed),
					deliveryInterval: { startTime: iso(preview.arriveFromMs), endTime: iso(preview.arriveUntilMs) },
					shipInterval: { startTime: iso(preview.shipFromMs), endTime: iso(preview.shipUntilMs) },
				},
			},
			estimatedPrice: { rollupPrices: [{ type: 'MCFTransportationFee', value: preview.fee }], totalPrice: preview.fee },
		},
	],
});

const constraintsOf = ({ short, isAddressBad }: McfPreview): readonly object[] => [
	...short.map(({ sellerSku, quantity }) => ({
		message: `There is not enough quantity of item ${sellerSku}.`,
		type: 'ValidationError',
		code: 'ItemQuantityNotAvailable',
		details: [
			{ type: 'amazonSku', value: sellerSku },
			{ type: 'quantity', value: String(quantity) },
		],
	})),
	...(isAddressBad
		? [{ message: 'The destination address is not valid.', type: 'ValidationError', code: 'InvalidDestinationAddress' }]
		: []),
];

/** The operations of Fulfillment Outbound 2026-07-04, on the same orders as 2020-07-01. */
export function createOutbound2026(desk: McfDesk) {
	return {
		create(request: SandboxRequest, seller: SellerAccount, now: number): OutboundAnswer {
			const body = readJson(request);
			const order = desk.create(seller, toMcfRequest(body, seller, now), body as OutboundOrderRequest);
			if (desk.settings.answersAccepted) return { status: 202, body: { orderId: order.id, status: 'PROCESSING' } };
			return { status: 200, body: { order: outboundOrder(order, true) } };
		},
		preview(request: SandboxRequest, seller: SellerAccount, now: number): OutboundAnswer {
			const body = asFields(readJson(request)) as unknown as Omit<OutboundOrderRequest, 'orderId'>;
			if (!Array.isArray(body.lineItems)) throw refusal('Invalid Input');
			for (const line of body.lineItems) asFields(asFields(asFields(line)['product'])['productIdentifier']);
			asFields(asFields(body.destination)['deliveryAddress']);
			const items = body.lineItems.map((line: OutboundLineItem, position) => ({
				sellerSku: line.product.productIdentifier.amazonSku,
				sellerFulfillmentOrderItemId: String(position + 1),
				quantity: unitsOf(line.amount),
			}));
			const { email: _email, ...address } = body.destination.deliveryAddress;
			const speed = speedOf(body.fulfillmentConfiguration, body.origin?.countryCode ?? '');
			const asked = { marketplaceId: originMarketplace(body.origin, seller), address, items, speeds: [speed] };
			const previews = previewsOf(asked, seller, desk.stock, now);
			const plannable = previews.filter(({ fulfillable, isAddressBad }) => fulfillable.length > 0 && !isAddressBad);
			return { status: 200, body: { plannedShipments: plannable.map(plannedShipment), constraints: previews.flatMap(constraintsOf) } };
		},
		get: ({ query }: SandboxRequest, seller: SellerAccount, id: string): OutboundAnswer => ({
			status: 200,
			body: { order: outboundOrder(knownOrder(desk, seller, id), readShipments(query)) },
		}),
		list({ query }: SandboxRequest, seller: SellerAccount, now: number): OutboundAnswer {
			const hasShipments = readShipments(query);
			const since = readTime(query, 'updatedAfter');
			const token = { given: query.get('pageToken'), kind: 'outbound', parameters: JSON.stringify([since ?? null, hasShipments]) };
			const { page, nextToken } = orderPage(desk.list(seller.sellerId), token, since, { sellerId: seller.sellerId, now });
			return {
				status: 200,
				body: {
					orders: page.map((order) => outboundOrder(order, hasShipments)),
					...(nextToken === undefined ? {} : { pagination: { nextToken } }),
				},
			};
		},
		/** Only the hold can be changed here. */
		update(request: SandboxRequest, seller: SellerAccount, id: string): OutboundAnswer {
			knownOrder(desk, seller, id);
			const { fulfillmentConfiguration } = asFields(readJson(request)) as Partial<OutboundOrderRequest>;
			const action = fulfillmentConfiguration?.action;
			if (action !== 'SHIP' && action !== 'HOLD') throw refusal('Value for parameter action is invalid. Reason: InvalidValue.');
			desk.update(seller, id, (known) => ({ ...known, fulfillmentAction: action === 'SHIP' ? 'Ship' : 'Hold' }));
			return { status: 202, body: {} };
		},
		cancel(seller: SellerAccount, id: string): OutboundAnswer {
			knownOrder(desk, seller, id);
			desk.cancel(seller, id);
			return { status: 202, body: {} };
		},
	};
}
