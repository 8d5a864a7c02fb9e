import { wireGetOrder, wirePage } from '../../../../src/platforms/amazon/orders/wire';
import { describeAgainstModels } from '../../../harness/amazon-models';
import { samplesOf } from '../amazon-model';
import { ORDERS_MODEL, read, readInvalid } from './reading';
import { breakdown, eur, item, order } from './wire-orders';

describeAgainstModels('its samples of orders', () => {
	it('reads the Japanese one: amounts without decimals, ITEM for all pieces', () => {
		const [sample] = samplesOf(ORDERS_MODEL, 'searchOrders');
		const page = wirePage.parse(sample?.response);
		expect(page.pagination?.nextToken).toBe('2YgYW55IGNhcm5hbCBwbGVhc3VyZS4');
		const read1 = read(page.orders[0]);
		expect(read1).toMatchObject({
			id: '250-1234567-8901234',
			number: '250-1234567-8901234',
			marketplace: 'A1VC38T7YXB528',
			marketplaceName: 'Amazon.co.jp',
			status: 'shipped',
			fulfilledBy: 'amazon',
			origin: 'amazon',
			purchasedAt: '2024-12-25T02:30:00.000Z',
			updatedAt: '2024-12-25T06:45:00.000Z',
			shipBy: { from: '2024-12-25T00:00:00.000Z', to: '2024-12-25T23:59:59.000Z' },
			customer: { name: 'John Smith', email: 'buyer-email@marketplace.amazon.co.jp', registered: false },
			shipping: {
				name: 'John Smith',
				line1: '123 Business Park',
				line2: 'Suite 456',
				city: 'Tokyo',
				postcode: '150-0002',
				country: 'JP',
				kind: 'residential',
			},
			currency: 'JPY',
			programs: ['PRIME', 'prime'],
			charges: [],
			totals: { grand: { amount: '19940', currency: 'JPY' }, computed: { amount: '19940', currency: 'JPY' } },
			delivery: { service: 'STANDARD' },
		});
		expect(read1.lines).toEqual([
			{
				id: '25012345678901',
				sku: 'ECHO-DOT-4-JP-CHARCOAL',
				code: 'B08C1W5N87',
				title: 'Echo Dot (第4世代) スマートスピーカー with Alexa チャコール',
				quantity: 1,
				quantityShipped: 1,
				quantityCancelled: 0,
				unitPrice: { amount: '5980', currency: 'JPY' },
				total: { amount: '5980', currency: 'JPY' },
				discount: { amount: '0', currency: 'JPY' },
				programs: ['TRANSPARENCY'],
				promotions: ['JP-WINTER-SALE-2024'],
				condition: 'NEW',
			},
			expect.objectContaining({
				quantity: 2,
				unitPrice: { amount: '6980', currency: 'JPY' },
				total: { amount: '13960', currency: 'JPY' },
			}),
		]);
		expect(read1.totals.difference).toBeUndefined();
		expect(read1.pricesIncludeTax).toBeUndefined();
	});

	it('reads the Brazilian one: street parts folded, gift message on its line', () => {
		const [sample] = samplesOf(ORDERS_MODEL, 'getOrder');
		const brazilian = read(wireGetOrder.parse(sample?.response).order);
		expect(brazilian).toMatchObject({
			status: 'unshipped',
			fulfilledBy: 'merchant',
			currency: 'BRL',
			totals: { grand: { amount: '299.90' }, computed: { amount: '299.90' } },
			deliverBy: { from: '2024-12-28T00:00:00.000Z', to: '2024-12-31T23:59:59.000Z' },
			lines: [{ gift: { message: 'Feliz Natal! Espero que goste do seu novo alto-falante inteligente!', wrapLevel: 'STANDARD' } }],
		});
		expect(brazilian.shipping).toEqual({
			name: 'Maria Silva Santos',
			line1: 'Rua das Flores, 123',
			line2: 'Apartamento 45',
			line3: 'Vila Madalena',
			city: 'São Paulo',
			region: 'SP',
			postcode: '01234-567',
			country: 'BR',
			phone: '+55 11 98765-4321',
			kind: 'residential',
		});
	});
});

