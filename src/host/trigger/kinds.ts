import type { Order } from '../../domain/order';
import type { Database } from '../../ports/database';
import type { StoreOrder } from '../../ports/store-orders';
import { channelOrders, storeOrders, type ChannelSettings, type StoreSettings } from '../../usecases/trigger';
import { connectTo, type Connected } from '../connect';
import type { Context } from '../context';
import { amazon, woocommerce } from '../platforms/table';
import type { Connection, WithWebhooks } from './trigger';

type Seller = Connected<'orderSource' | 'marketplaces'>;

/** Its reads wait for quota as long as a poll may. */
export async function amazonOrders(
	context: Context,
	{ buckets }: Pick<Database, 'buckets'>,
): Promise<Connection<Order, ChannelSettings> & { readonly seller: Seller }> {
	const seller = await connectTo(context, amazon, { needs: ['orderSource', 'marketplaces'], buckets });
	return { seller, kind: channelOrders(seller.orderSource), credentialMark: seller.credentialMark };
}

export async function wooCommerceOrders(
	context: Context,
	database: Database,
	budgetMs: number,
): Promise<Connection<StoreOrder, StoreSettings> & WithWebhooks> {
	const store = await connectTo(context, woocommerce, { needs: ['storeOrders', 'webhooks'], buckets: database.buckets, budgetMs });
	return { kind: storeOrders(store.storeOrders, database), credentialMark: store.credentialMark, webhooks: store.webhooks };
}
