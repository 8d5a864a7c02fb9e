import type { Shipment } from '../../../domain/shipment';
import { carrierSlug } from './carriers';
import { FULFILLMENT_META, unitsOf, type Fulfillment, type FulfillmentItem } from './fulfillments';
import { metaValue, type WireMeta } from '../wire/meta';
import type { WireStoreLine } from '../wire/store-order';

export interface FulfillmentBody {
	readonly status: 'fulfilled';
	readonly is_fulfilled: true;
	readonly meta_data: readonly { readonly key: string; readonly value: unknown }[];
}

export type FulfillmentPlan =
	| { readonly kind: 'create'; readonly body: FulfillmentBody; readonly items: readonly FulfillmentItem[] }
	| { readonly kind: 'update'; readonly id: number; readonly body: FulfillmentBody; readonly items: readonly FulfillmentItem[] }
	| { readonly kind: 'unchanged' }
	/** All its units stand in other fulfillments already, and one of nothing is refused by the store. */
	| { readonly kind: 'noUnitsLeft' };

/** The fulfillment of a parcel: by our own mark, else by its tracking number. */
function fulfillmentOf(shipment: Shipment, standing: readonly Fulfillment[]): Fulfillment | undefined {
	const has = (key: string, value: string) => standing.find(({ meta }) => metaValue(meta, key) === value);
	const { id, trackingNumber } = shipment;
	return (
		has(FULFILLMENT_META.parcel, id) ?? (trackingNumber === undefined ? undefined : has(FULFILLMENT_META.trackingNumber, trackingNumber))
	);
}

/** The parcel's units by line, never more than the order has beside what other fulfillments hold: the store does not check. */
function itemsOf(shipment: Shipment, lines: readonly WireStoreLine[], others: readonly Fulfillment[]): readonly FulfillmentItem[] {
	const taken = unitsOf(others);
	return lines.flatMap(({ id, quantity }) => {
		const lineId = String(id);
		const wanted = shipment.lines.filter((line) => line.lineId === lineId).reduce((sum, line) => sum + line.quantity, 0);
		const units = Math.min(wanted, quantity - (taken.get(lineId) ?? 0));
		return units > 0 ? [{ lineId, quantity: units }] : [];
	});
}

function metaOf(shipment: Shipment, items: readonly FulfillmentItem[]): ReadonlyMap<string, unknown> {
	const { carrier, carrierCode, trackingNumber, trackingUrl } = shipment;
	const slug = carrierSlug(carrier, carrierCode);
	const name = carrier ?? carrierCode;
	const wanted: readonly (readonly [string, unknown])[] = [
		// The server takes item ids as JSON integers only (`is_int`).
		[FULFILLMENT_META.items, items.map(({ lineId, quantity }) => ({ item_id: Number(lineId), qty: quantity }))],
		[FULFILLMENT_META.parcel, shipment.id],
		[FULFILLMENT_META.trackingNumber, trackingNumber],
		[FULFILLMENT_META.provider, slug ?? (name === undefined ? undefined : 'other')],
		[FULFILLMENT_META.providerName, slug === undefined ? name : undefined],
		[FULFILLMENT_META.trackingUrl, trackingUrl],
	];
	return new Map(wanted.filter(([, value]) => value !== undefined));
}

const entries = (meta: ReadonlyMap<string, unknown>): FulfillmentBody['meta_data'] => [...meta].map(([key, value]) => ({ key, value }));
const asMap = (meta: readonly WireMeta[]): Map<string, unknown> => new Map(meta.map(({ key, value }) => [key, value]));

const sameItems = (left: readonly FulfillmentItem[], right: readonly FulfillmentItem[]): boolean =>
	left.length === right.length &&
	left.every(({ lineId, quantity }) => right.some((item) => item.lineId === lineId && item.quantity === quantity));

/** What has to be done so that a parcel stands in the store as it is. */
export function planFulfillment(shipment: Shipment, lines: readonly WireStoreLine[], standing: readonly Fulfillment[]): FulfillmentPlan {
	const existing = fulfillmentOf(shipment, standing);
	const items = itemsOf(
		shipment,
		lines,
		standing.filter((one) => one !== existing),
	);
	if (existing === undefined) {
		if (items.length === 0) return { kind: 'noUnitsLeft' };
		return { kind: 'create', items, body: { status: 'fulfilled', is_fulfilled: true, meta_data: entries(metaOf(shipment, items)) } };
	}
	const kept = items.length === 0 ? existing.items : items;
	const wanted = metaOf(shipment, kept);
	const before = asMap(existing.meta);
	const differs = [...wanted].some(([key, value]) => key !== FULFILLMENT_META.items && before.get(key) !== value);
	if (existing.fulfilled && !differs && sameItems(existing.items, kept)) return { kind: 'unchanged' };
	// What is left out of an update is removed, the date of fulfillment too.
	const meta_data = entries(new Map([...before, ...wanted]));
	return { kind: 'update', id: existing.id, items: kept, body: { status: 'fulfilled', is_fulfilled: true, meta_data } };
}
