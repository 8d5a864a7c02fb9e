/**
 * The platforms as the nodes offer them, and which credential each needs: the one table that dropdowns and code run
 * on. Small on purpose: node descriptions import it when n8n loads the package.
 */
export const STORES = [{ value: 'woocommerce', name: 'WooCommerce', credential: 'wooCommerceStoreApi' }] as const;
export type StoreName = (typeof STORES)[number]['value'];

export const CHANNELS = [{ value: 'amazon', name: 'Amazon', credential: 'amazonSellingPartnerApi' }] as const;
export type ChannelName = (typeof CHANNELS)[number]['value'];

export const DATABASE_CREDENTIAL = 'storebridgeDatabaseApi';
