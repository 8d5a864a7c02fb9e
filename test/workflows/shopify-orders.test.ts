import { minutes, pass } from '../nodes/time';
import { doneIn, idOf, ShopWorkflows, toldIn } from './shop-workflows';

let shop: ShopWorkflows;
beforeEach(async () => {
	shop = await ShopWorkflows.start();
});
afterEach(async () => {
	await shop.world.stop();
});

describe('the template "Save Amazon orders in Shopify"', () => {
	const [FILE, TRIGGER] = ['amazon-orders-to-shopify.json', 'New Amazon orders'];
	beforeEach(async () => {
		await shop.poll(FILE, TRIGGER);
		pass(minutes(1));
	});

	it('saves each order once, with its pieces and without its buyer as a customer, and tells the rest', async () => {
		const { world } = shop;
		const id = world.order({ items: [{ sku: 'MUG', quantity: 2, unitPrice: '12.90' }] });
		world.order({ items: [{ sku: 'NOPE', quantity: 1, unitPrice: '1.00' }] });
		const first = await shop.next(FILE, TRIGGER);
		expect([first?.error, toldIn(first)]).toEqual([undefined, ['lineUnmatched']]);
		expect(first?.outputs('Tell me')[0]).toHaveLength(1);
		expect(world.shop.orders().map(({ sourceIdentifier, tags, email }) => [sourceIdentifier, tags, email])).toEqual([
			[id, ['Amazon.de', 'Storebridge'], null],
		]);
		expect([shop.pieces('MUG'), world.shop.shop.state.customers.size, world.mails.messages()]).toEqual([98, 0, []]);

		world.sandbox.amazon.orders.touch(id);
		const again = await shop.next(FILE, TRIGGER);
		expect(again?.outputs('Saved')[0]).toHaveLength(1);
		expect([world.shop.orders().length, shop.pieces('MUG')]).toEqual([1, 98]);
	});

	it.each(['resetAfter', 'resetBefore', 'http500'] as const)('saves it once where making it ends with %s', async (kind) => {
		const { world } = shop;
		world.fault({ standIn: 'shopify', kind, operation: 'orderCreate', times: 1 });
		const id = world.order();
		await shop.next(FILE, TRIGGER);
		expect(world.sandbox.faults.list()).toMatchObject([{ hits: 1 }]);
		for (let round = 0; round < 3; round += 1) await shop.next(FILE, TRIGGER);
		expect(world.shop.orders().map(({ sourceIdentifier }) => sourceIdentifier)).toEqual([id]);
		expect(shop.pieces('MUG')).toBe(99);
		expect(world.rows('sale')).toMatchObject([{ order_id: id, state: 'synced' }]);
	});
});

describe('the templates "Send paid Shopify orders to Amazon" and "Bring Amazon tracking to Shopify"', () => {
	const [FILE, TRIGGER] = ['shopify-paid-orders-to-amazon.json', 'Paid orders'];
	beforeEach(async () => {
		await shop.world.sandbox.amazon.control('fba/stock', { sellerSku: 'MUG', fulfillable: 100 });
		await shop.poll(FILE, TRIGGER);
		pass(minutes(1));
	});
	const atAmazon = () => shop.world.sandbox.amazon.mcf.accepted();
	const track = async () => await shop.run('amazon-tracking-to-shopify.json', 'Every ten minutes');

	it('has Amazon ship a paid order once, and shows its parcel with carrier and link, without a mail', async () => {
		const { world } = shop;
		const { id, name } = shop.bought();
		world.mails.clear();
		const sent = await shop.next(FILE, TRIGGER);
		expect([sent?.error, doneIn(sent, 'Done', 'mcf'), toldIn(sent)]).toEqual([undefined, ['sent'], []]);
		world.shop.act('note', { id, note: 'Ring twice' });
		await shop.next(FILE, TRIGGER);
		expect(atAmazon().map(({ displayableOrderId }) => displayableOrderId)).toEqual([name]);

		await track();
		for (let state = 0; state < 5; state += 1) world.sandbox.amazon.mcf.progress();
		pass(minutes(10));
		const tracked = await track();
		expect([tracked.error, doneIn(tracked, 'Confirmed', 'confirmed')]).toEqual([undefined, ['written']]);
		const [number = ''] = atAmazon()[0]?.trackingNumbers ?? [];
		const fulfillments = [...world.shop.shop.state.fulfillments.values()];
		expect(fulfillments.map(({ orderId, trackingInfo }) => [orderId, trackingInfo])).toEqual([
			[id, [{ number, company: expect.stringMatching(/\w/), url: expect.stringContaining(number) }]],
		]);
		// Nobody chose to archive it.
		expect(shop.order(id).closedAt).toBeNull();
		expect((await track()).outputs('Ask Amazon').flat()).toEqual([]);
		expect(world.mails.messages()).toEqual([]);
	});

	it('sends one order though the answer was lost, and leaves copies of Amazon orders alone', async () => {
		const { world } = shop;
		world.fault({ standIn: 'amazon', kind: 'resetAfter', operation: 'createFulfillmentOrder', times: 1 });
		await shop.imported();
		shop.bought();
		for (let round = 0; round < 3; round += 1) await shop.next(FILE, TRIGGER);
		expect(world.sandbox.faults.list()).toMatchObject([{ hits: 1 }]);
		expect(atAmazon()).toHaveLength(1);
	});
});

