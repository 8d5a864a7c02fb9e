import { trimmed } from '../fields';
import { Attributes } from './attributes';
import { contentOf, eachOnce, type Content } from './content';
import { themeOf } from './family';
import { measureOf, sidesOf } from './measures';
import { usableCode } from './meanings';
import { pathOf, type WireCatalogItem } from './wire-catalog';

const of = <T extends { readonly marketplaceId: string }>(all: readonly T[], marketplace: string): T | undefined =>
	all.find(({ marketplaceId }) => marketplaceId === marketplace);

/** MAIN, then PT01 and so on; of each the largest. The swatch of a colour is no picture of the goods. */
function imagesOf(item: WireCatalogItem, marketplace: string): readonly string[] {
	const largest = new Map<string, { readonly link: string; readonly size: number }>();
	for (const { variant, link, height = 0, width = 0 } of of(item.images, marketplace)?.images ?? []) {
		const size = height * width;
		if (variant === 'SWCH' || !URL.canParse(link) || size < (largest.get(variant)?.size ?? 0)) continue;
		largest.set(variant, { link, size });
	}
	const order = [...largest.keys()].toSorted(
		(left, right) => Number(right === 'MAIN') - Number(left === 'MAIN') || (left < right ? -1 : 1),
	);
	return eachOnce(order.flatMap((variant) => largest.get(variant)?.link ?? []));
}

/** Several paths lead to an item of Amazon's; the first is the one that it counts its rank in. */
export const categoriesOf = (item: WireCatalogItem, marketplace: string): readonly string[] => {
	const [first] = of(item.classifications, marketplace)?.classifications ?? [];
	return first === undefined ? [] : pathOf(first);
};

export function catalogGtin(item: WireCatalogItem, marketplace: string): string | undefined {
	const told = of(item.identifiers, marketplace)?.identifiers ?? [];
	const byKind = ['EAN', 'UPC', 'GTIN', 'JAN', 'ISBN'].map(
		(kind) => told.find(({ identifierType }) => identifierType === kind)?.identifier,
	);
	return byKind.flatMap((code) => usableCode(code) ?? [])[0];
}

export const catalogPackSize = (item: WireCatalogItem, marketplace: string): number | undefined =>
	of(item.summaries, marketplace)?.packageQuantity;

/** What Amazon's catalogue tells of an item: maybe another seller's texts and images. */
export function catalogContent(item: WireCatalogItem, marketplace: string): Content {
	const summary = of(item.summaries, marketplace);
	const { package: packed, item: bare } = of(item.dimensions, marketplace) ?? {};
	const theme = (of(item.relationships, marketplace)?.relationships ?? [])
		.filter(({ type }) => type === 'VARIATION')
		.map(({ variationTheme }) => themeOf(variationTheme))
		.find((names) => names.length > 0);
	// The summary knows the usual axes where the attributes do not.
	const summed = Object.fromEntries(
		(['color', 'size', 'style'] as const).flatMap((name) => (summary?.[name] === undefined ? [] : [[name, [{ value: summary[name] }]]])),
	);
	const content = contentOf(new Attributes({ ...summed, ...item.attributes }, marketplace), theme ?? []);
	const images = imagesOf(item, marketplace);
	return {
		...content,
		title: trimmed(summary?.itemName) ?? content.title,
		brand: trimmed(summary?.brand) ?? content.brand,
		images: images.length > 0 ? images : content.images,
		weight: measureOf(packed?.weight) ?? measureOf(bare?.weight) ?? content.weight,
		dimensions:
			(packed === undefined ? undefined : sidesOf(packed)) ?? (bare === undefined ? undefined : sidesOf(bare)) ?? content.dimensions,
	};
}
