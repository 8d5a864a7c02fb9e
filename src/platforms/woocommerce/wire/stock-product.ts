import { z } from 'zod';
import { reader, text, UnexpectedShape } from './fields';
import { plainText } from './html-text';
import { metaAmong, metaValue, type WireMeta } from './meta';
import { quantityIn } from './php';
import { PRODUCT_FIELDS, readProduct, type WireProduct } from './product';

const more = z
	.object({ name: text.transform(plainText), lang: text, meta_data: metaAmong })
	.transform(({ lang, meta_data: meta, ...wire }) => ({ ...wire, meta, ...(lang === '' ? {} : { language: lang }) }));

/** A product or variation, for whoever wants to know how much of it there is. */
export type WireStockProduct = WireProduct & z.output<typeof more>;

const readMore = reader('product', more);

const raw = z.object({ stock_quantity: z.unknown().optional() });

/** The store's own word for one that is counted and was never given a quantity. */
const isNone = (value: unknown): boolean => value === null || value === '';

/** One that is counted has a whole number of pieces or says that it has none yet, or nobody knows what there is: never zero instead. */
export function readStockProduct(value: unknown): WireStockProduct {
	const wire = { ...readProduct(value), ...readMore(value) };
	const isTold = Number.isSafeInteger(wire.stockQuantity) || isNone(raw.safeParse(value).data?.stock_quantity);
	if (wire.manageStock !== false && !isTold) throw new UnexpectedShape('product.stock_quantity');
	return wire;
}

/** `ownPartIn`: meta field that is wanted, too. */
export const forStock = (ownPartIn?: string) => ({
	query: {
		_fields: `${PRODUCT_FIELDS},lang${ownPartIn === undefined ? '' : ',meta_data'}`,
		// A list that is cut at commas; older stores send all fields.
		...(ownPartIn === undefined || ownPartIn.includes(',') ? {} : { include_meta: ownPartIn }),
	},
	read: readStockProduct,
});

/** Undefined where there is no whole number of pieces. */
export function piecesIn(meta: readonly WireMeta[], key: string): number | undefined {
	const pieces = quantityIn(metaValue(meta, key));
	return pieces !== undefined && Number.isSafeInteger(pieces) && pieces >= 0 ? pieces : undefined;
}
