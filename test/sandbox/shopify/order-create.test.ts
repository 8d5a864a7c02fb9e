import { eur, oneThing, openOrderShop, type OrderShop } from './order-shop';

let shop: OrderShop;

beforeEach(async () => {
	shop = await openOrderShop();
});

describe('orderCreate', () => {
	it('makes an order with the sums that were recorded for such an input', async () => {
		const id = await shop.made(shop.amazonOrder());
		expect(
			await shop.read(
				id,
				`name displayFinancialStatus displayFulfillmentStatus tags sourceIdentifier sourceName paymentGatewayNames customer { id }
				subtotalPriceSet { shopMoney { amount currencyCode } } totalShippingPriceSet { shopMoney { amount } } totalTaxSet { shopMoney { amount } }
				totalPriceSet { shopMoney { amount } presentmentMoney { amount } } totalOutstandingSet { shopMoney { amount } } totalReceivedSet { shopMoney { amount } }
				lineItems(first: 5) { nodes { title sku quantity requiresShipping originalUnitPriceSet { shopMoney { amount } } taxLines { title rate priceSet { shopMoney { amount } } } } }
				transactions { kind status gateway amountSet { shopMoney { amount } } }`,
			),
		).toEqual({
			name: '#1001',
			displayFinancialStatus: 'PAID',
			displayFulfillmentStatus: 'UNFULFILLED',
			tags: ['Amazon', 'Prime'],
			sourceIdentifier: '902-1234567-1234567',
			sourceName: 'amazon',
			paymentGatewayNames: ['amazon'],
			customer: null,
			subtotalPriceSet: { shopMoney: { amount: '24.0', currencyCode: 'EUR' } },
			totalShippingPriceSet: { shopMoney: { amount: '5.0' } },
			totalTaxSet: { shopMoney: { amount: '2.9' } },
			totalPriceSet: { shopMoney: { amount: '31.9' }, presentmentMoney: { amount: '31.9' } },
			totalOutstandingSet: { shopMoney: { amount: '0.0' } },
			totalReceivedSet: { shopMoney: { amount: '31.9' } },
			lineItems: {
				nodes: [
					{
						title: 'Mug',
						sku: 'MUG',
						quantity: 2,
						requiresShipping: true,
						originalUnitPriceSet: { shopMoney: { amount: '12.0' } },
						taxLines: [{ title: 'VAT', rate: 0.1, priceSet: { shopMoney: { amount: '2.4' } } }],
					},
				],
			},
			transactions: [{ kind: 'SALE', status: 'SUCCESS', gateway: 'amazon', amountSet: { shopMoney: { amount: '31.9' } } }],
		});
	});

	it('says of no payment that there is none, and needs to be told that a line is sent', async () => {
		const id = await shop.made(oneThing);
		expect(
			await shop.read(
				id,
				'displayFinancialStatus totalOutstandingSet { shopMoney { amount } } lineItems(first: 1) { nodes { requiresShipping } }',
			),
		).toEqual({
			displayFinancialStatus: null,
			totalOutstandingSet: { shopMoney: { amount: '10.0' } },
			lineItems: { nodes: [{ requiresShipping: false }] },
		});
	});

	it('takes a discount code over the lines', async () => {
		const line = (amount: string) => ({ title: 'Thing', quantity: 1, priceSet: eur(amount) });
		const id = await shop.made({
			lineItems: [line('10.00'), line('5.00'), line('5.01')],
			discountCode: { itemFixedDiscountCode: { code: 'SAVE5', amountSet: eur('5.00') } },
		});
		expect(await shop.read(id, 'discountCodes totalDiscountsSet { shopMoney { amount } } totalPriceSet { shopMoney { amount } }')).toEqual({
			discountCodes: ['SAVE5'],
			totalDiscountsSet: { shopMoney: { amount: '5.0' } },
			totalPriceSet: { shopMoney: { amount: '15.01' } },
		});
		const state = shop.stand.orders().at(-1);
		expect(state?.lineItems.map(({ totalDiscountSet }) => totalDiscountSet.shopMoney.amount)).toEqual(['2.5', '1.25', '1.25']);
	});

	it('leaves the stock alone, or claims it as it is told', async () => {
		const mug = { lineItems: [{ variantId: shop.variantOf('MUG'), quantity: 2 }] };
		await shop.make(mug);
		expect(shop.stand.stock()['MUG']).toEqual({ Berlin: 5, Madrid: 9 });
		await shop.make(mug, { inventoryBehaviour: 'DECREMENT_OBEYING_POLICY' });
		expect(shop.stand.stock()['MUG']).toEqual({ Berlin: 3, Madrid: 9 });
		const tooMany = { lineItems: [{ variantId: shop.variantOf('PLATE'), quantity: 4 }] };
		expect((await shop.make(tooMany, { inventoryBehaviour: 'DECREMENT_OBEYING_POLICY' })).userErrors).toMatchObject([
			{ code: 'INVENTORY_CLAIM_FAILED' },
		]);
		expect(shop.stand.damage()).toEqual([]);
		await shop.make(tooMany, { inventoryBehaviour: 'DECREMENT_IGNORING_POLICY' });
		expect(shop.stand.stock()['PLATE']).toEqual({ Madrid: -1 });
		expect(shop.stand.damage()).toMatchObject([{ kind: 'oversell' }]);
	});

	it('refuses what Shopify refuses', async () => {
		expect((await shop.make({ lineItems: [] })).userErrors).toEqual([
			{ field: ['order', 'lineItems'], message: 'Line items must have at least one line item', code: 'INVALID' },
		]);
		const lines = oneThing;
		expect(
			(await shop.make({ ...lines, customerId: 'gid://shopify/Customer/1', customer: { toUpsert: { email: 'a@b.example' } } })).userErrors,
		).toMatchObject([{ code: 'REDUNDANT_CUSTOMER_FIELDS' }, { code: 'INVALID' }]);
		expect((await shop.make({ lineItems: [{ quantity: 1 }] })).userErrors).toMatchObject([{ message: "Line items Title can't be blank" }]);
		expect(shop.stand.orders()).toHaveLength(0);
	});

	it('finds the customer by mail, or makes one', async () => {
		const order = (email: string) => ({
			...oneThing,
			customer: { toUpsert: { email, firstName: 'Ada' } },
		});
		const first = await shop.read(await shop.made(order('ada@example.com')), 'email customer { id displayName }');
		const second = await shop.read(await shop.made(order('ADA@example.com')), 'customer { id }');
		expect(first).toMatchObject({ email: 'ada@example.com', customer: { displayName: 'Ada' } });
		expect(second).toEqual({ customer: { id: (first as { customer: { id: string } }).customer.id } });
		expect(await shop.read(await shop.made({ email: 'ada@example.com', ...oneThing }), 'customer { id }')).toEqual({
			customer: null,
		});
	});

	it('takes five a minute on a development store', async () => {
		shop.stand.setSettings({ isDevelopmentStore: true });
		const order = oneThing;
		for (let number = 0; number < 5; number += 1) await shop.made(order);
		expect(await shop.make(order)).toEqual({
			order: null,
			userErrors: [{ field: null, message: 'Too many attempts. Please try again later.', code: null }],
		});
		shop.kernel.clock.advance(60_001);
		await shop.made(order);
	});

	it('mails the buyer only where it is told to, which is damage for an order that an app made', async () => {
		const order = { email: 'x@marketplace.amazon.de', ...oneThing };
		await shop.make(order);
		expect(shop.stand.damage()).toEqual([]);
		await shop.make(order, { sendReceipt: true });
		expect(shop.stand.damage()).toMatchObject([{ kind: 'buyerMail' }]);
	});

	it('makes the same sale twice, which is damage unless one is cancelled', async () => {
		await shop.make(shop.amazonOrder());
		const second = await shop.made(shop.amazonOrder());
		expect(shop.stand.damage()).toEqual([
			{ kind: 'duplicateOrder', detail: 'orders #1001, #1002 share source identifier 902-1234567-1234567' },
		]);
		shop.stand.act('cancel', { id: second });
		expect(shop.stand.damage()).toEqual([]);
	});
});
