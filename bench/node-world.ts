import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { AmazonSellingPartnerApi } from '../credentials/AmazonSellingPartnerApi.credentials';
import { ShopifyStoreApi } from '../credentials/ShopifyStoreApi.credentials';
import { StorebridgeDatabaseApi } from '../credentials/StorebridgeDatabaseApi.credentials';
import { WooCommerceStoreApi } from '../credentials/WooCommerceStoreApi.credentials';
import { amazonFields } from '../demo/filled-in';
import { startSandbox, type Sandbox } from '../sandbox/index';
import type { OrderToConfirm } from '../sandbox/seed/amazon-confirmations';
import type { ListingSeed } from '../sandbox/seed/listings-seed';
import type { ShopifyStandIn } from '../sandbox/shopify';
import { createWooCommerce, defaultKey, type WooCommerceStandIn } from '../sandbox/woocommerce/index';
import { systemClock } from '../src/host/clock';
import type { AmazonConnection } from '../src/platforms/amazon';
import type { WooCommerceConnection } from '../src/platforms/woocommerce';
import { Engine, type EngineCredential, type RunResult } from '../test/harness/engine';
import { SourceNodeTypes } from '../test/harness/source-node-types';
import { listen } from './idle/counted';
import { moveTime, moveTimeBack } from './idle/moved-time';
import { NOTHING_COUNTED, type Counted } from './row';
import { benchShop, shopCounted, shopFields, shopLevels, shopProducts, type ShopLevels } from './shop';

export const GERMANY = 'A1PA6795UKMFR9';

/** What the node is called in the workflow. */
export const NODE = 'Node';

/** Where a node waits, as for a report, time passes at once, for the stand-ins too. */
function letWaitsPass(): () => void {
	const { sleep } = systemClock;
	systemClock.sleep = async (ms, signal) => {
		signal?.throwIfAborted();
		moveTime(ms);
		await new Promise((resolve) => setImmediate(resolve));
	};
	return () => {
		systemClock.sleep = sleep;
		moveTimeBack();
	};
}

export interface NodeWorldOptions {
	/** Whether the store lists the variations of all parents at once; older ones do not. */
	readonly variationsRoute?: boolean;
	/** Multiplies the rates of Amazon's plans: a call that is sent a moment too soon is sent twice, and how many are would hang on the machine. */
	readonly planFactor?: number;
	/** A Shopify shop that sells the same goods, besides. */
	readonly shop?: boolean;
}

export type BenchPlatform = 'amazon' | 'woocommerce' | 'shopify';

/** n8n's engine with our nodes, a seller account and a store that sell the goods of a seed. */
export class NodeWorld {
	private readonly engine = new Engine(
		new SourceNodeTypes([new AmazonSellingPartnerApi(), new WooCommerceStoreApi(), new ShopifyStoreApi(), new StorebridgeDatabaseApi()]),
	);

	private levels: ShopLevels | undefined;

	private constructor(
		private readonly sandbox: Sandbox,
		private readonly store: WooCommerceStandIn,
		private readonly shop: ShopifyStandIn | undefined,
		private readonly folder: string,
		private readonly endPassing: () => void,
	) {}

	static async start({ listings, products }: ListingSeed, options: NodeWorldOptions = {}): Promise<NodeWorld> {
		const { variationsRoute = true, planFactor = 1000, shop: withShop = false } = options;
		listen();
		const folder = await mkdtemp(join(tmpdir(), 'storebridge-nodes-'));
		process.env['N8N_USER_FOLDER'] = folder;
		let store: WooCommerceStandIn | undefined;
		let shop: ShopifyStandIn | undefined;
		const sandbox = await startSandbox({
			planFactor,
			// Tests hold every request and answer against Amazon's models; here it would be measured too.
			validate: false,
			standIns: {
				woocommerce: ({ clock, random }) => (store = createWooCommerce({ clock, random, products, settings: { variationsRoute } })),
				...(withShop ? { shopify: (context) => (shop = benchShop({ ...context, products: shopProducts(products) })) } : {}),
			},
		});
		if (store === undefined) throw new Error('The sandbox has no store');
		// The goods of the demo's orders.
		for (const { sku } of sandbox.amazon.listings.all()) sandbox.amazon.listings.remove(sku);
		sandbox.amazon.listings.load(listings);
		return new NodeWorld(sandbox, store, shop, folder, letWaitsPass());
	}

	async stop(): Promise<void> {
		this.endPassing();
		await this.sandbox.stop();
		await rm(this.folder, { recursive: true, force: true });
	}

