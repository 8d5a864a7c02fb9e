/** What has to become of a listing; known to the sandbox alone. */
export interface SeededListing {
	readonly sku: string;
	/** `published`: the store has nothing like it, and gets it. `parent`: holds variations together. */
	readonly expect: 'matched' | 'published' | 'pending' | 'ambiguous' | 'parent';
	/** Of the product that it is matched with. */
	readonly productSku?: string;
	/** The parent of a variation. */
	readonly parentSku?: string;
	readonly hasImages: boolean;
}

/** A product as it stands in the store, read from the sandbox's own state. */
export interface StoredProduct {
	readonly id: string;
	readonly parentId?: string;
	readonly sku: string;
	/** The mark that says of which listing it was made. */
	readonly origin?: string;
	readonly images: number;
	/** By how many axes it differs from its siblings. */
	readonly axes: number;
}

/** What our database says of a listing. */
export interface KnownListing {
	readonly sku: string;
	readonly state: 'synchronised' | 'gone' | 'pending' | 'ambiguous';
	/** Where it is linked. */
	readonly productId?: string;
}

export interface ProductTruth {
	readonly seeded: readonly SeededListing[];
	readonly products: readonly StoredProduct[];
	readonly known: readonly KnownListing[];
}

export interface ProductTally {
	/** Listings that are linked with the product of the store that they are. */
	readonly matched: number;
	/** Listings that wait for a person, because a product is only nearly theirs or nothing can be made of them. */
	readonly pending: number;
	/** Listings of which a person has to say which of several products they are. */
	readonly ambiguous: number;
	/** Listings that the store had no product for: made with its images, a variation under its parent, and linked. */
	readonly published: number;
	/** What is not as it should be, one line each. */
	readonly faults: readonly string[];
}

/** Compares what the sandbox and the database hold with what the seed says must be there. */
export function tallyProducts({ seeded, products, known }: ProductTruth): ProductTally {
	const byId = new Map(products.map((product) => [product.id, product]));
	const bySku = Map.groupBy(products, ({ sku }) => sku);
	const knownOf = new Map(known.map((one) => [one.sku, one]));

	const linked = ({ sku }: SeededListing): StoredProduct | undefined => {
		const { state, productId } = knownOf.get(sku) ?? {};
		return state === 'synchronised' && productId !== undefined ? byId.get(productId) : undefined;
	};
	const isMadeOf = (product: StoredProduct | undefined, sku: string): boolean => product?.origin?.endsWith(`:${sku}`) === true;
	const isPublished = (listing: SeededListing): boolean => {
		const product = linked(listing);
		if (product === undefined || !isMadeOf(product, listing.sku) || bySku.get(listing.sku)?.length !== 1) return false;
		if (listing.hasImages && product.images === 0) return false;
		const { parentSku } = listing;
		if (parentSku === undefined) return product.parentId === undefined;
		return product.axes > 0 && product.parentId !== undefined && isMadeOf(byId.get(product.parentId), parentSku);
	};
	const isAsExpected = (listing: SeededListing): boolean => {
		const { sku, expect, productSku } = listing;
		switch (expect) {
			case 'matched':
				return linked(listing)?.sku === productSku && linked(listing)?.origin === undefined;
			case 'published':
				return isPublished(listing);
			case 'pending':
			case 'ambiguous':
				return knownOf.get(sku)?.state === expect && !products.some((product) => isMadeOf(product, sku));
			case 'parent':
				return linked(listing) === undefined;
		}
	};
	const right = seeded.filter(isAsExpected);
	const count = (expected: SeededListing['expect']): number => right.filter(({ expect }) => expect === expected).length;
	const describe = (listing: SeededListing): string => {
		const { state = 'not known', productId } = knownOf.get(listing.sku) ?? {};
		const product = productId === undefined ? undefined : byId.get(productId);
		const where = product === undefined ? '' : `, product ${product.id} "${product.sku}" with ${String(product.images)} images`;
		return `Listing "${listing.sku}" had to be ${listing.expect} and is ${state}${where}`;
	};
	return {
		matched: count('matched'),
		pending: count('pending'),
		ambiguous: count('ambiguous'),
		published: count('published'),
		faults: seeded.filter((listing) => !isAsExpected(listing)).map(describe),
	};
}
