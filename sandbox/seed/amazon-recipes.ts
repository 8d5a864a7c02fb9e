import type { ItemDraft, OrderDraft } from '../amazon/orders/order-draft';
import { caseTwin, listings, lowStockSku, multipack, outOfStockSku, unmatchedSkus, type CatalogListing } from './catalog';
import { pick, type Person } from './amazon-people';
import type { SeedExpectation } from './amazon-expectation';

/** What a recipe has at hand for one order. */
export interface Ingredients {
	readonly random: () => number;
	readonly person: Person;
	/** An earlier order's id, for replacements. */
	readonly earlierOrderId: string;
	readonly multipackLinked: boolean;
}

/** One kind of order of the demo world. */
export interface Recipe {
	readonly kind: string;
	/** How many of 200 orders. */
	readonly share: number;
	/** Always this many once, whatever the number of orders: more of them would change what is expected. */
	readonly once?: true;
	readonly country?: string;
	readonly expect: SeedExpectation['expect'] | ((ingredients: Ingredients) => SeedExpectation['expect']);
	readonly reason?: string;
	/** Replaces parts of an ordinary unshipped FBM order. */
	readonly make: (ingredients: Ingredients) => Partial<OrderDraft> & { readonly items: readonly ItemDraft[] };
}

const special: ReadonlySet<string> = new Set([outOfStockSku, lowStockSku, multipack.listingSku, caseTwin.listingSku, ...unmatchedSkus]);
const ordinary = listings.filter(({ sellerSku, fulfilledBy }) => fulfilledBy === 'MERCHANT' && !special.has(sellerSku));
const fba = listings.filter(({ fulfilledBy }) => fulfilledBy === 'AMAZON');

const lineOf = (listing: CatalogListing, quantity: number, more: Partial<ItemDraft> = {}): ItemDraft => ({
	sku: listing.sellerSku,
	asin: listing.asin,
	title: listing.title,
	unitPrice: listing.price,
	quantity,
	...more,
});

const lineOfSku = (sku: string, quantity: number, more: Partial<ItemDraft> = {}): ItemDraft => {
	const listing = listings.find(({ sellerSku }) => sellerSku === sku);
	if (listing === undefined) throw new Error(`No listing ${sku}`);
	return lineOf(listing, quantity, more);
};

const pieces = (random: () => number): number => 1 + Math.floor(random() * 3);
const one = ({ random }: Ingredients, more: Partial<ItemDraft> = {}): ItemDraft => lineOf(pick(ordinary, random), pieces(random), more);
const two = (ingredients: Ingredients): readonly ItemDraft[] => [one(ingredients), one(ingredients)];
const fbaLine = ({ random }: Ingredients, more: Partial<ItemDraft> = {}): ItemDraft => lineOf(pick(fba, random), pieces(random), more);
const nobody: Partial<OrderDraft> = { fulfilledBy: 'AMAZON', buyer: {}, recipient: {} };

const longLine = (start: string): string =>
	`${start} ${'Hinterhaus links, dritter Aufgang, bitte am Seiteneingang klingeln, '.repeat(6)}`.slice(0, 300);

