import { reasonOf } from '../../domain/reasons';
import type { StockRow, StoreFact } from '../../domain/stock/facts';
import type { StockLevel } from '../../domain/stock/level';
import type { PlannedWrite } from '../../domain/stock/plan';
import { planForStore } from '../../domain/stock/plan-for-store';
import type { StoreStockWish } from '../../ports/stock-source';
import { say } from '../../domain/texts/say';
import type { Counted, SeenStock } from '../../ports/database';
import type { PushOutcome, ToStoreDeps, ToStoreWish } from './deps';
import { guardOf } from './guard';
import { inStockTurn, rejectAll } from './in-turn';
import { linksOfRows, type LinkedRows } from './links-of-rows';
import { takenInStore, takenSince, type OpenStoreOrder } from './taken-in-store';
import { planned, writePlan, type Target } from './write-plan';

/**
 * Brings the products of a store to what the rows say: counts of the channel's warehouse where it is declared that a product lies
 * there, the merchant's own for all others. What stands in the store is read first, and that the product under an id is still it.
 */
export async function pushToStore(deps: ToStoreDeps, given: readonly StockRow[], wish: ToStoreWish): Promise<readonly PushOutcome[]> {
	const { database, between } = deps;
	if (given.length === 0) return [];
	if (await database.stock.paused(between.store)) return rejectAll(given, 'stockPaused');
	const asked = wish.ownPartIn === undefined ? {} : { ownPartIn: wish.ownPartIn };
	const linked = await linksOfRows(deps, given, { ...asked, productsFirst: true });
	return await inStockTurn(deps, between.store, given, async (isOurs) => {
		const { facts, siblings } = await read(deps, linked, asked);
		const { rows, others } = sorted(linked, facts);
		const products = [...new Set([...facts.values()].flatMap(({ productId, sharedFrom = productId }) => [productId, sharedFrom]))];
		const declarable = [
			...products,
			...[...facts.values(), ...siblings].flatMap(({ productId, parentId = productId }) => [productId, parentId]),
		];
		const itemOf = itemIn(wish);
		const known = await database.stock.pushed(between.store, products.map(itemOf));
		const pushed = new Map(
			products.flatMap((id) => {
				const one = known.get(itemOf(id));
				return one === undefined ? [] : [[id, one] as const];
			}),
		);
		const open = wish.deductSold && rows.some(({ atWarehouse }) => atWarehouse === true) ? await takenInStore(deps) : [];
		const plan = await planForStore({
			rule: wish.rule,
			sendAll: wish.sendAll,
			sumRows: wish.sumRows,
			zeroGone: wish.zeroGone,
			rows,
			links: linked.links,
			sources: await database.stock.sources(between, declarable),
			facts,
			siblings,
			pushed,
			sold: soldOf(products, rows, linked, open),
			leftOut: linked.leftOut,
			guard: await guardOf(database, between, between.store, wish.guard),
			maximum: deps.sink.traits.maximum,
			shownOnly: wish.shownOnly !== undefined,
			...(wish.unreadable === undefined ? {} : { unreadable: wish.unreadable }),
		});
		if (await database.stock.paused(between.store)) return rejectAll(given, 'stockPaused');
		const outcomes = wish.dryRun
			? planned(plan)
			: await writePlan(targetOf(deps, wish, facts), plan, { pushed: known, underWay: new Set() }, isOurs);
		return [...others, ...outcomes];
	});
}

/** What is only shown has nothing to do with what is sold: it is remembered apart. */
const itemIn =
	({ shownOnly }: { readonly shownOnly?: string | undefined }) =>
	(productId: string): string =>
		shownOnly === undefined ? productId : `${productId} ${shownOnly}`;

/**
 * What is seen there next is our own doing, also under those that share the count. It is not where somebody changed the count
 * before us and no trigger has told it yet: what is written over it is all that a trigger can still tell of that.
 */
const targetOf = ({ database, clock, sink, between }: ToStoreDeps, { shownOnly }: ToStoreWish, facts: Facts): Target => {
	let before: ReadonlyMap<string, SeenStock> = new Map();
	return {
		database,
		clock,
		sink,
		key: between.store,
		itemOf: ({ sku, productId }) => itemIn({ shownOnly })(productId ?? sku),
		subjectOf: (sku) => say('product', { sku }),
		...(shownOnly === undefined
			? {
					noted: async (writes: readonly PlannedWrite[]) => {
						const counts = writes.flatMap((write) => countsOf(write, facts));
						before = await database.stock.seen(
							between.store,
							counts.map(({ item }) => item),
						);
						const noted = counts.map(({ item, quantity, stood }): SeenStock => {
							const last = before.get(item)?.quantity;
							const isTold = last === undefined || stood === undefined || last === stood;
							return { item, quantity, ...(isTold ? { own: true } : {}) };
						});
						await database.stock.noteSeen(between.store, noted, database.now());
					},
					notWritten: async (writes: readonly PlannedWrite[]) => {
						const counts = writes.flatMap((write) => countsOf(write, facts));
						const standing = counts.map(({ item, quantity, stood = quantity }): SeenStock => before.get(item) ?? { item, quantity: stood });
						await database.stock.noteSeen(between.store, standing, database.now());
					},
				}
			: { shownOnly }),
	};
};

