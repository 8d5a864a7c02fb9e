/**
 * Why an order needs a person or waits. The same code stands on the canvas, in the log, in the order note and in the
 * mail. `title` is what happened, `advice` what to do; both without names, addresses, e-mails. They are right for an order
 * of any platform in any store; a platform that knows better what to do says so in its own words.
 */
export const REASONS = {
	currencyDiffers: {
		title: 'The order is in another currency than the store',
		advice: 'Amounts are never converted. Save it in its own currency (option "Other Currency") or enter it by hand.',
	},
	lineUnmatched: {
		title: 'No product of the store has this SKU',
		advice: 'Give a product of the store exactly this SKU (upper and lower case count) or link the two, then retry the order.',
	},
	lineAmbiguous: {
		title: 'Several products of the store have this SKU',
		advice: 'Leave the SKU to one product of the store or link the listing to one of them, then retry the order.',
	},
	noLines: {
		title: 'The order has no lines',
		advice: 'Look at the order where it was sold. When it has lines there, retry it.',
	},
	stockShort: {
		title: 'The store has too few pieces',
		advice: 'Raise the stock and retry, or choose "Save Anyway" under "When Stock Is Short".',
	},
	addressMissing: {
		title: 'The order came without a delivery address',
		advice:
			'Switch "Include Personal Data" on in the trigger, and allow its credential to read addresses. The order is on hold in the store.',
	},
	sumsDiffer: {
		title: 'The parts of the order do not add up to its total',
		advice: 'Compare the order with what it is where it was sold. It is on hold in the store.',
	},
	totalDiffers: {
		title: 'The store computed another total than the buyer paid',
		advice: 'Check the tax settings of the store. The order is on hold in the store; it is not made again.',
	},
	lineChanged: {
		title: 'The store saved a line without its product',
		advice: 'The product was probably deleted meanwhile. Correct the order in the store; it is on hold and not made again.',
	},
	alreadyShipped: {
		title: 'The order was already shipped from the store',
		advice: 'Stop the parcel or settle it with the buyer where the order was sold.',
	},
	cancelBlocked: {
		title: 'The order was cancelled by its channel but could not be cancelled in the store',
		advice: 'Cancel it in the store by hand.',
	},
	orderGone: {
		title: 'The store does not have this order any more',
		advice:
			'If it shall be in the store (was the store restored from a backup?), run "Check Store" of Order Sync Log, then retry the order: it is made anew. If it was deleted on purpose, there is nothing to do.',
	},
	closedInStore: {
		title: 'The order is cancelled, refunded or in the trash in the store',
		advice:
			'Nothing to do if it shall stay closed: the change was not written. If it shall be shipped, open it again in the store: then the change is written by itself.',
	},
	openAgain: {
		title: 'The order was cancelled by its channel but is open in the store',
		advice: 'A backup that was restored, or somebody, opened it again. Retry the order to have it cancelled in the store.',
	},
	stockTaken: {
		title: 'The store took pieces off its shelf that are shipped from elsewhere',
		advice:
			'Somebody cancelled the order in the store and opened it again. Add the named pieces to the stock by hand; the order itself is right.',
	},
	taxSetup: {
		title: "The store's tax settings leave no way to the same total",
		advice: 'Add a tax class without rates to the store, then retry.',
	},
	storeRejected: {
		title: 'The store refused the order',
		advice: 'The text of the store is below. Correct it there and retry.',
	},
	contract: {
		title: 'The store answered something else than an order',
		advice: 'A plugin, another app or a security service probably changes the answers. Look at its log.',
	},
	credential: {
		title: 'The keys were refused',
		advice: 'Renew the credential, then retry.',
	},
	storeUnreachable: {
		title: 'The store did not answer',
		advice: 'Nothing to do: it is tried again by itself.',
	},
	outcomeUnknown: {
		title: 'The store did not say whether it saved the order',
		advice: 'Nothing to do: the store is asked again once it has settled.',
	},
	inProgress: {
		title: 'Another run is saving this order right now',
		advice: 'Nothing to do: it is looked at again by itself.',
	},
	duplicateCancelled: {
		title: 'The order was made twice in the store, and the second one was cancelled',
		advice:
			'Nothing to do for this order. If another n8n, or a copy of this one, saves orders into the same store, leave that to one of them.',
	},
	duplicateHeld: {
		title: 'The order is in the store twice, and somebody has worked on the second one',
		advice:
			'That one is on hold. Decide which of the two shall be shipped and cancel the other. If another n8n saves orders into the same store, leave that to one of them.',
	},
	duplicateLeft: {
		title: 'The order is in the store twice, and the second one could not be set aside',
		advice: 'Look for it in the store and cancel the one that was made later.',
	},
	markUnreadable: {
		title: 'An order in the store that may be this one cannot be read',
		advice:
			'Nothing to do if it passes: it is made as soon as that one can be read. If it stays, a plugin probably hides or changes the meta data of orders. If the named order is another one, delete it or give it back its meta data.',
	},
	foundInStore: {
		title: 'The order was found in the store',
		advice: 'Nothing to do: it was saved before this memory began, and is not made again.',
	},
	staleData: {
		title: 'This run holds old data of the order',
		advice: 'Nothing to do: the order is read anew at the next poll.',
	},
	unreadable: {
		title: 'The order could not be read',
		advice:
			'The answer is not what the platform promises. It is asked for some more times; after that, retry it, or enter it by hand and report it to the makers of Storebridge.',
	},
	orderVanished: {
		title: 'The platform does not show the order any more',
		advice:
			'Look for the order where it was sold, and check that the trigger has the credential of that account. It is asked for some more times; after that, retry it.',
	},
	givenUp: {
		title: 'The order was given to a run five times and none of them finished',
		advice: 'Look at the last executions of the workflow, mend what stops them, then retry the order.',
	},
	invalidOrder: {
		title: 'This item is not an order',
		advice: 'Connect an order trigger, or Match Product, to this node.',
	},
	invalidAccount: {
		title: 'This is not a seller account',
		advice: 'Write region and Seller ID (Merchant Token), e.g. eu:A1B2C3D4E5F6G7.',
	},
	setup: {
		title: 'The node could not work',
		advice: 'Mend what the text says, then retry the order.',
	},
	otherDatabase: {
		title: 'This item comes from another Storebridge database',
		advice:
			'In all Storebridge nodes of the workflow choose the same under Options > "Where Storebridge Keeps Its Memory", and the same "Storebridge Database API" credential.',
	},
	notReattached: {
		title: 'Nothing was re-attached',
		advice: 'Run Order Sync Log > "Re-Attach Store" with the credential of the store that moved.',
	},
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
		advice: 'What Amazon named is below. Correct it and retry the order, or ship it by hand.',
	},
	mcfTooLate: {
		title: 'It is too late to change the order at Amazon',
		advice: 'The warehouse is packing or has shipped it. Settle it with the customer, or wait for the return.',
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
		advice: 'The text of the store is below. Correct it there; the tracking comes again by itself.',
	},
} as const satisfies Record<string, { readonly title: string; readonly advice: string }>;

