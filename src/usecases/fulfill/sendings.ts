import { accountKey } from '../../domain/account';
import type { OrderRef } from '../../domain/ids';
import type { FulfillmentRow, Sale } from '../../ports/database';
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
	if (ids.length === 0) return new Map();
	const [warehouse, shop] = [accountKey(service.account), accountKey(source.account)];
	const known = await database.fulfillments.get(warehouse, ids);
	const { all } = known.size < new Set(ids).size ? await database.accounts.names(shop) : { all: [] };
	const told = ids.flatMap((id): FulfillmentRow[] => {
		const name = known.has(id) ? undefined : parseFulfillmentId(all, id);
		return name === undefined ? [] : [{ warehouse, id, order: { account: shop, ...name.order }, attempt: name.attempt }];
	});
	if (told.length > 0) await database.fulfillments.put(told, database.now());
	return new Map([...known.values(), ...told].filter(({ order }) => order.account === shop).map((row) => [row.id, row]));
}

/** The sending that the log names as an order's newest one. */
export async function newestSending(deps: SendingDeps, { targetOrderId: id }: Sale): Promise<FulfillmentRow | undefined> {
	return id === undefined ? undefined : (await sendingsOf(deps, [id])).get(id);
}

/** Under which id each attempt of an order is at the warehouse: the one that it was sent with, else the one it would be sent with. */
export async function idsOfAttempts(deps: SendingDeps, order: OrderRef): Promise<(attempt: number) => string> {
	const { own } = await deps.database.accounts.names(accountKey(deps.source.account));
	const rows = await deps.database.fulfillments.ofOrder(accountKey(deps.service.account), order);
	const known = new Map(rows.map(({ attempt, id }) => [attempt, id]));
	return (attempt) => known.get(attempt) ?? fulfillmentId(own, { order, attempt });
}

/** The ids of all sendings of an order up to this one, the first one first. */
export async function sendingsUpTo(deps: SendingDeps, { order, attempt, id }: FulfillmentRow): Promise<readonly string[]> {
	const idOf = await idsOfAttempts(deps, order);
	return [...Array.from({ length: attempt - 1 }, (_, index) => idOf(index + 1)), id];
}
