import { openShop, type TestShop } from './shop';

let shop: TestShop;
let order: { readonly id: string };

const address = { firstName: 'Ada', address1: 'Road 1', city: 'Berlin', zip: '10115', countryCode: 'DE' };

beforeEach(async () => {
	shop = await openShop({
		locations: [{ name: 'Berlin' }, { name: 'Madrid' }],
		products: [
			{ title: 'Mug', sku: 'MUG', stock: { Berlin: 5 } },
			{ title: 'Plate', sku: 'PLATE', stock: { Madrid: 3 } },
		],
	});
	order = shop.stand.act('placeOrder', {
		lines: [
			{ sku: 'MUG', quantity: 3 },
			{ sku: 'PLATE', quantity: 1 },
		],
		email: 'ada@example.com',
		shippingAddress: address,
	});
});

interface FulfillmentOrder {
	readonly id: string;
	readonly status: string;
	readonly lineItems: { readonly nodes: readonly { readonly id: string; readonly remainingQuantity: number }[] };
}

const open = async (): Promise<readonly FulfillmentOrder[]> => {
	const query = `query ($id: ID!) { order(id: $id) { fulfillmentOrders(first: 10) { nodes { id status lineItems(first: 10) { nodes { id remainingQuantity } } } } } }`;
	const data = (await shop.data(query, { id: order.id })) as { order: { fulfillmentOrders: { nodes: readonly FulfillmentOrder[] } } };
	return data.order.fulfillmentOrders.nodes;
};

const create = `mutation ($fulfillment: FulfillmentInput!) {
	fulfillmentCreate(fulfillment: $fulfillment) {
		fulfillment { id name status displayStatus trackingInfo { company number url } location { name } fulfillmentLineItems(first: 5) { nodes { quantity lineItem { sku } } } }
		userErrors { field message }
	}
}`;

interface Made {
	readonly fulfillment: { readonly id: string } | null;
	readonly userErrors: readonly { readonly field: readonly string[]; readonly message: string }[];
}

const fulfill = async (fulfillment: unknown): Promise<Made> => (await shop.data(create, { fulfillment }))['fulfillmentCreate'] as Made;

const statusOf = async (): Promise<unknown> =>
	(
		(await shop.data('query ($id: ID!) { order(id: $id) { displayFulfillmentStatus } }', { id: order.id }))['order'] as Record<
			string,
			unknown
		>
	)['displayFulfillmentStatus'];

const trackingInfo = { company: 'DHL', number: 'T1', url: 'https://dhl.example/T1' };

