import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { accountKey } from '../domain/account';
import { PlatformError, type FailureKind } from '../domain/platform-error';
import { reason, reasonOf, type ReasonCode } from '../domain/reasons';
import { NO_STORE, type Database, type SaleChange } from '../ports/database';
import { systemClock } from './clock';
import { attentionOf, readMark, readOrder, runsAsTool } from './items';
import { toNodeError } from './node-errors';
import { openDatabase } from './open-database';
import { storeOf } from './ports';

const CODES: Readonly<Partial<Record<FailureKind, ReasonCode>>> = {
	credential: 'credential',
	permission: 'credential',
	contract: 'contract',
};

const codeOf = (error: unknown): ReasonCode => (error instanceof PlatformError ? CODES[error.details.kind] : undefined) ?? 'setup';

/**
 * A fault that concerns all items of a node (wrong keys, wrong settings): thrown, or where the builder chose to go on
 * ("On Error"), told item by item. If it were thrown then, n8n would send the input down the first output, as if all
 * had been saved (https://github.com/n8n-io/n8n, workflow-execute.ts, handleNodeExecutionError), and the run would end
 * well: so the orders go into the log, from where they are retried.
 * @returns what belongs into "Needs Attention"
 */
export async function goOn(context: IExecuteFunctions, error: unknown, log: boolean): Promise<INodeExecutionData[]> {
	const fault = toNodeError(context.getNode(), error);
	if (!context.continueOnFail() || runsAsTool(context.getNode().type)) throw fault;
	const items = context.getInputData();
	if (log) await logFault(context, items, codeOf(error), fault.message);
	return items.map((item, input) => faultyItem(context, item, input, error));
}

/** An input item as it came, with the fault; n8n itself moves it to the error output where there is one. */
export function faultyItem(context: IExecuteFunctions, item: INodeExecutionData, input: number, error: unknown): INodeExecutionData {
	const node = context.getNode();
	const fault = toNodeError(node, error);
	const pairedItem = { item: input };
	if (node.onError === 'continueErrorOutput') return { json: { ...item.json }, error: fault, pairedItem };
	const why = reasonOf(
		codeOf(error),
		readOrder(item) === undefined ? `Item ${input + 1}` : `Order ${String(item.json.number)}`,
		fault.message,
	);
	return { json: { ...item.json, attention: { ...attentionOf(why), advice: fault.description ?? why.advice } }, pairedItem };
}

async function logFault(context: IExecuteFunctions, items: readonly INodeExecutionData[], code: ReasonCode, text: string): Promise<void> {
	const database = await openDatabase(context).catch(() => undefined);
	if (database === undefined) return;
	const store = await storeKey(context);
	const changes = items.flatMap((item) => faultOf(item, store, code, text) ?? []);
	await database.sales.change(await stillListed(database, changes), systemClock.now());
}

/** A store that cannot be named yet: the order stands in the log of its Amazon account. */
async function storeKey(context: IExecuteFunctions): Promise<string> {
	try {
		return accountKey((await storeOf(context)).account);
	} catch {
		return NO_STORE;
	}
}

function faultOf(item: INodeExecutionData, store: string, code: ReasonCode, text: string): SaleChange | undefined {
	const order = readOrder(item);
	if (order === undefined) return undefined;
	const subscription = readMark(item)?.subscription;
	return {
		channel: accountKey(order.account),
		orderId: order.id,
		store,
		orderNumber: order.number,
		state: 'error',
		reason: reason(code, order.number, text),
		attempted: true,
		nextAttemptAt: null,
		currency: order.currency,
		total: (order.totals.grand ?? order.totals.computed).amount,
		purchasedAt: order.purchasedAt,
		...(subscription === undefined ? {} : { subscription }),
	};
}

/** Without those that a person took off the list. */
async function stillListed(database: Database, changes: readonly SaleChange[]): Promise<readonly SaleChange[]> {
	const listed: SaleChange[] = [];
	for (const [channel, own] of Map.groupBy(changes, (change) => change.channel)) {
		const [first] = own;
		if (first === undefined) continue;
		const sales = await database.sales.get(
			channel,
			first.store,
			own.map(({ orderId }) => orderId),
		);
		listed.push(...own.filter(({ orderId }) => sales.get(orderId)?.state !== 'deleted'));
	}
	return listed;
}
