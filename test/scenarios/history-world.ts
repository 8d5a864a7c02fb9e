import { dirname } from 'node:path';
import { mkdirSync } from 'node:fs';
import type { ICredentialType, INodeExecutionData } from 'n8n-workflow';
import type { FaultRule } from '../../sandbox/kernel/faults';
import { AmazonSellingPartnerApi } from '../../credentials/AmazonSellingPartnerApi.credentials';
import { StorebridgeDatabaseApi } from '../../credentials/StorebridgeDatabaseApi.credentials';
import { WooCommerceStoreApi } from '../../credentials/WooCommerceStoreApi.credentials';
import { Engine, type EngineConnection, type EngineNode, type RunResult } from '../harness/engine';
import { SourceNodeTypes } from '../harness/source-node-types';
import { days, pass, takeOverTime } from '../nodes/time';
import { logNode, match, NodeWorld, PACKAGE, saveNode, type Parameters } from '../nodes/world';
import { Lives } from './history-lives';

export interface LogRow {
	readonly from: string;
	readonly orderId: string;
	readonly targetOrderId: string | undefined;
	readonly state: string;
	readonly reason: string | undefined;
	/** For what a person was ever asked to look at it. */
	readonly told: readonly string[];
}

/** How n8n fares at a run: all goes well, it is given out and never begins, it is done twice, or n8n dies at this step. */
export type Fate = 'well' | 'lost' | 'twice' | number;

interface Flow {
	readonly nodes: readonly EngineNode[];
	readonly connections?: readonly EngineConnection[];
}

const WEEK = days(7);
const STATES = ['pending', 'synced', 'error', 'cancelled', 'deleted'] as const;
const CREDENTIALS = { amazonSellingPartnerApi: 'Amazon', wooCommerceStoreApi: 'Store' };
const node = (name: string, type: string, parameters: Parameters): EngineNode => ({
	name,
	id: name,
	type: `${PACKAGE}.${type}`,
	parameters,
	credentials: CREDENTIALS,
});
const ofAmazon = (name: string, events: readonly string[]): EngineNode => ({
	...node(name, 'amazonOrderTrigger', { events: [...events], personalData: true }),
	credentials: { amazonSellingPartnerApi: 'Amazon' },
});
const ofStore = (name: string, events: readonly string[]): EngineNode => ({
	...node(name, 'wooCommerceOrderTrigger', { events: [...events], instant: false }),
	credentials: { wooCommerceStoreApi: 'Store' },
});
const follow = (...names: readonly string[]): readonly EngineConnection[] =>
	names.slice(1).map((to, at) => ({ from: names[at] ?? '', to }));
const updates = node('Ask', 'amazonMultiChannelFulfillment', { operation: 'getUpdates' });

/** The workflows of the templates; those that begin with no trigger of ours begin with a schedule, or with a word. */
const FLOWS = {
	importOrders: {
		nodes: [ofAmazon('New orders', ['toShip', 'shippedByAmazon', 'cancelled', 'changed']), match(), saveNode()],
		connections: follow('New orders', 'Match', 'Save'),
	},
	followCancellations: {
		nodes: [ofAmazon('Cancelled at Amazon', ['cancelled', 'cancelRequested']), match(), saveNode()],
		connections: follow('Cancelled at Amazon', 'Match', 'Save'),
	},
	sendPaid: {
		nodes: [ofStore('Paid', ['paid']), node('Send', 'amazonMultiChannelFulfillment', { operation: 'create' })],
		connections: follow('Paid', 'Send'),
	},
	track: {
		nodes: [updates, node('Show', 'confirmShipment', { store: 'woocommerce', options: { notifyGuests: true } })],
		connections: follow('Ask', 'Show'),
	},
	confirm: {
		nodes: [ofStore('Shipped', ['shipped']), node('Confirm', 'confirmShipment', { store: 'amazon', parcels: 'items' })],
		connections: follow('Shipped', 'Confirm'),
	},
	reportCancelled: {
		nodes: [ofStore('Cancelled in the store', ['cancelled', 'refunded']), node('Report', 'cancelAmazonOrder', { operation: 'report' })],
		connections: follow('Cancelled in the store', 'Report'),
	},
	reconcile: {
		nodes: [node('Yesterday', 'orderSyncLog', { operation: 'reconcile', whichDay: 'yesterday', personalData: true }), match(), saveNode()],
		connections: follow('Yesterday', 'Match', 'Save'),
	},
} as const satisfies Readonly<Record<string, Flow>>;
export type FlowName = keyof typeof FLOWS;
/** Those that run by day. */
export const FLOW_NAMES: readonly FlowName[] = ['importOrders', 'followCancellations', 'sendPaid', 'track', 'confirm', 'reportCancelled'];
const BY_CLOCK: readonly FlowName[] = ['track', 'reconcile'];

let prepared: { readonly lives: Lives; readonly engine: Engine } | undefined;

function prepare(): { readonly lives: Lives; readonly engine: Engine } {
	if (prepared !== undefined) return prepared;
	takeOverTime();
	const lives = new Lives();
	const credentials: readonly ICredentialType[] = [new AmazonSellingPartnerApi(), new StorebridgeDatabaseApi(), new WooCommerceStoreApi()];
	prepared = { lives, engine: new Engine(new SourceNodeTypes(credentials)) };
	return prepared;
}

/** An n8n with all workflows of orders, an Amazon account and a shop, each of which may fail at any moment. */
export class HistoryWorld {
	/** Runs that failed although nothing failed around them. */
	readonly failures: string[] = [];
	/** Nothing fails around them any more, and what failed is long ago. */
	isCalm = false;

	private constructor(
		readonly nodes: NodeWorld,
		private readonly lives: Lives,
	) {}

