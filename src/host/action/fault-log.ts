import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { accountKey } from '../../domain/account';
import { reason, type ReasonCode } from '../../domain/reasons';
import type { Database, SaleChange } from '../../ports/database';
import { orderRef } from '../../usecases/order-key';
import { attentionChange, saleBase } from '../../usecases/sales/sale-change';
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
			const sale = { ...orderRef(order), number: order.number, order, ...more };
			return key === undefined ? sale : { ...sale, target: key };
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
	{ account, id, key, createdAt, number, target, order }: LoggedSale,
	item: INodeExecutionData,
	code: ReasonCode,
	text: string,
): SaleChange {
	const subscription = readMark(item)?.subscription;
	const whose = subscription === undefined ? {} : { subscription };
	const sale = {
		source: account,
		orderId: id,
		orderNumber: number,
		...(key === undefined ? {} : { orderKey: key }),
		...(createdAt === undefined ? {} : { orderCreatedAt: createdAt }),
		...(target === undefined ? {} : { target }),
		...whose,
	};
	return attentionChange(order === undefined ? sale : saleBase({ order, ...whose }, target), reason(code, number, text));
}

interface Left {
	readonly sale: LoggedSale;
	readonly change: SaleChange;
}

/**
 * Without those that a person took off the list, that are done for ever, or that were cancelled: of these only parcels were
 * to be told, and the log would make of them orders that are open again.
 */
async function stillOpen(database: Database, left: readonly Left[]): Promise<readonly SaleChange[]> {
	const open: SaleChange[] = [];
	for (const own of Map.groupBy(left, ({ sale: { account, target = '' } }) => `${account} ${target}`).values()) {
		const [{ sale: { account: source, target } = {} } = {}] = own;
		if (source === undefined) continue;
		// Nobody can have taken an order off the list of a target that is not known.
		const known =
			target === undefined
				? []
				: await database.sales.ofOrders(
						{ source, target },
						own.map(({ sale }) => sale),
					);
		const isOver = ({ sale }: Left, index: number): boolean => {
			const row = known[index];
			const ofParcels = sale.order === undefined && row?.state === 'cancelled';
			return row?.state === 'deleted' || ofParcels || (sale.once === true && row?.targetOrderId !== undefined);
		};
		open.push(...own.filter((one, index) => !isOver(one, index)).map(({ change }) => change));
	}
	return open;
}
