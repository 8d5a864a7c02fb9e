import { accountKey } from '../../domain/account';
import { breathe } from '../../domain/breathe';
import type { OrderId } from '../../domain/ids';
import type { PlatformError } from '../../domain/platform-error';
import { advising, PASSING_REASONS, reason, type Reason } from '../../domain/reasons';
import { say } from '../../domain/texts/say';
import type { ParcelRow, Sale } from '../../ports/database';
import { abandon, claim, release } from '../once';
import { nextAttempt, retryAt } from '../sales/retry-times';
import type { ConfirmDeps, ConfirmOutcome, ConfirmSettings, OrderToConfirm } from './deps';
import { keyOf } from './follow-parcel';
import { knowOrders, type Known } from './known-orders';
import { isAsked, isLogged, knownSales, logSales, saleOf, type Standing } from './log-sales';
import { noteArrivals } from './note-arrivals';
import { byOrder, type OneOrder } from './one-order';
import { outcomeOf, skipped, type Ended } from './outcome-of';
import type { OrderPlan } from './plan-book';
import { planOrder } from './plan-order';
import { hashOfNumber } from './seen-order';
import { staleOrders } from './stale-orders';
import { settleSubmissions } from './submissions';
import { claimOf, doubted, tellParcels } from './tell-parcels';

const LEASE_MS = 30 * 60_000;
const WAIT_FOR_OTHERS_MS = 45_000;
const LATER_MS = 60_000;

/** Orders of one run, by the channel's id. */
interface Run {
	readonly deps: ConfirmDeps;
	readonly settings: ConfirmSettings;
	readonly sales: ReadonlyMap<string, Sale>;
	readonly ended: Map<OrderId, Ended>;
}

/**
 * Tells a channel of parcels that left, each once, and proves by its orders that it took them. Orders are told in turn, whoever
 * else is at them; what is about to be told is noted first. Answers one outcome per item, in order. Throws PlatformError only for
 * what concerns all.
 */
export async function confirmOrders(
	deps: ConfirmDeps,
	settings: ConfirmSettings,
	items: readonly OrderToConfirm[],
): Promise<readonly ConfirmOutcome[]> {
	const all = byOrder(items, deps.database);
	const sales = await knownSales(deps, [...all.values()]);
	const run: Run = { deps, settings, sales, ended: new Map() };
	const stale = settings.dry ? new Set<OrderId>() : await staleOrders(deps, [...all.values()]);
	for (const id of stale) later(run, id, reason('staleData', id), deps.database.now());
	const fresh = [...all.values()].filter(({ orderId }) => !stale.has(orderId));
	for (const order of fresh.filter(isCalledOff)) run.ended.set(order.orderId, skipped(calledOff(order)));
	const open = fresh.filter((order) => !isCalledOff(order));
	if (settings.dry) await work(run, open);
	else await workInTurn(run, open);
	await logAll(run, all);
	return items.map(({ orderId }) => {
		const ended = run.ended.get(orderId);
		if (ended === undefined) throw new Error(`Order ${orderId} was left without an outcome`);
		return all.get(orderId)?.sales.length === 0 ? nextTime(ended.outcome) : ended.outcome;
	});
}

/** In the store, before anything was packed: nothing is asked. */
const isCalledOff = ({ closed, parcels }: OneOrder): boolean => closed === true && parcels.length === 0;

const calledOff = ({ orderId, sold }: OneOrder): Reason =>
	reason('confirmationSkipped', sold?.order.number ?? orderId, say('closedInShop'));

/** A row of a sheet stands in no log, so that nothing of it comes back by itself. */
function nextTime(outcome: ConfirmOutcome): ConfirmOutcome {
	const { reason: why } = outcome;
	if (why === undefined || !PASSING_REASONS.includes(why.code)) return outcome;
	return { ...outcome, reason: advising(why, say('runAgain')) };
}

async function workInTurn(run: Run, orders: readonly OneOrder[]): Promise<void> {
	const { deps } = run;
	await settleSubmissions(deps);
	const keys = orders.map(({ orderId }) => claimOf(deps, orderId));
	const answers = await claim(deps, keys, { leaseMs: LEASE_MS, waitMs: WAIT_FOR_OTHERS_MS });
	const held = orders.filter((_, index) => answers[index]?.state === 'held');
	for (const { orderId } of held) later(run, orderId, reason('inProgress', orderId), deps.database.now() + LATER_MS);
	const ours = orders.filter((order) => !held.includes(order));
	let unsure: ReadonlySet<OrderId> = new Set();
	try {
		unsure = await work(run, ours);
	} finally {
		const own = (isUnsure: boolean) => ours.flatMap(({ orderId }) => (unsure.has(orderId) === isUnsure ? [claimOf(deps, orderId)] : []));
		await release(deps, own(false));
		await abandon(deps, own(true));
	}
}

