import { createHash } from 'node:crypto';
import { setStatus } from '../orders/status-change';
import { allStatuses } from '../orders/status-names';
import { metaValue, setMeta } from '../store/meta';
import type { OrderRecord } from '../store/records';
import type { Store } from '../store/store';
import { type Input, isRecord, toBoolean, toInteger, toList, toText } from '../wordpress/php-values';
import { gmtText } from '../wordpress/site-time';
import { predefinedLink } from './tracking-providers';

/** Where WooCommerce Shipment Tracking and Advanced Shipment Tracking (AST) both keep their items. */
const metaKey = '_wc_shipment_tracking_items';

/** An item as it lies in the order's meta. */
export interface TrackingItem {
	readonly tracking_provider: string;
	readonly custom_tracking_provider: string;
	readonly custom_tracking_link: string;
	readonly tracking_number: string;
	/** Seconds since the epoch, as a text. */
	readonly date_shipped: string;
	readonly tracking_id: string;
	/** AST only. */
	readonly products_list?: readonly { readonly product: number; readonly item_id: number; readonly qty: number }[];
}

export function trackingItems(order: OrderRecord): readonly TrackingItem[] {
	return toList(metaValue(order.meta, metaKey)) as readonly TrackingItem[];
}

/** The order is saved, hence `order.updated`; the plugin itself mails nothing and knows no doubles. */
function writeItems(store: Store, order: OrderRecord, items: readonly TrackingItem[]): void {
	setMeta(store.state, order.meta, metaKey, items.length === 0 ? undefined : items);
	order.modifiedAt = store.now();
	store.orderSaved(order);
	store.tell('tracking items changed', order);
}

/** 'YYYY-MM-DD', and 'DD-MM-YYYY' as AST's settings have it; today when left out. */
function shippedSeconds(store: Store, given: string): string {
	const turned = given.replace(/^(\d{2})-(\d{2})-(\d{4})$/, '$3-$2-$1');
	const parsed = turned === '' ? Number.NaN : Date.parse(turned);
	return String(Math.floor((Number.isNaN(parsed) ? store.now() : parsed) / 1000));
}

function productsOf(store: Store, order: OrderRecord, input: Input): TrackingItem['products_list'] {
	const quantities = toText(input['qty']).split(',');
	const skus = toText(input['sku'])
		.split(',')
		.map((sku) => sku.trim())
		.filter((sku) => sku !== '');
	return skus.flatMap((sku, at) => {
		const product = store.state.productBySku(sku);
		const line = order.lines.find(
			(candidate) => product !== undefined && [candidate.productId, candidate.variationId].includes(product.id),
		);
		return product === undefined || line === undefined
			? []
			: [{ product: product.id, item_id: line.id, qty: toInteger(quantities[at] ?? 1) }];
	});
}

/** What AST does beside the item: replaces older ones, and moves the order on. The official plugin ignores these fields. */
function applyShippedStatus(store: Store, order: OrderRecord, input: Input): void {
	const wanted = toInteger(input['status_shipped']);
	const isPartialKnown = allStatuses(store.state.customStatuses).some(({ slug }) => slug === 'partial-shipped');
	if (wanted === 1) setStatus(store, order, 'completed');
	else if (wanted === 2 && isPartialKnown) setStatus(store, order, 'partial-shipped');
}

export function addTrackingItem(store: Store, order: OrderRecord, input: Input): TrackingItem {
	const isAst = store.state.settings.shipmentTracking === 'ast';
	const custom = toText(input['custom_tracking_provider']);
	const products = isAst ? productsOf(store, order, input) : [];
	const known = trackingItems(order);
	const number = toText(input['tracking_number']);
	const item: TrackingItem = {
		tracking_provider: custom === '' ? toText(input['tracking_provider']) : '',
		custom_tracking_provider: custom,
		custom_tracking_link: custom === '' ? '' : toText(input['custom_tracking_link']),
		tracking_number: number,
		date_shipped: shippedSeconds(store, toText(input['date_shipped'])),
		tracking_id: createHash('md5')
			.update(`${order.id} ${known.length} ${number} ${store.options.clock.now()} ${store.random()}`)
			.digest('hex'),
		...(products === undefined || products.length === 0 ? {} : { products_list: products }),
	};
	writeItems(store, order, [...(isAst && toBoolean(input['replace_tracking']) ? [] : known), item]);
	if (isAst) applyShippedStatus(store, order, input);
	return item;
}

export function removeTrackingItem(store: Store, order: OrderRecord, item: TrackingItem): void {
	writeItems(
		store,
		order,
		trackingItems(order).filter((known) => known.tracking_id !== item.tracking_id),
	);
}

/** As customers and the API see an item. */
export function shownTracking(order: OrderRecord, item: TrackingItem): Record<string, unknown> {
	const isCustom = item.custom_tracking_provider !== '';
	return {
		tracking_id: item.tracking_id,
		tracking_provider: isCustom ? item.custom_tracking_provider : item.tracking_provider,
		tracking_link: isCustom
			? item.custom_tracking_link
			: predefinedLink(item.tracking_provider, item.tracking_number, order.shipping.postcode),
		tracking_number: item.tracking_number,
		date_shipped: gmtText(Number(item.date_shipped) * 1000).slice(0, 10),
		...(isRecord(item.products_list?.[0]) ? { products_list: item.products_list } : {}),
	};
}
