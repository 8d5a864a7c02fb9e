import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { REASONS } from '../../domain/reasons';
import type { Database } from '../../ports/database';
import { readMark } from '../items';

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
