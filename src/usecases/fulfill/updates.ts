import { accountKey } from '../../domain/account';
import { FINAL_FULFILLMENT, type FulfillmentState } from '../../domain/fulfillment';
import { PlatformError } from '../../domain/platform-error';
import { reason, type Reason } from '../../domain/reasons';
import type { Sale } from '../../ports/database';
import { attentionChange, iso, noteOnce } from './attention';
import type { FulfillDeps } from './deps';
import { failureOf } from './failures';
import { parseFulfillmentId, type FulfillmentName } from './fulfillment-id';
import { beginningOf } from './relook';
import { isConfirmed, stateMark, withMark } from './state-mark';

/** Amazon ends held orders after 14 days; people are told on the tenth. */
const DAY_MS = 24 * 60 * 60_000;
const HOLD_WARNING_MS = 10 * DAY_MS;
/** How far the first look goes back, and how long one that nobody confirms is shown again. */
const LOOK_BACK_MS = 30 * DAY_MS;
/** Amazon may show a change later than another that came after it. */
const OVERLAP_MS = 2 * 60_000;
const LEASE_MS = 5 * 60_000;

/** An order of this store at Amazon whose state or parcels the store does not know yet. */
export interface FulfillmentUpdate {
	readonly orderId: string;
	readonly orderNumber: string;
	readonly attempt: number;
	readonly state: FulfillmentState;
	/** The store does not know it yet. */
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
	readonly name: FulfillmentName;
	readonly sale: Sale | undefined;
}

/**
 * All fulfilments whose state or parcels differ from what the store was told, again and again until Confirm Shipment
 * has noted it. What went wrong since Amazon took an order is noted on the order, once, and in the log. One list of
 * Amazon serves all orders; where it has begun stands in the database and is a time of Amazon's.
 */
export async function fulfillmentUpdates(deps: FulfillDeps): Promise<FulfillmentUpdates> {
	const amazon = accountKey(deps.service.account);
	const stream = `mcf:${accountKey(deps.source.account)}`;
	const taken = await deps.database.streams.take(amazon, stream, deps.owner, LEASE_MS, deps.clock.now());
	if (taken === undefined) return { updates: [] };
	try {
		const earliest = iso(deps.clock.now() - LOOK_BACK_MS);
		const known = taken.position?.from;
		const from = known === undefined || known < earliest ? earliest : known;
		const beginning = await beginningOf(deps, from);
		const { states, stopped } = await read(deps, beginning.from);
		const updates = await changed(deps, states);
		if (stopped === undefined) {
			await beginning.done();
			const next = nextFrom(from, states, updates);
			if (next !== known) await deps.database.streams.advance(amazon, stream, deps.owner, { from: next }, [], LEASE_MS, deps.clock.now());
		}
		return { updates, ...(stopped === undefined ? {} : { stopped }) };
	} finally {
		await deps.database.streams.release(amazon, stream, deps.owner);
	}
}

