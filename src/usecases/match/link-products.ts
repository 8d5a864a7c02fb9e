import { accountKey, type Account } from '../../domain/account';
import type { AccountKey } from '../../domain/ids';
import type { Pair } from '../../domain/matching';
import type { LinkContent } from '../../domain/order';
import type { ProductLink, StoreProduct } from '../../domain/product';
import { reasonOf, type Reason, type ReasonCode } from '../../domain/reasons';
import type { Words } from '../../domain/texts/language';
import { say } from '../../domain/texts/say';
import type { MatchDeps } from './match-order-lines';

/** A person's word. */
export interface LinkWish extends Pair {
	readonly channel: Account;
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

const OPEN_AT_ONCE = 1000;
/** An expression of the builder may give anything. */
const pieces = (wished: number): number => (Number.isFinite(wished) ? Math.max(1, Math.trunc(wished)) : 1);

/** Products by what they were asked for. */
interface Found {
	bySku(sku: string): readonly StoreProduct[];
	byId(id: string): StoreProduct | undefined;
}

/**
 * Remembers what listings are in the store: a person's word. All are looked up at once. Idempotent; sales that waited for one of
 * the SKUs become due at once, which the first outcome tells. A listing that is wished to be two products is neither.
 */
export async function linkProducts(
	deps: MatchDeps,
	wishes: readonly LinkWish[],
	{ dryRun = false }: { readonly dryRun?: boolean } = {},
): Promise<readonly LinkOutcome[]> {
	const store = deps.catalog.account;
	const found = await lookUp(deps, wishes);
	const unknown = await unknownListings(deps, wishes);
	const byListing = Map.groupBy(wishes, (wish) => placeOf(wish));
	const planned = wishes.map((wish): ProductLink | Reason => {
		const isOther = (other: LinkWish): boolean => saidOf(other) !== saidOf(wish);
		if (byListing.get(placeOf(wish))?.some(isOther) === true) return refused('invalidLink', wish, say('severalWished'));
		if (unknown.has(placeOf(wish))) return refused('invalidLink', wish, say('pairUnknown', { sku: wish.listingSku }));
		return planOf(wish, store, found);
	});
	const links = planned.filter((plan) => 'productId' in plan);
	const now = deps.database.now();
	if (!dryRun) await deps.database.links.set(links, now);
	const skus = links.map(({ sku }) => sku);
	let retried = dryRun || skus.length === 0 ? 0 : await deps.database.sales.linked(accountKey(store), skus, now);
	return planned.map((plan): LinkOutcome => {
		if (!('productId' in plan)) return { kind: 'attention', reason: plan };
		const outcome = { kind: 'linked', link: rowOf(plan), retried } as const;
		retried = 0;
		return outcome;
	});
}

const saidOf = ({ product, unitsPerListing }: LinkWish): string => JSON.stringify([product, unitsPerListing]);

const placeOf = ({ channel, listingSku }: LinkWish): string => `${accountKey(channel)} ${listingSku}`;

/** Of those that have to be known: neither linked, nor open after the last match of the catalogs. */
async function unknownListings({ catalog, database }: MatchDeps, wishes: readonly LinkWish[]): Promise<ReadonlySet<string>> {
	const unknown = new Set<string>();
	for (const own of Map.groupBy(
		wishes.filter(({ mustBeKnown }) => mustBeKnown),
		({ channel }) => accountKey(channel),
	).values()) {
		const [{ channel } = {}] = own;
		if (channel === undefined) continue;
		const between = { channel: accountKey(channel), store: accountKey(catalog.account) };
		const skus = own.map(({ listingSku }) => listingSku);
		const known = new Set((await database.links.get(between, skus)).keys());
		for (let after: string | undefined = ''; after !== undefined;) {
			const page = await database.links.list(between, ['pending', 'ambiguous'], after, OPEN_AT_ONCE);
			for (const { sku } of page) known.add(sku);
			after = page.length < OPEN_AT_ONCE ? undefined : page.at(-1)?.sku;
		}
		for (const wish of own) if (!known.has(wish.listingSku)) unknown.add(placeOf(wish));
	}
	return unknown;
}

async function lookUp({ catalog }: MatchDeps, wishes: readonly LinkWish[]): Promise<Found> {
	const skus = wishes.flatMap(({ product }) =>
		product.by === 'sku' ? [product.sku, ...bundleParts(product.sku).map(({ sku }) => sku)] : [],
	);
	const ids = wishes.flatMap(({ product }): readonly { readonly id: string; readonly parentId?: string }[] => {
		if (product.by === 'parts') return product.parts.map(({ id }) => ({ id }));
		if (product.by === 'sku') return [];
		return [{ id: product.id, ...(product.parentId === undefined ? {} : { parentId: product.parentId }) }];
	});
	const named = [...new Set(skus)].filter((sku) => sku !== '');
	const ofSkus = named.length === 0 ? [] : await catalog.findBySkus(named);
	const ofIds = ids.length === 0 ? [] : await catalog.findByIds([...new Map(ids.map((id) => [id.id, id])).values()]);
	const bySku = Map.groupBy(
		ofSkus.filter(({ sellable }) => sellable),
		({ sku }) => sku,
	);
	const byId = new Map(ofIds.map((product) => [product.id, product]));
	return { bySku: (sku) => bySku.get(sku) ?? [], byId: (id) => byId.get(id) };
}

const refused = (code: ReasonCode, { listingSku }: LinkWish, detail: Words): Reason => reasonOf(code, `Listing "${listingSku}"`, detail);

function planOf(wish: LinkWish, store: Account, found: Found): ProductLink | Reason {
	if (wish.product.by === 'id') {
		const product = found.byId(wish.product.id);
		if (product === undefined) return refused('invalidLink', wish, say('noProductOfId', { id: wish.product.id }));
		if (!product.sellable) return refused('invalidLink', wish, say('notForSale', { id: product.id }));
		if (wish.product.sku !== undefined && wish.product.sku.trim() !== product.sku.trim())
			return refused('invalidLink', wish, say('otherSku', { id: product.id, sku: product.sku }));
		return linkTo(wish, store, product, { unitsPerListing: pieces(wish.unitsPerListing) });
	}
	if (wish.product.by === 'parts') {
		const parts = wish.product.parts.map((part) => ({ ...part, product: found.byId(part.id) }));
		const missing = parts.find(({ product }) => product?.sellable !== true);
		if (missing !== undefined) return refused('invalidLink', wish, say('noProductOfId', { id: missing.id }));
		const [first] = parts;
		if (first?.product === undefined) return refused('lineUnmatched', wish, 'no SKU');
		return linkTo(wish, store, first.product, { components: parts.map(({ id, units }) => ({ productId: id, units })) });
	}
	const [alone] = found.bySku(wish.product.sku);
	const wanted: readonly Part[] = alone === undefined ? bundleParts(wish.product.sku) : [{ sku: wish.product.sku }];
	for (const { sku } of wanted) {
		const count = found.bySku(sku).length;
		if (count !== 1) return refused(count === 0 ? 'lineUnmatched' : 'lineAmbiguous', wish, `SKU "${sku}"`);
	}
	const isTakenApart = alone === undefined && (wanted.length > 1 || wanted.some(({ units }) => units !== undefined));
	if (isTakenApart && pieces(wish.unitsPerListing) > 1) return refused('invalidLink', wish, say('pairTwice'));
	const products = wanted.flatMap(({ sku, units }) => found.bySku(sku).map((product) => ({ product, units })));
	const [first] = products;
	if (first === undefined) return refused('lineUnmatched', wish, 'no SKU');
	const content: LinkContent =
		products.length === 1
			? { unitsPerListing: first.units ?? pieces(wish.unitsPerListing) }
			: { components: products.map(({ product, units }) => ({ productId: product.id, units: units ?? 1 })) };
	return linkTo(wish, store, first.product, content);
}

const linkTo = ({ channel, listingSku }: LinkWish, store: Account, product: StoreProduct, content: LinkContent): ProductLink => ({
	channel,
	store,
	sku: listingSku,
	productId: product.id,
	...(product.parentId === undefined ? {} : { parentId: product.parentId }),
	...(product.inventoryId === undefined ? {} : { inventoryId: product.inventoryId }),
	content,
	rule: 'manual',
});

const rowOf = ({ channel, store, sku, productId, content }: ProductLink): LinkRow => ({
	channel: accountKey(channel),
	store: accountKey(store),
	listingSku: sku,
	productId,
	content,
});
