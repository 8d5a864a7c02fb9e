import type { OutboundOrder } from '../../../sandbox/amazon/outbound/outbound-wire';
import { day, iso, minute } from './caller';
import { callMcf, mcfRequest, outbound2020, outbound2026, outboundRequest, type McfCaller } from './mcf-caller';

const hour = 60 * minute;
const id = 'ab12-1002-1';

const create = async (amazon: McfCaller, change: Parameters<typeof outboundRequest>[0] = {}) =>
	await amazon.send<{ order?: OutboundOrder; orderId?: string; status?: string }>(
		'POST',
		`${outbound2026}/orders`,
		outboundRequest(change),
	);

const listed = async (amazon: McfCaller, query: Readonly<Record<string, string>>) =>
	await amazon.send<{ orders: OutboundOrder[]; pagination?: { nextToken?: string } }>(
		'GET',
		`${outbound2026}/orders?${new URLSearchParams(query).toString()}`,
	);

describe('a fulfillment order of 2026-07-04', () => {
	it('is the same order as in 2020-07-01, whichever made it', async () => {
		const amazon = await callMcf();
		const slip = { packingSlip: { templateAttributes: { orderId: '1002', orderTime: '2026-11-21T10:00:00Z', orderText: 'Danke' } } };
		const made = await create(amazon, {
			channel: 'WOOCOMMERCE',
			fulfillmentConfiguration: {
				action: 'HOLD',
				policy: 'FILL_ALL_AVAILABLE',
				serviceLevel: { serviceTiers: ['EXPEDITED'] },
				services: { packaging: { packagingOption: 'UNBRANDED', ...slip }, additional: { blockAMZL: 'REQUIRED' } },
			},
		});
		expect(made.status).toBe(200);
		expect(made.body.order).toMatchObject({ orderId: id, channel: 'WOOCOMMERCE', status: 'PROCESSING', origin: { countryCode: 'DE' } });
		expect((await amazon.get(id)).body.payload.fulfillmentOrder).toMatchObject({
			displayableOrderId: '1002',
			displayableOrderComment: 'Danke',
			shippingSpeedCategory: 'Expedited',
			fulfillmentAction: 'Hold',
			fulfillmentPolicy: 'FillAllAvailable',
			featureConstraints: [
				{ featureName: 'BLANK_BOX', featureFulfillmentPolicy: 'Required' },
				{ featureName: 'BLOCK_AMZL', featureFulfillmentPolicy: 'Required' },
			],
		});
		await amazon.create();
		expect((await amazon.getOutbound(mcfRequest().sellerFulfillmentOrderId)).body.order).toMatchObject({
			fulfillmentConfiguration: { action: 'SHIP', policy: 'FILL_OR_KILL', serviceLevel: { serviceTiers: ['STANDARD'] } },
			lineItems: [{ lineItemId: '7', amount: { unit: 'EACHES', value: '2.0' }, cancelledAmount: { unit: 'EACHES', value: '0.0' } }],
		});
		expect((await create(amazon)).status).toBe(400);
		expect(amazon.sandbox.damage()).toEqual({ amazon: [], sandbox: [] });
	});

	it('may be accepted with 202 and its status only', async () => {
		const amazon = await callMcf();
		await amazon.sandbox.amazon.control('mcf/settings', { answersAccepted: true });
		expect(await create(amazon)).toMatchObject({ status: 202, body: { orderId: id, status: 'PROCESSING' } });
	});

	it('carries its tracking in its packages', async () => {
		const amazon = await callMcf();
		await create(amazon, { fulfillmentConfiguration: { services: { additional: { blockAMZL: 'REQUIRED' } } } });
		amazon.sandbox.clock.advance(3 * hour);
		const { order } = (await amazon.getOutbound(id)).body;
		const [shipment] = order.shipments ?? [];
		expect(order.status).toBe('COMPLETE');
		expect(shipment).toMatchObject({
			status: 'SHIPPED',
			packages: [{ status: 'IN_TRANSIT', tracking: { carrier: { carrierCode: 'DHL' } } }],
		});
		expect(shipment?.packages[0]?.shipmentItemIds).toEqual(shipment?.items.map(({ shipmentItemId }) => shipmentItemId));
		amazon.sandbox.amazon.mcf.setParcels(id, 'RETURNED');
		expect((await amazon.getOutbound(id)).body.order.shipments?.[0]?.packages[0]?.status).toBe('UNDELIVERABLE');
		expect(
			(await amazon.send<{ order: OutboundOrder }>('GET', `${outbound2026}/orders/${id}?shipments=EXCLUDE`)).body.order,
		).not.toHaveProperty('shipments');
	});

	it('is released, and cancelled while that is possible, with 202', async () => {
		const amazon = await callMcf();
		await create(amazon, { fulfillmentConfiguration: { action: 'HOLD' } });
		amazon.sandbox.clock.advance(day);
		const release = async () =>
			(await amazon.send('PUT', `${outbound2026}/orders/${id}`, { fulfillmentConfiguration: { action: 'SHIP' } })).status;
		expect([await release(), await release()]).toEqual([202, 400]);
		const cancel = async () => (await amazon.send('PUT', `${outbound2026}/orders/${id}/cancel`)).status;
		expect([await cancel(), await cancel()]).toEqual([202, 400]);
		expect((await amazon.getOutbound(id)).body.order).toMatchObject({
			status: 'CANCELLED',
			lineItems: [{ cancelledAmount: { value: '2.0' } }],
		});
		expect((await amazon.getOutbound('never-made')).status).toBe(404);
	});

	it.each([
		[
			'units that are no whole number',
			{ lineItems: [{ lineItemId: '7', product: { productIdentifier: { amazonSku: 'KNIFE-CHEF' } }, amount: { value: '0.5' } }] },
		],
		['an origin that is no marketplace of the seller', { origin: { countryCode: 'US' } }],
		['PRIORITY outside Canada, India and Mexico', { fulfillmentConfiguration: { serviceLevel: { serviceTiers: ['PRIORITY'] } } }],
		['an unknown policy', { fulfillmentConfiguration: { policy: 'FillAll' } }],
		[
			'a SKU in another case',
			{ lineItems: [{ lineItemId: '7', product: { productIdentifier: { amazonSku: 'Knife-Chef' } }, amount: { value: '1' } }] },
		],
	])('is refused with 400 for %s', async (_what, change) => {
		expect((await create(await callMcf(), change)).status).toBe(400);
	});

	it('is listed by update, page by page, under the same arguments', async () => {
		const amazon = await callMcf();
		for (let number = 0; number < 60; number += 1) {
			await create(amazon, { orderId: `id-${number}` });
			amazon.sandbox.clock.advance(1000);
		}
		const updatedAfter = iso(amazon.sandbox.clock.now() - day);
		const first = await listed(amazon, { updatedAfter, shipments: 'EXCLUDE' });
		const pageToken = first.body.pagination?.nextToken ?? '';
		expect(first.body.orders).toHaveLength(50);
		expect((await listed(amazon, { updatedAfter, pageToken })).status).toBe(400);
		const second = await listed(amazon, { updatedAfter, shipments: 'EXCLUDE', pageToken });
		expect(new Set([...first.body.orders, ...second.body.orders].map(({ orderId }) => orderId)).size).toBe(60);
		expect(second.body.pagination).toBeUndefined();
	});
});

