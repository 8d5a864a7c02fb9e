import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { EngineNode } from '../harness/engine';
import { storeTrigger } from './woocommerce-order-trigger-world';
import { logNode, match, NodeWorld, PACKAGE, saveNode } from './world';

const mcf: EngineNode = {
	name: 'MCF',
	type: `${PACKAGE}.amazonMultiChannelFulfillment`,
	parameters: { operation: 'create' },
	credentials: { amazonSellingPartnerApi: 'Amazon', wooCommerceStoreApi: 'Store' },
};
const confirm: EngineNode = {
	name: 'Confirm',
	type: `${PACKAGE}.confirmShipment`,
	parameters: {},
	credentials: { wooCommerceStoreApi: 'Store' },
};

describe('items that come to a node that they are not for', () => {
	let world: NodeWorld;
	beforeAll(async () => {
		world = await NodeWorld.start();
	});
	afterAll(async () => {
		await world.stop();
	});

	/** The text and code at Needs Attention of each item; nothing else came out, and no platform was written to. */
	const told = async (node: EngineNode, ...items: readonly IDataObject[]): Promise<readonly unknown[]> => {
		const { writes } = world.store.counts();
		const result = await world.run({ nodes: [node], items: items.map((json) => ({ json })) });
		expect(result.error?.message).toBeUndefined();
		const [done, attention] = result.outputs(node.name);
		expect(done).toEqual([]);
		expect(world.store.counts().writes).toBe(writes);
		return (attention ?? []).map(({ json }) => {
			const { code, text } = json['attention'] as IDataObject;
			return [code, text];
		});
	};

	const shopOrder = async (): Promise<IDataObject> => {
		const billing = { first_name: 'Kim', address_1: 'Hauptstrasse 1', city: 'Berlin', postcode: '10115', country: 'DE' };
		world.store.act('placeOrder', { lines: [{ sku: 'MUG' }], billing });
		const sample = await world.run({ nodes: [storeTrigger()], items: [{ json: {} }], mode: 'manual' });
		return sample.outputs('Paid orders')[0]?.[0]?.json ?? {};
	};
	const amazonOrder = async (): Promise<IDataObject> => (await world.orders({}))[0]?.json ?? {};

	it('an order of the shop is never saved in a store, where it is already', async () => {
		const order = await shopOrder();
		const before = world.storeOrders().length;
		const text = expect.stringMatching(
			/^Item 1: This node takes other orders \(this is an order of WooCommerce \(127\.0\.0\.1:\d+\), the node takes orders of Amazon\)$/,
		) as unknown;
		for (const node of [match(), saveNode(), saveNode({ dryRun: true })]) expect(await told(node, order)).toEqual([['otherOrders', text]]);
		expect(world.storeOrders()).toHaveLength(before);
	});

	it('an order of Amazon is not sent to Amazon, and has no parcels for Confirm Shipment', async () => {
		const order = await amazonOrder();
		expect(await told(mcf, order)).toEqual([
			[
				'otherOrders',
				expect.stringMatching(
					/^Item 1: .* \(this is an order of Amazon \(eu:A1SANDBOXEU\), the node takes orders of WooCommerce \(127\.0\.0\.1:\d+\)\)$/,
				),
			],
		]);
		const shipments: IDataObject[] = [];
		expect(await told(confirm, order, { ...order, shipments })).toEqual([
			['invalidShipments', expect.stringMatching(/^Item 1: .* \(this is an order of Amazon \(eu:A1SANDBOXEU\) without "shipments"\)$/)],
			[
				'invalidShipments',
				expect.stringMatching(/^Item 2: .* \(this is an order of Amazon \(.*\), the node takes orders of WooCommerce \(/),
			],
		]);
	});

	it('says what else an item is, or the field that is missing', async () => {
		const { lines: _lines, ...withoutLines } = await amazonOrder();
		const parcels = { number: '1', account: { platform: 'woocommerce', id: 'shop.example' }, id: '1', shipments: [], linePhases: [] };
		const [row] = (await world.run({ nodes: [logNode({ operation: 'summarize' })], items: [{ json: {} }] })).outputs('Log')[0] as [
			INodeExecutionData,
		];
		const log = { source: 'amazon:eu:A1SANDBOXEU', orderId: '902-1', orderNumber: '902-1', state: 'error' };
		const given = [
			{},
			parcels,
			log,
			{ orderId: '7', attention: { code: 'mcfTooLate', text: '', advice: '' } },
			{ id: 7, line_items: [], billing: {} },
			withoutLines,
			row.json,
			{ listingSku: 'A', retried: 0 },
			{ anything: 1 },
		];
		for (const node of [match(), saveNode(), mcf]) {
			const texts = await told(node, ...given);
			expect(texts).toEqual(
				[
					'it is empty',
					'it holds parcels of "Get Updates", which Confirm Shipment takes',
					'it is a row of Order Sync Log: its order is read again by "Retry" there',
					'it comes from "Needs Attention" (mcfTooLate)',
					"it is an order in WooCommerce's own form: WooCommerce Order Trigger gives the form that this node takes",
					'lines is missing',
					'platform is missing',
					'it is the answer of "Link Product"',
					'platform is missing',
				].map((why, index) => ['invalidOrder', `Item ${index + 1}: This item is not an order (${why})`]),
			);
		}
		expect((await told(confirm, log, { id: '1' })).map((entry) => (entry as string[])[1])).toEqual([
			'Item 1: This item holds no shipments of an order of this store (it is a row of Order Sync Log: its order is read again by "Retry" there)',
			'Item 2: This item holds no shipments of an order of this store (account is missing)',
		]);
	});
});
