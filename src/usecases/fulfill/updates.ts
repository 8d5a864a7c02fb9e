import { accountKey } from '../../domain/account';
import { FINAL_FULFILLMENT, type FulfillmentState } from '../../domain/fulfillment';
import type { OrderId } from '../../domain/ids';
import type { OrderShipments, ShippedBy } from '../../domain/order-shipments';
import { PlatformError } from '../../domain/platform-error';
import { reason, type Reason } from '../../domain/reasons';
import { earlier, iso, type IsoTime } from '../../domain/time';
import type { FulfillmentRow, Sale, StreamKey } from '../../ports/database';
import { noteReason } from '../notes/note-reason';
import { claim, complete, withStream } from '../once';
import { attentionChange } from '../sales/sale-change';
import { noteTold } from '../ship/note-told';
import type { FulfillDeps } from './deps';
import { failureOf } from './failures';
import { linePhasesOf, shipmentsInShopUnits } from './in-shop-units';
import { beginningOf } from './relook';
import { sendingsOf } from './sendings';
import { toldMark } from './told-mark';

/** Amazon ends held orders after 14 days; people are told on the tenth. */
const DAY_MS = 24 * 60 * 60_000;
const HOLD_WARNING_MS = 10 * DAY_MS;
/** How far the first look goes back, and how long one that nobody confirms is shown again. */
const LOOK_BACK_MS = 30 * DAY_MS;
/** The warehouse may show a change later than another that came after it. */
const OVERLAP_MS = 2 * 60_000;
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

export interface FulfillmentUpdates {
	readonly updates: readonly FulfillmentUpdate[];
	/** What ended the reading early; what was read is given back, the rest comes next time. */
	readonly stopped?: PlatformError;
}

interface Own {
	readonly state: FulfillmentState;
	readonly sending: FulfillmentRow;
	readonly sale: Sale | undefined;
	/** A later sending of the same order has taken its place. */
	readonly overtaken: boolean;
}

/**
 * All fulfillments whose state or parcels differ from what the shop was told, again and again until Confirm Shipment
 * has noted it. What went wrong since the warehouse took an order is noted on the order, once, and in the log. One list
 * of the warehouse serves all orders; where it has begun stands in the database and is a time of the warehouse's.
 */
export async function fulfillmentUpdates(deps: FulfillDeps): Promise<FulfillmentUpdates> {
	const of = { account: accountKey(deps.service.account), shop: accountKey(deps.source.account) };
	const stream: StreamKey = { ...of, kind: 'fulfillments' };
	const found = await withStream(deps, stream, { leaseMs: LEASE_MS, waitMs: 0 }, async (position) => {
		const earliest = iso(deps.database.now() - LOOK_BACK_MS);
		const known = position?.from;
		const from = known === undefined || known < earliest ? earliest : known;
		const beginning = await beginningOf(deps, { ...of, kind: 'fulfillmentsAgain' }, from);
		const { states, stopped } = await read(deps, beginning.from);
		const updates = await changed(deps, states);
		if (stopped !== undefined) return { updates, stopped };
		await beginning.done();
		const next = nextFrom(from, states, updates);
		if (next !== known) await moveTo(deps, stream, next);
		return { updates };
	});
	return found ?? { updates: [] };
}

async function moveTo({ database, owner }: FulfillDeps, stream: StreamKey, from: IsoTime): Promise<void> {
	await database.streams.advance(stream, owner, { from }, { events: [], memories: [] }, LEASE_MS, database.now());
}

async function read(
	deps: FulfillDeps,
	from: IsoTime,
): Promise<{ readonly states: readonly FulfillmentState[]; readonly stopped?: PlatformError }> {
	const states = new Map<string, FulfillmentState>();
	try {
		for await (const page of deps.service.changedSince(from)) for (const state of page) states.set(state.id, state);
		return { states: [...states.values()] };
	} catch (error) {
		if (!(error instanceof PlatformError) || !error.passing) throw error;
		return { states: [...states.values()], stopped: error };
	}
}

