import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { ICredentialDataDecryptedObject, INodeExecutionData } from 'n8n-workflow';
import { AmazonSellingPartnerApi } from '../../credentials/AmazonSellingPartnerApi.credentials';
import { StorebridgeDatabaseApi } from '../../credentials/StorebridgeDatabaseApi.credentials';
import { WooCommerceStoreApi } from '../../credentials/WooCommerceStoreApi.credentials';
import { knownListings } from '../../demo/known-listings';
import { tallyProducts, type ProductTally, type SeededListing } from '../../demo/product-tally';
import { safetyStock, tallyStock } from '../../demo/stock-tally';
import { homeMarketplace } from '../../demo/templates';
import { pause } from '../../demo/wait-until';
import { DemoWorld } from '../../demo/world';
import { Engine } from '../harness/engine';
import { SourceNodeTypes } from '../harness/source-node-types';
import type { Parameters } from '../nodes/world';

/** A busy machine takes its time. */
const PATIENCE_MS = 3 * 60_000;
/** What is pushed shows a second later. */
const LIVE_MS = 1500;

describe("the demo's goods, through the nodes of its templates", () => {
	const engine = new Engine(new SourceNodeTypes([new AmazonSellingPartnerApi(), new WooCommerceStoreApi(), new StorebridgeDatabaseApi()]));
	let world: DemoWorld;
	let seeded: readonly SeededListing[];
	let folder: string;
	beforeAll(async () => {
		folder = mkdtempSync(join(process.env.N8N_USER_FOLDER ?? '', 'goods-'));
		process.env.N8N_USER_FOLDER = folder;
		world = await DemoWorld.start({ planFactor: 1000, seed: 1 });
		seeded = world.goods.offer(1);
	});
	afterAll(async () => {
		await world.stop();
	});

	const run = async (
		type: string,
		parameters: Parameters,
		items: readonly INodeExecutionData[],
	): Promise<readonly (readonly INodeExecutionData[])[]> => {
		const data = (fields: Readonly<Record<string, unknown>>) => fields as ICredentialDataDecryptedObject;
		const result = await engine.runWorkflow({
			nodes: [
				{
					name: 'Node',
					type: `n8n-nodes-storebridge.${type}`,
					parameters: { homeMarketplace, ...parameters },
					credentials: { amazonSellingPartnerApi: 'Amazon', wooCommerceStoreApi: 'Store' },
				},
			],
			credentials: {
				Amazon: { type: 'amazonSellingPartnerApi', data: data(world.amazonCredential()) },
				Store: { type: 'wooCommerceStoreApi', data: data(world.storeCredential()) },
			},
			items,
		});
		expect(result.error?.message).toBeUndefined();
		return result.outputs('Node');
	};
	const once = [{ json: {} }];
	const look = (): ProductTally => tallyProducts({ seeded, products: world.goods.stored(), known: knownListings(folder, world.sellerId) });
	const wanted = (expected: SeededListing['expect']): number => seeded.filter(({ expect: becomes }) => becomes === expected).length;

	it(
		'are 300 that are matched and 40 that are made, each with its images and under its parent, and stay so',
		async () => {
			expect([wanted('matched'), wanted('published')]).toEqual([300, 40]);
			const [, open = []] = await run('matchProduct', { operation: 'matchCatalog' }, once);
			expect(look()).toMatchObject({ matched: 300, ambiguous: wanted('ambiguous'), pending: wanted('pending'), published: 0 });
			await run(
				'saveProduct',
				{},
				open.filter(({ json }) => json['why'] === 'noProduct'),
			);
			const all = { matched: 300, ambiguous: wanted('ambiguous'), pending: wanted('pending'), published: 40, faults: [] };
			expect(look()).toEqual(all);
			const writes = world.storeWrites();
			await run('matchProduct', { operation: 'matchCatalog' }, once);
			expect(world.storeWrites()).toBe(writes);
			expect(look()).toEqual(all);
			expect(world.damage()).toEqual([]);
		},
		PATIENCE_MS,
	);

	it(
		'show at Amazon what the shop has, and in the shop what lies at Amazon, whatever changes',
		async () => {
			const { stock } = world;
			const atWarehouse = await stock.prepare(knownListings(folder, world.sellerId));
			expect(atWarehouse.length).toBeGreaterThan(30);
			await run(
				'pushStock',
				{ operation: 'declareSource', products: 'items', source: 'warehouse' },
				atWarehouse.map((sku) => ({ json: { sku } })),
			);
			const keptBack = { options: { safetyStock } };
			const read = { resource: 'stock', operation: 'getAll', returnAll: true };
			const toAmazon = async (): Promise<void> => {
				const [linked = []] = await run('storebridge', { ...read, account: 'woocommerce', which: 'linked' }, once);
				await run('pushStock', { operation: 'push', target: 'amazon', ...keptBack }, linked);
				await pause(LIVE_MS);
			};
			await toAmazon();
			const ofAmazon = { ...read, account: 'amazon', place: 'fba', which: 'all', marketplaces: [homeMarketplace] };
			const [held = []] = await run('storebridge', ofAmazon, once);
			await run('pushStock', { operation: 'push', target: 'woocommerce' }, held);
			expect(tallyStock(stock.truth()).faults).toEqual([]);
			const first = tallyStock(stock.truth());
			expect(first.stockPushed).toBeGreaterThan(200);
			expect(first.stockRejected).toBeGreaterThan(atWarehouse.length);

			stock.firstRunEnds();
			expect(stock.restock(20)).toBe(20);
			await toAmazon();
			const second = { stockPushed: first.stockPushed + 20, stockUnchanged: first.stockUnchanged - 20 };
			expect(tallyStock(stock.truth())).toEqual({ ...first, ...second, fbaDamage: 0, oversold: 0 });
			await stock.drift();
			expect(tallyStock(stock.truth())).toMatchObject({ oversold: 1 });
			await run('pushStock', { operation: 'compare', ...keptBack }, once);
			await pause(LIVE_MS);
			expect(tallyStock(stock.truth())).toEqual({ ...first, ...second, fbaDamage: 0, oversold: 0 });
			expect(world.damage()).toEqual([]);
		},
		PATIENCE_MS,
	);
});