async function read(
	deps: FulfillDeps,
	from: string,
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
function nextFrom(from: string, states: readonly FulfillmentState[], updates: readonly FulfillmentUpdate[]): string {
	const newest = states
		.map(({ updatedAt }) => updatedAt ?? '')
		.filter((time) => time !== '')
		.sort()
		.at(-1);
	if (newest === undefined) return from;
	const open = updates.filter(({ toConfirm }) => toConfirm).map(({ state: { updatedAt, receivedAt } }) => updatedAt ?? receivedAt ?? from);
	const earliest = [iso(Date.parse(newest) - OVERLAP_MS), ...open].sort()[0] ?? from;
	return earliest > from ? earliest : from;
}

async function changed(deps: FulfillDeps, states: readonly FulfillmentState[]): Promise<readonly FulfillmentUpdate[]> {
	const store = deps.source.account;
	const named = states.flatMap((state) => {
		const name = parseFulfillmentId(store, state.id);
		return name === undefined ? [] : [{ state, name }];
	});
	const sales = await deps.database.sales.get(
		accountKey(store),
		accountKey(deps.service.account),
		named.map(({ name }) => name.orderId),
	);
	const updates: FulfillmentUpdate[] = [];
	for (const { state, name } of named) {
		const update = await updateOf(deps, { state, name, sale: sales.get(name.orderId) });
		if (update !== undefined) updates.push(update);
	}
	return updates;
}

async function updateOf(deps: FulfillDeps, { state, name, sale }: Own): Promise<FulfillmentUpdate | undefined> {
	const mark = stateMark(deps.database, state);
	const number = sale?.orderNumber ?? name.orderId;
	const failure =
		sale?.state === 'cancelled' || isOvertaken(sale, name, deps)
			? undefined
			: (failureOf(state, number) ?? expiringHold(deps, state, number));
	const fresh = failure !== undefined && (await tell(deps, { state, name, sale }, failure));
	const confirmed = sale !== undefined && isConfirmed(sale, name.attempt, mark);
	const parcels = state.shipments.some(({ status }) => status !== 'cancelled');
	// Without a parcel there is nothing to tell the customer: the note and the log row are all.
	const over = !parcels && FINAL_FULFILLMENT.includes(state.status);
	if (over && !confirmed) await confirm(deps, { state, name, sale }, mark);
	const toConfirm = !confirmed && !over;
	if (!toConfirm && !fresh) return undefined;
	return { orderId: name.orderId, orderNumber: number, attempt: name.attempt, state, toConfirm, ...(fresh ? { attention: failure } : {}) };
}

/** A later attempt has taken its place. */
function isOvertaken(sale: Sale | undefined, { attempt }: FulfillmentName, { source }: FulfillDeps): boolean {
	const newest = sale?.storeOrderId === undefined ? undefined : parseFulfillmentId(source.account, sale.storeOrderId);
	return newest !== undefined && newest.attempt > attempt;
}

function expiringHold({ clock }: FulfillDeps, { status, receivedAt }: FulfillmentState, number: string): Reason | undefined {
	if (status !== 'held' || receivedAt === undefined || clock.now() - Date.parse(receivedAt) < HOLD_WARNING_MS) return undefined;
	return reason('mcfHoldExpiring', number, `on hold since ${receivedAt.slice(0, 10)}`);
}

/** Once per failure: true when this run was the first to tell. */
async function tell(deps: FulfillDeps, { name, sale, state }: Own, why: Reason): Promise<boolean> {
	const key = {
		account: accountKey(deps.service.account),
		subject: state.id,
		effect: `failure:${deps.database.hmac(why.text).slice(0, 16)}`,
	};
	const [answer] = await deps.database.claims.acquire([key], deps.owner, LEASE_MS, deps.clock.now());
	if (answer?.state !== 'acquired') return false;
	const base = {
		channel: accountKey(deps.source.account),
		orderId: name.orderId,
		store: accountKey(deps.service.account),
		storeOrderId: state.id,
	};
	if (sale?.state !== 'deleted')
		await deps.database.sales.change(
			[attentionChange({ ...base, ...(sale === undefined ? { orderNumber: name.orderId } : {}) }, why)],
			deps.clock.now(),
		);
	await noteOnce(deps, name.orderId, why);
	await deps.database.claims.complete([{ key, result: state.status }], deps.clock.now());
	return true;
}

async function confirm(deps: FulfillDeps, { name, state }: Own, mark: string): Promise<void> {
	const [channel, store] = [accountKey(deps.source.account), accountKey(deps.service.account)];
	const sale = (await deps.database.sales.get(channel, store, [name.orderId])).get(name.orderId);
	if (sale === undefined || sale.state === 'deleted') return;
	await deps.database.sales.change(
		[
			{
				channel,
				orderId: name.orderId,
				store,
				state: sale.state,
				fingerprint: withMark(sale, name.attempt, mark),
				storeOrderId: sale.storeOrderId ?? state.id,
			},
		],
		deps.clock.now(),
	);
}