type Facts = ReadonlyMap<string, StoreFact>;

/** `stood`: what was read there before. */
interface WrittenCount extends Counted {
	readonly stood?: number;
}

function countsOf({ productId, quantity }: PlannedWrite, facts: Facts): readonly WrittenCount[] {
	if (productId === undefined) return [];
	const { sharedFrom = productId, quantity: shared } = facts.get(productId) ?? {};
	const sharing = [...facts.values()].filter((fact) => fact.sharedFrom === sharedFrom).map((fact) => fact.productId);
	return [...new Set([productId, sharedFrom, ...sharing])].map((item) => {
		const stood = facts.get(item)?.quantity ?? shared;
		return { item, quantity, ...(stood === undefined ? {} : { stood }) };
	});
}

/** What stands in the store under all that the rows name, and under whatever is linked and shares a count with these. */
async function read(
	{ stock, database, between }: ToStoreDeps,
	{ rows, links, levels: known, productOf }: LinkedRows,
	wish: StoreStockWish,
): Promise<{ readonly facts: Facts; readonly siblings: readonly StoreFact[] }> {
	const parents = new Map(links.map(({ productId, parentId }) => [productId, parentId]));
	const facts = new Map<string, StoreFact>(known.flatMap(factOf).map((fact) => [fact.productId, fact]));
	const ids = [...rows.flatMap((row) => productOf(row) ?? []), ...links.map(({ productId }) => productId)];
	const ask = async (open: readonly string[]): Promise<readonly StoreFact[]> => {
		const asked = [...new Set(open)].map((id) => {
			const parentId = parents.get(id);
			return parentId === undefined ? { id } : { id, parentId };
		});
		const found: StoreFact[] = [];
		if (asked.length > 0) for await (const { levels } of stock.ofProducts(asked, wish)) found.push(...levels.flatMap(factOf));
		return found;
	};
	for (const fact of await ask(ids.filter((id) => !facts.has(id)))) facts.set(fact.productId, fact);
	const shared = [...facts.values()].flatMap(({ sharedFrom }) => sharedFrom ?? []);
	const sharing = (await database.links.ofParents(between, [...new Set(shared)])).map(({ productId }) => productId);
	return { facts, siblings: [...facts.values(), ...(await ask([...shared, ...sharing].filter((id) => !facts.has(id))))] };
}

const factOf = ({ productId, parentId, sku, counted, quantity, sharedFrom, holdsOthers, ownQuantity }: StockLevel): readonly StoreFact[] =>
	productId === undefined
		? []
		: [
				{
					productId,
					sku,
					counted,
					...(parentId === undefined ? {} : { parentId }),
					...(quantity === undefined ? {} : { quantity }),
					...(sharedFrom === undefined ? {} : { sharedFrom }),
					...(holdsOthers === undefined ? {} : { holdsOthers }),
					...(ownQuantity === undefined ? {} : { ownQuantity }),
				},
			];

/** A row that names a product by its id and by a SKU means another one where this SKU is neither its own nor that of a listing of it. */
function sorted(
	{ rows, links }: LinkedRows,
	facts: Facts,
): { readonly rows: readonly StockRow[]; readonly others: readonly PushOutcome[] } {
	const listings = new Map<string, Set<string>>();
	for (const { sku, productId } of links) listings.set(productId, (listings.get(productId) ?? new Set()).add(sku));
	const isOther = ({ productId, sku }: StockRow): boolean => {
		const fact = productId === undefined ? undefined : facts.get(productId);
		return fact !== undefined && sku !== '' && fact.sku !== sku && listings.get(fact.productId)?.has(sku) !== true;
	};
	return {
		rows: rows.filter((row) => !isOther(row)),
		others: rows.filter(isOther).map((row): PushOutcome => {
			const detail = say('otherSku', { id: row.productId ?? '', sku: facts.get(row.productId ?? '')?.sku ?? '' });
			return {
				kind: 'rejected',
				sku: row.sku,
				inputs: [row.input],
				reason: reasonOf('stockSkuUnknown', say('item', { input: String(row.input) }), detail),
			};
		}),
	};
}

/** By product; where several counts of one are of different times, the oldest. */
function soldOf(
	products: readonly string[],
	rows: readonly StockRow[],
	{ productOf }: LinkedRows,
	open: readonly OpenStoreOrder[],
): ReadonlyMap<string, number> {
	if (open.length === 0) return new Map();
	const countedAt = new Map<string, string>();
	for (const row of rows) {
		const productId = productOf(row);
		if (productId === undefined || row.asOf === undefined || row.atWarehouse !== true) continue;
		const before = countedAt.get(productId);
		if (before === undefined || row.asOf < before) countedAt.set(productId, row.asOf);
	}
	return new Map(products.map((id) => [id, takenSince(open, id, countedAt.get(id))] as const).filter(([, pieces]) => pieces > 0));
}
