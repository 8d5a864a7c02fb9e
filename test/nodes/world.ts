import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import { amazonFields } from '../../demo/filled-in';
import { startSandbox, type Sandbox } from '../../sandbox/index';
import type { NewOrder } from '../../sandbox/amazon/orders/order-desk';
import type { FaultRule } from '../../sandbox/kernel/faults';
import { MailInbox } from '../../sandbox/mail/inbox';
import { createShopify, defaultApp, type ShopifyOptions, type ShopifyStandIn } from '../../sandbox/shopify/index';
import { createWooCommerce, defaultKey, type WooCommerceOptions, type WooCommerceStandIn } from '../../sandbox/woocommerce/index';
import {
	Engine,
	ownPackage,
	type EngineConnection,
	type EngineCredential,
	type EngineNode,
	type PollOptions,
	type RunOptions,
	type RunResult,
} from '../harness/engine';
import { databaseRows, dropTable, execute, type DatabaseRow } from './database-rows';
import { minutes, pass, takeOverTime } from './time';

export type Parameters = INode['parameters'];
type StoreOptions = Omit<WooCommerceOptions, 'clock' | 'random' | 'mailer'>;
export type ShopOptions = Omit<ShopifyOptions, 'clock' | 'random' | 'mailer' | 'apps'>;

export const PACKAGE = 'n8n-nodes-storebridge';

let engine: Promise<Engine> | undefined;
let base: string | undefined;
let worlds = 0;

/** One engine for a test file: n8n loads a package once, too. */
async function loadEngine(): Promise<Engine> {
	if (engine === undefined) {
		takeOverTime();
		engine = Engine.load([ownPackage]);
	}
	return await engine;
}

/** An n8n with our nodes and a folder of its own, an Amazon account and a store: what a person would have set up. */
export class NodeWorld {
	private readonly wanted = new Set<string>();

	private constructor(
		readonly engine: Engine,
		readonly sandbox: Sandbox,
		readonly store: WooCommerceStandIn,
		readonly mails: MailInbox,
		/** n8n's user folder. */
		readonly folder: string,
		private readonly shopify?: { readonly standIn: ShopifyStandIn; readonly accessToken: string },
	) {}

	/** With a Shopify shop beside the store; it sells the same. */
	static async withShop(shop: ShopOptions = {}, store: StoreOptions = {}): Promise<NodeWorld> {
		return await NodeWorld.start(store, undefined, shop);
	}

	/** @param own an engine with other node types than the built package's; time has to be taken over before they are loaded */
	static async start(options: StoreOptions = {}, own?: Engine, shop?: ShopOptions): Promise<NodeWorld> {
		const loaded = own ?? (await loadEngine());
		base ??= process.env.N8N_USER_FOLDER ?? '';
		const folder = mkdtempSync(join(base, 'world-'));
		process.env.N8N_USER_FOLDER = folder;
		const mails = new MailInbox();
		let store: WooCommerceStandIn | undefined;
		let standIn: ShopifyStandIn | undefined;
		// One of its own: what nodes remember of one shop is not taken for another on the same port.
		worlds += 1;
		const accessToken = `${defaultApp.accessToken}_${worlds}`;
		const sandbox = await startSandbox({
			planFactor: 1000,
			standIns: {
				woocommerce: ({ clock, random }) => (store = createWooCommerce({ clock, random, mailer: mails, products: [mug, cap], ...options })),
				...(shop === undefined
					? {}
					: {
							shopify: ({ clock, random }) =>
								(standIn = createShopify({
									clock,
									random,
									mailer: mails,
									apps: [{ ...defaultApp, accessToken }],
									products: [mugInShop, capInShop],
									...shop,
								})),
						}),
			},
		});
		if (store === undefined) throw new Error('The sandbox made no store');
		return new NodeWorld(loaded, sandbox, store, mails, folder, standIn && { standIn, accessToken });
	}

