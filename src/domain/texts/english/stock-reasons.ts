/** Why a quantity was not pushed. See `reasons.ts`. */
export const STOCK_REASONS = {
	stockInput: {
		title: 'The item gives no SKU or no quantity that can be pushed',
		advice: 'Give "sku" as text, exactly as it is written, and "quantity" as a whole number of zero or more.',
	},
	stockTwice: {
		title: 'Two items give this SKU different quantities',
		advice: 'Leave one of them out, or choose to add up several items of one SKU.',
	},
	sharedQuantity: {
		title: 'Two marketplaces are given different quantities of one SKU',
		advice: 'The marketplaces of one account share the quantity of a SKU. Give it one quantity.',
	},
	stockSkuUnknown: {
		title: 'There is no such SKU',
		advice: 'Check that it is spelt exactly as in the account that is pushed to, and link the product with Match Product.',
	},
	stockIsFba: {
		title: 'The marketplace itself ships this SKU (FBA), so its quantity is not pushed',
		advice: 'There is nothing to do: the marketplace counts it. A pushed quantity would make it an offer that you have to ship yourself.',
	},
	stockChannelUnknown: {
		title: 'Nobody can tell who ships this SKU, so nothing was pushed',
		advice: 'Run it again later. If it stays like this, look at the listing where it is sold.',
	},
	stockSourceUndeclared: {
		title: 'It is not declared that the units of this product lie at the warehouse',
		advice: 'Declare where its units lie with the operation "Declare Source". Until then the stock of the shop stays as it is.',
	},
	stockOwnPartMissing: {
		title: 'The units of this product lie in two places, and how many you have yourself is not known',
		advice: 'Keep your own part in the product field that the node reads, or give it as "ownQuantity" with the item.',
	},
	stockNotManaged: {
		title: 'Stock management is switched off for this product in the store',
		advice: 'Switch on stock management for it in the store, or leave the product out.',
	},
	stockOfParent: {
		title: 'The product takes no quantity of its own',
		advice: 'Push to its variations, or to the products that it is made of.',
	},
	stockShared: {
		title: 'Several variations share one count, and the items do not give all of them the same quantity',
		advice: 'Give all of them one quantity in one run, or have each variation count its own stock in the store.',
	},
	stockComponentMissing: {
		title: 'One of the quantities that this one is made of is not known',
		advice:
			'Push all that belongs together in one run: every product of a set, every listing of a product. The node can also read the products of a set from the store.',
	},
	stockLeftOut: {
		title: 'A person left this listing out of pushing',
		advice: 'There is nothing to do. To push it again use the operation "Include in Pushes".',
	},
	stockPaused: {
		title: 'Pushing to this account is paused',
		advice: 'Switch it on again with the operation "Resume Account".',
	},
	stockZeroByOther: {
		title: 'Somebody else set this SKU to zero, so it stays at zero',
		advice: 'If it is to be sold again, set a quantity there by hand or run with "Send All".',
	},
	stockListingClosed: {
		title: 'The listing is closed, so nothing was pushed',
		advice: 'If it is to be sold again, open it where it is sold.',
	},
	stockAtLocations: {
		title: 'The quantities of this SKU are kept by location',
		advice: 'Change them per location where it is sold: a quantity without a location is refused there.',
	},
	stockGone: {
		title: 'The linked product or listing is gone, so its quantity was left as it is',
		advice: 'Link it anew, or unlink it. An option of the node sets such listings to zero.',
	},
	stockRefused: {
		title: 'The quantity was refused',
		advice: 'Look at the listing or product there, correct what it says, and run it again.',
	},
	stockOutcomeUnknown: {
		title: 'Nobody can say yet whether the quantity arrived',
		advice: 'Run it again later: it looks first and sends again only what is missing.',
	},
	stockNotSent: {
		title: 'The run had no time left for this quantity',
		advice: 'Run it again: it goes on with what is left.',
	},
	massZero: {
		title: 'So many products would drop to zero that nothing was sent',
		advice: 'Check that the source of the quantities is right. If it is, raise the limit of the Mass-Zero Guard for one run.',
	},
	stockOtherAccount: {
		title: 'The item belongs to another account than the one that is read or pushed to',
		advice: 'Send it to a node with the credential of its account.',
	},
} as const;
