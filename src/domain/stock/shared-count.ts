import { say } from '../texts/say';
import type { Holder } from './count-holders';
import { uncounted, type Count } from './one-count';
import type { StoreCounts } from './store-counts';

/**
 * What becomes of a count: that of its one product, or the one quantity that all who share it shall have. One of several that no
 * item names may lie elsewhere: its pieces would be sold under it.
 */
export function sharedCount({ productId, members, sharers }: Holder, counts: StoreCounts): Count {
	const all = [...members].map(([id, rows]) => counts.of(id, rows));
	const refused = all.find(({ kind }) => kind === 'refused');
	const [first, ...others] = all;
	if (refused !== undefined || first === undefined) return refused ?? uncounted('stockShared');
	const quantities = new Set([first, ...others].map((one) => (one.kind === 'count' ? one.quantity : undefined)));
	if (quantities.size > 1) return uncounted('stockShared');
	const missing = members.has(productId) ? [] : sharers.filter((one) => !members.has(one.productId));
	if (missing.length === 0) return first;
	return uncounted(
		'stockShared',
		say('notInRun', {
			skus: missing
				.map(({ sku, productId: id }) => (sku === '' ? id : sku))
				.toSorted()
				.join(', '),
		}),
	);
}
