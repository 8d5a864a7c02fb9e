import { openOrderShop, type OrderShop } from './order-shop';

let shop: OrderShop;

beforeEach(async () => {
	shop = await openOrderShop();
});

describe('what people do', () => {
	const address = { firstName: 'Ada', lastName: 'Lovelace', address1: 'Road 1', city: 'Berlin', zip: '10115', countryCode: 'DE' };

	it('a shopper orders, and stock is committed where it lies', async () => {
		const order = shop.stand.act('placeOrder', {
			lines: [
				{ sku: 'MUG', quantity: 2, taxRate: 0.19 },
				{ sku: 'PLATE', quantity: 1 },
			],
			email: 'ada@example.com',
			shippingAddress: address,
			shipping: { title: 'Standard', price: '4.90' },
			discountCode: { code: 'TEN', percentage: 10 },
		});
		expect(
			await shop.read(
				order.id,
				`displayFinancialStatus email customer { displayName } shippingAddress { name formatted countryCodeV2 }
				totalPriceSet { shopMoney { amount } } totalTaxSet { shopMoney { amount } } shippingLine { title }
				fulfillmentOrders(first: 5) { nodes { status assignedLocation { name } lineItems(first: 5) { nodes { sku totalQuantity } } } }`,
			),
		).toEqual({
			displayFinancialStatus: 'PAID',
			email: 'ada@example.com',
			customer: { displayName: 'Ada Lovelace' },
			shippingAddress: { name: 'Ada Lovelace', formatted: ['Road 1', '10115 Berlin', 'Germany'], countryCodeV2: 'DE' },
			totalPriceSet: { shopMoney: { amount: '44.7' } },
			totalTaxSet: { shopMoney: { amount: '3.8' } },
			shippingLine: { title: 'Standard' },
			fulfillmentOrders: {
				nodes: [
					{ status: 'OPEN', assignedLocation: { name: 'Berlin' }, lineItems: { nodes: [{ sku: 'MUG', totalQuantity: 2 }] } },
					{ status: 'OPEN', assignedLocation: { name: 'Madrid' }, lineItems: { nodes: [{ sku: 'PLATE', totalQuantity: 1 }] } },
				],
			},
		});
		expect(shop.stand.stock()).toEqual({ MUG: { Berlin: 3, Madrid: 9 }, PLATE: { Madrid: 2 } });
		expect(shop.stand.damage()).toEqual([]);
	});

	it('an order that waits for its money is paid', async () => {
		const order = shop.stand.act('placeOrder', { lines: [{ sku: 'MUG' }], email: 'a@b.example', paid: false });
		expect(await shop.read(order.id, 'displayFinancialStatus fullyPaid')).toEqual({ displayFinancialStatus: 'PENDING', fullyPaid: false });
		const paid = await shop.data(
			'mutation ($id: ID!) { orderMarkAsPaid(input: { id: $id }) { order { fullyPaid displayFinancialStatus } userErrors { message } } }',
			{
				id: order.id,
			},
		);
		expect(paid).toEqual({ orderMarkAsPaid: { order: { fullyPaid: true, displayFinancialStatus: 'PAID' }, userErrors: [] } });
		const held = shop.stand.act('placeOrder', { lines: [{ sku: 'MUG' }], authorized: true });
		expect(await shop.read(held.id, 'displayFinancialStatus capturable')).toEqual({
			displayFinancialStatus: 'AUTHORIZED',
			capturable: true,
		});
		shop.stand.act('pay', { id: held.id });
		expect(await shop.read(held.id, 'displayFinancialStatus')).toEqual({ displayFinancialStatus: 'PAID' });
	});

	it('a part is refunded and taken back, then all', async () => {
		const order = shop.stand.act('placeOrder', { lines: [{ sku: 'MUG', quantity: 3 }], email: 'a@b.example' });
		shop.stand.act('refund', { id: order.id, lines: [{ sku: 'MUG', quantity: 1 }], reason: 'broken' });
		expect(
			await shop.read(
				order.id,
				`displayFinancialStatus totalRefundedSet { shopMoney { amount } } lineItems(first: 1) { nodes { quantity currentQuantity unfulfilledQuantity } }
				refunds { note refundLineItems(first: 5) { nodes { quantity restockType lineItem { sku } subtotalSet { shopMoney { amount } } } } }`,
			),
		).toEqual({
			displayFinancialStatus: 'PARTIALLY_REFUNDED',
			totalRefundedSet: { shopMoney: { amount: '10.0' } },
			lineItems: { nodes: [{ quantity: 3, currentQuantity: 2, unfulfilledQuantity: 2 }] },
			refunds: [
				{
					note: 'broken',
					refundLineItems: {
						nodes: [{ quantity: 1, restockType: 'CANCEL', lineItem: { sku: 'MUG' }, subtotalSet: { shopMoney: { amount: '10.0' } } }],
					},
				},
			],
		});
		expect(shop.stand.stock()['MUG']).toEqual({ Berlin: 3, Madrid: 9 });
		shop.stand.act('refund', { id: order.id });
		expect(await shop.read(order.id, 'displayFinancialStatus')).toEqual({ displayFinancialStatus: 'REFUNDED' });
	});

	it('an order is cancelled by a job that takes its time', async () => {
		const order = shop.stand.act('placeOrder', { lines: [{ sku: 'MUG', quantity: 2 }], email: 'a@b.example' });
		const cancel = async (): Promise<unknown> =>
			await shop.data(
				`mutation ($id: ID!) { orderCancel(orderId: $id, reason: INVENTORY, restock: true, refund: true) { job { id done } orderCancelUserErrors { field message code } } }`,
				{ id: order.id },
			);
		const { orderCancel } = (await cancel()) as { orderCancel: { job: { id: string } } };
		expect(orderCancel).toMatchObject({ job: { done: false }, orderCancelUserErrors: [] });
		expect(await shop.read(order.id, 'cancelledAt')).toEqual({ cancelledAt: null });
		expect(await cancel()).toMatchObject({ orderCancel: { orderCancelUserErrors: [{ message: 'Cancellation is already in progress' }] } });
		shop.kernel.clock.advance(2000);
		expect(await shop.data('query ($id: ID!) { job(id: $id) { done } }', { id: orderCancel.job.id })).toEqual({ job: { done: true } });
		expect(
			await shop.read(
				order.id,
				'cancelledAt cancelReason closed displayFinancialStatus currentTotalPriceSet { shopMoney { amount } } fulfillmentOrders(first: 1) { nodes { status } }',
			),
		).toEqual({
			cancelledAt: '2026-11-21T12:00:02Z',
			cancelReason: 'INVENTORY',
			closed: true,
			displayFinancialStatus: 'REFUNDED',
			currentTotalPriceSet: { shopMoney: { amount: '0.0' } },
			fulfillmentOrders: { nodes: [{ status: 'CLOSED' }] },
		});
		expect(shop.stand.stock()['MUG']).toEqual({ Berlin: 5, Madrid: 9 });
		expect(await cancel()).toMatchObject({
			orderCancel: {
				job: null,
				orderCancelUserErrors: [{ field: ['orderId'], message: 'Cannot cancel an order that has already been canceled', code: 'INVALID' }],
			},
		});
	});

	it('an order is edited by the merchant', async () => {
		const order = shop.stand.act('placeOrder', { lines: [{ sku: 'MUG', quantity: 2 }] });
		shop.stand.act('edit', { id: order.id, remove: [{ sku: 'MUG', quantity: 1 }], add: [{ sku: 'PLATE' }] });
		expect(
			await shop.read(
				order.id,
				'edited currentTotalPriceSet { shopMoney { amount } } lineItems(first: 5) { nodes { sku currentQuantity unfulfilledQuantity } }',
			),
		).toEqual({
			edited: true,
			currentTotalPriceSet: { shopMoney: { amount: '30.0' } },
			lineItems: {
				nodes: [
					{ sku: 'MUG', currentQuantity: 1, unfulfilledQuantity: 1 },
					{ sku: 'PLATE', currentQuantity: 1, unfulfilledQuantity: 1 },
				],
			},
		});
		expect(shop.stand.stock()).toEqual({ MUG: { Berlin: 4, Madrid: 9 }, PLATE: { Madrid: 2 } });
	});

	it('a note or tag of people that an app overwrites is damage; one that it adds to is none', async () => {
		const order = shop.stand.act('placeOrder', { lines: [{ sku: 'MUG' }], note: 'Ring twice', tags: ['Fragile'] });
		const update = async (input: unknown): Promise<unknown> =>
			await shop.data('mutation ($input: OrderInput!) { orderUpdate(input: $input) { order { note tags } userErrors { message } } }', {
				input,
			});
		await update({ id: order.id, note: 'Ring twice\nAmazon says no' });
		expect(shop.stand.damage()).toEqual([]);
		expect(await update({ id: order.id, note: 'Amazon says no', tags: ['Needs Attention'] })).toMatchObject({
			orderUpdate: { order: { note: 'Amazon says no', tags: ['Needs Attention'] } },
		});
		expect(shop.stand.damage().map(({ kind }) => kind)).toEqual(['noteReplaced', 'tagsReplaced']);
		expect(await update({ id: 'gid://shopify/Order/1', note: '' })).toMatchObject({
			orderUpdate: { order: null, userErrors: [{ message: 'Order does not exist' }] },
		});
	});
});

