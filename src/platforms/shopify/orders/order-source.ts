import type { Account } from '../../../domain/account';
import type { Order } from '../../../domain/order';
import { iso, type IsoTime } from '../../../domain/time';
import type { StoreOrder, StoreOrderPage, StoreOrderSource } from '../../../ports/store-orders';
import type { ShopifyClient } from '../client';
import { failure } from '../errors';
import { denied } from '../faults';
import { findNodes } from '../nodes';
import { STANDARD_STATUS, STATUSES, isPaid } from '../order-status';
import { gid, isId } from '../wire/fields';
import { CUSTOMER_EMAIL, ORDERS_BY_ID, ORDERS_CHANGED, ORDERS_OF_CUSTOMER } from '../wire/order';
import { quoted } from '../search';
import { PING } from '../wire/shop';
import { hiddenOf, readOrder, readOrders } from './read-orders';
import { toStoreOrder } from './to-canonical';

/** With lines, parcels, refunds and addresses this many cost about half of what Shopify lets one query cost. */
const PAGE = 50;
const MOST_PAGES = 6;

/** Orders of a Shopify shop. */
export class ShopifyOrderSource implements StoreOrderSource {
	readonly toShipStatus = STANDARD_STATUS.toShip;
	constructor(
		readonly account: Account,
		private readonly client: ShopifyClient,
	) {}

	/** `page` is Shopify's cursor. Its index is some seconds late: whoever asks looks back further than that. */
	async changedSince(since: IsoTime, page?: string): Promise<StoreOrderPage> {
		const { nodes, next, hidden } = await this.list(since, false, page);
		const read = await readOrders(this.account, this.client, nodes, hidden);
		return { ...read, ...(next === undefined ? {} : { nextPage: next }) };
	}

	/** Undefined for one that was deleted. */
	async get(orderId: string): Promise<StoreOrder | undefined> {
		if (!isId(orderId)) return undefined;
		const found = (await findNodes(this.client, { document: ORDERS_BY_ID, kind: 'Order', inPart: true }, [orderId])).get(orderId);
		if (found?.denied !== undefined) throw found.denied;
		if (found === undefined || found.record === null) return undefined;
		return toStoreOrder(this.account, await readOrder(this.client, found.record, found.hidden));
	}

	async newest(since: IsoTime, fits: (order: StoreOrder) => boolean): Promise<StoreOrder | undefined> {
		let after: string | undefined;
		for (let page = 0; page < MOST_PAGES; page += 1) {
			const { nodes, next, hidden } = await this.list(since, true, after);
			const found = (await readOrders(this.account, this.client, nodes, hidden)).orders.find(fits);
			if (found !== undefined || next === undefined) return found;
			after = next;
		}
		return undefined;
	}

	async paidBefore({ id, customer, purchasedAt }: Order): Promise<boolean> {
		const whose = customer?.id === undefined ? customer?.email : customer.id;
		if (whose === undefined) return false;
		const search = customer?.id === undefined ? `email:${quoted(whose)}` : `customer_id:${whose}`;
		const { data, hidden } = await this.client.queryVisible(ORDERS_OF_CUSTOMER, { query: search });
		// Whose it is has to be seen by what it is looked for by.
		const faults = customer?.id === undefined ? hidden : hidden.filter(({ path }) => !path.endsWith('.email'));
		if (faults.length > 0) throw denied({ operation: ORDERS_OF_CUSTOMER.name, write: false }, faults);
		return data.orders.nodes.some((order) => {
			const isSame = customer?.id === undefined ? order.email.toLowerCase() === whose.toLowerCase() : order.customer?.id === whose;
			return isSame && order.id !== id && order.createdAt < purchasedAt && isPaid(order);
		});
	}

	async emailOf(customerId: string): Promise<string | undefined> {
		if (!isId(customerId)) return undefined;
		const { data } = await this.client.query(CUSTOMER_EMAIL, { id: gid('Customer', customerId) });
		const email = data.customer?.defaultEmailAddress?.emailAddress ?? '';
		return email === '' ? undefined : email;
	}

	statuses(): Promise<typeof STATUSES> {
		return Promise.resolve(STATUSES);
	}

	async now(): Promise<IsoTime> {
		const { answeredAt } = await this.client.query(PING);
		if (answeredAt !== undefined) return iso(answeredAt);
		throw failure(
			{ operation: 'Ping', write: false },
			{
				kind: 'contract',
				code: 'noDate',
				message: "Shopify's answer carries no date",
				advice: 'A proxy between n8n and Shopify removes the Date header. Let it through.',
			},
		);
	}

	private async list(since: IsoTime, reverse: boolean, after: string | undefined) {
		const { data, hidden } = await this.client.queryVisible(ORDERS_CHANGED, {
			first: PAGE,
			after: after ?? null,
			query: `updated_at:>=${quoted(since)}`,
			reverse,
		});
		const { nodes, next } = data.orders;
		return { nodes, next, hidden: (index: number) => hiddenOf(hidden, 'orders.nodes', index) };
	}
}
