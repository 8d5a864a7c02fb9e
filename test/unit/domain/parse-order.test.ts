import fc from 'fast-check';
import { parseOrder } from '../../../src/domain/parse-order';
import { orderSchema, type Order } from '../../../src/domain/order';
import { order } from '../../fixtures/memory-platform/orders';

type Path = readonly (string | number)[];
type Tree = Record<string | number, unknown>;

const eur = (amount: string) => ({ amount, currency: 'EUR' });
const product = { productId: '7', parentId: '5', sku: 'TEE', title: 'Tee', content: { unitsPerListing: 2 }, rule: 'sku' };
const tax = { amount: eur('1.00'), how: 'included', collectedBy: 'merchant', scheme: 'IOSS' } as const;
const made = order({ id: '1', lines: [{ sku: 'TEE' }, { sku: 'CAP', quantity: 2 }], paidAt: '2026-11-21T08:01:00Z', programs: ['prime'] });
const whole: Order = {
	...made,
	lines: made.lines.map((line) => ({ ...line, tax, gift: { message: 'Hi', wrapPrice: eur('2.00'), wrapTax: tax }, product })),
	packages: [{ id: 'p', lines: [{ lineId: 'line-1', quantity: 1 }] }],
	cancelRequested: {},
	raw: { of: 'the platform' },
};

const copy = (): Tree => JSON.parse(JSON.stringify(whole)) as Tree;

function inside(tree: Tree, path: Path): { readonly parent: Tree; readonly key: string | number } {
	const parent = path.slice(0, -1).reduce((at, key) => at[key] as Tree, tree);
	return { parent, key: path.at(-1) ?? '' };
}

/** The order with something else at a path; `undefined` takes the field away. */
function changed(path: Path, value?: unknown): Tree {
	const tree = copy();
	const { parent, key } = inside(tree, path);
	if (value === undefined) Reflect.deleteProperty(parent, key);
	else parent[key] = value;
	return tree;
}

function pathsOf(value: unknown, path: Path = []): readonly Path[] {
	if (typeof value !== 'object' || value === null) return path.length === 0 ? [] : [path];
	const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
	return [...(path.length === 0 ? [] : [path]), ...entries.flatMap(([key, field]) => pathsOf(field, [...path, key]))];
}

