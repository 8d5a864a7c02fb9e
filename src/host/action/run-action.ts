import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { breathe } from '../../domain/breathe';
import type { Reason } from '../../domain/reasons';
import type { Language } from '../../domain/texts/language';
import type { Speech } from '../../ports/speech';
import { connect } from '../connect';
import { runsAsTool } from '../items';
import { toNodeError } from '../node-errors';
import { openDatabase } from '../open-database';
import { chosenLanguage } from '../panel/language';
import type { Action, Operation } from './action';
import { checkDatabase } from './check-database';
import { FaultyItems } from './faulty-items';
import { Sheet } from './sheet';

/**
 * Runs an action node: refuses item by item what it cannot take, has the rest worked on, and shows what became of each
 * at its output. A fault that concerns all is thrown, or where the builder chose to go on ("On Error"), told item by
 * item: if it were thrown then, n8n would send the input down the first output as if all had been done
 * (https://github.com/n8n-io/n8n, workflow-execute.ts, handleNodeExecutionError). An agent is always told by an error.
 */
export async function runAction(context: IExecuteFunctions, action: Action): Promise<INodeExecutionData[][]> {
	const chosen = chosenLanguage(context);
	let speech: Speech | undefined;
	const language = (): Language => chosen ?? speech?.language() ?? 'en';
	const sheet = new Sheet(context, action.outputs, language);
	const items = context.getInputData();
	const goesOn = context.continueOnFail() && !runsAsTool(context.getNode().type) && items.length > 0;
	const faulty = new FaultyItems(context, action, language);
	try {
		const database = await openDatabase(context);
		checkDatabase(context, items, database);
		const asTool = runsAsTool(context.getNode().type);
		const operation = await action.begin({
			context,
			database,
			asTool,
			language,
			connect: async (role, budgetMs) => {
				const wish = { ...(chosen === undefined ? {} : { language: chosen }), ...(budgetMs === undefined ? {} : { budgetMs }) };
				const connected = await connect(context, role, database, wish);
				speech ??= connected.speech;
				return connected;
			},
		});
		await workThrough(operation, items, sheet, goesOn ? faulty : undefined);
		return sheet.outputs(operation.words, operation.otherwise);
	} catch (error) {
		if (!goesOn) throw toNodeError(context.getNode(), error);
		sheet.clear();
		await tellAll(faulty, error, 0, sheet);
		return sheet.outputs();
	}
}

async function tellAll(faulty: FaultyItems, error: unknown, first: number, sheet: Sheet): Promise<void> {
	for (const told of await faulty.from(first, error)) sheet.add(told);
}

interface Taken {
	readonly item: INodeExecutionData;
	readonly input: number;
	readonly own: unknown;
}

/** @param faulty given where a fault is told item by item */
async function workThrough(
	operation: Operation<unknown, unknown>,
	items: readonly INodeExecutionData[],
	sheet: Sheet,
	faulty: FaultyItems | undefined,
): Promise<void> {
	const all = items.map((item, input) => ({ item, input }));
	if (operation.oneByOne === undefined) {
		await workOn(operation, all, sheet);
		return;
	}
	for (const one of all) {
		try {
			await workOn(operation, [one], sheet);
		} catch (error) {
			if (faulty === undefined) throw error;
			if (operation.oneByOne === 'faultOfOne') sheet.add(faulty.one(one.item, one.input, error));
			else return await tellAll(faulty, error, one.input, sheet);
		}
	}
}

async function workOn(operation: Operation<unknown, unknown>, items: readonly Omit<Taken, 'own'>[], sheet: Sheet): Promise<void> {
	const taken: Taken[] = [];
	for (const { item, input } of items) {
		await breathe();
		const own = operation.take(item, input);
		if (isReason(own)) sheet.refuse(item, input, own);
		else taken.push({ item, input, own });
	}
	if (taken.length === 0) return;
	const outcomes = await operation.work(taken.map(({ own }) => own));
	for (const [index, { item, input, own }] of taken.entries()) {
		await breathe();
		if (!(index in outcomes)) throw new Error(`Item ${input + 1} has no outcome`);
		for (const shown of operation.show(outcomes[index], own)) sheet.show(item, input, shown);
	}
}

const isReason = (taken: unknown): taken is Reason => typeof taken === 'object' && taken !== null && 'code' in taken && 'advice' in taken;
