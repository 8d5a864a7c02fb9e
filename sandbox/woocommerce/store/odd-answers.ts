import { spoil } from '../../kernel/odd-records';
import { deepCopy } from './deep-copy';
import type { StoreState } from './store-state';

/**
 * What plugins and damaged databases make of a record: fields that they add or take away, lists that come as objects. Kept
 * by the record's path below `wc/v3`; an order's holds wherever the order is shown, in lists and in deliveries too.
 */
export function oddAnswer<Body>(state: StoreState, path: string, body: Body): Body {
	const oddity = state.odd.get(path);
	return oddity === undefined ? body : (spoil(deepCopy(body), undefined, oddity)?.body as Body);
}
