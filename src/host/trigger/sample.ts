import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData, type IPollFunctions } from 'n8n-workflow';
import { earlier, iso } from '../../domain/time';
import { openDatabase } from '../open-database';
import { SAMPLE_BUDGET_MS, type Trigger } from './trigger';

const DAY_MS = 24 * 60 * 60_000;

/** A recent one for building the workflow; reads and writes no inbox. */
export async function sample<Reading, Settings, Shown>(
	context: IExecuteFunctions | IPollFunctions,
	trigger: Trigger<Reading, Settings, Shown>,
): Promise<INodeExecutionData[]> {
	const { settings } = trigger.readPanel(context);
	const database = await openDatabase(context);
	const { kind, check } = await trigger.connect(context, database, SAMPLE_BUDGET_MS);
	await check?.(context.getNode(), settings);
	const reading = await kind.sample(earlier(iso(database.now()), trigger.sampleDays * DAY_MS), settings);
	const shown = reading === undefined ? undefined : kind.show(reading, settings);
	if (shown !== undefined) return [trigger.itemOf(shown, { database: database.id, event: 'sample' }, 0)];
	const who = trigger.called.charAt(0).toUpperCase() + trigger.called.slice(1);
	throw new NodeOperationError(context.getNode(), `${who} has no such ${trigger.subject.one} of the last ${trigger.sampleDays} days`, {
		description: trigger.noSampleAdvice,
	});
}
