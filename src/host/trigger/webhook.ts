import { NodeOperationError, type IHookFunctions, type IWebhookFunctions, type IWebhookResponseData } from 'n8n-workflow';
import { newOwner } from '../../database';
import { PlatformError } from '../../domain/platform-error';
import type { Database } from '../../ports/database';
import type { Delivery as StoreDelivery, StoreWebhooks } from '../../ports/store-orders';
import {
	forgetWebhook,
	noteCall,
	receiveOrder,
	registerWebhook,
	renewWebhook,
	type Subject,
	type TriggerKind,
	type WebhookDeps,
} from '../../usecases/trigger';
import { systemClock } from '../clock';
import { toNodeError } from '../node-errors';
import { openDatabase } from '../open-database';
import { requireRunEnds } from './host-version';
import { memoryOfWebhook } from './memory-fault';
import { noticeText } from './notice';
import { deliveredItems, subscriptionOf, type InstantTrigger } from './trigger';

const HOOK_BUDGET_MS = 30_000;
const DELIVERY_BUDGET_MS = 15_000;

/** Registrations under way: the store calls an address while its hook is made. */
const registering = new Map<string, Promise<unknown>>();

function addressOf(context: IHookFunctions | IWebhookFunctions): string {
	const address = context.getNodeWebhookUrl('default');
	if (address === undefined) throw new NodeOperationError(context.getNode(), 'n8n gave this node no webhook address');
	return address;
}

const depsOf = (database: Database, webhooks: StoreWebhooks): WebhookDeps => ({
	webhooks,
	database,
	clock: systemClock,
	owner: newOwner(),
});

