import type { ReasonCode } from '../reasons';
import { say } from '../texts/say';
import type { StockSource } from './facts';
import type { ChannelRows } from './channel-rows';
import type { IndexedLink, LinkIndex, Part } from './link-index';
import { counted, oneCount, uncounted, type Count } from './one-count';
import { ownCount } from './own-count';

export interface CountsGiven {
	/** By product id, what no item gives. */
	readonly productQuantities: ReadonlyMap<string, number>;
	/** By product id: the merchant's part of what lies in two places, where no item gives it. */
	readonly ownQuantities?: ReadonlyMap<string, number>;
	readonly sources: ReadonlyMap<string, StockSource>;
	readonly sold: ReadonlyMap<string, number>;
	readonly sumRows: boolean;
}

/** How many units of each listing are free: the merchant's own, without those that are sold and not yet counted. */
export class ChannelCounts {
	private readonly pieces = new Map<string, Count>();

	constructor(
		private readonly given: CountsGiven,
		private readonly links: LinkIndex,
		private readonly rows: ChannelRows,
	) {}

	/** Of a listing that is no product of the store. */
	ofUnlinked(sku: string): Count {
		const count = this.ofItems(sku, 'own');
		return count.kind === 'count' ? counted(count.quantity - this.soldUnits(sku)) : count;
	}

	of(one: IndexedLink): Count {
		const { sku } = one.link;
		if (!this.rows.listings.has(sku)) return this.fromPieces(one, false);
		const given = this.ofItems(sku, this.sourceOf(one), this.knownOwn(one));
		if (given.kind !== 'count') return given;
		const { pack } = one;
		if (pack === undefined) {
			const whole = this.fromPieces(one, true);
			return whole.kind === 'count' ? counted(Math.min(whole.quantity, given.quantity - this.soldUnits(sku))) : whole;
		}
		const units = this.withProduct(pack, given.quantity);
		if (units.kind !== 'count') return units;
		return counted(Math.floor((units.quantity * pack.units - this.soldPieces(pack.productId)) / pack.units));
	}

	/** A listing and its product, both with items, count the same goods. */
	private withProduct({ productId, units }: Part, given: number): Count {
		const isSaid = this.rows.products.has(productId);
		// Several listings of single pieces may be shares of one stock: they bound packs, not one another.
		if (!isSaid && units === 1) return counted(given);
		const all = this.piecesOf(productId);
		if (all.kind !== 'count') return !isSaid && isUnknown(all.code) ? counted(given) : all;
		const inListings = Math.floor(all.quantity / units);
		if (!isSaid) return counted(Math.min(given, inListings));
		if (this.given.sumRows) return counted(Math.floor((all.quantity + given * units) / units));
		return inListings === given
			? counted(given)
			: uncounted('stockTwice', `${Math.min(given, inListings)}, ${Math.max(given, inListings)}`);
	}

	/** Of packs what the pieces make, of sets what their scarcest part allows. */
	private fromPieces({ parts }: IndexedLink, missingAllowed: boolean): Count {
		let most = Number.POSITIVE_INFINITY;
		for (const { productId, units } of parts) {
			const all = this.piecesOf(productId);
			if (all.kind === 'count') most = Math.min(most, Math.floor((all.quantity - this.soldPieces(productId)) / units));
			else if (!missingAllowed || !isUnknown(all.code)) return all;
		}
		return counted(most);
	}

	/** The merchant's own pieces of a product, sold ones among them. */
	private piecesOf(productId: string): Count {
		const known = this.pieces.get(productId) ?? this.readPieces(productId);
		this.pieces.set(productId, known);
		return known;
	}

	private readPieces(productId: string): Count {
		const { sumRows, ownQuantities, productQuantities } = this.given;
		const source = this.declaredFor(productId);
		if (source === 'warehouse') return uncounted('stockIsFba', say('quantityOfWarehouse'));
		const rows = this.rows.products.get(productId);
		if (sumRows && this.rows.isTorn({ productId })) return missing(productId);
		if (rows !== undefined) return ownCount(rows, source, ownQuantities?.get(productId), sumRows);
		const singles = this.rows.ofSingles(productId).map(({ sku }) => this.ofItems(sku, source, ownQuantities?.get(productId)));
		const [refused] = singles.filter(({ kind }) => kind === 'refused');
		if (refused !== undefined) return refused;
		if (singles.length > 0) return counted(Math.min(...singles.map((one) => (one.kind === 'count' ? one.quantity : 0))));
		const known = source === 'own' ? productQuantities.get(productId) : ownQuantities?.get(productId);
		// A store goes below zero where it sells on; what is no number at all is not known.
		if (known !== undefined && Number.isFinite(known)) return counted(Math.max(0, Math.floor(known)));
		return source === 'own' ? missing(productId) : uncounted('stockOwnPartMissing');
	}

	/** What the items that name a listing alone say of it. */
	private ofItems(sku: string, source: StockSource, own?: number): Count {
		if (this.given.sumRows && this.rows.isTorn({ sku })) return uncounted('stockComponentMissing');
		const rows = this.rows.listings.get(sku) ?? [];
		return source === 'own'
			? oneCount(rows, ({ quantity }) => quantity, this.given.sumRows)
			: ownCount(rows, source, own, this.given.sumRows);
	}

	/** Of a set: that of the part which lies furthest from the merchant. */
	private sourceOf({ parts }: IndexedLink): StockSource {
		const all = parts.map(({ productId }) => this.declaredFor(productId));
		return all.includes('warehouse') ? 'warehouse' : all.includes('sum') ? 'sum' : 'own';
	}

	/** A variation is declared itself, or with its parent. */
	private declaredFor(productId: string): StockSource {
		const parentId = this.links.holding(productId).find(({ link }) => link.productId === productId && link.parentId !== undefined)
			?.link.parentId;
		return this.given.sources.get(productId) ?? (parentId === undefined ? undefined : this.given.sources.get(parentId)) ?? 'own';
	}

	private knownOwn({ pack }: IndexedLink): number | undefined {
		const own = pack === undefined ? undefined : this.given.ownQuantities?.get(pack.productId);
		return own === undefined || pack === undefined ? undefined : Math.floor(own / pack.units);
	}

	private soldUnits(sku: string): number {
		return this.given.sold.get(sku) ?? 0;
	}

	/** Under every listing that holds it. */
	private soldPieces(productId: string): number {
		let sum = 0;
		for (const { link, parts } of this.links.holding(productId)) {
			const sold = this.soldUnits(link.sku);
			if (sold > 0) for (const part of parts) if (part.productId === productId) sum += sold * part.units;
		}
		return sum;
	}
}

const missing = (productId: string): Count => uncounted('stockComponentMissing', say('stockOfProduct', { id: productId }));

/** Nobody says how many there are: where the listing's own units are given, that is no contradiction. */
const isUnknown = (code: ReasonCode): boolean => code === 'stockComponentMissing' || code === 'stockOwnPartMissing';
