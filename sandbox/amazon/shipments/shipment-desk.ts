import { createHash } from 'node:crypto';
import type { Clock, Damage, EventFeed } from '../../kernel/contract';
import type { OrderBook } from '../orders/order-book';
import type { OrderDesk } from '../orders/order-desk';
import type { Order } from '../orders/order-wire';
import { cancelUnits, type UnitCancellation } from './cancel-units';
import { otherCarrier } from './carrier-codes';
import { ParcelRefused, plainNumber, type PackageStatus, type Parcel, type ToldBy } from './parcel';
import { applyParcel, progressPackages, repeatParcel, shippedWhole } from './parcel-changes';
import { checkParcel } from './parcel-checks';
import { createSelfMoving } from './self-moving';
import { shipmentDamage } from './shipment-damage';
import { createShipmentJournal, type ToldEntry } from './shipment-journal';
import { defaultShipmentSettings, type ShipmentSettings } from './shipment-settings';
import { figuresOf, truthOf, type ShipmentFigures, type ShipmentTruth } from './shipment-truth';

/** What merchants tell Amazon of parcels and cancellations of their own orders, and what comes of it. */
export interface ShipmentDesk {
	readonly settings: ShipmentSettings;
	has(sellerId: string, orderId: string): boolean;
	/** @throws ParcelRefused */
	confirm(sellerId: string, parcel: Parcel, by: ToldBy): void;
	/** @throws ParcelRefused */
	cancel(sellerId: string, cancellation: UnitCancellation): void;
	/** Confirmations that are taken and come to nothing: of this order, else the next so many. */
	drop(orderId: string | undefined, times: number): void;
	/** A tracking number that Amazon does not take. */
	block(trackingNumber: string): void;
	/** Orders that rightly go in one parcel. */
	together(orderIds: readonly string[]): void;
	/** Somebody wanted this order cancelled at Amazon. */
	expectCancel(orderId: string, who: string): void;
	/** The seller buys the label at Amazon: a package is there, and leaves when it is scanned. */
	buyLabel(orderId: string): Order;
	/** The carrier moves the package of this reference on, else all of the order. */
	progress(orderId: string, status: PackageStatus, reference?: string, detailed?: string): Order;
	truth(orderId?: string): readonly ShipmentTruth[];
	figures(): ShipmentFigures;
	/** Lets everything happen that is due by the clock. */
	catchUp(): void;
	damage(): readonly Damage[];
	clear(): void;
}

export interface ShipmentDeskParts {
	readonly clock: Clock;
	readonly events: EventFeed;
	readonly book: OrderBook;
	readonly orders: OrderDesk;
	readonly settings?: Partial<ShipmentSettings>;
}

interface Pending {
	readonly sellerId: string;
	readonly parcel: Parcel;
	readonly by: ToldBy;
	readonly dueMs: number;
}

