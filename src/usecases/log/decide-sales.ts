import type { AccountKey, OrderId } from '../../domain/ids';
import { BY_HAND, reason, type Reason, type ReasonCode } from '../../domain/reasons';
import type { Words } from '../../domain/texts/language';
import type { IsoTime } from '../../domain/time';
import type { Database, Sale, SaleDecision } from '../../ports/database';
import { listSales, pagesOfSales } from './list-sales';
import { OPEN } from './retry-sales';

type Log = Pick<Database, 'sales' | 'now'>;

/** What became of one order that a person said something of. */
export interface DecidedOrder {
	readonly orderId: OrderId;
	readonly orderNumber?: string;
	/** Of how many of its sales it was so. */
	readonly decided: number;
	/** Why of none. */
	readonly reason?: Reason;
}

interface Asked {
	/** Says what would be done, and does nothing. */
	readonly dry: boolean;
}

/** @param why what a person did instead; it stays in the history of the sale */
export async function markDone(
	database: Log,
	account: AccountKey,
	orderIds: readonly OrderId[],
	{ why, dry }: Asked & { readonly why: Words },
): Promise<readonly DecidedOrder[]> {
	const byHand = (number: string): Reason => reason(BY_HAND, number, why);
	return await decideEach(database, account, orderIds, {
		word: { from: OPEN, to: 'synced', reason: byHand },
		isSo: ({ state, reason: said }) => state === 'synced' && said?.code === BY_HAND,
		otherwise: 'notOpen',
		dry,
	});
}

/** Takes cancelled ones off the list: nothing that comes of them later is taken up any more. */
export async function deleteCancelled(
	database: Log,
	account: AccountKey,
	orderIds: readonly OrderId[],
	{ dry }: Asked,
): Promise<readonly DecidedOrder[]> {
	return await decideEach(database, account, orderIds, {
		word: OFF_THE_LIST,
		isSo: ({ state }) => state === OFF_THE_LIST.to,
		otherwise: 'notCancelled',
		dry,
	});
}

const OFF_THE_LIST: SaleDecision = { from: ['cancelled'], to: 'deleted' };

/** The same with all that did not change since then; answers how many. */
export async function deleteCancelledBefore(database: Log, account: AccountKey, before: IsoTime, { dry }: Asked): Promise<number> {
	let deleted = 0;
	for await (const page of pagesOfSales(database, { account, states: ['cancelled'], updatedBefore: before })) {
		const ids = page.map(({ id }) => id);
		deleted += dry ? ids.length : (await database.sales.decide(account, ids, OFF_THE_LIST, database.now())).length;
	}
	return deleted;
}

interface Decision extends Asked {
	readonly word: SaleDecision;
	/** It was said before. */
	isSo(sale: Sale): boolean;
	/** What is said of an order that is in none of the states. */
	readonly otherwise: ReasonCode;
}

async function decideEach(
	database: Log,
	account: AccountKey,
	orderIds: readonly OrderId[],
	{ word, isSo, otherwise, dry }: Decision,
): Promise<readonly DecidedOrder[]> {
	const ids = [...new Set(orderIds)];
	const known: Sale[] = [];
	if (ids.length > 0) for await (const sale of listSales(database, { account, orderIds: ids })) known.push(sale);
	const fitting = known.filter(({ state }) => word.from.includes(state)).map(({ id }) => id);
	const decided = new Set(dry ? fitting : await database.sales.decide(account, fitting, word, database.now()));
	const byOrder = Map.groupBy(known, (sale) => sale.orderId);
	return ids.map((orderId) => {
		const own = byOrder.get(orderId) ?? [];
		const [newest] = own;
		if (newest === undefined) return { orderId, decided: 0, reason: reason('saleUnknown', orderId) };
		const { orderNumber } = newest;
		const count = own.filter(({ id }) => decided.has(id)).length;
		return {
			orderId,
			orderNumber,
			decided: count,
			...(count > 0 || own.some(isSo) ? {} : { reason: reason(otherwise, orderNumber, newest.state) }),
		};
	});
}
