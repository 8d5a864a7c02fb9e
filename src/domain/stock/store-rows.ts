import type { ReasonCode } from '../reasons';
import type { Words } from '../texts/language';
import { say } from '../texts/say';
import type { StockLink, StockRow, StoreFact } from './facts';
import type { LinkIndex } from './link-index';
import type { PlanBook } from './plan-book';
import { wrongQuantity } from './quantity';

/** What the items say of one product of a store, in its pieces. */
export interface ProductRows {
	/** The merchant's own. */
	readonly own: StockRow[];
	/** At the warehouse, by the listing under which they are sold there. */
	readonly warehouse: Map<string, StockRow[]>;
}

interface RowsGiven {
	readonly facts: ReadonlyMap<string, StoreFact>;
	readonly leftOut: ReadonlySet<string>;
	readonly maximum: number;
}

/** What the items say, by product of the store. */
export class StoreRows {
	readonly products = new Map<string, ProductRows>();
	private readonly torn = new Set<string>();
	private readonly bySku = new Map<string, string[]>();

	constructor(
		private readonly links: LinkIndex,
		private readonly book: PlanBook,
		private readonly given: RowsGiven,
	) {
		for (const { sku, productId } of given.facts.values()) {
			if (sku !== '') this.bySku.set(sku, [...(this.bySku.get(sku) ?? []), productId]);
		}
	}

	take(row: StockRow): void {
		const { input, sku, productId, quantity } = row;
		const wrong = sku === '' && productId === undefined ? say('quantityNoSku') : wrongQuantity(quantity, this.given.maximum);
		if (wrong !== undefined) {
			this.tear(row);
			this.book.refuse(sku, [input], 'stockInput', wrong, say('item', { input }));
		} else if (row.atWarehouse === true) this.takeWarehouse(row);
		else this.takeOwn(row);
	}

	/** An item that could not be read: a sum would lack it. */
	tear({ sku = '', productId }: { readonly sku?: string; readonly productId?: string }): void {
		const id = productId ?? this.links.bySku(sku)?.pack?.productId ?? this.bySku.get(sku)?.[0];
		if (id !== undefined) this.torn.add(id);
	}

	isTorn(productId: string): boolean {
		return this.torn.has(productId);
	}

	/** What lies at a warehouse is counted by listing. Its product may be named too, but a link says it more surely. */
	private takeWarehouse(row: StockRow): void {
		const linked = this.links.bySku(row.sku);
		const productId = linked?.pack?.productId ?? (linked === undefined ? row.productId : undefined);
		if (this.isLeftOut(row, linked?.link)) return;
		if (linked !== undefined && linked.pack === undefined) this.refuse(row, 'stockOfParent');
		else if (productId === undefined) this.refuse(row, 'stockSkuUnknown', say('notLinked'));
		else {
			const { warehouse } = this.rowsOf(productId);
			warehouse.set(row.sku, [...(warehouse.get(row.sku) ?? []), inPieces(row, linked?.pack?.units ?? 1)]);
		}
	}

	private takeOwn(row: StockRow): void {
		const linked = this.links.bySku(row.sku);
		if (this.isLeftOut(row, linked?.link)) return;
		const [named, ...others] = row.productId === undefined ? (this.bySku.get(row.sku) ?? []) : [row.productId];
		if (others.length > 0) this.refuse(row, 'stockSkuUnknown', say('severalProducts'));
		else if (named !== undefined) this.rowsOf(named).own.push(row);
		else if (linked === undefined) this.refuse(row, 'stockSkuUnknown');
		else if (linked.pack === undefined) this.refuse(row, 'stockOfParent');
		else this.rowsOf(linked.pack.productId).own.push(inPieces(row, linked.pack.units));
	}

	private isLeftOut(row: StockRow, link: StockLink | undefined): boolean {
		const isOut = this.given.leftOut.has(row.sku) || link?.leftOut === true;
		if (isOut) this.refuse(row, 'stockLeftOut');
		return isOut;
	}

	private refuse({ sku, input }: StockRow, code: ReasonCode, detail?: Words): void {
		this.book.refuse(sku, [input], code, detail);
	}

	private rowsOf(productId: string): ProductRows {
		const there = this.products.get(productId) ?? { own: [], warehouse: new Map<string, StockRow[]>() };
		this.products.set(productId, there);
		return there;
	}
}

/** Units of a listing as pieces of its product. */
const inPieces = (row: StockRow, units: number): StockRow =>
	units === 1
		? row
		: { ...row, quantity: row.quantity * units, ...(row.ownQuantity === undefined ? {} : { ownQuantity: row.ownQuantity * units }) };
