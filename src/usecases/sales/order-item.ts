import type { SubscriptionId } from '../../domain/ids';
import type { Order } from '../../domain/order';
import type { InboxStamp } from '../../ports/database';

/** An order as it came to a node. */
export interface OrderItem {
	readonly order: Order;
	readonly stamp?: InboxStamp;
	/** Whose inbox its sale returns to. */
	readonly subscription?: SubscriptionId;
}
