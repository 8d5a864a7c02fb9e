import fc from 'fast-check';
import { accountKey } from '../../../../src/domain/account';
import type { ListingDetails } from '../../../../src/domain/listing';
import { wordsIn } from '../../../../src/domain/texts/language';
import type { StoreMeasures } from '../../../../src/ports/product-sink';
import type { ProductSettings } from '../../../../src/usecases/product/deps';
import { draftFamily, type FamilyDraft } from '../../../../src/usecases/product/draft-family';
import { familiesOf } from '../../../../src/usecases/product/families';
import { details, family } from '../../../fixtures/memory-platform/memory-listings';
import { CHANNEL } from '../../../fixtures/memory-platform/orders';
import { USUAL } from './product-world';

const EURO: StoreMeasures = { currency: 'EUR', weightUnit: 'kg', dimensionUnit: 'cm', pricesIncludeTax: true };
const channel = accountKey(CHANNEL);

function drafted(
	all: readonly ListingDetails[],
	asked: readonly string[],
	{ measures = {}, ...settings }: Partial<ProductSettings> & { readonly measures?: Partial<StoreMeasures> } = {},
): readonly FamilyDraft[] {
	const read = new Map(all.map((one) => [one.listing.sku, one]));
	const context = { settings: { ...USUAL, ...settings }, measures: { ...EURO, ...measures }, channel, faults: new Map() };
	return familiesOf(asked, read).map((one) => draftFamily(one, context));
}

const single = (one: ListingDetails, wish: Parameters<typeof drafted>[2] = {}) => {
	const [found] = drafted([one], [one.listing.sku], wish);
	const [member] = found?.members ?? [];
	if (member === undefined) throw new Error('There is no draft');
	return member;
};

describe('the price of a draft', () => {
	it.each([
		['as it is listed', {}, '11.90'],
		['with a markup', { markup: '10' }, '13.09'],
		['with a discount', { markup: '-50' }, '5.95'],
		['without the tax in it, where the store enters prices without', { taxRate: '19', measures: { pricesIncludeTax: false } }, '10.00'],
		['with its tax, where the store enters prices with it', { taxRate: '19' }, '11.90'],
		['left to people', { price: 'none' as const }, undefined],
		[
			'left out in another currency, where that was chosen',
			{ otherCurrency: 'leaveOut' as const, measures: { currency: 'USD' } },
			undefined,
		],
	])('is %s', (_, wish, price) => {
		expect(single(details('TEE'), wish).draft.price).toBe(price);
	});

	it('is what is listed where the store computes no tax, also where buyers pay tax on top', () => {
		const { pricesIncludeTax: _, ...untaxed } = EURO;
		const listed = (currency: string) => details('TEE', { listing: { price: { amount: '10.00', currency } } });
		for (const currency of ['EUR', 'USD']) {
			const context = { settings: USUAL, measures: { ...untaxed, currency }, channel, faults: new Map() };
			const [one] = familiesOf(['TEE'], new Map([['TEE', listed(currency)]])).map((own) => draftFamily(own, context));
			expect(one?.members[0]?.draft.price).toBe('10.00');
		}
	});

	it('is never that of another currency', () => {
		fc.assert(
			fc.property(fc.constantFrom('EUR', 'USD', 'SEK', 'JPY'), fc.constantFrom('EUR', 'USD', 'JPY'), (listed, store) => {
				const [one] = drafted([details('TEE', { listing: { price: { amount: '10', currency: listed } } })], ['TEE'], {
					taxRate: '19',
					measures: { currency: store },
				});
				expect(one?.members.length).toBe(listed === store ? 1 : 0);
				expect(one?.refused.get('TEE')?.code).toBe(listed === store ? undefined : 'productCurrency');
			}),
		);
	});
});

