import { wooCommerceAccount } from '../../../src/platforms/woocommerce';

describe('whose data it is', () => {
	it.each([
		['https://shop.example', 'shop.example'],
		['https://WWW.Shop.Example/', 'shop.example'],
		['shop.example', 'shop.example'],
		['https://shop.example:443/', 'shop.example'],
		['https://shop.example:8443', 'shop.example:8443'],
		['https://shop.example/Sub/', 'shop.example/Sub'],
		['https://shop.example/sub/wp-json/wc/v3', 'shop.example/sub'],
		['https://shop.example/wp-admin/admin.php?page=wc-settings', 'shop.example'],
		['http://127.0.0.1:8088/', '127.0.0.1:8088'],
	])('%s is %s', (url, id) => {
		expect(wooCommerceAccount({ url })).toEqual({ platform: 'woocommerce', id });
	});
});
