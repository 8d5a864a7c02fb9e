import { eachInBreaths } from '../breathe';
import type { LinkContent } from '../order-line';
import type { CatalogProduct, LinkPlace, ProductLink } from '../product';
import type { CatalogIndex } from './catalog-index';
import { sellableParts } from './decide';
import { samePlace, sortedPlaces } from './places';
import type { Seats } from './seats';
import type { GoneLink, MadeLink, MatchInput, SkuListing } from './types';

export interface Kept {
	/** By rule, with what has changed. */
	readonly changed: readonly MadeLink[];
	readonly gone: readonly GoneLink[];
	/** By rule, whose product is gone, or is what another listing is: another one may be it. */
	readonly orphans: ReadonlyMap<string, GoneLink>;
	readonly unchanged: number;
}

const isByHand = ({ rule }: ProductLink): boolean => rule === 'manual';

const has = (unread: ReadonlySet<string> | 'all' | undefined, one: string): boolean =>
	unread !== undefined && (unread === 'all' || unread.has(one));

const partsOf = (content: LinkContent): readonly string[] =>
	'components' in content ? content.components.map(({ productId }) => productId) : [];

/** What is in a container may change in the store; a rule follows it. */
function contentNow(
	{ containers }: MatchInput,
	{ products }: CatalogIndex,
	{ content }: ProductLink,
	product: CatalogProduct,
): LinkContent {
	if (containers !== 'parts' || product.kind !== 'container' || !('components' in content)) return content;
	const components = sellableParts(product, products);
	return components === undefined ? content : { components };
}

/** Made while the product had the listing's SKU. */
const BY_SKU: readonly string[] = ['sku', 'created'];

const isSameContent = (one: LinkContent, other: LinkContent): boolean => JSON.stringify(one) === JSON.stringify(other);

const samePlaces = (one: readonly LinkPlace[] = [], other: readonly LinkPlace[]): boolean =>
	one.length === other.length && one.every((place) => other.some((present) => samePlace(place, present)));

/**
 * Links that stay as they are, those of which something is gone, and what has changed around the others. None is turned to another
 * product while its own is there, whatever its SKU is by now; but one that was made by the SKU does not keep a product that bears the
 * SKU of another listing: two exchanged theirs, or a restored store gave out an id again.
 */
export async function keepLinks(
	input: MatchInput,
	listings: ReadonlyMap<string, SkuListing>,
	catalog: CatalogIndex,
	seats: Seats,
): Promise<Kept> {
	const { links, unread, marketplaces, partly } = input;
	const read = marketplaces === undefined ? undefined : new Set(marketplaces);
	const isElsewhere = ({ marketplace }: LinkPlace): boolean => read !== undefined && !read.has(marketplace);
	const mayBeElsewhere = ({ places = [] }: ProductLink): boolean => (places.length === 0 ? partly === true : places.some(isElsewhere));
	const gone: GoneLink[] = [];
	const orphans = new Map<string, GoneLink>();
	const isAnothers = ({ sku, rule }: ProductLink, product: CatalogProduct): boolean => {
		const own = catalog.ownSku(product);
		const other = own === sku || !BY_SKU.includes(rule) ? undefined : listings.get(own);
		return other !== undefined && other.kind !== 'parent';
	};
	const staying: {
		readonly link: ProductLink;
		readonly listing: SkuListing;
		readonly product: CatalogProduct;
		readonly content: LinkContent;
	}[] = [];
	let unchanged = 0;

	/** A link that is not looked at any closer keeps what it has. */
	const hold = (link: ProductLink, listing?: SkuListing): void => {
		const claim = { productId: link.productId, places: link.places ?? listing?.places ?? [] };
		if (isByHand(link)) seats.takeByHand(claim);
		else seats.take(claim);
	};

	await eachInBreaths(links, ([sku, link]) => {
		const listing = listings.get(sku);
		const product = catalog.products.get(link.productId);
		// The same goods may be listed under that SKU now, and the old listing be no more: its orders are of them.
		const isJudged = listing !== undefined || link.gone === 'product';
		if (isJudged && product !== undefined && isAnothers(link, product)) {
			const lost = { sku, what: 'product', letsGo: true } as const;
			if (listing === undefined || listing.kind === 'parent') gone.push(lost);
			else orphans.set(sku, lost);
			return;
		}
		if (listing === undefined && !has(unread?.skus, sku) && !mayBeElsewhere(link)) {
			// One by rule lets go of its product: the same goods may be listed anew under another SKU.
			if (isByHand(link)) hold(link);
			gone.push({ sku, what: 'listing' });
			return;
		}
		const content = product === undefined || isByHand(link) ? link.content : contentNow(input, catalog, link, product);
		const isThere = (id: string): boolean => catalog.products.has(id) || has(unread?.productIds, id);
		if (!isThere(link.productId) && listing !== undefined && !isByHand(link) && listing.kind !== 'parent') {
			orphans.set(sku, { sku, what: 'product' });
			return;
		}
		if (![link.productId, ...partsOf(content)].every(isThere)) {
			hold(link, listing);
			gone.push({ sku, what: 'product' });
		} else if (listing === undefined || product === undefined || isByHand(link)) {
			hold(link, listing);
			unchanged += 1;
		} else staying.push({ link, listing, product, content });
	});

	staying.sort((one, other) => (one.link.sku < other.link.sku ? -1 : 1));
	const wanted = ({ link, listing }: (typeof staying)[number]): readonly LinkPlace[] => [
		...(link.places ?? []).filter(isElsewhere),
		...listing.places.filter((place) => !isElsewhere(place)),
	];
	// Who has a place keeps it before others come to it, in whatever order.
	const before = new Map<string, readonly LinkPlace[]>();
	await eachInBreaths(staying, (one) => {
		const places = wanted(one).filter((place) => one.link.places?.some((held) => samePlace(held, place)));
		before.set(one.link.sku, seats.keep({ productId: one.link.productId, places }));
	});
	const changed: MadeLink[] = [];
	await eachInBreaths(staying, (one) => {
		const { link, product, content } = one;
		const held = before.get(link.sku) ?? [];
		const come = wanted(one).filter((place) => !held.some((other) => samePlace(other, place)));
		const places = sortedPlaces([...held, ...seats.takeFree({ productId: link.productId, places: come })]);
		const asItWas = samePlaces(link.places, places) && link.parentId === product.parentId && isSameContent(link.content, content);
		if (asItWas) unchanged += 1;
		else changed.push({ sku: link.sku, product, rule: link.rule, content, places });
	});
	return { changed, gone, orphans, unchanged };
}
