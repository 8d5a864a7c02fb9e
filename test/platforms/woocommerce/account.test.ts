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
		['https://shop.example.', 'shop.example'],
		['https://www.shop.example./index.php', 'shop.example'],
		['https://shop.example/index.php/wp-json/wc/v3/', 'shop.example'],
		['https://shop.example//sub//index.php/', 'shop.example/sub'],
		['HTTPS://SHOP.EXAMPLE:443/WP-ADMIN/', 'shop.example'],
		['https://shop.example/wp-login.php?redirect_to=x#top', 'shop.example'],
		['https://shop.example./?p=1', 'shop.example'],
		['http://shop.local:80/', 'shop.local'],
		['https://shop.local', 'shop.local'],
		['http://[::1]:80/', '[::1]'],
	])('%s is %s', (url, id) => {
		expect(wooCommerceAccount({ url })).toEqual({ platform: 'woocommerce', id });
	});

	it.each([
		'https://169.254.169.254',
		'http://169.254.0.1/shop',
		'http://169.254.169.254./latest/meta-data',
		'http://2852039166/',
		'http://[fe80::1]/',
		'https://[::ffff:169.254.169.254]/',
	])('%s is no store', (url) => {
		expect(() => wooCommerceAccount({ url })).toThrow(/link-local/);
	});
});
