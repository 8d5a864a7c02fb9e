/** Why a listing is not in a store as a product, or a product is not as it should be. See `reasons.ts`. */
export const PRODUCT_REASONS = {
	noSku: {
		title: 'The item names no listing',
		advice: 'Give the SKU of a listing, exactly as it is written there, in "Listing".',
	},
	listingGone: {
		title: 'The listing is not there',
		advice: 'Look whether the account sells this SKU in the home marketplace, and choose another home marketplace or leave the SKU out.',
	},
	listingUnreadable: {
		title: 'The listing could not be read',
		advice: 'Run it again later. If it stays, look at the listing where it is sold.',
	},
	noTitle: {
		title: 'The listing has no title',
		advice: 'Give it a title where it is sold, or take the texts of the catalog there, if you may use them, as content. Then run it again.',
	},
	productCurrency: {
		title: 'The listing is priced in another currency than the store',
		advice:
			'Prices are never converted. Choose a home marketplace with the currency of the store, or have the price left out, and enter it by hand.',
	},
	productPrice: {
		title: 'The price of the listing cannot be written in the store',
		advice: 'Enter the tax rate that is in the listed prices, or correct the markup. Or have no price written, and enter it in the store.',
	},
	variationUnclear: {
		title: 'The variation does not say by what it differs from the others',
		advice: 'Give the listing its size, color or whatever it differs by, and each combination to one listing only, then run it again.',
	},
	noVariations: {
		title: 'The listing only holds variations together, and none of them can be saved',
		advice: 'Look at the listing where it is sold: its variations have to be listings of the same account and marketplace.',
	},
	tooManyVariations: {
		title: 'The listing has more variations than are saved under one product',
		advice: 'Save its variations in several products, by hand. All other listings were worked on.',
	},
	skuTaken: {
		title: 'Another product of the store has this SKU',
		advice:
			'If it is the same goods, link the two with Match Product. Otherwise give that product another SKU, also if it lies in the trash, then run it again.',
	},
	gtinTaken: {
		title: 'Another product of the store has this GTIN',
		advice: 'If it is the same goods, link the two with Match Product. Otherwise correct the GTIN of one of them, then run it again.',
	},
	productAmbiguous: {
		title: 'Several products of the store may be this listing',
		advice: 'Link the listing to one of them with Match Product, then run it again.',
	},
	linkedAsPack: {
		title: 'The listing is linked to pieces of another product',
		advice:
			'Nothing to do: a pack or a set is not written over the product that its pieces are. To have a product of its own, unlink it with Match Product first.',
	},
	productGone: {
		title: 'The store does not have the linked product any more',
		advice:
			'If it was deleted, unlink the listing with Match Product and run it again: then it is made anew. If the store has it under another SKU, link it by hand.',
	},
	productInProgress: {
		title: 'Another run is working on this product right now',
		advice: 'Run it again when the other one has ended. Nothing is made twice.',
	},
	productUnknown: {
		title: 'The store did not say whether it made the product',
		advice: 'Run it again in some minutes: the store is asked first, and nothing is made twice.',
	},
	productUnreached: {
		title: 'The store did not answer',
		advice: 'Run it again later: it goes on where it stopped.',
	},
	productRejected: {
		title: 'The store refused the product',
		advice: 'Correct what the store named, there or in the listing, and run it again.',
	},
	weightMissing: {
		title: 'A product of the order has no weight',
		advice: 'Enter the weight of the named products in the store, then retry the order. Or switch "Require Weight" off.',
	},
	lineContainer: {
		title: 'A line of the order is a product that is made of others',
		advice:
			'Saved as it is, it would come without its parts. Link the listing to its parts with Match Product ("TEE*2, CAP*1"), then retry the order.',
	},
} as const;
