import { z } from 'zod';
import { field, integer, integerOr, quantityOr, reader, text, yes } from './fields';
import { decimalIn, isYes } from './php';

export const PRODUCT_FIELDS =
	'id,parent_id,type,status,sku,name,virtual,manage_stock,stock_quantity,backorders,tax_status,tax_class,weight';

const product = z
	.object({
		id: integer,
		parent_id: integerOr(0),
		type: text,
		status: text,
		sku: text,
		name: text,
		/** Nothing of it is ever sent. */
		virtual: yes,
		/** `parent`: a variation that shares its parent's count. */
		manage_stock: z.unknown().optional(),
		/** Some shops count by the metre. */
		stock_quantity: quantityOr(undefined),
		backorders: text,
		tax_status: text,
		/** `''` is the standard class; `parent` a variation that inherits. */
		tax_class: text,
		/** Of a variation that has none of its own, its parent's. */
		weight: field((value) => {
			const decimal = decimalIn(value);
			return decimal === undefined || Number(decimal) <= 0 ? undefined : decimal;
		}),
	})
	.transform(({ id, status, sku, name, virtual, backorders, ...wire }) => ({
		id,
		parentId: wire.parent_id,
		// The variations list of older versions has no `type`.
		type: wire.type || 'variation',
		status,
		sku,
		name,
		virtual,
		manageStock: wire.manage_stock === 'parent' ? ('parent' as const) : isYes(wire.manage_stock),
		...(wire.stock_quantity === undefined ? {} : { stockQuantity: wire.stock_quantity }),
		backorders: backorders === 'yes' || backorders === 'notify',
		taxStatus: wire.tax_status || 'taxable',
		taxClass: wire.tax_class,
		weight: wire.weight,
	}));

export type WireProduct = z.output<typeof product>;

export const readProduct = reader('product', product);
