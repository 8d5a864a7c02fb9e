import type { IDataObject } from 'n8n-workflow';
import { newOwner } from '../../../database';
import { fittingToRetry, retryFitting, retryOrders, retrySales, type Retried } from '../../../usecases/log/retry-sales';
import type { SaleState } from '../../../domain/sale-states';
import { systemClock } from '../../clock';
import { whyOf } from '../../items';
import { listOf } from '../../trigger/panel';
import { accountOfLog, answering, DUE, type Answer } from './answer';
import { namedOrders, reasonCodes } from './panel';
import { directionOf } from './sale-item';

/** So many rows say what would be done; how many there are in all says the first. */
const MOST_SHOWN = 500;

/** Order Sync Log's operation "Retry": all that need attention, or a row for each order that is named. */
export const retryTheSales = answering(async (run, input): Promise<Answer> => {
	const { context, database } = run;
	const account = await accountOfLog(run);
	const named = namedOrders(context, input);
	const dry = context.getNodeParameter('dryRun', input, false) === true;
	const deps = { database, clock: systemClock, owner: newOwner() };
	if (named.length > 0) {
		const answers = await retryOrders(deps, account, named, dry);
		const rows = answers.map(({ reason, retried, ...told }): IDataObject => ({
			account,
			...told,
			...(dry && reason === undefined ? { retried: 0, would: 'retry' } : { retried }),
			...(reason === undefined ? {} : { attention: whyOf(reason, 'en') }),
		}));
		return dry ? { rows } : { rows, count: answers.reduce((sum, { retried }) => sum + retried, 0) };
	}
	const which = chosen(listOf(context.getNodeParameter('retryStates', input, ['error'])), reasonCodes(context, input));
	if (dry) {
		const rows: IDataObject[] = [];
		for await (const sale of fittingToRetry(database, account, which ?? {}, MOST_SHOWN)) {
			const { orderId, orderNumber, state, reason } = sale;
			rows.push({
				account,
				orderId,
				retried: 0,
				would: 'retry',
				orderNumber,
				state,
				direction: directionOf(sale),
				...(reason === undefined ? {} : { reason: { ...reason } }),
			});
		}
		return { rows: rows.length > 0 ? rows : [{ account, retried: 0 }] };
	}
	const retried = which === undefined ? await retrySales(deps, account, undefined) : await retryFitting(deps, account, which);
	return { rows: [{ account, retried }], count: retried };
}, DUE);

/** Undefined: all that need a person. */
function chosen(states: readonly string[], reasons: Retried['reasons'] & object): Retried | undefined {
	const isAll = reasons.length === 0 && (states.length === 0 || (states.length === 1 && states[0] === 'error'));
	if (isAll) return undefined;
	return {
		...(states.length === 0 ? {} : { states: states as SaleState[] }),
		...(reasons.length === 0 ? {} : { reasons }),
	};
}
