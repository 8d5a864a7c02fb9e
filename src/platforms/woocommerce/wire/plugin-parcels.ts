import { z } from 'zod';
import { integerOr, quantityOr, reader, recordsAmong, text } from './fields';
import { gmt } from './gmt';
import { isRecord } from './php';

/** What plugins write of parcels, each in a shape of its own. Nothing of it is ever missed: an odd record is a parcel with less to say. */

/** A label is a picture now and then. */
const LONGEST_JSON = 500_000;

function parsed(value: unknown): unknown {
	if (typeof value !== 'string' || value.length > LONGEST_JSON || !/^\s*[[{]/.test(value)) return value;
	try {
		return JSON.parse(value);
	} catch {
		return undefined;
	}
}

/** Lists, PHP's lists with a gap, maps by whatever is in the records, and the JSON text of any of these. */
const recordsWithin = <T extends z.ZodType>(schema: T) =>
	z.preprocess((value) => {
		const found = parsed(value);
		return Array.isArray(found) ? found.filter(isRecord) : isRecord(found) ? Object.values(found).filter(isRecord) : [];
	}, z.array(schema));

interface PluginUnits {
	readonly lineId: string;
	readonly quantity: number;
}

const pieces = (all: readonly PluginUnits[]): readonly PluginUnits[] => all.filter(({ lineId, quantity }) => lineId !== '' && quantity > 0);

/** https://plugins.trac.wordpress.org/browser/aftership-woocommerce-tracking (`AfterShip_Actions::post_order_tracking`). */
export const readAfterShip = reader(
	'AfterShip items',
	recordsWithin(
		z
			.object({
				tracking_id: text,
				tracking_number: text,
				slug: text,
				line_items: recordsAmong(
					z.object({ id: text, quantity: quantityOr(0) }).transform((wire) => ({ lineId: wire.id, quantity: Math.ceil(wire.quantity) })),
				),
			})
			.transform((wire) => ({ id: wire.tracking_id, number: wire.tracking_number, carrier: wire.slug, lines: pieces(wire.line_items) })),
	),
);

/** https://plugins.trac.wordpress.org/browser/parcelpanel (`Action\Common::shipmentChange`): JSON, a map by number. */
export const readParcelPanel = reader(
	'ParcelPanel numbers',
	recordsWithin(
		z
			.object({ tracking_number: text, courier_code: text, /** Seconds since 1970. */ fulfilled_at: integerOr(0) })
			.transform((wire) => ({ number: wire.tracking_number, carrier: wire.courier_code, shippedAt: wire.fulfilled_at })),
	),
);

/** https://github.com/Automattic/woocommerce-services (`wc_connect_labels`), and WooCommerce Shipping after it (`wcshipping_labels`). */
export const readBoughtLabels = reader(
	'labels',
	recordsWithin(
		z
			.object({ label_id: text, tracking: text, carrier_id: text, service_name: text, refund: z.unknown().optional() })
			.transform((wire) => ({
				id: wire.label_id,
				number: wire.tracking,
				carrier: wire.carrier_id,
				service: wire.service_name,
				/** The money for it was asked back: nothing goes under it. */
				returned: isRecord(wire.refund),
			})),
	),
);

/** https://plugins.trac.wordpress.org/browser/woo-orders-tracking: JSON on each line. */
export const readLineNumbers = reader(
	'numbers of a line',
	recordsWithin(
		z
			.object({
				tracking_number: text,
				carrier_name: text,
				carrier_slug: text,
				carrier_url: text,
				/** Seconds since 1970. */ time: integerOr(0),
			})
			.transform((wire) => ({
				number: wire.tracking_number.trim(),
				carrier: wire.carrier_name || wire.carrier_slug,
				/** Of the carrier, with a place for the number, as a rule. */
				url: wire.carrier_url.replaceAll('{tracking_number}', wire.tracking_number),
				shippedAt: wire.time,
			})),
	),
);

/**
 * https://github.com/vendidero/shiptastic-for-woocommerce (`Rest\ShipmentsController::prepare_shipment`), Germanized before it: a
 * field of the order in the REST API, not meta data.
 */
export const shiptasticShipments = recordsWithin(
	z
		.object({
			id: text,
			status: text,
			type: text,
			tracking_id: text,
			tracking_url: text,
			shipping_provider: text,
			date_sent_gmt: gmt,
			items: recordsAmong(
				z
					.object({ order_item_id: text, quantity: quantityOr(0) })
					.transform((wire) => ({ lineId: wire.order_item_id, quantity: Math.ceil(wire.quantity) })),
			),
		})
		.transform((wire) => ({
			id: wire.id,
			status: wire.status,
			/** Of goods that come back. */
			comesBack: wire.type === 'return',
			number: wire.tracking_id,
			url: wire.tracking_url,
			carrier: wire.shipping_provider,
			...(wire.date_sent_gmt === undefined ? {} : { shippedAt: wire.date_sent_gmt }),
			lines: pieces(wire.items),
		})),
);
export type ShiptasticShipment = z.output<typeof shiptasticShipments>[number];

/** https://github.com/TrackShip/trackship-for-woocommerce (`TrackShip_REST_API_Controller::tracking_webhook`): by the index of the tracking item. */
const carrierState = z.object({ status: text, status_date: gmt });
type CarrierState = z.output<typeof carrierState>;

export function readCarrierStates(value: unknown): ReadonlyMap<number, CarrierState> {
	const found = parsed(value);
	if (!isRecord(found) && !Array.isArray(found)) return new Map();
	return new Map(
		Object.entries(found).flatMap(([key, entry]) => {
			const { success, data } = carrierState.safeParse(entry);
			return success && /^\d{1,6}$/.test(key) ? [[Number(key), data] as const] : [];
		}),
	);
}