	static async start(): Promise<HistoryWorld> {
		const { lives, engine } = prepare();
		// Each begins at the same hour of the same weekday: so a seed is the same history again.
		jest.setSystemTime((Math.floor(Date.now() / WEEK) + 1) * WEEK);
		const world = new HistoryWorld(await NodeWorld.start({ settings: { fulfillments: true } }, engine), lives);
		// Not where an order was made smaller after it was sent: the judge looks at that itself.
		world.nodes.wantDamage('doubleFulfillment');
		const file = world.nodes.databaseFile();
		mkdirSync(dirname(file), { recursive: true });
		lives.begin(file);
		for (const standIn of [world.nodes.sandbox.amazon, world.nodes.store]) {
			const handle = standIn.handle.bind(standIn);
			standIn.handle = async (request) => (lives.isDead ? { status: 503 } : await handle(request));
		}
		return world;
	}

	async stop(): Promise<void> {
		await this.lives.end();
		await this.nodes.stop();
	}

	async flow(name: FlowName, fate: Fate = 'well'): Promise<void> {
		// No two polls are of the same millisecond.
		pass(1);
		await this.work(typeof fate === 'number' ? fate : undefined, async () => {
			const flow: Flow = FLOWS[name];
			const items = await this.begin(name, flow);
			if (items === undefined || fate === 'lost') return;
			for (let times = fate === 'twice' ? 2 : 1; times > 0; times -= 1) {
				const result = await this.run(name, flow, items);
				if (name === 'reportCancelled') await this.stopAtWarehouse(result);
			}
		});
	}

	/** What a person does with a node by hand. */
	async byHand(type: string, parameters: Parameters): Promise<readonly INodeExecutionData[]> {
		let found: readonly INodeExecutionData[] = [];
		await this.work(undefined, async () => {
			const result = await this.run(type, { nodes: [node('By hand', type, parameters)] }, [{ json: {} }]);
			found = result.outputs('By hand').flat();
		});
		return found;
	}

	/** What a person asks of the log, or tells it. */
	async log(parameters: Parameters): Promise<void> {
		await this.work(undefined, async () => {
			await this.run('log', { nodes: [logNode(parameters)] }, [{ json: {} }]);
		});
	}

	async logRows(): Promise<readonly LogRow[]> {
		const lists = await Promise.all(
			['woocommerce', 'amazon'].map(async (account) => {
				const result = await this.run('log', { nodes: [logNode({ account, states: [...STATES], returnAll: true })] }, [{ json: {} }]);
				return result.outputs('Log').flat();
			}),
		);
		const told = this.told();
		const rows = lists.flat().map(({ json }) => ({
			from: String(json['source']),
			orderId: String(json['orderId']),
			targetOrderId: json['targetOrderId'] === undefined ? undefined : String(json['targetOrderId']),
			state: String(json['state']),
			reason: (json['reason'] as { readonly code?: string } | undefined)?.code,
			told: told.filter(({ sale }) => sale === `${String(json['orderId'])} ${String(json['orderNumber'])}`).map(({ code }) => code),
		}));
		return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
	}

	/** The history of the sales; what was seen to does not stand in their rows any more. */
	private told(): readonly { readonly sale: string; readonly code: string }[] {
		const names = new Map(this.nodes.rows('sale').map((row) => [row['id'], `${String(row['order_id'])} ${String(row['order_number'])}`]));
		return this.nodes
			.rows('sale_event')
			.filter(({ state }) => state === 'error')
			.map((event) => ({ sale: names.get(event['sale_id']) ?? '', code: String(event['reason_code']) }));
	}

	fault(rule: FaultRule): void {
		this.nodes.fault(rule);
	}

	/** A fault that ends with the work. */
	async during(rule: FaultRule | undefined, work: () => Promise<void>): Promise<void> {
		const { faults } = this.nodes.sandbox;
		const before = faults.list();
		if (rule !== undefined) this.nodes.fault(rule);
		await work();
		if (rule === undefined) return;
		faults.clear();
		for (const { id: _id, hits, times, ...kept } of before)
			if (times === undefined || times > hits) this.nodes.fault({ ...kept, ...(times === undefined ? {} : { times: times - hits }) });
	}

	private async begin(name: FlowName, { nodes }: Flow): Promise<readonly INodeExecutionData[] | undefined> {
		if (BY_CLOCK.includes(name)) return [{ json: {} }];
		const found = await this.nodes.engine.pollNode({
			nodes,
			id: name,
			credentials: this.nodes.credentials(),
			onFailedExecution: (error) => {
				throw error;
			},
		});
		return found?.[0];
	}

	private async run(id: string, { nodes, connections = [] }: Flow, items: readonly INodeExecutionData[]): Promise<RunResult> {
		const result = await this.nodes.run({ nodes, connections, items, id });
		if (result.error !== undefined) throw result.error;
		return result;
	}

	/** As the template does it: of the orders that were bought in the shop Amazon's warehouses are asked at once. */
	private async stopAtWarehouse(result: RunResult): Promise<void> {
		const isOfShop = ({ json }: INodeExecutionData): boolean =>
			(json['cancellation'] as { readonly action?: unknown } | undefined)?.action === 'shopOrder';
		const items = (result.outputs('Report')[0] ?? []).filter(isOfShop);
		if (items.length > 0) await this.run('reportCancelled', { nodes: [updates] }, items);
	}

	private async work(diesAt: number | undefined, what: () => Promise<void>): Promise<void> {
		try {
			await this.lives.during(diesAt, what);
		} catch (error) {
			if (this.isCalm) this.failures.push(error instanceof Error ? error.message : String(error));
		}
	}
}
