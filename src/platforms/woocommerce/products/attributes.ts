import type { ProductDraft } from '../../../ports/product-sink';
import type { WireAttribute, WireTerm } from '../wire/stored-product';
import { plainText } from '../wire/html-text';
import { folded } from './terms';

const BRAND = 'Brand';

/** `|` parts options from each other, wherever it stands. */
const optionText = (value: string): string => value.replaceAll('|', '/').trim().replaceAll(/\s+/g, ' ');
/** Told apart by neither case nor the entities of a page. */
const key = (text: string): string => folded(plainText(text));
const alike = (left: string, right: string): boolean => key(left) === key(right);

type Wanted = Pick<WireAttribute, 'name' | 'options' | 'variation'>;

/** By axes first, in the order in which variations name them; a name once, as the store tells no upper from lower case. */
function wantedOf(draft: ProductDraft, brandAttribute: string | undefined): readonly Wanted[] {
	const wanted: { name: string; options: string[]; variation: boolean }[] = [];
	const note = (name: string, values: readonly string[], variation: boolean): void => {
		const options = values.map(optionText).filter((option) => option !== '');
		if (name.trim() === '' || options.length === 0) return;
		const known = wanted.find((one) => alike(one.name, name));
		if (known === undefined) wanted.push({ name: name.trim(), options: [...new Set(options)], variation });
		else if (known.variation === variation) known.options.push(...options.filter((option) => !known.options.includes(option)));
	};
	for (const { axes } of draft.variations) for (const { name, value } of axes) note(name, [value], true);
	for (const { name, values } of draft.attributes) note(name, values, false);
	if (brandAttribute !== undefined) note(BRAND, [brandAttribute], false);
	return wanted;
}

/**
 * The product's attributes with those of the draft among them, or undefined where it has them all: a list that is sent takes
 * the place of the whole list. One that the store has for all products goes by its id, as it would be dropped by its name.
 */
export function mergedAttributes(
	draft: ProductDraft,
	{
		stored,
		globals,
		brandAttribute,
		overwrite,
	}: {
		readonly stored: readonly WireAttribute[];
		readonly globals: readonly WireTerm[];
		readonly brandAttribute?: string;
		readonly overwrite: boolean;
	},
): readonly WireAttribute[] | undefined {
	let changed = false;
	const merged: WireAttribute[] = [...stored];
	for (const { name, options, variation } of wantedOf(draft, brandAttribute)) {
		const at = merged.findIndex((one) => alike(one.name, name));
		const known = merged[at];
		if (known === undefined) {
			const id = globals.find((one) => alike(one.name, name))?.id ?? 0;
			merged.push({ id, name, options, option: '', visible: true, variation });
			changed = true;
			continue;
		}
		const has = new Set(known.options.map(key));
		const lacking = options.filter((option) => !has.has(key(option)));
		const isOther = variation ? lacking.length > 0 || !known.variation : overwrite && !known.variation && lacking.length > 0;
		if (!isOther) continue;
		merged[at] = { ...known, options: variation ? [...known.options, ...lacking] : options, variation: known.variation || variation };
		changed = true;
	}
	return changed ? merged : undefined;
}

export const attributesBody = (attributes: readonly WireAttribute[]): readonly object[] =>
	attributes.map(({ id, name, options, visible, variation }, position) => ({
		...(id === 0 ? { name } : { id }),
		options,
		visible,
		variation,
		position,
	}));

/** An attribute with the spelling of its options. */
type Axis = WireAttribute & { readonly spelt: ReadonlyMap<string, string> };
export type Axes = ReadonlyMap<string, Axis>;

/** Made once for all variations of a parent. */
export const axesOf = (parent: readonly WireAttribute[]): Axes =>
	new Map(parent.map((one) => [key(one.name), { ...one, spelt: new Map(one.options.map((option) => [key(option), option])) }]));

/** What a variation is among its siblings, by the attributes of its parent. */
export const axesBody = (draft: ProductDraft, axes: Axes): readonly object[] =>
	draft.axes.map(({ name, value }) => {
		const known = axes.get(key(name));
		const option = optionText(value);
		// One that the product keeps for itself is told by the letter.
		const spelt = known?.spelt.get(key(option)) ?? option;
		return { ...(known === undefined || known.id === 0 ? { name: known?.name ?? name } : { id: known.id }), option: plainText(spelt) };
	});

/** An axis that the parent has none for: what people made by hand is given no further ones. */
export const unknownAxis = (draft: ProductDraft, parent: readonly WireAttribute[]): string | undefined =>
	draft.axes.find(({ name }) => !parent.some((one) => one.variation && alike(one.name, name)))?.name;

/** What a variation is among its siblings: two of one place are one too many. */
const placeOf = (axes: readonly (readonly [string, string])[]): string =>
	JSON.stringify(axes.map(([name, option]) => [key(name), key(option)]).toSorted());
export const placeOfStored = (stored: readonly WireAttribute[]): string => placeOf(stored.map(({ name, option }) => [name, option]));
export const placeOfDraft = ({ axes }: ProductDraft): string => placeOf(axes.map(({ name, value }) => [name, optionText(value)]));
