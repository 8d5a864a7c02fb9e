export { beginRun, endRun, renewRun, RENEW_MS, runIsOver } from './begin';
export { giveOutTheRest } from './give-out-the-rest';
export type { Delivery, HandedOut } from './hand-out';
export type { TriggerKind } from './kind';
export { channelOrders, type ChannelSettings } from './kinds/channel-orders';
export { storeOrders, type StoreSettings } from './kinds/store-orders';
export { STOCK_SETTINGS, storeStock, type StockChange, type StockReading, type StockSettings } from './kinds/store-stock';
export { LateStarts } from './late-starts';
export { pollOrders, type Polled } from './poll';
export { receiveOrder } from './receive';
export { Standing } from './standing';
export { countOf, ORDERS, PRODUCTS, type Subject } from './subject';
export {
	forgetWebhook,
	noteCall,
	registerWebhook,
	renewWebhook,
	repairWebhook,
	webhookNotice,
	type WebhookDeps,
	type WebhookNotice,
} from './webhook-care';
