import { breathe } from '../../domain/breathe';
import type { StockRow } from '../../domain/stock/facts';
import type { PushOutcome, ToChannelDeps, ToChannelWish } from './deps';
import { rejectAll } from './in-turn';
import { pushToChannel } from './push-to-channel';

/** Products that are read from the store at a time. */
const PORTION = 500;

export interface Compared {
	readonly outcomes: readonly PushOutcome[];
	/** Products whose count was read. */
	readonly products: number;
	/** Records of the store that could not be read: they stay as they are. */
	readonly unreadable: readonly { readonly sku?: string; readonly productId?: string; readonly why: string }[];
}

/**
 * Reads what stands at the channel now under all that is linked, holds it against the store's counts and mends what drifted apart.
 * Read in portions, and mended in one go: the guard against zeroing many looks at all of it. What is not read never counts as zero.
 */
export async function compareAll(deps: ToChannelDeps, wish: Omit<ToChannelWish, 'lookAnew'>, input: number): Promise<Compared> {
	const { database, between, stock } = deps;
	if (await database.stock.paused(between.channel)) {
		return { outcomes: rejectAll([{ input, sku: '', quantity: 0 }], 'stockPaused'), products: 0, unreadable: [] };
	}
	const rows: StockRow[] = [];
	const lost = new Set<string>();
	const unreadable: Compared['unreadable'][number][] = [];
	for (let after = ''; ;) {
		const ids = await database.stock.linkedAfter(between.store, after, PORTION);
		if (ids.length === 0) break;
		after = ids.at(-1)?.productId ?? '';
		for (const { productId } of ids) lost.add(productId);
		const asked = ids.map(({ productId, parentId }) => (parentId === undefined ? { id: productId } : { id: productId, parentId }));
		for await (const page of stock.ofProducts(asked)) {
			unreadable.push(...page.unreadable);
			for (const { productId, sku, counted, quantity, holdsOthers, asOf } of page.levels) {
				await breathe();
				lost.delete(productId ?? '');
				if (productId === undefined || !counted || quantity === undefined || holdsOthers === true) continue;
				rows.push({ input, sku, productId, quantity: Math.max(0, quantity), asOf, fromStore: true });
			}
		}
	}
	const outcomes = await pushToChannel(deps, rows, { ...wish, sumRows: false, lookAnew: true, lostToo: [...lost] });
	return { outcomes, products: rows.length, unreadable };
}