	/** Ends the sandbox; damage that the test did not want, or a slip of the sandbox itself, fails the test. */
	async stop(): Promise<void> {
		await this.sandbox.stop();
		const damage = Object.values(this.sandbox.damage()).flat();
		expect(damage.filter(({ kind }) => !this.wanted.has(kind))).toEqual([]);
	}

	/** What the merchant chose to risk. */
	wantDamage(kind: string): void {
		this.wanted.add(kind);
	}

	/** By the names that the nodes below use. */
	credentials(): Record<string, EngineCredential> {
		return {
			Amazon: this.amazonCredential(),
			Store: this.storeCredential(),
			...(this.shopify === undefined ? {} : { Shop: this.shopCredential() }),
		};
	}

	/** The shop of Shopify, where it was asked for. */
	get shop(): ShopifyStandIn {
		if (this.shopify === undefined) throw new Error('The world was started without a shop');
		return this.shopify.standIn;
	}

	shopCredential(change: IDataObject = {}): EngineCredential {
		const { myshopifyDomain: shop } = this.shop.shop.settings;
		const own = { shop, access: 'token', accessToken: this.shopify?.accessToken ?? '', appSecret: defaultApp.clientSecret };
		return { type: 'shopifyStoreApi', data: { ...own, endpoint: this.sandbox.urls.shopify ?? '', ...change } };
	}

	amazonCredential(change: IDataObject = {}): EngineCredential {
		const [account] = this.sandbox.amazonCredentials();
		if (account === undefined) throw new Error('The sandbox has no seller account');
		return {
			type: 'amazonSellingPartnerApi',
			data: amazonFields({ endpoint: this.sandbox.urls.amazon ?? '', ...account, ...change }),
		};
	}

	storeCredential(change: IDataObject = {}): EngineCredential {
		const { consumerKey, consumerSecret } = defaultKey;
		return { type: 'wooCommerceStoreApi', data: { url: this.sandbox.urls.woocommerce ?? '', consumerKey, consumerSecret, ...change } };
	}

	/** An Amazon order, placed now; one mug for 12.90 unless told. */
	order(order: Partial<NewOrder> = {}): string {
		return this.sandbox.amazon.orders.create({ items: [{ sku: 'MUG', quantity: 1, unitPrice: '12.90' }], ...order }).orderId;
	}

	fault(rule: FaultRule): void {
		this.sandbox.faults.add(rule);
	}

	/** One production poll of the trigger, without the run that n8n would start with its orders. */
	async poll(
		parameters: Parameters = {},
		extra: Partial<RunOptions> & Pick<PollOptions, 'emitted' | 'onFailedExecution'> & { readonly node?: EngineNode } = {},
	): Promise<INodeExecutionData[]> {
		const { node = trigger(parameters), ...options } = extra;
		const found = await this.engine.pollNode({ nodes: [node], credentials: this.credentials(), ...options });
		return found?.[0] ?? [];
	}

	/** Makes the trigger's account known and lets so much time pass that Amazon shows what is placed next. */
	async begin(parameters: Parameters = {}): Promise<void> {
		await this.poll(parameters);
		pass(minutes(1));
	}

	/** The items of orders placed now, as the trigger gives them out. */
	async orders(...wanted: readonly Partial<NewOrder>[]): Promise<INodeExecutionData[]> {
		await this.begin(withPersonalData);
		const placed = wanted.map((order) => this.order(order));
		pass(minutes(3));
		// One that was saved before may come along, to be looked at once more.
		const items = (await this.poll(withPersonalData)).filter(({ json }) => placed.includes(String(json['id'])));
		expect(items).toHaveLength(wanted.length);
		return items;
	}

	/** As `orders`, in a run that has begun. */
	async begunOrders(...wanted: readonly Partial<NewOrder>[]): Promise<readonly INodeExecutionData[]> {
		const result = await this.run({ nodes: [trigger(withPersonalData)], items: await this.orders(...wanted) });
		return result.outputs('New orders')[0] ?? [];
	}

