import { iso } from '../orders/order-draft';
import type { Order, OrderItem, OrderPackage } from '../orders/order-wire';
import { otherCarrier } from './carrier-codes';
import { ParcelRefused, type PackageStatus, type Parcel } from './parcel';

/** What a parcel does to an order at Amazon. Each gives a new order; times are milliseconds since the epoch. */

type Units = ReadonlyMap<string, number>;

const shippedOf = ({ fulfillment }: OrderItem): number => fulfillment?.quantityFulfilled ?? 0;
export const openUnitsOf = (item: OrderItem): number => Math.max(0, item.quantityOrdered - shippedOf(item));

export const isAllShipped = ({ orderItems }: Order): boolean =>
	orderItems.every((item) => openUnitsOf(item) === 0) && orderItems.some((item) => shippedOf(item) > 0);

const unitsOf = ({ packageItems = [] }: OrderPackage): Units => {
	const units = new Map<string, number>();
	for (const { orderItemId, quantity } of packageItems) units.set(orderItemId, (units.get(orderItemId) ?? 0) + quantity);
	return units;
};

/** The units of a parcel: those it names, each item once, else all that are open. */
export function unitsOfParcel(order: Order, { items }: Parcel): Units {
	const units = new Map<string, number>();
	if (items === undefined) {
		for (const item of order.orderItems) if (openUnitsOf(item) > 0) units.set(item.orderItemId, openUnitsOf(item));
		return units;
	}
	for (const { orderItemId, quantity } of items) units.set(orderItemId, (units.get(orderItemId) ?? 0) + quantity);
	return units;
}

export const packageOf = (order: Order, reference: string | undefined): OrderPackage | undefined =>
	reference === undefined ? undefined : order.packages?.find(({ packageReferenceId }) => packageReferenceId === reference);

/**
 * Whether these units can leave. A package that is there already gives back its own first.
 * @throws ParcelRefused noItem, tooMany
 */
export function checkUnits(order: Order, units: Units, before: OrderPackage | undefined): void {
	const held: Units = before === undefined ? new Map<string, number>() : unitsOf(before);
	for (const [orderItemId, quantity] of units) {
		const item = order.orderItems.find((candidate) => candidate.orderItemId === orderItemId);
		if (item === undefined || item.quantityOrdered === 0) throw new ParcelRefused('noItem', orderItemId);
		if (quantity > openUnitsOf(item) + (held.get(orderItemId) ?? 0)) throw new ParcelRefused('tooMany', orderItemId);
	}
}

const shipped = (item: OrderItem, more: number): OrderItem => {
	if (more === 0) return item;
	const fulfilled = shippedOf(item) + more;
	return {
		...item,
		fulfillment: { ...item.fulfillment, quantityFulfilled: fulfilled, quantityUnfulfilled: item.quantityOrdered - fulfilled },
	};
};

const carrierOf = ({ carrierCode, carrierName }: Parcel): string | undefined =>
	carrierCode === undefined || carrierCode === otherCarrier ? (carrierName ?? carrierCode) : carrierCode;

const packageFrom = (parcel: Parcel, reference: string, units: Units, before: OrderPackage | undefined, now: number): OrderPackage => {
	const carrier = carrierOf(parcel);
	const { service, trackingNumber } = parcel;
	const codesOf = (orderItemId: string): readonly string[] =>
		(parcel.items ?? []).filter((item) => item.orderItemId === orderItemId).flatMap((item) => item.transparencyCodes ?? []);
	return {
		packageReferenceId: reference,
		createdTime: before?.createdTime ?? iso(now),
		packageStatus: before?.packageStatus ?? { status: 'SHIPPED' },
		...(carrier === undefined ? {} : { carrier }),
		shipTime: iso(parcel.shippedMs),
		...(service === undefined ? {} : { shippingService: service }),
		...(trackingNumber === undefined ? {} : { trackingNumber }),
		packageItems: [...units].map(([orderItemId, quantity]) => {
			const codes = codesOf(orderItemId);
			return { orderItemId, quantity, ...(codes.length === 0 ? {} : { transparencyCodes: [...codes] }) };
		}),
	};
};

const withPackage = (order: Order, made: OrderPackage, before: OrderPackage | undefined): OrderPackage[] =>
	before === undefined ? [...(order.packages ?? []), made] : (order.packages ?? []).map((known) => (known === before ? made : known));

/** Units, status and packages after a parcel; a reference that is there already is that package changed. */
export function applyParcel(order: Order, parcel: Parcel, reference: string, now: number): Order {
	const before = packageOf(order, reference);
	const units = unitsOfParcel(order, parcel);
	const held: Units = before === undefined ? new Map<string, number>() : unitsOf(before);
	const orderItems = order.orderItems.map((item) => shipped(item, (units.get(item.orderItemId) ?? 0) - (held.get(item.orderItemId) ?? 0)));
	const changed: Order = {
		...order,
		lastUpdatedTime: iso(now),
		orderItems,
		packages: withPackage(order, packageFrom(parcel, reference, units, before, now), before),
	};
	return withStatus(changed);
}

/** A second package for what has left already: the units of the order stay as they are. */
export function repeatParcel(order: Order, parcel: Parcel, reference: string, now: number): Order {
	const units: Units = new Map(order.orderItems.filter((item) => shippedOf(item) > 0).map((item) => [item.orderItemId, shippedOf(item)]));
	const made = packageFrom(parcel, reference, units, undefined, now);
	return { ...order, lastUpdatedTime: iso(now), packages: [...(order.packages ?? []), made] };
}

/** The status that follows from the units. */
export function withStatus(order: Order): Order {
	const some = order.orderItems.some((item) => shippedOf(item) > 0);
	const fulfillmentStatus = isAllShipped(order) ? 'SHIPPED' : some ? 'PARTIALLY_SHIPPED' : 'UNSHIPPED';
	return { ...order, fulfillment: { ...order.fulfillment, fulfillmentStatus } };
}

/** A carrier moves packages on: the one of this reference, or all. */
export function progressPackages(order: Order, reference: string | undefined, status: PackageStatus, detailed: string, now: number): Order {
	return {
		...order,
		lastUpdatedTime: iso(now),
		packages: (order.packages ?? []).map((known) =>
			reference === undefined || known.packageReferenceId === reference
				? { ...known, packageStatus: { status, ...(detailed === '' ? {} : { detailedStatus: detailed }) } }
				: known,
		),
	};
}

/** Everything of the order has left. */
export function shippedWhole(order: Order): Order {
	return withStatus({ ...order, orderItems: order.orderItems.map((item) => shipped(item, openUnitsOf(item))) });
}
