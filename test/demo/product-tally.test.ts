import { tallyProducts, type KnownListing, type ProductTruth, type StoredProduct } from '../../demo/product-tally';

const stored = (id: string, sku: string, more: Partial<StoredProduct> = {}): StoredProduct => ({ id, sku, images: 0, axes: 0, ...more });
const made = (id: string, sku: string, more: Partial<StoredProduct> = {}): StoredProduct =>
	stored(id, sku, { origin: `amazon:eu:A1:${sku}`, images: 2, ...more });
const linked = (sku: string, productId: string): KnownListing => ({ sku, state: 'synchronised', productId });

const truth: ProductTruth = {
	seeded: [
		{ sku: 'MUG', expect: 'matched', productSku: 'MUG', hasImages: true },
		{ sku: 'NEW', expect: 'published', hasImages: true },
		{ sku: 'TEE', expect: 'parent', hasImages: true },
		{ sku: 'TEE-1', expect: 'published', parentSku: 'TEE', hasImages: true },
		{ sku: 'mug', expect: 'pending', hasImages: true },
		{ sku: 'TWIN', expect: 'ambiguous', hasImages: true },
	],
	products: [
		stored('1', 'MUG'),
		made('2', 'NEW'),
		made('3', 'TEE'),
		made('4', 'TEE-1', { parentId: '3', axes: 1 }),
		stored('5', 'TWIN'),
		stored('6', 'TWIN'),
	],
	known: [
		linked('MUG', '1'),
		linked('NEW', '2'),
		linked('TEE-1', '4'),
		{ sku: 'mug', state: 'pending' },
		{ sku: 'TWIN', state: 'ambiguous' },
	],
};
const known = (...changed: readonly KnownListing[]): ProductTruth => ({
	...truth,
	known: [...truth.known.filter(({ sku }) => !changed.some((one) => one.sku === sku)), ...changed],
});
const products = (...changed: readonly StoredProduct[]): ProductTruth => ({
	...truth,
	products: [...truth.products.filter(({ id }) => !changed.some((one) => one.id === id)), ...changed],
});
const right = { matched: 1, pending: 1, ambiguous: 1, published: 2 };

describe("the demo's tally of products", () => {
	it('finds nothing wrong where every listing is what it has to be', () => {
		expect(tallyProducts(truth)).toEqual({ ...right, faults: [] });
	});

	it.each<readonly [string, ProductTruth, Partial<typeof right>]>([
		['linked with another product', known(linked('MUG', '2')), { matched: 0 }],
		['linked with a product that is gone', known(linked('MUG', '99')), { matched: 0 }],
		['not linked', known({ sku: 'MUG', state: 'pending' }), { matched: 0 }],
		['matched with a product that was made anew', products(made('1', 'MUG')), { matched: 0 }],
		['linked although it is only nearly the same', known(linked('mug', '1')), { pending: 0 }],
		['made although somebody has to look at it', products(made('7', 'mug')), { pending: 0 }],
		['linked although there are two', known(linked('TWIN', '5')), { ambiguous: 0 }],
		['made without its images', products(made('2', 'NEW', { images: 0 })), { published: 1 }],
		['made twice', products(made('8', 'NEW')), { published: 1 }],
		['linked with what somebody else made', products(stored('2', 'NEW', { images: 2 })), { published: 1 }],
		['made, and not linked', known({ sku: 'NEW', state: 'pending' }), { published: 1 }],
		['a variation without a parent', products(made('4', 'TEE-1', { axes: 1 })), { published: 1 }],
		['a variation under another parent', products(made('4', 'TEE-1', { parentId: '1', axes: 1 })), { published: 1 }],
		['a variation that does not say by what it differs', products(made('4', 'TEE-1', { parentId: '3' })), { published: 1 }],
	])('does not count a listing that is %s', (_what, changed, counts) => {
		const { faults, ...counted } = tallyProducts(changed);
		expect(counted).toEqual({ ...right, ...counts });
		expect(faults).toHaveLength(1);
	});

	it('wants no image of a listing that has none, and no link of a parent', () => {
		const bare = products(made('2', 'NEW', { images: 0 }));
		const seeded = bare.seeded.map((listing) => (listing.sku === 'NEW' ? { ...listing, hasImages: false } : listing));
		expect(tallyProducts({ ...bare, seeded })).toMatchObject(right);
		expect(tallyProducts(known(linked('TEE', '3'))).faults).toEqual([
			'Listing "TEE" had to be parent and is synchronised, product 3 "TEE" with 2 images',
		]);
	});
});
