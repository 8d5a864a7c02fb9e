import type { AccountKey } from '../../domain/ids';
import type { ProductLink } from '../../domain/product';

export interface Links {
	get(
		between: { readonly channel: AccountKey; readonly store: AccountKey },
		skus: readonly string[],
	): Promise<ReadonlyMap<string, ProductLink>>;
	/** The listings that these products are linked to, by product id (a variation's own id). */
	ofProducts(
		between: { readonly channel: AccountKey; readonly store: AccountKey },
		productIds: readonly string[],
	): Promise<ReadonlyMap<string, readonly ProductLink[]>>;
	set(links: readonly ProductLink[], now: number): Promise<void>;
	remove(between: { readonly channel: AccountKey; readonly store: AccountKey }, skus: readonly string[]): Promise<number>;
}
