/**
 * The demo world's goods as plain data: what the store sells, and which Amazon listings sell the same goods.
 *
 * Two Amazon listings differ from a store SKU in case only (`mug-red-11`): WooCommerce compares SKUs without case
 * (its `?sku=` finds MUG-RED-11 for mug-red-11 and it takes no second product of that SKU), Amazon with case. A client
 * that trusts the store's answer links the wrong product.
 */

/** A variable product of the store that carries the variations; not sold itself. */
export interface CatalogParent {
	readonly sku: string;
	readonly name: string;
	/** The attribute by which its variations differ, e.g. Size. */
	readonly attribute: string;
}

/** What the store sells. `price` is EUR per piece as the store shows it; `stock` is pieces. */
export interface CatalogProduct {
	readonly sku: string;
	readonly name: string;
	readonly price: string;
	readonly stock: number;
	readonly kind: 'simple' | 'variation';
	/** SKU of the `CatalogParent`, for variations. */
	readonly parent?: string;
	/** The variation's value of its parent's attribute. */
	readonly option?: string;
	readonly taxClass?: string;
}

/** An Amazon listing. `productSku` is absent where the store has no such product. */
export interface CatalogListing {
	readonly sellerSku: string;
	readonly asin: string;
	readonly title: string;
	readonly fulfilledBy: 'MERCHANT' | 'AMAZON';
	/** EUR per listing unit. */
	readonly price: string;
	readonly productSku?: string;
	/** Pieces of the product in one listing unit: 3 for a three-pack. */
	readonly unitsPerListing: number;
}

export const outOfStockSku = 'LAMP-OAK-XL';
export const lowStockSku = 'VASE-BLUE';
export const multipack = { listingSku: 'CANDLE-BEE-3PACK', productSku: 'CANDLE-BEE', unitsPerListing: 3 } as const;
export const caseTwin = { listingSku: 'mug-red-11', productSku: 'MUG-RED-11' } as const;
/** Sold on Amazon, unknown to the store. */
export const unmatchedSkus = ['OLD-TRAY-2019', 'GIFTCARD-XX'] as const;

export const catalogParents: readonly CatalogParent[] = [
	{ sku: 'TSHIRT-LINEN', name: 'Linen T-shirt', attribute: 'Size' },
	{ sku: 'SOCKS-WOOL', name: 'Wool socks', attribute: 'Size' },
	{ sku: 'APRON', name: 'Kitchen apron', attribute: 'Colour' },
];

const simple = (sku: string, name: string, price: string, stock = 1000, taxClass?: string): CatalogProduct => ({
	sku,
	name,
	price,
	stock,
	kind: 'simple',
	...(taxClass === undefined ? {} : { taxClass }),
});

const variation = (parent: string, option: string, name: string, price: string): CatalogProduct => ({
	sku: `${parent}-${option.toUpperCase()}`,
	name: `${name} - ${option}`,
	price,
	stock: 1000,
	kind: 'variation',
	parent,
	option,
});

