/** Why an order is not in a store as it should be, or could not be read, and what keeps a node from its work. See `reasons.ts`. */
export const SAVING_REASONS = {
	currencyDiffers: {
		title: 'The order is in another currency than the store',
		advice: 'Amounts are never converted. Save it in its own currency (option "Other Currency") or enter it by hand.',
	},
	lineUnmatched: {
		title: 'No product of the store has this SKU',
		advice:
			'Give a product of the store exactly this SKU (upper and lower case count), then retry the order. Or link the two with Match Product: then it comes by itself.',
	},
	lineAmbiguous: {
		title: 'Several products of the store have this SKU',
		advice:
			'Leave the SKU to one product of the store, then retry the order. Or link the listing to one of them with Match Product: then it comes by itself.',
	},
	noLines: {
		title: 'The order has no lines',
		advice: 'Look at the order where it was sold. When it has lines there, retry it.',
	},
	stockShort: {
		title: 'The store has too few pieces',
		advice: 'Raise the stock or choose "Save Anyway" under "When Stock Is Short", then retry the order.',
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
	replacementPriced: {
		title: 'The order replaces another one, and has amounts to be paid',
		advice:
			'Replacements are free as a rule. Look where it was sold whether the buyer pays for it, correct the amounts in the store if not, then set it to ship. It is on hold in the store.',
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
	storeDecimals: {
		title: 'The store keeps too few decimals for what was paid',
		advice: 'Let the store keep as many decimals as the currency has, then retry.',
	},
	storeRejected: {
		title: 'The store refused the order',
		advice: 'Correct in the store what it named, then retry.',
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
	otherOrders: {
		title: 'This node takes other orders',
		advice: 'Connect the trigger of the orders that it takes, and choose the same account in both.',
	},
	saleUnknown: {
		title: 'This account has no order with this ID',
		advice:
			'Take the ID as "Get Many" shows it under "orderId", and choose the account where the order was bought or the store it went to.',
	},
	nothingToRetry: {
		title: 'There is nothing to retry',
		advice: 'Nothing to do: only orders that need attention or wait are read again.',
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
} as const;
