import { z } from 'zod';
import { integer, integerOr, quantityOr, recordList, reader, recordsAmong, text } from './fields';
import { meta } from './meta';
import { isRecord, textOf, yesOrNo } from './php';

const units = recordsAmong(
	// A piece that left in part has left.
	z.object({ item_id: text, qty: quantityOr(0) }).transform(({ item_id: lineId, qty }) => ({ lineId, quantity: Math.ceil(qty) })),
);

/** The units of a fulfillment stand in its meta data. */
export const readUnits = reader('units', units);

/**
 * The two words of the store are right in all of its answers; the flag is a boolean in some and a text in others. A word
 * of a plugin says nothing by itself.
 */
function isFulfilled(status: string, flag: unknown): boolean | undefined {
	if (status === 'fulfilled') return true;
	return status === 'unfulfilled' ? false : yesOrNo(flag);
}

const fulfillment = z
	.object({ id: integer, status: text, is_fulfilled: z.unknown().optional(), meta_data: meta })
	.transform(({ id, status, is_fulfilled: flag, meta_data }, context) => {
		const fulfilled = isFulfilled(status, flag);
		if (fulfilled !== undefined) return { id, fulfilled, status, meta: meta_data };
		context.addIssue({ code: 'custom', message: 'is neither yes nor no', path: ['is_fulfilled'] });
		return z.NEVER;
	});

/** WordPress's zero date is none. */
const isDeleted = (entry: unknown): boolean =>
	isRecord(entry) && (isRecord(entry['date_deleted']) || /[1-9]/.test(textOf(entry['date_deleted'])));

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
		custom_tracking_link: text,
		/** Seconds since 1970. */
		date_shipped: integerOr(0),
		/** Advanced Shipment Tracking says which lines a parcel holds; the plugin it descends from does not. */
		products_list: units,
	})
	.transform((wire) => ({
		id: wire.tracking_id,
		number: wire.tracking_number,
		carrier: wire.custom_tracking_provider || wire.tracking_provider,
		url: wire.custom_tracking_link,
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
