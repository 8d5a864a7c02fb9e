import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { runAction, type Action } from '../../action';
import { checkTheConnection } from './connection';
import { getOrder, getOrders } from './order';
import { getProduct, getProducts } from './product';
import { getManyShipments, getShipments } from './shipments';
import { getStock } from './stock';

/** By resource, and there by operation. */
const ACTIONS: Readonly<Record<string, Readonly<Record<string, Action>>>> = {
	connection: { check: checkTheConnection },
	order: { get: getOrder, getAll: getOrders },
	product: { get: getProduct, getAll: getProducts },
	shipment: { get: getShipments, getAll: getManyShipments },
	stock: { getAll: getStock },
};

/** Outputs: Read, Needs Attention. */
export async function storebridge(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const resource = String(context.getNodeParameter('resource', 0));
	const operation = String(context.getNodeParameter('operation', 0));
	const action = ACTIONS[resource]?.[operation];
	if (action !== undefined) return await runAction(context, action);
	throw new NodeOperationError(context.getNode(), `The node has no operation "${operation}" for "${resource}"`, {
		description: 'Choose "Resource" and "Operation" anew.',
	});
}
