import type { Clock, Damage, EventFeed } from '../../kernel/contract';
import { ControlError } from '../../kernel/contract';
import type { SellerAccount } from '../access/accounts';
import type { FbaStock, FbaStockBook, FbaStockRecord } from '../inventory/fba-stock';
import type { OrderBook } from '../orders/order-book';
import { orderIdOf } from '../orders/order-desk';
import type { OutboundOrderRequest } from '../outbound/outbound-wire';
import { acceptedOf, type AcceptedMcfOrder } from './mcf-accepted';
import { mcfDamage } from './mcf-damage';
import { echoOf } from './mcf-echo';
import { finalStatuses, isHeld, type McfOrder } from './mcf-order';
import type { ParcelDraft } from './mcf-parcels';
import { createMcfProgress } from './mcf-progress';
import { checkMcfRequest, marketplaceOf, refusal } from './mcf-request';
import { ordinarySettings, type McfSettings } from './mcf-settings';
import type { McfPackageStatus, McfRequest, McfStatus } from './mcf-wire';

/** What Amazon's warehouses and a seller do to MCF orders; both API versions stand on it. */
export interface McfDesk {
	readonly settings: McfSettings;
	readonly stock: FbaStockBook;
	setStock(sellerId: string, stock: FbaStock): FbaStockRecord;
	/** @throws AmazonError InvalidInput, also for an id that was used before */
	create(seller: SellerAccount, body: unknown, outbound?: OutboundOrderRequest): McfOrder;
	/** @throws AmazonError InvalidInput when the order is not on hold */
	update(seller: SellerAccount, id: string, change: (request: McfRequest) => McfRequest): void;
	/** @throws AmazonError InvalidInput once picking has begun */
	cancel(seller: SellerAccount, id: string): void;
	/** Undefined for an id that is unknown or not shown yet. */
	find(sellerId: string, id: string): McfOrder | undefined;
	/** In the order of the last change of status. */
	list(sellerId: string): readonly McfOrder[];
	/** Lets everything happen that is due by the clock. */
	catchUp(): void;
	accepted(): readonly AcceptedMcfOrder[];
	/** The truth about a store order, for `damage`; a SKU that is not named was not ordered from Amazon. */
	tellOrdered(displayableOrderId: string, units: Readonly<Record<string, number>>): void;
	damage(): readonly Damage[];
	/** Moves one order, or every order (of a seller), on by one state. @returns how many moved */
	progress(id?: string, sellerId?: string): number;
	ship(id: string, draft: ParcelDraft & { readonly rest?: 'cancelled' | 'unfulfillable' }): McfOrder;
	setParcels(id: string, status: McfPackageStatus): McfOrder;
	fail(id: string, status: 'Cancelled' | 'Unfulfillable' | 'Invalid'): McfOrder;
	clear(): void;
}

export interface McfDeskParts {
	readonly clock: Clock;
	readonly events: EventFeed;
	readonly book: OrderBook;
	readonly stock: FbaStockBook;
	readonly settings?: Partial<McfSettings>;
}

const cancellable: ReadonlySet<McfStatus> = new Set(['Received', 'Planning']);

