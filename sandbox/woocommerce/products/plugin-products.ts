import type { ProductRecord } from '../store/product-records';
import type { StoreState } from '../store/store-state';
import { type Input, isGiven, isRecord, toBoolean, toInteger, toList, toText } from '../wordpress/php-values';

/**
 * Products of plugins, after their documentation; nobody recorded one. A plugin that is there adds its fields to every
 * product, also to those of other types.
 * https://woocommerce.com/document/bundles/bundles-rest-api-reference (type `bundle`)
 * https://woocommerce.com/document/composite-products-rest-api-reference/ (type `composite`)
 * WPC Product Bundles (type `woosb`) and Subscriptions (`subscription`, `variable-subscription`) have no fields of their own:
 * what they are stands in `meta_data` (`woosb_ids`, `_subscription_price` …), which is kept as it is given.
 */

const bundleDefaults = {
	bundle_virtual: false,
	bundle_layout: '',
	bundle_add_to_cart_form_location: '',
	bundle_editable_in_cart: false,
	bundle_sold_individually_context: '',
	bundle_item_grouping: '',
	bundle_min_size: '',
	bundle_max_size: '',
};

const compositeDefaults = {
	composite_virtual: false,
	composite_layout: '',
	composite_add_to_cart_form_location: '',
	composite_editable_in_cart: false,
	composite_sold_individually_context: '',
	composite_shop_price_calc: '',
};

type Entry = Readonly<Record<string, unknown>>;

function bundledItem(product: ProductRecord, entry: Entry, place: number): Record<string, unknown> {
	const quantity = entry['quantity_min'] === undefined ? 1 : toInteger(entry['quantity_min']);
	return {
		bundled_item_id: toInteger(entry['bundled_item_id']) || product.id * 100 + place + 1,
		product_id: toInteger(entry['product_id']),
		menu_order: place,
		quantity_min: quantity,
		quantity_max: entry['quantity_max'] === undefined ? quantity : toInteger(entry['quantity_max']),
		quantity_default: entry['quantity_default'] === undefined ? quantity : toInteger(entry['quantity_default']),
		priced_individually: toBoolean(entry['priced_individually']),
		shipped_individually: toBoolean(entry['shipped_individually']),
		override_title: toBoolean(entry['override_title']),
		title: toText(entry['title']),
		override_description: false,
		description: '',
		optional: toBoolean(entry['optional']),
		hide_thumbnail: false,
		discount: toText(entry['discount']),
		override_variations: false,
		allowed_variations: [],
		override_default_variation_attributes: false,
		default_variation_attributes: [],
		single_product_visibility: 'visible',
		cart_visibility: 'visible',
		order_visibility: 'visible',
		single_product_price_visibility: 'visible',
		cart_price_visibility: 'visible',
		order_price_visibility: 'visible',
		stock_status: 'in_stock',
	};
}

function component(entry: Entry, place: number): Record<string, unknown> {
	const ids = toList(entry['query_ids']).map(toInteger);
	return {
		id: toText(entry['id']) || String(1_700_000_000 + place),
		menu_order: place,
		title: toText(entry['title']),
		description: toText(entry['description']),
		query_type: 'product_ids',
		query_ids: ids,
		default_option_id: String(ids[0] ?? ''),
		thumbnail_id: '',
		thumbnail_src: '',
		quantity_min: entry['quantity_min'] === undefined ? 1 : toInteger(entry['quantity_min']),
		quantity_max: entry['quantity_max'] === undefined ? 1 : toInteger(entry['quantity_max']),
		priced_individually: toBoolean(entry['priced_individually']),
		shipped_individually: toBoolean(entry['shipped_individually']),
		optional: toBoolean(entry['optional']),
		discount: toText(entry['discount']),
		options_style: 'dropdowns',
	};
}

export function writePluginFields(state: StoreState, product: ProductRecord, input: Input): void {
	const defaults = product.type === 'bundle' ? bundleDefaults : product.type === 'composite' ? compositeDefaults : {};
	for (const name of Object.keys(defaults)) if (isGiven(input, name)) product.plainFields[name] = input[name];
	if (product.type === 'bundle' && isGiven(input, 'bundled_items')) {
		const items = toList(input['bundled_items'])
			.filter(isRecord)
			.map((entry, place) => bundledItem(product, entry, place));
		product.plainFields['bundled_items'] = items;
		for (const item of items) {
			const part = toInteger(item['product_id']);
			state.bundledBy.set(part, [...new Set([...(state.bundledBy.get(part) ?? []), product.id])]);
		}
	}
	if (product.type === 'composite' && isGiven(input, 'composite_components')) {
		product.plainFields['composite_components'] = toList(input['composite_components'])
			.filter(isRecord)
			.map((entry, place) => component(entry, place));
	}
}

/** Below the product's own fields, which may carry them already. */
export function pluginFields(state: StoreState, product: ProductRecord): Record<string, unknown> {
	const { productTypes } = state;
	return {
		...(productTypes.includes('bundle') ? { ...bundleDefaults, bundled_by: state.bundledBy.get(product.id) ?? [], bundled_items: [] } : {}),
		...(productTypes.includes('composite') ? { ...compositeDefaults, composite_components: [], composite_scenarios: [] } : {}),
	};
}
