import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData, type IPollFunctions } from 'n8n-workflow';
import { earlier, iso } from '../../domain/time';
import { orderItem } from '../items';
import { openDatabase } from '../open-database';
import { SAMPLE_BUDGET_MS, type OrderTrigger } from './trigger';

const DAY_MS = 24 * 60 * 60_000;

/** One recent order for building the workflow; reads and writes no inbox. */
export async function sample<Reading, Settings>(
	context: IExecuteFunctions | IPollFunctions,
	trigger: OrderTrigger<Reading, Settings>,
): Promise<INodeExecutionData[]> {
	const { settings } = trigger.readPanel(context);
	const database = await openDatabase(context);
	const { kind, check } = await trigger.connect(context, database, SAMPLE_BUDGET_MS);
	await check?.(context.getNode(), settings);
	const reading = await kind.sample(earlier(iso(database.now()), trigger.sampleDays * DAY_MS), settings);
	const order = reading && kind.show(reading, settings);
	if (order !== undefined) return [orderItem({ order, mark: { database: database.id, event: 'sample' }, input: 0 })];
	const who = trigger.called.charAt(0).toUpperCase() + trigger.called.slice(1);
	throw new NodeOperationError(context.getNode(), `${who} has no such order of the last ${trigger.sampleDays} days`, {
		description: trigger.noSampleAdvice,
	});
}
