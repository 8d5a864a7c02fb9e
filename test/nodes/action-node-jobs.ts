import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { anything, stored, twice, type Job } from './action-node-job';
import { LOG_JOBS } from './action-node-log-jobs';
import { mcfNode, paidOrder } from './paid-order';
import { minutes, pass } from './time';
import { bySku, matchCatalogs, NodeWorld, type Parameters } from './world';

const stock = async (world: NodeWorld): Promise<void> => {
	await world.sandbox.amazon.control('fba/stock', { sellerSku: 'MUG', fulfillable: 100 });
};

const paid = async (world: NodeWorld): Promise<readonly INodeExecutionData[]> => {
	await stock(world);
	return twice(paidOrder(world));
};

/** Paid orders that Amazon took. */
const sent =
	(options: Parameters = {}) =>
	async (world: NodeWorld): Promise<readonly INodeExecutionData[]> => {
		const items = await paid(world);
		await world.run({ nodes: [mcfNode({ operation: 'create', options })], items: items.slice(1) });
		expect(world.sandbox.amazon.mcf.accepted()).toHaveLength(1);
		pass(minutes(1));
		return items;
	};

/** Parcels that left, as Get Updates gives them out. */
const shipped = async (world: NodeWorld): Promise<readonly INodeExecutionData[]> => {
	await sent()(world);
	for (let state = 0; state < 5; state += 1) world.sandbox.amazon.mcf.progress();
	pass(minutes(1));
	const updates = await world.run({ nodes: [mcfNode({ operation: 'getUpdates' })], items: [{}] });
	return twice(updates.outputs('MCF')[0]?.[0]);
};

const atAmazon = (world: NodeWorld) => world.sandbox.amazon.mcf.accepted();
const action = (json: IDataObject): unknown => (json['mcf'] as IDataObject | undefined)?.['action'];

/** A pack that a person linked. */
const linked = async (world: NodeWorld): Promise<void> => {
	await world.run({ nodes: [matchCatalogs({ operation: 'link', listing: bySku('MUG-3PACK'), product: bySku('MUG') })], items: [{}] });
	expect(world.rows('link')).toHaveLength(1);
};

const AMOUNT = 7;
const pushed = (json: Record<string, unknown> = { sku: 'MUG', quantity: AMOUNT }) => twice({ json: json as IDataObject });
/** A listing of the merchant's that is linked with its product. */
const listed = async (world: NodeWorld): Promise<void> => {
	world.sandbox.amazon.listings.put({ sku: 'MUG' });
	await world.run({ nodes: [matchCatalogs({ operation: 'link', listing: bySku('MUG'), product: bySku('MUG') })], items: [{}] });
	expect(world.rows('link')).toHaveLength(1);
};
const listedItems = async (world: NodeWorld): Promise<readonly INodeExecutionData[]> => {
	await listed(world);
	return pushed();
};
const listedAnything = async (world: NodeWorld): Promise<readonly INodeExecutionData[]> => {
	await listed(world);
	return await anything();
};

const cancelNode = (parameters: Parameters) => ({ ...mcfNode(parameters, 'cancelAmazonOrder'), name: 'Cancel' });

/** An order of Amazon and its copy in the store, as the store's trigger gives it out. */
const copied = async (world: NodeWorld): Promise<IDataObject> => {
	// Whoever cancels it was asked to by nobody.
	world.wantDamage('cancelledUnasked');
	const id = world.order();
	const { json } = paidOrder(world);
	const [account] = world.sandbox.amazonCredentials();
	pass(minutes(1));
	return await Promise.resolve({ ...json, boughtAs: { account: `amazon:eu:${String(account?.['sellerId'])}`, id } });
};
const standingAtAmazon = (world: NodeWorld, id: unknown): unknown =>
	world.sandbox.amazon.orders.get(String(id))?.fulfillment?.fulfillmentStatus;
