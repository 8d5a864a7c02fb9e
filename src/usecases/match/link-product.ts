import { accountKey, type Account } from '../../domain/account';
import type { AccountKey } from '../../domain/ids';
import type { LinkContent } from '../../domain/order';
import type { ProductLink, StoreProduct } from '../../domain/product';
import { reasonOf, type Reason } from '../../domain/reasons';
import type { MatchDeps } from './match-order-lines';

export interface LinkWish {
	readonly channel: Account;
	readonly listingSku: string;
	/** One SKU of the store, or several of a bundle with their pieces: "TEE*2, CAP*1". */
	readonly products: string;
	/** Pieces of the one product per sold listing; a bundle says its own. */
	readonly unitsPerListing: number;
}

export type LinkOutcome =
	{ readonly kind: 'linked'; readonly link: LinkRow; readonly retried: number } | { readonly kind: 'attention'; readonly reason: Reason };

export interface LinkRow {
	readonly channel: AccountKey;
	readonly store: AccountKey;
	readonly listingSku: string;
	readonly productId: string;
	readonly content: LinkContent;
}

interface Part {
	readonly sku: string;
	/** As written behind the SKU. */
	readonly units?: number;
}

/** "TEE*2, CAP" to its parts. A lone SKU may itself hold commas or stars: it is looked up as it is first. */
function bundleParts(text: string): readonly Part[] {
	return text.split(',').map((part) => {
		const found = /^(.*)\*\s*([1-9]\d*)$/.exec(part.trim());
		return found === null ? { sku: part.trim() } : { sku: (found[1] ?? '').trim(), units: Number(found[2]) };
	});
}

/** An expression of the builder may give anything. */
const pieces = (wished: number): number => (Number.isFinite(wished) ? Math.max(1, Math.trunc(wished)) : 1);

/** Remembers what a listing is in the store. Idempotent; sales that waited for the SKU become due at once. */
export async function linkProduct(deps: MatchDeps, wish: LinkWish): Promise<LinkOutcome> {
	const parts = bundleParts(wish.products);
	const found = await deps.catalog.findBySkus([...new Set([wish.products, ...parts.map(({ sku }) => sku)])]);
	const of = (sku: string): readonly StoreProduct[] => found.filter((product) => product.sku === sku && product.sellable);
	const wanted: readonly Part[] = of(wish.products).length > 0 ? [{ sku: wish.products }] : parts;
	for (const { sku } of wanted) {
		const count = of(sku).length;
		if (count === 1) continue;
		return {
			kind: 'attention',
			reason: reasonOf(count === 0 ? 'lineUnmatched' : 'lineAmbiguous', `Listing "${wish.listingSku}"`, `SKU "${sku}"`),
		};
	}
	const products = wanted.flatMap(({ sku, units }) => of(sku).map((product) => ({ product, units })));
	const [first] = products;
	if (first === undefined) return { kind: 'attention', reason: reasonOf('lineUnmatched', `Listing "${wish.listingSku}"`) };
	const content: LinkContent =
		products.length === 1
			? { unitsPerListing: first.units ?? pieces(wish.unitsPerListing) }
			: { components: products.map(({ product, units }) => ({ productId: product.id, units: units ?? 1 })) };
	const link: ProductLink = {
		channel: wish.channel,
		store: deps.catalog.account,
		sku: wish.listingSku,
		productId: first.product.id,
		...(first.product.parentId === undefined ? {} : { parentId: first.product.parentId }),
		content,
		rule: 'manual',
	};
	const now = deps.database.now();
	await deps.database.links.set([link], now);
	const retried = await deps.database.sales.linked(accountKey(link.store), [link.sku], now);
	const row = {
		channel: accountKey(link.channel),
		store: accountKey(link.store),
		listingSku: link.sku,
		productId: link.productId,
		content,
	};
	return { kind: 'linked', link: row, retried };
}
