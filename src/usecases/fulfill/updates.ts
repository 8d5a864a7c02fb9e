import { accountKey } from '../../domain/account';
import { FINAL_FULFILLMENT, type FulfillmentState } from '../../domain/fulfillment';
import type { OrderShipments, ShippedBy } from '../../domain/order-shipments';
import type { PlatformError } from '../../domain/platform-error';
import type { Reason } from '../../domain/reasons';
import { earlier, iso, type IsoTime } from '../../domain/time';
import type { FulfillmentRow, Sale, StreamKey } from '../../ports/database';
import { moveStream, withStream } from '../once';
import { noteTold } from '../ship/note-told';
import { arrivals } from './arrival';
import { calledOff, type CalledOffNow } from './called-off';
import type { FulfillDeps } from './deps';
import { failureOf } from './failures';
import { linePhasesOf, shipmentsInShopUnits } from './in-shop-units';
import { lookSince, nextFrom, type Look } from './look';
import { beginningOf } from './relook';
import { hasFailed } from './send-order';
import { sendingsOf } from './sendings';
import { tellOnce } from './tell-once';
import { toldMark } from './told-mark';
import { isUnread, readChange, unreadChange } from './unreadable';
import { waitingTooLong } from './waiting';

const DAY_MS = 24 * 60 * 60_000;
/** How far the first look goes back, and how long one that nobody confirms is shown again. */
const LOOK_BACK_MS = 30 * DAY_MS;
const LEASE_MS = 5 * 60_000;

/** A sending of an order of this shop whose state or parcels the shop does not know yet, with its shipments as the shop counts. */
export interface FulfillmentUpdate extends OrderShipments {
	readonly shippedBy: ShippedBy;
	readonly attempt: number;
	/** As the warehouse tells it, in its listings. */
	readonly state: FulfillmentState;
	/** The shop does not know it yet. */
	readonly toConfirm: boolean;
	/** A person has to look: told once, as on the order and in the log. */
	readonly attention?: Reason;
}

export interface FulfillmentUpdates extends CalledOffNow {
	readonly updates: readonly FulfillmentUpdate[];
	/** What ended the reading early; what was read is given back, the rest comes next time. */
	readonly stopped?: PlatformError;
}

/** The warehouse does not answer at all now. */
const NOT_ASKED = { calledOff: [], unsure: new Set<string>() } as const;

interface Own {
	readonly state: FulfillmentState;
	readonly sending: FulfillmentRow;
	readonly sale: Sale | undefined;
	/** A later sending of the same order has taken its place. */
	readonly overtaken: boolean;
}

/**
 * All fulfillments whose state or parcels differ from what the shop was told, again and again until Confirm Shipment
 * has noted it. What went wrong since the warehouse took an order is noted on the order, once, and in the log; so is one
 * that the warehouse does not show, which keeps no other from being told. One list of the warehouse serves all orders; where
 * it has begun stands in the database and is a time of the warehouse's.
 */
export async function fulfillmentUpdates(deps: FulfillDeps): Promise<FulfillmentUpdates> {
	const of = { account: accountKey(deps.service.account), shop: accountKey(deps.source.account) };
	const stream: StreamKey = { ...of, kind: 'fulfillments' };
	const found = await withStream(deps, stream, { leaseMs: LEASE_MS, waitMs: 0 }, async (position) => {
		const known = position?.from;
		const from = beginsAt(known, deps.database.now());
		const beginning = await beginningOf(deps, { ...of, kind: 'fulfillmentsAgain' }, from);
		const look = await lookSince(deps, beginning.from);
		// The shop first: what it called off since the warehouse was asked is not told as something that failed.
		const { unsure, ...off } = look.stopped === undefined || look.states.length > 0 ? await calledOff(deps) : NOT_ASKED;
		const { updates, untold } = await changed(deps, look, unsure);
		if (look.stopped !== undefined) return { updates, ...off, stopped: look.stopped };
		await beginning.done();
		const toConfirm = updates.flatMap((update) => (update.toConfirm ? [update.state] : []));
		const open = [...toConfirm, ...untold].map(({ updatedAt, receivedAt }) => updatedAt ?? receivedAt ?? from);
		const next = nextFrom(look, { from, open }, deps.database.now());
		if (next !== undefined) await moveStream(deps, stream, { from: next }, LEASE_MS);
		return { updates, ...off };
	});
	return found ?? { updates: [], calledOff: [] };
}