/** Makes the platform call this workflow. An address that it refuses is no failure: the node polls as well. */
export async function createWebhook<Reading, Settings, Shown>(
	context: IHookFunctions,
	trigger: InstantTrigger<Reading, Settings, Shown>,
): Promise<boolean> {
	try {
		requireRunEnds(context.getNode());
		const address = addressOf(context);
		const database = await memoryOfWebhook(context, address);
		if (database === undefined) return true;
		const { webhooks, admitted } = await trigger.connect(context, database, HOOK_BUDGET_MS);
		await admitted();
		const work =
			context.getMode() === 'manual'
				? listenForTest(context, webhooks, address, trigger.subject)
				: register(context, depsOf(database, webhooks), address, trigger);
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

async function register(
	context: IHookFunctions,
	deps: WebhookDeps,
	address: string,
	trigger: Parameters<typeof noticeText>[1],
): Promise<void> {
	const notice = await registerWebhook(deps, subscriptionOf(context), address);
	if (notice !== undefined) context.logger.warn(`Storebridge: ${noticeText(notice, trigger)}`);
}

async function listenForTest(context: IHookFunctions, webhooks: StoreWebhooks, address: string, { one, many }: Subject): Promise<void> {
	const refused = (await webhooks.ensure(address)).find((state) => state.kind === 'unreachableAddress');
	if (refused === undefined) return;
	throw new NodeOperationError(context.getNode(), refused.why, {
		description: `Switch "Instant" off to fetch a sample ${one} instead. A published workflow gets its ${many} by polling.`,
	});
}

export async function deleteWebhook<Reading, Settings, Shown>(
	context: IHookFunctions,
	trigger: InstantTrigger<Reading, Settings, Shown>,
): Promise<boolean> {
	try {
		const database = await openDatabase(context);
		const { webhooks } = await trigger.connect(context, database, HOOK_BUDGET_MS);
		const address = addressOf(context);
		if (context.getMode() === 'manual') await webhooks.remove(address);
		else await forgetWebhook(depsOf(database, webhooks), subscriptionOf(context), address);
		return true;
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

/** Which one something happened to. */
const toldOf = (delivery: StoreDelivery): string | undefined => {
	if (delivery.kind === 'product') return delivery.productId;
	return delivery.kind === 'order' ? delivery.orderId : undefined;
};

type Request = ReturnType<IWebhookFunctions['getRequestObject']> & { rawBody?: Buffer };

/**
 * One delivery: judged by its bytes, answered at once, then what it is about is read anew at the platform. What goes wrong after
 * the answer is found by the next poll.
 */
export async function receiveDelivery<Reading, Settings, Shown>(
	context: IWebhookFunctions,
	trigger: InstantTrigger<Reading, Settings, Shown>,
): Promise<IWebhookResponseData> {
	requireRunEnds(context.getNode());
	const answer = (status: number): void => {
		context.getResponseObject().status(status).end();
	};
	const answered: IWebhookResponseData = { noWebhookResponse: true };
	const database = await openDatabase(context);
	const { kind, webhooks, admitted } = await trigger.connect(context, database, DELIVERY_BUDGET_MS);
	const delivery = webhooks.judge(addressOf(context), headersOf(context), bytesOf(context));
	answer(delivery.kind === 'refused' ? delivery.status : 200);
	if (delivery.kind === 'refused' || delivery.kind === 'ignored') return answered;
	const told = toldOf(delivery);
	try {
		if (context.getMode() === 'manual') return { ...answered, ...(await testRun(context, database, trigger, kind, told)) };
		await admitted();
		const deps = depsOf(database, webhooks);
		const subscription = subscriptionOf(context);
		await noteCall(deps, subscription);
		if (delivery.kind === 'denied') {
			const notice = await renewWebhook(deps, subscription, delivery.hookId);
			if (notice !== undefined) context.logger.warn(`Storebridge: ${noticeText(notice, trigger)}`);
		}
		if (told === undefined) return answered;
		const { deliveries, stopped } = await receiveOrder(deps, kind, subscription, told);
		if (stopped !== undefined) throw stopped;
		return deliveries.length === 0
			? answered
			: { ...answered, workflowData: [deliveredItems(trigger.itemOf, database, subscription, deliveries)] };
	} catch (error) {
		const why = error instanceof PlatformError ? error.message : 'unexpected fault';
		context.logger.warn(`Storebridge: the ${trigger.subject.one} of a webhook could not be read now, the next poll does it: ${why}`);
		return answered;
	}
}

/** "Execute workflow" listens for a delivery. The first call is enough: the node then fetches a sample itself. */
async function testRun<Reading, Settings, Shown>(
	context: IWebhookFunctions,
	database: Database,
	trigger: InstantTrigger<Reading, Settings, Shown>,
	kind: TriggerKind<Reading, Settings, Shown>,
	told: string | undefined,
): Promise<IWebhookResponseData> {
	// n8n removes the hooks as soon as the run begins: all of them have to be there.
	await registering.get(addressOf(context))?.catch(() => undefined);
	const shown = told === undefined ? undefined : await shownOf(context, trigger, kind, told);
	if (shown === undefined) return { workflowData: [context.helpers.returnJsonArray({})] };
	return { workflowData: [[trigger.itemOf(shown, { database: database.id, event: 'sample' }, 0)]] };
}

/** Undefined also for a panel with a mistake: the run that begins all the same names it. */
async function shownOf<Reading, Settings, Shown>(
	context: IWebhookFunctions,
	trigger: InstantTrigger<Reading, Settings, Shown>,
	kind: TriggerKind<Reading, Settings, Shown>,
	told: string,
): Promise<Shown | undefined> {
	let settings: Settings;
	try {
		({ settings } = trigger.readPanel(context));
	} catch (error) {
		if (error instanceof NodeOperationError) return undefined;
		throw error;
	}
	const reading = await kind.get(told, settings);
	return reading === undefined ? undefined : kind.show(reading, settings);
}

const headersOf = (context: IWebhookFunctions): Record<string, string | undefined> =>
	Object.fromEntries(Object.entries(context.getHeaderData()).map(([name, value]) => [name, typeof value === 'string' ? value : undefined]));

/** n8n has read them already, but for forms with files, which no store sends. */
const bytesOf = (context: IWebhookFunctions): Buffer => (context.getRequestObject() as Request).rawBody ?? Buffer.alloc(0);
