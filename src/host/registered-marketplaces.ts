import { PlatformError } from '../domain/platform-error';
import type { Connected } from './connect';

/** For whoever reads a whole catalog: a report of a large one takes minutes, and what comes once a week has no next run soon. */
export const CATALOG_BUDGET_MS = 30 * 60_000;

/** By account, for the life of the process: the platform gives few of these answers an hour, and they hardly change. */
const known = new Map<string, readonly string[]>();

/** Those that the account is registered in, in the platform's order; the first is home where nobody chose. */
export async function registeredMarketplaces({ account, marketplaces }: Connected<'marketplaces'>): Promise<readonly string[]> {
	const key = `${account.platform} ${account.id}`;
	const before = known.get(key);
	if (before !== undefined) return before;
	const registered = await marketplaces.registered();
	const ids = [...new Set([...marketplaces.known.map(({ id }) => id).filter((id) => registered.has(id)), ...registered])];
	if (ids.length > 0) known.set(key, ids);
	return ids;
}

/** The chosen marketplace, else the account's first. */
export async function homeMarketplace(seller: Connected<'marketplaces'>, wished: string): Promise<string> {
	if (wished !== '') return wished;
	const [first] = await registeredMarketplaces(seller);
	if (first !== undefined) return first;
	throw new PlatformError('The seller account is registered in no marketplace', {
		platform: seller.account.platform,
		kind: 'configuration',
		operation: 'marketplaces',
		advice: 'Look into the account which marketplaces it sells in, or choose one in the node.',
	});
}
