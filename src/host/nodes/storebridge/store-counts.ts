import { NodeOperationError } from 'n8n-workflow';
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
import { runEndOf } from '../../trigger/host-version';
import { endedWell } from '../../trigger/run-watch';
import { subscriptionOf } from '../../trigger/trigger';
import { noSkus, skusOf, type Counts } from './stock';

/** The store's requests hold so many. */
const LINKED_PAGE = 100;
/** Clocks of a store and of this machine differ by less; what is given twice does no harm. */
const OVERLAP_MS = 15 * 60_000;
const LEASE = { leaseMs: 60_000, waitMs: 10_000, lookMs: 500 } as const;

/** The counts of a store. */
export async function storeCounts({ context, connect, database }: ActionRun): Promise<Counts> {
	const { storeStock, account } = await connect(STORE_THAT_COUNTS);
	const store = accountKey(account);

	async function* linked(ownPartIn: { readonly ownPartIn?: string }): AsyncGenerator<StockPage> {
		for (let after = ''; ;) {
			const ids = await database.stock.linkedAfter(store, after, LINKED_PAGE);
			const last = ids.at(-1);
			if (last === undefined) return;
			const wanted = ids.map(({ productId: id, parentId }) => ({ id, ...(parentId === undefined ? {} : { parentId }) }));
			yield* storeStock.ofProducts(wanted, ownPartIn);
			if (ids.length < LINKED_PAGE) return;
			after = last.productId;
		}
	}

	/** What was read counts as given out once the whole run has ended well. Runs by hand change nothing. */
	async function* changed(): AsyncGenerator<StockPage> {
		const stream: StreamKey = { account: store, kind: 'stockRead', subscription: subscriptionOf(context) };
		const began = database.now();
		const last = await database.streams.position(stream);
		yield* last === undefined ? storeStock.all() : storeStock.changedSince(Date.parse(last.from) - OVERLAP_MS);
		if (context.getMode() === 'manual') return;
		const deps = { database, clock: systemClock, owner: newOwner() };
		runEndOf(context)(async () => {
			if (!endedWell(context)) return;
			await withStream(deps, stream, LEASE, async (known) => {
				if (known === undefined || known.from < iso(began)) await moveStream(deps, stream, { from: iso(began) }, LEASE.leaseMs);
			});
		});
	}

	return {
		wish: (input) => {
			const which = String(context.getNodeParameter('which', input, 'linked'));
			const field = String(context.getNodeParameter('options.ownPartIn', input, '')).trim();
			const ownPartIn = field === '' ? {} : { ownPartIn: field };
			const missing = (sku: string) => reasonOf('noSuchProduct', `SKU "${sku}"`);
			const all = { skus: [], alike: which, missing };
			if (which === 'all') return { ...all, read: () => storeStock.all() };
			if (which === 'changed') return { ...all, whole: true, read: changed };
			if (which === 'linked') return { ...all, read: () => linked(ownPartIn) };
			if (which === 'skus') {
				const skus = skusOf(context.getNodeParameter('skus', input, []));
				if (skus.length === 0) return noSkus(input);
				return { skus, alike: field, missing, read: (wanted) => storeStock.ofSkus(wanted, ownPartIn) };
			}
			throw new NodeOperationError(context.getNode(), `"Products" has no choice "${which}"`, {
				itemIndex: input,
				description: 'Choose from the list.',
			});
		},
	};
}