const spelt = (path: Path): string =>
	path
		.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`))
		.join('')
		.slice(1);

describe('an order is read', () => {
	it('as it is: nothing is lost, changed or copied', () => {
		const item = { ...whole, myField: 'kept', lines: whole.lines.map((line) => ({ ...line, note: 'kept' })) };
		const read = parseOrder(item);
		expect(read).toEqual({ order: item });
		expect('order' in read && read.order).toBe(item);
	});

	it('anew each time: one that another node changed in place is not taken for what it was', () => {
		const item = copy();
		expect(parseOrder(item)).toEqual({ order: item });
		Object.assign((item.lines as Tree[])[0] ?? {}, { quantity: -1 });
		expect(parseOrder(item)).toEqual({ fault: { path: 'lines[0].quantity', text: 'lines[0].quantity is less than 0' } });
		const mixed = copy();
		expect(parseOrder(mixed)).toEqual({ order: mixed });
		Object.assign(((mixed.charges as Tree[])[0]?.total as Tree) ?? {}, { currency: 'SEK' });
		expect(parseOrder(mixed)).toMatchObject({ fault: { path: 'charges[0].total.currency' } });
	});

	it('without a look at what somebody put beside, even where it looks like an amount', () => {
		const beside = { amount: '5.00', currency: 'USD' };
		const item = copy();
		for (const line of item.lines as Tree[]) Object.assign(line, { amount: beside, difference: { currency: 'x' }, grand: line });
		expect(parseOrder(item)).toEqual({ order: item });
		const hidden = changed(['lines', 1, 'tax', 'amount', 'currency'], 'USD');
		Object.assign((hidden.lines as Tree[])[1]?.tax as Tree, { currency: 'EUR' });
		expect(parseOrder(hidden)).toMatchObject({ fault: { path: 'lines[1].tax.amount.currency' } });
	});

	it.each<readonly [string, Path, unknown, string]>([
		['an amount that is no number', ['lines', 1, 'total', 'amount'], 'abc', 'lines[1].total.amount is not a decimal number'],
		['an amount that is empty', ['lines', 0, 'discount', 'amount'], '', 'lines[0].discount.amount is not a decimal number'],
		['an amount that is no text', ['totals', 'computed', 'amount'], 12.5, 'totals.computed.amount is not a text'],
		['a currency in small letters', ['currency'], 'eur', 'currency is not a currency code in capital letters'],
		['a second currency', ['charges', 0, 'total', 'currency'], 'USD', 'charges[0].total.currency is not the currency of the order'],
		[
			'a second currency in a tax',
			['lines', 1, 'gift', 'wrapTax', 'amount', 'currency'],
			'USD',
			'lines[1].gift.wrapTax.amount.currency is not the currency of the order',
		],
		['an empty tax', ['lines', 0, 'tax'], {}, 'lines[0].tax.amount is missing'],
		['a tax that is null', ['lines', 0, 'tax'], null, 'lines[0].tax is not an object'],
		['a product without its content', ['lines', 0, 'product', 'content'], undefined, 'lines[0].product.content is missing'],
		[
			'an empty content',
			['lines', 0, 'product', 'content'],
			{},
			'lines[0].product.content says neither unitsPerListing nor components, in whole numbers',
		],
		[
			'no units in a content',
			['lines', 0, 'product', 'content'],
			{ unitsPerListing: 0 },
			'lines[0].product.content.unitsPerListing is not more than 0',
		],
		['half a piece', ['lines', 0, 'quantity'], 0.5, 'lines[0].quantity is not a whole number'],
		['less than nothing', ['lines', 0, 'quantity'], -1, 'lines[0].quantity is less than 0'],
		[
			'a status of another kind',
			['status'],
			'processing',
			'status is none of pending, unshipped, partiallyShipped, shipped, cancelled, refunded',
		],
		['a day instead of a time', ['purchasedAt'], '2026-11-21', 'purchasedAt is not a time like 2026-11-21T16:18:23.827Z'],
		['no lines', ['lines'], undefined, 'lines is missing'],
		['one line that is not in a list', ['lines'], whole.lines[0], 'lines is not a list'],
		['an empty id', ['id'], '', 'id is empty'],
		['an address in one text', ['shipping'], 'Weg 1', 'shipping is not an object'],
		['an account without an id', ['account', 'id'], undefined, 'account.id is missing'],
	])('not with %s', (_what, path, value, text) => {
		expect(parseOrder(changed(path, value))).toEqual({ fault: { path: expect.any(String), text } });
	});

	it.each([null, [], 'order', 3, undefined])('not from %j', (value) => {
		expect(parseOrder(value)).toEqual({ fault: { path: '', text: value === undefined ? 'it is missing' : 'it is not an object' } });
	});

	it('whatever stands where, or the fault names its field and not what stands there', () => {
		const somewhere = fc.constantFrom(...pathsOf(whole));
		const anything = fc.oneof(
			fc.constantFrom<unknown>(undefined, null, '', 'Zoe Planted', ['Zoe Planted'], { name: 'Zoe Planted' }, {}, [], 0, -1, 1.5, true),
			fc.jsonValue(),
		);
		fc.assert(
			fc.property(somewhere, anything, (path, value) => {
				const tree = changed(path, value);
				const read = parseOrder(tree);
				// The look that copies nothing takes nothing that the schema itself would not take.
				if ('order' in read) {
					expect(orderSchema.safeParse(tree).success).toBe(true);
					return;
				}
				expect(read.fault.text).not.toContain('Planted');
				const told = read.fault.path;
				expect([told.startsWith(spelt(path)), spelt(path).startsWith(told)]).toContain(true);
			}),
			{ numRuns: 1000 },
		);
	});
});
