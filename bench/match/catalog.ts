import type { Listing } from '../../src/domain/listing';
import type { CatalogProduct } from '../../src/domain/product';

/** Of a hundred listings: how each finds its product, or what keeps it from that. Two marketplaces have every tenth of them. */
const KINDS = [
	{ of: 78, kind: 'sku' },
	{ of: 6, kind: 'productId' },
	{ of: 5, kind: 'gtin' },
	{ of: 2, kind: 'otherCase' },
	{ of: 2, kind: 'space' },
	{ of: 2, kind: 'name' },
	{ of: 1, kind: 'pack' },
	{ of: 1, kind: 'double' },
	{ of: 3, kind: 'alone' },
] as const;
type Kind = (typeof KINDS)[number]['kind'];

const KIND_OF = KINDS.flatMap(({ of, kind }) => Array.from({ length: of }, (): Kind => kind));
const kindOf = (index: number): Kind => KIND_OF[index % 100] ?? 'alone';

/** What comes of so many listings. */
export const EXPECTED_OF_A_HUNDRED = { links: 78 + 6 + 5, ambiguous: 1, pending: 2 + 2 + 2 + 1 + 3 } as const;

const skuOf = (index: number): string => `Seller-SKU-${index}`;
const codeOf = (index: number): string => `B${index.toString(36).toUpperCase().padStart(9, '0')}`;
const nameOf = (index: number): string => `Cotton shirt with a long name that says all there is to say, model ${index}`;

/** An EAN of ours, with its check digit. */
function gtinOf(index: number): string {
	const digits = `400${String(index).padStart(9, '0')}`;
	const sum = [...digits].reduce((all, digit, place) => all + Number(digit) * (place % 2 === 0 ? 1 : 3), 0);
	return `${digits}${(10 - (sum % 10)) % 10}`;
}

const HOME = 'A1PA6795UKMFR9';
const ABROAD = 'A13V1IB3VIYZZH';

function listingOf(index: number, marketplace: string): Listing {
	const kind = kindOf(index);
	return {
		channel: { platform: 'amazon', id: 'eu:A1BENCHSELLER' },
		marketplace,
		sku: skuOf(index),
		code: codeOf(index),
		title: kind === 'pack' ? `${nameOf(index)}, pack of 3` : nameOf(index),
		kind: 'single',
		fulfilledBy: index % 3 === 0 ? 'amazon' : 'merchant',
		condition: 'new',
		active: true,
		gtin: gtinOf(index),
		price: { amount: '19.90', currency: 'EUR' },
	};
}

export function* listings(count: number): Generator<Listing> {
	for (let index = 0; index < count; index += 1) {
		yield listingOf(index, HOME);
		if (index % 10 === 0) yield listingOf(index, ABROAD);
	}
}

/** As many as there are listings; those that are alike by nothing have names of their own. */
export const products = (count: number): readonly CatalogProduct[] => Array.from({ length: count }, (_, index) => productOf(index));

function productOf(index: number): CatalogProduct {
	const kind = kindOf(index);
	const skus: Partial<Record<Kind, string>> = {
		sku: skuOf(index),
		otherCase: skuOf(index).toUpperCase(),
		space: `${skuOf(index)} `,
		// The listing before it has the same: two products of one SKU stand beside each other.
		double: skuOf(index),
		alone: index % 100 === 97 ? skuOf(index - 1) : '',
	};
	return {
		id: String(1000 + index),
		sku: skus[kind] ?? `own-${index}`,
		title: kind === 'name' ? nameOf(index) : `Article ${index} of the shop`,
		sellable: true,
		kind: 'simple',
		type: 'simple',
		status: 'publish',
		...(kind === 'productId' && { code: codeOf(index) }),
		...((kind === 'gtin' || kind === 'pack') && { gtin: gtinOf(index) }),
		stock: { counted: true, quantity: 5, backorders: false },
	};
}
