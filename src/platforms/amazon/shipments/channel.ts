import type { ChannelParcel, ChannelShipments, ParcelTold } from '../../../ports/channel-shipments';
import type { OrderSource } from '../../../ports/order-source';
import { accountOf } from '../connection';
import { checkFeed } from '../feeds/submit';
import type { Access } from '../participations';
import { cancelOrders } from './cancel';
import { carrierFor } from './carriers';
import { confirmEach } from './confirm';
import { FULFILLMENT, handIn, orderReport } from './feeds';
import { trackingOf } from './tracking';

/** Ten at once and two a second: done in seconds, each with its answer. A feed takes minutes, however small it is. */
export const ONE_BY_ONE_AT_MOST = 20;

/** What was handed in takes effect within minutes, over a feed up to hours in hard times. */
const SETTLE_MS = 15 * 60_000;
/** Amazon shows a package in the order within minutes; one that it does not show by then was dropped. */
const SHOWN_WITHIN_MS = 60 * 60_000;

/**
 * Orders that Amazon confirms by itself: its carriers fetch them, or it sells their labels.
 * https://developer-docs.amazon.com/sp-api/docs/orders-api-v2026-01-01-reference
 */
const CONFIRMS_ITSELF: ReadonlySet<string> = new Set(['FBM_SHIP_PLUS', 'AMAZON_EASY_SHIP']);

const untracked = ({ carrier, trackingNumber }: ChannelParcel): boolean => carrier === undefined || trackingNumber === undefined;

export function createAmazonShipments(access: Access, orders: OrderSource): ChannelShipments {
	const { connection, client } = access;

	const tell: ChannelShipments['tell'] = async (parcels, edits) => {
		const tracked = parcels.filter((parcel) => !untracked(parcel) && !edits.has(parcel));
		const single = new Set([...edits, ...(tracked.length > ONE_BY_ONE_AT_MOST ? [] : tracked)]);
		// First the feed: Amazon is at it while the others are told.
		const together = parcels.filter((parcel) => !single.has(parcel));
		const handedIn = await handIn(access, FULFILLMENT, together);
		const sent = [...handedIn.values()].some(({ outcome }) => outcome !== 'notSent');
		const each = await confirmEach(
			client,
			parcels.filter((parcel) => single.has(parcel)),
			sent,
		);
		return parcels.map((parcel): ParcelTold => handedIn.get(parcel) ?? each.get(parcel) ?? { outcome: 'notSent' });
	};

	return {
		account: accountOf(connection),
		traits: { settleMs: SETTLE_MS, oneByOneAtMost: ONE_BY_ONE_AT_MOST, shownWithinMs: SHOWN_WITHIN_MS },
		confirmsItself: ({ programs }) => programs.some((program) => CONFIRMS_ITSELF.has(program)),
		carrierFor,
		tell,
		checkParcels: async (submission, parcels) => await checkFeed(client(), submission, orderReport(parcels.length)),
		cancel: async (cancellations) => await cancelOrders(access, orders, cancellations),
		checkCancellations: async (submission, cancellations) => await checkFeed(client(), submission, orderReport(cancellations.length)),
		whereIs: trackingOf(client),
	};
}
