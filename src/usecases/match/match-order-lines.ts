import { accountKey, type Account } from '../../domain/account';
import type { AccountKey } from '../../domain/ids';
import type { LineProduct, Order, OrderLine } from '../../domain/order';
import { PlatformError } from '../../domain/platform-error';
import { lineProductOf, type LinkPlace, type ProductLink, type StoreProduct } from '../../domain/product';
import { reason, type Reason, type ReasonCode } from '../../domain/reasons';
import { lacksProduct } from '../../domain/wanted-pieces';
import type { Catalog } from '../../ports/catalog';
import type { Database, Refused, Sale, SaleChange } from '../../ports/database';
import type { MatchOutcome } from '../outcome';
import { originOf } from '../order-key';
import type { OrderItem } from '../sales/order-item';
import { retryAt } from '../sales/retry-times';
import { attentionChange, saleBase } from '../sales/sale-change';
import { isDoneByHand } from '../sales/sale-kind';
import { salesOf } from '../sales/sales-of';

export interface MatchDeps {
	readonly catalog: Catalog;
	readonly database: Database;
}

export type OrderToMatch = OrderItem;

interface Known {
	readonly links: ReadonlyMap<string, ProductLink>;
	readonly products: ReadonlyMap<string, readonly StoreProduct[]>;
	/** SKUs whose product has another listing in that place. */
	readonly taken: ReadonlySet<string>;
}

/**
 * Links the lines of many orders with products of the store: remembered links first, then the SKU, exact and
 * case-sensitive, all unknown SKUs of all orders in common look-ups. What is found is remembered, never over a link made by
 * hand, and only where the product has no other listing there. Idempotent. What cannot be matched stands in the
 * log with its reason and comes back by itself once one of its SKUs is linked. Orders that need no products (cancelled)
 * pass as they are; those that are in the store already pass with what is found, because their changes need it.
 */
export async function matchOrderLines(deps: MatchDeps, items: readonly OrderToMatch[]): Promise<MatchOutcome[]> {
	const store = accountKey(deps.catalog.account);
	const sales = await salesOf(
		deps,
		store,
		items.map(({ order }) => order),
	);
	const outcomes = new Map<OrderToMatch, MatchOutcome>();
	for (const own of Map.groupBy(items, ({ order }) => accountKey(order.account)).values()) {
		for (const [item, outcome] of await matchOfChannel(deps, own, sales)) outcomes.set(item, outcome);
	}
	return items.flatMap((item) => outcomes.get(item) ?? []);
}

/** Orders of one account. */
async function matchOfChannel(
	deps: MatchDeps,
	items: readonly OrderToMatch[],
	sales: ReadonlyMap<string, Sale>,
): Promise<ReadonlyMap<OrderToMatch, MatchOutcome>> {
	const [first] = items;
	if (first === undefined) return new Map();
	const between = { channel: first.order.account, store: deps.catalog.account };
	const saleOf = ({ order }: OrderToMatch): Sale | undefined => sales.get(originOf(order));
	const needOf = (item: OrderToMatch) => need(item.order, saleOf(item));
	const needing = items.filter((item) => needOf(item) !== 'none').map(({ order }) => order);
	const outcomes = new Map<OrderToMatch, MatchOutcome>();
	const changes: SaleChange[] = [];
	const known = await lookUp(deps, between, needing).catch((error: unknown) => {
		if (error instanceof PlatformError && error.passing) return error;
		throw error;
	});
	for (const item of items) {
		const outcome = matchOne(item.order, known, needOf(item));
		outcomes.set(item, outcome);
		if (outcome.kind === 'attention') changes.push(logChange(deps, item, outcome.reason, { known, sale: saleOf(item) }));
	}
	await deps.database.sales.change(changes, deps.database.now());
	return outcomes;
}

/** An account that sells, and the store that has the products. */
interface Between {
	readonly channel: Account;
	readonly store: Account;
}

/** Whether an order's lines need products: all of them to be saved, those that there are to be changed, or none. */
type Need = 'all' | 'some' | 'none';

function need(order: Order, sale: Sale | undefined): Need {
	if (order.status === 'cancelled' || sale?.state === 'cancelled' || sale?.state === 'deleted' || isDoneByHand(sale)) return 'none';
	return sale?.targetOrderId === undefined ? 'all' : 'some';
}

async function lookUp(deps: MatchDeps, between: Between, orders: readonly Order[]): Promise<Known> {
	const skus = [...new Set(orders.flatMap(({ lines }) => lines.map(({ sku }) => sku)))];
	const keys = { channel: accountKey(between.channel), store: accountKey(between.store) };
	const links = await deps.database.links.get(keys, skus);
	const unknown = skus.filter((sku) => sku !== '' && isOver(links.get(sku)));
	const found = unknown.length === 0 ? [] : await deps.catalog.findBySkus(unknown);
	const products = Map.groupBy(
		found.filter((product) => product.sellable),
		(product) => product.sku,
	);
	const added = newLinks(between, orders, products);
	const refused = await deps.database.links.add(keys, added, deps.database.now());
	await wakeWaiting(deps, keys.store, added, refused);
	if (refused.length === 0) return { links, products, taken: new Set() };
	const again = await deps.database.links.get(
		keys,
		refused.map(({ sku }) => sku),
	);
	const taken = refused.filter(({ sku, why }) => why === 'productTaken' && isOver(again.get(sku))).map(({ sku }) => sku);
	return { links: new Map([...links, ...again]), products, taken: new Set(taken) };
}