export function createShipmentDesk({ clock, events, book, orders, settings: given = {} }: ShipmentDeskParts): ShipmentDesk {
	const settings: ShipmentSettings = { ...defaultShipmentSettings, ...given };
	const journal = createShipmentJournal();
	const labels = new Set<string>();
	const blocked = new Set<string>();
	/** Which order had a tracking number first. */
	const numbers = new Map<string, string>();
	const joined: (readonly string[])[] = [];
	const wanted = new Map<string, string>();
	const dropsOf = new Map<string, number>();
	let dropsNext = 0;
	let pending: Pending[] = [];
	let packagesMade = 0;
	const moving = createSelfMoving(settings);

	const tell = (text: string, orderId: string): void =>
		events.emit({ at: clock.now(), standIn: 'amazon', text: `${text} ${orderId}`, ids: { orderId } });

	const orderOf = (sellerId: string, orderId: string): Order | undefined => book.find(sellerId, orderId)?.load();

	/** Amazon's own reference, of a package that the merchant gave none. */
	const ownReference = (orderId: string): string => {
		packagesMade += 1;
		const digest = createHash('sha256').update(`${orderId} ${packagesMade}`).digest('hex');
		return settings.namesOwnPackages ? `PKG-${digest.slice(0, 12).toUpperCase()}` : `7${parseInt(digest.slice(0, 11), 16)}`;
	};

	const note = (sellerId: string, parcel: Parcel, by: ToldBy, outcome: ToldEntry['outcome'], why?: string): void => {
		const { orderId, reference, trackingNumber, carrierCode, shippedMs } = parcel;
		const order = book.find(sellerId, orderId);
		journal.add({
			orderId,
			at: clock.now(),
			what: 'confirmation',
			by,
			outcome,
			tracked: trackingNumber !== undefined,
			otherCarrier: trackingNumber !== undefined && (carrierCode === undefined || carrierCode === otherCarrier),
			shippedMs,
			...(order === undefined ? {} : { placedMs: order.createdMs }),
			...(order?.status === 'CANCELLED' ? { cancelledMs: order.updatedMs } : {}),
			...(why === undefined ? {} : { why }),
			...(reference === undefined ? {} : { reference }),
		});
	};

	const checkNumber = ({ orderId, trackingNumber }: Parcel): void => {
		if (trackingNumber === undefined) return;
		const number = plainNumber(trackingNumber);
		if (blocked.has(number)) throw new ParcelRefused('blocked', trackingNumber);
		if (settings.refusesUsedNumbers && (numbers.get(number) ?? orderId) !== orderId) throw new ParcelRefused('duplicate', trackingNumber);
	};

	const check = (sellerId: string, parcel: Parcel, by: ToldBy): 'taken' | 'edited' | 'repeated' => {
		checkNumber(parcel);
		const { orderId, reference } = parcel;
		const editsOf = journal.of(orderId).filter((entry) => entry.outcome === 'edited' && entry.reference === reference).length;
		return checkParcel(orderOf(sellerId, orderId), parcel, by, { hasLabel: labels.has(orderId), editsOf, mostEdits: settings.mostEdits });
	};

	const isDropped = (orderId: string): boolean => {
		const left = dropsOf.get(orderId) ?? 0;
		if (left > 0) {
			dropsOf.set(orderId, left - 1);
			return true;
		}
		if (dropsNext === 0) return false;
		dropsNext -= 1;
		return true;
	};

	const takeEffect = (parcel: Parcel, what: 'taken' | 'edited' | 'repeated'): void => {
		const { orderId, trackingNumber } = parcel;
		const reference = parcel.reference ?? ownReference(orderId);
		const apply = what === 'repeated' ? repeatParcel : applyParcel;
		orders.move(orderId, 'Shipment confirmed', (order, now) => apply(order, parcel, reference, now));
		if (trackingNumber !== undefined && !numbers.has(plainNumber(trackingNumber))) numbers.set(plainNumber(trackingNumber), orderId);
		moving.watch(orderId, reference, parcel.shippedMs);
	};

	const settle = ({ sellerId, parcel, by }: Pending): void => {
		try {
			const what = check(sellerId, parcel, by);
			takeEffect(parcel, what);
			note(sellerId, parcel, by, what);
		} catch (error) {
			if (!(error instanceof ParcelRefused)) throw error;
			note(sellerId, parcel, by, 'dropped', error.kind);
		}
	};

	const catchUp = (): void => {
		const now = clock.now();
		const due = pending.filter(({ dueMs }) => dueMs <= now);
		if (due.length > 0) {
			pending = pending.filter(({ dueMs }) => dueMs > now);
			for (const one of due) settle(one);
		}
		for (const { orderId, reference, status } of moving.due(now)) desk.progress(orderId, status, reference);
	};

	const damageParts = () => ({ book, journal, joined, wanted });

	const desk: ShipmentDesk = {
		settings,
		has: (sellerId, orderId) => book.find(sellerId, orderId) !== undefined,
		confirm(sellerId, parcel, by) {
			catchUp();
			let what: 'taken' | 'edited' | 'repeated';
			try {
				what = check(sellerId, parcel, by);
			} catch (error) {
				if (error instanceof ParcelRefused) note(sellerId, parcel, by, 'refused', error.kind);
				throw error;
			}
			if (isDropped(parcel.orderId)) {
				note(sellerId, parcel, by, 'dropped');
				tell('Shipment confirmation dropped', parcel.orderId);
				return;
			}
			if (settings.effectAfterMs > 0) {
				pending.push({ sellerId, parcel, by, dueMs: clock.now() + settings.effectAfterMs });
				return;
			}
			takeEffect(parcel, what);
			note(sellerId, parcel, by, what);
		},
		cancel(sellerId, cancellation) {
			catchUp();
			const { orderId } = cancellation;
			const told = { orderId, at: clock.now(), what: 'cancellation', by: 'feed', tracked: false, otherCarrier: false } as const;
			try {
				const order = orderOf(sellerId, orderId);
				if (order === undefined) throw new ParcelRefused('noOrder');
				const cancelled = cancelUnits(order, cancellation, clock.now());
				orders.move(orderId, 'Order cancelled', () => cancelled);
			} catch (error) {
				if (error instanceof ParcelRefused) journal.add({ ...told, outcome: 'refused', why: error.kind });
				throw error;
			}
			const isUnderWay = pending.some(({ parcel }) => parcel.orderId === orderId);
			journal.add({ ...told, outcome: 'taken', ...(isUnderWay ? { why: 'confirmed' } : {}) });
		},
		drop(orderId, times) {
			if (orderId === undefined) dropsNext += times;
			else dropsOf.set(orderId, (dropsOf.get(orderId) ?? 0) + times);
		},
		block: (trackingNumber) => void blocked.add(plainNumber(trackingNumber)),
		together: (orderIds) => void joined.push(orderIds),
		expectCancel: (orderId, who) => void wanted.set(orderId, who),
		buyLabel(orderId) {
			labels.add(orderId);
			const reference = ownReference(orderId);
			return orders.move(orderId, 'Label bought', (order, now) => {
				const parcel = { orderId, carrierCode: 'DHL', trackingNumber: `L${reference}`, shippedMs: now };
				const { packages = [] } = applyParcel(order, parcel, reference, now);
				return progressPackages({ ...order, packages }, reference, 'PENDING', '', now);
			});
		},
		progress(orderId, status, reference, detailed = '') {
			return orders.move(orderId, `Parcel ${status}`, (order, now) => {
				const moved = progressPackages(order, reference, status, detailed, now);
				return labels.has(orderId) && status !== 'PENDING' ? shippedWhole(moved) : moved;
			});
		},
		truth(orderId) {
			catchUp();
			return truthOf(damageParts(), orderId);
		},
		figures() {
			catchUp();
			return figuresOf(damageParts());
		},
		catchUp,
		damage: () => shipmentDamage(damageParts()),
		clear() {
			journal.clear();
			for (const known of [labels, blocked, numbers, wanted, dropsOf]) known.clear();
			joined.length = 0;
			dropsNext = 0;
			pending = [];
			moving.clear();
		},
	};
	return desk;
}
