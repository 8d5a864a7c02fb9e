import { day, iso, minute, allData } from './caller';
import { callMcf, outbound2020 } from './mcf-caller';

const hour = 60 * minute;
const id = 'ab12-1001-1';

describe('a fulfillment order of 2020-07-01, seen from outside', () => {
	it('is listed by its last change of status, page by page', async () => {
		const amazon = await callMcf();
		for (let number = 0; number < 120; number += 1) {
			await amazon.create({ sellerFulfillmentOrderId: `id-${number}`, displayableOrderId: `n-${number}`, fulfillmentAction: 'Hold' });
			if (number % 20 === 0) amazon.sandbox.clock.advance(10 * 1000);
		}
		const found: string[] = [];
		let nextToken: string | undefined;
		do {
			const { status, body } = await amazon.list(
				nextToken === undefined ? { queryStartDate: iso(amazon.sandbox.clock.now() - day) } : { nextToken },
			);
			expect(status).toBe(200);
			found.push(...body.payload.fulfillmentOrders.map(({ sellerFulfillmentOrderId }) => sellerFulfillmentOrderId));
			nextToken = body.payload.nextToken;
			amazon.sandbox.clock.advance(1000);
		} while (nextToken !== undefined);
		expect(new Set(found).size).toBe(120);
		amazon.sandbox.clock.advance(hour);
		const since = amazon.sandbox.clock.now();
		await amazon.send('PUT', `${outbound2020}/fulfillmentOrders/id-3/cancel`);
		expect(
			(await amazon.list({ queryStartDate: iso(since) })).body.payload.fulfillmentOrders.map((order) => order.sellerFulfillmentOrderId),
		).toEqual(['id-3']);
	});

	it('shows in the Orders API as an FBA order of the channel NON_AMAZON', async () => {
		const amazon = await callMcf();
		await amazon.create();
		const search = async () =>
			(await amazon.search({ lastUpdatedAfter: iso(amazon.sandbox.clock.now() - day), includedData: allData })).body.orders;
		amazon.sandbox.clock.advance(3 * minute);
		expect(await search()).toMatchObject([
			{
				salesChannel: { channelName: 'NON_AMAZON' },
				fulfillment: { fulfilledBy: 'AMAZON', fulfillmentStatus: 'UNSHIPPED' },
				fulfillmentOrders: [{ fulfillmentOrderId: id }],
			},
		]);
		amazon.sandbox.clock.advance(3 * hour);
		expect(await search()).toMatchObject([{ fulfillment: { fulfillmentStatus: 'SHIPPED' } }]);
	});

	it('tells when it was accepted, and counts as a write', async () => {
		const amazon = await callMcf();
		const told: Readonly<Record<string, string>>[] = [];
		amazon.sandbox.events.onEvent(({ text, ids }) => text.startsWith('MCF order accepted') && told.push(ids));
		await amazon.create();
		const [accepted] = amazon.sandbox.amazon.mcf.accepted();
		expect(told).toMatchObject([{ fulfillmentOrderId: id, displayableOrderId: '1001', acceptedWallMs: String(accepted?.acceptedWallMs) }]);
		expect(accepted?.acceptedMs).toBe(amazon.sandbox.clock.now());
		expect(amazon.sandbox.counts()['amazon']).toMatchObject({ writes: 1, byOperation: { createFulfillmentOrder: 1 } });
		expect(JSON.stringify(amazon.sandbox.amazon.state())).not.toContain('Example');
	});

	it('is throttled by the usage plan, and needs the role Amazon Fulfillment', async () => {
		const amazon = await callMcf();
		const statuses: number[] = [];
		for (let call = 0; call < 31; call += 1) statuses.push((await amazon.list()).status);
		expect(statuses.filter((status) => status === 429)).toHaveLength(1);
		await amazon.sandbox.amazon.control('roles', {
			clientId: 'amzn1.application-oa2-client.sandbox',
			roles: ['Inventory and Order Tracking'],
		});
		expect((await amazon.create()).status).toBe(403);
	});

	it('may be made although the answer is lost, or show late', async () => {
		const amazon = await callMcf({ amazon: { mcf: { visibleAfterMs: 5_000 } } });
		amazon.sandbox.faults.add({ standIn: 'amazon', operation: 'createFulfillmentOrder', kind: 'timeoutAfter', times: 1 });
		await expect(amazon.create()).rejects.toThrow('no answer');
		expect((await amazon.get(id)).status).toBe(404);
		expect((await amazon.create()).status).toBe(400);
		amazon.sandbox.clock.advance(5_000);
		expect((await amazon.get(id)).status).toBe(200);
	});
});

describe('damage', () => {
	it('a second order for the same goods of one store order', async () => {
		const amazon = await callMcf();
		await amazon.create();
		await amazon.create({ sellerFulfillmentOrderId: 'ab12-1001-2' });
		expect(amazon.sandbox.damage()['amazon']).toEqual([
			{ kind: 'mcfDuplicate', detail: 'store order 1001: 4 x KNIFE-CHEF sent for 2 ordered, by ab12-1001-1, ab12-1001-2' },
		]);
	});

	it('is none when the first order failed, or left units over', async () => {
		const amazon = await callMcf();
		await amazon.create();
		amazon.sandbox.amazon.mcf.fail(id, 'Unfulfillable');
		await amazon.create({ sellerFulfillmentOrderId: 'ab12-1001-2' });
		amazon.sandbox.amazon.mcf.ship('ab12-1001-2', { quantities: { 7: 1 }, rest: 'unfulfillable' });
		await amazon.create({
			sellerFulfillmentOrderId: 'ab12-1001-3',
			items: [{ sellerSku: 'KNIFE-CHEF', sellerFulfillmentOrderItemId: '7', quantity: 1 }],
		});
		expect(amazon.sandbox.damage()['amazon']).toEqual([]);
	});

	it('goods that the store order does not hold (any more)', async () => {
		const amazon = await callMcf();
		await amazon.sandbox.amazon.control('mcf/expect', { displayableOrderId: '1001', units: { 'KNIFE-CHEF': 0 } });
		await amazon.create();
		expect(amazon.sandbox.damage()['amazon']).toMatchObject([{ kind: 'mcfUnwanted' }]);
	});
});
