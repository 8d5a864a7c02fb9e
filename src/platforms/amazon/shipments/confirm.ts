import { PlatformError } from '../../../domain/platform-error';
import type { ChannelParcel, ParcelTold } from '../../../ports/channel-shipments';
import type { AmazonClient, OnceOutcome } from '../client';
import { refusedByAnswer } from './refusal';

/** The same package once more is an edit that changes nothing. */
const SENDINGS = 2;
/** An Amazon that answers none of so many in a row is out of reach for the rest as well. */
const SILENT_AT_MOST = 3;

/** https://developer-docs.amazon.com/sp-api/docs/orders-api-v0-reference#confirmshipment; quantities and references as Amazon wants them. */
const requestOf = ({ marketplace, reference, carrier, service, trackingNumber = '', shippedAt, lines }: ChannelParcel) => ({
	marketplaceId: marketplace,
	packageDetail: {
		packageReferenceId: reference,
		carrierCode: carrier?.code ?? '',
		...(carrier?.name === undefined ? {} : { carrierName: carrier.name }),
		...(service === undefined ? {} : { shippingMethod: service }),
		trackingNumber,
		shipDate: shippedAt,
		orderItems: lines.map(({ lineId, quantity }) => ({ orderItemId: lineId, quantity })),
	},
});

/** @throws PlatformError where it surely had no effect and the fault is not the parcel's own (quota, network, keys, roles) */
async function confirm(client: AmazonClient, parcel: ChannelParcel): Promise<ParcelTold> {
	for (let sendings = 1; ; sendings += 1) {
		let sent: OnceOutcome;
		try {
			sent = await client.callOnce({ operation: 'confirmShipment', path: { orderId: parcel.orderId }, body: requestOf(parcel) });
		} catch (error) {
			// The one before may have come.
			if (sendings > 1 && error instanceof PlatformError) return { outcome: 'unknown' };
			throw error;
		}
		if (sent.kind === 'done') return { outcome: 'taken' };
		// It may be refused because the one before, whose answer was lost, was taken.
		if (sent.kind === 'refused' && sendings > 1) return { outcome: 'unknown' };
		if (sent.kind === 'refused') return refusedByAnswer(sent.words, sent.error.details.kind === 'notFound');
		if (sendings >= SENDINGS || sent.error.details.code === 'aborted') return { outcome: 'unknown' };
	}
}

/** An address cannot be made of it, or it is that of something else. */
const noAddress = ({ orderId }: ChannelParcel): boolean => /^\.{0,2}$/.test(orderId);

/**
 * Parcels one by one. Throws PlatformError for what concerns all, where nothing was told before: Amazon denies access to an order of
 * somebody else as it does to an application without the role, so that only a run in which it denies all says something of the role.
 */
export async function confirmEach(
	client: () => AmazonClient,
	parcels: readonly ChannelParcel[],
	toldBefore: boolean,
): Promise<ReadonlyMap<ChannelParcel, ParcelTold>> {
	const told = new Map<ChannelParcel, ParcelTold>();
	const denied = new Map<ChannelParcel, PlatformError>();
	let heard = toldBefore;
	let silent = 0;
	let stopped = false;
	for (const parcel of parcels) {
		if (stopped) told.set(parcel, { outcome: 'notSent' });
		else if (noAddress(parcel)) told.set(parcel, { outcome: 'refused', why: 'notOpen', said: '' });
		else {
			try {
				told.set(parcel, await confirm(client(), parcel));
				heard = true;
				silent = 0;
			} catch (error) {
				if (!(error instanceof PlatformError)) throw error;
				if (error.details.kind === 'permission') denied.set(parcel, error);
				else {
					if (error.concernsAll && !heard && denied.size === 0) throw error;
					silent += 1;
					stopped = error.concernsAll || silent >= SILENT_AT_MOST;
					told.set(parcel, { outcome: 'notSent' });
				}
			}
		}
	}
	const [first] = denied.values();
	if (first !== undefined && !heard) throw first;
	for (const [parcel, { message }] of denied) told.set(parcel, { outcome: 'refused', why: 'other', said: message });
	return told;
}
