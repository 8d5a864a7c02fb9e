import WooCommerceRestApi from '@woocommerce/woocommerce-rest-api';
import { type Kernel, startKernel } from '../../../sandbox/kernel/kernel';
import { createWooCommerce, type WooCommerceStandIn } from '../../../sandbox/woocommerce';

const readWrite = { consumerKey: 'ck_rw', consumerSecret: 'cs_rw', permissions: 'read_write' } as const;
const readOnly = { consumerKey: 'ck_r', consumerSecret: 'cs_r', permissions: 'read' } as const;
const writeOnly = { consumerKey: 'ck_w', consumerSecret: 'cs_w', permissions: 'write' } as const;

interface Answer {
	readonly status: number;
	readonly data: unknown;
}

async function failure(call: Promise<unknown>): Promise<Answer> {
	try {
		await call;
	} catch (error) {
		return (error as { readonly response: Answer }).response;
	}
	throw new Error('The call succeeded');
}

describe('OAuth 1.0a as the npm client signs it', () => {
	let kernel: Kernel;
	let store: WooCommerceStandIn;
	let offsetMs = 0;

	const client = (key: { consumerKey: string; consumerSecret: string }, options: Record<string, unknown> = {}): WooCommerceRestApi =>
		new WooCommerceRestApi({ url: `${kernel.urls['woocommerce'] ?? ''}/shop`, version: 'wc/v3', ...key, ...options });

	beforeAll(async () => {
		kernel = await startKernel({
			woocommerce: ({ clock }) => {
				store = createWooCommerce({
					clock,
					sitePath: '/shop',
					keys: [readWrite, readOnly, writeOnly],
					signingTime: () => Date.now() + offsetMs,
					products: [
						{ name: 'Mug', sku: 'MUG', regular_price: '5' },
						{ name: 'Übergroße Tasse', sku: 'ÜBER-TASSE', regular_price: '6' },
						{ name: 'T', sku: 'A+B C/D&E', regular_price: '7' },
					],
				});
				return store;
			},
		});
	});

	afterAll(() => kernel.stop());

	beforeEach(() => {
		offsetMs = 0;
	});

	it.each([
		['nothing', {}, 3],
		['a text', { sku: 'MUG' }, 1],
		['umlauts', { sku: 'über-tasse' }, 1],
		['signs that mean something in an address', { sku: 'A+B C/D&E' }, 1],
		['a list', { include: [10, 11], per_page: 5 }, 2],
		['marks that some encoders leave alone', { search: "(it's) *not* there!" }, 0],
	])('accepts %s in the query of a store in a sub-directory', async (_name, parameters, found) => {
		const { data } = (await client(readWrite).get('products', parameters)) as { data: readonly unknown[] };
		expect(data).toHaveLength(found);
	});

	it('accepts bodies and every method', async () => {
		const api = client(readWrite);
		const made = await api.post('orders', { line_items: [{ sku: 'MUG', quantity: 2 }], customer_note: 'ä & ö = ü' });
		expect(made.status).toBe(201);
		const path = `orders/${String((made.data as { id: number }).id)}`;
		expect((await api.put(path, { status: 'on-hold' })).data).toMatchObject({
			status: 'on-hold',
			customer_note: 'ä & ö = ü',
			total: '10.00',
		});
		expect((await api.delete(path, { force: true })).status).toBe(200);
		expect((await failure(api.get(path))).status).toBe(404);
		expect((await api.post('orders/batch', { create: [{}, {}] })).data).toMatchObject({
			create: [{ status: 'pending' }, { status: 'pending' }],
		});
	});

	it('gives links below the sub-directory', async () => {
		const { data } = (await client(readWrite).get('products/10')) as { data: { permalink: string } };
		expect(data.permalink).toBe(`${kernel.urls['woocommerce'] ?? ''}/shop/product/mug/`);
	});

	it('refuses a wrong secret, an unknown key and a clock that is off', async () => {
		expect(await failure(client({ ...readWrite, consumerSecret: 'cs_wrong' }).get('products'))).toMatchObject({
			status: 401,
			data: { code: 'woocommerce_rest_authentication_error', message: 'Invalid signature - provided signature does not match.' },
		});
		expect(await failure(client({ ...readWrite, consumerKey: 'ck_nobody' }).get('products'))).toMatchObject({
			status: 401,
			data: { message: 'Consumer key is invalid.' },
		});
		offsetMs = 16 * 60_000;
		expect(await failure(client(readWrite).get('products'))).toMatchObject({ status: 401, data: { message: 'Invalid timestamp.' } });
	});

	it('refuses a request that was sent before', async () => {
		let url = '';
		const api = client(readWrite, {
			axiosConfig: {
				transformRequest: [],
				paramsSerializer: { serialize: (params: Record<string, string>) => (url = new URLSearchParams(params).toString()) },
			},
		});
		await api.get('products');
		const again = await fetch(`${kernel.urls['woocommerce'] ?? ''}/shop/wp-json/wc/v3/products?${url}`);
		expect(again.status).toBe(401);
		expect(await again.json()).toMatchObject({ message: 'Invalid nonce - nonce has already been used.' });
	});

	it('refuses a signed body that is not declared as JSON, as PHP then reads it as a form', async () => {
		const careless = client(readWrite, { axiosConfig: { headers: { 'X-Own': '1', 'Content-Type': 'application/x-www-form-urlencoded' } } });
		expect(await failure(careless.post('orders', { customer_note: 'x' }))).toMatchObject({
			status: 401,
			data: { message: 'Invalid signature - provided signature does not match.' },
		});
	});

	it('holds keys to their permissions, with 401', async () => {
		expect((await client(readOnly).get('products')).status).toBe(200);
		expect(await failure(client(readOnly).post('orders', {}))).toMatchObject({
			status: 401,
			data: { message: 'The API key provided does not have write permissions.' },
		});
		expect((await client(writeOnly).post('orders', {})).status).toBe(201);
		expect(await failure(client(writeOnly).get('products'))).toMatchObject({
			status: 401,
			data: { message: 'The API key provided does not have read permissions.' },
		});
	});

	it('knows nobody without a signature: not by Basic on http, not by rest_route', async () => {
		const base = `${kernel.urls['woocommerce'] ?? ''}/shop`;
		const headers = { authorization: `Basic ${Buffer.from('ck_rw:cs_rw').toString('base64')}` };
		for (const address of [`${base}/wp-json/wc/v3/orders`, `${base}/?rest_route=/wc/v3/orders`]) {
			const response = await fetch(address, { headers });
			expect(response.status).toBe(401);
			expect(await response.json()).toMatchObject({ code: 'woocommerce_rest_cannot_view' });
		}
		expect((await fetch(`${base}/wp-json/`)).status).toBe(200);
		expect((await fetch(`${base}/wp-json/wc/v3`)).status).toBe(200);
		expect((await fetch(`${kernel.urls['woocommerce'] ?? ''}/wp-json/wc/v3/orders`)).status).toBe(404);
	});

	it('counts what came', async () => {
		store.resetCounts();
		await client(readWrite).get('products');
		await client(readWrite).post('orders', {});
		expect(store.counts()).toEqual({
			calls: 2,
			writes: 1,
			tokens: 0,
			polls: 0,
			transfers: 0,
			byOperation: { listProducts: 1, createOrder: 1 },
		});
	});
});
