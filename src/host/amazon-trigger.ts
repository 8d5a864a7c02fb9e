import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData, type IPollFunctions } from 'n8n-workflow';
import { accountKey } from '../domain/account';
import { newOwner } from '../database';
import { classifyOrder, ORDER_EVENTS, wants, type OrderEvent } from '../domain/order-events';
import { withoutPersonalData } from '../domain/personal-data';
import { PlatformError } from '../domain/platform-error';
import type { Amazon } from '../platforms/amazon';
import { collectOrders } from '../usecases/collect/collect-orders';
import { handOutOrders } from '../usecases/collect/hand-out-orders';
import type { TriggerSettings } from '../usecases/collect/settings';
import { systemClock } from './clock';
import { orderItem, readMark } from './items';
import { toNodeError } from './node-errors';
import { openDatabase } from './open-database';
import { amazonOf } from './ports';
import { watchRun } from './run-watch';

const SAMPLE_DAYS = 30;

/** One production poll. Gives out what the inbox holds even when Amazon cannot be asked right now. */
export async function pollAmazonOrders(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	if (context.getMode() === 'manual') return [await sample(context)];
	try {
		return await production(context);
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

async function production(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const database = await openDatabase(context);
	const amazon = await amazonOf(context, database);
	const account = accountKey(amazon.account);
	const paused = await database.streams.pausedFor(account, amazon.credentialMark);
	if (paused !== undefined) {
		// Said once as an error, with its mail; from then on quietly until the credential is renewed.
		context.logger.warn(`Storebridge: polling of ${account} rests until its credential is renewed: ${paused}`);
		return null;
	}
	const settings = readSettings(context);
	const deps = { source: amazon.orderSource, database, clock: systemClock, owner: newOwner() };
	const subscription = subscriptionOf(context);
	const collected = await collectOrders(deps, subscription, settings);
	const handed = await handOutOrders(deps, subscription, settings, collected.orders);
	const stopped = collected.stopped ?? handed.stopped;
	if (stopped?.details.kind === 'credential') await database.streams.pause(account, amazon.credentialMark, stopped.message);
	if (handed.deliveries.length === 0) {
		if (stopped !== undefined && stopped.details.kind !== 'rateLimited') throw stopped;
		return null;
	}
	if (stopped !== undefined) context.logger.warn(`Storebridge: Amazon was read in part only: ${stopped.message}`);
	return [
		handed.deliveries.map(({ order, event, stamp }, input) =>
			orderItem({ order, mark: { database: database.id, subscription, event, inbox: stamp }, input }),
		),
	];
}

/**
 * The first step of an execution. Only orders whose hand-out is still theirs go on; they count as begun now and as
 * done when the run ends well, whatever the workflow did with them. A run by hand without orders fetches a sample.
 */
export async function beginAmazonOrders(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	try {
		const marked = items.flatMap((item) => {
			const mark = readMark(item);
			return mark?.inbox === undefined ? [] : [{ item, stamp: mark.inbox }];
		});
		if (marked.length > 0) return [await watchRun(context, await openDatabase(context), marked)];
		if (context.getMode() !== 'manual') return [[]];
		return [items.some((item) => readMark(item) !== undefined) ? items : await sample(context)];
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

/** One recent order for building the workflow; reads and writes no inbox. */
async function sample(context: IExecuteFunctions | IPollFunctions): Promise<INodeExecutionData[]> {
	const database = await openDatabase(context);
	const amazon: Amazon = await amazonOf(context, database);
	const settings = readSettings(context);
	const from = new Date(systemClock.now() - SAMPLE_DAYS * 24 * 60 * 60_000).toISOString();
	const page = await amazon.orderSource.search({ by: 'updated', from, personalData: settings.personalData, raw: settings.raw });
	const fitting = page.orders.filter((order) => {
		const event = classifyOrder(order, false);
		const here = settings.marketplaces.length === 0 || settings.marketplaces.includes(order.marketplace);
		return here && event !== undefined && wants(settings.events, event);
	});
	const order = fitting.at(-1);
	if (order === undefined) {
		throw new NodeOperationError(context.getNode(), `Amazon has no such order of the last ${SAMPLE_DAYS} days`, {
			description: 'Choose more events or marketplaces, or publish the workflow: it starts with the next order.',
		});
	}
	const shown = settings.personalData ? order : withoutPersonalData(order);
	return [orderItem({ order: shown, mark: { database: database.id, event: 'sample' }, input: 0 })];
}

/** Workflow and node id: the same after a rename, another one for a copy. */
const subscriptionOf = (context: IPollFunctions): string => `${context.getWorkflow().id ?? ''}:${context.getNode().id}`;

function readSettings(context: IExecuteFunctions | IPollFunctions): TriggerSettings {
	const read = (name: string, fallback?: unknown): unknown =>
		'getInputData' in context ? context.getNodeParameter(name, 0, fallback) : context.getNodeParameter(name, fallback);
	const list = (value: unknown): string[] => (Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : []);
	const others = String(read('options.otherMarketplaces', '')).split(',').map((id) => id.trim()).filter((id) => id !== '');
	const date = read('startFrom', 'now') === 'date' ? String(read('backfillFrom', '')) : '';
	if (date !== '' && Number.isNaN(Date.parse(date))) throw new PlatformError('"Orders Bought Since" is not a date', { platform: 'amazon', kind: 'configuration', operation: 'trigger' });
	return {
		marketplaces: [...list(read('marketplaces', [])), ...others],
		events: list(read('events', [])).filter((event): event is OrderEvent => (ORDER_EVENTS as readonly string[]).includes(event)),
		personalData: read('personalData', false) === true,
		raw: read('options.raw', false) === true,
		...(date === '' ? {} : { backfillFrom: new Date(date).toISOString() }),
	};
}
