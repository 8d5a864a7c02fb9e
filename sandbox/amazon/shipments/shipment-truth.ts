import type { OrderBook } from '../orders/order-book';
import type { FulfillmentStatus, Order } from '../orders/order-wire';
import type { ShipmentJournal, ToldEntry } from './shipment-journal';

export interface ShipmentFacts {
	readonly book: OrderBook;
	readonly journal: ShipmentJournal;
	/** Orders that rightly go in one parcel. */
	readonly joined: readonly (readonly string[])[];
	/** Orders that somebody wanted cancelled at Amazon, and who. */
	readonly wanted: ReadonlyMap<string, string>;
}

/** What is true of an order that the merchant ships. No personal data. */
export interface ShipmentTruth {
	readonly orderId: string;
	readonly status: FulfillmentStatus;
	readonly packages: readonly {
		readonly reference: string;
		readonly carrier?: string;
		readonly trackingNumber?: string;
		readonly shipTime?: string;
		readonly status?: string;
		/** By order item. */
		readonly units: Readonly<Record<string, number>>;
	}[];
	/** Confirmations by what became of them; `dropped` ones were answered as if taken. */
	readonly confirmed: Readonly<Record<ToldEntry['outcome'], number>>;
	/** By the way in which they came, refused ones included. */
	readonly byCall: number;
	readonly byFeed: number;
	/** Who cancelled it, or some line of it, at Amazon. */
	readonly cancelledBy?: string;
	/** Who wanted it cancelled, where the sandbox was told. */
	readonly cancelWantedBy?: string;
	/** Cancellations of the merchant that were taken. */
	readonly cancellations: number;
}

/** Counted over all orders that the merchant ships. */
export interface ShipmentFigures {
	readonly orders: number;
	readonly byStatus: Readonly<Partial<Record<FulfillmentStatus, number>>>;
	readonly confirmed: Readonly<Record<ToldEntry['outcome'], number>>;
	readonly tracked: number;
	readonly untracked: number;
	/** Tracked with a carrier that is not on Amazon's list: it counts against the rate of valid tracking. */
	readonly otherCarrier: number;
	readonly cancelledByMerchant: number;
}

const outcomesOf = (entries: readonly ToldEntry[]): Record<ToldEntry['outcome'], number> => {
	const counts = { taken: 0, edited: 0, repeated: 0, dropped: 0, refused: 0 };
	for (const { what, outcome } of entries) if (what === 'confirmation') counts[outcome] += 1;
	return counts;
};

const packagesOf = (order: Order): ShipmentTruth['packages'] =>
	(order.packages ?? []).map(({ packageReferenceId, carrier, trackingNumber, shipTime, packageStatus, packageItems = [] }) => ({
		reference: packageReferenceId,
		...(carrier === undefined ? {} : { carrier }),
		...(trackingNumber === undefined ? {} : { trackingNumber }),
		...(shipTime === undefined ? {} : { shipTime }),
		...(packageStatus === undefined ? {} : { status: packageStatus.status }),
		units: Object.fromEntries(packageItems.map(({ orderItemId, quantity }) => [orderItemId, quantity])),
	}));

const truthOfOrder = (order: Order, { journal, wanted }: ShipmentFacts): ShipmentTruth => {
	const entries = journal.of(order.orderId);
	const cancelledBy = order.orderItems.map(({ cancellation }) => cancellation?.cancellationExecution?.cancelledBy).find(Boolean);
	const cancelWantedBy = wanted.get(order.orderId);
	const ways = entries.filter(({ what }) => what === 'confirmation').map(({ by }) => by);
	return {
		orderId: order.orderId,
		status: order.fulfillment?.fulfillmentStatus ?? 'PENDING',
		packages: packagesOf(order),
		confirmed: outcomesOf(entries),
		byCall: ways.filter((by) => by === 'call').length,
		byFeed: ways.filter((by) => by === 'feed').length,
		...(cancelledBy === undefined ? {} : { cancelledBy }),
		...(cancelWantedBy === undefined ? {} : { cancelWantedBy }),
		cancellations: entries.filter(({ what, outcome }) => what === 'cancellation' && outcome === 'taken').length,
	};
};

/** One order, or all that the merchant ships, in the order of their ids. */
export function truthOf(facts: ShipmentFacts, orderId?: string): readonly ShipmentTruth[] {
	if (orderId !== undefined) return [truthOfOrder(facts.book.get(orderId).load(), facts)];
	return facts.book
		.all()
		.filter(({ fulfilledBy }) => fulfilledBy === 'MERCHANT')
		.map(({ load }) => truthOfOrder(load(), facts))
		.sort((a, b) => (a.orderId < b.orderId ? -1 : 1));
}

export function figuresOf({ book, journal }: ShipmentFacts): ShipmentFigures {
	const keys = book.all().filter(({ fulfilledBy }) => fulfilledBy === 'MERCHANT');
	const byStatus: Partial<Record<FulfillmentStatus, number>> = {};
	for (const { status } of keys) byStatus[status] = (byStatus[status] ?? 0) + 1;
	const entries = journal.all();
	const held = entries.filter(({ what, outcome }) => what === 'confirmation' && (outcome === 'taken' || outcome === 'repeated'));
	return {
		orders: keys.length,
		byStatus,
		confirmed: outcomesOf(entries),
		tracked: held.filter(({ tracked }) => tracked).length,
		untracked: held.filter(({ tracked }) => !tracked).length,
		otherCarrier: held.filter(({ otherCarrier }) => otherCarrier).length,
		cancelledByMerchant: new Set(
			entries.filter(({ what, outcome }) => what === 'cancellation' && outcome === 'taken').map(({ orderId }) => orderId),
		).size,
	};
}
