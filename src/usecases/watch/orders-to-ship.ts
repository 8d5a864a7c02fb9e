import { accountKey } from '../../domain/account';
import { breathe } from '../../domain/breathe';
import { orderId, type AccountKey, type OrderId } from '../../domain/ids';
import type { Order } from '../../domain/order';
import type { Reason, ReasonCode } from '../../domain/reasons';
import { earlier, iso, type IsoTime } from '../../domain/time';
import type { Database, Sale } from '../../ports/database';
import type { OrderSource, UnreadableOrder } from '../../ports/order-source';
import { tellsOfCancelling } from '../cancel/rows';
import { searchAll } from '../search-all';

/**
 * How far an order that the channel waits for has come. `unsaved`: in no store. `held`: it needs a person before it can be
 * shipped, or waits. `unconfirmed`: in the store, and nothing is known of a parcel. `confirmationHeld`: a parcel left, and the
 * channel was not told of it. `confirming`: the channel was told, and does not show it yet.
 */
export type ToShipState = 'unsaved' | 'held' | 'unconfirmed' | 'confirmationHeld' | 'confirming';

export interface OrderToShip {
	readonly account: AccountKey;
	readonly order: Order;
	readonly state: ToShipState;
	readonly shipBy?: IsoTime;
	/** Until then; negative once it is over. */
	readonly hoursLeft?: number;
	/** What the log says of it, where it says anything. */
	readonly reason?: Reason;
	readonly store?: { readonly account: AccountKey; readonly number: string };
	readonly cancelRequested: boolean;
}

export interface ToShip {
	readonly orders: readonly OrderToShip[];
	readonly unreadable: readonly UnreadableOrder[];
}

export interface ToShipDeps {
	readonly source: Pick<OrderSource, 'account' | 'search'>;
	readonly database: Pick<Database, 'sales' | 'now'>;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Nothing waits longer: a channel cancels by itself what is not shipped. */
const LOOK_BACK_MS = 90 * DAY_MS;
const ASKED_AT_ONCE = 200;

/** Told and taken, and not seen yet: it comes back by itself. */
const UNDER_WAY: ReadonlySet<ReasonCode> = new Set<ReasonCode>(['confirmationUnproven', 'inProgress']);
/** It waits for the parcel itself. */
const NOT_LEFT: ReadonlySet<ReasonCode> = new Set<ReasonCode>(['confirmationNoNumber', 'confirmationNotLeft']);

const isToShip = ({ fulfilledBy, status }: Order): boolean =>
	fulfilledBy === 'merchant' && (status === 'unshipped' || status === 'partiallyShipped');

/** Orders of a channel that the merchant is to ship, by ship-by, each with what the log knows of it. One search stream, nothing personal. */
export async function ordersToShip({ source, database }: ToShipDeps): Promise<ToShip> {
	const now = database.now();
	const wish = { by: 'updated', from: earlier(iso(now), LOOK_BACK_MS), personalData: false, open: true } as const;
	const { orders: found, unreadable } = await searchAll(source, wish);
	const open = found.filter(isToShip);
	const account = accountKey(source.account);
	const known = await salesOf(
		database,
		account,
		open.map(({ id }) => id),
	);
	const orders = open.map((order): OrderToShip => {
		const shipBy = order.shipBy?.to;
		const standing = standingOf(known.get(orderId(order.id)) ?? []);
		return {
			account,
			order,
			...standing,
			...(shipBy === undefined ? {} : { shipBy, hoursLeft: Math.floor((Date.parse(shipBy) - now) / HOUR_MS) }),
			cancelRequested: order.cancelRequested !== undefined || order.lines.some((line) => line.cancelRequested !== undefined),
		};
	});
	return { orders: orders.sort((a, b) => (a.shipBy ?? '9').localeCompare(b.shipBy ?? '9')), unreadable };
}

interface Known {
	readonly sale: Sale;
	readonly confirmation?: Sale;
}

async function salesOf(
	database: Pick<Database, 'sales'>,
	account: AccountKey,
	ids: readonly string[],
): Promise<ReadonlyMap<OrderId, readonly Known[]>> {
	const sales: Sale[] = [];
	for (let first = 0; first < ids.length; first += ASKED_AT_ONCE) {
		await breathe();
		const orderIds = ids.slice(first, first + ASKED_AT_ONCE).map(orderId);
		// An order may be saved in more than one store.
		const found = await database.sales.list({ account, orderIds, limit: ASKED_AT_ONCE * 5 });
		sales.push(...found.filter(({ source }) => source === account));
	}
	const known: Known[] = [];
	for (const [store, own] of Map.groupBy(sales, ({ target }) => target)) {
		const inStore = store === undefined ? [] : own.flatMap(({ targetOrderId }) => targetOrderId ?? []);
		const told =
			store === undefined || inStore.length === 0
				? new Map<OrderId, Sale>()
				: await database.sales.get({ source: store, target: account }, inStore.map(orderId));
		for (const sale of own) {
			const confirmation = sale.targetOrderId === undefined ? undefined : told.get(orderId(sale.targetOrderId));
			const isIts = confirmation?.targetOrderId === sale.orderId;
			known.push({ sale, ...(confirmation === undefined || !isIts ? {} : { confirmation }) });
		}
	}
	return Map.groupBy(known, ({ sale }) => sale.orderId);
}

type Standing = Pick<OrderToShip, 'state' | 'reason' | 'store'>;

/** Where it is in several stores, the one that got furthest counts: it is shipped from there. */
function standingOf(known: readonly Known[]): Standing {
	const all = known.map(ofOne);
	const order: readonly ToShipState[] = ['confirming', 'confirmationHeld', 'unconfirmed', 'held', 'unsaved'];
	return order.flatMap((state) => all.filter((one) => one.state === state))[0] ?? { state: 'unsaved' };
}

function ofOne({ sale, confirmation }: Known): Standing {
	const { target, targetOrderId, targetOrderNumber } = sale;
	const store =
		target === undefined || targetOrderId === undefined ? {} : { store: { account: target, number: targetOrderNumber ?? targetOrderId } };
	const whyOf = ({ reason }: Sale): Pick<Standing, 'reason'> => (reason === undefined ? {} : { reason });
	if (confirmation?.state === 'synced') return { state: 'confirming', ...store };
	if (confirmation !== undefined) return { state: stateOf(confirmation), ...whyOf(confirmation), ...store };
	if (sale.state === 'synced') return { state: 'unconfirmed', ...store };
	return { state: 'held', ...whyOf(sale), ...store };
}

/** By the row of the store's order, which tells the channel of parcels, and of a cancellation. */
function stateOf(confirmation: Sale): ToShipState {
	const { state, reason } = confirmation;
	if (tellsOfCancelling(confirmation)) return 'held';
	if (state !== 'pending' || reason === undefined) return 'confirmationHeld';
	if (UNDER_WAY.has(reason.code)) return 'confirming';
	return NOT_LEFT.has(reason.code) ? 'unconfirmed' : 'confirmationHeld';
}

/** Of which somebody has to hear now: the hours are nearly over and no confirmation is under way, or the buyer wants to cancel. */
export const isPressing = ({ state, hoursLeft, cancelRequested }: OrderToShip, withinHours: number): boolean =>
	cancelRequested || (state !== 'confirming' && hoursLeft !== undefined && hoursLeft < withinHours);
