import { money } from '../../../domain/money';
import type { CatalogProduct } from '../../../domain/product';
import type { StoreMeasures } from '../../../ports/product-sink';
import type { WireCatalogProduct } from '../wire/catalog-product';
import { storeProduct } from './catalog';
import { kindOf } from './kinds';

/** What a variation takes from its parent: in a list of its own its name is "Green, M", and no plugin says its language. */
export interface Family {
	readonly title: string;
	readonly language?: string;
}

/** A field that is there or not. */
export const given = <Key extends string, T>(key: Key, value: T | undefined): Partial<Record<Key, T>> =>
	value === undefined ? {} : ({ [key]: value } as Record<Key, T>);

export function catalogProduct(wire: WireCatalogProduct, measures: StoreMeasures, family?: Family): CatalogProduct {
	const { name, price } = wire;
	const title =
		family === undefined || name.startsWith(family.title) ? name : [family.title, name].filter((part) => part !== '').join(' - ');
	return {
		...storeProduct(wire, measures.weightUnit),
		title,
		kind: kindOf(wire.type),
		type: wire.type,
		status: wire.status,
		...given('gtin', wire.gtin),
		...given('origin', wire.origin),
		...given('code', wire.code),
		...given('parts', wire.parts.length === 0 ? undefined : wire.parts),
		...given('language', wire.language ?? family?.language),
		...given('price', price === undefined ? undefined : money(price, measures.currency)),
		...given('updatedAt', wire.updatedAt),
	};
}
