import { readFileSync } from 'node:fs';
import path from 'node:path';
import { modelValidatorFor } from '../../../sandbox/amazon/models/model-validator';
import type { GetOrderResponse, Order, SearchOrdersResponse } from '../../../sandbox/amazon/orders/order-wire';
import { describeAgainstModels, modelsDirectory } from '../../harness/amazon-models';
import { allData, callAmazon, day, iso } from './caller';

interface Sample<Response> {
	readonly static: readonly { readonly response: Response }[];
}

const sampleOf = <Response>(apiPath: string): Response => {
	const model = JSON.parse(readFileSync(path.join(modelsDirectory ?? '', 'orders-2026-01-01.json'), 'utf8')) as {
		readonly paths: Readonly<
			Record<string, { readonly get: { readonly responses: { readonly 200: { readonly 'x-amzn-api-sandbox': Sample<Response> } } } }>
		>;
	};
	const response = model.paths[apiPath]?.get.responses[200]['x-amzn-api-sandbox'].static[0]?.response;
	if (response === undefined) throw new Error(`The model has no sample for ${apiPath}`);
	return response;
};

/** An account that is shown everything, in the region and at the time of a sample. */
const withSample = async (order: Order, region: 'na' | 'fe') => {
	const amazon = await callAmazon({ startMs: Date.parse(order.lastUpdatedTime) + day, amazon: { defaultAccounts: false } });
	const { accounts, orders } = amazon.sandbox.amazon;
	accounts.addApplication({ clientId: 'sample', clientSecret: 'secret', hidesPersonalData: false });
	accounts.addSeller({ sellerId: 'SAMPLE', region });
	accounts.authorize('sample', 'SAMPLE', 'Atzr|sample');
	await amazon.logIn();
	orders.create({ wire: order });
	return { amazon, host: `sellingpartnerapi-${region}.amazon.com` };
};

describeAgainstModels('the stand-in', () => {
	describe("Amazon's own samples", () => {
		it('getOrder gives the sample order back', async () => {
			const sample = sampleOf<GetOrderResponse>('/orders/2026-01-01/orders/{orderId}');
			const { amazon, host } = await withSample(sample.order, 'na');
			const { status, body } = await amazon.call<GetOrderResponse>(
				`/orders/2026-01-01/orders/${sample.order.orderId}`,
				{ includedData: allData },
				{ host },
			);
			expect(status).toBe(200);
			expect(body).toEqual(sample);
		});

		it('searchOrders gives the sample orders back', async () => {
			const sample = sampleOf<SearchOrdersResponse>('/orders/2026-01-01/orders');
			const [order] = sample.orders;
			if (order === undefined) throw new Error('The sample has no order');
			const { amazon, host } = await withSample(order, 'fe');
			const query = {
				createdAfter: iso(Date.parse(order.createdTime) - day),
				includedData: allData,
				marketplaceIds: order.salesChannel.marketplaceId ?? '',
			};
			const { status, body } = await amazon.call<SearchOrdersResponse>('/orders/2026-01-01/orders', query, { host });
			expect(status).toBe(200);
			expect(body.orders).toEqual(sample.orders);
		});

		it('the validator takes the samples and refuses what the model does not know', () => {
			const validator = modelValidatorFor(modelsDirectory ?? '');
			const sample = sampleOf<GetOrderResponse>('/orders/2026-01-01/orders/{orderId}');
			expect(validator.checkAnswer('getOrder', 200, sample)).toEqual([]);
			expect(validator.checkAnswer('getOrder', 200, { order: { ...sample.order, orderStatus: 'Unshipped' } })).toHaveLength(1);
			expect(validator.checkAnswer('getOrder', 200, { order: { ...sample.order, createdTime: '2024-12-24' } })).toHaveLength(1);
			expect(validator.checkParameters('searchOrders', new URLSearchParams('createdAfter=x&MarketplaceIds=A'))).toHaveLength(1);
		});
	});

	it('every order of the demo world is an order by the model', async () => {
		const amazon = await callAmazon();
		const seeded = amazon.sandbox.seedDemo();
		let token: string | undefined;
		const found: Order[] = [];
		do {
			const { status, body } = await amazon.search({
				lastUpdatedAfter: iso(amazon.sandbox.clock.now() - 3 * day),
				includedData: allData,
				...(token === undefined ? {} : { paginationToken: token }),
			});
			expect(status).toBe(200);
			found.push(...body.orders);
			token = body.pagination?.nextToken;
		} while (token !== undefined);
		expect(found.map(({ orderId }) => orderId).sort()).toEqual(seeded.map(({ wire }) => wire.orderId).sort());
		expect(amazon.sandbox.damage()).toEqual({ amazon: [], sandbox: [] });
	});

	it('a request parameter that Amazon does not know is damage', async () => {
		const amazon = await callAmazon();
		await amazon.search({ lastUpdatedAfter: iso(amazon.sandbox.clock.now() - day), orderStatuses: 'UNSHIPPED' });
		expect(amazon.sandbox.damage()['amazon']).toEqual([
			{ kind: 'modelViolation', detail: 'request: searchOrders has no parameter orderStatuses' },
		]);
	});
});