describe('status and kind', () => {
	it.each([
		['PENDING_AVAILABILITY', 'pending'],
		['PENDING', 'pending'],
		['UNFULFILLABLE', 'pending'],
		['UNSHIPPED', 'unshipped'],
		['PARTIALLY_SHIPPED', 'partiallyShipped'],
		['SHIPPED', 'shipped'],
		['CANCELLED', 'cancelled'],
	])('reads %s as %s and keeps the word', (word, status) => {
		expect(read(order({ fulfillment: { fulfillmentStatus: word, fulfilledBy: 'MERCHANT' } }))).toMatchObject({
			status,
			channelStatus: word,
		});
	});

	it('does not guess what a new status or fulfiller means', () => {
		const strange = (fulfillmentStatus: string, fulfilledBy: string) => () =>
			readInvalid(order({ fulfillment: { fulfillmentStatus, fulfilledBy } }));
		expect(strange('TELEPORTED', 'MERCHANT')).toThrow('its fulfillmentStatus is none of');
		expect(strange('SHIPPED', 'DRONE')).toThrow('its fulfilledBy is none of');
	});

	it('gives orders of other shops another origin', () => {
		const other = read(order({ salesChannel: { channelName: 'NON_AMAZON', marketplaceName: 'Non-Amazon DE' } }));
		expect(other).toMatchObject({ origin: 'other', marketplace: 'Non-Amazon DE' });
	});

	it('lets unknown marketplaces pass', () => {
		const far = read(
			order({
				salesChannel: { channelName: 'AMAZON', marketplaceId: 'A9NEW' },
				proceeds: {},
				orderItems: [item({ proceeds: undefined, product: { sellerSku: 'TEE-1' } })],
			}),
		);
		expect(far).toMatchObject({ marketplace: 'A9NEW', currency: 'XXX', totals: { computed: { amount: '0.00' } } });
		expect(far.marketplaceName).toBeUndefined();
	});
});

