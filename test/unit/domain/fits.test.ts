import { z } from 'zod';
import { fitsOf } from '../../../src/domain/fits';
import { orderSchema } from '../../../src/domain/order';
import { order } from '../../fixtures/memory-platform/orders';

describe('a look at a value', () => {
	it('knows all that an order is made of: the schema itself is not asked about one that fits', () => {
		const whole = order({ id: '1', lines: [{ sku: 'TEE' }], paidAt: '2026-11-21T08:01:00Z' });
		expect(fitsOf(orderSchema)(whole)).toBe(true);
	});

	it('is taken anew each time: what another node changed in the same object is seen', () => {
		const fits = fitsOf(z.object({ lines: z.array(z.object({ quantity: z.int().positive() })) }));
		const value = { lines: [{ quantity: 1 }] };
		expect(fits(value)).toBe(true);
		value.lines[0] = { quantity: 0 };
		expect(fits(value)).toBe(false);
	});

	it.each<readonly [string, z.ZodType, unknown]>([
		['a hole in a list', z.array(z.object({})), new Array(1)],
		['an empty name', z.string().min(1), ''],
		['an empty list', z.array(z.string()).min(1), []],
		['a pattern', z.string().regex(/^a$/), 'b'],
		['a time that is none', z.iso.datetime(), '2026-13-01T00:00:00Z'],
		['half a piece', z.int(), 0.5],
		['less than nothing', z.int().nonnegative(), -1],
		['nothing at all', z.int().positive(), 0],
		['a word that is none of those', z.enum(['a', 'b']), 'toString'],
		['neither of two', z.union([z.string(), z.boolean()]), 1],
		['null in place of nothing', z.optional(z.string()), null],
	])('says no to %s', (_what, schema, value) => {
		expect(fitsOf(schema)(value)).toBe(false);
		expect(schema.safeParse(value).success).toBe(false);
	});

	it.each<readonly [string, z.ZodType, unknown]>([
		['a rule of its own', z.string().refine(() => false), 'a'],
		['an address of the web', z.url(), 'https://shop.example'],
		['what would be changed', z.string().transform(Number), '1'],
		['what no field is known of', z.strictObject({}), {}],
		['a number in a text', z.coerce.number(), '1'],
		['an upper bound', z.string().max(3), 'a'],
	])('leaves to the schema what it does not know: %s', (_what, schema, value) => {
		expect(fitsOf(schema)(value)).toBe(false);
	});
});
