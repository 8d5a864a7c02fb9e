import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import type { INodeExecutionData } from 'n8n-workflow';
import { builtInNodes, Engine, ownPackage, type RunResult } from '../harness/engine';
import { minutes, pass } from '../nodes/time';
import { NodeWorld, type Parameters } from '../nodes/world';
import { engineConnections, engineNodes, templateOf } from './templates';

const CREDENTIALS = { amazonSellingPartnerApi: 'Amazon', wooCommerceStoreApi: 'Store' };
const NEW_ORDERS = 'amazon-orders-to-woocommerce.json';
const SHIPPED = 'shipped-orders-to-amazon.json';
const CANCELLED = 'cancellations.json';
const PAID = 'woocommerce-paid-orders-to-amazon.json';
const TRACKING = 'amazon-tracking-to-woocommerce.json';
const REPAIR = 'repair.json';
const DIGEST = 'retry-and-daily-digest.json';
const ERASE = 'erase-personal-data.json';
/** What a person chose in the templates: as much of the buyer as the nodes bring anywhere. */
const CHOSEN: Readonly<Record<string, Parameters>> = {
	amazonOrderTrigger: { personalData: true },
	saveOrder: { options: { deliveryNote: true } },
};
/** In each template by the node's name. */
const CHANGED: Readonly<Record<string, Readonly<Record<string, Parameters>>>> = {
	[ERASE]: { 'Erase what is due': { dryRun: false } },
	[REPAIR]: {
		'Orders to retry': { assignments: { assignments: [{ id: 'a', name: 'orders', value: 'all', type: 'string' }] }, options: {} },
	},
};
/** What the items hold of orders, who are somebody's, stays in them; all else is said to somebody. */
const SAID = ['error', 'attention', 'saved', 'mcf', 'mail', 'details', 'subject', 'what', 'advice', 'reason', 'text', 'html', 'once'];

/** A shop whose every workflow is published, and all that anybody comes to read of them. */
export class AuditWorld {
	/** Errors, hints, messages and log lines. */
	readonly said: unknown[] = [];
	/** What the log of n8n, and the console, are told. */
	readonly logged: unknown[] = [];

	private constructor(
		readonly world: NodeWorld,
		private readonly engine: Engine,
	) {
		const logger = Container.get(Logger);
		for (const method of ['debug', 'info', 'warn', 'error'] as const)
			jest.spyOn(logger, method).mockImplementation((...told: readonly unknown[]) => void this.logged.push(...told));
		for (const method of ['log', 'info', 'warn', 'error'] as const)
			jest.spyOn(console, method).mockImplementation((...told: readonly unknown[]) => void this.logged.push(...told));
	}

	static async start(): Promise<AuditWorld> {
		const world = await NodeWorld.start();
		await world.sandbox.amazon.control('fba/stock', { sellerSku: 'MUG', fulfillable: 100 });
		return new AuditWorld(world, await Engine.load([ownPackage, builtInNodes()]));
	}

	async stop(): Promise<void> {
		jest.restoreAllMocks();
		await this.world.stop();
	}

	/** Every workflow does what is to be done now. */
	async live(): Promise<void> {
		pass(minutes(6));
		for (const file of [NEW_ORDERS, SHIPPED, CANCELLED, PAID])
			for (const { name, type } of this.workflowOf(file).nodes) {
				if (!type.endsWith('OrderTrigger')) continue;
				const items = (await this.engine.pollNode({ ...this.workflowOf(file), node: name }))?.[0] ?? [];
				if (items.length > 0) await this.run(file, name, items);
			}
		await this.run(TRACKING, 'Every ten minutes', [{ json: {} }]);
	}

	/** What the shop's people do in the morning. */
	async morning(): Promise<void> {
		await this.run(REPAIR, 'See what is wrong', [{ json: {} }]);
		await this.run(DIGEST, 'Every morning', [{ json: {} }]);
		await this.run(ERASE, 'Every morning', [{ json: {} }]);
	}

	private workflowOf(file: string) {
		const template = templateOf(file);
		const nodes = engineNodes(template, CREDENTIALS).map((node) => ({
			...node,
			parameters: { ...node.parameters, ...CHOSEN[node.type.split('.').at(-1) ?? ''], ...CHANGED[file]?.[node.name] },
		}));
		return { nodes, connections: engineConnections(template), id: file, credentials: this.world.credentials() };
	}

	private async run(file: string, startNode: string, items: readonly INodeExecutionData[]): Promise<void> {
		this.hear(await this.engine.runWorkflow({ ...this.workflowOf(file), startNode, items }));
	}

	private hear(run: RunResult): void {
		// Its message has no workflow to go to, here.
		if (run.error !== undefined) expect(run.error.message).toBe('This harness has no sub-workflows');
		for (const node of Object.keys(run.run.data.resultData.runData)) {
			this.said.push(run.nodeError(node), ...run.hints(node));
			for (const { json, error } of run.outputs(node).flat()) this.said.push(error, ...SAID.map((field) => json[field]));
		}
	}
}
