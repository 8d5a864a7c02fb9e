import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { accountKey } from '../domain/account';
import { newOwner } from '../database';
import { reasonOf } from '../domain/reasons';
import type { SavedOrder } from '../ports/order-sink';
import type { SaveAction, SaveOutcome } from '../usecases/outcome';
import type { OrderToSave, SaveSettings } from '../usecases/save/deps';
import { saveOrders } from '../usecases/save/save-orders';
import { systemClock } from './clock';
import { goOn } from './go-on';
import { attentionOf, orderItem, readMark, readOrder, runsAsTool, type ItemMark } from './items';
import { openDatabase } from './open-database';
import { wordsOf } from './platform-words';
import { paceOf, storeOf } from './ports';
import { checkDatabase, refusedItem, summaryHint } from './run-items';

interface Readable extends OrderToSave {
	readonly input: number;
	readonly mark: ItemMark | undefined;
}

/** Outputs: Saved, Needs Attention. */
export async function saveOrder(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	try {
		return await save(context);
	} catch (error) {
		return [[], await goOn(context, error, context.getNodeParameter('dryRun', 0, false) !== true)];
	}
}

async function save(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const database = await openDatabase(context);
	checkDatabase(context, items, database);
	const { account, orderSink, catalog } = await storeOf(context);
	const readable = items.flatMap((item, input): Readable[] => {
		const order = readOrder(item);
		if (order === undefined) return [];
		const mark = readMark(item);
		return [
			{
				order,
				input,
				mark,
				...(mark?.inbox === undefined ? {} : { stamp: mark.inbox }),
				...(mark?.subscription === undefined ? {} : { subscription: mark.subscription }),
			},
		];
	});
	const deps = { sink: orderSink, catalog, database, clock: systemClock, owner: newOwner(), pace: paceOf(accountKey(account)), wordsOf };
	const outcomes = await saveOrders(deps, readSettings(context), readable);
	const [saved, attention] = sortOut(readable, outcomes, runsAsTool(context.getNode().type));
	for (const [input, item] of items.entries()) {
		if (readOrder(item) === undefined) attention.push(refusedItem(context, item, input, reasonOf('invalidOrder', `Item ${input + 1}`)));
	}
	hint(context, outcomes, attention.length);
	return [saved, attention];
}

function sortOut(
	readable: readonly Readable[],
	outcomes: readonly SaveOutcome[],
	asTool: boolean,
): [INodeExecutionData[], INodeExecutionData[]] {
	const saved: INodeExecutionData[] = [];
	const attention: INodeExecutionData[] = [];
	for (const [index, { order, mark, input }] of readable.entries()) {
		const outcome = outcomes[index];
		if (outcome === undefined) continue;
		const store = outcome.store === undefined ? {} : { store: storeOrder(outcome.store) };
		if (outcome.kind === 'saved')
			saved.push(orderItem({ order, mark, input, asTool, extra: { saved: { action: outcome.action, ...store } } }));
		else attention.push(orderItem({ order, mark, input, asTool, extra: { attention: { ...attentionOf(outcome.reason), ...store } } }));
	}
	return [saved, attention];
}

const storeOrder = ({ id, number, status, total, adminUrl }: SavedOrder): IDataObject => ({
	id,
	number,
	status,
	total: { ...total },
	...(adminUrl === undefined ? {} : { adminUrl }),
});

/** What was done, in the words of the hint. */
const WORDS: readonly (readonly [SaveAction, string])[] = [
	['created', 'created'],
	['updated', 'updated'],
	['cancelled', 'cancelled'],
	['noted', 'noted (shipped before)'],
	['unchanged', 'unchanged'],
	['logged', 'only in the log'],
	['planned', 'would be written'],
];

function hint(context: IExecuteFunctions, outcomes: readonly SaveOutcome[], attention: number): void {
	const counts = WORDS.map(([action, word]): [string, number] => [
		word,
		outcomes.filter((outcome) => outcome.kind === 'saved' && outcome.action === action).length,
	]);
	summaryHint(context, [...counts, ['need attention', attention]]);
}

function readSettings(context: IExecuteFunctions): SaveSettings {
	const read = (name: string, fallback: unknown): unknown => context.getNodeParameter(`options.${name}`, 0, fallback);
	const status = (name: string): string => String(read(name, '')).trim();
	const chosen = {
		merchant: status('statusFbm'),
		amazon: status('statusFba'),
		prime: status('statusPrime'),
		business: status('statusBusiness'),
	};
	const pick = <Value extends string>(name: string, values: readonly [Value, ...Value[]]): Value =>
		values.find((value) => value === read(name, values[0])) ?? values[0];
	return {
		// What is left empty is the store's standard.
		statuses: Object.fromEntries(Object.entries(chosen).filter(([, id]) => id !== '')),
		marketplaceTax: pick('marketplaceTax', ['fee', 'leaveOut']),
		linesWithoutProduct: pick('linesWithoutProduct', ['refuse', 'textLine', 'hold']),
		whenStockShort: pick('whenStockShort', ['refuse', 'saveAnyway']),
		otherCurrency: pick('otherCurrency', ['refuse', 'saveInOwn']),
		createCustomers: read('createCustomers', false) === true,
		dryRun: context.getNodeParameter('dryRun', 0, false) === true,
	};
}
