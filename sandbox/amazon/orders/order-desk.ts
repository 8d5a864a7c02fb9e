import type { Clock, EventFeed } from '../../kernel/contract';
import { ControlError } from '../../kernel/contract';
import type { AccountBook } from '../access/accounts';
import type { OrderBook, StoredOrder } from './order-book';
import {
	cancelOrder,
	patchOrder,
	requestCancellation,
	shipOrder,
	touchOrder,
	type CancellationDraft,
	type ShipmentDraft,
} from './order-changes';
import { buildOrder, type OrderDraft } from './order-draft';
import type { Order } from './order-wire';
import type { Sales } from '../stock/sales';

/** A new order: an `OrderDraft` with at least its items, or a finished wire order. */
export interface NewOrder extends Partial<OrderDraft> {
	readonly sellerId?: string;
	/** Taken as it is; the rest of the draft is then not looked at. */
	readonly wire?: Order;
	/** What should become of it; never on the wire. */
	readonly tag?: unknown;
}

/** What buyers, Amazon and sellers do to orders, as the sandbox's users trigger it. */
export interface OrderDesk {
	create(order: NewOrder): Order;
	/**
	 * Takes over orders of a seed.
	 * @param takesStock whether their units are taken off; as a rule the quantities beside them are what was left
	 */
	load(orders: Iterable<StoredOrder>, takesStock?: boolean): number;
	get(orderId: string): Order;
	change(orderId: string, patch: unknown): Order;
	ship(orderId: string, shipment?: ShipmentDraft): Order;
	cancel(orderId: string, cancellation?: CancellationDraft): Order;
	requestCancel(orderId: string, reason?: string): Order;
	touch(orderId: string): Order;
	/** Any other change that may move units too; the text is told. */
	move(orderId: string, text: string, apply: (order: Order, now: number) => Order): Order;
}

const exampleBuyer = { buyerName: 'Jo Example', buyerEmail: 'jo-example@marketplace.amazon.de' };
const exampleRecipient = {
	deliveryAddress: {
		name: 'Jo Example',
		addressLine1: 'Beispielstrasse 1',
		city: 'Berlin',
		postalCode: '10115',
		countryCode: 'DE',
		phone: '+49 30 0000000',
		addressType: 'RESIDENTIAL',
	},
};

/** Not gone yet, nor called off. */
const isOpen = ({ status }: StoredOrder): boolean => status === 'PENDING' || status === 'UNSHIPPED' || status === 'PARTIALLY_SHIPPED';

/** Amazon's 3-7-7 form. */
export function orderIdOf(prefix: string, position: number): string {
	return `${prefix}-${String(Math.floor(position / 10_000_000)).padStart(7, '0')}-${String(position % 10_000_000).padStart(7, '0')}`;
}

export function createOrderDesk(book: OrderBook, accounts: AccountBook, clock: Clock, events: EventFeed, sales: Sales): OrderDesk {
	let made = 0;

	const tell = (text: string, orderId: string): void =>
		events.emit({ at: clock.now(), standIn: 'amazon', text: `${text} ${orderId}`, ids: { orderId } });

	const draftOf = (given: NewOrder): OrderDraft => {
		if ((given.items?.length ?? 0) === 0) throw new ControlError('An order needs at least one item {sku, quantity, unitPrice}');
		const now = clock.now();
		const isAmazon = given.fulfilledBy === 'AMAZON';
		made += 1;
		return {
			orderId: orderIdOf('902', 9_000_000 + made),
			marketplaceId: 'A1PA6795UKMFR9',
			createdMs: now,
			updatedMs: given.createdMs ?? now,
			status: 'UNSHIPPED',
			fulfilledBy: 'MERCHANT',
			...(isAmazon ? {} : { buyer: exampleBuyer, recipient: exampleRecipient }),
			items: [],
			...given,
		};
	};

	const change = (orderId: string, text: string, apply: (order: Order, now: number) => Order): Order => {
		const stored = book.get(orderId);
		const changed = apply(stored.load(), clock.now());
		book.store(stored.sellerId, changed, stored.tag);
		tell(text, orderId);
		return changed;
	};

	/** A change that moves units too. */
	const moved = (orderId: string, text: string, apply: (order: Order, now: number) => Order): Order => {
		const { sellerId, load } = book.get(orderId);
		const before = load();
		const after = change(orderId, text, apply);
		sales.changed(sellerId, before, after);
		return after;
	};

	return {
		create(given) {
			const { sellerId, wire, tag, ...draft } = given;
			const seller = sellerId === undefined ? accounts.defaultSeller() : accounts.seller(sellerId);
			const order = wire ?? buildOrder(draftOf(draft));
			book.store(seller.sellerId, order, tag);
			sales.placed(seller.sellerId, order);
			tell('Order placed', order.orderId);
			return order;
		},
		load(orders, takesStock = false) {
			let count = 0;
			for (const order of orders) {
				book.put(order);
				if (takesStock && isOpen(order)) sales.placed(order.sellerId, order.load());
				count += 1;
			}
			return count;
		},
		get: (orderId) => book.get(orderId).load(),
		change: (orderId, patch) => change(orderId, 'Order changed', (order, now) => patchOrder(order, patch, now)),
		ship: (orderId, shipment = {}) => moved(orderId, 'Order shipped', (order, now) => shipOrder(order, shipment, now)),
		cancel: (orderId, cancellation = {}) => moved(orderId, 'Order cancelled', (order, now) => cancelOrder(order, cancellation, now)),
		requestCancel: (orderId, reason = 'Ordered by mistake') =>
			change(orderId, 'Cancellation requested', (order, now) => requestCancellation(order, reason, now)),
		touch: (orderId) => change(orderId, 'Order touched', touchOrder),
		move: moved,
	};
}
