import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { accountKey } from '../domain/account';
import { orderId } from '../domain/ids';
import { reasonOf } from '../domain/reasons';
import { newOwner } from '../database';
import type { Database } from '../ports/database';
import { cancelFulfillment, releaseFulfillment } from '../usecases/fulfill/cancel-release';
import type { FulfillDeps, OrderToSend, SendOutcome } from '../usecases/fulfill/deps';
import { previewOrders, sendOrders } from '../usecases/fulfill/send-orders';
import { createSkuMemory, type SkuFacts } from '../usecases/fulfill/sku-memory';
import { fulfillmentUpdates } from '../usecases/fulfill/updates';
import { systemClock } from './clock';
import { attentionOf, orderItem, readMark, readOrder, runsAsTool, type ItemMark } from './items';
import { updateItem } from './mcf-items';
import { readApi, readComment, readFulfillSettings } from './mcf-settings';
import { toNodeError } from './node-errors';
import { openDatabase } from './open-database';
import { amazonOf, storeOf } from './ports';
import { checkDatabase, refusedItem, summaryHint } from './run-items';

type Outputs = [INodeExecutionData[], INodeExecutionData[]];

/** Which SKUs FBA knows, by Amazon account and marketplace, for the life of the process. */
const skuFacts = new Map<string, SkuFacts>();

/** Outputs: Done, Needs Attention. */
export async function multiChannelFulfillment(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	try {
		return await run(context);
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

async function run(context: IExecuteFunctions): Promise<Outputs> {
	const database = await openDatabase(context);
	checkDatabase(context, context.getInputData(), database);
	const deps = await depsOf(context, database);
	const operation = String(context.getNodeParameter('operation', 0));
	// An agent only looks, unless the builder of the workflow lets it act.
	const dry = runsAsTool(context.getNode().type) && context.getNodeParameter('options.allowAsTool', 0, false) !== true;
	if (operation === 'getUpdates') return await updates(context, deps);
	if (operation === 'cancel' || operation === 'release') return await change(context, deps, operation, dry);
	return await send(context, deps, dry || operation === 'preview');
}

async function depsOf(context: IExecuteFunctions, database: Database): Promise<FulfillDeps> {
	const amazon = await amazonOf(context, database);
	const { storeOrders, shipmentSink } = await storeOf(context);
	const { marketplace } = readFulfillSettings(context);
	const key = `${accountKey(amazon.account)} ${marketplace ?? ''}`;
	const facts: SkuFacts = skuFacts.get(key) ?? new Map();
	skuFacts.set(key, facts);
	const inventory = marketplace === undefined ? amazon.inventory : amazon.inventoryOf(marketplace);
	return {
		service: amazon.fulfillment(readApi(context)),
		skus: createSkuMemory(facts, inventory, systemClock),
		source: storeOrders,
		sink: shipmentSink,
		database,
		clock: systemClock,
		owner: newOwner(),
	};
}

interface Readable extends OrderToSend {
	readonly input: number;
	readonly mark: ItemMark | undefined;
}

async function send(context: IExecuteFunctions, deps: FulfillDeps, dry: boolean): Promise<Outputs> {
	const items = context.getInputData();
	const readable = items.flatMap((item, input): Readable[] => {
		const order = readOrder(item);
		if (order === undefined || accountKey(order.account) !== accountKey(deps.source.account)) return [];
		const mark = readMark(item);
		const comment = readComment(context, input);
		return [
			{
				order,
				input,
				mark,
				...(comment === undefined ? {} : { comment }),
				...(mark?.inbox === undefined ? {} : { stamp: mark.inbox }),
				...(mark?.subscription === undefined ? {} : { subscription: mark.subscription }),
			},
		];
	});
	const outcomes = await (dry ? previewOrders : sendOrders)(deps, readFulfillSettings(context), readable);
	const asTool = runsAsTool(context.getNode().type);
	const [done, attention]: Outputs = [[], []];
	for (const [index, { order, mark, input }] of readable.entries()) {
		const outcome = outcomes[index];
		if (outcome === undefined) continue;
		(outcome.kind === 'done' ? done : attention).push(orderItem({ order, mark, input, asTool, extra: shown(outcome) }));
	}
	const read = new Set(readable.map(({ input }) => input));
	for (const [input, item] of items.entries())
		if (!read.has(input)) attention.push(refusedItem(context, item, input, reasonOf('invalidOrder', `Item ${input + 1}`)));
	const actions = ['sent', 'unchanged', 'skipped', 'planned'] as const;
	summaryHint(context, [
		...actions.map((action): [string, number] => [
			action,
			outcomes.filter((outcome) => outcome.kind === 'done' && outcome.action === action).length,
		]),
		['need attention', attention.length],
	]);
	return [done, attention];
}

function shown(outcome: SendOutcome): IDataObject {
	const { kind, fulfillment, notSent, previews } = outcome;
	const action = kind === 'done' ? outcome.action : undefined;
	const mcf = {
		...(action === undefined ? {} : { action }),
		...(kind === 'done' && outcome.reason !== undefined ? { reason: attentionOf(outcome.reason) } : {}),
		...fulfillment,
		...(notSent === undefined ? {} : { notSent }),
		...(previews === undefined ? {} : { previews }),
	};
	return { mcf: mcf as unknown as IDataObject, ...(kind === 'attention' ? { attention: attentionOf(outcome.reason) } : {}) };
}

async function updates(context: IExecuteFunctions, deps: FulfillDeps): Promise<Outputs> {
	const { updates: found, stopped } = await fulfillmentUpdates(deps);
	if (stopped !== undefined && found.length === 0) throw stopped;
	if (stopped !== undefined) context.logger.warn(`Storebridge: Amazon was read in part only: ${stopped.message}`);
	const done = found.filter(({ toConfirm }) => toConfirm).map((update) => updateItem(update, deps.database.id));
	const attention = found.filter((update) => update.attention !== undefined).map((update) => updateItem(update, deps.database.id));
	summaryHint(context, [
		['to confirm', done.length],
		['need attention', attention.length],
	]);
	return [done, attention];
}

async function change(context: IExecuteFunctions, deps: FulfillDeps, operation: 'cancel' | 'release', dry: boolean): Promise<Outputs> {
	const items = context.getInputData();
	const orderIds = items.map((_, input) => orderId(String(context.getNodeParameter('orderId', input)).trim()));
	const [done, attention]: Outputs = [[], []];
	const outcomes = dry ? [] : await (operation === 'cancel' ? cancelFulfillment : releaseFulfillment)(deps, orderIds);
	for (const [input, id] of orderIds.entries()) {
		const outcome = outcomes[input];
		const pairedItem = { item: input };
		if (outcome === undefined) done.push({ json: { orderId: id, mcf: { action: 'planned' } }, pairedItem });
		else if (outcome.kind === 'attention') attention.push({ json: { orderId: id, attention: attentionOf(outcome.reason) }, pairedItem });
		else {
			const more = outcome.action === 'skipped' ? { reason: attentionOf(outcome.reason) } : { ids: [...outcome.ids] };
			done.push({ json: { orderId: id, mcf: { action: outcome.action, ...more } }, pairedItem });
		}
	}
	summaryHint(context, [
		[operation === 'cancel' ? 'cancelled or skipped' : 'released or skipped', done.length],
		['need attention', attention.length],
	]);
	return [done, attention];
}
