/** Orders as Amazon's model describes them, made by hand. Every one used in a test is validated against the model. */
export interface Money {
	readonly amount: string;
	readonly currencyCode: string;
}

export const eur = (amount: string): Money => ({ amount, currencyCode: 'EUR' });

export interface WireItemDraft {
	readonly [field: string]: unknown;
}

export const item = (fields: WireItemDraft = {}): WireItemDraft => ({
	orderItemId: '11111111111111',
	quantityOrdered: 1,
	product: { asin: 'B000000001', title: 'Tee', sellerSku: 'TEE-1', price: { unitPrice: eur('20.00') } },
	proceeds: { proceedsTotal: eur('20.00'), breakdowns: [{ type: 'ITEM', subtotal: eur('20.00') }] },
	fulfillment: { quantityFulfilled: 0, quantityUnfulfilled: 1 },
	...fields,
});

export const breakdown = (type: string, subtotal: Money, details: Readonly<Record<string, Money>> = {}): object => ({
	type,
	subtotal,
	...(Object.keys(details).length === 0
		? {}
		: { detailedBreakdowns: Object.entries(details).map(([subtype, value]) => ({ subtype, value })) }),
});

export const order = (fields: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> => ({
	orderId: '902-1234567-1234567',
	createdTime: '2026-11-20T08:00:00Z',
	lastUpdatedTime: '2026-11-20T08:30:00Z',
	programs: [],
	salesChannel: { channelName: 'AMAZON', marketplaceId: 'A1PA6795UKMFR9', marketplaceName: 'Amazon.de' },
	buyer: { buyerName: 'Jürgen Groß', buyerEmail: 'x1y2z3@marketplace.amazon.de' },
	recipient: {
		deliveryAddress: {
			name: 'Jürgen Groß',
			addressLine1: 'Hauptstraße 1',
			city: 'Köln',
			postalCode: '50667',
			countryCode: 'DE',
			phone: '+49 221 123456',
			addressType: 'RESIDENTIAL',
		},
	},
	proceeds: { grandTotal: eur('20.00') },
	fulfillment: {
		fulfillmentStatus: 'UNSHIPPED',
		fulfilledBy: 'MERCHANT',
		fulfillmentServiceLevel: 'STANDARD',
		shipByWindow: { earliestDateTime: '2026-11-21T00:00:00Z', latestDateTime: '2026-11-22T23:59:59Z' },
		deliverByWindow: { earliestDateTime: '2026-11-24T00:00:00Z', latestDateTime: '2026-11-26T23:59:59Z' },
	},
	orderItems: [item()],
	...fields,
});
