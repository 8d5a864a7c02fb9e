/**
 * What shop people and customers read beside the reasons: details of these, notes, names on orders. `{…}` are places for
 * what is said when it is known what. The texts in other languages stand beside it, under the same names.
 */
export const ENGLISH_WORDS = {
	// What a reason is about, and what it says of it.
	order: 'Order {number}',
	found: '{found} instead of {expected}',
	totals: 'store {store}, expected {expected}',
	sums: 'total {total}, parts {parts}, difference {difference}',
	currencies: 'order {order}, store {store}',
	decimals: 'the store keeps {decimals} decimals of {currency}',
	quantityOf: 'quantity of SKU "{sku}"',
	unitsOf: 'units of SKU "{sku}"',
	tooFew: 'SKU "{sku}": {needed} needed, {there} there',
	noStatus: 'the store has no order status "{status}"',
	statusNotSet: 'its status could not be set to "{status}"',
	noCustomer: 'the customer id is not one of this store',
	orderThere: 'it was order {number} there',
	orderInStore: 'order {number} of the store, {status}',
	othersOrder: "its order {number} is another's or none; nothing was written to it",
	suspect: 'its order {id}',
	twins: '{other} beside {stays}, which stays',
	status: 'status "{status}"',
	statusShipped: 'status "{status}", already shipped',
	attempts: '{count} attempts',
	fulfillmentOrder: 'fulfillment order {id}',
	heldSince: 'on hold since {day}',
	amazonSays: 'Amazon says "{status}"',
	itIs: 'it is {status}',
	unknownToAmazon: 'Amazon does not know it',
	notShipped: 'SKU "{sku}": {units} not shipped',
	indivisible: 'SKU "{sku}", {units} units, {listings}',
	listingOf: 'listing "{sku}" of {pieces}',
	otherCase: 'SKU "{sku}"; FBA has "{other}"',

	// Notes on orders, for the people of the shop.
	note: '{text}. {advice}',
	cancelRequested: 'The buyer asked {channel} to cancel order {number}. Decide in {office} before it is shipped.',
	reportedShipped: '{channel} reports order {number} as shipped.',
	changedAfterShipment: 'Order {number} changed at {channel} after its first shipment; the change was not applied here.',
	cancelledAfterShipment: 'Order {number} was cancelled at {channel} after it was shipped from here.',

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

	// A mail about an order that needs a person.
	needsYou: '{subject} needs you',
	needYou: '{count} things need you',
	whatToDo: 'What to do: {advice}',
	inLog: 'The same stands in the Order Sync Log. The workflow "Repair what waits" shows it and retries it.',

	// Advice where an order comes from Amazon.
	noLinesAtAmazon: 'Look at the order in Seller Central. When it has lines there, retry it.',
	addressMissingAtAmazon:
		'The Amazon application needs the role "Direct-to-Consumer Shipping", and "Include Personal Data" must be on in the trigger. The order is on hold in the store.',
	sumsDifferAtAmazon: 'Compare the order with Seller Central. It is on hold in the store.',
	alreadyShippedAtAmazon: 'Stop the parcel or settle it with the buyer in Seller Central.',
	staleDataOfAmazon: 'Nothing to do: the order is read anew from Amazon at the next poll.',

	// Advice for one case of a reason.
	runAgain: 'Run it again in a few minutes.',
	makeAnew: 'If it shall be in the store, retry the order: it is made anew. If it was deleted on purpose, there is nothing to do.',
	addZeroRate: 'Add a tax class without rates (WooCommerce makes "Zero rate" by itself), then retry.',
} as const;
