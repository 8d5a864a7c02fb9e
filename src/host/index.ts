// All that node files call, and the entry of the one shared chunk of the build: module state (open databases, token
// cache, measured speeds) exists once per process because every node file requires this lazily.
export { confirmShipment } from './confirm-shipment';
export { testAmazonCredential, testDatabaseCredential, testWooCommerceCredential } from './credential-tests';
export { loadMarketplaces, loadStatuses } from './load-options';
export { matchProduct } from './match-product';
export { multiChannelFulfillment } from './mcf';
export { orderSyncLog } from './order-sync-log';
export { saveOrder } from './save-order';
export { amazonOrderTrigger, loadStoreStatuses, wooCommerceOrderTrigger } from './trigger';
