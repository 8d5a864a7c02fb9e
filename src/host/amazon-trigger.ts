import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData, type IPollFunctions } from 'n8n-workflow';
import { accountKey } from '../domain/account';
import { newOwner } from '../database';
import { classifyOrder, wants } from '../domain/order-events';
import { withoutPersonalData } from '../domain/personal-data';
import { collectOrders } from '../usecases/collect/collect-orders';
import { handOutOrders } from '../usecases/collect/hand-out-orders';
import type { Database } from '../ports/database';
import type { TriggerSettings } from '../usecases/collect/settings';
import { systemClock } from './clock';
import { CredentialRest } from './credential-rest';
import { connectTo, type Connected } from './connect';
import { orderItem, readMark } from './items';
import { toNodeError } from './node-errors';
import { openDatabase } from './open-database';
import { amazon } from './platforms/table';
import { watchRun } from './run-watch';
import { checkMarketplaces, readTriggerSettings } from './trigger-settings';

const SAMPLE_DAYS = 30;

type Seller = Connected<'orderSource' | 'marketplaces'>;

const sellerOf = async (context: IExecuteFunctions | IPollFunctions, database: Database): Promise<Seller> =>
	await connectTo(context, amazon, { needs: ['orderSource', 'marketplaces'], buckets: database.buckets });

/** One poll. In production it gives out what the inbox holds even when Amazon cannot be asked right now. */
export async function pollAmazonOrders(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	try {
		return context.getMode() === 'manual' ? [await sample(context)] : await production(context);
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

async function production(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const database = await openDatabase(context);
	const seller = await sellerOf(context, database);
	const account = accountKey(seller.account);
	const rest = await CredentialRest.of(database, account, seller.credentialMark);
	const resting = (why: string): null => {
		context.logger.warn(`Storebridge: polling of ${account} rests until its credential is renewed: ${why}`);
		return null;
	};
	if (rest.quiet) return resting(rest.why ?? '');
	const settings = await settingsFor(context, seller);
	const deps = { source: seller.orderSource, database, clock: systemClock, owner: newOwner() };
	const subscription = subscriptionOf(context);
	const collected = await collectOrders(deps, subscription, settings);
	const handed = await handOutOrders(deps, subscription, settings, collected.orders);
	const stopped = collected.stopped ?? handed.stopped;
	if (stopped === undefined) rest.accepted();
	if (handed.deliveries.length === 0) {
		if (stopped?.details.kind === 'credential') {
			await rest.refused(stopped.message);
			if (rest.why !== undefined) return resting(stopped.message);
		}
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
	const seller = await sellerOf(context, database);
	const settings = await settingsFor(context, seller);
	const from = new Date(systemClock.now() - SAMPLE_DAYS * 24 * 60 * 60_000).toISOString();
	const page = await seller.orderSource.search({ by: 'updated', from, personalData: settings.personalData, raw: settings.raw });
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

async function settingsFor(context: IExecuteFunctions | IPollFunctions, seller: Seller): Promise<TriggerSettings> {
	const settings = readTriggerSettings(context);
	await checkMarketplaces(context.getNode(), seller, settings.marketplaces);
	return settings;
}

/** Workflow and node id: the same after a rename, another one for a copy. */
const subscriptionOf = (context: IPollFunctions): string => `${context.getWorkflow().id ?? ''}:${context.getNode().id}`;
