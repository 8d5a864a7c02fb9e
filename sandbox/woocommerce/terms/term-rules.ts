import { RestError } from '../rest/rest-error';
import type { Term } from '../store/product-records';
import type { StoreState } from '../store/store-state';
import { termName } from '../wordpress/html-texts';
import { slugOf } from '../wordpress/php-values';

/** Categories, brands, tags, or the terms of one attribute: `wp_insert_term` and its neighbours. */
export interface Taxonomy {
	readonly table: Map<number, Term>;
	/** Whether terms stand below each other. */
	readonly nested: boolean;
	/** Of an attribute's terms. */
	readonly attributeId?: number;
}

export const taxonomies = {
	categories: (state: StoreState): Taxonomy => ({ table: state.categories, nested: true }),
	brands: (state: StoreState): Taxonomy => ({ table: state.brands, nested: true }),
	tags: (state: StoreState): Taxonomy => ({ table: state.tags, nested: false }),
	terms: (state: StoreState, attributeId: number): Taxonomy => ({ table: state.attributeTerms, nested: false, attributeId }),
} as const;

export function termsOf({ table, attributeId }: Taxonomy): readonly Term[] {
	return [...table.values()].filter((term) => term.attributeId === attributeId);
}

function sameName(one: string, other: string): boolean {
	return one.toLowerCase() === other.toLowerCase();
}

export function termByName(taxonomy: Taxonomy, name: string): Term | undefined {
	return termsOf(taxonomy).find((term) => sameName(term.name, name));
}

export function termBySlug(taxonomy: Taxonomy, slug: string): Term | undefined {
	return termsOf(taxonomy).find((term) => term.slug === slug);
}

/** Below a parent the parents' slugs are tried first, then numbers. */
function freeSlug(taxonomy: Taxonomy, wanted: string, parent: number): string {
	const taken = new Set(termsOf(taxonomy).map((term) => term.slug));
	let slug = wanted;
	for (let up = taxonomy.table.get(parent); taken.has(slug) && up !== undefined; up = taxonomy.table.get(up.parent)) slug += `-${up.slug}`;
	const base = slug;
	for (let counter = 2; taken.has(slug); counter += 1) slug = `${base}-${counter}`;
	return slug;
}

/** Longer names do not fit into the column. */
const longestName = 200;

function termExists(existing: Term, nested: boolean): RestError {
	const where = nested ? 'with this parent' : 'in this taxonomy';
	return new RestError(400, 'term_exists', `A term with the name provided already exists ${where}.`, { resource_id: existing.id });
}

export type TermFields = Partial<Omit<Term, 'id' | 'attributeId' | 'name' | 'slug'>> & { readonly name: string; readonly slug?: string };

/** A namesake beside it is refused, unless the new one comes with a slug of its own that is still free. */
function checkNamesake(taxonomy: Taxonomy, name: string, parent: number, slug: string | undefined): void {
	const siblings = termsOf(taxonomy).filter((term) => !taxonomy.nested || term.parent === parent);
	const namesake = siblings.find((term) => sameName(term.name, name));
	if (namesake === undefined) return;
	if (slug === undefined || siblings.some((term) => term.slug === slug)) throw termExists(namesake, taxonomy.nested);
}

export function insertTerm(state: StoreState, taxonomy: Taxonomy, given: TermFields): Term {
	const name = termName(given.name);
	if (name === '') throw new RestError(400, 'empty_term_name', 'A name is required for this term.');
	const parent = given.parent ?? 0;
	if (parent !== 0 && !taxonomy.table.has(parent)) throw new RestError(400, 'missing_parent', 'Parent term does not exist.');
	if (name.length > longestName) throw new RestError(400, 'db_insert_error', 'Could not insert term into the database.');
	const slug = given.slug === undefined || given.slug === '' ? undefined : slugOf(given.slug);
	checkNamesake(taxonomy, name, parent, slug);
	const term: Term = {
		id: state.sequences.next('term'),
		name,
		slug: freeSlug(taxonomy, slug ?? slugOf(name), parent),
		parent,
		description: given.description ?? '',
		display: given.display ?? 'default',
		menuOrder: given.menuOrder ?? 0,
		imageId: given.imageId ?? 0,
		...(taxonomy.attributeId === undefined ? {} : { attributeId: taxonomy.attributeId }),
	};
	taxonomy.table.set(term.id, term);
	return term;
}

/** The term of that name, made where there is none: how products bring terms along. */
export function ensureTerm(state: StoreState, taxonomy: Taxonomy, name: string): Term | undefined {
	const plain = termName(name);
	if (plain === '') return undefined;
	return termByName(taxonomy, plain) ?? termBySlug(taxonomy, plain) ?? insertTerm(state, taxonomy, { name: plain });
}

function isBelow(table: Taxonomy['table'], id: number, ancestor: number): boolean {
	const seen = new Set<number>();
	for (let at = table.get(id); at !== undefined && !seen.has(at.id); at = table.get(at.parent)) {
		if (at.id === ancestor) return true;
		seen.add(at.id);
	}
	return false;
}

/** A term that would stand below itself comes to the top, and nobody is told. */
export function updateTerm(taxonomy: Taxonomy, term: Term, given: Partial<TermFields>): void {
	if (given.parent !== undefined && given.parent !== 0 && !taxonomy.table.has(given.parent))
		throw new RestError(400, 'missing_parent', 'Parent term does not exist.');
	const name = given.name === undefined ? term.name : termName(given.name);
	if (name === '') throw new RestError(400, 'empty_term_name', 'A name is required for this term.');
	const slug = given.slug === undefined || given.slug === '' ? term.slug : slugOf(given.slug);
	const holder = termBySlug(taxonomy, slug);
	if (holder !== undefined && holder.id !== term.id)
		throw new RestError(400, 'duplicate_term_slug', `The slug &#8220;${slug}&#8221; is already in use by another term.`);
	term.name = name;
	term.slug = slug;
	if (given.parent !== undefined) term.parent = isBelow(taxonomy.table, given.parent, term.id) ? 0 : given.parent;
	if (given.description !== undefined) term.description = given.description;
	if (given.display !== undefined) term.display = given.display;
	if (given.menuOrder !== undefined) term.menuOrder = given.menuOrder;
	if (given.imageId !== undefined) term.imageId = given.imageId;
}

/** What stood below it moves up. */
export function removeTerm(taxonomy: Taxonomy, term: Term): void {
	for (const child of taxonomy.table.values()) if (child.parent === term.id && term.id !== 0) child.parent = term.parent;
	taxonomy.table.delete(term.id);
}

/** A term and all below it: a filter by a category finds what stands in those under it. */
export function withDescendants({ table }: Taxonomy, ids: readonly number[]): ReadonlySet<number> {
	return new Set([...table.keys()].filter((id) => ids.some((ancestor) => isBelow(table, id, ancestor))));
}

/** As MySQL compares: without case and accents. */
export function folded(text: string): string {
	return text
		.normalize('NFD')
		.replace(/[\u0300-\u036f]/g, '')
		.toLowerCase();
}

export function byName(one: Term, other: Term): number {
	const [left, right] = [folded(one.name), folded(other.name)];
	if (left !== right) return left < right ? -1 : 1;
	return one.attributeId === undefined ? (one.slug < other.slug ? -1 : 1) : other.id - one.id;
}
