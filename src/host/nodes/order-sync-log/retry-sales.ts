import { newOwner } from '../../../database';
import { orderId, type OrderId } from '../../../domain/ids';
import { retryOrders, retrySales } from '../../../usecases/log/sync-log';
import type { ActionRun } from '../../action';
import { systemClock } from '../../clock';
import { whyOf } from '../../items';
import { accountOfLog, answering, DUE } from './answer';

/** Order Sync Log's operation "Retry": all that need attention, or a row for each order that is named. */
export const retryTheSales = answering(async (run, input) => {
	const account = await accountOfLog(run);
	const named = namedOrders(run, input);
	const deps = { database: run.database, clock: systemClock, owner: newOwner() };
	if (named.length === 0) {
		const retried = await retrySales(deps, account, undefined);
		return { rows: [{ account, retried }], count: retried };
	}
	const answers = await retryOrders(deps, account, named);
	return {
		rows: answers.map(({ reason, ...told }) => ({ account, ...told, ...(reason === undefined ? {} : { attention: whyOf(reason, 'en') }) })),
		count: answers.reduce((sum, { retried }) => sum + retried, 0),
	};
}, DUE);

const namedOrders = ({ context }: ActionRun, input: number): readonly OrderId[] =>
	String(context.getNodeParameter('orderIds', input, ''))
		.split(/[,;\s]+/)
		.map((id) => id.replace(/^#/, ''))
		.filter((id) => id !== '')
		.map(orderId);
