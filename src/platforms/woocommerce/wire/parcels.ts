import { z } from 'zod';
import { integer, integerOr, recordList, reader, recordsAmong, text, yes } from './fields';
import { meta } from './meta';
import { isRecord } from './php';

const units = recordsAmong(
	z.object({ item_id: text, qty: integerOr(0) }).transform(({ item_id: lineId, qty: quantity }) => ({ lineId, quantity })),
);

/** The units of a fulfillment stand in its meta data. */
export const readUnits = reader('units', units);

const fulfillment = z
	.object({ id: integer, is_fulfilled: yes, meta_data: meta })
	.transform(({ id, is_fulfilled: fulfilled, meta_data }) => ({ id, fulfilled, meta: meta_data }));

const isDeleted = (entry: unknown): boolean =>
	isRecord(entry) && ![undefined, null, '', false].some((none) => none === entry['date_deleted']);

/** Deleted ones are left out. */
export const readFulfillments = reader(
	'fulfillments',
	recordList(z.unknown())
		.transform((all) => all.filter((entry) => !isDeleted(entry)))
		.pipe(z.array(fulfillment)),
);

const trackingItem = z
	.object({
		tracking_id: text,
		tracking_number: text,
		tracking_provider: text,
		custom_tracking_provider: text,
		/** Seconds since 1970. */
		date_shipped: integerOr(0),
		/** Advanced Shipment Tracking says which lines a parcel holds; the plugin it descends from does not. */
		products_list: units,
	})
	.transform((wire) => ({
		id: wire.tracking_id,
		number: wire.tracking_number,
		carrier: wire.custom_tracking_provider || wire.tracking_provider,
		shippedAt: wire.date_shipped,
		lines: wire.products_list.filter(({ lineId, quantity }) => lineId !== '' && quantity > 0),
	}));

/** What a tracking plugin noted in an order's meta data. */
export const readTrackedItems = reader('tracking items', recordsAmong(trackingItem));

/** What a tracking plugin answers. */
export const readTrackingNumbers = reader(
	'tracking items',
	recordList(z.object({ tracking_number: text })).transform((items) => new Set(items.map((item) => item.tracking_number))),
);
