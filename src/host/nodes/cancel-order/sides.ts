import { newOwner } from '../../../database';
import { parseAccountKey } from '../../../domain/account';
import type { AccountKey } from '../../../domain/ids';
import type { ReportDeps } from '../../../usecases/cancel/report-orders';
import type { ActionRun } from '../../action';
import { wordsOf } from '../../platforms/adapters';
import { systemClock } from '../../clock';
import type { Admitted } from '../../connect';
import { CHANNEL_OF_COPIES, STORE_WITH_COPIES } from '../../platforms/roles';

/** Where the orders were bought, and the store that has copies of them. */
export interface Sides {
	readonly deps: ReportDeps;
	readonly amazon: Admitted<'channelShipments' | 'orderSource'>;
	readonly store: Admitted<'shipmentSink'>;
}

export async function sidesOf({ connect, database }: ActionRun): Promise<Sides> {
	const amazon = await connect(CHANNEL_OF_COPIES);
	const store = await connect(STORE_WITH_COPIES);
	const deps = {
		channel: amazon.channelShipments,
		source: amazon.orderSource,
		sink: store.shipmentSink,
		database,
		clock: systemClock,
		owner: newOwner(),
		wordsOf,
		isChannel: (key: AccountKey) => amazon.isAlso(parseAccountKey(key)),
	};
	return { deps, amazon, store };
}
