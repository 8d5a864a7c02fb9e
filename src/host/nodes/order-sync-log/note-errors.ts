import { newOwner } from '../../../database';
import type { Reason } from '../../../domain/reasons';
import { noteErrors } from '../../../usecases/notes/note-errors';
import { orderRef } from '../../../usecases/order-key';
import { onOrders, ordersOf, type Action } from '../../action';
import { systemClock } from '../../clock';
import { whyOf } from '../../items';
import { STORE_WITH_SALES } from '../../platforms/roles';

const NOTED = 'noted';

/** Order Sync Log's operation "Note on Order": what the log says of the store's orders that come in. */
export const noteTheErrors: Action = {
	outputs: 1,
	begin: async ({ database, language, connect }) => {
		const { shipmentSink: sink, account, isAlso } = await connect(STORE_WITH_SALES);
		const deps = { sink, database, clock: systemClock, owner: newOwner() };
		return onOrders({
			ours: { are: ordersOf(account), has: (order) => isAlso(order.account) },
			work: async (items) => {
				const answers: (readonly Reason[])[] = [];
				// An item may be older than the store's address.
				for (const { order } of items) answers.push(await noteErrors(deps, orderRef({ ...order, account })));
				return answers;
			},
			show: (causes) => ({
				to: 'done',
				told: { notes: causes.map((why) => whyOf(why, language())) },
				...(causes.length === 0 ? {} : { word: NOTED }),
			}),
			words: [NOTED],
		});
	},
};
