export { createWooCommerce, WooCommerceStandIn } from './woocommerce-stand-in';
export { productsFromCatalog } from './catalog-products';
export { defaultKey, defaultSettings } from './options';
export type { ApiKey, ProductSeed, SpeedProfile, StoreSettings, TaxRateSeed, WooCommerceOptions } from './options';
export type { WebhookAttempt, WebhookConduct } from './webhook-conduct';
export { sendOverHttp, type OutgoingCall, type WebhookTransport } from './webhook-transport';
export { OutOfStockError, type StorefrontOrder } from './storefront';
