import type { WireLine, WireOrder } from '../wire/order';

/** An order as it was answered, all its lines, and what Shopify did not show of it. */
export interface ReadOrder {
	readonly order: WireOrder;
	readonly lines: readonly WireLine[];
	/** Names of fields. */
	readonly hidden: readonly string[];
}
