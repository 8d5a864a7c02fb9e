import type { Account } from '../../../domain/account';
import type { Order } from '../../../domain/order';
import { PlatformError } from '../../../domain/platform-error';
import { iso, type IsoTime } from '../../../domain/time';
import type { StoreOrder, StoreOrderPage, StoreOrderSource } from '../../../ports/store-orders';
import type { AccountMemory } from '../account-memory';
import type { WooCommerceClient } from '../client';
import { STANDARD_STATUS } from '../constants';
import { failure } from '../errors';
import type { Query } from '../sdk';
import { regionsFor, withRegionNames } from '../regions';
import { orderStatuses, type OrderStatusFact } from '../settings';
import { probe } from '../probe';
import { isOfRecord } from '../whose-failure';
import { readList } from '../wire/fields';
import { naiveGmt } from '../wire/gmt';
import { STORE_ORDER_FIELDS } from '../wire/store-order';
import { findStoreOrder } from './find-order';
import { orderId } from './order-id';
import { accountEmail, paidBefore } from './customer-facts';
import { following, placeOf, secondOf, tokenOf, type ListPlace } from './list-place';
import { cannotBeRead, completeOrder, oddityOf, orderIdIn, readOrders } from './read-orders';

/** Of a hundred orders each, as a rule. */
const MOST_PAGES = 3;

/** Orders of a WooCommerce store. */
export class WooCommerceOrderSource implements StoreOrderSource {
	readonly toShipStatus = STANDARD_STATUS.toShip;
	private readonly details: WooCommerceClient;

	constructor(
		readonly account: Account,
		private readonly client: WooCommerceClient,
		private readonly memory: AccountMemory,
	) {
		this.details = client.inBrief();
	}

	/** Orders at the seam of two pages come twice. `page` is a token that this adapter gave. */
	async changedSince(since: IsoTime, page?: string): Promise<StoreOrderPage> {
		const place = page === undefined ? { after: secondOf(since) - 1, offset: 0 } : placeOf(page);
		const query = {
			// Leaves trash and drafts out.
			status: 'any',
			// Leaves its own second out.
			modified_after: naiveGmt(place.after * 1000),
			dates_are_gmt: 'true',
			orderby: 'modified',
			order: 'asc',
		};
		const list = await this.client.page('orders', { ...query, _fields: STORE_ORDER_FIELDS }, place.offset);
		if ('odd' in list) return await this.pass(list.odd, query, place);
		const { items, headers, nextOffset } = list;
		const { orders, unreadable } = await readOrders(this.account, this.details, items);
		const read = { orders: await this.withRegions(orders), unreadable };
		if (nextOffset === undefined) return read;
		return { ...read, nextPage: tokenOf(following(place, items, nextOffset, headers['date'])) };
	}

	async newest(since: IsoTime, fits: (order: StoreOrder) => boolean): Promise<StoreOrder | undefined> {
		const query = { status: 'any', modified_after: naiveGmt(Date.parse(since)), dates_are_gmt: 'true', orderby: 'modified', order: 'desc' };
		let offset: number | undefined = 0;
		for (let page = 0; page < MOST_PAGES && offset !== undefined; page += 1) {
			const list: Awaited<ReturnType<WooCommerceClient['page']>> = await this.client.page(
				'orders',
				{ ...query, _fields: STORE_ORDER_FIELDS },
				offset,
			);
			// One at which the store breaks is passed over.
			for (const record of 'odd' in list ? [] : list.items) {
				// Details are asked for one by one, until it is found.
				const [order] = (await readOrders(this.account, this.details, [record])).orders;
				if (order !== undefined && fits(order)) return order;
			}
			offset = 'odd' in list ? offset + 1 : list.nextOffset;
		}
		return undefined;
	}

	/** Names the one at which the store breaks and goes on behind it. Throws where the store breaks at others as well. */
	private async pass(error: PlatformError, query: Query, { after, offset }: ListPlace): Promise<StoreOrderPage> {
		const one = { per_page: 1, _fields: STORE_ORDER_FIELDS };
		const others = [
			{ ...query, ...one, page: offset + 2 },
			{ ...one, orderby: 'id', order: 'desc' },
		];
		const answers = await Promise.allSettled(others.map(async (other) => await this.details.get('orders', other)));
		if (!answers.some(({ status }) => status === 'fulfilled')) throw error;
		const id = (await this.idAt(query, offset)) ?? `(without id, number ${offset + 1} of those changed after ${iso(after * 1000)})`;
		return { orders: [], unreadable: [{ orderId: id, text: oddityOf(error) }], nextPage: tokenOf({ after, offset: offset + 1 }) };
	}

	/** The id alone may still be told. */
	private async idAt(query: Query, offset: number): Promise<string | undefined> {
		try {
			const { body } = await this.details.get('orders', { ...query, per_page: 1, page: offset + 1, _fields: 'id' });
			return orderIdIn(readList(body)[0]);
		} catch {
			return undefined;
		}
	}

	/** Trashed orders are found, with the store's status `trash`. */
	async get(id: string): Promise<StoreOrder | undefined> {
		const known = orderId(id);
		try {
			const wire = await findStoreOrder(this.client, known);
			if (wire === undefined) return undefined;
			const [order] = await this.withRegions([await completeOrder(this.account, this.client, wire)]);
			return order;
		} catch (error) {
			// What passes by itself is no fault of the order yet: whoever asks comes again.
			if (error instanceof PlatformError && (error.passing || !(await isOfRecord(error, probe(this.client))))) throw error;
			throw cannotBeRead(known, error);
		}
	}

	async paidBefore(order: Order): Promise<boolean> {
		return await paidBefore(this.client, order);
	}

	async emailOf(customerId: string): Promise<string | undefined> {
		return await accountEmail(this.client, customerId);
	}

	/** With the names of their regions: other platforms do not know the store's codes. */
	private async withRegions(orders: readonly StoreOrder[]): Promise<readonly StoreOrder[]> {
		const regions = await regionsFor(
			this.details,
			this.memory,
			orders.flatMap(({ order }) => [order.billing, order.shipping]),
		);
		return orders.map((read) => ({ ...read, order: withRegionNames(read.order, regions) }));
	}

	statuses(): Promise<readonly OrderStatusFact[]> {
		return orderStatuses(this.client, this.memory);
	}

	async now(): Promise<IsoTime> {
		const { headers } = await this.client.get('orders', { per_page: 1, _fields: 'id' });
		const time = Date.parse(headers['date'] ?? '');
		if (!Number.isNaN(time)) return new Date(time).toISOString();
		throw failure(
			{ operation: 'GET orders', write: false },
			{
				kind: 'contract',
				code: 'noDate',
				message: "The store's answer carries no date",
				advice: 'A proxy in front of the store removes the Date header. Let it through.',
			},
		);
	}
}
