import { PlatformError } from '../domain/platform-error';
import type { Connected } from './connect';

type Seller = Connected<'marketplaces'>;

/** For whoever reads a whole catalog: a report of a large one takes minutes, and what comes once a week has no next run soon. */
export const CATALOG_BUDGET_MS = 30 * 60_000;

/** By account, for the life of the process: the platform gives few of these answers an hour, and they hardly change. */
const known = new Map<string, readonly string[]>();

/** Those that the account is registered in, at least one, in the platform's order. */
export async function registeredMarketplaces(seller: Seller): Promise<readonly string[]> {
	const { account, marketplaces } = seller;
	const key = `${account.platform} ${account.id}`;
	const before = known.get(key);
	if (before !== undefined) return before;
	const registered = await marketplaces.registered();
	const ids = [...new Set([...marketplaces.known.map(({ id }) => id).filter((id) => registered.has(id)), ...registered])];
	if (ids.length === 0) {
		const advice = 'Look into the account which marketplaces it sells in, or choose them in the node.';
		throw unclear(seller, 'The seller account is registered in no marketplace', advice);
	}
	known.set(key, ids);
	return ids;
}

/** The chosen marketplace, else the account's only one: whose texts and prices count is for nobody to guess. */
export async function homeMarketplace(seller: Seller, wished: string, what = 'whose texts and prices count'): Promise<string> {
	if (wished !== '') return wished;
	const ids = await registeredMarketplaces(seller);
	const [only, ...others] = ids;
	if (only !== undefined && others.length === 0) return only;
	const nameOf = (id: string): string => seller.marketplaces.known.find((one) => one.id === id)?.name ?? id;
	const which = `The seller account sells in several marketplaces: ${ids.map(nameOf).join(', ')}`;
	throw unclear(seller, which, `Choose in the node ${what}.`);
}

const unclear = ({ account: { platform } }: Seller, what: string, advice: string): PlatformError =>
	new PlatformError(what, { platform, kind: 'configuration', operation: 'marketplaces', advice });
