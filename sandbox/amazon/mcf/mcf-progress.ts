import type { FbaStockBook } from '../inventory/fba-stock';
import { finalStatuses, isHeld, missingUnits, openUnits, type McfLine, type McfOrder, type McfParcel, type McfShipment } from './mcf-order';
import { packed, parcelOf, type ParcelDraft } from './mcf-parcels';
import type { McfStatus } from './mcf-wire';

/** How long an order stays in each state by itself, milliseconds. */
export interface McfTimes {
	readonly new: number;
	readonly received: number;
	readonly planning: number;
	readonly processing: number;
	/** From the warehouse to the delivery van. */
	readonly transit: number;
	readonly lastMile: number;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export const ordinaryTimes: McfTimes = {
	new: minute,
	received: 4 * minute,
	planning: 25 * minute,
	processing: 90 * minute,
	transit: 24 * hour,
	lastMile: 4 * hour,
};

/** https://developer-docs.amazon.com/sp-api: held orders are cancelled, FillAll gives up on what is not there. */
const holdMs = 14 * day;
const fillAllWaitMs = day;

export interface McfProgress {
	/** When the order moves on by itself next; undefined when it does not. */
	dueAt(order: McfOrder): number | undefined;
	/** Moves the order on by one state. */
	step(order: McfOrder, at: number): void;
	/** Ends the order; what is reserved goes back to the shelf. */
	fail(order: McfOrder, status: 'Cancelled' | 'Unfulfillable' | 'Invalid', at: number): void;
	/** A parcel leaves with reserved units. */
	ship(order: McfOrder, draft: ParcelDraft, at: number): void;
	/** Nothing more comes: open units end as this, and the order is complete or not. */
	close(order: McfOrder, as: 'cancelled' | 'unfulfillable', at: number): void;
	/** Reserves stock for units that wait for it. */
	reserveMissing(order: McfOrder, at: number): void;
}

/** @param times is asked each time: it may be changed while orders are under way */
export function createMcfProgress(stock: FbaStockBook, times: () => McfTimes): McfProgress {
	let shipmentsMade = 0;
	let packagesMade = 0;

	const enter = (order: McfOrder, status: McfStatus, at: number): void => {
		order.status = status;
		order.statusMs = at;
	};

	const unreserve = (order: McfOrder, line: McfLine, at: number): void => {
		if (line.reserved > 0) stock.release(order.sellerId, line.item.sellerSku, line.reserved, at);
		line.reserved = 0;
	};

	const parcelDue = (parcel: McfParcel): number | undefined => {
		if (parcel.status === 'IN_TRANSIT') return parcel.statusMs + times().transit;
		return parcel.status === 'OUT_FOR_DELIVERY' ? parcel.statusMs + times().lastMile : undefined;
	};

	const parcelsOf = (order: McfOrder): readonly McfParcel[] => order.shipments.flatMap(({ parcels }) => parcels);

	const orderDue = (order: McfOrder): number | undefined => {
		switch (order.status) {
			case 'New':
				return order.statusMs + times().new;
			case 'Received':
				return isHeld(order) ? order.receivedMs + holdMs : order.statusMs + times().received;
			case 'Planning':
				return order.statusMs + times().planning;
			case 'Processing':
				return order.lines.some(({ reserved }) => reserved > 0) ? order.statusMs + times().processing : order.receivedMs + fillAllWaitMs;
			default:
				return undefined;
		}
	};

	const earliest = (dues: readonly (number | undefined)[]): number | undefined => {
		const known = dues.filter((due) => due !== undefined);
		return known.length === 0 ? undefined : Math.min(...known);
	};

	const pendingShipment = (order: McfOrder, at: number): McfShipment | undefined => {
		const units = order.lines
			.filter(({ reserved }) => reserved > 0)
			.map(({ item, reserved }) => ({ lineId: item.sellerFulfillmentOrderItemId, sku: item.sellerSku, quantity: reserved }));
		if (units.length === 0) return undefined;
		shipmentsMade += 1;
		return {
			id: `D${String(shipmentsMade).padStart(8, '0')}`,
			facilityId: 'LEJ1',
			status: 'PENDING',
			shipMs: at + times().processing,
			units,
			parcels: [],
		};
	};

	const startPicking = (order: McfOrder, at: number): void => {
		if (order.request.fulfillmentPolicy !== 'FillAll') {
			for (const line of order.lines) line.unfulfillable += missingUnits(line);
		}
		if (order.lines.every((line) => openUnits(line) === 0)) {
			progress.fail(order, 'Unfulfillable', at);
			return;
		}
		enter(order, 'Processing', at);
		const shipment = pendingShipment(order, at);
		if (shipment !== undefined) order.shipments.push(shipment);
	};

	const settle = (order: McfOrder, at: number): void => {
		if (order.lines.some((line) => openUnits(line) > 0)) return;
		const isWhole = order.lines.every(({ item, shipped }) => shipped === item.quantity);
		const isNothing = order.lines.every(({ shipped }) => shipped === 0);
		enter(order, isWhole ? 'Complete' : isNothing ? 'Unfulfillable' : 'CompletePartialled', at);
	};

	const stepParcel = (order: McfOrder, parcel: McfParcel, at: number): void => {
		if (parcel.status === 'IN_TRANSIT') parcel.status = 'OUT_FOR_DELIVERY';
		else parcel.status = order.outcome === 'Undeliverable' ? 'UNDELIVERABLE' : order.outcome === 'Returned' ? 'RETURNED' : 'DELIVERED';
		parcel.statusMs = at;
	};

	const stepOrder = (order: McfOrder, at: number): void => {
		switch (order.status) {
			case 'New': {
				const isShort = order.request.fulfillmentPolicy === 'FillOrKill' && order.lines.some((line) => missingUnits(line) > 0);
				if (order.outcome === 'Invalid' || isShort) progress.fail(order, 'Invalid', at);
				else enter(order, 'Received', at);
				return;
			}
			case 'Received':
				if (isHeld(order)) progress.fail(order, 'Cancelled', at);
				else enter(order, 'Planning', at);
				return;
			case 'Planning':
				if (order.outcome === 'Unfulfillable' || order.outcome === 'Cancelled') progress.fail(order, order.outcome, at);
				else startPicking(order, at);
				return;
			case 'Processing':
				if (order.lines.some(({ reserved }) => reserved > 0)) progress.ship(order, {}, at);
				else progress.close(order, 'unfulfillable', at);
				return;
			default:
				return;
		}
	};

	const progress: McfProgress = {
		dueAt: (order) => earliest([orderDue(order), ...parcelsOf(order).map(parcelDue)]),
		step(order, at) {
			if (!finalStatuses.has(order.status)) {
				const due = orderDue(order);
				const parcel = parcelsOf(order).find((candidate) => (parcelDue(candidate) ?? Infinity) < (due ?? Infinity));
				if (parcel === undefined) stepOrder(order, at);
				else stepParcel(order, parcel, at);
				return;
			}
			const moving = parcelsOf(order).filter((parcel) => parcelDue(parcel) !== undefined);
			const first = Math.min(...moving.map((parcel) => parcelDue(parcel) ?? Infinity));
			for (const parcel of moving.filter((candidate) => parcelDue(candidate) === first)) stepParcel(order, parcel, at);
		},
		fail(order, status, at) {
			for (const line of order.lines) {
				if (status === 'Cancelled') line.cancelled += openUnits(line);
				else if (status === 'Unfulfillable') line.unfulfillable += openUnits(line);
				unreserve(order, line, at);
			}
			for (const shipment of order.shipments) if (shipment.status === 'PENDING') shipment.status = 'CANCELLED_BY_FULFILLER';
			// What has left cannot be undone.
			enter(order, order.lines.some(({ shipped }) => shipped > 0) ? 'CompletePartialled' : status, at);
		},
		ship(order, draft, at) {
			const wanted = (line: McfLine): number =>
				Math.min(
					line.reserved,
					draft.quantities === undefined ? line.reserved : (draft.quantities[line.item.sellerFulfillmentOrderItemId] ?? 0),
				);
			const going = order.lines.filter((line) => wanted(line) > 0);
			if (going.length === 0) return;
			order.shipments = order.shipments.filter(({ status }) => status !== 'PENDING');
			shipmentsMade += 1;
			const parcels = Array.from({ length: draft.packages ?? 1 }, () => {
				packagesMade += 1;
				return parcelOf(order, draft, packagesMade, at);
			});
			const units = going.map((line) => ({
				lineId: line.item.sellerFulfillmentOrderItemId,
				sku: line.item.sellerSku,
				quantity: wanted(line),
			}));
			order.shipments.push({
				id: `D${String(shipmentsMade).padStart(8, '0')}`,
				facilityId: 'LEJ1',
				status: 'SHIPPED',
				shipMs: at,
				units: packed(
					units,
					parcels.map(({ packageNumber }) => packageNumber),
				),
				parcels,
			});
			for (const line of going) {
				const leaving = wanted(line);
				stock.remove(order.sellerId, line.item.sellerSku, leaving, at);
				line.reserved -= leaving;
				line.shipped += leaving;
			}
			const rest = pendingShipment(order, at);
			if (rest !== undefined) order.shipments.push(rest);
			if (order.status !== 'Processing') enter(order, 'Processing', at);
			settle(order, at);
		},
		close(order, as, at) {
			for (const line of order.lines) {
				line[as] += openUnits(line);
				unreserve(order, line, at);
			}
			order.shipments = order.shipments.filter(({ status }) => status !== 'PENDING');
			settle(order, at);
		},
		reserveMissing(order, at) {
			if (finalStatuses.has(order.status)) return;
			for (const line of order.lines) {
				const missing = missingUnits(line);
				if (missing > 0) line.reserved += stock.reserve(order.sellerId, line.item.sellerSku, missing, at);
			}
			if (order.status === 'Processing' && !order.shipments.some(({ status }) => status === 'PENDING')) {
				const shipment = pendingShipment(order, at);
				if (shipment !== undefined) order.shipments.push(shipment);
			}
		},
	};
	return progress;
}
