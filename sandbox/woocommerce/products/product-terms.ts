import type { ChosenAttribute, ProductAttribute, ProductRecord } from '../store/records';
import type { StoreState } from '../store/store-state';
import { isRecord, slugOf, toBoolean, toInteger, toList, toText } from '../wordpress/php-values';

/** Attributes of products: global ones have an id and a `pa_` slug, a product's own have id 0. */

function nameOf(state: StoreState, id: number, given: unknown): string {
	return state.attributes.get(id)?.name ?? toText(given);
}

export function readAttributes(state: StoreState, given: unknown): readonly ProductAttribute[] {
	return toList(given)
		.filter(isRecord)
		.map((entry) => {
			const id = toInteger(entry['id']);
			const options = toList(entry['options']).map(toText);
			return {
				id,
				name: nameOf(state, id, entry['name']),
				position: toInteger(entry['position']),
				visible: toBoolean(entry['visible']),
				variation: toBoolean(entry['variation']),
				// Terms of a global attribute come back in the order of their names.
				options: id === 0 ? options : [...options].sort(),
			};
		});
}

export function readChosen(state: StoreState, given: unknown): readonly ChosenAttribute[] {
	return toList(given)
		.filter(isRecord)
		.map((entry) => {
			const id = toInteger(entry['id']);
			return { id, name: nameOf(state, id, entry['name']), option: toText(entry['option']) };
		});
}

/** `pa_color` for a global attribute, the slug of its name for the product's own. */
export function attributeSlug(state: StoreState, attribute: { readonly id: number; readonly name: string }): string {
	return state.attributes.get(attribute.id)?.slug ?? slugOf(attribute.name);
}

export function renderAttributes(state: StoreState, product: ProductRecord): readonly unknown[] {
	if (product.isVariation) return renderChosen(state, product);
	return product.attributes.map((attribute) => ({
		id: attribute.id,
		name: attribute.name,
		slug: state.attributes.get(attribute.id)?.slug ?? attribute.name,
		position: attribute.position,
		visible: attribute.visible,
		variation: attribute.variation,
		options: attribute.options,
	}));
}

export function renderChosen(state: StoreState, product: ProductRecord): readonly unknown[] {
	return product.chosenAttributes.map((attribute) => ({
		id: attribute.id,
		name: attribute.name,
		slug: attributeSlug(state, attribute),
		option: attribute.option,
	}));
}

export function renderDefaults(product: ProductRecord): readonly unknown[] {
	return product.defaultAttributes.map(({ id, name, option }) => ({ id, name, option: id === 0 ? option : slugOf(option) }));
}

/** "Red, S": how a variation is called beside its product. */
export function variationTitle(product: ProductRecord): string {
	return product.chosenAttributes.map((attribute) => attribute.option).join(', ');
}

/** What an order line of a variation keeps: the choice as meta, with its readable form. */
export function chosenAsLineMeta(state: StoreState, product: ProductRecord): readonly (readonly [key: string, value: string])[] {
	return product.chosenAttributes.map(
		(attribute) => [attributeSlug(state, attribute), attribute.id === 0 ? attribute.option : slugOf(attribute.option)] as const,
	);
}
