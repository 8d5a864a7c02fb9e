import { newOwner } from '../../../database';
import { accountKey, type Account } from '../../../domain/account';
import type { Language } from '../../../domain/texts/language';
import type { FulfillDeps } from '../../../usecases/fulfill/deps';
import { createSkuMemory, type SkuFacts } from '../../../usecases/fulfill/sku-memory';
import type { ActionRun } from '../../action';
import { systemClock } from '../../clock';
import { STORE_THAT_SELLS, WAREHOUSE } from '../../platforms/roles';
import { readFulfillSettings, readVersion } from './settings';

/** Which SKUs the warehouse knows, by its account and marketplace, for the life of the process. */
const skuFacts = new Map<string, SkuFacts>();

export interface FulfillConnected extends FulfillDeps {
	/** Whether it is the store that sells, by whatever address it had. */
	isShop(account: Account): boolean;
	/** Of the store's people. */
	language(): Language;
}

export async function fulfillDeps({ context, database, connect, language }: ActionRun): Promise<FulfillConnected> {
	const warehouse = await connect(WAREHOUSE);
	const { storeOrders, shipmentSink, isAlso } = await connect(STORE_THAT_SELLS);
	const { marketplace } = readFulfillSettings(context);
	const key = `${accountKey(warehouse.account)} ${marketplace ?? ''}`;
	const facts: SkuFacts = skuFacts.get(key) ?? new Map();
	skuFacts.set(key, facts);
	return {
		service: warehouse.fulfillment(readVersion(context)),
		skus: createSkuMemory(facts, warehouse.inventory(marketplace), systemClock),
		source: storeOrders,
		sink: shipmentSink,
		isShop: isAlso,
		language,
		database,
		clock: systemClock,
		owner: newOwner(),
	};
}
