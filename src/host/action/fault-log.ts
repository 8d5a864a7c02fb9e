import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { accountKey } from '../../domain/account';
import { reason, type ReasonCode } from '../../domain/reasons';
import { NO_STORE, type Database, type SaleChange } from '../../ports/database';
import { systemClock } from '../clock';
import { accountOf } from '../connect';
import { readMark, readOrder } from '../items';
import { openDatabase } from '../open-database';
import type { Role } from '../platforms/roles';
import type { Action, LoggedSale } from './action';

type SaleOf = (item: INodeExecutionData) => LoggedSale | undefined;

/** Orders on their way into the account of `target`. One that cannot be named yet: they stand in the log of where they were bought. */
export const ordersFor =
	(target: Role, more: Pick<LoggedSale, 'once'> = {}): NonNullable<Action['sales']> =>
	async (context) => {
		const key = await accountOf(context, target).then(accountKey, () => undefined);
		return (item) => {
			const order = readOrder(item);
			if (order === undefined || accountKey(order.account) === key) return undefined;
			const named = { source: accountKey(order.account), orderId: order.id, orderNumber: order.number, order, ...more };
			return key === undefined ? named : { ...named, target: key };
		};
	};

/** What was left undone, for the log. Its orders are retried from there. */
export async function logFault(
	context: IExecuteFunctions,
	saleOf: SaleOf,
	items: readonly INodeExecutionData[],
	code: ReasonCode,
	text: string,
): Promise<void> {
	const database = await openDatabase(context).catch(() => undefined);
	if (database === undefined) return;
	const left = items.flatMap((item) => {
		const sale = saleOf(item);
		return sale === undefined ? [] : [{ sale, change: changeOf(sale, item, code, text) }];
	});
	await database.sales.change(await stillOpen(database, left), systemClock.now());
}

function changeOf(
	{ source, target, orderId, orderNumber, order }: LoggedSale,
	item: INodeExecutionData,
	code: ReasonCode,
	text: string,
): SaleChange {
	const subscription = readMark(item)?.subscription;
	const facts =
		order === undefined
			? {}
			: { currency: order.currency, total: (order.totals.grand ?? order.totals.computed).amount, purchasedAt: order.purchasedAt };
	return {
		channel: source,
		orderId,
		store: target ?? NO_STORE,
		orderNumber,
		state: 'error',
		reason: reason(code, orderNumber, text),
		attempted: true,
		nextAttemptAt: null,
		...facts,
		...(subscription === undefined ? {} : { subscription }),
	};
}

interface Left {
	readonly sale: LoggedSale;
	readonly change: SaleChange;
}

/** Without those that a person took off the list, or that are done for ever. */
async function stillOpen(database: Database, left: readonly Left[]): Promise<readonly SaleChange[]> {
	const open: SaleChange[] = [];
	for (const own of Map.groupBy(left, ({ change: { channel, store } }) => `${channel} ${store}`).values()) {
		const [first] = own;
		if (first === undefined) continue;
		const ids = own.map(({ change }) => change.orderId);
		const known = await database.sales.get(first.change.channel, first.change.store, ids);
		const isOver = ({ sale, change }: Left): boolean => {
			const row = known.get(change.orderId);
			return row?.state === 'deleted' || (sale.once === true && row?.storeOrderId !== undefined);
		};
		open.push(...own.filter((one) => !isOver(one)).map(({ change }) => change));
	}
	return open;
}