export const catalog: readonly CatalogProduct[] = [
	simple('MUG-RED-11', 'Stoneware mug, red, 11 oz', '12.90'),
	simple('MUG-BLUE-11', 'Stoneware mug, blue, 11 oz', '12.90'),
	simple('CANDLE-BEE', 'Beeswax candle', '6.50', 2000),
	simple('TEA/GREEN 250', 'Green tea 250 g', '9.80', 1000, 'reduced-rate'),
	simple('TEA/BLACK 250', 'Black tea 250 g', '8.40', 1000, 'reduced-rate'),
	simple('CABLE+USB C', 'USB-C cable 2 m', '11.49'),
	simple('NOTE&PEN#1', 'Notebook & pen set', '14.00'),
	simple('ÜBER-TASSE', 'Übergroße Tasse', '17.25'),
	simple('BOLT_M4(50)', 'Bolts M4, box of 50', '4.99'),
	simple("O'RING-10", 'O-rings 10 mm, set', '3.75'),
	simple('50%WOOL-HAT', 'Hat, 50 % wool', '24.90'),
	simple('A.B=C?D', 'Alphabet puzzle', '19.95'),
	simple('PEPPER-MILL', 'Pepper mill, walnut', '34.00'),
	simple('SALT-MILL', 'Salt mill, walnut', '34.00'),
	simple('BOARD-OAK', 'Chopping board, oak', '29.90'),
	simple('BOARD-OLIVE', 'Chopping board, olive wood', '39.90'),
	simple('KNIFE-CHEF', "Chef's knife 20 cm", '59.00'),
	simple('TOWEL-GREY', 'Tea towel, grey', '7.90'),
	simple('TOWEL-SAND', 'Tea towel, sand', '7.90'),
	simple('LAMP-OAK', 'Table lamp, oak', '79.00'),
	simple(outOfStockSku, 'Floor lamp, oak', '149.00', 0),
	simple(lowStockSku, 'Glass vase, blue', '22.00', 3),
	simple('VASE-CLEAR', 'Glass vase, clear', '18.00'),
	simple('POT-TERRA-S', 'Terracotta pot, small', '5.20'),
	simple('POT-TERRA-L', 'Terracotta pot, large', '13.20'),
	simple('SOAP-OLIVE', 'Olive soap', '4.50'),
	simple('SOAP-LAVENDER', 'Lavender soap', '4.50'),
	simple('BASKET-WILLOW', 'Willow basket', '44.90'),
	simple('CLOCK-WALL', 'Wall clock', '49.00'),
	simple('BOOK-BREAD', 'The bread book', '27.00', 1000, 'reduced-rate'),
	variation('TSHIRT-LINEN', 'S', 'Linen T-shirt', '39.00'),
	variation('TSHIRT-LINEN', 'M', 'Linen T-shirt', '39.00'),
	variation('TSHIRT-LINEN', 'L', 'Linen T-shirt', '39.00'),
	variation('TSHIRT-LINEN', 'XL', 'Linen T-shirt', '41.00'),
	variation('SOCKS-WOOL', '36-38', 'Wool socks', '15.50'),
	variation('SOCKS-WOOL', '39-42', 'Wool socks', '15.50'),
	variation('SOCKS-WOOL', '43-46', 'Wool socks', '15.50'),
	variation('APRON', 'Blue', 'Kitchen apron', '26.00'),
	variation('APRON', 'Green', 'Kitchen apron', '26.00'),
	variation('APRON', 'Natural', 'Kitchen apron', '25.00'),
];

/** Amazon holds the stock of these itself. */
const fbaSkus: ReadonlySet<string> = new Set(['KNIFE-CHEF', 'CLOCK-WALL', 'BOOK-BREAD', 'SOAP-OLIVE', 'SOCKS-WOOL-39-42']);

const asinOf = (position: number): string => `B0SB${String(position).padStart(6, '0')}`;

const matchedListings: readonly CatalogListing[] = catalog.map((product, position) => ({
	sellerSku: product.sku,
	asin: asinOf(position),
	title: product.name,
	fulfilledBy: fbaSkus.has(product.sku) ? 'AMAZON' : 'MERCHANT',
	price: product.price,
	productSku: product.sku,
	unitsPerListing: 1,
}));

export const listings: readonly CatalogListing[] = [
	...matchedListings,
	{
		sellerSku: multipack.listingSku,
		asin: asinOf(900),
		title: 'Beeswax candle, pack of 3',
		fulfilledBy: 'MERCHANT',
		price: '17.90',
		productSku: multipack.productSku,
		unitsPerListing: multipack.unitsPerListing,
	},
	{
		sellerSku: caseTwin.listingSku,
		asin: asinOf(901),
		title: 'Enamel mug, red',
		fulfilledBy: 'MERCHANT',
		price: '9.90',
		unitsPerListing: 1,
	},
	{
		sellerSku: unmatchedSkus[0],
		asin: asinOf(902),
		title: 'Serving tray (old)',
		fulfilledBy: 'MERCHANT',
		price: '21.00',
		unitsPerListing: 1,
	},
	{ sellerSku: unmatchedSkus[1], asin: asinOf(903), title: 'Gift card sleeve', fulfilledBy: 'MERCHANT', price: '2.00', unitsPerListing: 1 },
];
