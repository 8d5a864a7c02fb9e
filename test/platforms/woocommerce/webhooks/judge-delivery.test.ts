import { createHmac } from 'node:crypto';
import { assert, constantFrom, dictionary, oneof, property, string, uint8Array, constant } from 'fast-check';
import { unreachableAddress } from '../../../../src/platforms/woocommerce/webhooks/delivery-address';
import { judgeDelivery, MAX_BODY_BYTES, PRODUCTS, webhookSecret } from '../../../../src/platforms/woocommerce/webhooks/judge-delivery';
import { createWooCommerce } from '../../../../src/platforms/woocommerce';
import { deliveredRecords, deliveryNames, readDelivery } from '../../../fixtures/woocommerce-samples';
import { impatient } from '../store-under-test';

const URL_OF_N8N = 'https://n8n.example/webhook/abc';
const SECRET = webhookSecret('cs_planted', URL_OF_N8N);
const STORE = 'https://www.shop.example/wp';

const sign = (body: string | Buffer, secret = SECRET): string => createHmac('sha256', secret).update(body).digest('base64');
const headers = (
	body: string | Buffer,
	given: Readonly<Record<string, string | undefined>> = {},
): Readonly<Record<string, string | undefined>> => ({
	'x-wc-webhook-signature': sign(body),
	'x-wc-webhook-topic': 'order.updated',
	'x-wc-webhook-source': 'https://shop.example/',
	...given,
});
const judge = (given: Readonly<Record<string, string | undefined>>, body: string | Buffer) =>
	judgeDelivery(SECRET, given, Buffer.from(body));

const deliveries = deliveryNames().map((name) => [name, readDelivery(name)] as const);

describe('deliveries recorded from a real store', () => {
	it.each(deliveries)('%s', (name, { headers: given, raw_body, verify }) => {
		const judged = judgeDelivery(verify.secret, given, Buffer.from(raw_body));
		if (name.includes('ping')) expect(judged).toEqual({ kind: 'ping', webhookId: '1' });
		else if (/order\.(updated|deleted)/.test(name)) {
			expect(judged).toEqual({
				kind: 'order',
				orderId: String((JSON.parse(raw_body) as { id: number }).id),
				topic: given['x-wc-webhook-topic'],
			});
		} else expect(judged).toEqual({ kind: 'ignored' });
		if (name.includes('ping')) return;
		// Parsed and written again the bytes are others: \u00fc and \/ are gone.
		expect(judgeDelivery('another', given, Buffer.from(raw_body))).toMatchObject({
			kind: 'refused',
			status: 401,
		});
		const again = JSON.stringify(JSON.parse(raw_body));
		if (again !== raw_body)
			expect(judgeDelivery(verify.secret, given, Buffer.from(again))).toMatchObject({
				kind: 'refused',
				status: 401,
			});
	});
});

describe('deliveries recorded from a real store, to who listens for products', () => {
	it.each(deliveries)('%s', (name, { headers: given, raw_body, verify }) => {
		const judged = judgeDelivery(verify.secret, given, Buffer.from(raw_body), PRODUCTS);
		const topic = given['x-wc-webhook-topic'] ?? '';
		if (name.includes('ping')) expect(judged).toEqual({ kind: 'ping', webhookId: '1' });
		else if (PRODUCTS.topics.includes(topic)) {
			const { id, parent_id: parent = 0 } = JSON.parse(raw_body) as { readonly id: number; readonly parent_id?: number };
			expect(judged).toEqual({ kind: 'product', productId: String(id), topic, ...(parent === 0 ? {} : { parentId: String(parent) }) });
		} else expect(judged).toEqual({ kind: 'ignored' });
	});

	it('are some of products and some of variations, which name their parent', () => {
		const told = deliveredRecords()
			.filter(({ resource }) => resource === 'product')
			.map(({ body }) => {
				const raw = JSON.stringify(body);
				return judgeDelivery(SECRET, headers(raw, { 'x-wc-webhook-topic': 'product.updated' }), Buffer.from(raw), PRODUCTS);
			});
		expect(told).toContainEqual({ kind: 'product', productId: '1137', parentId: '1135', topic: 'product.updated' });
		expect(told).toContainEqual({ kind: 'product', productId: '1136', topic: 'product.updated' });
	});

	it.each([
		[403, { kind: 'denied', hookId: '7' }],
		[404, { kind: 'ignored' }],
	])('that hold the error %s in place of a product', (status, judged) => {
		const body = JSON.stringify({ code: 'woocommerce_rest_product_invalid_id', message: 'Invalid ID.', data: { status } });
		const given = headers(body, { 'x-wc-webhook-topic': 'product.created', 'x-wc-webhook-id': '7' });
		expect(judgeDelivery(SECRET, given, Buffer.from(body), PRODUCTS)).toEqual(judged);
	});

	it('are ignored of an order, and of what is in the trash', () => {
		for (const topic of ['order.updated', 'product.deleted'])
			expect(judgeDelivery(SECRET, headers('{"id":22}', { 'x-wc-webhook-topic': topic }), Buffer.from('{"id":22}'), PRODUCTS)).toEqual({
				kind: 'ignored',
			});
	});
});

