import type { WooCommerceConnection } from '../../src/platforms/woocommerce';

/** The part of WooCommerce's official client that is used; its own types are `any`. */
export interface Client {
	get(endpoint: string, params: Readonly<Record<string, string>>): Promise<{ readonly data: unknown }>;
	post(endpoint: string, data: unknown): Promise<{ readonly data: unknown }>;
}
type ClientClass = new (options: Readonly<Record<string, unknown>>) => Client;

/** WooCommerce's official client, as anybody would use it. */
export async function officialClient(connection: WooCommerceConnection): Promise<Client> {
	const loaded: unknown = (await import('@woocommerce/woocommerce-rest-api')).default;
	const WooCommerceRestApi = (typeof loaded === 'function' ? loaded : (loaded as { default: unknown }).default) as ClientClass;
	const { url, consumerKey, consumerSecret } = connection;
	return new WooCommerceRestApi({ url, consumerKey, consumerSecret, version: 'wc/v3' });
}
