import fc from 'fast-check';
import type { FulfillmentRequest } from '../../../../src/domain/fulfillment';
import { checkRequest } from '../../../../src/platforms/amazon/fulfillment/check-request';
import { toCreate2020, toPreview2020 } from '../../../../src/platforms/amazon/fulfillment/from-request-2020';
import { toCreate2026, toPreview2026 } from '../../../../src/platforms/amazon/fulfillment/from-request-2026';
import { describeAgainstModels } from '../../../harness/amazon-models';
import { validatorOf } from '../amazon-model';
import { address, line, request } from './requests';

const full = request({
	comment: 'Thank you!',
	hold: true,
	blankBox: true,
	blockAmazonLogistics: true,
	marketplace: 'A1PA6795UKMFR9',
	notify: ['shop@example.com'],
	speed: 'expedited',
	policy: 'fillAllAvailable',
	lines: [line({ giftMessage: 'Happy birthday!' })],
});

describe('the bodies of 2020-07-01', () => {
	it('say all that was asked', () => {
		expect(toCreate2020(full)).toEqual({
			marketplaceId: 'A1PA6795UKMFR9',
			sellerFulfillmentOrderId: 'a1b2c3-1001-1',
			displayableOrderId: '1001',
			displayableOrderDate: '2026-11-20T08:00:00.000Z',
			displayableOrderComment: 'Thank you!',
			shippingSpeedCategory: 'Expedited',
			destinationAddress: {
				name: 'Jörg Plantedname',
				addressLine1: 'Plantedstreet 7',
				addressLine2: 'Plantedcompany GmbH',
				city: 'Plantedcity',
				stateOrRegion: 'Plantedregion',
				postalCode: 'PLANTED1',
				countryCode: 'DE',
				phone: '+49 555 planted',
			},
			fulfillmentAction: 'Hold',
			fulfillmentPolicy: 'FillAllAvailable',
			notificationEmails: ['shop@example.com'],
			featureConstraints: [
				{ featureName: 'BLANK_BOX', featureFulfillmentPolicy: 'Required' },
				{ featureName: 'BLOCK_AMZL', featureFulfillmentPolicy: 'Required' },
			],
			items: [{ sellerSku: 'TEE-RED-M', sellerFulfillmentOrderItemId: '17', quantity: 2, giftMessage: 'Happy birthday!' }],
		});
	});

	it('ask for no mails and nothing special by default; the required comment repeats the number', () => {
		const body = toCreate2020(request());
		expect(body).toMatchObject({
			displayableOrderComment: '1001',
			fulfillmentAction: 'Ship',
			fulfillmentPolicy: 'FillOrKill',
			shippingSpeedCategory: 'Standard',
		});
		expect(Object.keys(body)).not.toEqual(expect.arrayContaining(['notificationEmails']));
		expect(Object.keys(body)).not.toEqual(expect.arrayContaining(['featureConstraints']));
	});
});

it('the bodies of 2026-07-04 say the same in its words', () => {
	expect(toCreate2026(full)).toEqual({
		orderId: 'a1b2c3-1001-1',
		origin: { countryCode: 'DE' },
		destination: { deliveryAddress: expect.objectContaining({ name: 'Jörg Plantedname', email: 'shop@example.com' }) as object },
		fulfillmentConfiguration: {
			serviceLevel: { serviceTiers: ['EXPEDITED'] },
			action: 'HOLD',
			policy: 'FILL_ALL_AVAILABLE',
			services: {
				packaging: {
					packagingOption: 'UNBRANDED',
					packingSlip: { templateAttributes: { orderId: '1001', orderTime: '2026-11-20T08:00:00.000Z', orderText: 'Thank you!' } },
				},
				additional: { blockAMZL: 'REQUIRED' },
			},
		},
		lineItems: [
			{
				lineItemId: '17',
				product: { productIdentifier: { amazonSku: 'TEE-RED-M' } },
				amount: { unit: 'EACHES', value: '2' },
				fulfillmentConfiguration: { services: { packaging: { packingSlip: { templateAttributes: { giftMessage: 'Happy birthday!' } } } } },
			},
		],
	});
	expect(toCreate2026(request())).not.toHaveProperty('fulfillmentConfiguration.services');
});

it('puts the city of Japan where Japan has it, and keeps all street lines', () => {
	expect(
		toCreate2020(request({ address: address({ country: 'JP', city: 'Chiyoda', line1: '1-1', line2: 'B', line3: 'C' }) })),
	).toMatchObject({
		destinationAddress: { addressLine1: 'Chiyoda 1-1', addressLine2: 'B', addressLine3: 'C, Plantedcompany GmbH' },
	});
	expect(toCreate2020(request({ address: address({ country: 'JP' }) }))).not.toHaveProperty('destinationAddress.city');
});

describeAgainstModels('every fulfillment request that passes our check', () => {
	const checks = [
		['fulfillment-outbound-2020-07-01.json', 'CreateFulfillmentOrderRequest', toCreate2020],
		['fulfillment-outbound-2020-07-01.json', 'GetFulfillmentPreviewRequest', toPreview2020],
		['fulfillment-outbound-2026-07-04.json', 'CreateOrderRequest', toCreate2026],
		['fulfillment-outbound-2026-07-04.json', 'GetOrderPreviewRequest', toPreview2026],
	] as const;

	// Lengths reach one past the limit, so that a check that lets too much through shows.
	const text = fc.constantFrom('Straße 1', 'x'.repeat(50), undefined);
	const least = (minLength: number, maxLength: number) =>
		fc.oneof(fc.string({ minLength, maxLength: minLength + 5 }), fc.string({ minLength: maxLength - 1, maxLength }));
	const requests: fc.Arbitrary<FulfillmentRequest> = fc
		.record({
			id: fc.stringMatching(/^[A-Za-z0-9-]{39,41}$/),
			displayId: least(1, 41),
			comment: least(0, 751),
			there: fc.record({
				company: text,
				line2: text,
				line3: text,
				phone: fc.constantFrom('1', undefined),
				country: fc.constantFrom('DE', 'at', 'CH'),
			}),
			lines: fc.uniqueArray(
				fc.record({ id: least(1, 51), sku: least(1, 51), quantity: fc.integer({ min: 1, max: 50 }), giftMessage: least(0, 513) }),
				{
					selector: ({ id }) => id,
					minLength: 1,
					maxLength: 2,
				},
			),
			speed: fc.constantFrom('standard', 'expedited', 'priority'),
			policy: fc.constantFrom('fillOrKill', 'fillAll', 'fillAllAvailable'),
			hold: fc.boolean(),
			blankBox: fc.boolean(),
			blockAmazonLogistics: fc.boolean(),
			notify: fc.array(fc.string({ maxLength: 20 }), { maxLength: 2 }),
		})
		.map(({ there, ...rest }) => {
			const given = Object.fromEntries(Object.entries(there).filter(([, value]) => value !== undefined));
			return request({
				...(rest as Partial<FulfillmentRequest>),
				address: { name: 'Plantedname', line1: 'Plantedstreet 7', city: 'Plantedcity', postcode: 'PLANTED1', ...given },
			});
		});

	it.each(checks)('%s %s', (file, definition, build) => {
		const validate = validatorOf(file, definition);
		fc.assert(
			fc.property(requests, (given) => {
				fc.pre(checkRequest(given, 'eu') === undefined);
				validate(build(given));
				expect(validate.errors ?? []).toEqual([]);
			}),
			{ numRuns: 50 },
		);
	});
});
