// All that node files call, and the entry of the one shared chunk of the build: module state (open databases, token
// cache, measured speeds) exists once per process because every node file requires this lazily.
export { testCredential } from './credential-tests';
export { searchListings, searchProducts } from './list-search';
export { loadMarketplaces, loadShopStatuses, loadStatusesToGive, loadStatusesToSave } from './load-options';
export { confirmShipment } from './nodes/confirm-shipment/confirm-shipment';
export { cancelAmazonOrder } from './nodes/cancel-order/cancel-amazon-order';
export { multiChannelFulfillment } from './nodes/fulfillment/multi-channel-fulfillment';
export { matchProduct } from './nodes/match/match-product';
export { orderSyncLog } from './nodes/order-sync-log/order-sync-log';
export { pushStock } from './nodes/push-stock/push-stock';
export { saveOrder } from './nodes/save-order';
export { saveProduct } from './nodes/save-product';
export { storebridge } from './nodes/storebridge/storebridge';
export { amazonOrderTrigger, loadStoreStatuses, storeOrderTriggerOf, storeStockTriggerOf } from './trigger';
