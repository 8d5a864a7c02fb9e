import type { IExecuteFunctions, INode, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { subscriptionId, type SubscriptionId } from '../../domain/ids';
import type { Order } from '../../domain/order';
import type { Database } from '../../ports/database';
import type { StoreWebhooks } from '../../ports/store-orders';
import { ORDERS, type Delivery, type Subject, type TriggerKind } from '../../usecases/trigger';
import type { Context } from '../context';
import { orderItem, type ItemMark } from '../items';
import type { PanelContext } from './panel';

/** n8n ends a poll after five minutes; the rest of the time is for the database and n8n itself. */
export const POLL_BUDGET_MS = 3 * 60_000;
/** A person waits for it in the editor. */
export const SAMPLE_BUDGET_MS = 20_000;

/** What a person chose in the node's panel. */
export interface Panel<Settings> {
	readonly settings: Settings;
	/** Whether the platform calls us; else it is only asked. Absent where it cannot. */
	readonly instant?: boolean;
}

/** The account of the node's credential. */
export interface Connection<Reading, Settings, Shown = Order> {
	readonly kind: TriggerKind<Reading, Settings, Shown>;
	/** Another one once the credential is renewed; tells nothing about it. */
	readonly credentialMark: string;
	/** Throws where the memory knows the account otherwise: nothing may be noted under its address. */
	admitted(): Promise<void>;
	/** Throws for settings that this account cannot have. */
	check?(node: INode, settings: Settings): Promise<void>;
	readonly webhooks?: StoreWebhooks;
}

export interface WithWebhooks {
	readonly webhooks: StoreWebhooks;
}

/** A trigger node as far as it differs from the others. */
export interface Trigger<Reading, Settings, Shown = Order> {
	readonly subject: Subject;
	/** How one stands in the output. */
	itemOf(shown: Shown, mark: ItemMark, input: number): INodeExecutionData;
	/** As texts speak of it: `Amazon`, `the store`. */
	readonly called: string;
	/** The name of its software, for texts. */
	readonly platform: string;
	/** Whether the platform can call us. */
	readonly isInstant: boolean;
	/** How far back a sample is looked for. */
	readonly sampleDays: number;
	readonly noSampleAdvice: string;
	/** Throws for what would silently find nothing: an expression may give anything. */
	readPanel(context: PanelContext): Panel<Settings>;
	/** @param budgetMs how long all reads together may wait between attempts */
	connect(context: IExecuteFunctions | IPollFunctions, database: Database, budgetMs: number): Promise<Connection<Reading, Settings, Shown>>;
}

/** A trigger node whose platform calls us. */
export interface InstantTrigger<Reading, Settings, Shown = Order> extends Trigger<Reading, Settings, Shown> {
	connect(context: Context, database: Database, budgetMs: number): Promise<Connection<Reading, Settings, Shown> & WithWebhooks>;
}

/** A trigger of orders. */
export const TELLS_ORDERS = {
	subject: ORDERS,
	itemOf: (order: Order, mark: ItemMark, input: number): INodeExecutionData => orderItem({ order, mark, input }),
} as const;

interface Placed {
	getWorkflow(): { readonly id?: string | undefined };
	getNode(): { readonly id: string };
}

export const subscriptionOf = (context: Placed): SubscriptionId => subscriptionId(context.getWorkflow().id ?? '', context.getNode().id);

/** What was given out, as the items of a run. */
export const deliveredItems = <Shown>(
	itemOf: Trigger<unknown, unknown, Shown>['itemOf'],
	database: Database,
	subscription: SubscriptionId,
	deliveries: readonly Delivery<Shown>[],
): INodeExecutionData[] =>
	deliveries.map(({ order, event, stamp }, input) => itemOf(order, { database: database.id, subscription, event, inbox: stamp }, input));