describe('previews', () => {
	it('2020-07-01: fees and dates for each speed, and the units that are not there', async () => {
		const amazon = await callMcf();
		const { destinationAddress: address, items } = mcfRequest();
		const ask = async (body: object) =>
			await amazon.send<{ payload: { fulfillmentPreviews: Record<string, unknown>[] } }>(
				'POST',
				`${outbound2020}/fulfillmentOrders/preview`,
				{ address, items, ...body },
			);
		const all = (await ask({})).body.payload.fulfillmentPreviews;
		expect(all.map(({ shippingSpeedCategory, isFulfillable }) => [shippingSpeedCategory, isFulfillable])).toEqual([
			['Standard', true],
			['Expedited', true],
			['Priority', true],
		]);
		expect(all[0]).toMatchObject({ estimatedFees: [{ amount: { currencyCode: 'EUR', value: '11.90' } }], unfulfillablePreviewItems: [] });
		amazon.sandbox.amazon.mcf.setStock('A1SANDBOXEU', { sellerSku: 'KNIFE-CHEF', fulfillable: 0 });
		expect((await ask({ shippingSpeedCategories: ['Standard'] })).body.payload.fulfillmentPreviews).toMatchObject([
			{ isFulfillable: false, unfulfillablePreviewItems: [{ sellerSku: 'KNIFE-CHEF', quantity: 2, sellerFulfillmentOrderItemId: '7' }] },
		]);
		const bad = (await ask({ address: { ...address, countryCode: 'US' } })).body.payload.fulfillmentPreviews;
		expect(bad[0]).toMatchObject({ isFulfillable: false, orderUnfulfillableReasons: ['InvalidDestinationAddress'] });
		expect((await ask({ shippingSpeedCategories: ['Fast'] })).status).toBe(400);
		expect(amazon.sandbox.amazon.mcf.accepted()).toEqual([]);
	});

	it.each([
		`${outbound2020}/fulfillmentOrders/preview`,
		`${outbound2026}/previews`,
		`${outbound2020}/fulfillmentOrders`,
		`${outbound2026}/orders`,
	])('%s refuses bodies of any other shape with 400', async (path) => {
		const amazon = await callMcf();
		const bodies = [
			'{',
			'null',
			'[]',
			'{}',
			'{"lineItems":[null],"orderId":"x","destination":{}}',
			'{"items":[null],"address":{},"shippingSpeedCategories":"Standard"}',
			'{"lineItems":[{"product":{}}],"orderId":"x","destination":{"deliveryAddress":{}}}',
		];
		const statuses = await Promise.all(bodies.map(async (body) => (await amazon.send('POST', path, body)).status));
		expect(new Set(statuses)).toEqual(new Set([400]));
		expect(amazon.sandbox.damage()).toEqual({ amazon: [], sandbox: [] });
	});

	it('2026-07-04: planned shipments, offers and constraints', async () => {
		const amazon = await callMcf();
		amazon.sandbox.amazon.mcf.setStock('A1SANDBOXEU', { sellerSku: 'KNIFE-CHEF', fulfillable: 1 });
		const { destination, lineItems } = outboundRequest();
		const asked = { destination, lineItems: lineItems.map(({ product, amount }) => ({ product, amount })) };
		const { status, body } = await amazon.send('POST', `${outbound2026}/previews`, asked);
		expect(status).toBe(200);
		expect(body).toMatchObject({
			plannedShipments: [
				{ items: [{ amount: { value: '1.0' } }], offers: [{ estimatedPrice: { totalPrice: { currencyCode: 'EUR', amount: '5.95' } } }] },
			],
			constraints: [{ code: 'ItemQuantityNotAvailable' }],
		});
		expect(amazon.sandbox.damage()['amazon']).toEqual([]);
	});
});