export function createMcfDesk({ clock, events, book, stock, settings: given = {} }: McfDeskParts): McfDesk {
	const settings: McfSettings = { ...ordinarySettings, ...given };
	const orders = new Map<string, McfOrder>();
	const active = new Set<McfOrder>();
	const ordered = new Map<string, Readonly<Record<string, number>>>();
	let soonest = Infinity;
	let made = 0;
	const mover = createMcfProgress(stock, () => settings.times);

	const keyOf = (sellerId: string, id: string): string => JSON.stringify([sellerId, id]);

	const tell = (order: McfOrder, text: string, more: Readonly<Record<string, string>> = {}): void =>
		events.emit({
			at: clock.now(),
			standIn: 'amazon',
			text: `${text} ${order.id}`,
			ids: { fulfillmentOrderId: order.id, displayableOrderId: order.request.displayableOrderId, ...more },
		});

	/** Does something to an order and shows its new state wherever Amazon shows it. */
	const change = (order: McfOrder, at: number, act: () => void): void => {
		const before = order.status;
		act();
		book.store(order.sellerId, echoOf(order, at));
		if (order.status !== before) tell(order, `MCF order ${order.status}`);
		const due = mover.dueAt(order);
		if (due === undefined) active.delete(order);
		else {
			active.add(order);
			soonest = Math.min(soonest, due);
		}
	};

	const catchUp = (): void => {
		const now = clock.now();
		if (now < soonest) return;
		soonest = Infinity;
		for (const order of [...active]) {
			for (;;) {
				const due = mover.dueAt(order);
				if (due === undefined) break;
				if (due > now) {
					soonest = Math.min(soonest, due);
					break;
				}
				change(order, due, () => mover.step(order, due));
			}
		}
	};

	const byId = (id: string): McfOrder => {
		catchUp();
		const found = [...orders.values()].find((order) => order.id === id);
		if (found === undefined) throw new ControlError(`There is no MCF order ${id}`, 404);
		return found;
	};

	const acted = (order: McfOrder, act: (at: number) => void): McfOrder => {
		const at = clock.now();
		change(order, at, () => act(at));
		return order;
	};

	const linesOf = (request: McfRequest): McfOrder['lines'] =>
		request.items.map((item) => ({ item, reserved: 0, shipped: 0, cancelled: 0, unfulfillable: 0 }));

	const existing = (seller: SellerAccount, id: string): McfOrder => {
		const order = desk.find(seller.sellerId, id);
		if (order === undefined) throw refusal(`The fulfillment order ${id} does not exist.`);
		return order;
	};

	const desk: McfDesk = {
		settings,
		stock,
		setStock(sellerId, given) {
			const at = clock.now();
			const record = stock.set(sellerId, given, at);
			for (const order of active) {
				if (order.sellerId === sellerId && order.request.fulfillmentPolicy === 'FillAll')
					change(order, at, () => mover.reserveMissing(order, at));
			}
			return record;
		},
		create(seller, body, outbound) {
			catchUp();
			const request = structuredClone(checkMcfRequest(body, seller, stock));
			const id = request.sellerFulfillmentOrderId;
			if (orders.has(keyOf(seller.sellerId, id)))
				throw refusal(`A fulfillment order with the SellerFulfillmentOrderId ${id} already exists.`);
			const now = clock.now();
			made += 1;
			const outcome = request.items
				.map(({ sellerSku }) => stock.find(seller.sellerId, sellerSku)?.outcome)
				.find((found) => found !== undefined);
			const order: McfOrder = {
				sellerId: seller.sellerId,
				id,
				marketplaceId: marketplaceOf(seller, request.marketplaceId),
				request: { fulfillmentAction: 'Ship', fulfillmentPolicy: 'FillOrKill', ...request },
				...(outbound === undefined ? {} : { outbound: structuredClone(outbound) }),
				orderId: orderIdOf('S02', 9_000_000 + made),
				receivedMs: now,
				acceptedWallMs: Date.now(),
				visibleFromMs: now + settings.visibleAfterMs,
				...(outcome === undefined ? {} : { outcome }),
				status: 'New',
				statusMs: now,
				lines: linesOf(request),
				shipments: [],
			};
			orders.set(keyOf(seller.sellerId, id), order);
			change(order, now, () => mover.reserveMissing(order, now));
			tell(order, 'MCF order accepted', { orderId: order.orderId, acceptedWallMs: String(order.acceptedWallMs) });
			return order;
		},
		update(seller, id, apply) {
			const order = existing(seller, id);
			if (!isHeld(order)) throw refusal(`The fulfillment order ${id} is not on hold and cannot be updated.`);
			const request = checkMcfRequest(apply(structuredClone(order.request)), seller, stock);
			acted(order, (at) => {
				for (const { item, reserved } of order.lines) stock.release(order.sellerId, item.sellerSku, reserved, at);
				order.request = request;
				order.lines = linesOf(request);
				order.statusMs = at;
				mover.reserveMissing(order, at);
			});
		},
		cancel(seller, id) {
			const order = existing(seller, id);
			if (!cancellable.has(order.status)) throw refusal(`The fulfillment order ${id} cannot be cancelled: its status is ${order.status}.`);
			acted(order, (at) => mover.fail(order, 'Cancelled', at));
		},
		find(sellerId, id) {
			catchUp();
			const order = orders.get(keyOf(sellerId, id));
			return order === undefined || order.visibleFromMs > clock.now() ? undefined : order;
		},
		list(sellerId) {
			catchUp();
			const now = clock.now();
			return [...orders.values()]
				.filter((order) => order.sellerId === sellerId && order.visibleFromMs <= now)
				.sort((a, b) => a.statusMs - b.statusMs || (a.id < b.id ? -1 : 1));
		},
		catchUp,
		accepted() {
			catchUp();
			return [...orders.values()].map(acceptedOf);
		},
		tellOrdered: (displayableOrderId, units) => void ordered.set(displayableOrderId, units),
		damage: () => mcfDamage([...orders.values()], ordered),
		progress(id, sellerId) {
			const isMeant = (order: McfOrder): boolean => sellerId === undefined || order.sellerId === sellerId;
			const chosen = id === undefined ? [...active].filter(isMeant) : [byId(id)];
			for (const order of chosen) acted(order, (at) => mover.step(order, at));
			return chosen.length;
		},
		ship: (id, { rest, ...draft }) => {
			const order = byId(id);
			if (finalStatuses.has(order.status)) throw new ControlError(`The MCF order ${id} is ${order.status}`);
			return acted(order, (at) => {
				mover.ship(order, draft, at);
				if (rest !== undefined) mover.close(order, rest, at);
			});
		},
		setParcels(id, status) {
			const order = byId(id);
			return acted(order, (at) => {
				if (order.shipments.every(({ parcels }) => parcels.length === 0)) mover.ship(order, {}, at);
				for (const parcel of order.shipments.flatMap(({ parcels }) => parcels)) Object.assign(parcel, { status, statusMs: at });
			});
		},
		fail(id, status) {
			const order = byId(id);
			if (finalStatuses.has(order.status)) throw new ControlError(`The MCF order ${id} is ${order.status}`);
			return acted(order, (at) => mover.fail(order, status, at));
		},
		clear() {
			orders.clear();
			active.clear();
			ordered.clear();
			soonest = Infinity;
		},
	};
	return desk;
}
