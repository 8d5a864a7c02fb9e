import type { CatalogProduct, ProductLink } from '../../domain/product';
import { reasonOf, type Reason } from '../../domain/reasons';
import { joined } from '../../domain/texts/language';
import { say } from '../../domain/texts/say';
import type { ProductDraft, SoughtProduct } from '../../ports/product-sink';
import { listingNamed } from './read-details';

/** A product that is there already, and by which rule a link says so. */
export interface Target {
	readonly id: string;
	readonly parentId?: string;
	readonly rule: string;
	/** Whoever changes it need not ask whose it is. */
	readonly sure?: true;
}

export type Placed =
	/** The store has it. */
	| { readonly kind: 'there'; readonly target: Target; readonly linked: boolean }
	/** The store has nothing like it. */
	| { readonly kind: 'missing' }
	| { readonly kind: 'refused'; readonly reason: Reason };

/** Made by us, of this listing. */
export const CREATED_RULE = 'created';
const SKU_RULE = 'sku';
/** Nothing on the product tells that it is the listing's: a person said so, or chose that its name does. */
const BY_WORD: ReadonlySet<string> = new Set(['manual', 'name']);

export const soughtOf = ({ origin, sku, gtin }: ProductDraft): SoughtProduct => ({
	origin,
	sku,
	...(gtin === undefined ? {} : { gtin }),
});

type Shelf = Map<string, CatalogProduct[]>;

/** What the store is asked for in one question. */
export class Lookalikes {
	private readonly byOrigin: Shelf = new Map();
	private readonly bySku: Shelf = new Map();
	private readonly byGtin: Shelf = new Map();

	constructor(products: readonly CatalogProduct[]) {
		for (const product of products) this.note(product);
	}

	/** Made meanwhile: it may be the goods of another listing, too. */
	note(product: CatalogProduct): void {
		const put = (shelf: Shelf, key: string): unknown => shelf.set(key, [...(shelf.get(key) ?? []), product]);
		if (product.origin !== undefined) put(this.byOrigin, product.origin);
		if (product.sku !== '') put(this.bySku, product.sku.toLowerCase());
		if (product.gtin !== undefined) put(this.byGtin, withoutZeros(product.gtin));
	}

	/** Which product a draft is: by our mark first, then by its SKU; one that only stands in its way is named. */
	of(draft: ProductDraft, as: 'product' | 'parent'): Placed {
		const marked = this.byOrigin.get(draft.origin) ?? [];
		if (marked.length > 0) return one(draft, marked, CREATED_RULE);
		const alike = draft.sku === '' ? [] : (this.bySku.get(draft.sku.toLowerCase()) ?? []);
		const exact = alike.filter(({ sku }) => sku === draft.sku);
		const fitting = exact.filter(
			(product) => (as === 'parent') === (product.kind === 'parent') && product.kind !== 'container' && !isOfAnother(product, draft),
		);
		if (fitting.length > 0) return one(draft, fitting, SKU_RULE);
		const [holder] = [...exact, ...alike];
		if (holder !== undefined) return { kind: 'refused', reason: reasonOf('skuTaken', listingNamed(draft.sku), holderOf(holder)) };
		const [same] = draft.gtin === undefined ? [] : (this.byGtin.get(withoutZeros(draft.gtin)) ?? []);
		if (same !== undefined) return { kind: 'refused', reason: reasonOf('gtinTaken', listingNamed(draft.sku), holderOf(same)) };
		return { kind: 'missing' };
	}
}

/** Made of another listing of this account; another account may sell the same goods under the same SKU. */
function isOfAnother({ origin }: CatalogProduct, draft: ProductDraft): boolean {
	const account = draft.origin.slice(0, -draft.sku.length);
	return origin !== undefined && origin !== draft.origin && origin.startsWith(account);
}

/** `0` before a GTIN says nothing: it is one of its longer forms. */
const withoutZeros = (gtin: string): string => gtin.replace(/^0+/, '');

function one(draft: ProductDraft, products: readonly CatalogProduct[], rule: string): Placed {
	const [product, ...others] = products;
	if (product === undefined) return { kind: 'missing' };
	if (others.length > 0) {
		return { kind: 'refused', reason: reasonOf('productAmbiguous', listingNamed(draft.sku), joined(products.map(holderOf), '; ')) };
	}
	return {
		kind: 'there',
		linked: false,
		target: { id: product.id, ...(product.parentId === undefined ? {} : { parentId: product.parentId }), rule },
	};
}

const holderOf = ({ id, sku, title, status }: CatalogProduct) => say('holder', { id, sku, title, status });

/** The product that a link names. What is linked as so many pieces of it, or as several, is not that product. */
export function linkedPlace(link: ProductLink): Placed {
	const single = 'unitsPerListing' in link.content && link.content.unitsPerListing === 1;
	if (!single) return { kind: 'refused', reason: reasonOf('linkedAsPack', listingNamed(link.sku)) };
	return {
		kind: 'there',
		linked: true,
		target: {
			id: link.productId,
			...(link.parentId === undefined ? {} : { parentId: link.parentId }),
			rule: link.rule,
			...(BY_WORD.has(link.rule) ? { sure: true } : {}),
		},
	};
}
