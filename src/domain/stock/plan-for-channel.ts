import { eachInBreaths } from '../breathe';
import type { ReasonCode } from '../reasons';
import { say } from '../texts/say';
import { ChannelCounts, type CountsGiven } from './channel-counts';
import { ChannelRows } from './channel-rows';
import { targetsOf, type Target } from './channel-targets';
import type { ChannelFact, Pushed, StockLink, StockRow, TargetRule } from './facts';
import { LinkIndex } from './link-index';
import type { Count } from './one-count';
import type { StockPlan } from './plan';
import { PlanBook } from './plan-book';
import { standing, standsThere } from './standing';
import { shownOf } from './target-rule';
import type { GuardGiven } from './zero-guard';

export interface ChannelGiven extends CountsGiven {
	/** With `productId`: pieces of that product, for all its listings. Without: units of the listing of that SKU. */
	readonly rows: readonly StockRow[];
	/** Of all that is named, of all sets that hold it, and of all other listings of what is in these. */
	readonly links: readonly StockLink[];
	/** Items that could not be read: what they name is not added up without them. */
	readonly unreadable?: readonly { readonly sku?: string; readonly productId?: string }[];
	/** By listing SKU, as `pushed`, and `sold` (in listing units, without what the store counted). */
	readonly facts: ReadonlyMap<string, ChannelFact>;
	readonly pushed: ReadonlyMap<string, Pushed>;
	readonly leftOut: ReadonlySet<string>;
	readonly rule: TargetRule;
	readonly guard: GuardGiven;
	/** Also what is unchanged, and what somebody set to zero. */
	readonly sendAll: boolean;
	/** Listings whose product is gone are taken to zero, not left. */
	readonly zeroGone: boolean;
	/** Largest quantity that the platform takes. */
	readonly maximum: number;
	/** A SKU that is not linked is the listing of that very SKU. */
	readonly allowUnlinked: boolean;
	/** How long after a push the channel may still show what stood there before. */
	readonly settleMs?: number;
}

/** Which listings get which quantity. A function of its input, in whatever order that comes; nothing is read or written. */
export async function planForChannel(given: ChannelGiven): Promise<StockPlan> {
	const links = await LinkIndex.of(given.links);
	const book = new PlanBook((sku) => say('listing', { sku }));
	const rows = new ChannelRows(links, book, given.maximum, given.allowUnlinked);
	for (const one of given.unreadable ?? []) rows.tear(one);
	await eachInBreaths(given.rows, (row) => {
		rows.take(row);
	});
	const counts = new ChannelCounts(given, links, rows);
	await eachInBreaths(targetsOf(links, rows), (target) => {
		decide(target, given, counts, book);
	});
	return book.close(given.guard);
}

function decide(target: Target, given: ChannelGiven, counts: ChannelCounts, book: PlanBook): void {
	const { sku, linked, inputs, isNamed } = target;
	const fact = given.facts.get(sku);
	const isLeftOut = given.leftOut.has(sku) || linked?.link.leftOut === true;
	const closed = isLeftOut ? 'stockLeftOut' : noPush(fact, linked?.link.gone, given.zeroGone);
	if (closed !== undefined || fact === undefined) {
		const code = closed ?? 'stockChannelUnknown';
		if (code === 'stockIsFba' || code === 'stockLeftOut') book.refuseQuietly(isNamed, sku, inputs, code);
		else book.refuse(sku, inputs, code);
		return;
	}
	const count = countOf(target, counts);
	if (count.kind === 'refused') {
		if (count.code === 'stockIsFba') book.refuseQuietly(isNamed, sku, inputs, count.code, count.detail);
		else book.refuse(sku, inputs, count.code, count.detail);
		return;
	}
	const quantity = shownOf(count.quantity, given.rule, given.maximum);
	const pushed = given.pushed.get(sku);
	const state = given.sendAll
		? 'write'
		: standing({
				quantity,
				fact,
				pushed,
				sold: given.sold.get(sku) ?? 0,
				...(given.settleMs === undefined ? {} : { settleMs: given.settleMs }),
			});
	if (state === 'zeroByOther') book.refuse(sku, inputs, 'stockZeroByOther', say('wouldBe', { quantity }));
	else if (state === 'unchanged') book.rest({ sku, quantity, inputs });
	else {
		const was = standsThere(fact, pushed);
		book.write({ sku, quantity, ...(was === undefined ? {} : { was }), inputs }, linked?.pack?.productId ?? `listing ${sku}`, pushed);
	}
}

function countOf({ sku, linked }: Target, counts: ChannelCounts): Count {
	if (linked === undefined) return counts.ofUnlinked(sku);
	// By choice: see `noPush`.
	return linked.link.gone === 'product' ? { kind: 'count', quantity: 0 } : counts.of(linked);
}

/** Why a listing gets no quantity, whatever it would be. Who ships it comes before all else that the channel says. */
function noPush(fact: ChannelFact | undefined, gone: StockLink['gone'], zeroGone: boolean): ReasonCode | undefined {
	if (gone === 'product' && !zeroGone) return 'stockGone';
	if (gone === 'listing' && (fact === undefined || fact.fulfilledBy === 'none')) return 'stockGone';
	if (fact === undefined || fact.fulfilledBy === 'unknown') return 'stockChannelUnknown';
	if (fact.fulfilledBy === 'none') return 'stockSkuUnknown';
	if (fact.fulfilledBy !== 'merchant') return 'stockIsFba';
	if (fact.noQuantity === true) return 'stockOfParent';
	if (fact.atLocations === true) return 'stockAtLocations';
	return fact.closed === true ? 'stockListingClosed' : undefined;
}