describe('fulfillmentCreate', () => {
	it('sends a part, and what is left stays open', async () => {
		const [berlin] = await open();
		const lineId = berlin?.lineItems.nodes[0]?.id;
		const made = await fulfill({
			lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: berlin?.id, fulfillmentOrderLineItems: [{ id: lineId, quantity: 2 }] }],
			trackingInfo,
			notifyCustomer: false,
		});
		expect(made).toEqual({
			fulfillment: {
				id: expect.stringContaining('gid://shopify/Fulfillment/') as string,
				name: '#1001-F1',
				status: 'SUCCESS',
				displayStatus: 'FULFILLED',
				trackingInfo: [trackingInfo],
				location: { name: 'Berlin' },
				fulfillmentLineItems: { nodes: [{ quantity: 2, lineItem: { sku: 'MUG' } }] },
			},
			userErrors: [],
		});
		expect(await statusOf()).toBe('PARTIALLY_FULFILLED');
		expect(
			(await open()).map(({ status, lineItems }) => [status, lineItems.nodes.map(({ remainingQuantity }) => remainingQuantity)]),
		).toEqual([
			['IN_PROGRESS', [1]],
			['OPEN', [1]],
		]);
		expect(shop.stand.shop.buyerMails.map(({ subject }) => subject)).toEqual(['Order #1001 confirmed']);
	});

	it('without lines sends all that is left there', async () => {
		for (const { id } of await open()) await fulfill({ lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: id }] });
		expect(await statusOf()).toBe('FULFILLED');
		expect((await open()).map(({ status }) => status)).toEqual(['CLOSED', 'CLOSED']);
		const levels = [...shop.stand.shop.state.levels.values()];
		expect(levels.map(({ available, committed }) => [available, committed])).toEqual([
			[2, 0],
			[2, 0],
		]);
	});

	it('refuses in recorded words', async () => {
		const [berlin, madrid] = await open();
		const group = (id: string | undefined, lines?: unknown) => ({
			fulfillmentOrderId: id,
			...(lines === undefined ? {} : { fulfillmentOrderLineItems: lines }),
		});
		const messageOf = async (...groups: readonly unknown[]): Promise<string | undefined> =>
			(await fulfill({ lineItemsByFulfillmentOrder: groups })).userErrors[0]?.message;
		const lineId = berlin?.lineItems.nodes[0]?.id;
		expect(await messageOf(group('gid://shopify/FulfillmentOrder/1'))).toBe('Fulfillment order does not exist.');
		expect(await messageOf(group(berlin?.id, [{ id: 'gid://shopify/FulfillmentOrderLineItem/1', quantity: 1 }]))).toBe(
			'Fulfillment order line item does not exist.',
		);
		expect(await messageOf(group(berlin?.id, [{ id: lineId, quantity: 4 }]))).toBe(
			'Invalid fulfillment order line item quantity requested.',
		);
		expect(await messageOf(group(berlin?.id, [{ id: lineId, quantity: 0 }]))).toBe('Quantity must be greater than 0');
		expect(await messageOf(group(berlin?.id), group(madrid?.id))).toMatch(
			/^All fulfillment orders must be assigned to a single location\. Multiple locations with ids \[\d+, \d+\] were found\.$/,
		);
		const other = shop.stand.act('placeOrder', { lines: [{ sku: 'MUG' }] });
		const [theirs] = [...shop.stand.shop.state.fulfillmentOrders.values()].filter(({ orderId }) => orderId === other.id);
		expect(await messageOf(group(berlin?.id), group(theirs?.id))).toContain('All fulfillment orders must belong to the same order.');
		await fulfill({ lineItemsByFulfillmentOrder: [group(berlin?.id)] });
		expect(await messageOf(group(berlin?.id))).toMatch(/^Fulfillment order \d+ has an unfulfillable status= closed\.$/);
	});

	it('of the same parcel twice is damage', async () => {
		const [berlin, madrid] = await open();
		await fulfill({ lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: berlin?.id }], trackingInfo });
		expect(shop.stand.damage()).toEqual([]);
		await fulfill({ lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: madrid?.id }], trackingInfo });
		expect(shop.stand.damage()).toMatchObject([{ kind: 'doubleFulfillment' }]);
	});

	it('needs a scope of fulfillment orders', async () => {
		const [berlin] = await open();
		shop.stand.setScopes(['write_orders']);
		const answer = await shop.graphql(create, { fulfillment: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: berlin?.id }] } });
		expect(answer).toMatchObject({ data: { fulfillmentCreate: null }, errors: [{ extensions: { code: 'ACCESS_DENIED' } }] });
		expect(answer.errors[0]?.message).toContain('`write_merchant_managed_fulfillment_orders` access scope');
	});
});

describe('afterwards', () => {
	it('a parcel gets another number, and the buyer hears of it only where it is asked for', async () => {
		const [berlin] = await open();
		const { fulfillment } = await fulfill({ lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: berlin?.id }], trackingInfo });
		const update = `mutation ($id: ID!, $info: FulfillmentTrackingInput!, $notify: Boolean) { fulfillmentTrackingInfoUpdate(fulfillmentId: $id, trackingInfoInput: $info, notifyCustomer: $notify) {
			fulfillment { trackingInfo { number } } userErrors { field message } } }`;
		expect(await shop.data(update, { id: fulfillment?.id, info: { numbers: ['A', 'B'] } })).toEqual({
			fulfillmentTrackingInfoUpdate: { fulfillment: { trackingInfo: [{ number: 'A' }, { number: 'B' }] }, userErrors: [] },
		});
		expect(shop.stand.shop.buyerMails).toHaveLength(1);
		await shop.data(update, { id: fulfillment?.id, info: { number: 'C' }, notify: true });
		expect(shop.stand.shop.buyerMails).toHaveLength(2);
		expect(await shop.data(update, { id: 'gid://shopify/Fulfillment/1', info: {} })).toMatchObject({
			fulfillmentTrackingInfoUpdate: { userErrors: [{ field: ['fulfillmentId'], message: 'Fulfillment does not exist.' }] },
		});
	});

	it('a parcel is taken back, twice without harm, and its pieces are to be sent again', async () => {
		const [berlin] = await open();
		const { fulfillment } = await fulfill({ lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: berlin?.id }] });
		const cancel = 'mutation ($id: ID!) { fulfillmentCancel(id: $id) { fulfillment { status displayStatus } userErrors { message } } }';
		for (let time = 0; time < 2; time += 1)
			expect(await shop.data(cancel, { id: fulfillment?.id })).toEqual({
				fulfillmentCancel: { fulfillment: { status: 'CANCELLED', displayStatus: 'CANCELED' }, userErrors: [] },
			});
		expect((await open())[0]).toMatchObject({ status: 'OPEN', lineItems: { nodes: [{ remainingQuantity: 3 }] } });
		expect(await statusOf()).toBe('UNFULFILLED');
	});

	it('an order that was sent is not cancelled', async () => {
		shop.stand.act('fulfill', { id: order.id, trackingNumber: 'M1' });
		expect(await statusOf()).toBe('FULFILLED');
		const cancel = `mutation ($id: ID!) { orderCancel(orderId: $id, reason: OTHER, restock: false) { orderCancelUserErrors { message } } }`;
		expect(await shop.data(cancel, { id: order.id })).toEqual({
			orderCancel: { orderCancelUserErrors: [{ message: 'Cannot cancel an order that has outstanding fulfillments' }] },
		});
	});
});