describe('lines', () => {
	it('leaves out cancelled lines of quantity 0', () => {
		const { lines } = read(order({ orderItems: [item(), item({ orderItemId: '2', quantityOrdered: 0, proceeds: undefined })] }));
		expect(lines.map(({ id }) => id)).toEqual(['11111111111111']);
	});

	it('shares the total where no unit price is told, and multiplies the unit price where no total is told', () => {
		const product = { sellerSku: 'TEE-1' };
		const shared = item({ quantityOrdered: 3, product, proceeds: { breakdowns: [breakdown('ITEM', eur('10.00'))] } });
		expect(read(order({ proceeds: {}, orderItems: [shared] })).lines[0]).toMatchObject({
			unitPrice: { amount: '3.33' },
			total: { amount: '10.00' },
		});
		const priced = item({ quantityOrdered: 3, proceeds: undefined });
		expect(read(order({ proceeds: {}, orderItems: [priced] })).lines[0]).toMatchObject({
			unitPrice: { amount: '20.00' },
			total: { amount: '60.00' },
		});
	});

	it('makes a charge of what a total has beyond its price, a discount of what it lacks', () => {
		const beyond = read(
			order({ proceeds: { grandTotal: eur('24.50') }, orderItems: [item({ proceeds: { proceedsTotal: eur('24.50') } })] }),
		);
		expect(beyond).toMatchObject({ lines: [{ total: { amount: '20.00' } }], charges: [{ kind: 'other', total: { amount: '4.50' } }] });
		const below = read(
			order({ proceeds: { grandTotal: eur('18.00') }, orderItems: [item({ proceeds: { proceedsTotal: eur('18.00') } })] }),
		);
		expect(below).toMatchObject({ lines: [{ total: { amount: '20.00' }, discount: { amount: '2.00' } }], charges: [] });
	});

	it('takes the currency of the marketplace for orders without amounts, and does not check their sums', () => {
		const pending = order({
			salesChannel: { channelName: 'AMAZON', marketplaceId: 'A1VC38T7YXB528' },
			fulfillment: { fulfillmentStatus: 'PENDING', fulfilledBy: 'MERCHANT' },
			proceeds: undefined,
			orderItems: [item({ proceeds: undefined, product: { sellerSku: 'TEE-1', asin: 'B01' } })],
		});
		const { currency, totals, lines } = read(pending);
		expect({ currency, totals }).toEqual({ currency: 'JPY', totals: { computed: { amount: '0', currency: 'JPY' } } });
		expect(lines[0]).toMatchObject({ title: 'B01', unitPrice: { amount: '0' } });
	});

	it('counts no piece as cancelled only because nothing is said of it yet', () => {
		expect(read(order({ orderItems: [item({ quantityOrdered: 3, fulfillment: undefined })] })).lines[0]).toMatchObject({
			quantity: 3,
			quantityShipped: 0,
			quantityCancelled: 0,
		});
	});

	it('reads shipped and cancelled pieces, cancel requests, programs, measures and customisations', () => {
		const full = item({
			quantityOrdered: 5,
			programs: ['SUBSCRIBE_AND_SAVE', 'SOMETHING_NEW'],
			measurement: { unit: 'KILOGRAMS', value: 1.25 },
			product: {
				sellerSku: 'TEE-1',
				condition: { conditionType: 'USED', conditionSubtype: 'VERY_GOOD' },
				customization: { customizedUrl: 'https://example.com/c' },
			},
			proceeds: { proceedsTotal: eur('20.00') },
			fulfillment: { quantityFulfilled: 2, quantityUnfulfilled: 1 },
			cancellation: {
				cancellationRequest: { requester: 'BUYER', cancelReason: 'Ordered by mistake' },
				cancellationExecution: { cancelledBy: 'MERCHANT' },
			},
		});
		const asked = read(order({ orderItems: [full] }));
		expect(asked.lines[0]).toMatchObject({
			quantity: 5,
			quantityShipped: 2,
			quantityCancelled: 2,
			programs: ['SUBSCRIBE_AND_SAVE', 'SOMETHING_NEW'],
			measure: { unit: 'KILOGRAMS', value: '1.25' },
			condition: 'USED VERY_GOOD',
			customization: 'https://example.com/c',
			cancelRequested: { reason: 'Ordered by mistake' },
		});
		expect(asked).toMatchObject({ cancelRequested: { reason: 'Ordered by mistake' } });
		expect(asked.cancelledBy).toBeUndefined();
		const cancelled = read(order({ fulfillment: { fulfillmentStatus: 'CANCELLED', fulfilledBy: 'MERCHANT' }, orderItems: [full] }));
		expect(cancelled.cancelledBy).toBe('merchant');
	});
});