	/** One run of a node with credentials for both. */
	async run(type: string, parameters: INodeParameters, items: readonly IDataObject[] = [{}]): Promise<RunResult> {
		const result = await this.engine.runWorkflow({
			nodes: [
				{
					name: NODE,
					type: `n8n-nodes-storebridge.${type}`,
					parameters,
					credentials: { amazonSellingPartnerApi: 'Amazon', wooCommerceStoreApi: 'Store', shopifyStoreApi: 'Shop' },
				},
			],
			credentials: this.credentials(),
			items: [...items],
		});
		if (result.error !== undefined) throw result.error;
		return result;
	}

	/** One poll of the Amazon trigger, and the run that n8n starts where it found something. @returns how many orders */
	async pollAmazon(parameters: INodeParameters): Promise<number> {
		const nodes = [
			{
				name: NODE,
				id: NODE,
				type: 'n8n-nodes-storebridge.amazonOrderTrigger',
				parameters,
				credentials: { amazonSellingPartnerApi: 'Amazon' },
			},
		];
		const result = await this.engine.pollAndRun({ nodes, credentials: this.credentials() });
		if (result?.error !== undefined) throw result.error;
		return result?.outputs(NODE)[0]?.length ?? 0;
	}

	/** FBM orders that wait for their confirmation, among many others of the account. */
	ordersToConfirm(): readonly OrderToConfirm[] {
		return this.sandbox.seedConfirmations();
	}

	/** What Amazon knows of the orders that the merchant ships. */
	shipped(): ReturnType<Sandbox['amazon']['shipments']['truth']> {
		this.sandbox.amazon.shipments.catchUp();
		return this.sandbox.amazon.shipments.truth();
	}

	/** One run of Match Product over the whole catalog. */
	async match(marketplaces: readonly string[] = [GERMANY], store: Exclude<BenchPlatform, 'amazon'> = 'woocommerce'): Promise<RunResult> {
		return await this.run('matchProduct', { operation: 'matchCatalog', store, marketplaces: [...marketplaces] });
	}

	resetCounts(): void {
		this.sandbox.resetCounts();
	}

	counted(standIn: BenchPlatform): Counted {
		if (standIn === 'shopify') return shopCounted(this.shopOfWorld());
		const { calls = 0, writes = 0, tokens = 0, transfers = 0, polls = 0 } = this.sandbox.counts()[standIn] ?? {};
		const quotaSeconds = standIn === 'amazon' ? Math.round(this.sandbox.quotaSeconds()) : 0;
		return { ...NOTHING_COUNTED, calls, writes, tokens, transfers, polls, quotaSeconds };
	}

	/** What stands there now. */
	quantityAt(platform: BenchPlatform, sku: string): number | undefined {
		if (platform === 'shopify') return this.shopLevels().get(sku)?.available;
		if (platform === 'woocommerce') return this.store.productBySku(sku)?.stock ?? undefined;
		const { stock, listings } = this.sandbox.amazon;
		// Nobody asked since it was due.
		stock.feeds.catchUp();
		stock.desk.catchUp();
		return listings.get(sku).places[0]?.quantity;
	}

	/** By its SKU, as people write it into a sheet. */
	productOf(sku: string): { readonly id: number; readonly parentId?: number } {
		const product = this.store.productBySku(sku);
		if (product === undefined) throw new Error(`The store has no product ${sku}`);
		return product.isVariation ? { id: product.id, parentId: product.parentId } : { id: product.id };
	}

	/** Of the shop, by SKU. */
	shopLevels(): ShopLevels {
		this.levels ??= shopLevels(this.shopOfWorld());
		return this.levels;
	}

	/** What was accepted takes effect. */
	pass(ms: number): void {
		moveTime(ms);
	}

	/** For whoever calls both without our nodes. */
	connections(): { readonly amazon: AmazonConnection; readonly store: WooCommerceConnection; readonly shop: string } {
		const [account] = this.sandbox.amazonCredentials();
		if (account === undefined) throw new Error('The sandbox has no seller account');
		const { amazon: endpoint = '', woocommerce: url = '', shopify: shop = '' } = this.sandbox.urls;
		return {
			amazon: { ...account, pricesIncludeVat: 'yes', endpoint },
			store: { url, ...defaultKey, keysInQuery: false },
			shop,
		};
	}

	private credentials(): Record<string, EngineCredential> {
		const { amazon, store, shop } = this.connections();
		return {
			Amazon: { type: 'amazonSellingPartnerApi', data: { ...amazonFields(amazon), endpoint: amazon.endpoint ?? '' } },
			Store: { type: 'wooCommerceStoreApi', data: { url: store.url, ...defaultKey } },
			Shop: { type: 'shopifyStoreApi', data: shopFields(shop) },
		};
	}

	private shopOfWorld(): ShopifyStandIn {
		if (this.shop === undefined) throw new Error('The sandbox has no shop');
		return this.shop;
	}
}
