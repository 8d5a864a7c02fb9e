import { planForChannel } from '../../domain/stock/plan-for-channel';
import type { StockRow } from '../../domain/stock/facts';
import type { PushOutcome, ToChannelDeps, ToChannelWish } from './deps';
import { factsOf } from './facts-of';
import { guardOf } from './guard';
import { inStockTurn, rejectAll } from './in-turn';
import { linksOfRows, productsOf, type LinkedRows } from './links-of-rows';
import { soldAtChannel, soldSince, withoutSold, type Sold } from './sold-at-channel';
import { settleSubmissions } from './submissions';
import { planned, writePlan, type Target } from './write-plan';

/**
 * Brings the listings of a channel to what the rows say of their products: only what the merchant ships himself, only what differs.
 * Quantities are absolute, so a run that broke off anywhere is mended by the next one. The outcomes tell of each row at least once.
 */
export async function pushToChannel(deps: ToChannelDeps, given: readonly StockRow[], wish: ToChannelWish): Promise<readonly PushOutcome[]> {
	const { database, between } = deps;
	if (given.length === 0) return [];
	if (await database.stock.paused(between.channel)) return rejectAll(given, 'stockPaused');
	const linked = await linksOfRows(deps, given);
	const skus = skusOf(linked, wish);
	const before = await database.stock.pushed(between.channel, skus);
	const facts = await factsOf(deps, skus, before, wish.lookAnew === true);
	const productQuantities = await componentsOf(deps, linked);
	return await inStockTurn(deps, between.channel, given, async (isOurs) => {
		const underWay = await settleSubmissions(deps, new Set(skus));
		const sold = wish.deductSold ? await soldAtChannel(deps) : [];
		const pushed = withoutSoldSince(await database.stock.pushed(between.channel, skus), sold);
		const plan = await planForChannel({
			...rulesOf(wish),
			rows: withoutSold(linked.rows, linked.productOf, sold, wish.sumRows),
			links: linked.links,
			productQuantities: lowered(productQuantities, sold),
			sources: await database.stock.sources(between, productsOf(linked.links)),
			facts,
			pushed,
			// Of linked listings it is taken off their product, which may have other listings.
			sold: new Map(unlinkedOf(linked).map(({ sku, asOf }) => [sku, soldSince(sold, { sku }, asOf)])),
			leftOut: linked.leftOut,
			guard: await guardOf(database, between, between.channel, wish.guard),
			maximum: deps.sink.traits.maximum,
			allowUnlinked: wish.allowUnlinked,
		});
		if (wish.dryRun) return planned(plan);
		return await writePlan(targetOf(deps), plan, { pushed, underWay }, isOurs);
	});
}

const rulesOf = ({ rule, sendAll, sumRows, zeroGone }: ToChannelWish) => ({ rule, sendAll, sumRows, zeroGone });

const targetOf = ({ database, clock, sink, between }: ToChannelDeps): Target => ({
	database,
	clock,
	sink,
	key: between.channel,
	itemOf: ({ sku }) => sku,
});

const unlinkedOf = ({ rows, links, productOf }: LinkedRows): readonly StockRow[] => {
	const linked = new Set(links.map(({ sku }) => sku));
	return rows.filter((row) => !linked.has(row.sku) && productOf(row) === undefined);
};

/** All that may come to be written. */
const skusOf = (linked: LinkedRows, { allowUnlinked }: ToChannelWish): readonly string[] => [
	...new Set([
		...linked.links.map(({ sku }) => sku),
		...(allowUnlinked ? unlinkedOf(linked).flatMap(({ sku }) => (sku === '' ? [] : [sku])) : []),
	]),
];

/** What sets are made of and no row names is read from the store. */
async function componentsOf({ stock }: ToChannelDeps, { rows, links, productOf }: LinkedRows): Promise<ReadonlyMap<string, number>> {
	const named = new Set(rows.flatMap((row) => productOf(row) ?? []));
	const sets = links.filter(({ content }) => 'components' in content);
	const open = productsOf(sets).filter((id) => !named.has(id));
	const quantities = new Map<string, number>();
	if (open.length === 0) return quantities;
	for await (const { levels } of stock.ofProducts(open.map((id) => ({ id })))) {
		for (const { productId, counted, quantity } of levels) {
			if (productId !== undefined && counted && quantity !== undefined) quantities.set(productId, Math.max(0, quantity));
		}
	}
	return quantities;
}

const lowered = (quantities: ReadonlyMap<string, number>, sold: readonly Sold[]): ReadonlyMap<string, number> =>
	new Map([...quantities].map(([productId, quantity]) => [productId, Math.max(0, quantity - soldSince(sold, { productId }, undefined))]));

/** The channel lowered the count by itself when it sold: what was pushed before is not what stands there. */
function withoutSoldSince<Of extends { readonly at: string }>(
	pushed: ReadonlyMap<string, Of>,
	sold: readonly Sold[],
): ReadonlyMap<string, Of> {
	const lastSold = new Map<string, string>();
	for (const { order } of sold) {
		for (const { sku } of order.lines) {
			const before = lastSold.get(sku) ?? '';
			if (order.purchasedAt > before) lastSold.set(sku, order.purchasedAt);
		}
	}
	return new Map([...pushed].filter(([sku, { at }]) => (lastSold.get(sku) ?? '') <= at));
}