describe('a delivery', () => {
	it('is an order when it is signed', () => {
		expect(judge(headers('{"id":22}'), '{"id":22}')).toEqual({ kind: 'order', orderId: '22', topic: 'order.updated' });
	});

	it('is judged whatever the case of the header names', () => {
		const upper = Object.fromEntries(Object.entries(headers('{"id":22}')).map(([name, value]) => [name.toUpperCase(), value]));
		expect(judge(upper, '{"id":22}')).toMatchObject({ kind: 'order' });
	});

	it.each([
		['unsigned', { 'x-wc-webhook-signature': undefined }],
		['signed with another secret', { 'x-wc-webhook-signature': sign('{"id":22}', 'guess') }],
		['signed for another body', { 'x-wc-webhook-signature': sign('{"id":23}') }],
		['signed with nothing', { 'x-wc-webhook-signature': '' }],
		['signed with a shorter text', { 'x-wc-webhook-signature': sign('{"id":22}').slice(0, -1) }],
		['signed with a longer text', { 'x-wc-webhook-signature': `${sign('{"id":22}')}=` }],
	])('%s is refused', (_, given) => {
		expect(judge(headers('{"id":22}', given), '{"id":22}')).toMatchObject({ kind: 'refused', status: 401 });
	});

	it('of another address is refused: the address is part of the secret', () => {
		const store = createWooCommerce(
			{ url: STORE, consumerKey: 'ck_planted', consumerSecret: 'cs_planted', keysInQuery: false },
			{ clock: impatient, budgetMs: 0 },
		);
		const body = Buffer.from('{"id":22}');
		expect(store.webhooks.judge(URL_OF_N8N, headers(body), body)).toMatchObject({ kind: 'order' });
		expect(store.webhooks.judge(`${URL_OF_N8N}d`, headers(body), body)).toMatchObject({ kind: 'refused', status: 401 });
	});

	it.each([
		['another topic', { 'x-wc-webhook-topic': 'product.updated' }],
		['no topic', { 'x-wc-webhook-topic': undefined }],
	])('of %s is ignored', (_, given) => {
		expect(judge(headers('{"id":22}', given), '{"id":22}')).toEqual({ kind: 'ignored' });
	});

	it.each(['https://other.example/', 'http://localhost/', 'shop', undefined])(
		'of a store that calls itself %s counts by its signature',
		(source) => {
			expect(judge(headers('{"id":22}', { 'x-wc-webhook-source': source }), '{"id":22}')).toMatchObject({ kind: 'order' });
		},
	);

	it.each([
		[401, 'woocommerce_rest_cannot_view', { kind: 'denied', hookId: '7' }],
		['403', 'woocommerce_rest_cannot_view', { kind: 'denied', hookId: '7' }],
		[404, 'woocommerce_rest_shop_order_invalid_id', { kind: 'ignored' }],
		[500, 'internal_server_error', { kind: 'ignored' }],
	])('that holds the error %s of the API in place of an order: %s', (status, code, judged) => {
		const body = JSON.stringify({ code, message: 'Sorry, you cannot view this resource.', data: { status } });
		expect(judge(headers(body, { 'x-wc-webhook-id': '7' }), body)).toEqual(judged);
	});

	it('names its order by a text as well', () => {
		expect(judge(headers('{"id":"22"}'), '{"id":"22"}')).toMatchObject({ kind: 'order', orderId: '22' });
	});

	it.each(['', '[]', '{', 'null', '{"id":-1}', '{"id":1.5}', '{"id":0}', '{"id":1e300}', '{}'])(
		'signed but without an order id is of no interest, and no failure: %s',
		(body) => {
			expect(judge(headers(body), body)).toEqual({ kind: 'ignored' });
		},
	);

	it('of five megabytes is refused before it is looked at, unless it is signed', () => {
		const huge = Buffer.alloc(5 * 1024 * 1024, 0x61);
		expect(judge({}, huge)).toMatchObject({ kind: 'refused', status: 413 });
		expect(judge(headers(huge), huge)).toEqual({ kind: 'ignored' });
		expect(judge(headers(huge, { 'x-wc-webhook-signature': 'x' }), huge)).toMatchObject({ kind: 'refused', status: 401 });
		const fits = Buffer.from(`{"id":1,"note":"${'a'.repeat(MAX_BODY_BYTES - 18)}"}`);
		expect(fits.length).toBe(MAX_BODY_BYTES);
		expect(judge(headers(fits), fits)).toMatchObject({ kind: 'order' });
	});

	it('at creation is a ping, and nothing that looks like one is', () => {
		expect(judge({ 'content-type': 'application/x-www-form-urlencoded' }, 'webhook_id=12')).toEqual({ kind: 'ping', webhookId: '12' });
		for (const body of [
			'webhook_id=',
			'webhook_id=0',
			'webhook_id=1&x=1',
			'webhook_id=1\n',
			' webhook_id=1',
			'webhook_id=99999999999999999',
		]) {
			expect(judge({}, body)).toMatchObject({ kind: 'refused', status: 401 });
		}
		expect(judge({ 'x-wc-webhook-topic': 'order.updated' }, 'webhook_id=12')).toMatchObject({ kind: 'refused', status: 401 });
	});

	it('never makes judge throw, and only ours are orders', () => {
		const names = constantFrom(
			'x-wc-webhook-signature',
			'X-WC-Webhook-Topic',
			'x-wc-webhook-topic',
			'x-wc-webhook-source',
			'__proto__',
			'host',
		);
		const values = oneof(string(), constant(undefined), constantFrom('order.updated', 'https://shop.example/', 'http://['));
		assert(
			property(dictionary(names, values), uint8Array({ maxLength: 200 }), string(), (given, bytes, text) => {
				for (const body of [Buffer.from(bytes), Buffer.from(text)]) {
					expect(['refused', 'ping']).toContain(judge(given, body).kind);
					expect(['order', 'denied', 'ignored', 'refused']).toContain(judge({ ...given, 'x-wc-webhook-signature': sign(body) }, body).kind);
				}
			}),
		);
	});

	it('says nothing of the secret or of what was sent', () => {
		const said = JSON.stringify([
			judge(headers('planted-body', { 'x-wc-webhook-signature': 'planted-signature' }), 'planted-body'),
			judge({}, 'planted-body'),
			judge(headers('planted-body'), 'planted-body'),
		]);
		expect(said).not.toMatch(/planted|cs_|n8n\.example/);
		expect(said).not.toContain(SECRET);
	});
});

