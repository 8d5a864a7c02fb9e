import { accountKey, type Account } from '../../../domain/account';
import type { Between } from '../../../ports/database';
import type { ActionRun } from '../../action';
import { accountOf, type Admitted } from '../../connect';
import { CHANNEL_WITH_LISTINGS, STORE_WITH_PRODUCTS } from '../../platforms/roles';

/** Whose listings, and whose products. */
export interface Sides {
	readonly channel: Account;
	readonly store: Admitted<'catalog'>;
	readonly between: Between;
}

/** The channel is not asked: its credential says who it is. */
export async function sidesOf({ context, connect }: ActionRun): Promise<Sides> {
	const channel = await accountOf(context, CHANNEL_WITH_LISTINGS);
	const store = await connect(STORE_WITH_PRODUCTS);
	return { channel, store, between: { channel: accountKey(channel), store: accountKey(store.account) } };
}
