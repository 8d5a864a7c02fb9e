/** Why a shop's order is not shipped by a warehouse, or its customer not told of the parcels. See `reasons.ts`. */
export const SHIPPING_REASONS = {
	mcfAddress: {
		title: 'Amazon cannot deliver to this address',
		advice: 'Correct the named field of the delivery address in the store, then retry the order.',
	},
	mcfLimits: {
		title: 'The order does not fit what Amazon ships at once',
		advice: 'Correct what is named and retry the order, or ship it by hand.',
	},
	mcfSkuUnknown: {
		title: 'Amazon has no FBA listing with this SKU',
		advice: 'Give the product exactly the SKU of the FBA listing (upper and lower case count) or link the two, then retry the order.',
	},
	mcfNoStock: {
		title: 'Amazon has too few units',
		advice: 'Send stock to Amazon and retry the order, or ship it by hand.',
	},
	mcfRejected: {
		title: 'Amazon refused the fulfillment order',
		advice: 'Correct what Amazon named and retry the order, or ship it by hand.',
	},
	mcfTooLate: {
		title: 'It is too late to change the order at Amazon',
		advice: 'The warehouse is packing or has shipped it. Settle it with the customer, or wait for the return.',
	},
	mcfCalledOff: {
		title: 'Amazon was told not to ship the order',
		advice: 'Nothing to do: it is cancelled or refunded in the store. Opened again there, it is sent anew.',
	},
	mcfRefunded: {
		title: 'Money was refunded after Amazon had taken the order',
		advice:
			'Amazon ships all that it was sent. If a part shall not go out, cancel the fulfillment order in Seller Central and retry the order: what is not refunded is sent anew.',
	},
	mcfStuck: {
		title: 'Amazon has not shipped the order for days',
		advice:
			'Look at it in Seller Central: stock in transfer takes long. If the customer shall not wait, cancel it there and retry the order: it is sent again under a new number.',
	},
	mcfNoSuchOrder: {
		title: 'The store has no order with this id',
		advice: 'Give "Order ID" the id of the order in the store (not its number), for example from the trigger or from Order Sync Log.',
	},
	mcfHoldExpiring: {
		title: 'Amazon cancels the held order soon',
		advice: 'Orders on hold end after 14 days. Release the order, or cancel it.',
	},
	mcfFailed: {
		title: 'Amazon will not ship the order',
		advice: 'No unit left the warehouse. Check address and stock and retry the order, or ship it by hand.',
	},
	mcfPartial: {
		title: 'Amazon shipped only a part of the order',
		advice: 'Ship the named units by hand or refund them; Amazon is not asked for them again.',
	},
	mcfUndelivered: {
		title: 'A parcel did not reach the customer',
		advice: 'It is lost, undeliverable or on its way back to Amazon. Settle it with the customer.',
	},
	mcfIdTaken: {
		title: 'Amazon says that it has the order already, and shows none or another one',
		advice:
			'Look for the order number among the Multi-Channel Fulfillment orders in Seller Central. If it is not there, ship the order by hand, or retry it.',
	},
	mcfUnreadable: {
		title: 'Amazon does not say what became of the order',
		advice:
			'It is asked again, at the latest after a day. If it stays so, look for the order in Seller Central and give its tracking to Confirm Shipment.',
	},
	mcfNotPaid: {
		title: 'The order is not paid',
		advice: 'Nothing was sent to Amazon. Once the payment is noted in the store, retry the order.',
	},
	mcfNotReady: {
		title: 'The order is paid and waits for its release in the store',
		advice:
			'Nothing to do: it is sent by itself once it has a status that is ready (option "Ready Status Names or IDs"). If it shall not be shipped, cancel it in the store.',
	},
	mcfApproval: {
		title: 'The order waits for your approval',
		advice: 'Nothing was sent to Amazon. Look at the order; retry it to have it sent, or cancel it in the store.',
	},
	mcfShippedBefore: {
		title: 'A tracking number stands at the order, and not what is in the parcel',
		advice:
			'Nothing was sent to Amazon. If the order has left already, there is nothing more to do. If Amazon shall ship what the store shows as open, retry the order.',
	},
	mcfDoubt: {
		title: 'The store does not say clearly what of the order is to be shipped',
		advice:
			'Nothing was sent to Amazon. Correct what is named in the store and retry the order, or ship it by hand. Where only a refund is unclear, or it is a test order, a retry sends all units that the store still shows as ordered.',
	},
	mcfAmountRefunded: {
		title: 'An amount of the order was refunded, and no unit of it',
		advice: 'All its units were sent to Amazon. If some shall not be shipped, cancel the fulfillment order.',
	},
	mcfSuborder: {
		title: 'The order is a part of another one that holds the same lines',
		advice: 'Nothing to do: Amazon ships the whole order, and nothing of it twice.',
	},
	mcfSuborderDiffers: {
		title: 'The order is a part of another one that holds only some of its lines',
		advice: 'Nothing was sent to Amazon of the part. Compare the two orders and ship by hand what the whole one does not hold.',
	},
	mcfProductGone: {
		title: 'The product of a line is no longer in the store',
		advice: 'Nobody can tell which FBA listing it was. Look at the line in the order and ship it by hand.',
	},
	mcfSkuShared: {
		title: 'Several products of the store share this SKU',
		advice:
			'Link the very product with its FBA listing (Match Product, by the ID of the product), then retry the order or ship it by hand.',
	},
	mcfOrderClosed: {
		title: 'The order is not open in the store',
		advice: 'Nothing was sent to Amazon. If it shall be shipped, open it again in the store and retry it.',
	},
	mcfOrderGone: {
		title: 'The store does not have the order any more',
		advice: 'Nothing was sent to Amazon. It was deleted, or the store was restored from a backup and another order has its number by now.',
	},
	shipmentOrderGone: {
		title: 'The store does not have the order any more',
		advice:
			'Nobody could be told of the parcels. It was deleted, or the store was restored from a backup and another order has its number by now: write to its customer by hand.',
	},
	shipmentOrderClosed: {
		title: 'The order is cancelled or refunded in the store, and a parcel of it has left',
		advice:
			'The customer was not told; the tracking stands in a private note on the order. Settle it with the customer, or wait for the return.',
	},
	mcfLocalPickup: {
		title: 'The customer fetches the order',
		advice: 'Nothing to do: Amazon is not asked to ship it.',
	},
	mcfBoughtElsewhere: {
		title: 'The order was bought elsewhere, not in this store',
		advice: 'Nothing to do: it is shipped as its own channel wants it.',
	},
	mcfNothingOpen: {
		title: 'All units of the order are refunded or shipped',
		advice: 'Nothing to do.',
	},
	mcfNoFbaLine: {
		title: 'No line of the order is in stock at Amazon (FBA)',
		advice:
			'Ship it yourself. If Amazon should have it, give the product exactly the SKU of the FBA listing or link the two, then retry the order.',
	},
	mcfIndivisible: {
		title: 'The quantity is no multiple of the FBA listing',
		advice:
			'The FBA listing is a multipack. Ship these units by hand, or link the product to a listing of single units and retry the order.',
	},
	mcfNotSent: {
		title: 'The order is not at Amazon',
		advice: 'Nothing to do: there is no fulfillment order of it.',
	},
	amazonUnreachable: {
		title: 'Amazon did not answer',
		advice: 'Nothing to do: it is tried again by itself.',
	},
	mcfOutcomeUnknown: {
		title: 'Amazon did not say whether it took the order',
		advice: 'Nothing to do: Amazon is asked again once it has settled.',
	},
	invalidShipments: {
		title: 'This item holds no shipments of an order of this store',
		advice:
			'Connect "Get Updates" of Amazon Multi-Channel Fulfillment to this node, with the same store, or give orders of it with "shipments".',
	},
	shipmentRejected: {
		title: 'The store refused the tracking',
		advice: 'Correct in the store what it named; the tracking comes again by itself.',
	},
} as const;