describe('the secret', () => {
	it('is hex, which WordPress leaves as it is, and belongs to key and address', () => {
		expect(SECRET).toBe(createHmac('sha256', 'cs_planted').update(URL_OF_N8N).digest('hex'));
		expect(SECRET).toMatch(/^[0-9a-f]{64}$/);
		expect(webhookSecret('cs_other', URL_OF_N8N)).not.toBe(SECRET);
	});
});

describe('an address that WordPress will not call', () => {
	it.each([
		['https://n8n.example/webhook/1', false],
		['http://n8n.example:8080/webhook/1', false],
		['https://n8n.example:5678/webhook/1', true],
		['http://localhost:5678/webhook/1', true],
		['http://127.0.0.1/webhook/1', true],
		['https://192.168.1.4/webhook/1', true],
		['http://[::1]/webhook/1', true],
		['http://n8n/webhook/1', true],
		['ftp://n8n.example/', true],
		['nonsense', true],
		// WordPress may call itself.
		['https://shop.example:8443/webhook/1', false],
	])('%s: %s', (address, refused) => {
		expect(unreachableAddress('https://shop.example:8443', address) !== undefined).toBe(refused);
	});

	it('is not judged for a store on this machine or in a private network', () => {
		expect(unreachableAddress('http://127.0.0.1:8088', 'http://127.0.0.1:5678/webhook/1')).toBeUndefined();
		expect(unreachableAddress('http://wordpress', 'http://n8n:5678/webhook/1')).toBeUndefined();
	});

	it('is told as a value, before anything is sent, and not where the store may call anything', async () => {
		const connection = { url: 'https://shop.invalid', consumerKey: 'ck_planted', consumerSecret: 'cs_planted', keysInQuery: false };
		const states = await createWooCommerce(connection, { clock: impatient, budgetMs: 0 }).webhooks.ensure(
			'http://localhost:5678/webhook/1',
		);
		expect(states).toEqual([{ kind: 'unreachableAddress', why: expect.stringContaining('private host') }]);
	});
});
