import WooCommerceRestApi from '@woocommerce/woocommerce-rest-api';
import { type Kernel, startKernel } from '../../../sandbox/kernel/kernel';
import { createWooCommerce, defaultKey, type WooCommerceStandIn } from '../../../sandbox/woocommerce';

const mug = { name: 'Mug', sku: 'MUG', regular_price: '5', manage_stock: true, stock_quantity: 5 };

let kernel: Kernel;

beforeEach(async () => {
	kernel = await startKernel(
		{ woocommerce: ({ clock }) => createWooCommerce({ clock, products: [mug], homeFromHost: true }) },
		{ controlToken: 'token' },
	);
});

afterEach(async () => {
	await kernel.stop();
});

const storeOf = (name: string): WooCommerceStandIn => kernel.standIns[name] as WooCommerceStandIn;
const urlOf = (name: string): string => kernel.urls[name] ?? '';
const at = (url: string): WooCommerceRestApi => new WooCommerceRestApi({ url, version: 'wc/v3', ...defaultKey });

async function read(url: string, path: string, parameters: Record<string, unknown> = {}): Promise<unknown> {
	return ((await at(url).get(path, parameters)) as { readonly data: unknown }).data;
}

async function identity(url: string): Promise<unknown> {
	return await read(url, 'system_status', { _fields: 'environment.store_id,environment.home_url,environment.unheard_of' });
}

async function control(path: string, body: unknown): Promise<unknown> {
	const options = { method: 'POST', headers: { authorization: 'Bearer token' }, body: JSON.stringify(body) };
	return await (await fetch(`${kernel.control.url}${path}`, options)).json();
}

describe('who a store is', () => {
	it('is told by the id of its installation and its own address, whatever it was called by', async () => {
		const url = urlOf('woocommerce');
		const environment = { store_id: storeOf('woocommerce').records.storeId, home_url: url };
		expect(environment.store_id).toMatch(/^[0-9a-f-]{36}$/);
		expect(await identity(url)).toEqual({ environment });
		expect(await identity(`${url}/index.php`)).toEqual({ environment });
		expect(await identity(url.replace('127.0.0.1', 'localhost'))).toEqual({ environment });
		expect(await (await fetch(`${url.replace('127.0.0.1', 'localhost')}/wp-json/?_fields=url,home`)).json()).toEqual({ url, home: url });
	});

	it('is answered under no other name over http: signatures are held against its own address', async () => {
		const strict = await startKernel({ woocommerce: ({ clock }) => createWooCommerce({ clock }) });
		try {
			const url = strict.urls['woocommerce'] ?? '';
			await read(url, 'orders');
			await expect(read(url.replace('127.0.0.1', 'localhost'), 'orders')).rejects.toMatchObject({
				response: { status: 401, data: { message: 'Invalid signature - provided signature does not match.' } },
			});
		} finally {
			await strict.stop();
		}
	});

	it('is another one after a fresh installation, and nobody in a store of an old version', () => {
		const store = storeOf('woocommerce');
		const before = store.records.storeId;
		kernel.reset();
		expect(store.records.storeId).not.toBe(before);
		expect(createWooCommerce({ clock: kernel.clock, storeId: null }).records.storeId).toBeNull();
	});
});

describe('a store that moved', () => {
	it('answers at its new address with the same database and identity, and no more at the old one', async () => {
		const old = urlOf('woocommerce');
		const { id } = storeOf('woocommerce').addOrder({});
		const before = (await identity(old)) as { readonly environment: Readonly<Record<string, unknown>> };
		const moved = (await control('/addresses', { standIn: 'woocommerce', name: 'new' })) as { readonly url: string };
		expect(moved.url).toBe(urlOf('new'));
		expect(await control('/woocommerce/move', {})).toEqual({ home: null });
		await control('/addresses/close', { name: 'woocommerce' });

		expect(await identity(moved.url)).toEqual({ environment: { ...before.environment, home_url: moved.url } });
		expect(await read(moved.url, `orders/${id}`)).toMatchObject({ id });
		await expect(fetch(old)).rejects.toThrow();
		expect(urlOf('woocommerce')).toBe('');
	});
});

describe('a staging copy', () => {
	it('has the same data and the same identity at another address, and a life of its own', async () => {
		const store = storeOf('woocommerce');
		const { id } = store.addOrder({ line_items: [{ sku: 'MUG', quantity: 1 }], status: 'processing' });
		await identity(urlOf('woocommerce'));
		const answer = await control('/clone', { standIn: 'woocommerce', as: 'staging' });
		expect(answer).toEqual({ name: 'staging', url: urlOf('staging') });
		const staging = storeOf('staging');

		expect(await identity(urlOf('staging'))).toEqual({ environment: { store_id: store.records.storeId, home_url: urlOf('staging') } });
		expect(await read(urlOf('staging'), `orders/${id}`)).toMatchObject({ id, status: 'processing' });
		expect(staging.order(id)?.['order_key']).toBe(store.order(id)?.['order_key']);

		await at(urlOf('staging')).put(`orders/${id}`, { status: 'cancelled' });
		expect([store.order(id)?.['status'], staging.order(id)?.['status']]).toEqual(['processing', 'cancelled']);
		expect([store.productBySku('MUG')?.stock, staging.productBySku('MUG')?.stock]).toEqual([4, 5]);
		expect(store.addOrder({}).id).toBe(staging.addOrder({}).id);
		expect(Object.keys(kernel.counts())).toEqual(['woocommerce', 'staging']);
	});

	it('has faults of its own, cannot take a name that is taken, and is gone after a reset', async () => {
		await kernel.clone('woocommerce', 'staging');
		await expect(kernel.clone('woocommerce', 'staging')).rejects.toThrow('already');
		await expect(kernel.clone('nobody', 'other')).rejects.toMatchObject({ status: 404 });
		kernel.faults.add({ standIn: 'staging', kind: 'http500' });
		const statusOf = async (name: string): Promise<number> => (await fetch(`${urlOf(name)}/wp-json/`)).status;
		expect([await statusOf('woocommerce'), await statusOf('staging')]).toEqual([200, 500]);
		kernel.reset();
		expect(Object.keys(kernel.urls)).toEqual(['woocommerce']);
		expect(Object.keys(kernel.standIns)).toEqual(['woocommerce']);
	});
});
