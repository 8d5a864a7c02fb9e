import { accountKey } from '../../domain/account';
import type { FulfillmentRow } from '../../ports/database';
import type { FulfillDeps } from './deps';
import { fulfillmentId, parseFulfillmentId } from './fulfillment-id';

type SendingDeps = Pick<FulfillDeps, 'database' | 'service' | 'source'>;

/**
 * Which sendings of this shop's orders these ids are: as the database knows them, else as the id itself tells, which is
 * remembered (another database made them). What is neither belongs to somebody else and is left out.
 */
export async function sendingsOf(
	{ database, service, source }: SendingDeps,
	ids: readonly string[],
): Promise<ReadonlyMap<string, FulfillmentRow>> {
	const [warehouse, shop] = [accountKey(service.account), accountKey(source.account)];
	const known = await database.fulfillments.get(warehouse, ids);
	const told = ids.flatMap((id): FulfillmentRow[] => {
		const name = known.has(id) ? undefined : parseFulfillmentId(source.account, id);
		return name === undefined ? [] : [{ warehouse, id, order: { account: shop, id: name.orderId }, attempt: name.attempt }];
	});
	if (told.length > 0) await database.fulfillments.put(told, database.now());
	return new Map([...known.values(), ...told].filter(({ order }) => order.account === shop).map((row) => [row.id, row]));
}

/** The ids of all sendings of an order up to this one, the first one first. */
export async function sendingsUpTo(
	{ database, source }: SendingDeps,
	{ warehouse, order, attempt, id }: FulfillmentRow,
): Promise<readonly string[]> {
	const known = new Map((await database.fulfillments.ofOrder(warehouse, order)).map((row) => [row.attempt, row.id]));
	const earlier = Array.from({ length: attempt - 1 }, (_, index) => index + 1);
	return [...earlier.map((number) => known.get(number) ?? fulfillmentId(source.account, { orderId: order.id, attempt: number })), id];
}
