import { accountKey } from '../../domain/account';
import { reason, type Reason, type ReasonCode } from '../../domain/reasons';
import { onceAtMost } from '../once';
import type { ConfirmDeps, ConfirmOutcome, ConfirmSettings, ToldParcel } from './deps';
import type { SeenOrder } from '../../ports/database';
import type { Standing } from './log-sales';
import { until, type OrderPlan, type Telling, type Wait } from './plan-book';
import { settleRefusal } from './settle-refusal';
import { claimOf, type Became } from './tell-parcels';

const DAY_MS = 24 * 60 * 60_000;
const LATER_MS = 60_000;
/** As a rule it shows by then. */
const FIRST_LOOK_MS = 10 * 60_000;
/** After it shows, a search has to show it. */
const LOOK_MS = 4 * 60_000;
const TOLD_LEASE_MS = 60_000;
/** What may come too late. */
const NOT_LEFT: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
	'confirmationNoNumber',
	'confirmationNotLeft',
	'confirmationPart',
	'confirmationRest',
]);

/** What became of an order, for people and for the log. */
export interface Ended {
	readonly outcome: ConfirmOutcome;
	readonly standing: Standing;
}

interface Worked {
	readonly plan: OrderPlan;
	readonly became: ReadonlyMap<Telling, Became>;
	/** The order as it was planned by. */
	readonly order: SeenOrder;
}

export async function outcomeOf(deps: ConfirmDeps, settings: ConfirmSettings, { plan, became, order }: Worked): Promise<Ended> {
	if (plan.skipped !== undefined) return skipped(plan.skipped);
	if (settings.dry) return dryOutcome(plan);
	const told: ToldParcel[] = [];
	let [fault, skip] = [plan.fault, undefined as Reason | undefined];
	const waits: Wait[] = plan.wait === undefined ? [] : [plan.wait];
	const [now, { shownWithinMs }] = [deps.database.now(), deps.shipments.traits];
	for (const telling of plan.tell) {
		const end = became.get(telling);
		const { orderId } = telling.row;
		if (end === 'notSent') waits.push({ reason: reason('amazonUnreachable', orderId), dueAt: now + LATER_MS });
		else if (typeof end === 'object') {
			const settled = await settleRefusal(deps, telling, end);
			if (settled.kind === 'fault') fault ??= settled.reason;
			if (settled.kind === 'skipped') skip = settled.reason;
			if (settled.kind === 'done') await noteThere(deps, telling);
			else told.push({ ...telling.shown, state: 'refused' });
		} else {
			told.push(telling.shown);
			waits.push({ reason: reason('confirmationUnproven', orderId), dueAt: now + Math.min(shownWithinMs, FIRST_LOOK_MS) + LOOK_MS });
		}
	}
	const parcels = [...told, ...plan.shown];
	if (fault !== undefined) return { outcome: { kind: 'attention', reason: fault, parcels }, standing: { kind: 'fault', reason: fault } };
	if (skip !== undefined && waits.length === 0) return skipped(skip);
	return await unharmed(deps, { parcels, waits, told: told.length, order });
}

interface Unharmed {
	readonly parcels: readonly ToldParcel[];
	readonly waits: readonly Wait[];
	readonly told: number;
	readonly order: SeenOrder;
}

async function unharmed(deps: ConfirmDeps, { parcels, waits, told, order }: Unharmed): Promise<Ended> {
	const [wait] = waits.toSorted((one, other) => one.dueAt - other.dueAt);
	const late = waits.find(({ reason: { code } }) => NOT_LEFT.has(code));
	const standing: Standing = wait === undefined ? { kind: 'settled' } : { kind: 'waits', reason: (late ?? wait).reason, dueAt: wait.dueAt };
	const hurry = late === undefined ? undefined : await mustLeaveSoon(deps, order);
	if (hurry !== undefined) return { outcome: { kind: 'attention', reason: hurry, parcels }, standing };
	const unsent = waits.find(({ reason: { code } }) => code === 'amazonUnreachable');
	if (unsent !== undefined && told === 0) return { outcome: { kind: 'attention', reason: unsent.reason, parcels }, standing };
	if (told > 0) return { outcome: { kind: 'confirmed', action: 'confirmed', parcels }, standing };
	const isProven = parcels.some(({ state }) => state === 'proven');
	if (wait === undefined || (isProven && late !== undefined))
		return { outcome: { kind: 'confirmed', action: isProven ? 'proven' : 'unchanged', parcels }, standing };
	return { outcome: { kind: 'confirmed', action: 'waiting', reason: (late ?? wait).reason, parcels }, standing };
}

/** Told once for each order and deadline. */
async function mustLeaveSoon(deps: ConfirmDeps, { orderId, shipBy }: SeenOrder): Promise<Reason | undefined> {
	if (shipBy === undefined || Date.parse(shipBy) - deps.database.now() > DAY_MS) return undefined;
	const key = { ...claimOf(deps, orderId), effect: 'tell', part: `shipBy:${shipBy}` } as const;
	const isFirst = await onceAtMost(deps, key, { leaseMs: TOLD_LEASE_MS }, async () => {
		await Promise.resolve();
	});
	return isFirst ? reason('confirmationShipBy', orderId, until(shipBy)) : undefined;
}

/** Somebody has told the channel of all of it: nothing is left to prove. */
async function noteThere({ database, shipments }: ConfirmDeps, { row }: Telling): Promise<void> {
	await database.shipments.noteParcels(accountKey(shipments.account), [{ ...row, state: 'proven' }], database.now());
}

export const skipped = (why: Reason): Ended => ({
	outcome: { kind: 'confirmed', action: 'skipped', reason: why, parcels: [] },
	standing: { kind: 'none' },
});

function dryOutcome({ tell, shown, fault, wait }: OrderPlan): Ended {
	const parcels = [...tell.map((telling) => telling.shown), ...shown];
	const standing: Standing = { kind: 'none' };
	if (fault !== undefined) return { outcome: { kind: 'attention', reason: fault, parcels }, standing };
	if (tell.length > 0) return { outcome: { kind: 'confirmed', action: 'planned', parcels }, standing };
	if (wait !== undefined) return { outcome: { kind: 'confirmed', action: 'waiting', reason: wait.reason, parcels }, standing };
	return { outcome: { kind: 'confirmed', action: 'unchanged', parcels }, standing };
}
