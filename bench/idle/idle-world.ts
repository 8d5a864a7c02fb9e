import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INodeExecutionData } from 'n8n-workflow';
import { AmazonSellingPartnerApi } from '../../credentials/AmazonSellingPartnerApi.credentials';
import { StorebridgeDatabaseApi } from '../../credentials/StorebridgeDatabaseApi.credentials';
import { WooCommerceStoreApi } from '../../credentials/WooCommerceStoreApi.credentials';
import { amazonFields } from '../../demo/filled-in';
import { startSandbox, type Sandbox } from '../../sandbox/index';
import { createWooCommerce, defaultKey, type WebhookTransport, type WooCommerceStandIn } from '../../sandbox/woocommerce/index';
import { Engine, type EngineCredential, type EngineNode, type RunResult, type WebhookCall } from '../../test/harness/engine';
import { startPostgres, type PostgresServer } from '../../test/harness/postgres';
import { SourceNodeTypes } from '../../test/harness/source-node-types';
import { listen } from './counted';

export type Kind = 'sqlite' | 'postgres';

const PACKAGE = 'n8n-nodes-storebridge';
const MUG = { name: 'Mug', sku: 'MUG', regular_price: '12.90', manage_stock: true, stock_quantity: 100 };

/** n8n's engine with the nodes of three templates, a seller account and a shop that calls. No order comes by itself. */
export class IdleWorld {
	/** What is counted is what they ask, from the panel on. */
	private readonly engine = new Engine(
		new SourceNodeTypes([new AmazonSellingPartnerApi(), new WooCommerceStoreApi(), new StorebridgeDatabaseApi()]),
	);

	private constructor(
		readonly kind: Kind,
		readonly sandbox: Sandbox,
		readonly shop: WooCommerceStandIn,
		/** Of the shop, which nobody has taken yet. */
		private readonly calls: Parameters<WebhookTransport>[0][],
		private readonly folder: string,
		private readonly server: PostgresServer | undefined,
	) {}

	static async start(kind: Kind): Promise<IdleWorld> {
		listen();
		const server = kind === 'postgres' ? await startPostgres() : undefined;
		const folder = await mkdtemp(join(tmpdir(), 'storebridge-idle-'));
		process.env['N8N_USER_FOLDER'] = folder;
		const calls: Parameters<WebhookTransport>[0][] = [];
		const webhookTransport: WebhookTransport = async (call) => {
			calls.push(call);
			return await Promise.resolve(200);
		};
		let shop: WooCommerceStandIn | undefined;
		const sandbox = await startSandbox({
			planFactor: 1000,
			validate: false,
			standIns: {
				woocommerce: ({ clock, random }) =>
					(shop = createWooCommerce({ clock, random, products: [MUG], settings: { fulfillments: true }, webhookTransport })),
			},
		});
		if (shop === undefined) throw new Error('The sandbox made no shop');
		await sandbox.amazon.control('fba/stock', { sellerSku: 'MUG', fulfillable: 100 });
		return new IdleWorld(kind, sandbox, shop, calls, folder, server);
	}

	async stop(): Promise<void> {
		await this.sandbox.stop();
		await this.server?.stop();
		await rm(this.folder, { recursive: true, force: true });
	}

	node(
		name: 'amazonOrderTrigger' | 'wooCommerceOrderTrigger' | 'amazonMultiChannelFulfillment' | 'confirmShipment',
		own: EngineNode['parameters'] = {},
	): EngineNode {
		const memory = this.kind === 'postgres' ? { options: { memory: 'postgres' } } : {};
		const database = this.kind === 'postgres' ? { storebridgeDatabaseApi: 'Database' } : {};
		return {
			name,
			id: name,
			type: `${PACKAGE}.${name}`,
			parameters: { ...memory, ...own },
			credentials: { amazonSellingPartnerApi: 'Amazon', wooCommerceStoreApi: 'Shop', ...database },
		};
	}

	async poll(node: EngineNode): Promise<readonly INodeExecutionData[]> {
		return (await this.engine.pollNode({ nodes: [node], credentials: this.credentials() }))?.[0] ?? [];
	}

	async run(nodes: readonly EngineNode[], items: readonly INodeExecutionData[]): Promise<RunResult> {
		const connections = nodes.slice(1).map(({ name }, at) => ({ from: nodes[at]?.name ?? '', to: name }));
		const result = await this.engine.runWorkflow({ nodes, connections, credentials: this.credentials(), items });
		if (result.error !== undefined) throw result.error;
		return result;
	}

	/** As n8n publishes it: the first poll, then the webhook. */
	async publish(node: EngineNode): Promise<void> {
		await this.poll(node);
		await this.engine.webhookMethod({ nodes: [node], credentials: this.credentials() }, 'create');
		await this.called(node);
	}

	/** What the webhooks of the shop start, since they were taken the last time. */
	async called(node: EngineNode): Promise<readonly INodeExecutionData[]> {
		const items: INodeExecutionData[] = [];
		await this.shop.webhooksIdle();
		for (const { headers, body } of this.calls.splice(0)) {
			const response = { status: () => response, end: () => undefined };
			const call: WebhookCall = { request: { headers, rawBody: body }, response };
			const { workflowData } = await this.engine.callWebhook({ nodes: [node], credentials: this.credentials() }, call);
			items.push(...(workflowData?.[0] ?? []));
		}
		return items;
	}

	private credentials(): Record<string, EngineCredential> {
		const [account] = this.sandbox.amazonCredentials();
		const { consumerKey, consumerSecret } = defaultKey;
		if (account === undefined) throw new Error('The sandbox has no seller account');
		const amazon = { ...amazonFields(account), endpoint: this.sandbox.urls['amazon'] ?? '' };
		return {
			Amazon: { type: 'amazonSellingPartnerApi', data: amazon },
			Shop: { type: 'wooCommerceStoreApi', data: { url: this.sandbox.urls['woocommerce'] ?? '', consumerKey, consumerSecret } },
			...(this.server === undefined ? {} : { Database: { type: 'storebridgeDatabaseApi', data: this.databaseOf(this.server) } }),
		};
	}

	private databaseOf({ host, port, user, password }: PostgresServer): EngineCredential['data'] {
		return { host, port, database: 'postgres', user, password, tls: 'off', fingerprintKey: 'a key of at least 16 characters' };
	}
}
