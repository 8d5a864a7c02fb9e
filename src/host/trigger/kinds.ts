import type { Order } from '../../domain/order';
import type { Database } from '../../ports/database';
import type { StoreOrder } from '../../ports/store-orders';
import {
	channelOrders,
	storeOrders,
	storeStock,
	type ChannelSettings,
	type StockChange,
	type StockReading,
	type StockSettings,
	type StoreSettings,
} from '../../usecases/trigger';
import { connectTo, type Connected } from '../connect';
import type { Context } from '../context';
import type { Capability } from '../platforms/capabilities';
import type { Platform } from '../platforms/table';
import type { Connection, WithWebhooks } from './trigger';

/** What a channel, where orders are bought, gives to its trigger. */
type Channel = 'orderSource' | 'marketplaces';
/** What a store with customers of its own gives to its trigger. */
type Store = 'storeOrders' | 'webhooks';
/** What a store that counts its products gives to its trigger: orders that changed name products that did. */
type CountingStore = 'storeStock' | 'storeOrders' | 'productWebhooks';

/** Orders of a channel. Its reads wait for quota as long as its adapter thinks right, which a poll may. */
export async function channelOrdersOf<Can extends Capability>(
	context: Context,
	platform: Platform<Channel | Can>,
	memory: Database,
): Promise<Connection<Order, ChannelSettings> & { readonly seller: Connected<Channel> }> {
	const seller = await connectTo(context, platform, { needs: ['orderSource', 'marketplaces'], memory });
	return { seller, kind: channelOrders(seller.orderSource, memory), credentialMark: seller.credentialMark, admitted: seller.admitted };
}

export async function storeOrdersOf<Can extends Capability>(
	context: Context,
	platform: Platform<Store | Can>,
	database: Database,
	budgetMs: number,
): Promise<Connection<StoreOrder, StoreSettings> & WithWebhooks> {
	const needs = ['storeOrders', 'webhooks'] as const;
	const {
		storeOrders: source,
		webhooks,
		credentialMark,
		admitted,
	} = await connectTo(context, platform, { needs, memory: database, budgetMs });
	return { kind: storeOrders(source, database), credentialMark, admitted, webhooks };
}

export async function storeStockOf<Can extends Capability>(
	context: Context,
	platform: Platform<CountingStore | Can>,
	database: Database,
	budgetMs: number,
): Promise<Connection<StockReading, StockSettings, StockChange> & WithWebhooks> {
	const needs = ['storeStock', 'storeOrders', 'productWebhooks'] as const;
	const connected = await connectTo(context, platform, { needs, memory: database, budgetMs });
	const { storeStock: source, storeOrders: orders, productWebhooks: webhooks, credentialMark, admitted } = connected;
	return { kind: storeStock(source, orders, database), credentialMark, admitted, webhooks };
}
