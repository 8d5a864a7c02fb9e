import type { IDataObject } from 'n8n-workflow';
import type { ShopSettings } from '../../sandbox/shopify/options';
import type { EngineNode } from '../harness/engine';
import { days, minutes, pass } from './time';
import { logNode, match, NodeWorld, saveNode, trigger, type Parameters } from './world';

const buyer = { buyerName: 'Ida Ñandú', buyerEmail: 'ida77@marketplace.amazon.de' };
const recipient = {
	deliveryAddress: {
		name: 'Ida Ñandú',
		addressLine1: 'Hohe Straße 47',
		city: 'Köln',
		postalCode: '50667',
		countryCode: 'DE',
		phone: '+49 221 555077',
	},
};
const PERSONAL = ['Ñandú', 'Hohe Straße', '50667', '555077', 'Aunt Ida'];
const bought = {
	status: 'SHIPPED',
	buyer,
	recipient,
	items: [{ sku: 'MUG', quantity: 1, unitPrice: '12.90', gift: { message: 'For Aunt Ida' } }],
} as const;
const PERSON = { firstName: 'Ada', lastName: 'Lux', address1: 'Weg 1', city: 'Berlin', zip: '10115', countryCode: 'DE' };

describe('orders of a Shopify shop, in n8n', () => {
	let world: NodeWorld;
	const start = async (settings: Partial<ShopSettings> = {}): Promise<void> => {
		world = await NodeWorld.withShop({ settings });
	};
	afterEach(async () => {
		await world.stop();
	});

	/** The same node with the shop in the store's place. */
	const ofShop = (node: EngineNode): EngineNode => ({
		...node,
		parameters: { store: 'shopify', account: 'shopify', ...node.parameters },
		credentials: { ...node.credentials, shopifyStoreApi: 'Shop' },
	});
	const save = async (): Promise<string> => {
		const items = await world.orders(bought);
		await world.run({
			nodes: [trigger({ personalData: true }), ofShop(match()), ofShop(saveNode())],
			connections: [
				{ from: 'New orders', to: 'Match' },
				{ from: 'Match', to: 'Save' },
			],
			items,
		});
		return String(items[0]?.json['number']);
	};
	const stored = (number = '') => [...world.shop.shop.state.orders.values()].find((order) => order.sourceIdentifier === number);
	const named = (record: unknown): readonly string[] => PERSONAL.filter((text) => JSON.stringify(record).includes(text));
	const erase = async (parameters: Parameters = {}): Promise<readonly IDataObject[]> => {
		const node = ofShop(logNode({ operation: 'erasePersonalData', ...parameters }));
		const result = await world.run({ nodes: [node], items: [{ json: {} }] });
		expect(result.error).toBeUndefined();
		return (result.outputs('Log')[0] ?? []).map(({ json }) => json);
	};

	it('are listed when their personal data is due, and kept where they have the tag for it', async () => {
		await start();
		const number = await save();
		expect(named(stored(number))).toEqual(PERSONAL);
		pass(days(31));
		const before = JSON.stringify(stored(number));
		expect(await erase({ dryRun: true })).toMatchObject([
			{ action: 'wouldErase', orderNumber: number, parts: expect.arrayContaining(['addresses', 'customerNote']) as unknown },
		]);
		expect(JSON.stringify(stored(number))).toBe(before);
		world.shop.act('tag', { id: stored(number)?.id, tag: '_storebridge_keep' });
		expect(await erase({ dryRun: false })).toMatchObject([{ action: 'kept', orderNumber: number }]);
		expect(named(stored(number))).toEqual(PERSONAL);
	});

	it('are erased when it is due, once, and orders of the shop never', async () => {
		await start();
		const number = await save();
		const { id } = world.shop.act('placeOrder', { lines: [{ sku: 'MUG' }], email: 'ida77@shop.example', shippingAddress: PERSON });
		expect(await erase({ dryRun: false })).toEqual([{ action: 'nothing' }]);
		pass(days(31));
		const ofCustomer = JSON.stringify(world.shop.shop.state.orders.get(id));
		expect(await erase({ dryRun: false })).toMatchObject([{ action: 'erased', orderNumber: number }]);
		expect(named(stored(number))).toEqual([]);
		expect(await erase({ dryRun: false })).toEqual([{ action: 'nothing' }]);
		expect(JSON.stringify(world.shop.shop.state.orders.get(id))).toBe(ofCustomer);
	});

	it('say where something stands that Shopify lets nobody erase, and are due again', async () => {
		await start();
		const number = await save();
		const order = stored(number);
		if (order !== undefined) Object.assign(order, { billingAddress: order.shippingAddress });
		pass(days(31));
		for (let time = 0; time < 2; time += 1)
			expect(await erase({ dryRun: false })).toMatchObject([
				{ action: 'failed', orderNumber: number, parts: ['addresses'], attention: { code: 'eraseNotLet' } },
			]);
		expect(named({ ...stored(number), billingAddress: null })).toEqual([]);
	});

	it('whose people the plan hides are read as not specified, and not sent to Amazon: the missing access is named', async () => {
		await start({ plan: 'Basic' });
		const placed = world.shop.act('placeOrder', {
			lines: [{ sku: 'MUG', quantity: 1 }],
			email: 'ada@shop.example',
			shippingAddress: PERSON,
		});
		pass(minutes(5));
		const id = placed.id.replace(/^.*\//, '');
		const seek = ofShop({
			name: 'Read',
			type: 'n8n-nodes-storebridge.storebridge',
			parameters: { resource: 'order', operation: 'get', orderId: id },
		});
		const read = (await world.run({ nodes: [seek], items: [{ json: {} }] })).outputs('Read')[0] ?? [];
		expect(read[0]?.json).toMatchObject({ personalData: false, number: placed.name });
		for (const field of ['name', 'line1', 'phone']) expect(read[0]?.json['shipping'] ?? {}).not.toHaveProperty(field);
		await world.sandbox.amazon.control('fba/stock', { sellerSku: 'MUG', fulfillable: 100 });
		world.sandbox.amazon.mcf.tellOrdered(placed.name, { MUG: 1 });
		const node = ofShop({
			name: 'MCF',
			type: 'n8n-nodes-storebridge.amazonMultiChannelFulfillment',
			parameters: { operation: 'create' },
			credentials: { amazonSellingPartnerApi: 'Amazon' },
		});
		const result = await world.run({ nodes: [node], items: read });
		const rows = result.outputs('MCF').flat();
		expect(rows).toHaveLength(1);
		expect(JSON.stringify(rows[0]?.json)).toMatch(/not specified. It lacks access to protected customer data/);
		expect(world.rows('sale')).toMatchObject([{ state: 'error', reason_code: 'mcfDoubt' }]);
		expect(world.shop.orders()[0]).toMatchObject({
			tags: ['Needs Attention'],
			note: expect.stringContaining('protected customer data') as unknown,
		});
	});
});
