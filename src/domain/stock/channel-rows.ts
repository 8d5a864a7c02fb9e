import { say } from '../texts/say';
import type { StockRow } from './facts';
import type { IndexedLink, LinkIndex } from './link-index';
import type { PlanBook } from './plan-book';
import { wrongQuantity } from './quantity';

/** What the items say, by whose count it is. Those of a warehouse are not among them. */
export class ChannelRows {
	/** Pieces of a product of the store. */
	readonly products = new Map<string, StockRow[]>();
	/** Units of a listing, whose SKU alone is given. */
	readonly listings = new Map<string, StockRow[]>();
	/** Of whose items one could not be read: a sum would lack it. */
	private readonly torn = new Set<string>();

	/** @param allowUnlinked a SKU that is not linked is the listing of that very SKU */
	constructor(
		private readonly links: LinkIndex,
		private readonly book: PlanBook,
		private readonly maximum: number,
		private readonly allowUnlinked: boolean,
	) {}

	take(row: StockRow): void {
		const { input, sku, productId = '', quantity } = row;
		const wrong = sku === '' && productId === '' ? say('quantityNoSku') : wrongQuantity(quantity, this.maximum);
		if (wrong !== undefined) {
			this.tear(row);
			this.book.refuse(sku, [input], 'stockInput', wrong, say('item', { input }));
		} else if (row.atWarehouse === true) {
			this.book.refuse(sku, [input], 'stockIsFba', say('quantityOfWarehouse'));
		} else this.sort(row);
	}

	tear({ sku = '', productId = '' }: { readonly sku?: string; readonly productId?: string }): void {
		if (sku !== '') this.torn.add(`sku ${sku}`);
		if (productId !== '') this.torn.add(`product ${productId}`);
	}

	isTorn({ sku, productId }: { readonly sku?: string; readonly productId?: string }): boolean {
		return (sku !== undefined && this.torn.has(`sku ${sku}`)) || (productId !== undefined && this.torn.has(`product ${productId}`));
	}

	/** Listings that are their product piece by piece, and whose units are given: another word for its pieces. */
	ofSingles(productId: string): readonly { readonly sku: string; readonly rows: readonly StockRow[] }[] {
		return this.links.holding(productId).flatMap((one) => {
			const rows = isSingle(one) ? this.listings.get(one.link.sku) : undefined;
			return rows === undefined ? [] : [{ sku: one.link.sku, rows }];
		});
	}

	private sort(row: StockRow): void {
		const { sku, productId = '' } = row;
		const linked = this.links.bySku(sku);
		if (productId === '') {
			if (linked === undefined && !this.allowUnlinked) this.notLinked(row);
			else addTo(this.listings, sku, row);
			return;
		}
		const holding = this.links.holding(productId);
		if (holding.length > 0) addTo(this.products, productId, row);
		// Its SKU is that of a listing that is linked with another product: not the same goods.
		const isListing = this.allowUnlinked && sku !== '' && linked === undefined && !holding.some(({ pack }) => pack !== undefined);
		if (isListing) addTo(this.listings, sku, row);
		else if (holding.length === 0) this.notLinked(row);
	}

	private notLinked({ sku, productId = '', input }: StockRow): void {
		this.book.refuse(sku, [input], 'stockSkuUnknown', productId === '' ? say('notLinked') : say('productNotLinked', { id: productId }));
	}
}

const isSingle = ({ pack }: IndexedLink): boolean => pack?.units === 1;

function addTo(all: Map<string, StockRow[]>, key: string, row: StockRow): void {
	const there = all.get(key);
	if (there === undefined) all.set(key, [row]);
	else there.push(row);
}
