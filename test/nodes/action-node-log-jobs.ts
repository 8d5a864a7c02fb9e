import type { IDataObject } from 'n8n-workflow';
import { anything, stored, twice, type Job } from './action-node-job';
import { address, mcfNode, paidOrder } from './paid-order';
import { days, minutes, pass } from './time';
import type { NodeWorld } from './world';

/** An order that Amazon shipped before the days were over in which its people may be named. */
const arrivedLongAgo = async (world: NodeWorld): Promise<void> => {
	await world.runChain(await world.orders({ status: 'SHIPPED' }));
	expect(world.storeOrders()).toHaveLength(1);
	pass(days(31));
};
const isErased = (world: NodeWorld, id: unknown): boolean =>
	stored(world, id)?.meta.some(({ key }) => key === '_storebridge_erased') === true;

const ofLog = (isTrue: Job['isTrue']): Job => ({ items: anything, isTrue, asksNobody: true });

/** Of Order Sync Log, by operation. */
export const LOG_JOBS: Readonly<Record<string, Job>> = {
	digest: { items: anything, isTrue: ({ html }) => typeof html === 'string', asksNobody: true },
	toShip: {
		parameters: { account: 'amazon', which: 'all' },
		items: async (world) => {
			world.order();
			pass(minutes(5));
			return await anything();
		},
		isTrue: ({ needs }) => needs !== undefined,
	},
	list: ofLog(({ state }) => state !== undefined),
	erasePersonalData: {
		parameters: { dryRun: false },
		items: async (world) => {
			await arrivedLongAgo(world);
			return await anything();
		},
		isTrue: ({ action: what, storeOrder }, world) => what !== 'erased' || isErased(world, (storeOrder as IDataObject)['id']),
		count: (world) => [...world.store.records.orders.keys()].filter((id) => isErased(world, id)).length,
	},
	summarize: ofLog(({ reasons }) => Array.isArray(reasons)),
	reattach: { items: anything, onlyThere: true, isTrue: ({ action: what }) => what === 'first' || what === 'unchanged' },
	retry: ofLog(({ retried }) => retried === 0),
	reconcile: {
		outputs: 2,
		items: async (world) => {
			await world.begin();
			world.order();
			pass(minutes(24 * 60));
			return await anything();
		},
		isTrue: ({ id, attention }) => id !== undefined && (attention as IDataObject)['code'] === 'neverSeen',
	},
	markSynced: {
		parameters: { orderIds: '={{ $json.id }}', why: 'entered by hand' },
		items: async (world) => {
			const orders = await world.orders({ items: [{ sku: 'NOPE', quantity: 1, unitPrice: '1.00' }] });
			await world.runChain(orders);
			return twice(orders[0]);
		},
		isTrue: ({ orderId }, world) =>
			world.rows('sale').some((row) => row['order_id'] === orderId && row['state'] === 'synced' && row['reason_code'] === 'markedByHand'),
		count: (world) => world.rows('sale_event').filter((row) => row['reason_code'] === 'markedByHand').length,
		asksNobody: true,
	},
	deleteCancelled: {
		parameters: { orderIds: '={{ $json.id }}' },
		items: async (world) => {
			const orders = await world.orders({
				status: 'CANCELLED',
				hasProceeds: false,
				items: [{ sku: 'MUG', quantity: 0, unitPrice: '12.90' }],
			});
			await world.runChain(orders);
			return twice(orders[0]);
		},
		isTrue: ({ orderId }, world) => world.rows('sale').some((row) => row['order_id'] === orderId && row['state'] === 'deleted'),
		count: (world) => world.rows('sale_event').filter((row) => row['state'] === 'deleted').length,
		asksNobody: true,
	},
	note: {
		items: async (world) => {
			const order = paidOrder(world, undefined, { billing: { ...address, country: 'US', email: 'kim@shop.example' } });
			await world.sandbox.amazon.control('fba/stock', { sellerSku: 'MUG', fulfillable: 100 });
			await world.run({ nodes: [mcfNode({ operation: 'create' })], items: [order] });
			return twice(order);
		},
		onlyThere: true,
		isTrue: ({ notes }) => Array.isArray(notes) && notes.length === 1,
		count: (world) =>
			[...world.store.records.orders.values()].flatMap(({ notes }) => notes).filter(({ note }) => note.includes('Order')).length,
	},
	checkStore: {
		items: async (world) => {
			await world.runChain(await world.orders({}));
			return await anything();
		},
		onlyThere: true,
		isTrue: ({ found }) => found === 'inStore',
	},
};
