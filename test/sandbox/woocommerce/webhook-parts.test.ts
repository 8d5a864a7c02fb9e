import { createHmac } from 'node:crypto';
import { refusalOf } from '../../../sandbox/woocommerce/webhooks/webhook-address';
import { deliveryId, phpJson, sign } from '../../../sandbox/woocommerce/webhooks/webhook-encoding';
import { hooksOf, isValidTopic } from '../../../sandbox/woocommerce/webhooks/webhook-records';
import { deliveryNames, readDelivery } from '../../fixtures/woocommerce-samples';

describe('what webhooks are made of', () => {
	it.each([
		['https://n8n.shop.example/webhook/1', true],
		['https://n8n.shop.example:8080/', true],
		['http://8.8.8.8/', true],
		['http://172.32.0.1/', true],
		['https://n8n.shop.example:5678/', false],
		['http://127.0.0.1/', false],
		['http://localhost/', false],
		['http://10.1.2.3/', false],
		['http://192.168.1.5/', false],
		['http://172.20.0.2/', false],
		['http://me:pw@n8n.shop.example/', false],
		['http://[::1]/', false],
		['https://store.example:444/', true],
	])('WordPress calls %s: %s', (url, isCalled) => {
		expect(refusalOf(url, 'https://store.example:444/shop') === undefined).toBe(isCalled);
	});

	it.each([
		['order.updated', true],
		['product.deleted', true],
		['action.woocommerce_payment_complete', true],
		['action.wc_x', true],
		['order.paid', false],
		['customer.restored', false],
		['action.something', false],
		['action.woocommerce_login_credentials', false],
		['order', false],
	])('the topic %s is valid: %s', (topic, isValid) => {
		expect(isValidTopic(topic)).toBe(isValid);
		expect(hooksOf(topic).length > 0 || !isValid).toBe(true);
	});

	it('decode HTML in the secret before they sign', () => {
		expect(sign('{}', 'a&amp;b')).toBe(createHmac('sha256', 'a&b').update('{}').digest('base64'));
	});

	it('share a delivery id within one second', () => {
		expect(deliveryId(1, 1000)).toBe(deliveryId(1, 1999));
		expect(deliveryId(1, 1000)).not.toBe(deliveryId(1, 2000));
		expect(deliveryId(1, 1000)).toMatch(/^[0-9a-f]{32}$/);
	});

	it.each(deliveryNames())('%s is encoded and signed as the real store did', (name) => {
		const { raw_body: raw, verify, headers } = readDelivery(name);
		if (raw.startsWith('{')) expect(phpJson(JSON.parse(raw))).toBe(raw);
		expect(sign(raw, verify.secret)).toBe(verify.expected);
		expect(headers['x-wc-webhook-signature'] ?? null).toBe(verify.ok ? verify.expected : null);
	});
});
