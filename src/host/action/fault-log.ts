import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { accountKey } from '../../domain/account';
import type { AccountKey, OrderId } from '../../domain/ids';
import { reason, type ReasonCode } from '../../domain/reasons';
import type { Database, Sale, SaleChange } from '../../ports/database';
import { attentionChange, saleBase } from '../../usecases/sales/sale-change';
import { accountOf } from '../connect';
import { orderOf, readMark } from '../items';
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
			const read = orderOf(item);
			if ('fault' in read || accountKey(read.order.account) === key) return undefined;
			const { order } = read;
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
	await database.sales.change(await stillOpen(database, left), database.now());
}

function changeOf(
	{ source, target, orderId, orderNumber, order }: LoggedSale,
	item: INodeExecutionData,
	code: ReasonCode,
	text: string,
): SaleChange {
	const subscription = readMark(item)?.subscription;
	const whose = subscription === undefined ? {} : { subscription };
	const base =
		order === undefined
			? { source, orderId, orderNumber, ...(target === undefined ? {} : { target }), ...whose }
			: saleBase({ order, ...whose }, target);
	return attentionChange(base, reason(code, orderNumber, text));
}

interface Left {
	readonly sale: LoggedSale;
	readonly change: SaleChange;
}

/** Without those that a person took off the list, or that are done for ever. */
async function stillOpen(database: Database, left: readonly Left[]): Promise<readonly SaleChange[]> {
	const open: SaleChange[] = [];
	for (const own of Map.groupBy(left, ({ change: { source, target } }) => `${source} ${target ?? ''}`).values()) {
		const [first] = own;
		if (first === undefined) continue;
		const ids = own.map(({ change }) => change.orderId);
		const { source, target } = first.change;
		const known = target === undefined ? await untargeted(database, source, ids) : await database.sales.get({ source, target }, ids);
		const isOver = ({ sale, change }: Left): boolean => {
			const row = known.get(change.orderId);
			return row?.state === 'deleted' || (sale.once === true && row?.targetOrderId !== undefined);
		};
		open.push(...own.filter((one) => !isOver(one)).map(({ change }) => change));
	}
	return open;
}

/** Those of which nobody can say yet where they go to. */
async function untargeted(database: Database, source: AccountKey, orderIds: readonly OrderId[]): Promise<ReadonlyMap<OrderId, Sale>> {
	const sales = await database.sales.list({ account: source, orderIds, limit: Number.MAX_SAFE_INTEGER });
	return new Map(sales.filter(({ target }) => target === undefined).map((sale) => [sale.orderId, sale]));
}
