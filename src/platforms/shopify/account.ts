import type { Account } from '../../domain/account';
import { PlatformError } from '../../domain/platform-error';
import { PLATFORM } from './constants';

const SUFFIX = '.myshopify.com';

/**
 * The name by which Shopify itself knows a shop, which never changes: `my-shop.myshopify.com`. Taken as people copy it, with
 * scheme and path, from the admin (`admin.shopify.com/store/my-shop`) or without the ending.
 */
export function shopDomain(text: string): string {
	const plain = text
		.trim()
		.toLowerCase()
		.replace(/^https?:\/\//, '');
	const [, ofAdmin] = /^admin\.shopify\.com\/store\/([^/?#]+)/.exec(plain) ?? [];
	const host = ofAdmin ?? plain.replace(/[/?#].*$/, '').replace(/\.+$/, '');
	const name = host.endsWith(SUFFIX) ? host.slice(0, -SUFFIX.length) : host;
	if (/^[a-z0-9][a-z0-9-]{0,98}$/.test(name)) return `${name}${SUFFIX}`;
	throw new PlatformError('The shop is not named as Shopify knows it', {
		platform: PLATFORM,
		kind: 'configuration',
		operation: 'shop',
		code: 'shop',
		advice:
			'Enter the domain that ends in .myshopify.com (Shopify admin > Settings > Domains), like my-shop.myshopify.com, not the domain that customers see.',
	});
}

/** Of a page of the admin: `my-shop.myshopify.com` is `admin.shopify.com/store/my-shop`. */
export const adminUrl = (shop: string, page: 'orders' | 'products', id: string): string =>
	`https://admin.shopify.com/store/${shop.endsWith(SUFFIX) ? shop.slice(0, -SUFFIX.length) : shop}/${page}/${id}`;

/** Whose data it is. Throws PlatformError `configuration` for a shop that is not named as Shopify does. */
export const shopifyAccount = ({ shop }: { readonly shop: string }): Account => ({ platform: PLATFORM, id: shopDomain(shop) });