/** Nothing that is still to be told falls behind the beginning of the next look; what waits on hold is met daily. */
function nextFrom(from: IsoTime, states: readonly FulfillmentState[], updates: readonly FulfillmentUpdate[]): IsoTime {
	const newest = states
		.flatMap(({ updatedAt }) => updatedAt ?? [])
		.sort()
		.at(-1);
	if (newest === undefined) return from;
	const open = updates.filter(({ toConfirm }) => toConfirm).map(({ state: { updatedAt, receivedAt } }) => updatedAt ?? receivedAt ?? from);
	const earliest = [earlier(newest, OVERLAP_MS), ...open].sort()[0] ?? from;
	return earliest > from ? earliest : from;
}

async function changed(deps: FulfillDeps, states: readonly FulfillmentState[]): Promise<readonly FulfillmentUpdate[]> {
	const updates: FulfillmentUpdate[] = [];
	for (const own of await ownOf(deps, states)) {
		const update = await updateOf(deps, own);
		if (update !== undefined) updates.push(update);
	}
	return updates;
}

/** Those of this shop, with what is known of them. */
async function ownOf(deps: FulfillDeps, states: readonly FulfillmentState[]): Promise<readonly Own[]> {
	const sendings = await sendingsOf(
		deps,
		states.map(({ id }) => id),
	);
	const sales = await deps.database.sales.get({ source: accountKey(deps.source.account), target: accountKey(deps.service.account) }, [
		...new Set([...sendings.values()].map(({ order }) => order.id)),
	]);
	const newest = await sendingsOf(
		deps,
		[...sales.values()].flatMap(({ targetOrderId }) => targetOrderId ?? []),
	);
	const newestOf = (order: OrderId): number => newest.get(sales.get(order)?.targetOrderId ?? '')?.attempt ?? 0;
	return states.flatMap((state) => {
		const sending = sendings.get(state.id);
		if (sending === undefined) return [];
		const { order, attempt } = sending;
		return [{ state, sending, sale: sales.get(order.id), overtaken: newestOf(order.id) > attempt }];
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
	const failure =
		sale?.state === 'cancelled' || overtaken ? undefined : (failureOf(state, update.number) ?? expiringHold(deps, state, update.number));
	const fresh = failure !== undefined && (await tell(deps, own, failure));
	const told = sending.told === shippedBy.mark;
	const parcels = shipments.some(({ status }) => status !== 'cancelled');
	// Without a parcel there is nothing to tell the customer: the note and the log row are all.
	const over = !parcels && FINAL_FULFILLMENT.includes(state.status);
	if (over && !told) await noteTold(deps, update);
	const toConfirm = !told && !over;
	if (!toConfirm && !fresh) return undefined;
	return { ...update, toConfirm, ...(fresh ? { attention: failure } : {}) };
}

function expiringHold({ database }: FulfillDeps, { status, receivedAt }: FulfillmentState, number: string): Reason | undefined {
	if (status !== 'held' || receivedAt === undefined || database.now() - Date.parse(receivedAt) < HOLD_WARNING_MS) return undefined;
	return reason('mcfHoldExpiring', number, `on hold since ${receivedAt.slice(0, 10)}`);
}

/** Once per failure: true when this run was the first to tell. */
async function tell(deps: FulfillDeps, { sending, sale, state }: Own, why: Reason): Promise<boolean> {
	const { warehouse, order } = sending;
	const key = { at: warehouse, order, effect: 'tell', part: `${state.id}:${deps.database.hmac(why.text).slice(0, 16)}` } as const;
	const [answer] = await claim(deps, [key], { leaseMs: LEASE_MS, waitMs: 0 });
	if (answer?.state !== 'acquired') return false;
	const base = { source: order.account, orderId: order.id, target: warehouse, targetOrderId: state.id };
	if (sale?.state !== 'deleted') {
		const change = attentionChange({ ...base, ...(sale === undefined ? { orderNumber: order.id } : {}) }, why);
		await deps.database.sales.change([change], deps.database.now());
	}
	await noteReason(deps, order, why);
	await complete(deps, [{ key, result: state.status }]);
	return true;
}
