import type { ChannelFact, StockRow, StockSource } from '../../domain/stock/facts';
import { planForChannel } from '../../domain/stock/plan-for-channel';
import { say } from '../../domain/texts/say';
import type { IsoTime } from '../../domain/time';
import type { PushOutcome, ToChannelDeps, ToChannelWish } from './deps';
import { factsOf } from './facts-of';
import { guardOf } from './guard';
import { inStockTurn, rejectAll } from './in-turn';
import { linksOfRows, productsOf, withParents, type LinkedRows } from './links-of-rows';
import { notOvertaken } from './not-overtaken';
import { soldAtChannel, unitsNotCounted, withoutSoldSince } from './sold-at-channel';
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
	const asked = await linksOfRows(deps, given, { also: wish.lostToo ?? [] });
	const skus = skusOf(asked, wish);
	const facts = await factsOf(deps, skus, await database.stock.pushed(between.channel, skus), wish.lookAnew === true);
	const sources = await database.stock.sources(between, withParents(asked.links));
	return await inStockTurn(deps, between.channel, given, async (isOurs) => {
		const underWay = await settleSubmissions(deps, new Set(skus));
		const sold = wish.deductSold ? await soldAtChannel(deps, new Set([...skus, ...asked.links.map(({ sku }) => sku)])) : [];
		// After the sales: one that the store counts meanwhile is taken off twice, not left in.
		const pushed = await database.stock.pushed(between.channel, skus);
		const linked = { ...asked, rows: await notOvertaken(deps, asked, pushed) };
		const counts = await countsOf(deps, linked, sources, wish);
		const { rule, sendAll, sumRows, zeroGone, allowUnlinked } = wish;
		const plan = await planForChannel({
			rows: linked.rows,
			links: linked.links,
			...counts,
			sources,
			facts,
			pushed: withoutSoldSince(pushed, sold),
			sold: unitsNotCounted(sold, countedAtOf(linked)),
			leftOut: linked.leftOut,
			rule,
			guard: await guardOf(database, between, between.channel, wish.guard),
			sendAll,
			sumRows,
			zeroGone,
			maximum: deps.sink.traits.maximum,
			allowUnlinked,
			...(wish.unreadable === undefined ? {} : { unreadable: wish.unreadable }),
		});
		if (await database.stock.paused(between.channel)) return rejectAll(given, 'stockPaused');
		return wish.dryRun ? planned(plan) : await writePlan(targetOf(deps, facts), plan, { pushed, underWay }, isOurs);
	});
}

const targetOf = ({ database, clock, sink, between }: ToChannelDeps, facts: ReadonlyMap<string, ChannelFact>): Target => ({
	database,
	clock,
	sink,
	key: between.channel,
	itemOf: ({ sku }) => sku,
	listedIn: (sku) => facts.get(sku)?.listedIn,
	subjectOf: (sku) => say('listing', { sku }),
});

/** All that may come to be written. */
function skusOf({ rows, listings }: LinkedRows, { allowUnlinked }: ToChannelWish): readonly string[] {
	const unlinked = allowUnlinked ? rows.flatMap(({ sku }) => (sku === '' ? [] : [sku])) : [];
	return [...new Set([...listings, ...unlinked])];
}

/** What sets are made of, and the own part of what lies in two places, where no row says it: read from the store. */
async function countsOf(
	{ stock }: ToChannelDeps,
	{ rows, links, listings, productOf }: LinkedRows,
	sources: ReadonlyMap<string, StockSource>,
	{ ownPartIn }: ToChannelWish,
): Promise<{ readonly productQuantities: ReadonlyMap<string, number>; readonly ownQuantities: ReadonlyMap<string, number> }> {
	const productQuantities = new Map<string, number>();
	const ownQuantities = new Map<string, number>();
	const given = new Map(rows.flatMap((row) => [[productOf(row), row.ownQuantity] as const]));
	const written = new Set(listings);
	const own = links.filter(({ sku }) => written.has(sku));
	const parents = new Map(links.map(({ productId, parentId }) => [productId, parentId]));
	const isSummed = (id: string): boolean => (sources.get(id) ?? sources.get(parents.get(id) ?? '')) === 'sum';
	const parts = productsOf(own.filter(({ content }) => 'components' in content)).filter((id) => !given.has(id));
	const summed = ownPartIn === undefined ? [] : productsOf(own).filter((id) => isSummed(id) && given.get(id) === undefined);
	const open = [...new Set([...parts, ...summed])];
	if (open.length === 0) return { productQuantities, ownQuantities };
	const asked = open.map((id) => {
		const parentId = parents.get(id);
		return parentId === undefined ? { id } : { id, parentId };
	});
	for await (const { levels } of stock.ofProducts(asked, ownPartIn === undefined ? {} : { ownPartIn })) {
		for (const { productId, counted, quantity, ownQuantity } of levels) {
			if (productId === undefined) continue;
			if (counted && quantity !== undefined && !given.has(productId)) productQuantities.set(productId, Math.max(0, quantity));
			if (ownQuantity !== undefined) ownQuantities.set(productId, ownQuantity);
		}
	}
	return { productQuantities, ownQuantities };
}

/** When the goods of a listing were counted: the oldest count, where there are several. What says nothing was counted now. */
function countedAtOf({ rows, links, productOf }: LinkedRows): (sku: string) => IsoTime | undefined {
	const products = new Map<string, IsoTime>();
	const listings = new Map<string, IsoTime>();
	const note = (times: Map<string, IsoTime>, key: string, at: IsoTime): void => {
		const before = times.get(key);
		if (before === undefined || at < before) times.set(key, at);
	};
	for (const row of rows) {
		if (row.asOf === undefined) continue;
		note(listings, row.sku, row.asOf);
		const productId = productOf(row);
		if (productId !== undefined) note(products, productId, row.asOf);
	}
	for (const link of links) {
		for (const productId of productsOf([link])) {
			const at = products.get(productId);
			if (at !== undefined) note(listings, link.sku, at);
		}
	}
	return (sku) => listings.get(sku);
}
