import fc from 'fast-check';
import { z } from 'zod';
import { fitsOf } from '../../../src/domain/fits';
import { orderSchema } from '../../../src/domain/order';
import { order } from '../../fixtures/memory-platform/orders';

type Tree = Record<string, unknown>;

const eur = { amount: '1.00', currency: 'EUR' };
const tax = { amount: eur, how: 'included', collectedBy: 'merchant' } as const;
const made = order({ id: '1', lines: [{ sku: 'TEE' }, { sku: 'CAP', quantity: 2 }], paidAt: '2026-11-21T08:01:00Z' });
const full = {
	...made,
	lines: made.lines.map((line) => ({
		...line,
		tax,
		measure: { unit: 'kg', value: '1' },
		gift: { message: 'Hi', wrapPrice: eur, wrapTax: tax },
		product: { productId: '7', sku: 'TEE', content: { components: [{ productId: '8', units: 2 }] }, rule: 'sku' },
	})),
	packages: [{ id: 'p', shippedAt: '2026-11-21T08:01:00Z', lines: [{ lineId: 'line-1', quantity: 1 }] }],
	taxIds: [{ party: 'buyer', number: 'DE1' }],
};

const circle: Tree = {};
circle['again'] = circle;

/** What JSON cannot hold, but a Code node's JavaScript can, and what nearly fits. */
const ODD: readonly unknown[] = [
	...[undefined, null, '', ' ', 'EUR\n', 'eur', '1.00\n', '-1.5', '1e3', '١', 'toString', 'constructor', true, false],
	...[Number.NaN, Number.POSITIVE_INFINITY, -0, 0, 1, -1, 0.5, 2 ** 53, 2 ** 53 - 1, 1e21, 10n, Symbol('s'), () => 1],
	...['2026-02-30T00:00:00Z', '2026-02-28T24:00:00Z', '2026-02-28T10:00Z', '2026-02-28T10:00:00z', '2026-02-28T10:00:00+01:00'],
	...[[], {}, [''], [undefined], new Array(2), { length: 0 }, Object.assign([], eur), Object.create(null), Object.create(eur)],
	...[new Date(0), new Date(Number.NaN), Object('EUR'), Object(1), new Map([['amount', '1']]), new Set(), circle, eur, tax],
	...[Object.defineProperty({}, 'amount', { get: () => '1.00' }), new Proxy(eur, {}), { ...eur, more: 1 }, { unitsPerListing: 1 }],
	...[{ unitsPerListing: 0, components: [{ productId: '8', units: 1 }] }, { components: [] }],
];

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path = []): readonly Path[] {
	if (typeof value !== 'object' || value === null) return [path];
	const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
	return [path, ...entries.flatMap(([key, field]) => pathsOf(field, [...path, key]))];
}

/** A copy with something else at a path. */
function changed(value: unknown, [key, ...rest]: Path, put: (holder: Tree, key: string | number) => void): unknown {
	if (key === undefined) return value;
	const holder = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as Tree) }) as Tree;
	if (rest.length === 0) put(holder, key);
	else holder[key] = changed(holder[key], rest, put);
	return holder;
}

describe('a look at a value', () => {
	it('says what the schema says of an order, whatever was put, taken away or added where', () => {
		const where = fc.constantFrom(...pathsOf(full).filter(({ length }) => length > 0));
		const change = fc.record({
			path: where,
			value: fc.oneof(fc.constantFrom(...ODD), fc.anything()),
			how: fc.constantFrom('put', 'put', 'remove', 'beside'),
		});
		const fits = fitsOf(orderSchema);
		let fitting = 0;
		fc.assert(
			fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
				let value: unknown = full;
				for (const { path, value: odd, how } of changes) {
					try {
						value = changed(value, path, (holder, key) => {
							if (how === 'remove') Reflect.deleteProperty(holder, key);
							else holder[how === 'beside' && !Array.isArray(holder) ? 'beside' : key] = odd;
						});
					} catch {
						// An earlier change took the place away.
					}
				}
				const said = fits(value);
				expect(said).toBe(orderSchema.safeParse(value).success);
				if (said) fitting += 1;
			}),
			{ numRuns: 2000 },
		);
		expect(fitting).toBeGreaterThan(50);
	});

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
		['a list in place of an object', z.object({ name: z.string().optional() }), []],
		['what is no number', z.number(), Number.NaN],
		['more than can be counted', z.number(), Number.POSITIVE_INFINITY],
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
