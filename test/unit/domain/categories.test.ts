import fc from 'fast-check';
import { categoryOf, type Category } from '../../../src/domain/categories';

const TREE: readonly Category[] = [
	{ id: '1', name: 'Clothing' },
	{ id: '2', name: 'Shirts', parentId: '1' },
	{ id: '3', name: 'Long sleeves', parentId: '2' },
	{ id: '4', name: 'Hats', parentId: '1' },
	{ id: '5', name: 'Sale' },
	{ id: '6', name: 'Ärmel', parentId: '1' },
	{ id: '7', name: 'Lost', parentId: '99' },
	{ id: '8', name: 'Hen', parentId: '9' },
	{ id: '9', name: 'Egg', parentId: '8' },
	{ id: '10', name: 'Itself', parentId: '10' },
	{ id: '11', name: 'Chick', parentId: '8' },
	{ id: '12', name: 'Hats', parentId: '5' },
];
const tree = new Map(TREE.map((category) => [category.id, category]));
const own = (...ids: readonly string[]): readonly Category[] => ids.map((id) => tree.get(id) ?? { id, name: `Category ${id}` });
const pathOf = (...ids: readonly string[]): string => categoryOf(own(...ids), tree)?.path.join(' > ') ?? 'none';

describe('the category of a product', () => {
	it.each([
		['none has none', [], 'none'],
		['one is it, with its path', ['3'], 'Clothing > Shirts > Long sleeves'],
		['nested ones are the deepest', ['1', '2', '3'], 'Clothing > Shirts > Long sleeves'],
		['nested ones with a gap too', ['1', '3'], 'Clothing > Shirts > Long sleeves'],
		['several at one level are the first in the alphabet', ['2', '4'], 'Clothing > Hats'],
		['the alphabet is that of people', ['6', '4'], 'Clothing > Ärmel'],
		['two of one name are always the same one', ['12', '4'], 'Sale > Hats'],
		['several at several levels are the most general', ['3', '5'], 'Sale'],
		['several at several levels beside a nested one too', ['1', '2', '5'], 'Sale'],
		['one whose parent is missing is at the top', ['7'], 'Lost'],
		['one that the store does not list is at the top', ['42'], 'Category 42'],
	] as const)('of %s', (_, ids, path) => {
		expect(pathOf(...ids)).toBe(path);
		expect(pathOf(...ids.toReversed())).toBe(path);
	});

	it('is found in a loop, and says so', () => {
		expect(categoryOf(own('9'), tree)).toEqual({ id: '9', path: ['Hen', 'Egg'], loop: true });
		expect(categoryOf(own('8', '9'), tree)).toEqual({ id: '9', path: ['Hen', 'Egg'], loop: true });
		expect(categoryOf(own('10'), tree)).toEqual({ id: '10', path: ['Itself'], loop: true });
		expect(categoryOf(own('8', '11'), tree)).toMatchObject({ id: '11', loop: true });
	});

	it('is one of its own in any tree, whatever the order', () => {
		const id = fc.integer({ min: 1, max: 8 }).map(String);
		const category = fc
			.record({ id, name: fc.constantFrom('A', 'B', 'a'), parentId: fc.option(id, { nil: undefined }) })
			.map(({ parentId, ...made }): Category => ({ ...made, ...(parentId !== undefined && { parentId }) }));
		fc.assert(
			fc.property(fc.uniqueArray(category, { selector: (one) => one.id }), fc.uniqueArray(id, { minLength: 1 }), (all, ids) => {
				const any = new Map(all.map((one) => [one.id, one]));
				const mine = ids.map((one) => any.get(one) ?? { id: one, name: 'A' });
				const found = categoryOf(mine, any);
				expect(ids).toContain(found?.id);
				expect(found?.path.length).toBeLessThanOrEqual(all.length + 1);
				expect(categoryOf(mine.toReversed(), any)).toEqual(found);
			}),
			{ numRuns: 500 },
		);
	});
});
