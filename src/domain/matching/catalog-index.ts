import { eachInBreaths } from '../breathe';
import { normaliseGtin } from '../gtin';
import { packSizeOfTitle } from '../pack-size';
import type { CatalogProduct } from '../product';
import { alikeName, alikeSku } from './alike';
import { Shelves } from './shelves';

/** Read twice (pages shift while they are read): the later one stands, whichever came first. */
function later(one: CatalogProduct, other: CatalogProduct): CatalogProduct {
	const [left, right] = [one.updatedAt ?? '', other.updatedAt ?? ''];
	if (left !== right) return left > right ? one : other;
	return JSON.stringify(one) > JSON.stringify(other) ? one : other;
}

/** By what products are found. */
const KEYS = {
	sku: ({ sku }) => sku,
	alikeSku: ({ sku }) => alikeSku(sku),
	productId: ({ code = '' }) => code,
	gtin: ({ gtin }) => (gtin === undefined ? '' : (normaliseGtin(gtin) ?? '')),
	name: ({ title }) => alikeName(title),
} satisfies Readonly<Record<string, (product: CatalogProduct) => string>>;

const onePiece = (): number => 1;
const piecesByTitle = ({ title }: CatalogProduct): number => packSizeOfTitle(title) ?? 1;
const PACK_SIZES = { sku: onePiece, alikeSku: onePiece, productId: onePiece, gtin: piecesByTitle, name: piecesByTitle };

export type FoundBy = keyof typeof KEYS;
export type Index = Readonly<Record<FoundBy, Shelves>>;

/** The products of a store by their id, and by whatever else is asked for: made once, when first needed. */
export class CatalogIndex {
	private readonly made = new Map<FoundBy, Shelves>();

	private constructor(readonly products: ReadonlyMap<string, CatalogProduct>) {}

	static async of(products: readonly CatalogProduct[]): Promise<CatalogIndex> {
		const known = new Map<string, CatalogProduct>();
		await eachInBreaths(products, (product) => {
			const before = known.get(product.id);
			known.set(product.id, before === undefined ? product : later(before, product));
		});
		return new CatalogIndex(known);
	}

	/** A variation without a SKU of its own is shown with that of its parent, which stands for all of them. */
	ownSku({ sku, parentId }: CatalogProduct): string {
		return parentId !== undefined && this.products.get(parentId)?.sku === sku ? '' : sku;
	}

	async by(way: FoundBy): Promise<Shelves> {
		const known = this.made.get(way);
		if (known !== undefined) return known;
		const made = new Shelves(PACK_SIZES[way]);
		const keyOf = KEYS[way];
		await eachInBreaths(this.products.values(), (product) => {
			const key = keyOf(product);
			const isInherited = (way === 'sku' || way === 'alikeSku') && this.ownSku(product) === '';
			if (key !== '' && !isInherited) made.add(key, product);
		});
		this.made.set(way, made);
		return made;
	}

	async byAll(): Promise<Index> {
		return {
			sku: await this.by('sku'),
			alikeSku: await this.by('alikeSku'),
			productId: await this.by('productId'),
			gtin: await this.by('gtin'),
			name: await this.by('name'),
		};
	}
}
