import { NodeOperationError, type IHookFunctions, type IWebhookFunctions, type IWebhookResponseData } from 'n8n-workflow';
import { newOwner } from '../database';
import { PlatformError } from '../domain/platform-error';
import type { Database } from '../ports/database';
import { forgetWebhook, noteCall, registerWebhook } from '../usecases/store-collect/keep-webhook';
import { receiveStoreOrder } from '../usecases/store-collect/receive-store-order';
import { systemClock } from './clock';
import { orderItem } from './items';
import { toNodeError } from './node-errors';
import { openDatabase } from './open-database';
import { storeItems } from './woocommerce-trigger';
import { noticeText } from './woocommerce-trigger-notice';
import { subscriptionIn, triggerStore, type TriggerStore } from './woocommerce-trigger-store';

const HOOK_BUDGET_MS = 30_000;
const DELIVERY_BUDGET_MS = 15_000;

/** Registrations under way: the store calls an address while its hook is made. */
const registering = new Map<string, Promise<unknown>>();

function addressOf(context: IHookFunctions | IWebhookFunctions): string {
	const address = context.getNodeWebhookUrl('default');
	if (address === undefined) throw new NodeOperationError(context.getNode(), 'n8n gave this node no webhook address');
	return address;
}

/** Makes the store call this workflow. An address that the store refuses is no failure: the node polls as well. */
export async function createWooCommerceWebhook(context: IHookFunctions): Promise<boolean> {
	try {
		const database = await openDatabase(context);
		const store = await triggerStore(context, database, HOOK_BUDGET_MS);
		const address = addressOf(context);
		const work = context.getMode() === 'manual' ? listenForTest(context, store, address) : register(context, database, store, address);
		registering.set(address, work);
		try {
			await work;
		} finally {
			registering.delete(address);
		}
		return true;
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

async function register(context: IHookFunctions, database: Database, { webhooks }: TriggerStore, address: string): Promise<void> {
	const notice = await registerWebhook({ webhooks, database, clock: systemClock, owner: newOwner() }, subscriptionIn(context), address);
	if (notice !== undefined) context.logger.warn(`Storebridge: ${noticeText(notice)}`);
}

async function listenForTest(context: IHookFunctions, { webhooks }: TriggerStore, address: string): Promise<void> {
	const refused = (await webhooks.ensure(address)).find((state) => state.kind === 'unreachableAddress');
	if (refused === undefined) return;
	throw new NodeOperationError(context.getNode(), refused.why, {
		description: 'Switch "Instant" off to fetch a sample order instead. A published workflow gets its orders by polling.',
	});
}

export async function deleteWooCommerceWebhook(context: IHookFunctions): Promise<boolean> {
	try {
		const database = await openDatabase(context);
		const store = await triggerStore(context, database, HOOK_BUDGET_MS);
		const address = addressOf(context);
		if (context.getMode() === 'manual') await store.webhooks.remove(address);
		else
			await forgetWebhook({ webhooks: store.webhooks, database, clock: systemClock, owner: newOwner() }, subscriptionIn(context), address);
		return true;
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

type Request = ReturnType<IWebhookFunctions['getRequestObject']> & { rawBody?: Buffer };

/**
 * One delivery: judged by its bytes, answered at once, then the order is read anew at the store. What goes wrong after the
 * answer is found by the next poll.
 */
export async function receiveWooCommerceWebhook(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const answer = (status: number): void => {
		context.getResponseObject().status(status).end();
	};
	const answered: IWebhookResponseData = { noWebhookResponse: true };
	const database = await openDatabase(context);
	const store = await triggerStore(context, database, DELIVERY_BUDGET_MS);
	const address = addressOf(context);
	const delivery = store.webhooks.judge(address, headersOf(context), bytesOf(context));
	answer(delivery.kind === 'refused' ? delivery.status : 200);
	if (delivery.kind === 'refused' || delivery.kind === 'ignored') return answered;
	try {
		if (context.getMode() === 'manual') return { ...answered, ...(await testRun(context, database, store, address, delivery)) };
		await noteCall({ webhooks: store.webhooks, database, clock: systemClock, owner: newOwner() }, subscriptionIn(context));
		if (delivery.kind === 'ping') return answered;
		const deps = { source: store.storeOrders, database, clock: systemClock, owner: newOwner() };
		const subscription = subscriptionIn(context);
		const { deliveries, stopped } = await receiveStoreOrder(deps, subscription, delivery.orderId);
		if (stopped !== undefined) throw stopped;
		return deliveries.length === 0 ? answered : { ...answered, workflowData: [storeItems(database, subscription, deliveries)] };
	} catch (error) {
		const why = error instanceof PlatformError ? error.message : 'unexpected fault';
		context.logger.warn(`Storebridge: the order of a webhook could not be read now, the next poll does it: ${why}`);
		return answered;
	}
}

/** "Execute workflow" listens for a delivery. The store's first call is enough: the node then fetches a sample itself. */
async function testRun(
	context: IWebhookFunctions,
	database: Database,
	store: TriggerStore,
	address: string,
	delivery: { readonly kind: 'ping' } | { readonly kind: 'order'; readonly orderId: string },
): Promise<IWebhookResponseData> {
	// n8n removes the hooks as soon as the run begins: all of them have to be there.
	await registering.get(address)?.catch(() => undefined);
	const order = delivery.kind === 'order' ? await store.storeOrders.get(delivery.orderId) : undefined;
	if (order === undefined) return { workflowData: [context.helpers.returnJsonArray({})] };
	return { workflowData: [[orderItem({ order: order.order, mark: { database: database.id, event: 'sample' }, input: 0 })]] };
}

const headersOf = (context: IWebhookFunctions): Record<string, string | undefined> =>
	Object.fromEntries(Object.entries(context.getHeaderData()).map(([name, value]) => [name, typeof value === 'string' ? value : undefined]));

/** n8n has read them already, but for forms with files, which no store sends. */
const bytesOf = (context: IWebhookFunctions): Buffer => (context.getRequestObject() as Request).rawBody ?? Buffer.alloc(0);
