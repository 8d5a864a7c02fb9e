import { PlatformError } from '../../domain/platform-error';
import type { StoreProduct } from '../../domain/product';
import type { Catalog } from '../../ports/catalog';
import type { Clock } from '../../ports/clock';
import { ShopFault } from './shop-fault';
import { factsOf, type SkuFactsOf } from './sku-facts';

const KNOWN_MS = 10 * 60_000;

/** Whose SKU it is in the shop, remembered for some minutes. One per shop and process. */
export interface ProductMemory {
	/**
	 * The shop's products that have one of these SKUs, by their ids; asks in one go for all that it does not remember. A shop that does
	 * not show its products to this key says of none that others share its SKU. Throws ShopFault when it may say so later.
	 */
	idsOf(skus: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
}

/** What the process remembers of one shop: ids by SKU. */
export type ProductFacts = SkuFactsOf<readonly string[]>;

export function createProductMemory(facts: ProductFacts, catalog: Pick<Catalog, 'findBySkus'>, clock: Clock): ProductMemory {
	const ask = async (skus: readonly string[]) => {
		const found = await idsAt(catalog, skus);
		return (sku: string): readonly string[] => found.get(sku) ?? [];
	};
	return { idsOf: async (skus) => await factsOf(facts, skus, { clock, ask, countsMs: () => KNOWN_MS }) };
}

/** A line is never of a product with variations: one that says so has lost its variation. */
const nameOf = ({ id, hasVariations }: StoreProduct): string => (hasVariations === true ? `${id} (with variations)` : id);

async function idsAt(catalog: Pick<Catalog, 'findBySkus'>, skus: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
	try {
		const products = await catalog.findBySkus(skus);
		return new Map([...Map.groupBy(products, ({ sku }) => sku)].map(([sku, own]) => [sku, own.map(nameOf)]));
	} catch (error) {
		if (error instanceof PlatformError && !error.passing) return new Map();
		throw new ShopFault(error);
	}
}