export type ReasonCode = keyof typeof REASONS;

/** Reasons that pass without a person: the sale stays `pending` and is tried again when due. */
export const PASSING_REASONS: readonly ReasonCode[] = [
	'storeUnreachable',
	'outcomeUnknown',
	'inProgress',
	'staleData',
	'markUnreadable',
	'closedInStore',
	'amazonUnreachable',
	'mcfOutcomeUnknown',
];

/** Why a node could not work at all: over as soon as it works. */
export const NODE_FAULTS: readonly ReasonCode[] = ['credential', 'setup', 'contract'];

export interface Reason {
	readonly code: ReasonCode;
	/** What happened to which order: order number, SKUs, amounts; nothing personal. */
	readonly text: string;
	/** What to do. */
	readonly advice: string;
}

/** `Order 902-1: No product of the store has this SKU (SKU "TEE-1")`. */
export const reason = (code: ReasonCode, orderNumber: string, detail?: string): Reason => reasonOf(code, `Order ${orderNumber}`, detail);

/** As `reason`, of something that is no order: `Listing "TEE-1"`, `Item 3`. */
export function reasonOf(code: ReasonCode, subject: string, detail?: string): Reason {
	const { title, advice } = REASONS[code];
	return { code, text: `${subject}: ${title}${detail === undefined ? '' : ` (${detail})`}`, advice };
}
