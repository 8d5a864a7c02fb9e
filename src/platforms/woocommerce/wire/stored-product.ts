import { z } from 'zod';
import { META_OF_PRODUCT } from '../constants';
import { CATALOG_FIELDS, gtinAmong } from './catalog-product';
import { field, integer, integerOr, reader, recordsAmong, text, wholeText, yes } from './fields';
import { plainText } from './html-text';
import { metaAmong, metaValue } from './meta';
import { isRecord, listIn, textOf } from './php';

/** Out of the database, as a person wrote them: a list's own texts are made for a page. */
export const STORED = {
	context: 'edit',
	_fields: `${CATALOG_FIELDS},description,short_description,regular_price,dimensions,categories,brands,attributes,images,image`,
} as const;

const optionsOf = field((value) => (listIn(value) ?? []).map(textOf).filter((option) => option !== ''));

const attribute = z
	.object({ id: integerOr(0), name: text, options: optionsOf, option: text, visible: yes, variation: yes })
	.transform(({ name, ...wire }) => ({ ...wire, name: plainText(name) }));
export type WireAttribute = z.output<typeof attribute>;

const image = z.object({ id: integer, src: text });
const term = z.object({ id: integer, name: text, slug: text });

/** Address at the source → id of the picture in the store. */
function picturesIn(value: string | undefined): ReadonlyMap<string, number> {
	try {
		const kept: unknown = JSON.parse(value ?? '{}');
		return new Map(
			isRecord(kept) ? Object.entries(kept).flatMap(([url, id]) => (Number.isSafeInteger(id) ? [[url, id as number]] : [])) : [],
		);
	} catch {
		return new Map();
	}
}

const stored = z
	.object({
		id: integer,
		parent_id: integerOr(0),
		type: text,
		status: text,
		sku: text,
		name: text,
		description: wholeText,
		short_description: wholeText,
		regular_price: text,
		global_unique_id: text,
		weight: text,
		dimensions: field((value) => {
			const side = (name: string): string => (isRecord(value) ? textOf(value[name]) : '');
			return { length: side('length'), width: side('width'), height: side('height') };
		}),
		manage_stock: z.unknown().optional(),
		stock_quantity: field((value) => (typeof value === 'number' ? value : undefined)),
		categories: recordsAmong(term),
		brands: recordsAmong(term),
		attributes: recordsAmong(attribute),
		images: recordsAmong(image),
		image: field((value) => image.safeParse(value).data),
		meta_data: metaAmong,
	})
	.transform(({ image: own, images, meta_data: meta, ...wire }) => ({
		...wire,
		/** Of a variation there is one at most. */
		images: [...images, ...(own === undefined ? [] : [own])].filter(({ id }) => id > 0).map(({ id }) => id),
		/** Where each lies in the store. */
		files: new Map([...images, ...(own === undefined ? [] : [own])].map(({ id, src }) => [id, src])),
		origin: metaValue(meta, META_OF_PRODUCT.origin),
		code: metaValue(meta, META_OF_PRODUCT.code),
		gtin: gtinAmong(wire.global_unique_id, meta),
		pictures: picturesIn(metaValue(meta, META_OF_PRODUCT.images)),
		/** Whether pictures were put on it by us. */
		hasPictures: metaValue(meta, META_OF_PRODUCT.images) !== undefined,
	}));

/** A product or variation, for whoever fills it. */
export type WireStored = z.output<typeof stored>;
export const readStored = reader('product', stored);

/** A category, a brand, an attribute. */
export const readTerm = reader('term', z.object({ id: integer, name: text.transform(plainText), parent: integerOr(0) }));
export type WireTerm = ReturnType<typeof readTerm>;
