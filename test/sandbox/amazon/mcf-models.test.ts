import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { McfRequest, WireMcfResult } from '../../../sandbox/amazon/mcf/mcf-wire';
import { modelValidatorFor } from '../../../sandbox/amazon/models/model-validator';
import type { OutboundOrder, OutboundOrderRequest } from '../../../sandbox/amazon/outbound/outbound-wire';
import { describeAgainstModels, modelsDirectory } from '../../harness/amazon-models';
import { american, callMcf, mcfRequest, outbound2020, outbound2026, outboundRequest, type McfCaller } from './mcf-caller';

interface Model {
	readonly definitions: Readonly<Record<string, { readonly example?: unknown }>>;
	readonly paths: Readonly<
		Record<string, { readonly get: { readonly responses: { readonly 200: { readonly examples: { readonly payload?: unknown } } } } }>
	>;
}

const modelOf = (version: string): Model =>
	JSON.parse(readFileSync(path.join(modelsDirectory ?? '', `fulfillment-outbound-${version}.json`), 'utf8')) as Model;

/** The seller of Amazon's samples sells in the United States. */
const withStock = async (skus: readonly string[]): Promise<McfCaller> => {
	const amazon = await callMcf({}, american);
	for (const sellerSku of skus) amazon.sandbox.amazon.mcf.setStock('A1SANDBOXNA', { sellerSku, fulfillable: 10 });
	return amazon;
};

describeAgainstModels('fulfillment orders of the stand-in', () => {
	describe("Amazon's own samples of fulfillment orders", () => {
		it('2026-07-04: the order of the sample request comes back as it was asked for', async () => {
			const sample = modelOf('2026-07-04').definitions['CreateOrderRequest']?.example as OutboundOrderRequest;
			const amazon = await withStock(sample.lineItems.map(({ product }) => product.productIdentifier.amazonSku));
			const made = await amazon.send<{ order: OutboundOrder }>('POST', `${outbound2026}/orders`, sample);
			expect(made.status).toBe(200);
			expect(made.body.order).toMatchObject(sample);
			expect(made.body.order.status).toBe('PROCESSING');
			const { fulfillmentOrder, fulfillmentOrderItems } = (await amazon.get(sample.orderId)).body.payload;
			expect(fulfillmentOrder).toMatchObject({
				displayableOrderId: 'MyOrder-123',
				displayableOrderDate: '2026-07-01T10:00:00Z',
				displayableOrderComment: 'Thank you for your purchase!',
			});
			expect(fulfillmentOrderItems).toMatchObject([
				{
					sellerSku: 'BOOK-123-HC',
					quantity: 1,
					giftMessage: 'Happy Birthday!',
					displayableComment: 'Item 1 of 2',
					perUnitDeclaredValue: { currencyCode: 'USD', value: '14.99' },
				},
			]);
			expect(amazon.sandbox.damage()).toEqual({ amazon: [], sandbox: [] });
		});

		it('2020-07-01: the sample order comes back but for its status and times', async () => {
			const sample = modelOf('2020-07-01').paths[`${outbound2020}/fulfillmentOrders/{sellerFulfillmentOrderId}`]?.get.responses[200]
				.examples.payload as WireMcfResult;
			const { receivedDate: _received, fulfillmentOrderStatus: _status, statusUpdatedDate: _updated, ...asked } = sample.fulfillmentOrder;
			const items = sample.fulfillmentOrderItems.map(
				({
					sellerSku,
					sellerFulfillmentOrderItemId,
					quantity,
					fulfillmentNetworkSku = '',
					perUnitDeclaredValue = { currencyCode: '', value: '' },
				}) => ({
					sellerSku,
					sellerFulfillmentOrderItemId,
					quantity,
					fulfillmentNetworkSku,
					perUnitDeclaredValue,
				}),
			);
			const amazon = await withStock(items.map(({ sellerSku }) => sellerSku));
			const request: McfRequest = { ...asked, items };
			expect((await amazon.send('POST', `${outbound2020}/fulfillmentOrders`, request)).status).toBe(200);
			const { payload } = (await amazon.get(asked.sellerFulfillmentOrderId)).body;
			expect(payload.fulfillmentOrder).toMatchObject(asked);
			expect(payload.fulfillmentOrderItems.map((item) => ({ ...item, estimatedArrivalDate: '' }))).toEqual(
				sample.fulfillmentOrderItems.map(({ estimatedShipDate: _shipDate, ...item }) => ({ ...item, estimatedArrivalDate: '' })),
			);
			expect(payload).toMatchObject({ returnItems: [], returnAuthorizations: [] });
			expect(amazon.sandbox.damage()).toEqual({ amazon: [], sandbox: [] });
		});
	});

	it('the validator tells the two operations getOrder apart, and refuses what the models do not know', () => {
		const validator = modelValidatorFor(modelsDirectory ?? '');
		expect(validator.checkBody('createFulfillmentOrder', mcfRequest())).toEqual([]);
		expect(validator.checkBody('outbound.createOrder', outboundRequest())).toEqual([]);
		expect(validator.checkBody('createFulfillmentOrder', { ...mcfRequest(), items: undefined })).toHaveLength(1);
		expect(validator.checkBody('cancelFulfillmentOrder', { reason: 'none' })).toHaveLength(1);
		const order = { orderId: 'one', receiveTime: '2026-11-21T12:00:00Z', lineItems: [] };
		expect(validator.checkAnswer('outbound.getOrder', 200, { order })).toEqual([]);
		expect(validator.checkAnswer('getOrder', 200, { order })).not.toEqual([]);
	});

	it('a field that Amazon does not know is damage, in either version', async () => {
		const amazon = await callMcf();
		await amazon.send('POST', `${outbound2020}/fulfillmentOrders`, { ...mcfRequest(), fillPolicy: 'FillAll' });
		await amazon.send('POST', `${outbound2026}/orders`, { ...outboundRequest(), policy: 'FILL_ALL' });
		await amazon.send('GET', `${outbound2026}/orders?nextToken=x`);
		expect(amazon.sandbox.damage()['amazon']?.map(({ kind, detail }) => `${kind} ${detail}`)).toEqual([
			expect.stringContaining('modelViolation request: createFulfillmentOrder body') as string,
			expect.stringContaining('modelViolation request: outbound.createOrder body') as string,
			'modelViolation request: outbound.listOrders has no parameter nextToken',
		]);
	});
});
