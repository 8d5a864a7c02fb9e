/** What stands on an order in the store: notes for its people and customers, names of charges, what a packer reads. */
export const ENGLISH_ORDER_WORDS = {
	// Notes on orders, for the people of the shop.
	note: '{text}. {advice}',
	cancelRequested: 'The buyer asked {channel} to cancel order {number}. Decide in {office} before it is shipped.',
	reportedShipped: '{channel} reports order {number} as shipped.',
	changedAfterShipment: 'Order {number} changed at {channel} after its first shipment; the change was not applied here.',
	cancelledAfterShipment: 'Order {number} was cancelled at {channel} after it was shipped from here.',

	/** The beginning is how these notes are found again, in each language. */
	deliveryDetails: 'Delivery details: {details}',
	deliveryService: 'Service: {service}',
	deliveryCost: 'Cost: {cost}',
	deliveryTo: 'Recipient: {recipient}',
	deliveryAsks: 'Instructions: {instructions}',

	// Notes to customers.
	shipped: 'Shipped',
	shippedWith: 'Shipped with {carrier}',
	trackingNumber: 'Tracking number: {number}',
	otherCarrier: 'Other',

	// Names of what stands on an order beside its lines.
	shipping: 'Shipping',
	giftWrap: 'Gift wrap',
	codFee: 'Cash on delivery fee',
	deliveryTip: 'Delivery tip',
	tax: 'Tax',
	discount: 'Discount',
	adjustment: 'Rounding',
	other: 'Other',
	taxCollectedBy: 'Tax collected by {channel}',
	marketplace: 'the marketplace',

	// On lines, for the packer.
	shippedBefore: 'Shipped before this order came here, do not pack again: {pieces}',
	giftMessage: 'Gift message',
	giftMessageFor: 'Gift message for SKU "{sku}": {message}',
	customization: 'Customization',
	programs: 'Amazon programs',

	// How far the warehouse is, where the lines themselves cannot show it.
	fulfillment: 'Amazon fulfillment',
	lineAt: '{sku}: {phase}, {units} pcs',
	received: 'received',
	held: 'held',
	planning: 'planning',
	processing: 'processing',
	complete: 'complete',
	completePartial: 'completePartial',
	cancelled: 'cancelled',
	unfulfillable: 'unfulfillable',
	invalid: 'invalid',
	announced: 'announced',
	inTransit: 'inTransit',
	outForDelivery: 'outForDelivery',
	delivered: 'delivered',
	delayed: 'delayed',
	undeliverable: 'undeliverable',
	returned: 'returned',
} as const;
