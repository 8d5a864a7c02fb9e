// All that node files call, and the entry of the one shared chunk of the build: module state (open databases, token
// cache, measured speeds) exists once per process because every node file requires this lazily.
export { beginAmazonOrders, pollAmazonOrders } from './amazon-trigger';
export { confirmShipment } from './nodes/confirm-shipment';
export { testCredential } from './credential-tests';
export { loadMarketplaces, loadStatuses } from './load-options';
export { matchProduct } from './nodes/match-product';
export { multiChannelFulfillment } from './nodes/fulfillment/multi-channel-fulfillment';
export { orderSyncLog } from './nodes/order-sync-log';
export { saveOrder } from './nodes/save-order';
export { beginWooCommerceOrders, pollWooCommerceOrders } from './woocommerce-trigger';
export { loadStoreStatuses } from './woocommerce-trigger-store';
export { createWooCommerceWebhook, deleteWooCommerceWebhook, receiveWooCommerceWebhook } from './woocommerce-trigger-webhook';
