import type { ProductDraft } from '../../../ports/product-sink';
import type { WireProduct, WireStored } from '../wire/product';

/** A product has so many options at most. */
const MOST_OPTIONS = 3;
const BETWEEN = ' / ';

/** As people tell names and values apart: in whichever case. */
const folded = (text: string): string => text.trim().replaceAll(/\s+/g, ' ').toLowerCase();
const clean = (text: string): string => text.trim().replaceAll(/\s+/g, ' ');

/** An option: what it is called, and the axes of the channel whose values it takes. */
export interface Option {
	readonly name: string;
	readonly axes: readonly string[];
}

/** In the order in which variations name them; from the third on they are one option together. */
export function optionsOf(variations: readonly ProductDraft[]): readonly Option[] {
	const names = new Map<string, string>();
	for (const { axes } of variations) for (const { name } of axes) if (!names.has(folded(name))) names.set(folded(name), clean(name));
	const all = [...names.values()];
	const groups = all.length <= MOST_OPTIONS ? all.map((name) => [name]) : [...all.slice(0, 2).map((name) => [name]), all.slice(2)];
	return groups.map((axes) => ({ name: axes.join(BETWEEN), axes }));
}

/** The options that a product has, and which axes each takes; those that nothing is known of have none. */
export const knownOptions = ({ options }: Pick<WireProduct, 'options'>, wanted: readonly Option[]): readonly Option[] =>
	options.map(({ name }) => ({ name, axes: wanted.find((one) => folded(one.name) === folded(name))?.axes ?? [name] }));

export interface Chosen {
	readonly optionName: string;
	readonly name: string;
}

/** Values as they are spelt first. */
export class Spelling {
	private readonly known = new Map<string, string>();

	constructor(options: WireProduct['options'] = []) {
		for (const { name, optionValues } of options) for (const value of optionValues) this.of(name, value.name);
	}

	of(option: string, value: string): string {
		const key = JSON.stringify([folded(option), folded(value)]);
		const spelt = this.known.get(key) ?? clean(value);
		this.known.set(key, spelt);
		return spelt;
	}
}

/** What a variation is among its siblings: a value for each option, or the option that it says nothing of. */
export function chosenOf(
	{ axes }: ProductDraft,
	options: readonly Option[],
	spelling: Spelling,
): { readonly chosen: readonly Chosen[] } | { readonly missing: string } {
	const chosen: Chosen[] = [];
	for (const { name, axes: wanted } of options) {
		const values = wanted
			.flatMap((axis) => axes.find((one) => folded(one.name) === folded(axis))?.value ?? [])
			.filter((one) => one.trim() !== '');
		if (values.length < wanted.length) return { missing: name };
		chosen.push({ optionName: name, name: spelling.of(name, values.join(BETWEEN)) });
	}
	const unknown = axes.find(({ name }) => !options.some((one) => one.axes.some((axis) => folded(axis) === folded(name))));
	return unknown === undefined ? { chosen } : { missing: unknown.name };
}

const placeOf = (pairs: readonly (readonly [string, string])[]): string =>
	JSON.stringify(pairs.map(([name, value]) => [folded(name), folded(value)]).toSorted());
/** Two of one place are one too many. */
export const placeOfStored = ({ selectedOptions }: WireStored): string => placeOf(selectedOptions.map(({ name, value }) => [name, value]));
export const placeOfChosen = (chosen: readonly Chosen[]): string => placeOf(chosen.map(({ optionName, name }) => [optionName, name]));