describe('a draft', () => {
	it('has what the listing has, in the units of the store', () => {
		const { draft, notes } = single(
			details('TEE', {
				listing: { gtin: '4006381333931', title: ' Warm \n tee ' },
				dimensions: { length: '10', width: '4', height: '1', unit: 'inches' },
			}),
			{ stock: true },
		);
		expect(draft).toMatchObject({
			origin: `${channel}:TEE`,
			sku: 'TEE',
			code: 'B0TEE',
			title: 'Warm tee',
			gtin: '4006381333931',
			brand: 'Maker',
			weight: '0.25',
			dimensions: { length: '25.4', width: '10.16', height: '2.54' },
			attributes: [{ name: 'Material', values: ['Wool'] }],
			categories: ['Clothes', 'Shirts'],
			images: [{ url: 'https://img.example/TEE.jpg', alt: 'Warm tee' }],
			stock: 7,
			status: 'draft',
		});
		expect(notes).toEqual([]);
	});

	it('counts no stock that Amazon ships, nor where it is not wished', () => {
		expect(single(details('TEE')).draft.stock).toBeUndefined();
		expect(single(details('TEE', { listing: { fulfilledBy: 'amazon' } }), { stock: true }).draft.stock).toBeUndefined();
	});

	it('names what is missing, in both languages', () => {
		const { weight: _weight, ...rest } = details('TEE', { images: [], listing: { gtin: '4006381333930' } });
		const { notes, draft } = single(rest);
		expect(notes.map((note) => wordsIn(note, 'en'))).toEqual([
			expect.stringContaining('4006381333930'),
			expect.stringContaining('no weight'),
			expect.stringContaining('no images'),
		]);
		expect(notes.map((note) => wordsIn(note, 'es'))[1]).toContain('peso');
		expect([draft.gtin, draft.weight]).toEqual([undefined, undefined]);
	});

	it('leaves categories out where they are not wished', () => {
		expect(single(details('TEE'), { categories: false }).draft.categories).toEqual([]);
	});

	it('of a variation without a parent says as a fact what it differs by', () => {
		const [, small] = family('TEE', ['S']);
		if (small === undefined) throw new Error('No variation');
		expect(single(small).draft).toMatchObject({
			axes: [],
			attributes: [
				{ name: 'Size', values: ['S'] },
				{ name: 'Material', values: ['Wool'] },
			],
		});
	});

	it('of a parent takes title and image of a variation where it has none', () => {
		const [parent, small] = family('TEE', ['S']);
		if (parent === undefined || small === undefined) throw new Error('No family');
		const bare = { ...parent, images: [], listing: { ...parent.listing, title: '' } };
		const [one] = drafted([bare, small], ['TEE-S']);
		expect(one?.parent).toMatchObject({ title: 'Goods TEE-S', images: [{ url: 'https://img.example/TEE-S.jpg' }] });
		expect(one?.parent?.price).toBeUndefined();
	});
});

const ofAxes = (...all: readonly Readonly<Record<string, string>>[]) => {
	const [parent, ...members] = family(
		'TEE',
		all.map((_, index) => String(index)),
	);
	if (parent === undefined) throw new Error('No parent');
	const told = members.map((one, index) => ({
		...one,
		axes: Object.entries(all[index] ?? {}).map(([name, value]) => ({ name, value })),
	}));
	const [made] = drafted([parent, ...told], ['TEE']);
	return [made?.members.map(({ draft }) => draft.sku), [...(made?.refused.keys() ?? [])]];
};

describe('variations that a store would mistake for each other', () => {
	it.each([
		['differ in case and spaces only', [{ Size: 'M' }, { size: ' m ' }], [['TEE-0'], ['TEE-1']]],
		['leave open what another says', [{ Size: 'M' }, { Size: 'M', Color: 'Red' }], [['TEE-1'], ['TEE-0']]],
		['say nothing', [{}, { Size: 'M' }], [['TEE-1'], ['TEE-0']]],
		[
			'differ by what both say',
			[{ Size: 'S' }, { Size: 'M', Color: 'Red' }, { Size: 'M', Color: 'Blue' }],
			[['TEE-0', 'TEE-1', 'TEE-2'], []],
		],
	])('are named where they %s', (_, axes, expected) => {
		expect(ofAxes(...(axes as readonly Readonly<Record<string, string>>[]))).toEqual(expected);
	});
});

/** Some parents with some variations, and single ones between them; asked for in any order. */
const catalogs = fc.array(
	fc.record({ name: fc.stringMatching(/^[A-Z]{2,4}$/), sizes: fc.uniqueArray(fc.stringMatching(/^[a-z]{1,3}$/), { maxLength: 5 }) }),
	{
		maxLength: 6,
	},
);

it('folds siblings whatever the order: each SKU stands once, under its own parent, and nothing is lost', () => {
	fc.assert(
		fc.property(catalogs, fc.infiniteStream(fc.nat()), (families, order) => {
			const distinct = [...new Map(families.map((one) => [one.name, one])).values()];
			const all = distinct.flatMap(({ name, sizes }) => (sizes.length === 0 ? [details(name)] : family(name, sizes)));
			const buyable = all.filter(({ listing }) => listing.kind !== 'parent').map(({ listing }) => listing.sku);
			const ranks = new Map(buyable.map((sku) => [sku, order.next().value as number]));
			const asked = buyable.toSorted((one, other) => (ranks.get(one) ?? 0) - (ranks.get(other) ?? 0));
			const made = drafted(all, asked);
			expect(made.flatMap(({ members }) => members.map(({ draft }) => draft.sku)).toSorted()).toEqual(buyable.toSorted());
			expect(new Set(made.map(({ root }) => root)).size).toBe(made.length);
			for (const { root, parent, members } of made) {
				for (const { draft, listing } of members) {
					expect(parent === undefined ? draft.sku : listing.parentSku).toBe(root);
					expect(draft.origin).toBe(`${channel}:${draft.sku}`);
					expect(draft.axes.length > 0).toBe(parent !== undefined);
				}
			}
			const again = drafted(all, asked.toReversed()).map(({ root }) => root);
			expect(again.toSorted()).toEqual(made.map(({ root }) => root).toSorted());
		}),
	);
});
