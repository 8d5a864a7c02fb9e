import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { REASONS, type Reason } from '../domain/reasons';
import type { Database } from '../ports/database';
import { attentionOf, readMark, runsAsTool } from './items';

/** Nodes with different databases would not know of each other's work: refused before the first write. */
export function checkDatabase(context: IExecuteFunctions, items: readonly INodeExecutionData[], database: Database): void {
	const foreign = items.findIndex((item) => {
		const mark = readMark(item);
		return mark !== undefined && mark.database !== database.id;
	});
	if (foreign < 0) return;
	const { title, advice } = REASONS.otherDatabase;
	throw new NodeOperationError(context.getNode(), title, { description: advice, itemIndex: foreign });
}

/** An input item as it came, with why it was not taken; an AI agent is told the why alone. */
export const refusedItem = (context: IExecuteFunctions, item: INodeExecutionData, input: number, reason: Reason): INodeExecutionData => ({
	json: { ...(runsAsTool(context.getNode().type) ? {} : item.json), attention: attentionOf(reason) },
	pairedItem: { item: input },
});

/** "37 created, 2 need attention" above the node's output. */
export function summaryHint(context: IExecuteFunctions, counts: readonly (readonly [string, number])[]): void {
	const parts = counts.filter(([, count]) => count > 0).map(([name, count]) => `${count} ${name}`);
	if (parts.length > 0) context.addExecutionHints({ message: parts.join(', '), location: 'outputPane' });
}
