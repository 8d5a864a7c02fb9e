import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { runAction, type Action } from '../../action';
import { checking, pausing } from './account-wide';
import { declaring, leavingOut } from './declare';
import { comparing, pushing } from './push';

const OPERATIONS: Readonly<Record<string, Action>> = {
	checkSubmissions: checking,
	compare: comparing,
	declareSource: declaring,
	include: leavingOut(false),
	leaveOut: leavingOut(true),
	pause: pausing(true),
	push: pushing,
	resume: pausing(false),
};

/** Outputs: Pushed, Rejected. */
export async function pushStock(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const name = String(context.getNodeParameter('operation', 0));
	const action = OPERATIONS[name];
	if (action !== undefined) return await runAction(context, action);
	throw new NodeOperationError(context.getNode(), `The node has no operation "${name}"`, { description: 'Choose "Operation" anew.' });
}
