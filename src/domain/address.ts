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

/** Countries where the post goes by codes of regions, the same in every store and abroad. */
export const REGIONS_BY_CODE: ReadonlySet<string> = new Set(['US', 'CA', 'AU']);

const asWords = (text: string): string =>
	` ${text
		.toLowerCase()
		.replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
		.trim()} `;

/** Where words stand one behind the other without a space. */
const WITHOUT_SPACES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** Whether a part of an address says another as a word or words of its own: `Rua 10` does not say `1`, nor `Limatambo` `Lima`. */
export const says = (text: string | undefined, part: string): boolean =>
	WITHOUT_SPACES.test(part) ? (text ?? '').includes(part.trim()) : asWords(text ?? '').includes(asWords(part));
