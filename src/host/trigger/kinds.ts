import type { Order } from '../../domain/order';
import { createWooCommerce, type WooCommerce } from '../../platforms/woocommerce';
import type { Amazon } from '../../platforms/amazon';
import type { Database } from '../../ports/database';
import type { StoreOrder } from '../../ports/store-orders';
import { channelOrders, storeOrders, type ChannelSettings, type StoreSettings } from '../../usecases/trigger';
import { systemClock } from '../clock';
import { wooCommerceConnection, type Context } from '../credentials';
import { amazonOf } from '../ports';
import type { Connection, WithWebhooks } from './trigger';

const WOOCOMMERCE_CREDENTIAL = 'wooCommerceStoreApi';

/** Its reads wait for quota as long as a poll may. */
export async function amazonOrders(
	context: Parameters<typeof amazonOf>[0],
	database: Database,
): Promise<Connection<Order, ChannelSettings> & { readonly amazon: Amazon }> {
	const amazon = await amazonOf(context, database);
	return { amazon, kind: channelOrders(amazon.orderSource), credentialMark: amazon.credentialMark };
}

export async function wooCommerceOrders(
	context: Context,
	database: Database,
	budgetMs: number,
): Promise<Connection<StoreOrder, StoreSettings> & WithWebhooks> {
	const connection = wooCommerceConnection(await context.getCredentials(WOOCOMMERCE_CREDENTIAL));
	const { storeOrders: source, webhooks } = createWooCommerce(connection, { clock: systemClock, budgetMs });
	return {
		kind: storeOrders(source, database),
		credentialMark: database.hmac(`${connection.url} ${connection.consumerKey} ${connection.consumerSecret}`),
		webhooks,
	};
}

/** The store of the credential, before there is a database. */
export async function wooCommerceOf(context: Context, budgetMs: number): Promise<WooCommerce> {
	return createWooCommerce(wooCommerceConnection(await context.getCredentials(WOOCOMMERCE_CREDENTIAL)), { clock: systemClock, budgetMs });
}
