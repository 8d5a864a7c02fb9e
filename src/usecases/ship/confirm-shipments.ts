import { accountKey } from '../../domain/account';
import type { FulfillmentState } from '../../domain/fulfillment';
import { PlatformError } from '../../domain/platform-error';
import { NODE_FAULTS, reason, type Reason } from '../../domain/reasons';
import type { Shipment } from '../../domain/shipment';
import type { ClaimAnswer, ClaimKey, Database, Owner } from '../../ports/database';
import type { Clock } from '../../ports/clock';
import type { ShipmentSink, ShipmentWrite } from '../../ports/shipment-sink';
import { noteOnce, saleOf } from '../fulfill/attention';
import { parseFulfillmentLineId } from '../fulfill/fulfillment-id';
import { stateMark, withMark } from '../fulfill/state-mark';
import { originOf } from '../order-key';

const LEASE_MS = 5 * 60_000;
/** A request whose answer got lost has done its work in the store by then, or never will. */
const SETTLES_MS = 2 * 60_000;
const WAIT_FOR_OTHERS_MS = 45_000;
const LOOK_AGAIN_MS = 250;

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

/** A fulfilment as Get Updates gave it. */
export interface ShipmentsToConfirm {
	/** Key of the account that ships. */
	readonly warehouse: string;
	/** The store's id of the order. */
	readonly orderId: string;
	readonly orderNumber: string;
	readonly attempt: number;
	readonly state: FulfillmentState;
}

/** written: the store learned something new. unchanged: it stood there already. nothing: no parcel has left yet. */
export type ShipOutcome =
	| {
			readonly kind: 'confirmed';
			readonly action: 'written' | 'unchanged' | 'nothing';
			readonly completed: boolean;
			readonly writes: readonly ShipmentWrite[];
	  }
	| { readonly kind: 'attention'; readonly reason: Reason };

/**
 * Tells the store about parcels that left, each once, and shows phase, units and number on the lines. What the store
 * was told is noted last, so that a run that ends early is repeated by the next update. Writing twice changes nothing.
 * Throws PlatformError for wrong keys.
 */
export async function confirmShipments(
	deps: ShipDeps,
	settings: ShipSettings,
	items: readonly ShipmentsToConfirm[],
): Promise<readonly ShipOutcome[]> {
	const outcomes: ShipOutcome[] = [];
	for (const item of items) outcomes.push(await confirmOrAttention(deps, settings, item));
	return outcomes;
}

const OF_ALL: ReadonlySet<string> = new Set(['credential', 'permission', 'configuration']);

async function confirmOrAttention(deps: ShipDeps, settings: ShipSettings, item: ShipmentsToConfirm): Promise<ShipOutcome> {
	try {
		return await confirm(deps, settings, item);
	} catch (error) {
		if (!(error instanceof PlatformError) || OF_ALL.has(error.details.kind)) throw error;
		if (error.passing) return { kind: 'attention', reason: reason('storeUnreachable', item.orderNumber, error.message) };
		const gone = error.details.kind === 'notFound';
		const why = reason(gone ? 'mcfOrderGone' : 'shipmentRejected', item.orderNumber, gone ? undefined : error.message);
		if (!gone) await noteOnce(deps, item.orderId, why);
		// A deleted order is never shown again; nobody could be told.
		else await noteConfirmed(deps, item);
		return { kind: 'attention', reason: why };
	}
}

/** Units of the listing become units of the store's line. */
export const inStoreUnits = (shipment: Shipment): Shipment => ({
	...shipment,
	lines: shipment.lines.map(({ lineId, quantity }) => {
		const line = parseFulfillmentLineId(lineId);
		return { lineId: line.lineId, quantity: quantity * line.unitsPerListing };
	}),
});

const LEFT: readonly Shipment['status'][] = ['inTransit', 'outForDelivery', 'delivered', 'delayed', 'undeliverable', 'returned'];

async function confirm(deps: ShipDeps, settings: ShipSettings, item: ShipmentsToConfirm): Promise<ShipOutcome> {
	const parcels = item.state.shipments.filter(({ status }) => LEFT.includes(status)).map(inStoreUnits);
	const keys = parcels.map((parcel): ClaimKey => ({
		account: accountKey(deps.sink.account),
		subject: originOf({ account: deps.sink.account, id: item.orderId }),
		effect: `parcel:${item.state.id}/${parcel.id}`,
	}));
	const claims = await claimParcels(deps, keys);
	if (claims === undefined) return { kind: 'attention', reason: reason('inProgress', item.orderNumber) };
	const mine = keys.filter((_, index) => claims[index]?.state !== 'done');
	await begin(deps, mine);
	const { writes, completed } = await writeParcels(deps, settings, { item, parcels, mine });
	await deps.database.claims.complete(
		mine.map((key) => ({ key, result: item.state.id })),
		deps.clock.now(),
	);
	await deps.sink.markLines(item.orderId, marksOf(item.state));
	await noteConfirmed(deps, item);
	const wrote = writes.some(({ outcome }) => outcome !== 'unchanged');
	return { kind: 'confirmed', action: parcels.length === 0 ? 'nothing' : wrote ? 'written' : 'unchanged', completed, writes };
}

