import { openShop, type TestShop } from './shop';

let shop: TestShop;

beforeEach(async () => {
	shop = await openShop({ products: [{ title: 'Mug', sku: 'MUG', stock: { 'Shop location': 5 } }] });
});

const names = async (query = ''): Promise<unknown> =>
	(await shop.data('query ($query: String) { orders(first: 10, query: $query, sortKey: ID) { nodes { name } } }', { query }))['orders'];

describe('a backup', () => {
	it('takes the place of everything since, and search knows it', async () => {
		shop.stand.act('placeOrder', { lines: [{ sku: 'MUG' }] });
		await shop.kernel.standIns['shopify']?.control?.('takeSnapshot', { name: 'before' });
		shop.stand.act('placeOrder', { lines: [{ sku: 'MUG' }] });
		await shop.kernel.standIns['shopify']?.control?.('restoreSnapshot', { name: 'before' });
		expect(await names()).toEqual({ nodes: [{ name: '#1001' }] });
		expect(await names('name:1001')).toEqual({ nodes: [{ name: '#1001' }] });
		expect(shop.stand.stock()).toEqual({ MUG: { 'Shop location': 4 } });
		expect(shop.stand.act('placeOrder', { lines: [{ sku: 'MUG' }] }).name).toBe('#1002');
	});

	it('of a clone has a life of its own, and a reset makes the shop anew', async () => {
		shop.stand.act('placeOrder', { lines: [{ sku: 'MUG' }] });
		await shop.kernel.clone('shopify', 'twin');
		shop.stand.act('placeOrder', { lines: [{ sku: 'MUG' }] });
		expect(shop.kernel.standIns['twin']?.state?.()).toMatchObject({ orders: { PAID: 1 } });
		shop.stand.setSettings({ plan: 'Basic' });
		shop.kernel.reset();
		expect(shop.stand.state()).toMatchObject({ orders: {}, products: 1, settings: { plan: 'Advanced' } });
		expect(await names()).toEqual({ nodes: [] });
	});
});

describe('control actions', () => {
	const control = async (action: string, body: unknown): Promise<unknown> => await shop.kernel.standIns['shopify']?.control?.(action, body);

	it('tell what they do not know', async () => {
		await expect(control('nothing', {})).rejects.toMatchObject({ status: 404 });
		await expect(control('pay', { id: '1' })).rejects.toMatchObject({ status: 404 });
		await expect(control('placeOrder', { lines: [{ sku: 'NONE' }] })).rejects.toMatchObject({ status: 404 });
		await expect(control('setWebhooks', { lostRate: 1 })).rejects.toThrow('not understood: lostRate');
		await expect(control('setCondition', { condition: 'odd' })).rejects.toThrow('condition must be one of');
	});

	it('reach what a person of the shop reaches', async () => {
		expect(await control('setStock', { sku: 'MUG', quantity: 2 })).toEqual({ sku: 'MUG', available: 2 });
		const order = (await control('placeOrder', { lines: [{ sku: 'MUG' }], email: 'a@b.example' })) as { id: string };
		await control('holdOrder', { id: order.id });
		await control('releaseOrder', { id: order.id });
		await control('fulfill', { id: order.id, trackingNumber: '1' });
		expect(shop.stand.stock()).toEqual({ MUG: { 'Shop location': 1 } });
		await control('deleteOrder', { name: '#1001' });
		expect(await names()).toEqual({ nodes: [] });
		await control('throttle', {});
		expect((await shop.graphql('{ shop { name } }')).errors).toMatchObject([{ message: 'Throttled' }]);
	});
});

describe('customers', () => {
	it('are erased by request', async () => {
		const { customerId } = shop.stand.act('placeOrder', { lines: [{ sku: 'MUG' }], email: 'a@b.example' });
		const erase = 'mutation ($id: ID!) { customerRequestDataErasure(customerId: $id) { customerId userErrors { code } } }';
		expect(await shop.data(erase, { id: customerId })).toEqual({ customerRequestDataErasure: { customerId, userErrors: [] } });
		expect(shop.stand.shop.state.erasures).toEqual([customerId]);
	});

	const create =
		'mutation ($input: CustomerInput!) { customerCreate(input: $input) { customer { id displayName } userErrors { field message } } }';

	it('are made once for a mail and a phone', async () => {
		const input = { email: 'ada@example.com', phone: '+49 30 1234567', firstName: 'Ada', lastName: 'Lovelace' };
		expect(await shop.data(create, { input })).toMatchObject({
			customerCreate: { customer: { displayName: 'Ada Lovelace' }, userErrors: [] },
		});
		expect(await shop.data(create, { input: { ...input, email: 'ADA@example.com' } })).toEqual({
			customerCreate: {
				customer: null,
				userErrors: [
					{ field: ['email'], message: 'Email has already been taken' },
					{ field: ['phone'], message: 'Phone has already been taken' },
				],
			},
		});
		expect(await shop.data(create, { input: {} })).toMatchObject({
			customerCreate: { userErrors: [{ field: null, message: 'A name, phone number, or email address must be present' }] },
		});
		expect(
			await shop.data('{ customerByIdentifier(identifier: { emailAddress: "ada@example.com" }) { firstName numberOfOrders } }'),
		).toEqual({
			customerByIdentifier: { firstName: 'Ada', numberOfOrders: '0' },
		});
		expect(await shop.data('{ customerByIdentifier(identifier: { phoneNumber: "+49301234567" }) { firstName } }')).toEqual({
			customerByIdentifier: { firstName: 'Ada' },
		});
	});
});
