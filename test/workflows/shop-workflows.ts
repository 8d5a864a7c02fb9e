import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { OrderRecord } from '../../sandbox/shopify/store/order-records';
import { builtInNodes, Engine, ownPackage, type RunResult } from '../harness/engine';
import { minutes, pass, seconds } from '../nodes/time';
import { NodeWorld, SHOP_LOCATION, type Parameters } from '../nodes/world';
import { engineConnections, engineNodes, forShopify } from './templates';

const CREDENTIALS = { amazonSellingPartnerApi: 'Amazon', shopifyStoreApi: 'Shop' };

const KIM = { firstName: 'Kim', lastName: 'Muster', address1: 'Hauptstrasse 1', city: 'Berlin', zip: '10115', countryCode: 'DE' };

/** An n8n with a Shopify shop and the templates as a person sets them up for it. */
export class ShopWorkflows {
	private constructor(
		readonly world: NodeWorld,
		private readonly engine: Engine,
	) {}

	static async start(): Promise<ShopWorkflows> {
		return new ShopWorkflows(await NodeWorld.withShop(), await Engine.load([ownPackage, builtInNodes()]));
	}

	/** What the trigger gives out now. */
	async poll(file: string, node: string): Promise<readonly INodeExecutionData[]> {
		return (await this.engine.pollNode({ ...this.workflow(file), node }))?.[0] ?? [];
	}

	/** @param choose what a person chooses in a node, by its name */
	async run(
		file: string,
		startNode: string,
		items: readonly INodeExecutionData[] = [{ json: {} }],
		choose: Record<string, Parameters> = {},
	): Promise<RunResult> {
		return await this.engine.runWorkflow({ ...this.workflow(file, choose), startNode, items });
	}

	/** What happened in the last minutes, and what the workflow makes of it. */
	async next(file: string, trigger: string): Promise<RunResult | undefined> {
		pass(minutes(5));
		const items = await this.poll(file, trigger);
		return items.length === 0 ? undefined : await this.run(file, trigger, items);
	}

	/** An Amazon order that was saved in the shop. */
	async imported(quantity = 1): Promise<{ readonly amazon: string; readonly inShop: OrderRecord }> {
		const [file, trigger] = ['amazon-orders-to-shopify.json', 'New Amazon orders'];
		await this.poll(file, trigger);
		pass(minutes(1));
		const amazon = this.world.order({ items: [{ sku: 'MUG', quantity, unitPrice: '12.90' }] });
		await this.next(file, trigger);
		const inShop = this.world.shop.orders().find(({ sourceIdentifier }) => sourceIdentifier === amazon);
		if (inShop === undefined) throw new Error('The order is not in the shop');
		return { amazon, inShop };
	}

	/** A shopper pays. */
	bought(quantity = 2): OrderRecord {
		const shipping = { title: 'Standard', price: '4.90' };
		const order = this.world.shop.act('placeOrder', {
			lines: [{ sku: 'MUG', quantity }],
			email: 'kim@shop.example',
			shippingAddress: KIM,
			shipping,
		});
		this.world.sandbox.amazon.mcf.tellOrdered(order.name, { MUG: quantity });
		return order;
	}

	/** Of the SKU, at the shop's one location. */
	pieces(sku: string): number | undefined {
		return this.world.shop.stock()[sku]?.[SHOP_LOCATION];
	}

	/** As it stands now. */
	order(id: string): OrderRecord {
		const found = this.world.shop.orders().find((order) => order.id === id);
		if (found === undefined) throw new Error(`The shop has no order ${id}`);
		return found;
	}

	/** Shopify's index has learned of everything. */
	settle(): void {
		pass(seconds(10));
	}

	private workflow(file: string, choose: Record<string, Parameters> = {}) {
		const template = forShopify(file);
		const nodes = engineNodes(template, CREDENTIALS).map((node) => ({
			...node,
			parameters: { ...node.parameters, ...choose[node.name] },
		}));
		return { nodes, connections: engineConnections(template), id: file, credentials: this.world.credentials() };
	}
}

/** As it stands in items: without Shopify's address before it. */
export const idOf = ({ id }: Pick<OrderRecord, 'id'>): string => id.slice(id.lastIndexOf('/') + 1);

/** What a person is told, by its reasons. */
export const toldIn = (result: RunResult | undefined): readonly unknown[] =>
	(result?.outputs('What to tell')[0] ?? []).map(({ json }) => json['code']);

/** What a node says that it did with each item. */
export const doneIn = (result: RunResult | undefined, node: string, field: string): readonly unknown[] =>
	(result?.outputs(node)[0] ?? []).map(({ json }) => (json[field] as IDataObject | undefined)?.['action']);
