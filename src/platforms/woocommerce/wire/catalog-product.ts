import { z } from 'zod';
import { META_OF_PRODUCT, META_WITH_GTIN } from '../constants';
import { field, reader, text } from './fields';
import { gmt } from './gmt';
import { plainText } from './html-text';
import { metaAmong, metaValue } from './meta';
import { decimalIn } from './php';
import { PRODUCT_FIELDS, readProduct, type WireProduct } from './product';

/**
 * What is asked for of each product of a whole catalog. `lang` is WPML's and Polylang's
 * (https://polylang.pro/doc/rest-api, https://wpml.org/documentation/support/wcml-rest-api/).
 */
export const CATALOG_FIELDS = `${PRODUCT_FIELDS},global_unique_id,price,weight,date_modified_gmt,lang,translations,meta_data`;

const positive = field((value) => {
	const decimal = decimalIn(value);
	return decimal === undefined || Number(decimal) <= 0 ? undefined : decimal;
});

const more = z
	.object({
		name: text.transform(plainText),
		global_unique_id: text,
		price: field(decimalIn),
		weight: positive,
		date_modified_gmt: gmt,
		lang: text,
		meta_data: metaAmong,
	})
	.transform(({ name, price, weight, lang, meta_data: meta, ...wire }) => ({
		name,
		price,
		weight,
		language: lang === '' ? undefined : lang,
		gtin: [wire.global_unique_id, ...META_WITH_GTIN.map((key) => metaValue(meta, key) ?? '')]
			.map((code) => code.replaceAll(/[\s-]/g, ''))
			.find((code) => /^\d{8,14}$/.test(code)),
		origin: metaValue(meta, META_OF_PRODUCT.origin),
		code: metaValue(meta, META_OF_PRODUCT.code),
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

const translations = z.object({
	translations: field((value) => (typeof value === 'object' && value !== null ? Object.keys(value).length : 0)),
});

/** Whether the store's list of products may leave other languages out: whoever has translations says so. */
export const hasTranslations = (record: unknown): boolean => (translations.safeParse(record).data?.translations ?? 0) > 1;
