/** Of links between listings and products. */
export const LINKING_REASONS = {
	linkGone: {
		title: 'The product that this listing was linked with is no longer in the store',
		advice:
			'Restore the product in the store and run Match Product, "Match Catalog". Or link the listing with another product there: then the order comes by itself.',
	},
	productTaken: {
		title: 'Its product is linked with another listing of the same marketplace already',
		advice:
			'If one of the two listings is no more, run Match Product, "Match Catalog". If both are sold, link this one by hand, with its units: then the order comes by itself.',
	},
	invalidLink: {
		title: 'This row cannot be linked',
		advice:
			'Each row needs listingSku, and productSku or productId. A listing that several rows name is none of them: leave one, or name the parts of a bundle in one, e.g. TEE-RED*2, CAP*1.',
	},
	unlinkUnconfirmed: {
		title: 'Nothing was unlinked: the confirmation is missing',
		advice: 'Type UNLINK ALL, or the address of the store, into "Confirmation".',
	},
} as const;
