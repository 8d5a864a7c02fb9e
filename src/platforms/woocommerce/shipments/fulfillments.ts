import type { Package } from '../../../domain/order';
import { PlatformError } from '../../../domain/platform-error';
import { unitsByLine } from '../../../domain/shipment';
import type { WooCommerceClient } from '../client';
import { UnexpectedShape } from '../wire/fields';
import { metaValue, type WireMeta } from '../wire/meta';
import { readFulfillments, readUnits } from '../wire/parcels';
import { dayIn, packageFrom } from './parcel-presets';

/** Keys of WooCommerce's own order fulfillments (https://github.com/woocommerce/woocommerce/blob/trunk/docs/apis/rest-api/v3/order-fulfillments.mdx). */
export const FULFILLMENT_META = {
	items: '_items',
	trackingNumber: '_tracking_number',
	/** A slug of the store's list, or `other` with a name beside it. One page of the documentation says `_shipping_provider`; pages and mails read this one. */
	provider: '_shipment_provider',
	providerName: '_provider_name',
	trackingUrl: '_tracking_url',
	fulfilledAt: '_date_fulfilled',
	/** Ours: which parcel it is. */
	parcel: '_storebridge_parcel',
} as const;

export interface FulfillmentItem {
	readonly lineId: string;
	readonly quantity: number;
}

export interface Fulfillment {
	readonly id: number;
	readonly fulfilled: boolean;
	/** The store's two words, or one of a plugin. */
	readonly status?: string;
	readonly items: readonly FulfillmentItem[];
	readonly meta: readonly WireMeta[];
}

const withItems = (fulfillment: Omit<Fulfillment, 'items'>): Fulfillment => ({
	...fulfillment,
	items: readUnits(fulfillment.meta.find(({ key }) => key === FULFILLMENT_META.items)?.value),
});

/** The answer of a route that the store does not have: a feature that is off, a plugin that is not there. */
export const isMissingRoute = (error: unknown): boolean => error instanceof PlatformError && error.details.code === 'noWooCommerce';

/** All fulfillments of an order, deleted ones left out; undefined where the feature is off. */
export async function listFulfillments(client: WooCommerceClient, order: string): Promise<readonly Fulfillment[] | undefined> {
	const path = `orders/${order}/fulfillments`;
	try {
		const answer = await client.get(path);
		return client.read(path, () => readFulfillments(answer.body).map(withItems));
	} catch (error) {
		if (isMissingRoute(error)) return undefined;
		throw error;
	}
}

/** Whether the answer to a write holds the number; a store that answers nothing readable did not keep it, for all that is known. */
export function hasNumber(answer: unknown, trackingNumber: string | undefined): boolean {
	if (trackingNumber === undefined) return true;
	try {
		const [written] = readFulfillments([answer]);
		return written !== undefined && metaValue(written.meta, FULFILLMENT_META.trackingNumber) === trackingNumber;
	} catch (error) {
		if (error instanceof UnexpectedShape) return false;
		throw error;
	}
}

/** Units in fulfillments, by line id. */
export const unitsOf = (fulfillments: readonly Fulfillment[]): ReadonlyMap<string, number> =>
	unitsByLine(fulfillments.flatMap(({ items }) => items));

export function packageOf({ id, fulfilled, status, items, meta }: Fulfillment): Package {
	const named = (key: string): string | undefined => metaValue(meta, key);
	return packageFrom({
		id: `fulfillment-${id}`,
		number: named(FULFILLMENT_META.trackingNumber),
		carrier: named(FULFILLMENT_META.providerName) ?? named(FULFILLMENT_META.provider),
		url: named(FULFILLMENT_META.trackingUrl),
		status: fulfilled ? 'fulfilled' : 'unfulfilled',
		// A status of a plugin's own that says it.
		phase: status === 'delivered' ? 'delivered' : fulfilled ? 'inTransit' : 'announced',
		shippedAt: fulfilled ? dayIn(named(FULFILLMENT_META.fulfilledAt)) : undefined,
		lines: items.filter(({ lineId, quantity }) => lineId !== '' && quantity > 0),
	});
}
