import { accountKey } from '../../domain/account';
import type { OrderLine } from '../../domain/order';
import { piecesPerListing, type Pack } from '../../domain/packs';
import type { ProductLink } from '../../domain/product';
import type { FulfillDeps } from './deps';

/** A listing of the warehouse: so many pieces of one product of the shop. */
export interface Listing extends Pack {
	readonly sku: string;
	readonly pieces: number;
	/** A link says that it is this product; else only the SKU does. */
	readonly linked: boolean;
}

type Links = ReadonlyMap<string, readonly ProductLink[]>;

/** Undefined for bundles: they hold other products too. */
const listingOf = (link: ProductLink): Listing | undefined => {
	const pieces = piecesPerListing(link.content);
	return pieces === undefined ? undefined : { ...link, pieces, linked: true };
};

/** A line's listings: those it was linked with (which say how many pieces one is), else the one with its own SKU. */
export const candidatesOf = ({ code: productId = '', sku }: OrderLine, links: Links): readonly Listing[] => {
	const linked = (links.get(productId) ?? []).flatMap((link) => listingOf(link) ?? []);
	if (linked.some((listing) => listing.sku === sku)) return linked;
	return [...linked, { sku, productId, content: { unitsPerListing: 1 }, pieces: 1, linked: false }];
};

const skusOf = (lines: readonly OrderLine[], links: Links): readonly string[] =>
	lines.flatMap((line) => candidatesOf(line, links).map(({ sku }) => sku));

const linksOf = async (deps: FulfillDeps, lines: readonly OrderLine[]): Promise<Links> =>
	await deps.database.links.ofProducts(
		{ channel: accountKey(deps.service.account), store: accountKey(deps.source.account) },
		lines.flatMap(({ code }) => code ?? []),
	);

/** What is asked once for many lines. */
export interface Known {
	readonly links: Links;
	readonly skus: ReadonlySet<string>;
	/** Ids of the shop's products by their SKU. */
	readonly products: ReadonlyMap<string, readonly string[]>;
}

/**
 * Asks about the SKUs of all these lines at once, 50 a call; then who in the shop shares those of the `open` ones that are there.
 * What was asked is remembered: asked for many orders first, they are taken one by one without a call.
 */
export async function learn(deps: FulfillDeps, lines: readonly OrderLine[], open: readonly OrderLine[] = lines): Promise<Known> {
	const links = await linksOf(deps, lines);
	const skus = await deps.skus.knownOf(skusOf(lines, links));
	const unlinked = open.flatMap((line) => candidatesOf(line, links).filter(({ linked }) => !linked));
	return { links, skus, products: await deps.products.idsOf(unlinked.flatMap(({ sku }) => (skus.has(sku) ? [sku] : []))) };
}
