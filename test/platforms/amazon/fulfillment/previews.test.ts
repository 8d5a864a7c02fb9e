import { createAmazon, type McfApi } from '../../../../src/platforms/amazon';
import { describeAgainstModels } from '../../../harness/amazon-models';
import { exampleOf } from '../amazon-model';
import { connectionTo, surroundings } from '../connections';
import { answering, RawServer } from '../raw-server';
import { line, request } from './requests';

let server: RawServer;
beforeEach(async () => {
	server = await new RawServer().start();
});
afterEach(() => server.stop());

const preview = (api: McfApi, body: unknown, changes: Parameters<typeof request>[0] = {}) => {
	server.answers = [answering(200, body)];
	return createAmazon(connectionTo(server.url), surroundings()).fulfillment(api).preview(request(changes));
};

const fee = (value: string) => ({ name: 'FBAPerUnitFulfillmentFee', amount: { currencyCode: 'EUR', value } });

describeAgainstModels('its examples of previews', () => {
	it.each(['2020-07-01', '2026-07-04'] as const)('of %s are read', async (api) => {
		const operation = api === '2020-07-01' ? 'getFulfillmentPreview' : 'getOrderPreview';
		const [found] = await preview(api, exampleOf(`fulfillment-outbound-${api}.json`, operation), {
			lines: [line({ sku: 'someSku', quantity: 1 })],
		});
		const fees = api === '2020-07-01' ? '19.71' : '4.25';
		expect(found).toMatchObject({ fulfillable: true, speed: 'standard', fees: { amount: fees, currency: 'USD' }, unfulfillable: [] });
	});
});

it('2020-07-01: adds fees, spans arrivals and names what cannot be shipped', async () => {
	const body = {
		payload: {
			fulfillmentPreviews: [
				{ shippingSpeedCategory: 'Expedited', isFulfillable: true, isCODCapable: false, marketplaceId: 'M' },
				{
					shippingSpeedCategory: 'Standard',
					isFulfillable: false,
					isCODCapable: false,
					marketplaceId: 'M',
					estimatedFees: [fee('5.95'), fee('0.10')],
					fulfillmentPreviewShipments: [
						{ earliestArrivalDate: '2026-11-24T08:00:00Z', latestArrivalDate: '2026-11-26T08:00:00Z', fulfillmentPreviewItems: [] },
						{ earliestArrivalDate: '2026-11-23T08:00:00Z', latestArrivalDate: '2026-11-25T08:00:00Z', fulfillmentPreviewItems: [] },
					],
					unfulfillablePreviewItems: [
						{
							sellerSku: 'MUG-BLUE',
							quantity: 1,
							sellerFulfillmentOrderItemId: '18',
							itemUnfulfillableReasons: ['ItemQuantityNotAvailable', 'Plantedname lives here'],
						},
					],
				},
			],
		},
	};
	expect(await preview('2020-07-01', body)).toEqual([
		{
			fulfillable: false,
			speed: 'standard',
			fees: { amount: '6.05', currency: 'EUR' },
			earliestArrival: '2026-11-23T08:00:00.000Z',
			latestArrival: '2026-11-26T08:00:00.000Z',
			unfulfillable: [{ lineId: '18', sku: 'MUG-BLUE', quantity: 1, why: ['ItemQuantityNotAvailable'] }],
		},
	]);
});

it('2020-07-01: a reason of the whole order is one of every line', async () => {
	const one = {
		shippingSpeedCategory: 'Standard',
		isFulfillable: false,
		isCODCapable: false,
		marketplaceId: 'M',
		orderUnfulfillableReasons: ['InvalidDestinationAddress'],
	};
	const [found] = await preview('2020-07-01', { payload: { fulfillmentPreviews: [one] } });
	expect(found?.unfulfillable.map(({ lineId, why }) => [lineId, why])).toEqual([
		['17', ['InvalidDestinationAddress']],
		['18', ['InvalidDestinationAddress']],
	]);
});

it('2026-07-04: what no offer of the speed covers cannot be shipped', async () => {
	const offer = (serviceTier: string, amount: string) => ({
		estimatedPrice: { rollupPrices: [], totalPrice: { currencyCode: 'EUR', amount } },
		fulfillmentConfiguration: {
			serviceLevel: { serviceTier, deliveryInterval: { startTime: '2026-11-23T08:00:00Z', endTime: '2026-11-25T08:00:00Z' } },
		},
	});
	const items = (amazonSku: string, value: string) => [{ productIdentifier: { amazonSku }, amount: { unit: 'EACHES', value } }];
	const body = {
		plannedShipments: [
			{ items: items('TEE-RED-M', '1.0'), offers: [offer('EXPEDITED', '9.00'), offer('STANDARD', '5.95')] },
			{ items: items('MUG-BLUE', '1.0'), offers: [offer('EXPEDITED', '9.00')] },
		],
		constraints: [{ message: 'There is not enough', type: 'ValidationError', code: 'ItemQuantityNotAvailable' }],
	};
	expect(await preview('2026-07-04', body)).toEqual([
		{
			fulfillable: false,
			speed: 'standard',
			fees: { amount: '5.95', currency: 'EUR' },
			earliestArrival: '2026-11-23T08:00:00.000Z',
			latestArrival: '2026-11-25T08:00:00.000Z',
			unfulfillable: [
				{ lineId: '17', sku: 'TEE-RED-M', quantity: 1, why: ['ItemQuantityNotAvailable'] },
				{ lineId: '18', sku: 'MUG-BLUE', quantity: 1, why: ['ItemQuantityNotAvailable'] },
			],
		},
	]);
});
