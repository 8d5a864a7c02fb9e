import type { OrderRef } from '../../domain/ids';
import type { Reason } from '../../domain/reasons';
import type { Database } from '../../ports/database';
import { isSameOrder } from '../order-key';
import { noteReason, type ReasonNoteDeps } from './note-reason';

interface Deps extends ReasonNoteDeps {
	readonly database: ReasonNoteDeps['database'] & Pick<Database, 'sales'>;
}

/** An order went to an account or two: to the warehouse, or as parcels to the channel where it was bought. */
const ROWS_AT_MOST = 20;

/**
 * What the log says that a person has to see to on an order of the store, as private notes on it: once for each cause, whoever
 * wrote it first. Answers the causes that stand in the log now.
 */
export async function noteErrors(deps: Deps, order: OrderRef): Promise<readonly Reason[]> {
	const rows = await deps.database.sales.list({ account: order.account, orderIds: [order.id], states: ['error'], limit: ROWS_AT_MOST });
	const own = rows.filter(
		({ source, orderId, orderKey, orderCreatedAt }) =>
			source === order.account && isSameOrder({ id: orderId, key: orderKey, createdAt: orderCreatedAt }, order),
	);
	const causes = own.flatMap(({ reason }) => reason ?? []);
	for (const why of causes) await noteReason(deps, order, why);
	return causes;
}
