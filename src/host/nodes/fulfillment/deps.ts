import { newOwner } from '../../../database';
import { accountKey, type Account } from '../../../domain/account';
import type { Language } from '../../../domain/texts/language';
import type { FulfillDeps } from '../../../usecases/fulfill/deps';
import { createProductMemory, type ProductFacts } from '../../../usecases/fulfill/product-memory';
import { createSkuMemory, type SkuFacts } from '../../../usecases/fulfill/sku-memory';
import type { ActionRun } from '../../action';
import { systemClock } from '../../clock';
import { chosen } from '../../connect';
import { STORE_THAT_SELLS, WAREHOUSE, WAREHOUSE_WITH_CARRIER } from '../../platforms/roles';
import { readFulfillSettings, readVersion } from './settings';

/** Which SKUs the warehouse knows, by its account and marketplace, for the life of the process. */
const skuFacts = new Map<string, SkuFacts>();
/** Whose SKUs they are in the shop. */
const productFacts = new Map<string, ProductFacts>();

export interface FulfillConnected extends FulfillDeps {
	/** Whether it is the store that sells, by whatever address it had. */
	isShop(account: Account): boolean;
	/** Of the store's people. */
	language(): Language;
}

export async function fulfillDeps({ context, database, connect, language }: ActionRun): Promise<FulfillConnected> {
	const warehouse = await connect(WAREHOUSE);
	const { account, storeOrders, shipmentSink, catalog, isAlso } = await connect(STORE_THAT_SELLS);
	const knowsParcels = chosen(context, WAREHOUSE).can.includes('channelShipments');
	const { whereIs } = knowsParcels ? (await connect(WAREHOUSE_WITH_CARRIER)).channelShipments : {};
	const { marketplace } = readFulfillSettings(context);
	const key = `${accountKey(warehouse.account)} ${marketplace ?? ''}`;
	const facts: SkuFacts = skuFacts.get(key) ?? new Map();
	skuFacts.set(key, facts);
	const products: ProductFacts = productFacts.get(accountKey(account)) ?? new Map();
	productFacts.set(accountKey(account), products);
	return {
		service: warehouse.fulfillment(readVersion(context)),
		skus: createSkuMemory(facts, warehouse.inventory(marketplace), systemClock),
		products: createProductMemory(products, catalog, systemClock),
		source: storeOrders,
		sink: shipmentSink,
		...(whereIs === undefined ? {} : { whereIs }),
		isShop: isAlso,
		language,
		database,
		clock: systemClock,
		owner: newOwner(),
	};
}
