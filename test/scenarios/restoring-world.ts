import { copyFileSync, mkdirSync, mkdtempSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { INodeExecutionData } from 'n8n-workflow';
import type { EngineConnection, EngineNode, RunResult } from '../harness/engine';
import type { StoreDump } from '../../sandbox/woocommerce/store/store';
import { confirmNode, mcfNode } from '../nodes/paid-order';
import { minutes, pass } from '../nodes/time';
import { logNode, NodeWorld, type Parameters as NodeParameters } from '../nodes/world';
import { storeTrigger } from '../nodes/woocommerce-order-trigger-world';

/** An order that somebody placed at Amazon. */
export interface AmazonSale {
	readonly orderId: string;
	/** Nobody else is called so. */
	readonly buyer: string;
	isCancelled: boolean;
}

/** An order that a customer placed and paid in the shop. A restored backup may take it, and another get its id. */
export interface ShopSale {
	readonly id: number;
	readonly key: string;
	/** Nobody else is called so. */
	readonly customer: string;
	readonly email: string;
	readonly quantity: number;
}

export interface LogRow {
	readonly source: string;
	readonly orderId: string;
	readonly state: string;
	readonly reason: string | undefined;
}

type StoreOptions = NonNullable<Parameters<typeof NodeWorld.start>[0]>;

const withPersonalData: NodeParameters = { personalData: true };
const toAmazon: readonly EngineConnection[] = [{ from: 'Paid orders', to: 'MCF' }];
const toCustomer: readonly EngineConnection[] = [{ from: 'MCF', to: 'Confirm' }];

/**
 * A shop and an Amazon account with orders in both directions, whose store and whose memory go back to backups of them,
 * each by itself. What was placed and by whom is known here, whatever was restored.
 */
export class RestoringWorld {
	readonly amazonSales: AmazonSale[] = [];
	readonly shopSales: ShopSale[] = [];
	private readonly storeBackups: StoreDump[] = [];
	private readonly memoryBackups: string[] = [];
	private folder: string;

	private constructor(readonly nodes: NodeWorld) {
		this.folder = nodes.folder;
	}

	static async start(options: StoreOptions = {}): Promise<RestoringWorld> {
		const world = new RestoringWorld(await NodeWorld.start(options));
		await world.nodes.sandbox.amazon.control('fba/stock', { sellerSku: 'MUG', fulfillable: 100_000 });
		for (const sku of ['MUG', 'CAP']) await world.nodes.store.control('setStock', { sku, quantity: 100_000 });
		// Two shop orders have one number where an id was given out twice: the judge tells them apart by their customers.
		for (const kind of ['mcfDuplicate', 'mcfUnwanted']) world.nodes.wantDamage(kind);
		await world.nodes.begin(withPersonalData);
		await world.pollShop();
		world.backUpStore();
		world.backUpMemory();
		return world;
	}

	async stop(): Promise<void> {
		await this.nodes.stop();
	}

	placeAtAmazon(): void {
		const buyer = `Jo Buyer${this.amazonSales.length + 1}`;
		const orderId = this.nodes.order({
			items: [{ sku: 'CAP', quantity: 1, unitPrice: '20.00' }],
			buyer: { buyerName: buyer, buyerEmail: `b${this.amazonSales.length + 1}@marketplace.amazon.de` },
			recipient: this.recipient(buyer, 'Beispielstrasse 1'),
		});
		this.amazonSales.push({ orderId, buyer, isCancelled: false });
	}

	cancelAtAmazon(sale: AmazonSale): void {
		if (sale.isCancelled) return;
		this.nodes.sandbox.amazon.orders.cancel(sale.orderId);
		sale.isCancelled = true;
	}

	moveAtAmazon({ orderId, buyer }: AmazonSale, street: string): void {
		this.nodes.sandbox.amazon.orders.change(orderId, { recipient: this.recipient(buyer, street) });
	}

	placeInShop(quantity: number): void {
		const count = this.shopSales.length + 1;
		const [customer, email] = [`Kim Customer${count}`, `kim${count}@shop.example`];
		const order = this.nodes.store.act('placeOrder', {
			lines: [{ sku: 'MUG', quantity }],
			billing: {
				first_name: 'Kim',
				last_name: `Customer${count}`,
				address_1: `Hauptstrasse ${count}`,
				city: 'Berlin',
				postcode: '10115',
				country: 'DE',
				email,
			},
			shippingMethod: { id: 'flat_rate:1', title: 'Parcel', total: '4.90' },
		}) as { readonly id: number; readonly order_key: string };
		this.shopSales.push({ id: order.id, key: order.order_key, customer, email, quantity });
	}

	async pollAmazon(): Promise<void> {
		const items = await this.nodes.poll(withPersonalData);
		if (items.length > 0) succeeded(await this.nodes.runChain(items));
	}

	async pollShop(): Promise<void> {
		const items = await this.nodes.poll({}, { node: storeTrigger() });
		if (items.length > 0) await this.run([storeTrigger(), mcfNode({ operation: 'create' })], toAmazon, items);
	}

	/** Amazon packs, sends and delivers what it has, a step further. */
	progressAtAmazon(): void {
		this.nodes.sandbox.amazon.mcf.progress();
	}

	async track(): Promise<void> {
		await this.run([mcfNode({ operation: 'getUpdates' }), confirmNode], toCustomer, [{ json: {} }]);
	}

	async askLog(parameters: NodeParameters): Promise<readonly INodeExecutionData[]> {
		return (await this.run([logNode(parameters)], [], [{ json: {} }])).outputs('Log')[0] ?? [];
	}

	async logRows(): Promise<readonly LogRow[]> {
		const rows = await Promise.all(
			['woocommerce', 'amazon'].map(async (account) => await this.askLog({ account, states: [], returnAll: true })),
		);
		return rows.flat().map(({ json }) => ({
			source: String(json['source']),
			orderId: String(json['orderId']),
			state: String(json['state']),
			reason: (json['reason'] as { readonly code?: string } | undefined)?.code,
		}));
	}

	backUpStore(): void {
		this.storeBackups.push(this.nodes.store.dump());
	}

	/** @param pick gives one of so many */
	restoreStore(pick: (count: number) => number): void {
		const dump = this.storeBackups[pick(this.storeBackups.length)];
		if (dump !== undefined) this.nodes.store.load(dump);
	}

	backUpMemory(): void {
		const copy = join(mkdtempSync(join(this.nodes.folder, 'backup-')), 'database.sqlite');
		const database = new DatabaseSync(this.databaseFile());
		try {
			database.exec(`VACUUM INTO '${copy}'`);
		} finally {
			database.close();
		}
		copyFileSync(`${this.databaseFile()}.key`, `${copy}.key`);
		this.memoryBackups.push(copy);
	}

	/** n8n begins anew with the copy: in a folder of its own, since this process has the file of before still open. */
	restoreMemory(pick: (count: number) => number): void {
		const copy = this.memoryBackups[pick(this.memoryBackups.length)];
		if (copy === undefined) return;
		this.folder = mkdtempSync(join(this.nodes.folder, 'restored-'));
		const file = this.databaseFile();
		mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
		copyFileSync(copy, file);
		copyFileSync(`${copy}.key`, `${file}.key`);
		process.env.N8N_USER_FOLDER = this.folder;
	}

	private databaseFile(): string {
		return join(this.folder, '.n8n', 'storebridge', 'database.sqlite');
	}

	private recipient(name: string, street: string): object {
		return {
			deliveryAddress: { name, addressLine1: street, city: 'Berlin', postalCode: '10115', countryCode: 'DE', addressType: 'RESIDENTIAL' },
		};
	}

	private async run(
		nodes: readonly EngineNode[],
		connections: readonly EngineConnection[],
		items: readonly INodeExecutionData[],
	): Promise<RunResult> {
		return succeeded(await this.nodes.run({ nodes, connections, items }));
	}

	/** What a person does after a restore: asks what the store still has, and has the rest tried again. */
	async findLost(): Promise<void> {
		await this.askLog({ operation: 'checkStore', account: 'woocommerce', days: 30 });
		for (const account of ['woocommerce', 'amazon']) await this.askLog({ operation: 'retry', account });
	}

	/** So long a person waits who looks for what is still under way. */
	async settle(rounds: number): Promise<void> {
		for (let round = 0; round < rounds; round += 1) {
			pass(minutes(11));
			await this.pollAmazon();
			await this.pollShop();
			this.progressAtAmazon();
			pass(minutes(1));
			await this.track();
		}
	}
}

function succeeded(result: RunResult): RunResult {
	if (result.error !== undefined) throw new Error(`A run failed: ${result.error.message}`, { cause: result.error });
	return result;
}
