import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { NodeHelpers, type INodeExecutionData, type INodePropertyOptions, type INodeTypeDescription } from 'n8n-workflow';
import { STORE } from '../fixtures/memory-platform/memory-store';
import { SHOP } from '../fixtures/memory-platform/memory-shop';
import { order } from '../fixtures/memory-platform/orders';
import { memoryCredentials, registerMemoryPlatforms } from '../fixtures/memory-platform/register';
import { VirtualClock } from '../fixtures/memory-platform/virtual-clock';
import { Engine, type EngineNode, type RunResult } from '../harness/engine';
import { SourceNodeTypes } from '../harness/source-node-types';
import { PACKAGE, type Parameters } from './world';

const clock = new VirtualClock(new Date().toISOString());
const { store, shop, depot } = registerMemoryPlatforms(clock);
const types = new SourceNodeTypes(memoryCredentials);
const engine = new Engine(types);

const credentials = {
	Store: { type: 'memoryStoreApi', data: { account: STORE.id } },
	Shop: { type: 'memoryStoreApi', data: { account: SHOP.id } },
	Depot: { type: 'memoryDepotApi', data: {} },
	Seller: { type: 'amazonSellingPartnerApi', data: { region: 'eu', sellerId: 'A1SELLER' } },
};

const item = (json: unknown): INodeExecutionData => ({ json: json as INodeExecutionData['json'] });

/** Runs one node on the memory platforms; their time passes while the node waits. */
const run = async (type: string, parameters: Parameters, items: readonly INodeExecutionData[], account = 'Store'): Promise<RunResult> => {
	const node: EngineNode = {
		name: 'Node',
		type: `${PACKAGE}.${type}`,
		parameters,
		credentials: { memoryStoreApi: account, memoryDepotApi: 'Depot', amazonSellingPartnerApi: 'Seller' },
	};
	const result = await clock.run(engine.runWorkflow({ nodes: [node], credentials, items }));
	expect(result.error?.message).toBeUndefined();
	return result;
};

/** Each once, though a choice may look otherwise by another. */
const choices = ({ properties }: INodeTypeDescription, parameter: string): readonly unknown[] => [
	...new Set(
		properties
			.filter(({ name }) => name === parameter)
			.flatMap(({ options = [] }) => options)
			.map((option) => (option as INodePropertyOptions).value),
	),
];

