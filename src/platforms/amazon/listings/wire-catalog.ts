import { z } from 'zod';
import { id, lenient, lenientList, name, remark } from '../fields';
import { wireTheme } from './wire';

const side = z.unknown().optional();
const sides = lenient(z.object({ height: side, length: side, weight: side, width: side }));

/** Deeper than any path of Amazon's; a node that is its own ancestor ends there. */
const DEEPEST = 20;

const node = z.object({ displayName: remark, parent: z.unknown().optional() });

/**
 * Catalog Items API 2022-04-01. Only the ASIN is needed; what else is odd counts as not there.
 * https://developer-docs.amazon.com/sp-api/docs/catalog-items-api-v2022-04-01-reference
 */
export const wireCatalogItem = z.object({
	asin: id,
	attributes: lenient(z.record(z.string(), z.unknown())),
	classifications: lenientList(z.object({ marketplaceId: name, classifications: lenientList(node) })),
	dimensions: lenientList(z.object({ marketplaceId: name, item: sides, package: sides })),
	identifiers: lenientList(
		z.object({ marketplaceId: name, identifiers: lenientList(z.object({ identifierType: name, identifier: name })) }),
	),
	images: lenientList(
		z.object({
			marketplaceId: name,
			images: lenientList(
				z.object({ variant: name, link: z.string().max(2_000), height: lenient(z.number()), width: lenient(z.number()) }),
			),
		}),
	),
	relationships: lenientList(
		z.object({ marketplaceId: name, relationships: lenientList(z.object({ type: name, variationTheme: wireTheme })) }),
	),
	summaries: lenientList(
		z.object({
			marketplaceId: name,
			brand: remark,
			color: remark,
			itemName: remark,
			manufacturer: remark,
			packageQuantity: lenient(z.int().positive()),
			size: remark,
			style: remark,
		}),
	),
});
export type WireCatalogItem = z.output<typeof wireCatalogItem>;

export const wireCatalogItems = z.object({ items: z.array(z.unknown()) });

/** The names from a classification up to the root, turned round. */
export function pathOf(classification: z.output<typeof node>): readonly string[] {
	const names: string[] = [];
	let at: z.output<typeof node> | undefined = classification;
	for (let depth = 0; at !== undefined && depth < DEEPEST; depth += 1) {
		const name = at.displayName?.trim();
		if (name !== undefined && name !== '') names.unshift(name);
		at = node.safeParse(at.parent).data;
	}
	return names;
}
