import type { Account } from '../../../domain/account';
import type { Package } from '../../../domain/order';
import { PlatformError } from '../../../domain/platform-error';
import type { UnreadableOrder } from '../../../ports/order-source';
import type { StoreOrder } from '../../../ports/store-orders';
import type { WooCommerceClient } from '../client';
import { FULFILLMENT_STATUS_META } from '../constants';
import { failure } from '../errors';
import { listFulfillments, packageOf } from '../shipments/fulfillments';
import { notedParcels } from '../shipments/noted-parcels';
import { probe } from '../probe';
import { isOfRecord } from '../whose-failure';
import { UnexpectedShape } from '../wire/fields';
import { gmtIn } from '../wire/gmt';
import { metaValue } from '../wire/meta';
import { isRecord, numberIn } from '../wire/php';
import { readStoreOrder, type WireStoreOrder } from '../wire/store-order';
import { refundFacts } from './find-order';
import { toStoreOrder } from './to-canonical';

const NO_FULFILLMENTS: ReadonlySet<string> = new Set(['no_fulfillments', 'unfulfilled']);

/** What is wrong with it. Says where and never what: values are people's. */
export function oddityOf(error: unknown): string {
	if (error instanceof PlatformError) return `${error.details.operation}: ${error.message}`;
	if (error instanceof UnexpectedShape) return `${error.what} is not what the store promises`;
	return `unexpected ${error instanceof Error ? error.name : 'fault'}`;
}

/** An order together with its refunds and fulfillments, which are asked for only where it says that there are some. */
export async function completeOrder(account: Account, details: WooCommerceClient, wire: WireStoreOrder): Promise<StoreOrder> {
	const refunds = await refundFacts(details, wire);
	const packages = notedParcels(wire, await fulfillments(details, wire));
	return toStoreOrder(wire, { account, refunds, packages });
}

async function fulfillments(details: WooCommerceClient, wire: WireStoreOrder): Promise<readonly Package[]> {
	const status = metaValue(wire.meta, FULFILLMENT_STATUS_META);
	if (status === undefined || NO_FULFILLMENTS.has(status)) return [];
	try {
		return ((await listFulfillments(details, String(wire.id))) ?? []).map(packageOf);
	} catch (error) {
		if (error instanceof PlatformError && error.details.kind === 'notFound') return [];
		throw error;
	}
}

/** The number of an order of which nothing else need be readable. */
export function orderIdIn(record: unknown): string | undefined {
	const id = isRecord(record) ? numberIn(record['id']) : undefined;
	return id !== undefined && Number.isSafeInteger(id) && id > 0 ? String(id) : undefined;
}

export const cannotBeRead = (id: string, error: unknown): PlatformError =>
	failure(
		{ operation: `GET orders/${id}`, write: false },
		{
			kind: 'contract',
			code: 'unreadable',
			message: `The order ${id} cannot be read: ${oddityOf(error)}`,
			advice: 'A plugin changes the answers of the REST API, or breaks at this order. Look at the error log of the store.',
		},
	);

interface ReadOrders {
	readonly orders: readonly StoreOrder[];
	readonly unreadable: readonly UnreadableOrder[];
}

/** Each for itself: one that cannot be read is named, and the others go on. Throws what concerns all of them. */
export async function readOrders(account: Account, details: WooCommerceClient, list: readonly unknown[]): Promise<ReadOrders> {
	const answersOtherwise = probe(details);
	const orders: StoreOrder[] = [];
	const unreadable: UnreadableOrder[] = [];
	let before = '';
	for (const record of list) {
		const id = orderIdIn(record);
		try {
			orders.push(await completeOrder(account, details, readStoreOrder(record)));
		} catch (error) {
			if (!(await isOfRecord(error, answersOtherwise))) throw error;
			const changed = isRecord(record) ? gmtIn(record['date_modified_gmt']) : undefined;
			unreadable.push({
				orderId: id ?? `(without id${before})`,
				...(changed === undefined ? {} : { updatedAt: changed }),
				text: oddityOf(error),
			});
		}
		if (id !== undefined) before = `, after ${id}`;
	}
	return { orders, unreadable };
}