describe('a platform that is added to the table', () => {
	beforeAll(() => {
		process.env.N8N_USER_FOLDER = mkdtempSync(join(process.env.N8N_USER_FOLDER ?? '', 'added-'));
		store.shelf.add({ id: 'product-1', sku: 'TEE', places: { shelf: 10 } });
		depot.skus.add('TEE');
	});

	it('is offered by all action nodes, where it can do what they need and nowhere else', () => {
		const places = types.actions.map(({ description }) => [
			description.name,
			...['store', 'account', 'warehouse', 'target'].flatMap((parameter) => {
				const values = choices(description, parameter);
				return values.length === 0 ? [] : [[parameter, ...values]];
			}),
		]);
		expect(places).toEqual([
			['amazonMultiChannelFulfillment', ['store', 'memory', 'shopify', 'woocommerce'], ['warehouse', 'amazon', 'depot']],
			['cancelAmazonOrder', ['store', 'memory', 'shopify', 'woocommerce']],
			['confirmShipment', ['store', 'amazon', 'memory', 'shopify', 'woocommerce']],
			['matchProduct', ['store', 'memory', 'shopify', 'woocommerce']],
			['orderSyncLog', ['store', 'memory', 'shopify', 'woocommerce'], ['account', 'amazon', 'depot', 'memory', 'shopify', 'woocommerce']],
			[
				'pushStock',
				['store', 'memory', 'shopify', 'woocommerce'],
				['account', 'amazon', 'memory', 'shopify', 'woocommerce'],
				['target', 'amazon', 'woocommerce', 'shopify', 'memory'],
			],
			['saveOrder', ['store', 'memory', 'shopify', 'woocommerce']],
			['saveProduct', ['store', 'shopify', 'woocommerce']],
			['storebridge', ['account', 'amazon', 'memory', 'shopify', 'woocommerce']],
		]);
	});

	it('shows its own credential when it is chosen, and only that one; a test belongs to each', () => {
		// Nothing makes products there.
		const offered = types.actions.filter(({ description: { name } }) => name !== 'saveProduct');
		for (const { description, methods } of offered) {
			const shown = (parameters: Parameters): readonly string[] => {
				const all = NodeHelpers.getNodeParameters(description.properties, parameters, true, false, null, description) ?? {};
				return (description.credentials ?? [])
					.filter((credential) => NodeHelpers.displayParameter(all, credential, null, description))
					.map(({ name }) => name);
			};
			const own = { store: 'memory', account: 'memory', warehouse: 'depot' };
			// Two accounts, whose names the node says: the other one is a warehouse, or a channel that nothing was added to.
			const others: Readonly<Record<string, readonly string[]>> = {
				amazonMultiChannelFulfillment: ['memoryDepotApi'],
				cancelAmazonOrder: ['amazonSellingPartnerApi'],
				pushStock: ['amazonSellingPartnerApi'],
			};
			const other = others[description.name] ?? [];
			expect(shown(own)).toEqual([...other, 'memoryStoreApi']);
			expect(shown({})).toEqual([...(other.length > 0 ? ['amazonSellingPartnerApi'] : []), 'wooCommerceStoreApi']);
			for (const { testedBy } of description.credentials ?? []) expect(methods?.credentialTest).toHaveProperty(String(testedBy));
		}
	});

	it('is what stock may be pushed to where it is the store, beside the channel, and no other store', () => {
		const pushStock = types.actions.find(({ description: { name } }) => name === 'pushStock')?.description;
		if (pushStock === undefined) throw new Error('There is no Push Stock');
		const targets = (store: string): readonly unknown[] => {
			const all = NodeHelpers.getNodeParameters(pushStock.properties, { store }, true, false, null, pushStock) ?? {};
			return pushStock.properties
				.filter((property) => property.name === 'target' && NodeHelpers.displayParameter(all, property, null, pushStock))
				.map(({ options = [] }) => options.map((option) => (option as INodePropertyOptions).value));
		};
		for (const store of ['memory', 'shopify', 'woocommerce']) expect(targets(store)).toEqual([['amazon', store]]);
	});

	it('is the only one that is asked for, where an operation concerns one of two accounts', () => {
		const pushStock = types.actions.find(({ description: { name } }) => name === 'pushStock')?.description;
		if (pushStock === undefined) throw new Error('There is no Push Stock');
		const shown = (parameters: Parameters): readonly string[] => {
			const all = NodeHelpers.getNodeParameters(pushStock.properties, parameters, true, false, null, pushStock) ?? {};
			return (pushStock.credentials ?? [])
				.filter((credential) => NodeHelpers.displayParameter(all, credential, null, pushStock))
				.map(({ name }) => name);
		};
		for (const operation of ['pause', 'resume']) {
			expect(shown({ operation })).toEqual(['amazonSellingPartnerApi']);
			expect(shown({ operation, account: 'memory' })).toEqual(['memoryStoreApi']);
			expect(shown({ operation, account: 'woocommerce' })).toEqual(['wooCommerceStoreApi']);
		}
		expect(shown({ operation: 'checkSubmissions', store: 'memory' })).toEqual(['amazonSellingPartnerApi']);
		for (const operation of ['push', 'compare', 'declareSource', 'leaveOut', 'include'])
			expect(shown({ operation })).toEqual(['amazonSellingPartnerApi', 'wooCommerceStoreApi']);
	});

	it('is not pushed to where the target names another store than the node does', async () => {
		const node: EngineNode = {
			name: 'Node',
			type: `${PACKAGE}.pushStock`,
			parameters: { operation: 'push', target: 'woocommerce', store: 'memory' },
			credentials: { memoryStoreApi: 'Store', amazonSellingPartnerApi: 'Seller' },
		};
		const result = await clock.run(engine.runWorkflow({ nodes: [node], credentials, items: [{ sku: 'TEE', quantity: 3 }] }));
		expect(result.nodeError('Node')?.message).toMatch(/^"Target" is WooCommerce, and the store is /);
	});

	it('has its credential tested', async () => {
		const [saveOrder] = types.actions.filter(({ description: { name } }) => name === 'saveOrder');
		const test = saveOrder?.methods?.credentialTest?.['memoryStoreApiTest'];
		expect(await test?.call(undefined as never, { id: '1', name: 'Store', type: 'memoryStoreApi', data: {} })).toEqual({
			status: 'OK',
			message: 'Memory store store-1, EUR.',
		});
	});

	it('gives its statuses to a dropdown', async () => {
		const node = { name: 'Node', type: `${PACKAGE}.saveOrder`, parameters: { store: 'memory' }, credentials: { memoryStoreApi: 'Store' } };
		const statuses = await engine.loadOptions({ nodes: [node], credentials, node: 'Node', method: 'getStatuses' });
		expect(statuses.map(({ value }) => value)).toEqual(['', 'to-pack', 'done', 'waiting', 'void', 'refunded']);
	});

	it('has orders matched and saved, linked, and its log shown', async () => {
		// Bought in a market: what a shop sells is in a store already.
		const bought = { platform: 'market', account: { platform: 'market', id: 'market-1' }, origin: 'market' };
		const matched = await run('matchProduct', { store: 'memory' }, [item(order({ id: '902-1', ...bought }))]);
		expect(matched.outputs('Node').map((output) => output.length)).toEqual([1, 0]);
		const saved = await run('saveOrder', { store: 'memory' }, matched.outputs('Node')[0] ?? []);
		expect(saved.outputs('Node')).toMatchObject([[{ json: { saved: { action: 'created' } } }], []]);
		expect(store.orders).toHaveLength(1);
		const choice = (value: string) => ({ __rl: true as const, mode: 'sku', value });
		const link = { operation: 'link', listing: choice('TEE-3'), product: choice('TEE') };
		expect((await run('matchProduct', { store: 'memory', ...link }, [item({})])).outputs('Node')[0]).toMatchObject([
			{ json: { store: 'memory:store-1', listingSku: 'TEE-3', productId: 'product-1' } },
		]);
		const log = await run('orderSyncLog', { account: 'memory', states: [] }, [item({})]);
		expect(log.outputs('Node')[0]).toMatchObject([{ json: { target: 'memory:store-1', orderId: '902-1', state: 'synced' } }]);
	});

	it('has its products read, in pages, and chosen from a list', async () => {
		for (const sku of ['CAP', 'MUG', 'PEN']) store.shelf.add({ id: `product-${sku}`, sku, places: { shelf: 1 } });
		const all = await run('storebridge', { account: 'memory', operation: 'getAll', returnAll: true }, [item({})]);
		expect(all.outputs('Node')[0]?.map(({ json }) => json['sku'])).toEqual(['TEE', 'CAP', 'MUG', 'PEN']);
		const product = { __rl: true as const, mode: 'list', value: 'product-MUG' };
		const one = await run('storebridge', { account: 'memory', product }, [item({})]);
		expect(one.outputs('Node')[0]).toMatchObject([{ json: { store: STORE, id: 'product-MUG', sku: 'MUG' } }]);
		const node = {
			name: 'Node',
			type: `${PACKAGE}.storebridge`,
			parameters: { account: 'memory' },
			credentials: { memoryStoreApi: 'Store' },
		};
		const found = await engine.searchList({ nodes: [node], credentials, node: 'Node', method: 'searchProducts', filter: 'MU' });
		expect(found.results).toEqual([{ name: 'MUG · Product product-MUG', value: 'product-MUG' }]);
	});

	it('sells what another ships, and is told of the parcels', async () => {
		const paid = shop.put({ id: '1042', lines: [{ sku: 'TEE', quantity: 2, code: 'product-1' }] });
		const onMemory = { store: 'memory', warehouse: 'depot' };
		const send = async (operation: string, json: unknown) =>
			await run('amazonMultiChannelFulfillment', { ...onMemory, operation }, [item(json)], 'Shop');
		expect((await send('preview', paid.order)).outputs('Node')[0]).toMatchObject([{ json: { mcf: { action: 'planned' } } }]);
		expect((await send('create', paid.order)).outputs('Node')[0]).toMatchObject([{ json: { mcf: { action: 'sent' } } }]);
		expect(depot.made).toHaveLength(1);
		const [id = ''] = depot.made;
		const [line] = depot.orders.get(id)?.request.lines ?? [];
		depot.change(id, {
			status: 'complete',
			shipments: [{ id: 'p1', status: 'inTransit', trackingNumber: 'T1', lines: [{ lineId: line?.id ?? '', quantity: 2 }] }],
		});
		const updates = await send('getUpdates', {});
		expect(updates.outputs('Node').map((output) => output.length)).toEqual([1, 0]);
		const confirmed = await run('confirmShipment', { store: 'memory' }, updates.outputs('Node')[0] ?? [], 'Shop');
		expect(confirmed.outputs('Node')).toMatchObject([[{ json: { confirmed: { action: 'written', completed: true } } }], []]);
		expect([...shop.of('1042').parcels.keys()]).toHaveLength(1);
		expect((await send('cancel', { id: '1042' })).outputs('Node')).toMatchObject([[], [{ json: { attention: { code: 'mcfTooLate' } } }]]);
	});
});