	/** As `begunOrders`, with their products. */
	async matchedOrders(...wanted: readonly Partial<NewOrder>[]): Promise<readonly INodeExecutionData[]> {
		const result = await this.run({ nodes: [match()], items: await this.begunOrders(...wanted) });
		expect(result.outputs('Match')[0]).toHaveLength(wanted.length);
		return result.outputs('Match')[0] ?? [];
	}

	async run(options: Omit<RunOptions, 'credentials'> & Pick<Partial<RunOptions>, 'credentials'>): Promise<RunResult> {
		return await this.engine.runWorkflow({ credentials: this.credentials(), ...options });
	}

	/** The trigger's pass-through, matching and saving, as in the template. */
	async runChain(
		items: readonly INodeExecutionData[],
		save: Partial<EngineNode> = {},
		options: Partial<RunOptions> = {},
	): Promise<RunResult> {
		return await this.run({
			nodes: [trigger(withPersonalData), match(), { ...saveNode(), ...save }],
			connections: chain,
			items,
			...options,
		});
	}

	/** Orders of the store that came from Amazon, trashed ones too, as the REST API shows them. */
	storeOrders(): readonly Record<string, unknown>[] {
		return this.store.orders().filter((order) => order['created_via'] === 'storebridge');
	}

	rows(table: string): readonly DatabaseRow[] {
		return databaseRows(this.databaseFile(), table);
	}

	/** A person cancels it: the log alone knows of it. */
	cancelSale(orderId: string): void {
		execute(this.databaseFile(), `UPDATE sale SET state = 'cancelled' WHERE order_id = '${orderId}'`);
	}

	/** From now on every use of the table fails. */
	breakTable(table: string): void {
		dropTable(this.databaseFile(), table);
	}

	databaseFile(): string {
		return join(this.folder, '.n8n', 'storebridge', 'database.sqlite');
	}
}

const mug = { name: 'Mug', sku: 'MUG', regular_price: '12.90', manage_stock: true, stock_quantity: 100 };
const cap = { name: 'Cap', sku: 'CAP', regular_price: '20.00', manage_stock: true, stock_quantity: 100 };

export const SHOP_LOCATION = 'Shop location';
const mugInShop = { title: 'Mug', sku: 'MUG', price: '12.90', stock: { [SHOP_LOCATION]: 100 } };
const capInShop = { title: 'Cap', sku: 'CAP', price: '20.00', stock: { [SHOP_LOCATION]: 100 } };

const withPersonalData: Parameters = { personalData: true };

export const trigger = (parameters: Parameters = {}): EngineNode => ({
	name: 'New orders',
	id: 'trigger-1',
	type: `${PACKAGE}.amazonOrderTrigger`,
	parameters,
	credentials: { amazonSellingPartnerApi: 'Amazon' },
});

export const match = (parameters: Parameters = {}): EngineNode => ({
	name: 'Match',
	type: `${PACKAGE}.matchProduct`,
	parameters,
	credentials: { wooCommerceStoreApi: 'Store' },
});

/** The same for what concerns a seller's account as a whole. */
export const matchCatalogs = (parameters: Parameters): EngineNode => {
	const node = match(parameters);
	return { ...node, credentials: { ...node.credentials, amazonSellingPartnerApi: 'Amazon' } };
};

/** A choice in a searchable list, made by SKU. */
export const bySku = (value: string) => ({ __rl: true as const, mode: 'sku', value });

export const saveNode = (parameters: Parameters = {}): EngineNode => ({
	name: 'Save',
	type: `${PACKAGE}.saveOrder`,
	parameters,
	credentials: { wooCommerceStoreApi: 'Store' },
});

export const logNode = (parameters: Parameters = {}): EngineNode => ({
	name: 'Log',
	type: `${PACKAGE}.orderSyncLog`,
	parameters,
	credentials: { wooCommerceStoreApi: 'Store', amazonSellingPartnerApi: 'Amazon' },
});

const chain: readonly EngineConnection[] = [
	{ from: 'New orders', to: 'Match' },
	{ from: 'Match', to: 'Save' },
];
