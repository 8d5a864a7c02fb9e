import { newOwner } from '../../../database';
import { accountKey } from '../../../domain/account';
import type { AccountKey } from '../../../domain/ids';
import type { ToChannelDeps, ToStoreDeps } from '../../../usecases/stock/deps';
import { OpenOrders, type Lately } from '../../../usecases/stock/open-orders';
import type { ActionRun } from '../../action';
import { systemClock } from '../../clock';
import type { Admitted } from '../../connect';
import { CHANNEL_WITH_STOCK, STORE_WITH_STOCK } from '../../platforms/roles';

/** A channel's account and a store, either of which may be written to. */
export interface Sides {
	readonly channel: Admitted<'channelStockSink' | 'orderSource' | 'connectionCheck'>;
	readonly store: Admitted<'storeStock' | 'storeStockSink' | 'storeOrders' | 'shipmentSink'>;
	readonly toChannel: ToChannelDeps;
	readonly toStore: ToStoreDeps;
}

/** By account: where it lets nobody search now, what was found a moment ago counts. */
const lately = new Map<AccountKey, Lately>();

function latelyOf(account: AccountKey): Lately {
	const known = lately.get(account) ?? {};
	lately.set(account, known);
	return known;
}

export async function sidesOf({ connect, database }: ActionRun): Promise<Sides> {
	const channel = await connect(CHANNEL_WITH_STOCK);
	const store = await connect(STORE_WITH_STOCK);
	const both = {
		database,
		clock: systemClock,
		owner: newOwner(),
		between: { channel: accountKey(channel.account), store: accountKey(store.account) },
		stock: store.storeStock,
	};
	return {
		channel,
		store,
		toChannel: {
			...both,
			sink: channel.channelStockSink,
			orders: new OpenOrders(channel.orderSource, latelyOf(both.between.channel)),
			copies: store.shipmentSink,
		},
		toStore: { ...both, sink: store.storeStockSink, orders: store.storeOrders },
	};
}
