import Decimal from 'decimal.js';
import { z } from 'zod';
import { METAFIELD, NAMESPACE } from '../constants';

/** Fields of Shopify's answers, as its schema promises them (https://shopify.dev/docs/api/admin-graphql). */

/** `gid://shopify/Order/450789469` is `450789469` outside this folder: short, and it rises. */
export const idOf = (kind: string) => {
	const shape = new RegExp(`^gid://shopify/${kind}/(\\d{1,20})$`);
	return z.string().transform((value, context) => {
		const [, id] = shape.exec(value) ?? [];
		if (id !== undefined) return id;
		context.addIssue({ code: 'custom', message: `is no id of ${kind}` });
		return z.NEVER;
	});
};

export const gid = (kind: string, id: string): string => `gid://shopify/${kind}/${id}`;

/** Whether it can be an id of the shop's at all: it is asked for nothing else. */
export const isId = (id: string): boolean => /^[1-9]\d{0,19}$/.test(id);

export const text = z.string();
/** Empty where there is none. */
export const textOrNone = z
	.string()
	.nullish()
	.transform((value) => value ?? '');
export const count = z.int().nonnegative();

export const time = z.string().transform((value, context) => {
	const ms = Date.parse(value);
	if (!Number.isNaN(ms)) return new Date(ms).toISOString();
	context.addIssue({ code: 'custom', message: 'is no time' });
	return z.NEVER;
});
export const timeOrNone = time.nullish().transform((value) => value ?? undefined);

const decimal = z
	.string()
	.regex(/^-?\d+(\.\d+)?$/)
	.transform((value) => new Decimal(value));

/** In the currency of the shop, whatever the customer paid in. */
export const shopMoney = z.object({ shopMoney: z.object({ amount: decimal }) }).transform(({ shopMoney: { amount } }) => amount);
export const shopMoneyOrNone = shopMoney.nullish().transform((value) => value ?? new Decimal(0));

export const listed = <T extends z.ZodType>(schema: T) => z.object({ nodes: z.array(schema) }).transform(({ nodes }) => nodes);

/** Of a list that is read one by one; what cannot be read is left out. */
export const readable = <T extends z.ZodType>(schema: T, records: readonly unknown[]): readonly z.output<T>[] =>
	records.flatMap((record) => {
		const { success, data } = schema.safeParse(record);
		return success ? [data] : [];
	});

/** A list where telling of an odd one has no place: the others are read. */
export const readableList = <T extends z.ZodType>(schema: T) => z.array(z.unknown()).transform((records) => readable(schema, records));

/** Records by their ids, unread, at the places of the ids; null for one that is not there, or not shown. */
export const nodes = z.object({ nodes: z.array(z.unknown()) });

/** One page of a list. */
export const pageOf = <T extends z.ZodType>(schema: T) =>
	z
		.object({ nodes: z.array(schema), pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }) })
		.transform(({ nodes, pageInfo: { hasNextPage, endCursor } }) => ({
			nodes,
			...(hasNextPage && endCursor !== null && endCursor !== undefined ? { next: endCursor } : {}),
		}));

/** Asks for some of our metafields by their names, each read by `metafield`. */
export const ours = (...names: readonly (keyof typeof METAFIELD)[]): string =>
	names.map((name) => `${name}: metafield(namespace: "${NAMESPACE}", key: "${METAFIELD[name]}") { value }`).join(' ');

/** The value of one of our metafields; empty where there is none. */
export const metafield = z
	.object({ value: z.string() })
	.nullish()
	.transform((found) => found?.value ?? '');

const userError = z.object({ field: z.array(z.string()).nullish(), message: z.string(), code: z.string().nullish() });
/** What Shopify refuses by its rules; its words may repeat what it was sent, and are looked at only. */
export const userErrors = z.array(userError);
export type UserError = z.output<typeof userError>;

/** Where something is not what the schema promises. Says where and never what: values are people's. */
export const placeOf = (what: string, error: z.ZodError): string => [what, ...(error.issues[0]?.path ?? [])].map(String).join('.');
