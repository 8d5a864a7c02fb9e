import { accountKey } from '../../domain/account';
import type { Reason } from '../../domain/reasons';
import { iso } from '../../domain/time';
import type { Sale, SaleChange } from '../../ports/database';
import { isForCancelling, tellsOfCancelling } from '../cancel/rows';
import { originOf } from '../order-key';
import { attentionChange, SETTLED } from '../sales/sale-change';
import { salesOf } from '../sales/sales-of';
import type { ConfirmDeps, SoldOrder } from './deps';
import type { OneOrder } from './one-order';

/** How the log is to say that an order stands. */
export type Standing =
	| { readonly kind: 'settled' }
	| { readonly kind: 'waits'; readonly reason: Reason; readonly dueAt: number }
	| { readonly kind: 'fault'; readonly reason: Reason }
	/** None of its business: a row that is there waits no longer. */
	| { readonly kind: 'none' };

export async function knownSales(deps: ConfirmDeps, orders: readonly OneOrder[]): Promise<ReadonlyMap<string, Sale>> {
	const sold = orders.flatMap(({ sales }) => sales.map(({ order }) => order));
	return await salesOf(deps, accountKey(deps.shipments.account), sold);
}

export const saleOf = (sales: ReadonlyMap<string, Sale>, { order }: SoldOrder): Sale | undefined => sales.get(originOf(order));

/** Nothing would be written of it. */
export const isLogged = (sale: Sale | undefined): boolean => sale?.state === 'synced' || tellsOfCancelling(sale);

/** A person has retried it. One of which no log tells is told of by whoever gives it. */
export function isAsked({ sales: sold }: OneOrder, sales: ReadonlyMap<string, Sale>): boolean {
	return sold.every((one) => {
		const sale = saleOf(sales, one);
		return sale?.state === 'pending' && sale.reason === undefined;
	});
}

/** Writes how the orders stand, each under the order of the store that it is; rows that tell of its cancellation stay as they are. */
export async function logSales(
	deps: ConfirmDeps,
	standings: readonly { readonly order: OneOrder; readonly standing: Standing }[],
	sales: ReadonlyMap<string, Sale>,
): Promise<void> {
	const { database } = deps;
	const target = accountKey(deps.shipments.account);
	const ofCancelling = new Set<Sale>();
	for (const sale of sales.values()) if (await isForCancelling(deps, sale)) ofCancelling.add(sale);
	const changes = standings.flatMap(({ order, standing }) =>
		order.sales.flatMap((sold) => {
			const sale = saleOf(sales, sold);
			// One that a person took off the list stays off it.
			if (sale?.state === 'deleted' || (sale !== undefined && ofCancelling.has(sale) && !isOfCancelled(standing))) return [];
			if (standing.kind === 'none' && (sale === undefined || sale.state === 'synced')) return [];
			return [changeOf({ ...rowOf(sold), target, targetOrderId: order.orderId, targetOrderNumber: order.orderId }, standing)];
		}),
	);
	if (changes.length > 0) await database.sales.change(changes, database.now());
}

/** The cancellation is through, and its row has nothing more to tell: the parcel has. */
const isOfCancelled = (standing: Standing): boolean => standing.kind === 'fault' && standing.reason.code === 'confirmationCancelled';

function rowOf({ order, subscription }: SoldOrder) {
	return {
		source: accountKey(order.account),
		orderId: order.id,
		orderNumber: order.number,
		...(order.key === undefined ? {} : { orderKey: order.key }),
		...(order.createdAt === undefined ? {} : { orderCreatedAt: order.createdAt }),
		purchasedAt: order.purchasedAt,
		...(subscription === undefined ? {} : { subscription }),
		frozen: true,
	};
}

function changeOf(row: Omit<SaleChange, 'state'>, standing: Standing): SaleChange {
	switch (standing.kind) {
		case 'settled':
		case 'none':
			return { ...row, state: 'synced', ...SETTLED };
		case 'waits':
			return { ...row, state: 'pending', reason: standing.reason, nextAttemptAt: iso(standing.dueAt) };
		case 'fault':
			return attentionChange(row, standing.reason);
	}
}
