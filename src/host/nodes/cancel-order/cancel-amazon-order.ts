import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { accountKey } from '../../../domain/account';
import { orderRef } from '../../../usecases/order-key';
import { runAction, type Action } from '../../action';
import { accountOf } from '../../connect';
import { readOrder } from '../../items';
import { CHANNEL_OF_COPIES } from '../../platforms/roles';
import { cancelling, reporting } from './operations';
import { sidesOf } from './sides';

/** Outputs: Done, Needs Attention. */
export async function cancelAmazonOrder(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const reports = context.getNodeParameter('operation', 0) !== 'cancel';
	const isDry = context.getNodeParameter('dryRun', 0, false) === true;
	return await runAction(context, {
		outputs: 2,
		...(isDry ? {} : { sales }),
		begin: async (run) => {
			const sides = await sidesOf(run);
			// An agent only looks, unless the builder of the workflow lets it act.
			const dry = isDry || (run.asTool && context.getNodeParameter('options.allowAsTool', 0, false) !== true);
			return reports ? reporting(sides, run.language, dry) : cancelling(context, sides, run.language, dry);
		},
	});
}

/** What nobody learned of: orders that were bought at the channel's account. */
const sales: NonNullable<Action['sales']> = async (context) => {
	const channel = await accountOf(context, CHANNEL_OF_COPIES).then(accountKey, () => undefined);
	return (item) => {
		const order = readOrder(item);
		if (channel === undefined || order?.boughtAs?.account !== channel) return undefined;
		return { ...orderRef(order), number: order.number, target: channel };
	};
};
