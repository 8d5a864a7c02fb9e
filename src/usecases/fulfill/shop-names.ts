import { accountKey } from '../../domain/account';
import type { FulfillDeps } from './deps';

/** What the ids of a shop's orders at a warehouse are made of. */
export interface ShopNames {
	/** Of new ids. */
	readonly own: string;
	/** Of all ids that are the shop's. */
	readonly all: readonly string[];
}

export async function shopNames({ source }: Pick<FulfillDeps, 'source'>): Promise<ShopNames> {
	const own = accountKey(source.account);
	return await Promise.resolve({ own, all: [own] });
}
