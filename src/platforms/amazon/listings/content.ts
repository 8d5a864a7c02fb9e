import type { ListingDetails } from '../../../domain/listing';
import { trimmed } from '../fields';
import type { Attributes } from './attributes';
import { axesOf, readableName } from './family';
import { dimensionsOf, weightOf } from './measures';

/** What a product is described by, as far as one source tells. */
export interface Content {
	readonly title: string | undefined;
	readonly description: string | undefined;
	readonly bullets: readonly string[];
	readonly images: readonly string[];
	readonly brand: string | undefined;
	readonly weight: ListingDetails['weight'];
	readonly dimensions: ListingDetails['dimensions'];
	readonly axes: ListingDetails['axes'];
	readonly attributes: ListingDetails['attributes'];
}

/** Attributes that buyers ask for, in the order of a data sheet. All others are Amazon's own concern, or stand in the texts. */
const WORTH_SHOWING: readonly string[] = [
	'color',
	'size',
	'material',
	'fabric_type',
	'style',
	'pattern',
	'finish_type',
	'item_shape',
	'flavor',
	'scent',
	'capacity',
	'volume_capacity',
	'department',
	'target_gender',
	'age_range_description',
	'care_instructions',
	'special_feature',
	'connectivity_technology',
	'compatible_devices',
	'power_source_type',
	'wattage',
	'voltage',
	'included_components',
	'ingredients',
	'manufacturer',
	'model_name',
	'model_number',
	'part_number',
	'country_of_origin',
	'warranty_description',
];

const OTHER_IMAGE = /^other_product_image_locator_(\d+)$/;

const isAddress = (text: unknown): text is string => typeof text === 'string' && /^https?:\/\//i.test(text) && URL.canParse(text);

export const eachOnce = <T>(all: readonly T[]): readonly T[] => [...new Set(all)];

/** The main one first, then in the seller's order; the swatch of a colour is no picture of the goods. */
function imagesOf(attributes: Attributes): readonly string[] {
	const others = attributes.names
		.flatMap((name) => {
			const [, at] = OTHER_IMAGE.exec(name) ?? [];
			return at === undefined ? [] : [{ name, at: Number(at) }];
		})
		.toSorted((left, right) => left.at - right.at);
	const names = ['main_product_image_locator', ...others.map(({ name }) => name)];
	return eachOnce(names.flatMap((name) => attributes.entries(name).map(({ media_location: address }) => address)).filter(isAddress));
}

/** Of the attributes, which the seller's listing and the catalogue write alike. */
export function contentOf(attributes: Attributes, theme: readonly string[]): Content {
	const axes = axesOf(attributes, theme);
	const axisNames = new Set(axes.map(({ name }) => name));
	return {
		title: trimmed(attributes.text('item_name')),
		description: trimmed(attributes.text('product_description')),
		bullets: attributes.whole('bullet_point'),
		images: imagesOf(attributes),
		brand: trimmed(attributes.text('brand')),
		weight: weightOf(attributes),
		dimensions: dimensionsOf(attributes),
		axes,
		attributes: WORTH_SHOWING.map((name) => ({ name: readableName(name), values: attributes.texts(name) })).filter(
			({ name, values }) => values.length > 0 && !axisNames.has(name),
		),
	};
}

/** What the first tells; where it is silent, what the second does. */
export function either(first: Content, second: Content): Content {
	const axes = first.axes.length >= second.axes.length ? first.axes : second.axes;
	const axisNames = new Set(axes.map(({ name }) => name));
	const told = new Set(first.attributes.map(({ name }) => name));
	return {
		title: first.title ?? second.title,
		description: first.description ?? second.description,
		bullets: first.bullets.length > 0 ? first.bullets : second.bullets,
		images: first.images.length > 0 ? first.images : second.images,
		brand: first.brand ?? second.brand,
		weight: first.weight ?? second.weight,
		dimensions: first.dimensions ?? second.dimensions,
		axes,
		attributes: [...first.attributes, ...second.attributes.filter(({ name }) => !told.has(name))].filter(
			({ name }) => !axisNames.has(name),
		),
	};
}
