import { say } from '../texts/say';
import type { StockRow, StockSource, StoreFact } from './facts';
import { DeclaredSources } from './declared-sources';
import type { LinkIndex } from './link-index';
import { counted, oneCount, uncounted, type Count } from './one-count';
import type { ProductRows, StoreRows } from './store-rows';

export interface StoreCountsGiven {
	/** By product id. */
	readonly facts: ReadonlyMap<string, StoreFact>;
	/** Variations that share a count with those of `facts`, and the parents that they share: no item need name them. */
	readonly siblings: readonly StoreFact[];
	/** Declared, by product id: what is not declared is the merchant's own, and no warehouse writes over it. */
	readonly sources: ReadonlyMap<string, StockSource>;
	readonly leftOut: ReadonlySet<string>;
	readonly sumRows: boolean;
	readonly zeroGone: boolean;
	readonly shownOnly: boolean;
}

/** How many pieces of each product there are where its stock lies by declaration. */
export class StoreCounts {
	private readonly declared: DeclaredSources;

	constructor(
		private readonly given: StoreCountsGiven,
		private readonly links: LinkIndex,
		private readonly rows: StoreRows,
	) {
		this.declared = new DeclaredSources(given.sources, [...given.siblings, ...given.facts.values()]);
	}

	of(productId: string, rows: ProductRows): Count {
		const { sumRows, shownOnly } = this.given;
		if (sumRows && this.rows.isTorn(productId)) return uncounted('stockComponentMissing');
		if (shownOnly) return this.shown(productId, rows);
		const source = this.declared.of(productId);
		if (source === undefined || source === 'own') {
			return rows.warehouse.size > 0 ? uncounted('stockSourceUndeclared') : oneCount(rows.own, quantityOf, sumRows);
		}
		if (source === 'warehouse') {
			return rows.own.length > 0 ? uncounted('stockIsFba', say('declaredAtWarehouse')) : this.atWarehouse(productId, rows);
		}
		const own = this.ownPart(productId, rows);
		if (own.kind !== 'count') return own;
		const warehouse = this.atWarehouse(productId, rows);
		return warehouse.kind === 'count' ? counted(own.quantity + warehouse.quantity) : warehouse;
	}

	/** Products whose stock lies at the warehouse, and whose listing there is gone: no item counts them any more. */
	orphans(): readonly string[] {
		const orphans = new Set<string>();
		for (const { link, pack } of this.links.all()) {
			const source = pack === undefined ? undefined : this.declared.of(pack.productId);
			const counts = source === 'warehouse' || source === 'sum';
			if (link.gone === 'listing' && pack !== undefined && counts && this.expected(pack.productId).length === 0)
				orphans.add(pack.productId);
		}
		return [...orphans];
	}

	/** Seen beside the product and never sold by: nothing has to be declared. */
	private shown(productId: string, { own, warehouse }: ProductRows): Count {
		const mine = own.length === 0 ? undefined : oneCount(own, quantityOf, this.given.sumRows);
		if (warehouse.size === 0) return mine ?? uncounted('stockComponentMissing');
		const theirs = this.atWarehouse(productId, { own, warehouse });
		if (mine === undefined || theirs.kind !== 'count' || mine.kind !== 'count') return mine?.kind === 'refused' ? mine : theirs;
		return mine.quantity === theirs.quantity ? mine : uncounted('stockTwice');
	}

	/** All listings of a product under which the channel ships it, together: each has its own units there. */
	private atWarehouse(productId: string, { warehouse }: ProductRows): Count {
		const expected = this.expected(productId);
		const [missing] = expected.filter((sku) => !warehouse.has(sku)).toSorted();
		if (missing !== undefined) return uncounted('stockComponentMissing', say('stockOfListing', { sku: missing }));
		if (warehouse.size === 0) return this.withoutItems(productId);
		let sum = 0;
		for (const rows of warehouse.values()) {
			const one = oneCount(rows, quantityOf, this.given.sumRows);
			if (one.kind !== 'count') return one;
			sum += one.quantity;
		}
		return counted(sum);
	}

	private withoutItems(productId: string): Count {
		const isGone = this.links.holding(productId).some(({ link }) => link.gone === 'listing');
		if (!isGone) return uncounted('stockComponentMissing');
		return this.given.zeroGone ? counted(0) : uncounted('stockGone');
	}

	private expected(productId: string): readonly string[] {
		return this.links.holding(productId).flatMap(({ link, pack }) => {
			const isShippedThere = link.fulfilledBy === 'amazon' || link.fulfilledBy === 'both';
			const isOut = link.leftOut === true || this.given.leftOut.has(link.sku) || link.gone === 'listing';
			return pack !== undefined && isShippedThere && !isOut ? [link.sku] : [];
		});
	}

	/** As the merchant keeps it: a quantity without it may be the whole. */
	private ownPart(productId: string, { own, warehouse }: ProductRows): Count {
		const beside = [...warehouse.values()].flat().filter(({ ownQuantity }) => ownQuantity !== undefined);
		if (own.some(({ ownQuantity }) => ownQuantity === undefined)) return uncounted('stockOwnPartMissing');
		if (own.length > 0) return oneCount(own, ownOf, this.given.sumRows);
		if (beside.length > 0) return oneCount(beside, ownOf, false);
		const kept = this.given.facts.get(productId)?.ownQuantity;
		return kept === undefined ? uncounted('stockOwnPartMissing') : counted(kept);
	}
}

const quantityOf = ({ quantity }: StockRow): number => quantity;
const ownOf = ({ ownQuantity = 0 }: StockRow): number => ownQuantity;
