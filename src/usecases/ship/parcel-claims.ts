import { accountKey } from '../../domain/account';
import type { OrderShipments } from '../../domain/order-shipments';
import type { Shipment } from '../../domain/shipment';
import type { ClaimAnswer, ClaimKey, Database } from '../../ports/database';
import type { ShipmentSink } from '../../ports/shipment-sink';
import { abandon, begin, claimTogether, complete, release, type OnceDeps } from '../once';

const LEASE_MS = 5 * 60_000;
/** A request whose answer got lost has done its work in the store by then, or never will. */
const SETTLES_MS = 2 * 60_000;
const WAIT_FOR_OTHERS_MS = 45_000;

export interface ParcelDeps extends OnceDeps {
	readonly sink: Pick<ShipmentSink, 'account'>;
	readonly database: OnceDeps['database'] & Pick<Database, 'hmac'>;
}

/** Parcels of one order that this run may tell. */
export interface ParcelClaims {
	/** Ids of those that were told before, with the number that they have: that is the end of it, whatever the store shows. */
	readonly told: ReadonlySet<string>;
	/** Whether any is left to tell. */
	readonly isAnyNew: boolean;
	/** The store shows them. */
	done(): Promise<void>;
	/** Nothing was written. */
	undone(): Promise<void>;
	/** Nobody knows. */
	doubted(): Promise<void>;
}

/**
 * A parcel, and its number: one that comes later, or is corrected, is told as well, once; and a parcel that another version
 * of a warehouse's API knows by another id has the number that was told.
 */
function keysOf({ sink, database }: ParcelDeps, { order, shippedBy }: ShippedOrder, { id, trackingNumber }: Shipment): Keys {
	const at = accountKey(sink.account);
	const parcel: ClaimKey = { at, order, effect: 'parcel', part: id };
	if (trackingNumber === undefined) return { id, parcel };
	// Who types parcels in by hand may give two of them one number.
	const numbered = shippedBy === undefined ? `${id}\n${trackingNumber}` : trackingNumber;
	return { id, parcel, number: { at, order, effect: 'tell', part: `number:${database.hmac(numbered).slice(0, 16)}` } };
}

type ShippedOrder = Pick<OrderShipments, 'order' | 'shippedBy'>;

interface Keys {
	readonly id: string;
	readonly parcel: ClaimKey;
	readonly number?: ClaimKey;
}

type Answers = ReadonlyMap<ClaimKey, ClaimAnswer>;

/** Whose parcel is unsettled is missed in the store (it was restored), or somebody may have told it. */
function isTold({ parcel, number }: Keys, answers: Answers): boolean {
	const state = answers.get(parcel)?.state;
	return number === undefined ? state === 'done' : answers.get(number)?.state === 'done' && state !== 'unsettled';
}

/** Undefined while another run is at one of them, or what one wrote may still be on its way: it would not be found when looking. */
export async function claimParcels(deps: ParcelDeps, item: ShippedOrder, parcels: readonly Shipment[]): Promise<ParcelClaims | undefined> {
	const keysOfParcels = parcels.map((parcel) => keysOf(deps, item, parcel));
	const keys = keysOfParcels.flatMap(({ parcel, number }) => (number === undefined ? [parcel] : [parcel, number]));
	const answers = await claimTogether(deps, keys, { leaseMs: LEASE_MS, waitMs: WAIT_FOR_OTHERS_MS });
	if (answers === undefined) return undefined;
	const mine = keys.filter((_, index) => answers[index]?.state !== 'done');
	const now = deps.database.now();
	const isOnItsWay = answers.some((answer) => answer.state === 'unsettled' && Date.parse(answer.settlesAt) > now);
	// One that was held up for longer than its lease: others are at them by now.
	if (isOnItsWay || (await begin(deps, mine, { neededMs: SETTLES_MS, settleMs: SETTLES_MS })).includes(false)) {
		await abandon(deps, mine);
		return undefined;
	}
	const answerTo = new Map(answers.map((answer, index) => [keys[index] as ClaimKey, answer]));
	const told = new Set(keysOfParcels.filter((one) => isTold(one, answerTo)).map(({ id }) => id));
	return {
		told,
		isAnyNew: told.size < parcels.length,
		done: async () => {
			await complete(
				deps,
				mine.map((key) => ({ key, result: key.part ?? '' })),
			);
		},
		undone: async () => {
			await release(deps, mine);
		},
		doubted: async () => {
			await abandon(deps, mine);
		},
	};
}
