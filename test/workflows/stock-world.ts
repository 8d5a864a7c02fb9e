import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { builtInNodes, Engine, ownPackage, type RunResult } from '../harness/engine';
import { minutes, pass } from '../nodes/time';
import { NodeWorld, PACKAGE, type Parameters } from '../nodes/world';
import { engineConnections, engineNodes, templateOf } from './templates';

export const GERMANY = 'A1PA6795UKMFR9';
const CREDENTIALS = { amazonSellingPartnerApi: 'Amazon', wooCommerceStoreApi: 'Store' };

/** A mug that the merchant ships, a cap that Amazon ships; both are in the store, linked, a hundred of each. */
export class StockWorld {
	private constructor(
		readonly world: NodeWorld,
		private readonly engine: Engine,
	) {}

	static async start(): Promise<StockWorld> {
		const made = new StockWorld(await NodeWorld.start(), await Engine.load([ownPackage, builtInNodes()]));
		const { sandbox } = made.world;
		for (const { sku } of sandbox.amazon.listings.all()) sandbox.amazon.listings.remove(sku);
		sandbox.amazon.listings.put({ sku: 'MUG' });
		sandbox.amazon.listings.put({ sku: 'CAP', places: [{ marketplaceId: GERMANY, fulfilledBy: 'AMAZON' }] });
		await made.amazonHolds('CAP', 42);
		const { status } = await made.run('match-products.json', 'Whenever you like');
		expect(status).toBe('success');
		return made;
	}

	/** @param choose what a person chooses in a node, by its name */
	async run(
		file: string,
		startNode: string,
		{
			items = [{ json: {} }],
			choose = {},
		}: { readonly items?: readonly INodeExecutionData[]; readonly choose?: Record<string, Parameters> } = {},
	): Promise<RunResult> {
		return await this.engine.runWorkflow({ ...this.workflow(file, choose), startNode, credentials: this.world.credentials(), items });
	}

	async poll(file: string, node: string): Promise<readonly INodeExecutionData[]> {
		const found = await this.engine.pollNode({ ...this.workflow(file), node, credentials: this.world.credentials() });
		return found?.[0] ?? [];
	}

	async pushStock(parameters: Parameters): Promise<void> {
		const node = {
			name: 'Push',
			type: `${PACKAGE}.pushStock`,
			parameters,
			credentials: CREDENTIALS,
		};
		const { status } = await this.world.run({ nodes: [node], items: [{ json: {} }] });
		expect(status).toBe('success');
	}

	/** A person saves the product with another quantity. */
	restock(sku: string, quantity: number): void {
		this.world.store.act('changeProduct', { sku, change: { stock_quantity: quantity } });
	}

	async amazonHolds(sku: string, fulfillable: number): Promise<void> {
		await this.world.sandbox.amazon.control('fba/stock', { sellerSku: sku, fulfillable });
	}

	/** What buyers on Amazon see, when all that is under way has arrived. */
	async shown(sku: string): Promise<unknown> {
		pass(minutes(10));
		const { places } = (await this.world.sandbox.amazon.control('stock', { sku })) as {
			readonly places: readonly { readonly available: readonly IDataObject[] }[];
		};
		return places.map(({ available }) =>
			available.map(({ channel, quantity }) => [channel, ...(quantity === undefined ? [] : [quantity])]),
		);
	}

	private workflow(file: string, choose: Record<string, Parameters> = {}) {
		const template = templateOf(file);
		const nodes = engineNodes(template, CREDENTIALS).map((node) => ({
			...node,
			parameters: { ...node.parameters, ...choose[node.name] },
		}));
		return { nodes, connections: engineConnections(template), id: file };
	}
}

/** The items as what is told of them. */
export const told = (items: readonly INodeExecutionData[] | undefined): unknown[] =>
	(items ?? []).map(({ json }) => [
		json['action'] ?? (json['attention'] as IDataObject | undefined)?.['code'],
		json['sku'],
		json['quantity'],
	]);
