import { FINAL_FULFILLMENT, type FulfillmentState } from '../../domain/fulfillment';
import { PlatformError } from '../../domain/platform-error';
import type { ParcelStatus, Shipment } from '../../domain/shipment';
import { iso, type IsoTime } from '../../domain/time';
import type { Sale } from '../../ports/database';
import { keyOfSale } from '../sales/sale-change';
import type { FulfillDeps } from './deps';

/** On its way, as far as the warehouse says; what came back, or was lost, stays so. */
const ON_ITS_WAY: ReadonlySet<ParcelStatus> = new Set(['inTransit', 'outForDelivery', 'delayed']);
/** Of a carrier that the warehouse runs itself: nobody else knows its numbers. */
const OWN_CARRIER = /^(amazon|amzn|amzl)/i;
/** One number a request; the rest is asked for by a later look. */
const MOST_ASKED = 25;

const isAskable = ({ status, trackingNumber, carrierCode, carrier }: Shipment): boolean =>
	ON_ITS_WAY.has(status) && trackingNumber !== undefined && OWN_CARRIER.test(carrierCode ?? carrier ?? '');

interface Told {
	readonly state: FulfillmentState;
	readonly sale: Sale | undefined;
	readonly overtaken: boolean;
}

/** Where the warehouse's own parcels are, for one look: asks until it may not, or cannot right now. */
export function arrivals({ whereIs, database }: Pick<FulfillDeps, 'whereIs' | 'database'>) {
	let left = whereIs === undefined ? 0 : MOST_ASKED;
	const ask = async ({ trackingNumber = '', carrierCode }: Shipment): Promise<IsoTime | undefined> => {
		if (whereIs === undefined || left === 0) return undefined;
		left -= 1;
		try {
			return (await whereIs(trackingNumber, carrierCode))?.deliveredAt;
		} catch (error) {
			if (!(error instanceof PlatformError)) throw error;
			left = 0;
			return undefined;
		}
	};
	const asDelivered = async (parcel: Shipment, known: boolean): Promise<{ readonly parcel: Shipment; readonly at?: IsoTime }> => {
		if (!isAskable(parcel)) return { parcel };
		const at = known ? undefined : await ask(parcel);
		return known || at !== undefined ? { parcel: { ...parcel, status: 'delivered' }, ...(at === undefined ? {} : { at }) } : { parcel };
	};

	/**
	 * The state with those parcels delivered that are, by the warehouse or by the carrier that it runs. Once all of an order have
	 * arrived, its sale says since when, and nobody is asked again.
	 */
	return async <One extends Told>(one: One): Promise<One> => {
		const { state, sale, overtaken } = one;
		if (sale === undefined || overtaken || !FINAL_FULFILLMENT.includes(state.status)) return one;
		const told = [];
		for (const parcel of state.shipments) told.push(await asDelivered(parcel, sale.deliveredAt !== undefined));
		const shipments = told.map(({ parcel }) => parcel);
		const sent = shipments.filter(({ status }) => status !== 'cancelled');
		if (sale.deliveredAt === undefined && sent.length > 0 && sent.every(({ status }) => status === 'delivered')) {
			const last = told
				.flatMap(({ at }) => at ?? [])
				.toSorted()
				.at(-1);
			const deliveredAt = last ?? state.updatedAt ?? iso(database.now());
			await database.sales.change([{ ...keyOfSale(sale), state: sale.state, deliveredAt }], database.now());
		}
		return { ...one, state: { ...state, shipments } };
	};
}
