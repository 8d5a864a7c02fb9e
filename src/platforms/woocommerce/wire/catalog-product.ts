import { z } from 'zod';
import { META_OF_PRODUCT, META_WITH_GTIN } from '../constants';
import { field, integerOr, reader, recordsAmong, text, yes } from './fields';
import { gmt } from './gmt';
import { plainText } from './html-text';
import { metaAmong, metaValue, type WireMeta } from './meta';
import { decimalIn, listIn, numberIn } from './php';
import { PRODUCT_FIELDS, readProduct, type WireProduct } from './product';

/**
 * What is asked for of each product of a whole catalog. `lang` is WPML's and Polylang's
 * (https://polylang.pro/doc/rest-api, https://wpml.org/documentation/support/wcml-rest-api/).
 */
export const CATALOG_FIELDS = `${PRODUCT_FIELDS},global_unique_id,price,date_modified_gmt,lang,bundled_items,meta_data`;

/** An item of Product Bundles (https://woocommerce.com/document/bundles/bundles-rest-api-reference/). */
const bundledItem = z
	.object({
		product_id: integerOr(0),
		quantity_min: integerOr(0),
		quantity_max: integerOr(0),
		optional: yes,
		override_variations: yes,
		allowed_variations: field((value) => (listIn(value) ?? []).flatMap((id) => numberIn(id) ?? [])),
	})
	.transform((item) => ({
		/** The buyer chooses neither whether, nor how many. */
		isFixed: !item.optional && item.product_id > 0 && item.quantity_min > 0 && item.quantity_min === item.quantity_max,
		// Of a product with variations it may be one of them alone.
		productId:
			(item.override_variations && item.allowed_variations.length === 1 ? item.allowed_variations[0] : undefined) ?? item.product_id,
		units: item.quantity_min,
	}));

/** In the store's own field, or in that of a plugin. */
export const gtinAmong = (own: string, meta: readonly WireMeta[]): string | undefined =>
	[own, ...META_WITH_GTIN.map((key) => metaValue(meta, key) ?? '')]
		.map((code) => code.replaceAll(/[\s-]/g, ''))
		.find((code) => /^\d{8,14}$/.test(code));

const more = z
	.object({
		name: text.transform(plainText),
		global_unique_id: text,
		price: field(decimalIn),
		date_modified_gmt: gmt,
		lang: text,
		bundled_items: recordsAmong(bundledItem),
		meta_data: metaAmong,
	})
	.transform(({ name, price, lang, meta_data: meta, ...wire }) => ({
		name,
		price,
		language: lang === '' ? undefined : lang,
		gtin: gtinAmong(wire.global_unique_id, meta),
		origin: metaValue(meta, META_OF_PRODUCT.origin),
		code: metaValue(meta, META_OF_PRODUCT.code),
		parts: wire.bundled_items.every(({ isFixed }) => isFixed)
			? wire.bundled_items.map(({ productId, units }) => ({ productId: String(productId), units }))
			: [],
		updatedAt: wire.date_modified_gmt,
	}));

export type WireCatalogProduct = WireProduct & z.output<typeof more>;

const readMore = reader('product', more);

export const readCatalogProduct = (value: unknown): WireCatalogProduct => ({ ...readProduct(value), ...readMore(value) });

export const FOR_CATALOG = {
	query: {
		_fields: CATALOG_FIELDS,
		// Plugins keep kilobytes on every product: since 7.0 the store sends these alone (https://github.com/woocommerce/woocommerce/pull/34478).
		include_meta: [META_OF_PRODUCT.origin, META_OF_PRODUCT.code, ...META_WITH_GTIN].join(','),
	},
	read: readCatalogProduct,
};

const spoken = z.object({ lang: text });

/** Whether it is of a shop in several languages: its list of products may be that of one. */
export const saysLanguage = (record: unknown): boolean => (spoken.safeParse(record).data?.lang ?? '') !== '';
