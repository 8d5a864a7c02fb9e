/** The stores that the demo has. */
export type StoreName = 'woocommerce' | 'shopify';
