import type { Order } from '../../../domain/order';
import type { IsoTime } from '../../../domain/time';

/** Orders of the account that was chosen, be it a channel or a store; those that nobody has paid yet among them. */
export interface Orders {
	/** Undefined where the account does not have it. Throws PlatformError `contract` where it cannot be read. */
	get(orderId: string, input: number): Promise<Order | undefined>;
	/** Page by page: nothing of one that was read is kept. */
	since(time: IsoTime, input: number): AsyncIterable<OrdersPage>;
}

export interface OrdersPage {
	readonly orders: readonly Order[];
	readonly unreadable: readonly { readonly orderId: string; readonly text: string }[];
}
