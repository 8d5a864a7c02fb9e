import type { OrderShipments } from '../../domain/order-shipments';
import { PlatformError } from '../../domain/platform-error';
import { reason, type Reason } from '../../domain/reasons';
import { hasLeft, type Shipment } from '../../domain/shipment';
import type { Clock } from '../../ports/clock';
import type { Database, Owner } from '../../ports/database';
import type { ShipmentSink, ShipmentsWritten, ShipmentWrite, StatusesBack } from '../../ports/shipment-sink';
import { isDeniedToAll } from '../denied';
import { noteReason } from '../notes/note-reason';
import { closedReason } from './closed-order';
import { noteTold } from './note-told';
import { claimParcels, type ParcelClaims } from './parcel-claims';

/** A lost answer, and another memory that is telling the same parcels: looked at again when that is over. */
const SETTLES_FIRST: ReadonlySet<string> = new Set(['unknownOutcome', 'conflict']);

export interface ShipSettings {
	/** Guests have no "View order" page: the store mails them once per parcel. */
	readonly notifyGuests: boolean;
	readonly notifyCustomers: boolean;
	readonly completeWhenShipped: boolean;
	/** See ShipmentOptions. */
	readonly statuses?: StatusesBack;
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
			/** The status that the order was given. */
			readonly status?: string;
			readonly writes: readonly ShipmentWrite[];
	  }
	| { readonly kind: 'attention'; readonly reason: Reason };

/**
 * Tells the platform of the orders about parcels that left, each once, and shows phase, units and number on the lines
 * where they are followed. That it was told is noted last, so that a run that ends early is repeated by the next look at
 * the warehouse. A parcel that was told is not told again, whatever the store shows: Check Store finds what a restored one
 * lost. The customer of an order that is cancelled or refunded is told nothing, its owner is. An order that is gone, or
 * another that has its id by now, is written to by nobody. Throws PlatformError for what concerns all items (wrong keys).
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
	const claims = await claimParcels(deps, item, parcels);
	if (claims === undefined) return { kind: 'attention', reason: reason('inProgress', number) };
	const { writes, completed, status, closed } = await writeParcels(deps, settings, { item, parcels, claims });
	const why = closed === undefined || !claims.isAnyNew ? undefined : await closedReason(deps, item, closed);
	// Before the claims are done: a run that dies here is repeated, and tells it then.
	if (why !== undefined) {
		await noteReason(deps, order, why);
		await noteConfirmed(deps, item, why);
	}
	await claims.done();
	if (linePhases.length > 0) await deps.sink.markLines?.(order, linePhases);
	if (why !== undefined) return { kind: 'attention', reason: why };
	await noteConfirmed(deps, item);
	const wrote = writes.some(({ outcome }) => outcome !== 'unchanged');
	const action = parcels.length === 0 ? 'nothing' : wrote ? 'written' : 'unchanged';
	return { kind: 'confirmed', action, completed, ...(status === undefined ? {} : { status }), writes };
}

interface Write {
	readonly item: OrderShipments;
	readonly parcels: readonly Shipment[];
	readonly claims: ParcelClaims;
}

async function writeParcels(deps: ShipDeps, settings: ShipSettings, { item, parcels, claims }: Write): Promise<ShipmentsWritten> {
	if (parcels.length === 0) return { writes: [], completed: false };
	const { notifyGuests, notifyCustomers: notifyCustomer, statuses = {} } = settings;
	const completeWhenShipped = settings.completeWhenShipped && deps.sink.completesUnasked;
	try {
		const { told } = claims;
		const options = { notifyCustomer, notifyGuests, completeWhenShipped, statuses, teller: deps.database.id, told };
		return await deps.sink.write(item.order, parcels, options);
	} catch (error) {
		if (error instanceof PlatformError) await (SETTLES_FIRST.has(error.details.kind) ? claims.doubted() : claims.undone());
		throw error;
	}
}

async function noteConfirmed(deps: ShipDeps, { shippedBy, ...item }: OrderShipments, untold?: Reason): Promise<void> {
	if (shippedBy !== undefined) await noteTold(deps, { ...item, shippedBy }, untold);
}
