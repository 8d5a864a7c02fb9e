import { accountKey } from '../../../domain/account';
import { reasonOf } from '../../../domain/reasons';
import type { StockPage } from '../../../ports/stock-source';
import type { ActionRun } from '../../action';
import { systemClock } from '../../clock';
import { STORE_THAT_COUNTS } from '../../platforms/roles';
import { CATALOG_BUDGET_MS } from '../../registered-marketplaces';
import { counts, type Counts } from './counts';

interface Wish {
	readonly which: string;
	/** Meta field of the merchant's own part. */
	readonly ownPartIn?: string;
}

/** A change may be saved a moment after its time, and the store's clock is another one. */
const OVERLAP_MS = 10 * 60_000;
const LINKED_AT_ONCE = 500;
/** In what n8n keeps for the node from one run of the published workflow to the next. */
const READ_UP_TO = 'stockReadUpTo';

/** What a store counts. */
export async function storeCountsOf({ context, database, connect }: ActionRun): Promise<Counts> {
	const { storeStock, account } = await connect(STORE_THAT_COUNTS, CATALOG_BUDGET_MS);
	const store = accountKey(account);
	const began = systemClock.now();
	const readUpTo = context.getWorkflowStaticData('node')[READ_UP_TO] as Readonly<Record<string, number>> | undefined;
	const before = readUpTo?.[store];
	let isOfChanges = false;

	async function* linked(wish: Wish): AsyncGenerator<StockPage> {
		let after = '';
		for (;;) {
			const products = await database.stock.linkedAfter(store, after, LINKED_AT_ONCE);
			const last = products.at(-1);
			if (last === undefined) return;
			const ids = products.map(({ productId: id, parentId }) => (parentId === undefined ? { id } : { id, parentId }));
			yield* storeStock.ofProducts(ids, wish);
			after = last.productId;
		}
	}

	return counts<Wish>({
		wish: (input) => {
			const which = String(context.getNodeParameter('which', input, 'linked'));
			const ownPartIn = String(context.getNodeParameter('options.ownPartIn', input, '')).trim();
			return { which, ...(ownPartIn === '' ? {} : { ownPartIn }) };
		},
		read: async function* (wish, skus) {
			if (skus !== undefined) yield* storeStock.ofSkus(skus, wish);
			else if (wish.which === 'linked') yield* linked(wish);
			else if (wish.which === 'changed') {
				isOfChanges = true;
				yield* before === undefined ? storeStock.all() : storeStock.changedSince(before - OVERLAP_MS);
			} else yield* storeStock.all();
		},
		missing: (sku) => reasonOf('noSuchProduct', `SKU "${sku}"`),
		ended: () => {
			if (isOfChanges) context.getWorkflowStaticData('node')[READ_UP_TO] = { ...readUpTo, [store]: began };
		},
	});
}