/** Our clock says how far back, never how far on: one that ran ahead for a minute would leave out all in between. */
function beginsAt(known: IsoTime | undefined, now: number): IsoTime {
	const earliest = iso(now - LOOK_BACK_MS);
	if (known === undefined || known < earliest) return earliest;
	return known > iso(now) ? earlier(iso(now), DAY_MS) : known;
}

interface Changed {
	readonly updates: readonly FulfillmentUpdate[];
	/** Failures of which nobody knows yet whether the shop wanted them. */
	readonly untold: readonly FulfillmentState[];
}

async function changed(deps: FulfillDeps, look: Look, unsure: ReadonlySet<string>): Promise<Changed> {
	const updates: FulfillmentUpdate[] = [];
	const untold: FulfillmentState[] = [];
	const arrived = arrivals(deps);
	for (const own of await ownOf(deps, look)) {
		if (!own.overtaken && unsure.has(own.state.id) && hasFailed(own.state)) {
			untold.push(own.state);
			continue;
		}
		const update = await updateOf(deps, await arrived(own));
		if (update !== undefined) updates.push(update);
	}
	return { updates, untold };
}

/** What is known of those that were read; the log is brought into line with what could be read and what could not. */
async function ownOf(deps: FulfillDeps, { states, unreadable }: Look): Promise<readonly Own[]> {
	const sendings = await sendingsOf(
		deps,
		[...states, ...unreadable].map(({ id }) => id),
	);
	const rows = [...sendings.values()];
	const known = await deps.database.sales.ofOrders(
		{ source: accountKey(deps.source.account), target: accountKey(deps.service.account) },
		rows.map(({ order }) => order),
	);
	const sales = new Map(rows.map(({ id }, index) => [id, known[index]]));
	const newest = await sendingsOf(
		deps,
		known.flatMap((sale) => sale?.targetOrderId ?? []),
	);
	const readAgain = states.flatMap(({ id }) => sales.get(id) ?? []).filter(isUnread);
	const notRead = unreadable.flatMap((one) => {
		const sending = sendings.get(one.id);
		return sending === undefined ? [] : unreadChange(one, sending, sales.get(one.id));
	});
	await deps.database.sales.change([...readAgain.map(readChange), ...notRead], deps.database.now());
	return states.flatMap((state) => {
		const sending = sendings.get(state.id);
		if (sending === undefined) return [];
		const sale = sales.get(state.id);
		const last = newest.get(sale?.targetOrderId ?? '')?.attempt ?? 0;
		return [{ state, sending, sale, overtaken: last > sending.attempt }];
	});
}

async function updateOf(deps: FulfillDeps, own: Own): Promise<FulfillmentUpdate | undefined> {
	const { state, sending, sale, overtaken } = own;
	const { warehouse, order, attempt } = sending;
	const shipments = shipmentsInShopUnits(state);
	const shippedBy = { warehouse, fulfillment: state.id, mark: toldMark(deps.database, state) };
	const update = {
		order,
		number: sale?.orderNumber ?? order.id,
		shipments,
		linePhases: linePhasesOf(state, shipments),
		shippedBy,
		attempt,
		state,
	};
	const seen = overtaken ? undefined : (failureOf(state, update.number) ?? waitingTooLong(state, update.number, deps.database.now()));
	const failure = seen === undefined || (await isCalledOff(deps, sending, sale)) ? undefined : seen;
	const fresh = failure !== undefined && (await tellOnce(deps, sending, sale, failure));
	const told = sending.told === shippedBy.mark;
	const parcels = shipments.some(({ status }) => status !== 'cancelled');
	// Without a parcel there is nothing to tell the customer: the note and the log row are all.
	const over = !parcels && FINAL_FULFILLMENT.includes(state.status);
	if (over && !told) await noteTold(deps, update);
	const toConfirm = !told && !over;
	if (!toConfirm && !fresh) return undefined;
	return { ...update, toConfirm, ...(fresh ? { attention: failure } : {}) };
}

/**
 * By the shop or a person; also while this look lasted: others before it were told of in the meantime. One that the trigger has
 * looked at again, since the shop saved it once more, keeps that reason until then.
 */
async function isCalledOff({ database }: FulfillDeps, { order, warehouse }: FulfillmentRow, sale: Sale | undefined): Promise<boolean> {
	if (sale === undefined || isOver(sale)) return sale !== undefined;
	const [now] = await database.sales.ofOrders({ source: order.account, target: warehouse }, [order]);
	return now !== undefined && isOver(now);
}

const isOver = ({ state, reason: why }: Sale): boolean => state === 'cancelled' || why?.code === 'mcfCalledOff';