/** Answers the orders of which nobody knows what became of a parcel. */
async function work(run: Run, orders: readonly OneOrder[]): Promise<ReadonlySet<OrderId>> {
	const { deps, settings } = run;
	const channel = accountKey(deps.shipments.account);
	const rows = await deps.database.shipments.parcels(
		channel,
		orders.map(({ orderId }) => orderId),
	);
	const open = orders.filter((order) => !isSettled(run, order, rows.get(order.orderId) ?? []));
	const known = await knowOrders(
		deps,
		open.map(({ orderId }) => orderId),
		settings.dry,
	);
	const plans = new Map<OneOrder, OrderPlan>();
	for (const order of open) {
		await breathe();
		const plan = planOf(run, order, rows.get(order.orderId) ?? [], known);
		if (plan !== undefined) plans.set(order, plan);
	}
	const found = [...plans.values()].flatMap((plan) => plan.found);
	if (!settings.dry) await deps.database.shipments.noteParcels(channel, found, deps.database.now());
	const tellings = settings.dry ? [] : [...plans.values()].flatMap(({ tell }) => tell);
	const became = await tellParcels(deps, tellings);
	for (const [{ orderId }, plan] of plans) {
		const order = known.orders.get(orderId)?.order;
		if (order !== undefined) run.ended.set(orderId, await outcomeOf(deps, settings, { plan, became, order }));
	}
	return doubted(became);
}

/** All of it was proven before: nothing is asked. */
function isSettled(run: Run, order: OneOrder, rows: readonly ParcelRow[]): boolean {
	const { deps, sales, ended } = run;
	const hash = (number: string): string => hashOfNumber(deps.database, number);
	const isProven = order.parcels.every((packed) => {
		const row = rows.find(({ parcel }) => parcel === keyOf(packed, { hash }));
		return row?.state === 'proven' && packed.trackingNumber !== undefined && row.number === hash(packed.trackingNumber);
	});
	const isTold = order.sales.every((sold) => isLogged(saleOf(sales, sold)));
	if (order.parcels.length === 0 || !isProven || !isTold) return false;
	ended.set(order.orderId, { outcome: { kind: 'confirmed', action: 'unchanged', parcels: [] }, standing: { kind: 'settled' } });
	return true;
}

function planOf(run: Run, order: OneOrder, rows: readonly ParcelRow[], known: Known): OrderPlan | undefined {
	const { deps, settings, sales } = run;
	const { orderId } = order;
	const there = known.orders.get(orderId);
	if (there !== undefined)
		return planOrder({
			wanted: order,
			known: there,
			rows,
			settings,
			asked: isAsked(order, sales),
			now: deps.database.now(),
			shipments: deps.shipments,
			hash: (number) => hashOfNumber(deps.database, number),
			...(known.channelTime === undefined ? {} : { channelTime: known.channelTime }),
		});
	if (known.missing.has(orderId)) fault(run, orderId, reason('confirmationNoOrder', orderId));
	else unread(run, order, known.faults.get(orderId));
	return undefined;
}

function unread(run: Run, order: OneOrder, error: PlatformError | undefined): void {
	const { orderId, sold } = order;
	const now = run.deps.database.now();
	const sale = sold === undefined ? undefined : saleOf(run.sales, sold);
	if (error === undefined) later(run, orderId, reason('inProgress', orderId), nextAttempt(sale?.attempts ?? 0, now));
	else if (error.passing) later(run, orderId, reason('amazonUnreachable', orderId, error.message), retryAt(sale, error, now));
	else fault(run, orderId, reason('confirmationRefused', orderId, error.message));
}

const later = ({ ended }: Run, id: OrderId, why: ReturnType<typeof reason>, dueAt: number): void => {
	ended.set(id, { outcome: { kind: 'attention', reason: why, parcels: [] }, standing: { kind: 'waits', reason: why, dueAt } });
};

const fault = ({ ended }: Run, id: OrderId, why: ReturnType<typeof reason>): void => {
	ended.set(id, { outcome: { kind: 'attention', reason: why, parcels: [] }, standing: { kind: 'fault', reason: why } });
};

async function logAll({ deps, settings, ended }: Run, all: ReadonlyMap<OrderId, OneOrder>): Promise<void> {
	if (settings.dry) return;
	const standings = [...all].flatMap(([id, order]): readonly { readonly order: OneOrder; readonly standing: Standing }[] => {
		const end = ended.get(id);
		return end === undefined ? [] : [{ order, standing: end.standing }];
	});
	// Meanwhile somebody may have called one off.
	await logSales(deps, standings, await knownSales(deps, [...all.values()]));
	await noteArrivals(deps, [...all.values()]);
}
