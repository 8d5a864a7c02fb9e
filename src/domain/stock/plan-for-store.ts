import { eachInBreaths } from '../breathe';
import type { ReasonCode } from '../reasons';
import type { Words } from '../texts/language';
import { say } from '../texts/say';
import { countHolders, type Holder } from './count-holders';
import type { Pushed, StockLink, StockRow, TargetRule } from './facts';
import { LinkIndex } from './link-index';
import type { StockPlan } from './plan';
import { PlanBook } from './plan-book';
import { sharedCount } from './shared-count';
import { StoreCounts, type StoreCountsGiven } from './store-counts';
import { StoreRows } from './store-rows';
import { shownOf } from './target-rule';
import type { GuardGiven } from './zero-guard';

export interface StoreGiven extends StoreCountsGiven {
	/** Those at a warehouse by the listing's SKU; the merchant's own by the store's product id, the product's SKU, or a listing's. */
	readonly rows: readonly StockRow[];
	/** Of all that is named, and all other listings of these products. */
	readonly links: readonly StockLink[];
	/** Items that could not be read: what they name is not added up without them. */
	readonly unreadable?: readonly { readonly sku?: string; readonly productId?: string }[];
	/** By id of the product that has the count. */
	readonly pushed: ReadonlyMap<string, Pushed>;
	/** Pieces by product id: of open orders of the store that are not yet at the channel. */
	readonly sold: ReadonlyMap<string, number>;
	readonly rule: TargetRule;
	readonly guard: GuardGiven;
	/** Also what is unchanged. */
	readonly sendAll: boolean;
	/** Largest quantity that the platform takes. */
	readonly maximum: number;
}

/** Which products of a store get which quantity. A function of its input, in whatever order that comes; nothing is read or written. */
export async function planForStore(given: StoreGiven): Promise<StockPlan> {
	const links = await LinkIndex.of(given.links);
	const book = new PlanBook((sku) => say('product', { sku }));
	const rows = new StoreRows(links, book, given);
	for (const one of given.unreadable ?? []) rows.tear(one);
	await eachInBreaths(given.rows, (row) => {
		rows.take(row);
	});
	const counts = new StoreCounts(given, links, rows);
	const gone = new Set(given.links.filter((link) => link.gone === 'product').map(({ productId }) => productId));
	const holders = countHolders({ ...given, orphans: given.shownOnly ? [] : counts.orphans() }, rows.products);
	await eachInBreaths(holders, (holder) => {
		decide(holder, given, counts, book, gone);
	});
	return book.close(given.guard);
}

function decide(holder: Holder, given: StoreGiven, counts: StoreCounts, book: PlanBook, gone: ReadonlySet<string>): void {
	const { productId, fact, inputs } = holder;
	const sku = fact?.sku === undefined || fact.sku === '' ? holder.named : fact.sku;
	const refuse = (code: ReasonCode, detail?: Words): void => {
		book.refuse(
			holder.named === '' ? sku : holder.named,
			inputs,
			code,
			detail,
			sku === '' ? say('productOf', { id: productId }) : undefined,
		);
	};
	if (fact === undefined) {
		refuse(gone.has(productId) ? 'stockGone' : 'stockSkuUnknown');
		return;
	}
	const isSold = !given.shownOnly;
	if (isSold && fact.holdsOthers === true && holder.sharers.length === 0) {
		refuse('stockOfParent');
		return;
	}
	if (isSold && !fact.counted) {
		refuse('stockNotManaged');
		return;
	}
	const count = sharedCount(holder, counts);
	if (count.kind === 'refused') {
		refuse(count.code, count.detail);
		return;
	}
	const sold = [productId, ...holder.sharers.map((one) => one.productId)].reduce((sum, id) => sum + (given.sold.get(id) ?? 0), 0);
	const quantity = shownOf(count.quantity - sold, given.rule, given.maximum);
	const pushed = given.pushed.get(productId);
	const was = isSold ? fact.quantity : pushed?.unsure === true ? undefined : pushed?.quantity;
	if (!given.sendAll && was === quantity && pushed?.unsure !== true) {
		book.rest({ sku, quantity, inputs });
		return;
	}
	const ids = { productId, ...(fact.parentId === undefined ? {} : { parentId: fact.parentId }) };
	book.write({ sku, ...ids, quantity, ...(was === undefined ? {} : { was }), inputs }, isSold ? productId : undefined, pushed);
}
