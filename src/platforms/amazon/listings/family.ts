import type { Axis, Listing } from '../../../domain/listing';
import { Attributes } from './attributes';
import type { WireItem } from './wire';

/** Which listings belong together, as the one asked for tells. */
export interface Family {
	readonly kind: Listing['kind'];
	readonly parentSku: string | undefined;
	readonly children: readonly string[];
	/** Names of the attributes by which siblings differ. */
	readonly theme: readonly string[];
}

/** Names of a theme: `SIZE_NAME/COLOR_NAME`, `COLOR/SIZE`, `SizeColor`, `colorsize` stays one name. */
function namesOf(theme: string): readonly string[] {
	const names = /[/-]/.test(theme) ? theme.split(/[/-]/) : /[a-z][A-Z]/.test(theme) ? theme.split(/(?<=[a-z])(?=[A-Z])/) : [theme];
	return names.map((name) => name.trim().toLowerCase()).filter((name) => name !== '' && name !== 'name');
}

export function themeOf(
	theme: { readonly attributes: readonly string[]; readonly theme?: string | undefined } | undefined,
): readonly string[] {
	if (theme === undefined) return [];
	return theme.attributes.length > 0 ? theme.attributes : namesOf(theme.theme ?? '');
}

/**
 * Amazon tells it twice, by relationships and by the seller's own attributes, and each may be missing, minutes long or for
 * good: https://github.com/amzn/selling-partner-api-models/issues/2701. A listing without variations may name itself as its
 * own parent.
 */
export function familyOf(item: WireItem, attributes: Attributes, marketplace: string): Family {
	const told = item.relationships
		.filter(({ marketplaceId }) => marketplaceId === marketplace)
		.flatMap(({ relationships }) => relationships)
		.filter(({ type }) => type === 'VARIATION');
	const children = [...new Set(told.flatMap(({ childSkus }) => childSkus))].filter((sku) => sku !== item.sku);
	const [link] = attributes.entries('child_parent_sku_relationship');
	const parents = [link?.parent_sku, ...told.flatMap(({ parentSkus }) => parentSkus)];
	const parentSku = parents.find((sku): sku is string => typeof sku === 'string' && sku !== '' && sku !== item.sku);
	const [level] = attributes.entries('parentage_level');
	const [named] = attributes.entries('variation_theme');
	const byRelation = told.map(({ variationTheme }) => themeOf(variationTheme)).find((names) => names.length > 0);
	const theme = byRelation ?? (typeof named?.name === 'string' ? namesOf(named.name) : []);
	if (level?.value === 'parent' || (level?.value !== 'child' && children.length > 0)) {
		return { kind: 'parent', parentSku: undefined, children, theme };
	}
	if (parentSku === undefined && level?.value !== 'child') return { kind: 'single', parentSku: undefined, children: [], theme: [] };
	return { kind: 'variation', parentSku, children: [], theme };
}

/** `color_name` and `color`; `apparel_size` for `size`. */
function valueOf(attributes: Attributes, name: string): string | undefined {
	const plain = name.replace(/_?name$/, '');
	const [first] = [name, plain].flatMap((candidate) => attributes.texts(candidate));
	if (first !== undefined) return first;
	const [whole = '', part] = name.split('.');
	if (part !== undefined) return attributes.within(whole, part)[0];
	const longer = attributes.names.filter((candidate) => candidate === plain || candidate.endsWith(`_${plain}`));
	return longer.flatMap((candidate) => [...attributes.within(candidate, plain), ...attributes.texts(candidate)])[0];
}

/** "Color", "Number of items". */
export function readableName(attribute: string): string {
	const words = attribute
		.replace(/^.*\./, '')
		.replace(/_?name$/, '')
		.replaceAll('_', ' ')
		.trim();
	return words === '' ? attribute : words.charAt(0).toUpperCase() + words.slice(1);
}

/** An axis whose value the listing does not tell is left out. */
export function axesOf(attributes: Attributes, theme: readonly string[]): readonly Axis[] {
	return theme.flatMap((attribute) => {
		const value = valueOf(attributes, attribute.toLowerCase());
		return value === undefined ? [] : [{ name: readableName(attribute.toLowerCase()), value }];
	});
}
