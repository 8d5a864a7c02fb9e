import { PlatformError } from '../../domain/platform-error';
import type { StoreProduct } from '../../domain/product';
import type { Catalog } from '../../ports/catalog';
import type { Clock } from '../../ports/clock';
import { ShopFault } from './shop-fault';

const KNOWN_MS = 10 * 60_000;

/** Whose SKU it is in the shop, remembered for some minutes. One per shop and process. */
export interface ProductMemory {
	/**
	 * The shop's products that have one of these SKUs, by their ids; asks in one go for all that it does not remember. A shop that does
	 * not show its products to this key says of none that others share its SKU. Throws ShopFault when it may say so later.
	 */
	idsOf(skus: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
}

/** What the process remembers of one shop. */
export type ProductFacts = Map<string, { readonly ids: readonly string[]; readonly until: number }>;

export function createProductMemory(facts: ProductFacts, catalog: Pick<Catalog, 'findBySkus'>, clock: Clock): ProductMemory {
	return {
		async idsOf(skus) {
			const wanted = [...new Set(skus)].filter((sku) => sku !== '');
			const asked = wanted.filter((sku) => (facts.get(sku)?.until ?? 0) <= clock.now());
			if (asked.length > 0) {
				const found = await idsAt(catalog, asked);
				const now = clock.now();
				for (const [sku, { until }] of facts) if (until <= now) facts.delete(sku);
				for (const sku of asked) facts.set(sku, { ids: found.get(sku) ?? [], until: now + KNOWN_MS });
			}
			return new Map(wanted.map((sku) => [sku, facts.get(sku)?.ids ?? []]));
		},
	};
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
