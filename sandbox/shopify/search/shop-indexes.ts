import type { Clock } from '../../kernel/contract';
import { SearchIndex } from './search-index';

export interface ShopIndexes {
	readonly orders: SearchIndex;
	readonly products: SearchIndex;
	readonly variants: SearchIndex;
	readonly customers: SearchIndex;
}

const variantFilters = {
	id: 'id',
	sku: 'text',
	barcode: 'text',
	title: 'text',
	product_id: 'id',
	product_status: 'exact',
	updated_at: 'time',
} as const;

/** The filters that the stand-in has, each a part of those that Shopify documents for `orders(query:)` and its likes. */
export function createIndexes(clock: Clock, lagMs: () => number): ShopIndexes {
	return {
		orders: new SearchIndex(clock, lagMs, {
			id: 'id',
			name: 'exact',
			created_at: 'time',
			updated_at: 'time',
			processed_at: 'time',
			financial_status: 'exact',
			fulfillment_status: 'exact',
			status: 'exact',
			email: 'text',
			tag: 'exact',
			sku: 'text',
			source_identifier: 'exact',
			source_name: 'exact',
			po_number: 'exact',
			customer_id: 'id',
			test: 'exact',
		}),
		products: new SearchIndex(clock, lagMs, {
			id: 'id',
			title: 'text',
			handle: 'exact',
			status: 'exact',
			vendor: 'text',
			product_type: 'text',
			tag: 'exact',
			sku: 'text',
			barcode: 'text',
			created_at: 'time',
			updated_at: 'time',
		}),
		variants: new SearchIndex(clock, lagMs, variantFilters, 'sku'),
		customers: new SearchIndex(clock, lagMs, {
			id: 'id',
			email: 'exact',
			phone: 'exact',
			first_name: 'text',
			last_name: 'text',
			tag: 'exact',
			updated_at: 'time',
		}),
	};
}
