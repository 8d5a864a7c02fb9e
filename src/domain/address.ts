import { z } from 'zod';
import { optional, text, type Immutable } from './schema';

/** Personal data. */
export const addressSchema = z.object({
	name: optional(text),
	company: optional(text),
	line1: optional(text),
	line2: optional(text),
	line3: optional(text),
	city: optional(text),
	county: optional(text),
	/** State, province or region as the platform gives it: a code of its own, or a name. */
	region: optional(text),
	/** What people call the region, where `region` is a code of the platform's own. */
	regionName: optional(text),
	postcode: optional(text),
	/** ISO 3166-1 alpha-2. */
	country: optional(text),
	phone: optional(text),
	kind: optional(z.enum(['residential', 'commercial', 'pickupPoint'])),
});
export type Address = Immutable<z.infer<typeof addressSchema>>;

/** Personal data. */
export const customerSchema = z.object({
	/** The platform's customer id; absent for guests and on Amazon. */
	id: optional(text),
	/** On Amazon always an anonymised relay address, and only for FBM. */
	email: optional(text),
	phone: optional(text),
	name: optional(text),
	company: optional(text),
	/** The buyer's own purchase order number (Amazon Business). */
	purchaseOrder: optional(text),
	registered: z.boolean(),
});
export type Customer = Immutable<z.infer<typeof customerSchema>>;
