import { z } from 'zod';
import { accountSchema } from '../../../domain/account';
import { listingDetailsSchema, listingSchema } from '../../../domain/listing';
import { moneySchema } from '../../../domain/money';
import { orderSchema } from '../../../domain/order';
import type { CatalogProduct } from '../../../domain/product';
import { count, optional, text } from '../../../domain/schema';
import { shipment } from '../../item-schemas/fulfillment';
import { stockItem } from '../../item-schemas/stock';
import { mark, needsPerson, time, type Fields, type OutputSchemas } from '../../item-schemas/parts';
import { CHECKED_CONNECTION } from './connection-schema';

const storeProduct = {
	id: text,
	parentId: optional(text),
	sku: text,
	inventoryId: optional(text),
	title: text,
	sellable: z.boolean(),
	hasVariations: optional(z.boolean()),
	draft: optional(z.boolean()),
	container: optional(z.boolean()),
	stock: z.object({
		counted: z.boolean(),
		quantity: optional(z.number()),
		sharedFrom: optional(text),
		backorders: z.boolean(),
	} satisfies Fields<CatalogProduct['stock']>),
	kind: text,
	type: text,
	status: text,
	gtin: optional(text),
	origin: optional(text),
	code: optional(text),
	parts: optional(z.array(z.object({ productId: text, units: count }))),
	language: optional(text),
	price: optional(moneySchema),
	weight: optional(z.object({ value: text, unit: text })),
	updatedAt: optional(time),
} satisfies Fields<CatalogProduct>;
/** A listing or a product, whichever account was asked. */
const product = { attention: optional(needsPerson), store: optional(accountSchema), ...storeProduct, ...listingSchema.shape };
const { listing: _listing, ...details } = listingDetailsSchema.shape;

/** The order as it is, and its parcels as Confirm Shipment takes them. */
const shipmentsRead = z.object({ attention: optional(needsPerson), ...orderSchema.shape, shipments: z.array(shipment) });

const order = z.object({ attention: optional(needsPerson), ...orderSchema.shape, storebridge: optional(mark) });

export const STOREBRIDGE_SCHEMAS: OutputSchemas = {
	'connection/check': CHECKED_CONNECTION,
	'order/get': order,
	'order/getAll': order,
	'product/get': z.object({ ...product, ...details }),
	'product/getAll': z.object(product),
	'shipment/get': shipmentsRead,
	'shipment/getAll': shipmentsRead,
	'stock/getAll': stockItem,
};
