import type { IDataObject } from 'n8n-workflow';
import { minutes, pass } from './time';
import { match, NodeWorld, PACKAGE, saveNode, type Parameters } from './world';

describe('Storebridge: orders', () => {
	let world: NodeWorld;
	beforeEach(async () => {
		world = await NodeWorld.start();
	});
	afterEach(async () => {
		await world.stop();
	});

	const read = async (parameters: Parameters, tool = '') =>
		await world.run({
			nodes: [
				{
					name: 'Read',
					type: `${PACKAGE}.storebridge${tool}`,
					parameters: { resource: 'order', account: 'amazon', ...parameters },
					credentials: { amazonSellingPartnerApi: 'Amazon', wooCommerceStoreApi: 'Store' },
				},
			],
			items: [{}],
		});
	const codesOf = (items: readonly { readonly json: IDataObject }[] | undefined) =>
		(items ?? []).map(({ json }) => (json['attention'] as IDataObject)['code']);

	it('gives an order as it is now, also one that nobody has paid yet, so that Save Order takes it', async () => {
		const [pending, toShip] = [world.order({ status: 'PENDING', hasProceeds: false }), world.order()];
		pass(minutes(5));
		const found = (await read({ operation: 'get', orderId: pending })).outputs('Read');
		expect(found[0]?.map(({ json }) => [json['id'], json['status'], json['personalData']])).toEqual([[pending, 'pending', false]]);
		const [[item] = []] = (await read({ operation: 'get', orderId: toShip, personalData: true })).outputs('Read');
		const saved = await world.run({
			nodes: [match(), saveNode()],
			connections: [{ from: 'Match', to: 'Save' }],
			items: item === undefined ? [] : [item],
		});
		expect(saved.outputs('Save')[0]?.map(({ json }) => (json['saved'] as IDataObject)['action'])).toEqual(['created']);
		expect(world.storeOrders()).toMatchObject([{ transaction_id: toShip, status: 'processing' }]);
		expect(codesOf((await read({ operation: 'get', orderId: '902-0000000-0000000' })).outputs('Read')[1])).toEqual(['noSuchOrder']);
		expect(codesOf((await read({ operation: 'get', orderId: "={{ ' ' }}" })).outputs('Read')[1])).toEqual(['nothingChosen']);
	});

	it('lists what changed or was bought since a time, each once, as many as wanted', async () => {
		const since = new Date(Date.now()).toISOString();
		const ids = Array.from({ length: 120 }, () => world.order({ status: 'PENDING', hasProceeds: false }));
		pass(minutes(5));
		const many = async (parameters: Parameters) =>
			(await read({ operation: 'getAll', since, ...parameters })).outputs('Read')[0]?.map(({ json }) => String(json['id'])) ?? [];
		expect((await many({ returnAll: true })).toSorted()).toEqual(ids.toSorted());
		expect((await many({ returnAll: true, sinceBy: 'purchased' })).toSorted()).toEqual(ids.toSorted());
		expect(await many({ limit: 7 })).toHaveLength(7);
		expect(await many({ since: new Date(Date.now() + minutes(-1)).toISOString() })).toEqual([]);
		expect((await read({ operation: 'getAll', since: 'some day' })).error?.message).toContain('"Since" is not a date');
		// What is no number would be reached by no count.
		for (const limit of ['many', '', 2.5, 0])
			expect((await read({ operation: 'getAll', since, limit })).error?.message).toContain('"Limit" is not a whole number');
	});

	it("gives a store's orders in the same form, and an agent nobody's name", async () => {
		const [[item] = []] = (await read({ operation: 'get', orderId: world.order(), personalData: true }, 'Tool')).outputs('Read');
		expect(item?.json['status']).toBe('unshipped');
		expect(item?.json['shipping']).toBeUndefined();
		const placed = world.store.act('placeOrder', { lines: [{ sku: 'MUG' }], billing: { country: 'DE' } }) as { readonly id?: number };
		const store = { account: 'woocommerce', operation: 'getAll', since: '2020-01-01', returnAll: true };
		expect((await read(store)).outputs('Read')[0]?.map(({ json }) => [json['platform'], json['id']])).toEqual([
			['woocommerce', String(placed.id)],
		]);
	});
});
