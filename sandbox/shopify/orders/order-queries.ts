import { StandInGap } from '../graphql/stand-in-gap';
import { pageOf } from '../graphql/connections';
import { type AdminContext, adminType } from '../graphql/context';
import type { Args } from '../graphql/resolver-types';
import { uniqueOwner } from '../metafields/unique-owner';
import { searched } from '../search/searched-list';
import { legacyId } from '../store/gid';
import type { OrderRecord } from '../store/order-records';
import { isGranted } from '../graphql/access';
import { originalTotals } from './order-totals';

const orderKeys: Readonly<Record<string, (order: OrderRecord) => string | number>> = {
	ID: ({ id }) => Number(legacyId(id)),
	CREATED_AT: ({ createdAt }) => Math.floor(createdAt / 1000),
	UPDATED_AT: ({ updatedAt }) => Math.floor(updatedAt / 1000),
	PROCESSED_AT: ({ processedAt }) => Math.floor(processedAt / 1000),
	ORDER_NUMBER: ({ number }) => number,
	RELEVANCE: ({ id }) => Number(legacyId(id)),
	TOTAL_PRICE: (order) => Number(originalTotals(order).total.shopMoney.amount),
};

const sixtyDaysMs = 60 * 24 * 60 * 60 * 1000;

/** Without `read_all_orders` those of the last 60 days alone: https://shopify.dev/docs/api/usage/access-scopes#orders-permissions */
export function isShown(order: OrderRecord, { shop, caller }: AdminContext): boolean {
	return isGranted(caller.scopes, 'read_all_orders') || order.createdAt >= shop.now() - sixtyDaysMs;
}

function orderById(id: unknown, context: AdminContext): OrderRecord | null {
	const order = context.shop.state.orders.get(String(id));
	return order !== undefined && isShown(order, context) ? order : null;
}

function keyOf({ sortKey }: Args): (order: OrderRecord) => string | number {
	const key = orderKeys[String(sortKey)];
	if (key === undefined) throw new StandInGap(`order of orders by ${String(sortKey)}`);
	return key;
}

interface OrderIdentifier {
	readonly id?: string | null;
	readonly customId?: { readonly namespace?: string | null; readonly key: string; readonly value: string } | null;
}

export const orderQueries = [
	adminType<unknown>('QueryRoot', {
		fields: {
			order: (_, { id }, context) => orderById(id, context),
			orderByIdentifier: (_, args, context) => {
				const { id, customId } = (args as unknown as { identifier: OrderIdentifier }).identifier;
				if (typeof id === 'string') return orderById(id, context);
				return customId === undefined || customId === null ? null : orderById(uniqueOwner(context.shop, 'ORDER', customId), context);
			},
			orders: (_, args, context, info) => {
				const list = searched(context.shop.indexes.orders, context.shop.state.orders, args, info).filter((order) =>
					isShown(order, context),
				);
				return pageOf(list, args, { idOf: ({ id }) => id, keyOf: keyOf(args) });
			},
			ordersCount: (_, args, context, info) => {
				const list = searched(context.shop.indexes.orders, context.shop.state.orders, args, info).filter((order) =>
					isShown(order, context),
				);
				return { count: list.length, precision: 'EXACT' };
			},
		},
	}),
];
