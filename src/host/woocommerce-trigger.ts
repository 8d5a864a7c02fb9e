import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData, type IPollFunctions } from 'n8n-workflow';
import { newOwner } from '../database';
import { accountKey } from '../domain/account';
import { PlatformError } from '../domain/platform-error';
import type { StoreEvent } from '../domain/store-order-events';
import type { Database } from '../ports/database';
import type { StoreOrder } from '../ports/store-orders';
import { collectStoreOrders } from '../usecases/store-collect/collect-store-orders';
import { handOutStoreOrders, type StoreDelivery } from '../usecases/store-collect/hand-out-store-orders';
import { forgetWebhook, repairWebhook, webhookNotice } from '../usecases/store-collect/keep-webhook';
import { readingOf } from '../usecases/store-collect/order-reading';
import { systemClock } from './clock';
import { CredentialRest } from './credential-rest';
import { orderItem, readMark } from './items';
import { toNodeError } from './node-errors';
import { openDatabase } from './open-database';
import { watchRun } from './run-watch';
import { noticeText } from './woocommerce-trigger-notice';
import { readStoreTriggerPanel } from './woocommerce-trigger-settings';
import { subscriptionIn, triggerStore, type TriggerStore } from './woocommerce-trigger-store';

/** n8n ends a poll after five minutes. */
const POLL_BUDGET_MS = 3 * 60_000;
const SAMPLE_BUDGET_MS = 20_000;
const MOST_ORDERS = 200;
const DAY_MS = 24 * 60 * 60_000;
/** How far back a sample is looked for, in days. */
const SAMPLE_DAYS = [1, 7, 30, 60];

export const storeItems = (database: Database, subscription: string, deliveries: readonly StoreDelivery[]): INodeExecutionData[] =>
	deliveries.map(({ order, event, stamp }, input) =>
		orderItem({ order, mark: { database: database.id, subscription, event, inbox: stamp }, input }),
	);

/** One poll: finds what the webhook missed, and looks after the webhook itself. */
export async function pollWooCommerceOrders(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	try {
		return context.getMode() === 'manual' ? [await sample(context)] : await production(context);
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

async function production(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const panel = readStoreTriggerPanel(context);
	const database = await openDatabase(context);
	const store = await triggerStore(context, database, POLL_BUDGET_MS);
	const account = accountKey(store.account);
	const rest = await CredentialRest.of(database, account, store.credentialMark);
	const resting = (why: string): null => {
		context.logger.warn(`Storebridge: polling of ${account} rests until its credential is renewed: ${why}`);
		return null;
	};
	if (rest.quiet) return resting(rest.why ?? '');
	const { instant, ...settings } = panel;
	const deps = { source: store.storeOrders, database, clock: systemClock, owner: newOwner() };
	const subscription = subscriptionIn(context);
	const collected = await collectStoreOrders(deps, subscription, settings);
	const handed = await handOutStoreOrders(deps, subscription, MOST_ORDERS);
	const stopped = collected.stopped ?? handed.stopped;
	if (stopped === undefined) {
		rest.accepted();
		await lookAfterWebhook(context, store, database, instant);
	}
	if (handed.deliveries.length > 0) {
		if (stopped !== undefined) context.logger.warn(`Storebridge: the store was read in part only: ${stopped.message}`);
		return [storeItems(database, subscription, handed.deliveries)];
	}
	if (stopped?.details.kind === 'credential') {
		await rest.refused(stopped.message);
		if (rest.why !== undefined) return resting(stopped.message);
	}
	if (stopped !== undefined && stopped.details.kind !== 'rateLimited') throw stopped;
	return null;
}

/** The orders come by polling as well: what is wrong with the webhook must not stop them. */
async function lookAfterWebhook(context: IPollFunctions, store: TriggerStore, database: Database, instant: boolean): Promise<void> {
	const deps = { webhooks: store.webhooks, database, clock: systemClock, owner: newOwner() };
	const subscription = subscriptionIn(context);
	try {
		if (!instant) {
			await forgetWebhook(deps, subscription);
			return;
		}
		const notice = await repairWebhook(deps, subscription);
		if (notice !== undefined) context.logger.warn(`Storebridge: ${noticeText(notice)}`);
	} catch (error) {
		if (!(error instanceof PlatformError)) throw error;
		context.logger.warn(`Storebridge: the webhook could not be looked after: ${error.message}`);
	}
}

/**
 * The first step of an execution. Only orders whose hand-out is still theirs go on; they count as begun now and as
 * done when the run ends well. A run by hand without orders fetches a sample.
 */
export async function beginWooCommerceOrders(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	try {
		const marked = items.flatMap((item) => {
			const mark = readMark(item);
			return mark?.inbox === undefined ? [] : [{ item, stamp: mark.inbox }];
		});
		if (marked.length > 0) {
			const database = await openDatabase(context);
			const begun = await watchRun(context, database, marked);
			await sayNotice(context, database);
			return [begun];
		}
		if (context.getMode() !== 'manual') return [[]];
		return [items.some((item) => readMark(item) !== undefined) ? items : await sample(context)];
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

async function sayNotice(context: IExecuteFunctions, database: Database): Promise<void> {
	const store = await triggerStore(context, database, SAMPLE_BUDGET_MS);
	const notice = await webhookNotice(
		{ webhooks: store.webhooks, database, clock: systemClock, owner: newOwner() },
		subscriptionIn(context),
	);
	if (notice !== undefined)
		context.addExecutionHints({ message: noticeText(notice), location: 'outputPane', type: notice.kind === 'mended' ? 'info' : 'warning' });
}

/** One recent order for building the workflow; reads and writes no inbox. */
async function sample(context: IExecuteFunctions | IPollFunctions): Promise<INodeExecutionData[]> {
	const panel = readStoreTriggerPanel(context);
	const database = await openDatabase(context);
	const store = await triggerStore(context, database, SAMPLE_BUDGET_MS);
	for (const days of SAMPLE_DAYS) {
		const { orders } = await store.storeOrders.changedSince(new Date(systemClock.now() - days * DAY_MS).toISOString());
		const order = orders.findLast((one) => panel.events.some((event) => fits(one, event, panel.shippedStatuses, database)));
		if (order !== undefined) return [orderItem({ order: order.order, mark: { database: database.id, event: 'sample' }, input: 0 })];
	}
	throw new NodeOperationError(context.getNode(), `The store has no such order of the last ${SAMPLE_DAYS.at(-1) ?? 0} days`, {
		description: 'Choose more events, place a test order in the store, or publish the workflow: it starts with the next order.',
	});
}

function fits(order: StoreOrder, event: StoreEvent, shippedStatuses: readonly string[], database: Database): boolean {
	const { facts, fromAmazon } = readingOf(order, { shippedStatuses }, database);
	if (event === 'paid') return facts.paid && !fromAmazon;
	if (event === 'changed') return !fromAmazon;
	return event === 'refunded' ? facts.refunded > 0 : facts[event];
}
