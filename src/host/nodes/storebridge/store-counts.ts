import { newOwner } from '../../../database';
import { accountKey } from '../../../domain/account';
import { reasonOf } from '../../../domain/reasons';
import { iso } from '../../../domain/time';
import type { StreamKey } from '../../../ports/database';
import type { StockPage } from '../../../ports/stock-source';
import { moveStream, withStream } from '../../../usecases/once';
import type { ActionRun } from '../../action';
import { systemClock } from '../../clock';
import { STORE_THAT_COUNTS } from '../../platforms/roles';
import { CATALOG_BUDGET_MS } from '../../registered-marketplaces';
import { runEndOf } from '../../trigger/host-version';
import { endedWell } from '../../trigger/run-watch';
import { subscriptionOf } from '../../trigger/trigger';
import { counts, type Counts } from './counts';

interface Wish {
	readonly which: string;
	/** Meta field of the merchant's own part. */
	readonly ownPartIn?: string;
}

/** A change may be saved a moment after its time, and the store's clock is another one. What is given twice does no harm. */
const OVERLAP_MS = 15 * 60_000;
const LINKED_AT_ONCE = 500;
const LEASE = { leaseMs: 60_000, waitMs: 10_000, lookMs: 500 } as const;

/** What a store counts. */
export async function storeCountsOf({ context, database, connect }: ActionRun): Promise<Counts> {
	const { storeStock, account } = await connect(STORE_THAT_COUNTS, CATALOG_BUDGET_MS);
	const store = accountKey(account);
	const began = iso(database.now());
	let stream: StreamKey | undefined;

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

	/** Of this node, since the last run that ended well. */
	async function* changed(): AsyncGenerator<StockPage> {
		stream = { account: store, kind: 'stockRead', subscription: subscriptionOf(context) };
		const last = await database.streams.position(stream);
		yield* last === undefined ? storeStock.all() : storeStock.changedSince(Date.parse(last.from) - OVERLAP_MS);
	}

	/** What a run reads that then fails counts as not read; runs by hand move nothing. */
	function ended(): void {
		const read = stream;
		if (read === undefined || context.getMode() === 'manual') return;
		const deps = { database, clock: systemClock, owner: newOwner() };
		runEndOf(context)(async () => {
			if (!endedWell(context)) return;
			await withStream(deps, read, LEASE, async (known) => {
				if (known === undefined || known.from < began) await moveStream(deps, read, { from: began }, LEASE.leaseMs);
			});
		});
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
			else if (wish.which === 'changed') yield* changed();
			else yield* storeStock.all();
		},
		missing: (sku) => reasonOf('noSuchProduct', `SKU "${sku}"`),
		ended,
	});
}
