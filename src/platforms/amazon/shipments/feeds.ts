import { PlatformError } from '../../../domain/platform-error';
import type { CancelReason, ChannelCancellation, ChannelParcel, ParcelTold } from '../../../ports/channel-shipments';
import { fatesOf } from '../feeds/fates';
import { submitFeed, type ReportReader } from '../feeds/submit';
import { readXmlReport } from '../feeds/xml-report';
import { xmlFeedKind, xmlFiles, type XmlContent, type XmlFeedKind, type XmlFile } from '../feeds/xml';
import type { Access } from '../participations';
import { refusedByReport, resultWords } from './refusal';

/** A feed of orders. https://developer-docs.amazon.com/sp-api/docs/order-feed-type-values */
export interface OrderFeed<Of> {
	readonly kind: XmlFeedKind;
	readonly contentOf: (record: Of) => XmlContent;
}

interface OfOrder {
	readonly marketplace: string;
}

/** Elements in the order of Amazon's schema, without which it is refused. */
export const FULFILLMENT: OrderFeed<ChannelParcel> = {
	kind: xmlFeedKind('POST_ORDER_FULFILLMENT_DATA', 'OrderFulfillment'),
	contentOf: ({ orderId, shippedAt, carrier, service, trackingNumber, lines }) => {
		const data = {
			CarrierCode: carrier?.code,
			CarrierName: carrier?.name,
			ShippingMethod: service,
			ShipperTrackingNumber: trackingNumber,
		};
		return {
			AmazonOrderID: orderId,
			FulfillmentDate: shippedAt,
			FulfillmentData: Object.values(data).every((value) => value === undefined) ? undefined : data,
			Item: lines.map(({ lineId, quantity }) => ({ AmazonOrderItemCode: lineId, Quantity: quantity })),
		};
	},
};

const REASONS: Readonly<Record<CancelReason, string>> = {
	buyerCancelled: 'BuyerCanceled',
	noInventory: 'NoInventory',
	undeliverableAddress: 'ShippingAddressUndeliverable',
	customerExchange: 'CustomerExchange',
	pricingError: 'PricingError',
	generalAdjustment: 'GeneralAdjustment',
};

/** A cancellation whose lines are named: each line carries the reason. */
export interface NamedCancellation extends ChannelCancellation {
	readonly items: readonly { readonly lineId: string; readonly quantity?: number }[];
}

export const ACKNOWLEDGEMENT: OrderFeed<NamedCancellation> = {
	kind: xmlFeedKind('POST_ORDER_ACKNOWLEDGEMENT_DATA', 'OrderAcknowledgement'),
	contentOf: ({ orderId, reason, items }) => ({
		AmazonOrderID: orderId,
		StatusCode: 'Failure',
		Item: items.map(({ lineId, quantity }) => ({ AmazonOrderItemCode: lineId, CancelReason: REASONS[reason], Quantity: quantity })),
	}),
};

/** Amazon takes no more of them for one feed. */
const MARKETPLACES_AT_MOST = 25;

const marketplacesOf = (records: readonly OfOrder[]): readonly string[] =>
	[...new Set(records.map(({ marketplace }) => marketplace))].slice(0, MARKETPLACES_AT_MOST);

/**
 * Hands records in, in one feed for all marketplaces of the account, or as few as hold them. One outcome for each, in order. Throws
 * PlatformError where the first file was surely not taken for what concerns all.
 */
export async function handIn<Of extends OfOrder>(
	{ connection, client, now }: Access,
	{ kind, contentOf }: OrderFeed<Of>,
	records: readonly Of[],
): Promise<ReadonlyMap<Of, ParcelTold>> {
	const told = new Map<Of, ParcelTold>();
	const known = new Set<string>();
	const send = async ({ records: those, body }: XmlFile<Of>): Promise<ParcelTold> => {
		try {
			const sent = await submitFeed(client(), { kind, marketplaces: marketplacesOf(those), body }, { now: now(), known });
			if (sent.kind === 'refused') return { outcome: 'refused', why: 'other', said: sent.words };
			if (sent.kind === 'unknown') return { outcome: 'unknown' };
			known.add(sent.feedId);
			return { outcome: 'submitted', submission: sent.feedId };
		} catch (error) {
			if (!(error instanceof PlatformError) || (error.concernsAll && told.size === 0)) throw error;
			return { outcome: 'notSent' };
		}
	};
	for (const file of await xmlFiles(kind, connection.sellerId, records, contentOf)) {
		const outcome = await send(file);
		for (const record of file.records) told.set(record, outcome);
	}
	return told;
}

/** How the report is read of a feed that held so many, in the order in which they were handed in. */
export const orderReport = (messages: number): ReportReader<ParcelTold> => ({
	fates: async (text) => {
		const fates = await fatesOf(await readXmlReport(text, messages), messages);
		return fates.map((fate) => (typeof fate === 'string' ? { outcome: fate } : refusedByReport(fate.refused)));
	},
	words: async (text) => resultWords((await readXmlReport(text, messages)).faults.map(({ fault }) => fault)),
});