/** Other orders may have waited for one of the SKUs that are linked now. */
async function wakeWaiting({ database }: MatchDeps, store: AccountKey, added: readonly ProductLink[], refused: readonly Refused[]) {
	const not = new Set(refused.map(({ sku }) => sku));
	const linked = added.map(({ sku }) => sku).filter((sku) => !not.has(sku));
	if (linked.length > 0) await database.sales.linked(store, linked, database.now());
}

/** Nothing is remembered, or something by a rule that holds no more: another product may have the SKU by now. */
const isOver = (link: ProductLink | undefined): boolean => link === undefined || (link.gone === 'product' && link.rule !== 'manual');

function matchOne(order: Order, known: Known | PlatformError, needed: Need): MatchOutcome {
	if (needed === 'none') return { kind: 'matched', order };
	if (known instanceof PlatformError) {
		return { kind: 'attention', order, reason: reason('storeUnreachable', order.number, known.message) };
	}
	const lines = order.lines.map((line) => matchLine(line, known));
	const matched: Order = { ...order, lines };
	const unmatched = lines.filter(lacksProduct);
	if (unmatched.length === 0 || needed === 'some') return { kind: 'matched', order: matched };
	return { kind: 'attention', order: matched, reason: whyUnmatched(order, unmatched, known) };
}

/** What stands against a line by a link is told first: of its SKU alone. */
function whyUnmatched(order: Order, unmatched: readonly OrderLine[], { links, products, taken }: Known): Reason {
	const why = (code: ReasonCode, lines: readonly OrderLine[]): Reason =>
		reason(code, order.number, lines.map((line) => `SKU "${line.sku}"`).join(', '));
	const gone = unmatched.filter(({ sku }) => links.get(sku)?.gone === 'product' && !products.has(sku));
	if (gone.length > 0) return why('linkGone', gone);
	const others = unmatched.filter(({ sku }) => taken.has(sku));
	if (others.length > 0) return why('productTaken', others);
	const ambiguous = unmatched.some((line) => (products.get(line.sku)?.length ?? 0) > 1);
	return why(ambiguous ? 'lineAmbiguous' : 'lineUnmatched', unmatched);
}

function matchLine(line: OrderLine, known: Known): OrderLine {
	const link = known.links.get(line.sku);
	if (link !== undefined && link.gone !== 'product') return { ...line, product: lineProductOf(link) };
	const [product, ...others] = known.products.get(line.sku) ?? [];
	if (product === undefined || others.length > 0 || known.taken.has(line.sku)) return line;
	const found: LineProduct = {
		productId: product.id,
		...(product.parentId === undefined ? {} : { parentId: product.parentId }),
		sku: product.sku,
		title: product.title,
		content: { unitsPerListing: 1 },
		rule: 'sku',
	};
	return { ...line, product: found };
}

/** What is sold under these SKUs, and where: the orders tell. */
function newLinks(
	{ channel, store }: Between,
	orders: readonly Order[],
	products: ReadonlyMap<string, readonly StoreProduct[]>,
): readonly ProductLink[] {
	const places = new Map<string, readonly LinkPlace[]>();
	for (const { marketplace, fulfilledBy, lines } of orders) {
		if (marketplace === '') continue;
		for (const { sku } of lines) places.set(sku, [...(places.get(sku) ?? []), { marketplace, fulfilledBy }]);
	}
	return [...products].flatMap(([sku, [product, ...others]]): ProductLink[] => {
		// Whether a set or its parts are linked, the builder chooses: Match Catalog asks.
		if (product === undefined || others.length > 0 || product.container === true) return [];
		const { id: productId, parentId, inventoryId } = product;
		return [
			{
				channel,
				store,
				sku,
				productId,
				...(parentId === undefined ? {} : { parentId }),
				...(inventoryId === undefined ? {} : { inventoryId }),
				content: { unitsPerListing: 1 },
				rule: 'sku',
				places: places.get(sku) ?? [],
			},
		];
	});
}

/** A store that does not answer is asked again; what has no product waits for a person. */
function logChange(
	{ catalog, database }: MatchDeps,
	item: OrderToMatch,
	why: Reason,
	{ known, sale }: { readonly known: Known | PlatformError; readonly sale: Sale | undefined },
): SaleChange {
	const base = saleBase(item, accountKey(catalog.account));
	if (known instanceof PlatformError) return attentionChange(base, why, retryAt(sale, known, database.now()));
	const unmatched = item.order.lines.filter(lacksProduct);
	return attentionChange({ ...base, waitingFor: unmatched.map((line) => line.sku) }, why);
}