/** The copy, packed in the store. */
const packed = async (world: NodeWorld): Promise<readonly INodeExecutionData[]> => {
	const id = world.order();
	const { json } = paidOrder(world);
	const [account] = world.sandbox.amazonCredentials();
	pass(minutes(5));
	const packages = [{ id: 'P1', carrier: 'Seur', trackingNumber: 'S1', phase: 'inTransit', lines: [] }];
	const bought = { account: `amazon:eu:${String(account?.['sellerId'])}`, id };
	return await Promise.resolve(twice({ json: { ...json, packages, boughtAs: bought } }));
};
const parcelsAtAmazon = (world: NodeWorld, id?: unknown) =>
	world.sandbox.amazon.shipments.truth(id === undefined ? undefined : String(id)).flatMap(({ packages }) => packages);
const boughtAs = ({ boughtAs: bought }: IDataObject): unknown => (bought as IDataObject | undefined)?.['id'];

/** By the name of the node and the operation. */
export const JOBS: Readonly<Record<string, Readonly<Record<string, Job>>>> = {
	saveOrder: {
		'': {
			items: async (world) => twice((await world.matchedOrders({}))[0]),
			isTrue: ({ id }, world) => world.storeOrders().some((order) => order['transaction_id'] === id),
			count: (world) => world.storeOrders().length,
			isSale: true,
		},
	},
	saveProduct: {
		upsert: {
			parameters: { homeMarketplace: 'A1PA6795UKMFR9' },
			items: async (world) => {
				world.sandbox.amazon.listings.put({ sku: 'NEW' });
				return await Promise.resolve(twice({ json: { sku: 'NEW' } }));
			},
			isTrue: ({ listingSku, action: what }, world) =>
				what === 'planned' || world.rows('link').some(({ sku, rule }) => sku === listingSku && rule === 'created'),
			count: (world) => (world.store.productBySku('NEW') === undefined ? 0 : 1),
		},
	},
	matchProduct: {
		matchOrderLines: {
			items: async (world) => twice((await world.begunOrders({}))[0]),
			isTrue: ({ lines }) => (lines as IDataObject[]).every(({ product }) => product !== undefined),
			isSale: true,
		},
		link: {
			parameters: { listing: bySku('MUG-3PACK'), product: bySku('MUG') },
			items: anything,
			isTrue: (_json, world) => world.rows('link').length === 1,
			count: (world) => world.rows('link').length,
		},
		linkItems: {
			items: async () => await Promise.resolve(twice({ json: { listingSku: 'MUG-3PACK', productSku: 'MUG', unitsPerListing: '3' } })),
			isTrue: (_json, world) => world.rows('link').length === 1,
			count: (world) => world.rows('link').length,
		},
		list: {
			items: async (world) => {
				await linked(world);
				return await anything();
			},
			onlyThere: true,
			isTrue: ({ listingSku }, world) => world.rows('link').some(({ sku }) => sku === listingSku),
		},
		matchCatalog: {
			items: async (world) => {
				const { listings } = world.sandbox.amazon;
				for (const { sku } of listings.all()) listings.remove(sku);
				listings.put({ sku: 'MUG' });
				return await anything();
			},
			isTrue: ({ matched }, world) => world.rows('link').length === matched,
		},
		unlink: {
			parameters: { listing: bySku('MUG-3PACK') },
			items: async (world) => {
				await linked(world);
				return await anything();
			},
			onlyThere: true,
			isTrue: (_json, world) => world.rows('link').length === 0,
		},
		unlinkAll: {
			parameters: { confirmation: 'UNLINK ALL' },
			items: async (world) => {
				await linked(world);
				return await anything();
			},
			onlyThere: true,
			isTrue: ({ dryRun }, world) => dryRun === true || world.rows('link').length === 0,
		},
	},
	amazonMultiChannelFulfillment: {
		create: {
			items: paid,
			isTrue: ({ id }, world) => atAmazon(world).some(({ displayableOrderId }) => displayableOrderId === id),
			count: (world) => atAmazon(world).length,
			isSale: true,
		},
		preview: {
			items: paid,
			isTrue: (json, world) => action(json) === 'planned' && atAmazon(world).length === 0,
		},
		getUpdates: {
			items: async (world) => {
				await sent()(world);
				return await anything();
			},
			onlyThere: true,
			isTrue: ({ fulfillment }) => fulfillment !== undefined,
		},
		cancel: {
			items: sent(),
			isTrue: (_json, world) => atAmazon(world).every(({ status }) => status === 'Cancelled'),
		},
		release: {
			items: sent({ hold: true }),
			isTrue: (json, world) => action(json) === 'released' && atAmazon(world).length === 1,
		},
	},
	cancelAmazonOrder: {
		report: {
			items: async (world) => {
				const json = await copied(world);
				world.store.act('cancel', { id: Number(json['id']) });
				world.sandbox.amazon.orders.cancel(String(boughtAs(json)));
				pass(minutes(1));
				return twice({ json });
			},
			// Both sides know of it.
			isTrue: (json, world) => standingAtAmazon(world, boughtAs(json)) === 'CANCELLED',
			isSale: true,
		},
		cancel: {
			parameters: { reason: 'noInventory' },
			// Handed in before: Amazon takes minutes, and whoever comes next sees what became of it.
			items: async (world) => {
				const items = twice({ json: await copied(world) });
				await world.run({ nodes: [cancelNode({ operation: 'cancel', reason: 'noInventory' })], items });
				pass(minutes(10));
				return items;
			},
			isTrue: (json, world) => standingAtAmazon(world, json['orderId']) === 'CANCELLED',
			isSale: true,
		},
	},
	confirmShipment: {
		'': {
			items: shipped,
			isTrue: ({ id }, world) => stored(world, id)?.status === 'completed',
			count: (world) => [...world.store.records.orders.values()].filter(({ status }) => status === 'completed').length,
			isSale: true,
		},
		toAmazon: {
			operation: '',
			parameters: { store: 'amazon' },
			items: packed,
			isTrue: (json, world) => parcelsAtAmazon(world, boughtAs(json)).some(({ trackingNumber }) => trackingNumber === 'S1'),
			count: (world) => parcelsAtAmazon(world).length,
			shownAfter: minutes(30),
			isSale: true,
		},
	},
	storebridge: {
		check: {
			parameters: { resource: 'connection' },
			items: anything,
			isTrue: ({ ok, findings }) => ok !== undefined && Array.isArray(findings),
			asksNobody: true,
		},
		get: {
			parameters: { product: { __rl: true, mode: 'sku', value: 'MUG' } },
			items: anything,
			isTrue: ({ sku, stock }) => sku === 'MUG' && stock !== undefined,
		},
		getAll: { parameters: { resource: 'product' }, items: anything, isTrue: ({ sku }) => sku === 'MUG' || sku === 'CAP' },
	},
	pushStock: {
		push: {
			items: listedItems,
			isTrue: ({ action: what, quantity }, world) =>
				what === 'planned' || world.rows('stock_push').some((row) => row['quantity'] === quantity && row['unsure'] === 0),
			count: (world) => world.rows('stock_push').length,
		},
		compare: { items: listedAnything, isTrue: ({ action: what }) => what !== undefined },
		checkSubmissions: { items: anything, isTrue: ({ state }) => state === 'none' },
		declareSource: {
			parameters: { products: 'items', source: 'warehouse' },
			items: listedItems,
			isTrue: (json, world) => json['dryRun'] === true || world.rows('stock_source').length === 1,
			asksNobody: true,
		},
		leaveOut: { items: listedItems, isTrue: ({ leftOut, dryRun }) => leftOut === true || dryRun === true, asksNobody: true },
		include: { items: listedItems, isTrue: ({ leftOut, dryRun }) => leftOut === false || dryRun === true, asksNobody: true },
		pause: { items: anything, isTrue: ({ paused }) => paused === true, asksNobody: true },
		resume: { items: anything, isTrue: ({ paused }) => paused === false, asksNobody: true },
	},
	orderSyncLog: LOG_JOBS,
};
