import type { Order, OrderItem } from '../orders/order-wire';
import type { IncludedData } from './search-parameters';

/** The blocks that come only when asked for. Everything else of an order comes always. */
const orderBlocks = {
	buyer: 'BUYER',
	recipient: 'RECIPIENT',
	proceeds: 'PROCEEDS',
	payment: 'PAYMENT',
	tax: 'TAX',
	fulfillment: 'FULFILLMENT',
	packages: 'PACKAGES',
	fulfillmentOrders: 'FULFILLMENT_ORDERS',
} as const satisfies Partial<Record<keyof Order, IncludedData>>;

const itemBlocks = {
	proceeds: 'PROCEEDS',
	expense: 'EXPENSE',
	promotion: 'PROMOTION',
	cancellation: 'CANCELLATION',
	fulfillment: 'FULFILLMENT',
	tax: 'TAX',
} as const satisfies Partial<Record<keyof OrderItem, IncludedData>>;

const withoutBlocks = <T extends object>(from: T, blocks: Readonly<Record<string, IncludedData>>, included: ReadonlySet<IncludedData>): T =>
	Object.fromEntries(
		Object.entries(from).filter(([name]) => {
			const block = blocks[name];
			return block === undefined || included.has(block);
		}),
	) as T;

/** The order with those blocks only that `includedData` asks for. */
export function withIncludedData(order: Order, included: ReadonlySet<IncludedData>): Order {
	return {
		...withoutBlocks(order, orderBlocks, included),
		orderItems: order.orderItems.map((item) => withoutBlocks(item, itemBlocks, included)),
	};
}