/** The cases besides the ordinary unshipped FBM order. */
export const recipes: readonly Recipe[] = [
	{ kind: 'fbaShipped', share: 18, expect: 'saved', make: (i) => ({ ...nobody, status: 'SHIPPED', items: [fbaLine(i)] }) },
	{ kind: 'fbaUnshipped', share: 4, expect: 'ignored', reason: 'notShippedYet', make: (i) => ({ ...nobody, items: [fbaLine(i)] }) },
	{ kind: 'fbmShipped', share: 8, expect: 'saved', make: (i) => ({ status: 'SHIPPED', items: two(i) }) },
	{
		kind: 'partiallyShipped',
		share: 6,
		expect: 'saved',
		make: (i) => ({ status: 'PARTIALLY_SHIPPED', items: [one(i, { quantity: 3, shipped: 1 }), one(i)] }),
	},
	{
		kind: 'mcfEcho',
		share: 6,
		expect: 'ignored',
		reason: 'notAmazonSale',
		make: (i) => ({
			...nobody,
			channelName: 'NON_AMAZON',
			status: 'SHIPPED',
			sellerOrderId: 'WC-1001',
			hasProceeds: false,
			items: [fbaLine(i)],
		}),
	},
	{
		kind: 'unfulfillable',
		share: 2,
		expect: 'ignored',
		reason: 'unfulfillable',
		make: (i) => ({ ...nobody, channelName: 'NON_AMAZON', status: 'UNFULFILLABLE', hasProceeds: false, items: [fbaLine(i)] }),
	},
	{
		kind: 'cancelled',
		share: 6,
		expect: 'ignored',
		reason: 'cancelledAtFirstSight',
		make: (i) => ({ status: 'CANCELLED', hasProceeds: false, items: [one(i, { quantity: 0 })] }),
	},
	{
		kind: 'pending',
		share: 5,
		expect: 'ignored',
		reason: 'pending',
		make: (i) => ({ status: 'PENDING', hasProceeds: false, items: [one(i)] }),
	},
	{
		kind: 'replacement',
		share: 3,
		expect: 'saved',
		make: (i) => ({ replaces: i.earlierOrderId, items: [one(i, { unitPrice: '0.00' })] }),
	},
	{
		kind: 'gift',
		share: 5,
		expect: 'saved',
		make: (i) => ({
			items: [
				one(i, {
					gift: { message: 'Alles Gute zum Geburtstag! 🎂 <3\nDeine Familie', wrapLevel: 'Classic', wrapPrice: '3.99', wrapTax: '0.64' },
				}),
				one(i),
			],
		}),
	},
	{
		kind: 'multipack',
		share: 5,
		expect: ({ multipackLinked }) => (multipackLinked ? 'saved' : 'refused'),
		reason: 'lineUnmatched',
		make: (i) => ({ items: [lineOfSku(multipack.listingSku, pieces(i.random))] }),
	},
	{
		kind: 'discountNegative',
		share: 4,
		expect: 'saved',
		make: (i) => ({
			items: [one(i, { quantity: 2, itemDiscount: '1.50', shipping: '4.99', shippingDiscount: '4.99', promotionIds: ['SPRING-10'] })],
		}),
	},
	{
		kind: 'discountPositive',
		share: 4,
		expect: 'saved',
		make: (i) => ({ items: [one(i, { quantity: 2, itemDiscount: '2.00', discountSign: 'positive', promotionIds: ['AUTUMN-5'] })] }),
	},
	{ kind: 'shipping', share: 10, expect: 'saved', make: (i) => ({ items: [one(i, { shipping: '4.99' }), one(i, { shipping: '1.49' })] }) },
	{ kind: 'codFee', share: 2, country: 'IT', expect: 'saved', make: (i) => ({ items: [one(i, { codFee: '2.90', shipping: '3.90' })] }) },
	{ kind: 'pounds', share: 8, country: 'GB', expect: 'refused', reason: 'currencyDiffers', make: (i) => ({ items: [one(i)] }) },
	{ kind: 'prime', share: 8, expect: 'saved', make: (i) => ({ programs: ['PRIME'], serviceLevel: 'NEXT_DAY', items: two(i) }) },
	{
		kind: 'business',
		share: 5,
		expect: 'saved',
		make: (i) => ({
			programs: ['AMAZON_BUSINESS'],
			buyer: { ...i.person.buyer, buyerCompanyName: 'Müller & Söhne GmbH', buyerPurchaseOrderNumber: 'PO-2026/11-0042' },
			recipient: { deliveryAddress: { ...i.person.address, companyName: 'Müller & Söhne GmbH', addressType: 'COMMERCIAL' } },
			items: [one(i, { quantity: 10, priceDesignation: 'BUSINESS_PRICE' })],
		}),
	},
	{ kind: 'quantityZero', share: 3, expect: 'saved', make: (i) => ({ items: [one(i), one(i, { quantity: 0 })] }) },
	{
		kind: 'unmatched',
		share: 4,
		expect: 'refused',
		reason: 'lineUnmatched',
		make: (i) => ({ items: [one(i), lineOfSku(pick(unmatchedSkus, i.random), 1)] }),
	},
	{ kind: 'caseTwin', share: 2, expect: 'refused', reason: 'lineUnmatched', make: () => ({ items: [lineOfSku(caseTwin.listingSku, 1)] }) },
	{ kind: 'outOfStock', share: 3, expect: 'refused', reason: 'stockShort', make: () => ({ items: [lineOfSku(outOfStockSku, 1)] }) },
	{ kind: 'lowStock', share: 1, once: true, expect: 'saved', make: () => ({ items: [lineOfSku(lowStockSku, 2)] }) },
	{ kind: 'tooMany', share: 1, once: true, expect: 'refused', reason: 'stockShort', make: () => ({ items: [lineOfSku(lowStockSku, 5)] }) },
	{
		kind: 'marketplaceTax',
		share: 5,
		country: 'FR',
		expect: 'saved',
		make: (i) => ({ items: [one(i, { itemTax: '3.40', shipping: '4.00', shippingTax: '0.80', marketplaceCollects: true })] }),
	},
	{
		kind: 'ioss',
		share: 3,
		country: 'ES',
		expect: 'saved',
		make: (i) => ({ items: [one(i, { itemTax: '2.10', marketplaceCollects: true, iossNumber: 'IM0000000001' })] }),
	},
	{ kind: 'buyerCancelRequest', share: 3, expect: 'saved', make: (i) => ({ items: [one(i, { cancelReason: 'Ordered by mistake' })] }) },
	{
		kind: 'emojiName',
		share: 3,
		expect: 'saved',
		make: (i) => ({
			buyer: { ...i.person.buyer, buyerName: 'Mia 🌻 Sonnenschein' },
			recipient: { deliveryAddress: { ...i.person.address, name: 'Mia 🌻 Sonnenschein 👨‍👩‍👧' } },
			items: [one(i)],
		}),
	},
	{
		kind: 'rightToLeft',
		share: 3,
		expect: 'saved',
		make: (i) => ({
			buyer: { ...i.person.buyer, buyerName: 'محمد عبد الله' },
			recipient: { deliveryAddress: { ...i.person.address, name: 'محمد عبد الله', addressLine2: 'שלום עליכם 7' } },
			items: [one(i)],
		}),
	},
	{
		kind: 'longAddress',
		share: 2,
		expect: 'saved',
		make: (i) => ({
			recipient: {
				deliveryAddress: {
					...i.person.address,
					addressLine1: longLine('Am Ende der'),
					addressLine2: longLine('Zweite'),
					addressLine3: longLine('Dritte'),
				},
			},
			items: [one(i)],
		}),
	},
	{
		kind: 'pickupPoint',
		share: 3,
		expect: 'saved',
		make: (i) => ({
			recipient: { deliveryAddress: { ...i.person.address, addressLine2: 'Packstation 145', addressType: 'PICKUP_POINT' } },
			items: [one(i)],
		}),
	},
	{ kind: 'noAddress', share: 3, expect: 'saved', reason: 'addressMissing', make: (i) => ({ recipient: {}, items: [one(i)] }) },
];

/** The remaining orders: FBM, unshipped, one to two lines. */
export const ordinaryRecipe: Recipe = {
	kind: 'fbmUnshipped',
	share: 0,
	expect: 'saved',
	make: (i) => ({ items: i.random() < 0.4 ? two(i) : [one(i)] }),
};