describe('an edit of an app', () => {
	it('needs a scope of its own, which Shopify says of the field alone', async () => {
		const { id } = shop.stand.act('placeOrder', { lines: [{ sku: 'MUG', quantity: 3 }] });
		shop.stand.setScopes(['write_orders']);
		const begin = 'mutation ($id: ID!) { orderEditBegin(id: $id) { calculatedOrder { id } } }';
		expect(await shop.graphql(begin, { id })).toMatchObject({
			data: { orderEditBegin: null },
			errors: [{ message: expect.stringContaining('write_order_edits') as string, extensions: { code: 'ACCESS_DENIED' } }],
		});
	});

	it('takes pieces off lines when it is committed', async () => {
		const { id } = shop.stand.act('placeOrder', { lines: [{ sku: 'MUG', quantity: 3 }] });
		const { orderEditBegin } = (await shop.data(
			'mutation ($id: ID!) { orderEditBegin(id: $id) { calculatedOrder { id lineItems(first: 5) { nodes { id quantity } } } userErrors { message } } }',
			{ id },
		)) as { orderEditBegin: { calculatedOrder: { id: string; lineItems: { nodes: { id: string; quantity: number }[] } } } };
		const { calculatedOrder } = orderEditBegin;
		expect(calculatedOrder.lineItems.nodes).toMatchObject([{ quantity: 3 }]);
		await shop.data(
			'mutation ($id: ID!, $line: ID!) { orderEditSetQuantity(id: $id, lineItemId: $line, quantity: 1, restock: true) { userErrors { message } } }',
			{ id: calculatedOrder.id, line: calculatedOrder.lineItems.nodes[0]?.id },
		);
		const lines = 'lineItems(first: 5) { nodes { currentQuantity unfulfilledQuantity } }';
		expect(await shop.read(id, lines)).toEqual({ lineItems: { nodes: [{ currentQuantity: 3, unfulfilledQuantity: 3 }] } });
		const commit = 'mutation ($id: ID!) { orderEditCommit(id: $id, notifyCustomer: false) { userErrors { message } } }';
		expect(await shop.data(commit, { id: calculatedOrder.id })).toEqual({ orderEditCommit: { userErrors: [] } });
		expect(await shop.read(id, lines)).toEqual({ lineItems: { nodes: [{ currentQuantity: 1, unfulfilledQuantity: 1 }] } });
		expect(shop.stand.stock()['MUG']).toEqual({ Berlin: 4, Madrid: 9 });
		expect(await shop.data(commit, { id: calculatedOrder.id })).toMatchObject({
			orderEditCommit: { userErrors: [{ message: 'The calculated order does not exist' }] },
		});
	});
});
