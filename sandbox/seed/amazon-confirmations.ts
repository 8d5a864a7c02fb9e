import type { StoredOrder } from '../amazon/orders/order-book';
import { cancelOrder, shipOrder } from '../amazon/orders/order-changes';
import { buildOrder, type OrderDraft } from '../amazon/orders/order-draft';
import type { FulfillmentStatus, Order } from '../amazon/orders/order-wire';
import { manyDraft, type ManyOptions } from './amazon-many';

export interface ConfirmationOptions {
	/** FBM orders that wait for a confirmation; 1,000 when left out. */
	readonly toConfirm?: number;
	/** All else that the account has; 9,000 when left out. */
	readonly others?: number;
	readonly seed?: number;
	readonly sellerId: string;
	/** Milliseconds since the epoch. */
	readonly now: number;
	/** Over how long before `now` the others were changed last, milliseconds; 30 days when left out. */
	readonly spreadMs?: number;
}

/** An order that waits for its confirmation. */
export interface OrderToConfirm {
	readonly orderId: string;
	readonly marketplaceId: string;
	readonly createdMs: number;
	readonly items: readonly { readonly orderItemId: string; readonly sku: string; readonly quantity: number }[];
}

export interface ConfirmationSeed {
	readonly orders: Iterable<StoredOrder>;
	readonly toConfirm: readonly OrderToConfirm[];
}

const hour = 3_600_000;
const day = 24 * hour;
const settling = 4 * 60_000;

interface Other {
	readonly status: FulfillmentStatus;
	readonly fulfilledBy: 'AMAZON' | 'MERCHANT';
}

/** What an account's other orders are, of twenty. */
const otherAt = (position: number): Other => {
	const share = position % 20;
	if (share < 11) return { status: 'SHIPPED', fulfilledBy: 'MERCHANT' };
	if (share < 16) return { status: 'SHIPPED', fulfilledBy: 'AMAZON' };
	if (share < 17) return { status: 'CANCELLED', fulfilledBy: 'MERCHANT' };
	return { status: 'UNSHIPPED', fulfilledBy: share < 19 ? 'MERCHANT' : 'AMAZON' };
};

const stored = (sellerId: string, draft: OrderDraft, updatedMs: number, load: () => Order, tag: string): StoredOrder => ({
	orderId: draft.orderId,
	createdMs: draft.createdMs,
	updatedMs,
	marketplaceId: draft.marketplaceId,
	status: draft.status,
	fulfilledBy: draft.fulfilledBy,
	sellerId,
	tag,
	load,
});

/**
 * Many FBM orders that wait for a confirmation, placed over the last two days, among many others of the account that were changed
 * over a month: most shipped, some of them by Amazon, some cancelled, some open. Built when they are asked for.
 */
export function seedConfirmations(options: ConfirmationOptions): ConfirmationSeed {
	const { toConfirm = 1000, others = 9000, seed = 1, sellerId, now, spreadMs = 30 * day } = options;
	const many: ManyOptions = { orders: toConfirm + others, sellerId, now, seed };
	const idOf = (kind: '904' | '905', position: number): string =>
		`${kind}-${String(seed).padStart(7, '0')}-${String(position + 1).padStart(7, '0')}`;

	const waitingDraft = (position: number): OrderDraft => {
		const createdMs = now - settling - Math.floor(((toConfirm - position) * (2 * day - settling)) / Math.max(1, toConfirm));
		return { ...manyDraft(position, many), orderId: idOf('904', position), createdMs, updatedMs: createdMs };
	};
	const otherDraft = (position: number): { readonly draft: OrderDraft; readonly updatedMs: number } => {
		const updatedMs = now - settling - Math.floor(((others - position) * (spreadMs - settling)) / Math.max(1, others));
		const createdMs = updatedMs - 6 * hour;
		const plain = manyDraft(toConfirm + position, many);
		return { draft: { ...plain, ...otherAt(position), orderId: idOf('905', position), createdMs, updatedMs: createdMs }, updatedMs };
	};
	const buildOther = (position: number): Order => {
		const { draft, updatedMs } = otherDraft(position);
		const order = buildOrder({ ...draft, status: 'UNSHIPPED' });
		if (draft.status === 'SHIPPED') return shipOrder(order, { trackingNumber: `OTHER${position}` }, updatedMs);
		return draft.status === 'CANCELLED'
			? cancelOrder(order, {}, updatedMs)
			: { ...order, lastUpdatedTime: new Date(updatedMs).toISOString() };
	};

	function* all(): Generator<StoredOrder> {
		for (let position = 0; position < toConfirm; position += 1) {
			const draft = waitingDraft(position);
			yield stored(sellerId, draft, draft.updatedMs, () => buildOrder(waitingDraft(position)), 'toConfirm');
		}
		for (let position = 0; position < others; position += 1) {
			const { draft, updatedMs } = otherDraft(position);
			yield stored(sellerId, draft, updatedMs, () => buildOther(position), 'other');
		}
	}

	return {
		orders: all(),
		toConfirm: Array.from({ length: toConfirm }, (_, position) => {
			const { orderId, orderItems, salesChannel } = buildOrder(waitingDraft(position));
			return {
				orderId,
				marketplaceId: salesChannel.marketplaceId ?? '',
				createdMs: waitingDraft(position).createdMs,
				items: orderItems.map(({ orderItemId, product, quantityOrdered }) => ({
					orderItemId,
					sku: product.sellerSku ?? '',
					quantity: quantityOrdered,
				})),
			};
		}),
	};
}
