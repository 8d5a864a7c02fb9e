import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { ordersFor, runAction, type Action } from '../../action';
import { WAREHOUSE } from '../../platforms/roles';
import { fulfillDeps } from './deps';
import { changing, sending, updating } from './operations';

/** Outputs: Done, Needs Attention. */
export async function multiChannelFulfillment(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const chosen = String(context.getNodeParameter('operation', 0));
	const action: Action = {
		outputs: 2,
		...(chosen === 'create' ? { sales: ordersFor(WAREHOUSE, { once: true }) } : {}),
		begin: async (run) => {
			const deps = await fulfillDeps(run);
			// An agent only looks, unless the builder of the workflow lets it act.
			const dry = run.asTool && context.getNodeParameter('options.allowAsTool', 0, false) !== true;
			if (chosen === 'getUpdates') return updating(context, deps);
			if (chosen === 'cancel' || chosen === 'release') return changing(context, deps, chosen, dry);
			return sending(context, deps, dry || chosen === 'preview');
		},
	};
	return await runAction(context, action);
}
