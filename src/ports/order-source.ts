import type { Account } from '../domain/account';
import type { Order } from '../domain/order';
import type { IsoTime } from '../domain/time';

/** What is read: orders by last update or by purchase, from (inclusive) a time on. */
export interface OrderSearch {
	readonly by: 'updated' | 'purchased';
	readonly from: IsoTime;
	/** Upper bound, itself in or out as the platform does it; left out: as far as the platform goes. */
	readonly to?: IsoTime;
	/** The token of the next page, with all other fields unchanged. */
	readonly page?: string;
	/** Whether buyer, recipient and gift messages are asked for. */
	readonly personalData: boolean;
	/** Whether `Order.raw` is filled. */
	readonly raw?: boolean;
	/** Only those that wait for being shipped by the merchant, as far as the platform can tell them apart: others may be among them. */
	readonly open?: true;
}

/** An order that could not be read; the others of its page go on. */
export interface UnreadableOrder {
	readonly orderId: string;
	/** Its id cannot be read either: `orderId` stands for it in texts only, and nobody can ask for it again. */
	readonly nameless?: true;
	readonly updatedAt?: IsoTime;
	/** What is wrong with it, without personal data. */
	readonly text: string;
}

export interface OrderPage {
	readonly orders: readonly Order[];
	readonly unreadable: readonly UnreadableOrder[];
	readonly nextPage?: string;
	/** The platform's own upper bound of this search: everything before it has been seen when the last page is read. */
	readonly upTo: IsoTime;
}

export interface ReadOptions {
	readonly personalData: boolean;
	readonly raw?: boolean;
}

/**
 * A platform that orders come from. All calls are reads and safe to repeat. Calls wait for quota up to the budget the
 * adapter was made with and then throw PlatformError `rateLimited` with `retryAfterMs`.
 */
export interface OrderSource {
	readonly account: Account;
	/** One page, at most 100 orders. Throws PlatformError `conflict` with code `pageExpired` when the token is too old. */
	search(search: OrderSearch): Promise<OrderPage>;
	/** Undefined when the platform does not know the order. Throws PlatformError `contract` when it cannot be read. */
	get(orderId: string, options: ReadOptions): Promise<Order | undefined>;
	/**
	 * How many reads of one kind may be made right now without waiting, for choosing the cheaper way to read
	 * many orders again: one search stream or one by one.
	 */
	allowance(): Promise<{ readonly searches: number; readonly gets: number }>;
}
