import type { Account } from '../../../domain/account';
import type { Package } from '../../../domain/order';
import type { IsoTime } from '../../../domain/time';
import { PlatformError } from '../../../domain/platform-error';
import type { StoreOrder, StoreOrderPage, StoreOrderSource } from '../../../ports/store-orders';
import type { AccountMemory } from '../account-memory';
import type { WooCommerceClient } from '../client';
import { FULFILLMENT_STATUS_META, PAGE_SIZE } from '../constants';
import { failure } from '../errors';
import { listFulfillments, packageOf } from '../shipments/fulfillments';
import { naiveGmt } from '../wire/gmt';
import { orderStatuses, type OrderStatusFact } from '../settings';
import { findStoreOrder, refundedUnits } from './find-order';
import { toStoreOrder } from './to-canonical';
import { trackedPackages } from '../shipments/tracking-items';
import { readList } from '../wire/fields';
import { metaValue } from '../wire/meta';
import { readStoreOrder, STORE_ORDER_FIELDS, type WireStoreOrder } from '../wire/store-order';

const NO_FULFILLMENTS: ReadonlySet<string> = new Set(['no_fulfillments', 'unfulfilled']);

/** Where a page begins: all changes after this second (Unix time), and which page of them. */
interface Place {
	readonly after: number;
	readonly page: number;
}

const tokenOf = ({ after, page }: Place): string => `${after}.${page}`;

function placeOf(token: string): Place {
	const [after, page] = token.split('.').map(Number);
	return { after: after ?? 0, page: page ?? 1 };
}

const secondOf = (time: IsoTime): number => Math.floor(Date.parse(time) / 1000);

/**
 * Where the next page begins. Pages are not counted but follow the time of the last order on the page: an order that
 * changes between two reads moves to the end of the list, all behind it move up by one, and counted pages would jump
 * over one of them. The last second of a page is read again; only a page of one single second is counted on.
 */
function following(place: Place, last: IsoTime): Place {
	const before = secondOf(last) - 1;
	return before > place.after ? { after: before, page: 1 } : { after: place.after, page: place.page + 1 };
}

/** Orders of a WooCommerce store. */
export class WooCommerceOrderSource implements StoreOrderSource {
	constructor(
		readonly account: Account,
		private readonly client: WooCommerceClient,
		private readonly memory: AccountMemory,
	) {}

	/** Orders at the seam of two pages come twice. `page` is a token that this adapter gave. */
	async changedSince(since: IsoTime, page?: string): Promise<StoreOrderPage> {
		const place = page === undefined ? { after: secondOf(since) - 1, page: 1 } : placeOf(page);
		const answer = await this.client.get('orders', {
			// Leaves trash and drafts out.
			status: 'any',
			// Leaves its own second out.
			modified_after: naiveGmt(place.after * 1000),
			dates_are_gmt: 'true',
			orderby: 'modified',
			order: 'asc',
			per_page: PAGE_SIZE,
			page: place.page,
			_fields: STORE_ORDER_FIELDS,
		});
		const wires = this.client.read('orders', () => readList(answer.body).map(readStoreOrder));
		const orders: StoreOrder[] = [];
		for (const wire of wires) orders.push(await this.complete(wire));
		const last = orders.at(-1);
		return { orders, ...(wires.length < PAGE_SIZE || last === undefined ? {} : { nextPage: tokenOf(following(place, last.changedAt)) }) };
	}

	/** Trashed orders are found, with the store's status `trash`. */
	async get(id: string): Promise<StoreOrder | undefined> {
		const wire = await findStoreOrder(this.client, id);
		return wire === undefined ? undefined : this.complete(wire);
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

	private async complete(wire: WireStoreOrder): Promise<StoreOrder> {
		const refunded = await refundedUnits(this.client, wire);
		const packages = [...(await this.fulfillments(wire)), ...trackedPackages(wire.meta)];
		return this.client.read(`orders/${wire.id}`, () => toStoreOrder(wire, { account: this.account, refundedUnits: refunded, packages }));
	}

	/** Asked only where the order itself says that there are some. */
	private async fulfillments(wire: WireStoreOrder): Promise<readonly Package[]> {
		const status = metaValue(wire.meta, FULFILLMENT_STATUS_META);
		if (status === undefined || NO_FULFILLMENTS.has(status)) return [];
		try {
			return ((await listFulfillments(this.client, String(wire.id))) ?? []).map(packageOf);
		} catch (error) {
			if (error instanceof PlatformError && error.details.kind === 'notFound') return [];
			throw error;
		}
	}
}