/** Undefined while another run is at one of them. */
async function claimParcels(deps: ShipDeps, keys: readonly ClaimKey[]): Promise<readonly ClaimAnswer[] | undefined> {
	const end = deps.clock.now() + WAIT_FOR_OTHERS_MS;
	for (;;) {
		const answers = await deps.database.claims.acquire(keys, deps.owner, LEASE_MS, deps.clock.now());
		const ours = keys.filter((_, index) => answers[index]?.state === 'acquired');
		const open = keys.filter((_, index) => answers[index]?.state === 'unsettled');
		// A note to the customer that is still on its way would not be found when looking.
		const settling = answers.some((answer) => answer.state === 'unsettled' && Date.parse(answer.settlesAt) > deps.clock.now());
		if (!settling && answers.every(({ state }) => state !== 'held')) return answers;
		await deps.database.claims.release(ours, deps.owner, deps.clock.now());
		await deps.database.claims.abandon(open, deps.owner, deps.clock.now());
		if (settling || deps.clock.now() >= end) return undefined;
		await deps.clock.sleep(LOOK_AGAIN_MS);
	}
}

async function begin(deps: ShipDeps, keys: readonly ClaimKey[]): Promise<void> {
	const now = deps.clock.now();
	await deps.database.claims.begin(keys, deps.owner, { position: 0, neededMs: 0, settlesAt: now + SETTLES_MS }, now);
}

interface Write {
	readonly item: ShipmentsToConfirm;
	readonly parcels: readonly Shipment[];
	readonly mine: readonly ClaimKey[];
}

async function writeParcels(deps: ShipDeps, settings: ShipSettings, { item, parcels, mine }: Write) {
	if (parcels.length === 0) return { writes: [], completed: false };
	const { notifyGuests, notifyCustomers, completeWhenShipped } = settings;
	try {
		return await deps.sink.write(item.orderId, parcels, { notifyCustomer: notifyCustomers, notifyGuests, completeWhenShipped });
	} catch (error) {
		if (error instanceof PlatformError) {
			const lost = error.details.kind === 'unknownOutcome';
			await (lost
				? deps.database.claims.abandon(mine, deps.owner, deps.clock.now())
				: deps.database.claims.release(mine, deps.owner, deps.clock.now()));
		}
		throw error;
	}
}

/** Where each line of the order stands at Amazon, in the store's units. */
function marksOf({ lines, shipments, status }: FulfillmentState): Parameters<ShipmentSink['markLines']>[1] {
	return lines.map(({ id, quantity }) => {
		const { lineId, unitsPerListing } = parseFulfillmentLineId(id);
		const parcels = shipments.filter((parcel) => LEFT.includes(parcel.status) && parcel.lines.some((line) => line.lineId === id));
		const shipped = parcels
			.flatMap((parcel) => parcel.lines)
			.filter((line) => line.lineId === id)
			.reduce((sum, line) => sum + line.quantity, 0);
		const tracking = parcels.flatMap(({ trackingNumber }) => trackingNumber ?? []).join(', ');
		const parcel = parcels.at(-1);
		const phase = parcel === undefined ? status : parcels.every((one) => one.status === 'delivered') ? 'delivered' : parcel.status;
		return {
			lineId,
			phase,
			units: (parcel === undefined ? quantity : shipped) * unitsPerListing,
			...(tracking === '' ? {} : { tracking }),
		};
	});
}

/** The next look at Amazon leaves it out. */
async function noteConfirmed(deps: ShipDeps, { warehouse, orderId, orderNumber, attempt, state }: ShipmentsToConfirm): Promise<void> {
	const channel = accountKey(deps.sink.account);
	const sale = await saleOf(deps.database, channel, warehouse, orderId);
	if (sale?.state === 'deleted') return;
	const mended = sale?.state === 'error' && sale.reason !== undefined && NODE_FAULTS.includes(sale.reason.code);
	await deps.database.sales.change(
		[
			{
				channel,
				orderId,
				store: warehouse,
				state: sale === undefined || mended ? 'synced' : sale.state,
				...(mended ? { reason: null } : {}),
				fingerprint: withMark(sale, attempt, stateMark(deps.database, state)),
				...(sale?.storeOrderId === undefined ? { storeOrderId: state.id } : {}),
				...(sale === undefined ? { orderNumber } : {}),
				...(state.shipments.some(({ status }) => LEFT.includes(status)) ? { frozen: true } : {}),
			},
		],
		deps.clock.now(),
	);
}
