/** A category of a store. Without a parent, or with one that is not there, it is at the top. */
export interface Category {
	readonly id: string;
	readonly name: string;
	readonly parentId?: string;
}

/** The category that stands for a product. */
export interface ProductCategory {
	readonly id: string;
	/** Names from the most general to its own. */
	readonly path: readonly string[];
	/** Its parents lead back to it: the path begins where they would repeat. */
	readonly loop?: true;
}

const alphabet = new Intl.Collator('en');

/** From itself up to the top. Ends where a parent is missing, or comes a second time. */
function climb(category: Category, tree: ReadonlyMap<string, Category>): { readonly way: readonly Category[]; readonly loop: boolean } {
	const way = [category];
	const seen = new Set([category.id]);
	for (let parent = tree.get(category.parentId ?? ''); parent !== undefined; parent = tree.get(parent.parentId ?? '')) {
		if (seen.has(parent.id)) return { way, loop: true };
		seen.add(parent.id);
		way.push(parent);
	}
	return { way, loop: false };
}

/**
 * The one category of a product that has several: of nested ones the deepest; of several at one level the first in the alphabet; of
 * several at several levels the most general. Whatever the order in which they come. Undefined for a product without any.
 * @param own those of the product; one that the tree does not have is at its top
 */
export function categoryOf(own: readonly Category[], tree: ReadonlyMap<string, Category>): ProductCategory | undefined {
	const climbs = [...new Map(own.map(({ id, name }) => [id, climb(tree.get(id) ?? { id, name }, tree)])).values()];
	const above = climbs.map(({ way }) => new Set(way.slice(1).map(({ id }) => id)));
	// In a loop each is above the other, and none is deeper.
	const hasDeeper = ({ way: [category] }: (typeof climbs)[number], index: number): boolean =>
		climbs.some(
			({ way: [other] }, at) => at !== index && above[at]?.has(category?.id ?? '') === true && above[index]?.has(other?.id ?? '') !== true,
		);
	const [chosen] = climbs
		.filter((one, index) => !hasDeeper(one, index))
		.toSorted(({ way: one }, { way: other }) => one.length - other.length || byName(one[0], other[0]));
	const [category] = chosen?.way ?? [];
	if (chosen === undefined || category === undefined) return undefined;
	return { id: category.id, path: chosen.way.map(({ name }) => name).toReversed(), ...(chosen.loop && { loop: true }) };
}

/** Of one name by id, so that it is the same one each time. */
function byName(one: Category | undefined, other: Category | undefined): number {
	if (one === undefined || other === undefined) return 0;
	return alphabet.compare(one.name, other.name) || (one.id < other.id ? -1 : 1);
}
