import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { runAction, type Action } from '../../action';
import { checkTheStore } from './check-store';
import { deleteTheCancelled, markTheSales } from './decide-sales';
import { eraseTheData } from './erase-personal-data';
import { writeTheDigest } from './digest';
import { listTheSales } from './list-sales';
import { noteTheErrors } from './note-errors';
import { reattachTheStore } from './reattach-store';
import { reconcileTheDay } from './reconcile';
import { retryTheSales } from './retry-sales';
import { summarizeTheSales } from './summarize-sales';
import { getTheOrdersToShip } from './to-ship';

const ACTIONS: Readonly<Record<string, Action>> = {
	checkStore: checkTheStore,
	deleteCancelled: deleteTheCancelled,
	erasePersonalData: eraseTheData,
	digest: writeTheDigest,
	list: listTheSales,
	markSynced: markTheSales,
	note: noteTheErrors,
	reattach: reattachTheStore,
	reconcile: reconcileTheDay,
	retry: retryTheSales,
	summarize: summarizeTheSales,
	toShip: getTheOrdersToShip,
};

/** One output; two where what is missing comes out by itself. Sees the sales of the credential's account only. */
export async function orderSyncLog(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const chosen = String(context.getNodeParameter('operation', 0));
	const action = ACTIONS[chosen];
	if (action !== undefined) return await runAction(context, action);
	throw new NodeOperationError(context.getNode(), `The node has no operation "${chosen}"`, { description: 'Choose "Operation" anew.' });
}