describe('people and parcels', () => {
	const business = order({
		programs: ['AMAZON_BUSINESS', 'PREMIUM'],
		buyer: { buyerName: ' Ana ', buyerEmail: 'a@marketplace.amazon.de', buyerCompanyName: 'Ana GmbH', buyerPurchaseOrderNumber: 'PO-7' },
		recipient: {
			deliveryAddress: {
				name: 'Ana',
				companyName: 'Ana GmbH',
				addressLine1: 'Weg 1',
				addressLine2: '',
				city: 'Wien',
				districtOrCounty: '',
				municipality: 'Wien',
				countryCode: 'at',
				addressType: 'PICKUP_POINT',
			},
			deliveryPreference: {
				dropOffLocation: 'Reception',
				addressInstruction: 'Ring twice',
				deliveryTime: {
					businessHours: [{ dayOfWeek: 'MON', timeWindows: [{ startTime: { hour: 9, minute: 0 }, endTime: { hour: 17, minute: 30 } }] }],
				},
			},
		},
		tax: {
			taxRegistrations: [
				{ entityType: 'BUYER', legalName: 'Ana GmbH', taxRegistrationType: 'VAT', taxRegistrationNumber: 'ATU1' },
				{ entityType: 'MARKETPLACE', legalName: 'Amazon', taxRegistrationType: 'VAT', taxRegistrationNumber: 'LU2' },
			],
		},
		packages: [
			{
				packageReferenceId: '1',
				packageStatus: { status: 'IN_TRANSIT' },
				carrier: 'DHL',
				shippingService: 'Paket',
				shipTime: '2026-11-21T10:00:00Z',
				trackingNumber: 'JD01',
				packageItems: [{ orderItemId: '11111111111111', quantity: 1 }],
			},
		],
	});

	it('reads company, purchase order, pickup point, instructions, tax ids and packages', () => {
		expect(read(business)).toMatchObject({
			customer: { name: 'Ana', company: 'Ana GmbH', purchaseOrder: 'PO-7', registered: false },
			shipping: { company: 'Ana GmbH', line1: 'Weg 1', city: 'Wien', country: 'AT', kind: 'pickupPoint' },
			delivery: { service: 'STANDARD', instructions: 'Reception; Ring twice; MON 09:00-17:30' },
			programs: ['AMAZON_BUSINESS', 'PREMIUM', 'business'],
			taxIds: [
				{ party: 'buyer', type: 'VAT', number: 'ATU1' },
				{ party: 'marketplace', type: 'VAT', number: 'LU2' },
			],
			packages: [
				{
					id: '1',
					carrier: 'DHL',
					service: 'Paket',
					trackingNumber: 'JD01',
					status: 'IN_TRANSIT',
					shippedAt: '2026-11-21T10:00:00.000Z',
					lines: [{ lineId: '11111111111111', quantity: 1 }],
				},
			],
		});
		expect(Object.keys(read(business).shipping ?? {})).not.toContain('line2');
		expect(read(business).shipping?.county).toBeUndefined();
	});

	it('leaves people out when they were not asked for', () => {
		const plain = read(business, { personalData: false });
		expect(plain).toMatchObject({ personalData: false, delivery: { service: 'STANDARD' }, taxIds: [{ party: 'marketplace' }] });
		expect(JSON.stringify(plain)).not.toMatch(/Ana|Weg|Ring|ATU1|Wien/);
	});

	it('reads FBA orders, which name nobody', () => {
		const fba = order({ buyer: {}, recipient: undefined, fulfillment: { fulfillmentStatus: 'SHIPPED', fulfilledBy: 'AMAZON' } });
		const { customer, shipping, fulfilledBy, personalData } = read(fba);
		expect({ customer, shipping, fulfilledBy, personalData }).toEqual({
			customer: undefined,
			shipping: undefined,
			fulfilledBy: 'amazon',
			personalData: true,
		});
	});

	it('builds a Brazilian street from its parts when no line tells it', () => {
		const parts = { streetName: 'Rua A', streetNumber: '9', complement: 'Bloco B', neighborhood: 'Centro' };
		const { shipping } = read(
			order({ recipient: { deliveryAddress: { extendedFields: parts, municipality: 'Recife', countryCode: 'BR' } } }),
		);
		expect(shipping).toEqual({ line1: 'Rua A, 9', line2: 'Bloco B', line3: 'Centro', city: 'Recife', country: 'BR' });
	});

	it('takes null for absent', () => {
		const nulls = { ...order(), buyer: null, packages: null, programs: null, tax: null };
		const { customer, packages, programs } = readInvalid(nulls);
		expect({ customer, packages, programs }).toEqual({ customer: undefined, packages: [], programs: [] });
	});
});
