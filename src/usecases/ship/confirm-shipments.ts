import { accountKey } from '../../domain/account';
import type { OrderShipments } from '../../domain/order-shipments';
import { PlatformError } from '../../domain/platform-error';
import { reason, type Reason } from '../../domain/reasons';
import { hasLeft, type Shipment } from '../../domain/shipment';
import type { Clock } from '../../ports/clock';
import type { ClaimAnswer, ClaimKey, Database, Owner } from '../../ports/database';
import type { ShipmentSink, ShipmentWrite } from '../../ports/shipment-sink';
import { isDeniedToAll } from '../denied';
import { noteReason } from '../notes/note-reason';
import { abandon, begin, claimTogether, complete, release } from '../once';
import { noteTold } from './note-told';

const LEASE_MS = 5 * 60_000;
/** A request whose answer got lost has done its work in the store by then, or never will. */
const SETTLES_MS = 2 * 60_000;
const WAIT_FOR_OTHERS_MS = 45_000;
/** A lost answer, and another memory that is telling the same parcels: looked at again when that is over. */
const SETTLES_FIRST: ReadonlySet<string> = new Set(['unknownOutcome', 'conflict']);

export interface ShipSettings {
	/** Guests have no "View order" page: the store mails them once per parcel. */
	readonly notifyGuests: boolean;
	readonly notifyCustomers: boolean;
	readonly completeWhenShipped: boolean;
}

export interface ShipDeps {
	readonly sink: ShipmentSink;
	readonly database: Database;
	readonly clock: Clock;
	readonly owner: Owner;
}

/** written: the platform learned something new. unchanged: it stood there already. nothing: no parcel has left yet. */
export type ShipOutcome =
	| {
			readonly kind: 'confirmed';
			readonly action: 'written' | 'unchanged' | 'nothing';
			readonly completed: boolean;
			readonly writes: readonly ShipmentWrite[];
	  }
	| { readonly kind: 'attention'; readonly reason: Reason };

/**
 * Tells the platform of the orders about parcels that left, each once, and shows phase, units and number on the lines
 * where they are followed. That it was told is noted last, so that a run that ends early is repeated by the next look at
 * the warehouse. Writing twice changes nothing. An order that is gone, or another that has its id by now, is written to by
 * nobody. Throws PlatformError for what concerns all items (wrong keys).
 */
export async function confirmShipments(
	deps: ShipDeps,
	settings: ShipSettings,
	items: readonly OrderShipments[],
): Promise<readonly ShipOutcome[]> {
	const outcomes: ShipOutcome[] = [];
	for (const item of items) outcomes.push(await confirmOrAttention(deps, settings, item));
	return outcomes;
}

async function confirmOrAttention(deps: ShipDeps, settings: ShipSettings, item: OrderShipments): Promise<ShipOutcome> {
	try {
		return await confirm(deps, settings, item);
	} catch (error) {
		if (!(error instanceof PlatformError) || (await isDeniedToAll(error, async () => await deps.sink.reach()))) throw error;
		if (error.details.kind === 'conflict') return { kind: 'attention', reason: reason('inProgress', item.number) };
		if (error.passing) return { kind: 'attention', reason: reason('storeUnreachable', item.number, error.message) };
		const gone = error.details.kind === 'notFound';
		const why = gone ? reason('shipmentOrderGone', item.number) : reason('shipmentRejected', item.number, error.message);
		if (!gone) await noteReason(deps, item.order, why);
		// Deleted, or another one has its id by now: it is never shown again, nobody could be told.
		else await noteConfirmed(deps, item, why);
		return { kind: 'attention', reason: why };
	}
}

async function confirm(deps: ShipDeps, settings: ShipSettings, item: OrderShipments): Promise<ShipOutcome> {
	const { order, number, linePhases = [] } = item;
	const parcels = item.shipments.filter(hasLeft);
	const keys = parcels.map(({ id }): ClaimKey => ({ at: accountKey(deps.sink.account), order, effect: 'parcel', part: id }));
	const claims = await claimParcels(deps, keys);
	if (claims === undefined) return { kind: 'attention', reason: reason('inProgress', number) };
	const mine = keys.filter((_, index) => claims[index]?.state !== 'done');
	const ours = await begin(deps, mine, { neededMs: SETTLES_MS, settleMs: SETTLES_MS });
	if (ours.includes(false)) {
		// This process was held up for longer than its lease: others are at them by now.
		await abandon(deps, mine);
		return { kind: 'attention', reason: reason('inProgress', number) };
	}
	const { writes, completed } = await writeParcels(deps, settings, { item, parcels, mine });
	await complete(
		deps,
		mine.map((key) => ({ key, result: key.part ?? '' })),
	);
	if (linePhases.length > 0) await deps.sink.markLines?.(order, linePhases);
	await noteConfirmed(deps, item);
	const wrote = writes.some(({ outcome }) => outcome !== 'unchanged');
	return { kind: 'confirmed', action: parcels.length === 0 ? 'nothing' : wrote ? 'written' : 'unchanged', completed, writes };
}

/** Undefined while another run is at one of them, or what one wrote may still be on its way: it would not be found when looking. */
async function claimParcels(deps: ShipDeps, keys: readonly ClaimKey[]): Promise<readonly ClaimAnswer[] | undefined> {
	const answers = await claimTogether(deps, keys, { leaseMs: LEASE_MS, waitMs: WAIT_FOR_OTHERS_MS });
	const now = deps.database.now();
	if (answers?.some((answer) => answer.state === 'unsettled' && Date.parse(answer.settlesAt) > now) !== true) return answers;
	// Frees what nobody has begun.
	await abandon(
		deps,
		keys.filter((_, index) => answers[index]?.state !== 'done'),
	);
	return undefined;
}

interface Write {
	readonly item: OrderShipments;
	readonly parcels: readonly Shipment[];
	readonly mine: readonly ClaimKey[];
}

async function writeParcels(deps: ShipDeps, settings: ShipSettings, { item, parcels, mine }: Write) {
	if (parcels.length === 0) return { writes: [], completed: false };
	const { notifyGuests, notifyCustomers, completeWhenShipped } = settings;
	try {
		const options = { notifyCustomer: notifyCustomers, notifyGuests, completeWhenShipped, teller: deps.database.id };
		return await deps.sink.write(item.order, parcels, options);
	} catch (error) {
		if (error instanceof PlatformError) await (SETTLES_FIRST.has(error.details.kind) ? abandon : release)(deps, mine);
		throw error;
	}
}

async function noteConfirmed(deps: ShipDeps, { shippedBy, ...item }: OrderShipments, untold?: Reason): Promise<void> {
	if (shippedBy !== undefined) await noteTold(deps, { ...item, shippedBy }, untold);
}
