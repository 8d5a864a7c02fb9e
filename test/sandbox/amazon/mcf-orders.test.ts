import { day, minute } from './caller';
import { callMcf, outbound2020, type McfCaller } from './mcf-caller';

const hour = 60 * minute;
const id = 'ab12-1001-1';

const statusOf = async (amazon: McfCaller, of = id): Promise<string> =>
	(await amazon.get(of)).body.payload.fulfillmentOrder.fulfillmentOrderStatus;

describe('a fulfillment order of 2020-07-01', () => {
	it('goes from New to a delivered parcel as time passes', async () => {
		const amazon = await callMcf();
		expect(await amazon.create()).toMatchObject({ status: 200, body: {} });
		const seen = [await statusOf(amazon)];
		for (const wait of [minute, 5 * minute, 30 * minute, 2 * hour]) {
			amazon.sandbox.clock.advance(wait);
			seen.push(await statusOf(amazon));
		}
		expect(seen).toEqual(['New', 'Received', 'Planning', 'Processing', 'Complete']);
		const { payload } = (await amazon.get(id)).body;
		const parcel = payload.fulfillmentShipments[0]?.fulfillmentShipmentPackage?.[0];
		expect(parcel?.carrierCode).toBe('AMZN_DE');
		expect(payload.fulfillmentShipments[0]?.fulfillmentShipmentItem).toEqual([
			{ sellerSku: 'KNIFE-CHEF', sellerFulfillmentOrderItemId: '7', quantity: 2, packageNumber: parcel?.packageNumber },
		]);
		const track = async () =>
			(
				await amazon.send<{ payload: { currentStatus: string; customerTrackingLink: string } }>(
					'GET',
					`${outbound2020}/tracking?packageNumber=${parcel?.packageNumber ?? ''}`,
				)
			).body.payload;
		expect((await track()).currentStatus).toBe('IN_TRANSIT');
		amazon.sandbox.clock.advance(2 * day);
		expect(await track()).toMatchObject({
			currentStatus: 'DELIVERED',
			customerTrackingLink: expect.stringContaining(parcel?.trackingNumber ?? '?') as string,
		});
		expect(amazon.sandbox.damage()).toEqual({ amazon: [], sandbox: [] });
	});

	it.each([
		[
			'a SKU in another case',
			{ items: [{ sellerSku: 'knife-chef', sellerFulfillmentOrderItemId: '7', quantity: 1 }] },
			'the SellerSKU for Item Id: 7 is invalid.',
		],
		[
			'a SKU that the merchant ships',
			{ items: [{ sellerSku: 'MUG-RED-11', sellerFulfillmentOrderItemId: '8', quantity: 1 }] },
			'the SellerSKU for Item Id: 8 is invalid.',
		],
		['no city', { destinationAddress: { name: 'Jo', addressLine1: 'A 1', postalCode: '1', countryCode: 'DE' } }, 'city'],
		[
			'a country of another region',
			{ destinationAddress: { name: 'Jo', addressLine1: 'A 1', city: 'X', postalCode: '1', countryCode: 'US' } },
			'countryCode',
		],
		['no postcode', { destinationAddress: { name: 'Jo', addressLine1: 'A 1', city: 'X', countryCode: 'DE' } as never }, 'postalCode'],
		[
			'a name too long',
			{ destinationAddress: { name: 'J'.repeat(51), addressLine1: 'A 1', city: 'X', postalCode: '1', countryCode: 'DE' } },
			'name',
		],
		['an id too long', { sellerFulfillmentOrderId: 'x'.repeat(41) }, 'sellerFulfillmentOrderId'],
		['a comment too long', { displayableOrderComment: 'x'.repeat(751) }, 'displayableOrderComment'],
		[
			'101 lines',
			{
				items: Array.from({ length: 101 }, (_, line) => ({
					sellerSku: 'KNIFE-CHEF',
					sellerFulfillmentOrderItemId: String(line),
					quantity: 1,
				})),
			},
			'items',
		],
		['251 units', { items: [{ sellerSku: 'KNIFE-CHEF', sellerFulfillmentOrderItemId: '7', quantity: 251 }] }, 'quantity'],
		['half a unit', { items: [{ sellerSku: 'KNIFE-CHEF', sellerFulfillmentOrderItemId: '7', quantity: 1.5 }] }, 'quantity'],
		['an unknown marketplace', { marketplaceId: 'ATVPDKIKX0DER' }, 'marketplaceId'],
	])('is refused with 400 for %s', async (_what, change, text) => {
		const amazon = await callMcf();
		const { status, body } = await amazon.create(change);
		expect(status).toBe(400);
		expect(body.errors?.[0]).toMatchObject({ code: 'InvalidInput', message: expect.stringContaining(text) as string });
		expect(amazon.sandbox.amazon.mcf.accepted()).toEqual([]);
	});

	it('is refused under an id that was used before, whatever became of it', async () => {
		const amazon = await callMcf();
		await amazon.create();
		amazon.sandbox.amazon.mcf.fail(id, 'Cancelled');
		const again = await amazon.create();
		expect(again.status).toBe(400);
		expect(again.body.errors?.[0]?.message).toContain('already exists');
		expect((await amazon.get('never-made')).status).toBe(404);
	});

	it('can be cancelled until picking begins, and gives its stock back', async () => {
		const amazon = await callMcf();
		const units = () => amazon.sandbox.amazon.mcf.stock.find('A1SANDBOXEU', 'KNIFE-CHEF')?.fulfillable;
		await amazon.create();
		expect(units()).toBe(9_998);
		const cancel = async (of: string) => (await amazon.send('PUT', `${outbound2020}/fulfillmentOrders/${of}/cancel`)).status;
		amazon.sandbox.clock.advance(minute);
		expect(await cancel(id)).toBe(200);
		expect(await statusOf(amazon)).toBe('Cancelled');
		expect(units()).toBe(10_000);
		expect(await cancel(id)).toBe(400);
		await amazon.create({ sellerFulfillmentOrderId: 'late', displayableOrderId: '1002' });
		amazon.sandbox.clock.advance(hour);
		expect(await cancel('late')).toBe(400);
	});

	it('on hold keeps its stock, ships once released, and is cancelled after 14 days', async () => {
		const amazon = await callMcf();
		const release = async (of: string) =>
			(await amazon.send('PUT', `${outbound2020}/fulfillmentOrders/${of}`, { fulfillmentAction: 'Ship' })).status;
		await amazon.create({ fulfillmentAction: 'Hold' });
		await amazon.create({ sellerFulfillmentOrderId: 'dies', displayableOrderId: '1002', fulfillmentAction: 'Hold' });
		amazon.sandbox.clock.advance(10 * day);
		expect(await statusOf(amazon)).toBe('Received');
		expect(await release(id)).toBe(200);
		expect(await release(id)).toBe(400);
		amazon.sandbox.clock.advance(4 * day);
		expect(await statusOf(amazon)).toBe('Complete');
		expect(await statusOf(amazon, 'dies')).toBe('Cancelled');
		expect(amazon.sandbox.amazon.mcf.stock.find('A1SANDBOXEU', 'KNIFE-CHEF')).toMatchObject({ fulfillable: 9_998, reserved: 0 });
	});

	it.each([
		['FillOrKill', 'Invalid', 0, 0],
		['FillAllAvailable', 'CompletePartialled', 3, 2],
		['FillAll', 'CompletePartialled', 3, 2],
	] as const)('with too little stock under %s ends as %s', async (fulfillmentPolicy, end, shipped, unfulfillable) => {
		const amazon = await callMcf();
		amazon.sandbox.amazon.mcf.setStock('A1SANDBOXEU', { sellerSku: 'KNIFE-CHEF', fulfillable: 3 });
		await amazon.create({ fulfillmentPolicy, items: [{ sellerSku: 'KNIFE-CHEF', sellerFulfillmentOrderItemId: '7', quantity: 5 }] });
		amazon.sandbox.clock.advance(3 * hour);
		expect(await statusOf(amazon)).toBe(fulfillmentPolicy === 'FillAll' ? 'Processing' : end);
		amazon.sandbox.clock.advance(day);
		const { payload } = (await amazon.get(id)).body;
		expect(payload.fulfillmentOrder.fulfillmentOrderStatus).toBe(end);
		expect(payload.fulfillmentOrderItems[0]).toMatchObject({ unfulfillableQuantity: unfulfillable });
		expect(amazon.sandbox.amazon.mcf.accepted()[0]?.lines[0]?.shipped).toBe(shipped);
	});

	it('under FillAll ships the rest when stock comes', async () => {
		const amazon = await callMcf();
		const { mcf } = amazon.sandbox.amazon;
		mcf.setStock('A1SANDBOXEU', { sellerSku: 'KNIFE-CHEF', fulfillable: 1 });
		await amazon.create({ fulfillmentPolicy: 'FillAll' });
		amazon.sandbox.clock.advance(3 * hour);
		expect(await statusOf(amazon)).toBe('Processing');
		mcf.setStock('A1SANDBOXEU', { sellerSku: 'KNIFE-CHEF', fulfillable: 10 });
		amazon.sandbox.clock.advance(3 * hour);
		expect(await statusOf(amazon)).toBe('Complete');
		expect((await amazon.get(id)).body.payload.fulfillmentShipments).toHaveLength(2);
	});

	it.each(['Invalid', 'Unfulfillable', 'Cancelled'] as const)(
		'of a SKU that makes orders %s turns so after it was accepted',
		async (outcome) => {
			const amazon = await callMcf();
			amazon.sandbox.amazon.mcf.setStock('A1SANDBOXEU', { sellerSku: 'KNIFE-CHEF', fulfillable: 5, outcome });
			expect((await amazon.create()).status).toBe(200);
			amazon.sandbox.clock.advance(day);
			expect(await statusOf(amazon)).toBe(outcome);
			expect((await amazon.get(id)).body.payload.fulfillmentShipments).toEqual([]);
		},
	);

	it('moves by control: progress, parts, several packages, delivery', async () => {
		const amazon = await callMcf();
		const control = async (action: string, body: unknown) => await amazon.sandbox.amazon.control(action, body);
		await amazon.create({
			items: [
				{ sellerSku: 'KNIFE-CHEF', sellerFulfillmentOrderItemId: '7', quantity: 3 },
				{ sellerSku: 'SOAP-OLIVE', sellerFulfillmentOrderItemId: '8', quantity: 1 },
			],
		});
		for (let step = 0; step < 3; step += 1) await control('mcf/progress', {});
		expect(await statusOf(amazon)).toBe('Processing');
		await control('mcf/ship', { id, quantities: { 7: 2 }, carrierCode: 'DHL', trackingNumber: 'T1', packages: 2 });
		expect(await statusOf(amazon)).toBe('Processing');
		await control('mcf/ship', { id, quantities: { 8: 1 }, rest: 'cancelled' });
		const { payload } = (await amazon.get(id)).body;
		expect(payload.fulfillmentOrder.fulfillmentOrderStatus).toBe('CompletePartialled');
		expect(payload.fulfillmentOrderItems.map(({ cancelledQuantity }) => cancelledQuantity)).toEqual([1, 0]);
		expect(payload.fulfillmentShipments.map(({ fulfillmentShipmentPackage }) => fulfillmentShipmentPackage?.length)).toEqual([2, 1]);
		await control('mcf/deliver', { id, status: 'UNDELIVERABLE' });
		const packageNumber = payload.fulfillmentShipments[0]?.fulfillmentShipmentPackage?.[0]?.packageNumber ?? 0;
		expect(
			(await amazon.send<{ payload: { currentStatus: string } }>('GET', `${outbound2020}/tracking?packageNumber=${packageNumber}`)).body
				.payload.currentStatus,
		).toBe('UNDELIVERABLE');
	});

	it('that failed in part is complete in part', async () => {
		const amazon = await callMcf();
		await amazon.create();
		amazon.sandbox.amazon.mcf.ship(id, { quantities: { 7: 1 } });
		amazon.sandbox.amazon.mcf.fail(id, 'Unfulfillable');
		const { payload } = (await amazon.get(id)).body;
		expect(payload.fulfillmentOrder.fulfillmentOrderStatus).toBe('CompletePartialled');
		expect(payload.fulfillmentOrderItems[0]?.unfulfillableQuantity).toBe(1);
		expect(amazon.sandbox.amazon.mcf.stock.find('A1SANDBOXEU', 'KNIFE-CHEF')).toMatchObject({ fulfillable: 9_999, reserved: 0 });
	});

	it('has a package number of its own, also when the sandbox was made faster in between', async () => {
		const amazon = await callMcf();
		await amazon.create();
		amazon.sandbox.amazon.mcf.ship(id, { quantities: { 7: 1 } });
		await amazon.sandbox.amazon.control('mcf/settings', { times: { new: 0, received: 0, planning: 0, processing: 1000 } });
		amazon.sandbox.clock.advance(1000);
		const numbers = (await amazon.get(id)).body.payload.fulfillmentShipments.map(
			({ fulfillmentShipmentPackage }) => fulfillmentShipmentPackage?.[0]?.packageNumber,
		);
		expect(numbers).toHaveLength(2);
		expect(new Set(numbers).size).toBe(2);
	});
});
