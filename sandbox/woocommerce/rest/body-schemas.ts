import type { CustomStatus } from '../options';
import { writableStatuses } from '../orders/status-names';
import { currencyCodes } from '../settings/currencies';
import type { Schema, Schemas } from './parameter-schema';

/** The types that the store demands of what it is sent. Batch elements are not held to them. */

const text: Schema = { type: 'string' };
const whole: Schema = { type: 'integer' };
const flag: Schema = { type: 'boolean' };
const mixed: Schema = { type: 'mixed' };
const meta: Schema = { type: 'array', items: { type: 'object', properties: { id: whole, key: text, value: mixed } } };

function listOf(properties: Schemas): Schema {
	return { type: 'array', items: { type: 'object', properties } };
}

function fields(names: readonly string[], schema: Schema): Schemas {
	return Object.fromEntries(names.map((name) => [name, schema]));
}

const addressFields = fields(
	['first_name', 'last_name', 'company', 'address_1', 'address_2', 'city', 'state', 'postcode', 'country', 'phone'],
	text,
);
const billing: Schema = { type: 'object', properties: { ...addressFields, email: { type: 'string', format: 'email', nullable: true } } };
const shipping: Schema = { type: 'object', properties: addressFields };

export function orderSchema(custom: readonly CustomStatus[]): Schemas {
	return {
		parent_id: whole,
		status: { type: 'string', enum: writableStatuses(custom) },
		currency: { type: 'string', enum: currencyCodes },
		customer_id: whole,
		...fields(['customer_note', 'payment_method', 'payment_method_title', 'transaction_id', 'created_via'], text),
		billing,
		shipping,
		meta_data: meta,
		line_items: listOf({
			id: whole,
			name: mixed,
			product_id: mixed,
			variation_id: whole,
			quantity: whole,
			...fields(['tax_class', 'subtotal', 'total'], text),
			meta_data: meta,
		}),
		shipping_lines: listOf({
			id: whole,
			method_title: mixed,
			method_id: mixed,
			instance_id: text,
			total: text,
			tax_status: text,
			meta_data: meta,
		}),
		fee_lines: listOf({
			id: whole,
			name: mixed,
			tax_class: text,
			tax_status: { type: 'string', enum: ['taxable', 'none'] },
			total: text,
			meta_data: meta,
		}),
		coupon_lines: listOf({ id: whole, code: mixed }),
		set_paid: flag,
	};
}

const stock: Schemas = {
	manage_stock: flag,
	stock_quantity: whole,
	inventory_delta: whole,
	stock_status: { type: 'string', enum: ['instock', 'outofstock', 'onbackorder'] },
	backorders: { type: 'string', enum: ['no', 'notify', 'yes'] },
	low_stock_amount: { type: 'integer', nullable: true },
};

const goods: Schemas = {
	...fields(['description', 'sku', 'global_unique_id', 'regular_price', 'sale_price', 'tax_class', 'weight', 'shipping_class'], text),
	...fields(['virtual', 'downloadable'], flag),
	tax_status: { type: 'string', enum: ['taxable', 'shipping', 'none'] },
	dimensions: { type: 'object', properties: fields(['length', 'width', 'height'], text) },
	menu_order: whole,
	meta_data: meta,
};

/** A text is taken too: it is parted at the commas and the bars. */
const options: Schema = { type: 'array', items: text };

/** @param types the types of products that the store and its plugins have; asked for at each request */
export const productSchema = (types: () => readonly string[]): Schemas => ({
	...goods,
	...stock,
	...fields(['name', 'slug', 'short_description', 'purchase_note', 'external_url', 'button_text'], text),
	get type() {
		return { type: 'string', enum: types() } as const;
	},
	status: { type: 'string', enum: ['draft', 'pending', 'private', 'publish', 'future', 'auto-draft', 'trash'] },
	tags: listOf({ id: whole, name: text }),
	brands: listOf({ id: whole }),
	grouped_products: { type: 'array', items: whole },
	featured: flag,
	categories: listOf({ id: whole }),
	images: listOf({ id: whole, src: text, name: text, alt: text }),
	attributes: listOf({ id: whole, name: text, position: whole, visible: flag, variation: flag, options }),
	default_attributes: listOf({ id: whole, name: text, option: text }),
});

export const variationSchema: Schemas = {
	...goods,
	...stock,
	// "parent" comes back from the store and may be sent again.
	manage_stock: mixed,
	status: { type: 'string', enum: ['draft', 'pending', 'private', 'publish'] },
	// Null, an empty text or an empty list take it off.
	image: mixed,
	gallery_image_ids: { type: 'array', items: whole },
	attributes: listOf({ id: whole, name: text, option: text }),
};

export const customerSchema: Schemas = {
	email: { type: 'string', format: 'email' },
	...fields(['first_name', 'last_name', 'username', 'password'], text),
	billing,
	shipping,
	meta_data: meta,
};

export const noteSchema: Schemas = {
	note: text,
	customer_note: { type: 'boolean', default: false },
	added_by_user: { type: 'boolean', default: false },
};

export const refundSchema: Schemas = {
	amount: text,
	reason: text,
	api_refund: flag,
	api_restock: flag,
	line_items: listOf({ id: whole, quantity: whole, refund_total: mixed }),
};

export const taxRateSchema: Schemas = {
	...fields(['country', 'state', 'postcode', 'city', 'rate', 'name', 'class'], text),
	priority: whole,
	order: whole,
	compound: flag,
	shipping: flag,
	postcodes: { type: 'array', items: text },
	cities: { type: 'array', items: text },
};
