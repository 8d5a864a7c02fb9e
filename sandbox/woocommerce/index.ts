export { createWooCommerce, WooCommerceStandIn } from './woocommerce-stand-in';
export { productsFromCatalog } from './products/catalog-products';
export { defaultKey } from './options';
export type { ImageSource } from './media/image-source';
export type { SpeedProfile, StoreSettings, TaxRateSeed, WooCommerceOptions } from './options';
export type { WebhookAttempt, WebhookConduct } from './webhooks/webhook-conduct';
export { sendOverHttp, type OutgoingCall, type WebhookTransport } from '../kernel/webhook-transport';