describe('the template "Confirm shipped orders on Amazon" for a Shopify shop', () => {
	const [FILE, TRIGGER] = ['shipped-orders-to-amazon.json', 'Shipped in a Shopify shop'];

	it('tells Amazon of a fulfillment once, proves it, and corrects its number', async () => {
		const { world } = shop;
		await shop.poll(FILE, TRIGGER);
		const { amazon, inShop } = await shop.imported(2);
		world.shop.act('fulfill', { id: inShop.id, trackingCompany: 'Seur', trackingNumber: '06112345678' });
		const first = await shop.next(FILE, TRIGGER);
		expect([first?.error, doneIn(first, 'Done', 'confirmed')]).toEqual([undefined, ['confirmed']]);
		const truth = async (): Promise<unknown> => await world.sandbox.amazon.control('shipments', { orderId: amazon });
		pass(minutes(40));
		expect(await truth()).toMatchObject([{ status: 'SHIPPED', byCall: 1, packages: [{ carrier: 'Seur', trackingNumber: '06112345678' }] }]);
		expect(doneIn(await shop.next(FILE, TRIGGER), 'Done', 'confirmed')).toEqual(['proven']);
		pass(minutes(40));
		expect(await shop.next(FILE, TRIGGER)).toBeUndefined();
	});
});

describe('the template "Keep cancellations the same on both sides" for a Shopify shop', () => {
	const FILE = 'cancellations.json';
	const [IN_SHOP, AT_AMAZON] = ['Cancelled in a Shopify shop', 'Cancelled at Amazon'];
	beforeEach(async () => {
		await shop.poll(FILE, IN_SHOP);
		await shop.poll(FILE, AT_AMAZON);
		pass(minutes(2));
	});

	it('tells of an Amazon order that the shop cancelled, once', async () => {
		const { inShop } = await shop.imported();
		await shop.next(FILE, IN_SHOP);
		shop.world.shop.act('cancel', { id: inShop.id, refund: false });
		const first = await shop.next(FILE, IN_SHOP);
		expect([first?.error, toldIn(first)]).toEqual([undefined, ['cancelledInStore']]);
		expect(shop.order(inShop.id).note).toContain('the buyer still waits for a parcel');
		expect(toldIn(await shop.next(FILE, IN_SHOP))).toEqual([]);
	});

	it('cancels in the shop what is cancelled at Amazon, with its pieces back, and says nothing of its own cancellation', async () => {
		const { amazon, inShop } = await shop.imported();
		await shop.next(FILE, IN_SHOP);
		expect(shop.pieces('MUG')).toBe(99);
		shop.world.sandbox.amazon.orders.cancel(amazon);
		const first = await shop.next(FILE, AT_AMAZON);
		expect([first?.error, toldIn(first), shop.pieces('MUG')]).toEqual([undefined, [], 100]);
		expect(shop.order(inShop.id).cancelledAt).not.toBeNull();
		expect(toldIn(await shop.next(FILE, IN_SHOP))).toEqual([]);
		expect(shop.world.mails.messages()).toEqual([]);
	});

	it('calls off at Amazon what it was to ship for the shop', async () => {
		const paid = ['shopify-paid-orders-to-amazon.json', 'Paid orders'] as const;
		await shop.world.sandbox.amazon.control('fba/stock', { sellerSku: 'MUG', fulfillable: 100 });
		await shop.poll(...paid);
		pass(minutes(1));
		const { id } = shop.bought();
		await shop.next(...paid);
		expect(shop.world.sandbox.amazon.mcf.accepted()).toHaveLength(1);
		await shop.next(FILE, IN_SHOP);
		shop.world.shop.act('cancel', { id });
		const result = await shop.next(FILE, IN_SHOP);
		expect([result?.error, toldIn(result)]).toEqual([undefined, []]);
		// Cancelled, and its money given back.
		expect(result?.outputs('Bought in the shop')[0]?.map(({ json }) => json['id'])).toEqual([idOf({ id }), idOf({ id })]);
		expect(shop.world.sandbox.amazon.mcf.accepted().map(({ status }) => status)).toEqual(['Cancelled']);
	});
});
