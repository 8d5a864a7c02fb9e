/** Why a listing or a product is not given out. See `reasons.ts`. */
export const READING_REASONS = {
	noSuchListing: {
		title: 'The account has no listing with this SKU in this marketplace',
		advice: 'Write the SKU exactly as the channel has it (upper and lower case and spaces count), or choose another marketplace.',
	},
	noSuchProduct: {
		title: 'The store has no such product',
		advice:
			'Choose it from the list, or write its SKU exactly as the store has it (upper and lower case count). What is in the trash is not found.',
	},
	productSkuShared: {
		title: 'Several products of the store share this SKU',
		advice: 'Leave the SKU to one of them, or choose the product by its ID.',
	},
	stockNowhere: {
		title: 'Nothing is counted under this SKU there',
		advice: 'Write the SKU exactly as the channel has it, or look at another place or marketplace. It is not a count of zero.',
	},
	noSuchOrder: {
		title: 'The account has no such order',
		advice: 'Write the number of the order as the account itself has it. For a store that is its ID, which other numbers may hide.',
	},
	recordUnreadable: {
		title: 'The record could not be read',
		advice: 'Look at it where it is kept, and save it there once. All others were read.',
	},
	nothingChosen: {
		title: 'Nothing was chosen',
		advice: 'Choose from the list, or write an SKU or an ID.',
	},
} as const;