describe('a hold', () => {
	it('keeps a fulfillment order from being sent until it is released', async () => {
		const [berlin, ...others] = await open();
		const hold = `mutation ($id: ID!) { fulfillmentOrderHold(id: $id, fulfillmentHold: { reason: OTHER, reasonNotes: "wait", handle: "h" }) {
			fulfillmentOrder { status supportedActions { action } fulfillmentHolds { reason displayReason handle heldByRequestingApp } } userErrors { code } } }`;
		expect(await shop.data(hold, { id: berlin?.id })).toEqual({
			fulfillmentOrderHold: {
				fulfillmentOrder: {
					status: 'ON_HOLD',
					supportedActions: [{ action: 'RELEASE_HOLD' }, { action: 'HOLD' }, { action: 'MOVE' }],
					fulfillmentHolds: [{ reason: 'OTHER', displayReason: 'Other', handle: 'h', heldByRequestingApp: true }],
				},
				userErrors: [],
			},
		});
		expect(await shop.data(hold, { id: berlin?.id })).toMatchObject({
			fulfillmentOrderHold: { userErrors: [{ code: 'DUPLICATE_FULFILLMENT_HOLD_HANDLE' }] },
		});
		// "All of the unfulfilled items in this order are on hold", as the schema says.
		expect(await statusOf()).toBe('UNFULFILLED');
		for (const { id } of others) await shop.data(hold, { id });
		expect(await statusOf()).toBe('ON_HOLD');
		expect((await fulfill({ lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: berlin?.id }] })).userErrors[0]?.message).toContain(
			'unfulfillable status= on_hold',
		);
		await shop.data('mutation ($id: ID!) { fulfillmentOrderReleaseHold(id: $id) { userErrors { code } } }', { id: berlin?.id });
		expect((await fulfill({ lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: berlin?.id }] })).userErrors).toEqual([]);
		expect((await shop.graphql(hold, { id: 'gid://shopify/FulfillmentOrder/0' })).errors).toMatchObject([
			{ message: 'Invalid id: gid://shopify/FulfillmentOrder/0', extensions: { code: 'RESOURCE_NOT_FOUND' } },
		]);
	});
});

describe('local pick-up', () => {
	it('is told by the delivery method, at the location of the pick-up', async () => {
		const pickup = shop.stand.act('placeOrder', { lines: [{ sku: 'MUG' }], pickup: 'Madrid' });
		const query = `query ($id: ID!) { order(id: $id) { fulfillmentOrders(first: 5) { nodes { deliveryMethod { methodType } assignedLocation { name location { name } } destination { city } } } } }`;
		expect(await shop.data(query, { id: pickup.id })).toEqual({
			order: {
				fulfillmentOrders: {
					nodes: [
						{
							deliveryMethod: { methodType: 'PICK_UP' },
							assignedLocation: { name: 'Madrid', location: { name: 'Madrid' } },
							destination: null,
						},
					],
				},
			},
		});
	});
});
