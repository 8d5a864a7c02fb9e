import type { ChosenAttribute, ProductAttribute, ProductRecord } from '../store/product-records';
import type { StoreState } from '../store/store-state';
import { ensureTerm, folded, taxonomies, type Taxonomy, termByName, termBySlug } from '../terms/term-rules';
import { strippedText } from '../wordpress/html-texts';
import { isEmpty, isRecord, slugOf, toBoolean, toInteger, toList, toText } from '../wordpress/php-values';

/** Attributes of products: global ones have an id and a `pa_` slug, a product's own have id 0. */

function termsOfAttribute(state: StoreState, attributeId: number): Taxonomy {
	return taxonomies.terms(state, attributeId);
}

/** `pa_color` for a global attribute, the slug of its name for the product's own. */
export function attributeSlug(state: StoreState, attribute: { readonly id: number; readonly name: string }): string {
	return state.attributes.get(attribute.id)?.slug ?? slugOf(attribute.name);
}

function optionTexts(given: unknown): readonly string[] {
	const texts = Array.isArray(given) ? toList(given).map(toText) : toText(given) === '' ? [] : [toText(given)];
	// The store joins the options of a product's own attribute with a bar, and so a bar in one of them parts it.
	return texts
		.flatMap((text) => text.split('|'))
		.map((text) => text.trim())
		.filter((text) => text !== '');
}

function globalAttribute(state: StoreState, entry: Readonly<Record<string, unknown>>): ProductAttribute | undefined {
	const id = Math.abs(toInteger(entry['id']));
	const known = state.attributes.get(id);
	if (known === undefined) return undefined;
	const names = Array.isArray(entry['options']) ? toList(entry['options']).map(toText) : optionTexts(entry['options']);
	const terms = names.map((name) => ensureTerm(state, termsOfAttribute(state, id), name)).filter((term) => term !== undefined);
	if (terms.length === 0) return undefined;
	return { ...flagsOf(entry), id, name: known.name, options: [...new Set(terms.map((term) => term.slug))] };
}

function flagsOf(entry: Readonly<Record<string, unknown>>): Pick<ProductAttribute, 'position' | 'visible' | 'variation'> {
	return {
		position: Math.abs(toInteger(entry['position'])),
		visible: toBoolean(entry['visible']),
		variation: toBoolean(entry['variation']),
	};
}

/**
 * An id that no global attribute has, a global one without options and a nameless one are dropped in silence; two of one
 * name are one, the last. A name never means a global attribute.
 */
export function readAttributes(state: StoreState, given: unknown): readonly ProductAttribute[] {
	const read = new Map<string, ProductAttribute>();
	for (const entry of toList(given).filter(isRecord)) {
		const isGlobal = !isEmpty(entry['id']);
		const name = strippedText(toText(entry['name']));
		if (!isGlobal && (name === '' || entry['options'] === undefined)) continue;
		const attribute = isGlobal ? globalAttribute(state, entry) : { ...flagsOf(entry), id: 0, name, options: optionTexts(entry['options']) };
		if (attribute !== undefined) read.set(attributeSlug(state, attribute), attribute);
	}
	return [...read.values()];
}

/** What a variation is, by the attributes of its parent that are for variations; anything else is dropped. */
export function readChosen(state: StoreState, parent: ProductRecord, given: unknown): readonly ChosenAttribute[] {
	const chosen = new Map<string, ChosenAttribute>();
	for (const entry of toList(given).filter(isRecord)) {
		const id = Math.abs(toInteger(entry['id']));
		const wanted = id === 0 ? slugOf(toText(entry['name'])) : state.attributes.get(id)?.slug;
		const known = parent.attributes.find((attribute) => attribute.variation && attributeSlug(state, attribute) === wanted);
		if (known === undefined || wanted === undefined) continue;
		const text = strippedText(toText(entry['option']));
		const option = known.id === 0 ? text : (termByName(termsOfAttribute(state, known.id), text)?.slug ?? slugOf(text));
		chosen.set(wanted, { id: known.id, name: known.name, option });
	}
	return [...chosen.values()];
}

/** What stands on a page for an option. */
export function optionName(state: StoreState, id: number, option: string): string {
	return id === 0 ? option : (termBySlug(termsOfAttribute(state, id), option)?.name ?? option);
}

function shownName(state: StoreState, { id, name }: ChosenAttribute | ProductAttribute): string {
	return state.attributes.get(id)?.name ?? name;
}

/** What a variation chose, as far as its parent still has it. */
function shownChoice(state: StoreState, product: ProductRecord): readonly ChosenAttribute[] {
	const parent = state.products.get(product.parentId);
	return product.chosenAttributes.filter(
		(chosen) =>
			chosen.option !== '' &&
			(parent?.attributes.some((known) => known.variation && attributeSlug(state, known) === attributeSlug(state, chosen)) ?? true),
	);
}

function inOrder(one: string, other: string): number {
	return folded(one) < folded(other) ? -1 : 1;
}

export function renderAttributes(state: StoreState, product: ProductRecord): readonly unknown[] {
	if (product.isVariation) return renderChosen(state, product);
	return product.attributes.map((attribute) => ({
		id: attribute.id,
		name: shownName(state, attribute),
		slug: state.attributes.get(attribute.id)?.slug ?? attribute.name,
		position: attribute.position,
		visible: attribute.visible,
		variation: attribute.variation,
		// Terms of a global attribute come back in the order of their names.
		options:
			attribute.id === 0 ? attribute.options : attribute.options.map((option) => optionName(state, attribute.id, option)).sort(inOrder),
	}));
}

export function renderChosen(state: StoreState, product: ProductRecord): readonly unknown[] {
	return shownChoice(state, product).map((attribute) => ({
		id: attribute.id,
		name: shownName(state, attribute),
		slug: attributeSlug(state, attribute),
		option: optionName(state, attribute.id, attribute.option),
	}));
}

export function renderDefaults(state: StoreState, product: ProductRecord): readonly unknown[] {
	return product.defaultAttributes.map((attribute) => ({
		id: attribute.id,
		name: shownName(state, attribute),
		option: attribute.option,
	}));
}

/** "Red, S": how a variation is called beside its product. */
export function variationTitle(state: StoreState, product: ProductRecord): string {
	return shownChoice(state, product)
		.map(({ id, option }) => optionName(state, id, option))
		.join(', ');
}

/** By the keys under which a variation keeps its choice. */
export function choiceByKey(state: StoreState, product: ProductRecord): readonly (readonly [key: string, value: string])[] {
	return shownChoice(state, product).map((attribute) => [attributeSlug(state, attribute), attribute.option] as const);
}

/** "Linen shirt - Blue"; with several attributes of which one has a name of two words, or with three, the parent's name alone. */
export function productName(state: StoreState, product: ProductRecord): string {
	if (!product.isVariation) return product.name;
	const name = state.products.get(product.parentId)?.name ?? product.name;
	const keys = choiceByKey(state, product).map(([key]) => key);
	const isNamed = keys.length > 0 && keys.length < 3 && (keys.length === 1 || !keys.some((key) => key.includes('-')));
	return isNamed ? `${name} - ${variationTitle(state, product)}` : name;
}
