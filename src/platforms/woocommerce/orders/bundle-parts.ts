import { metaValue } from '../wire/meta';
import type { WireStoreLine } from '../wire/store-order';

/**
 * How plugins note that a line is a part of a set: the part carries the key that its container has in the cart
 * (Product Bundles, YITH's bundles, Composite Products, Mix and Match), or the container's product (WPC's bundles and
 * composites).
 */
const BY_CART_KEY = [
	{ part: '_bundled_by', container: ['_bundle_cart_key', '_yith_bundle_cart_key'] },
	{ part: '_composite_parent', container: ['_composite_cart_key'] },
	{ part: '_mnm_container', container: ['_mnm_cart_key'] },
] as const;
const BY_PRODUCT = ['_woosb_parent_id', '_wooco_parent_id'] as const;

/** Container lines by the line ids of their parts. A part whose container is not on the order stands for itself. */
export function bundleParts(lines: readonly WireStoreLine[]): ReadonlyMap<number, number> {
	return new Map(
		lines.flatMap((line, index) => {
			// A set that was bought twice stands there twice, each before its own parts.
			const others = [...lines.slice(0, index).toReversed(), ...lines.slice(index + 1)];
			const container = containerOf(line, others);
			return container === undefined ? [] : [[line.id, container.id] as const];
		}),
	);
}

function containerOf(line: WireStoreLine, others: readonly WireStoreLine[]): WireStoreLine | undefined {
	if (line.containerId > 0) return others.find(({ id }) => id === line.containerId);
	for (const { part, container } of BY_CART_KEY) {
		const key = metaValue(line.meta, part);
		const found = key === undefined ? undefined : others.find(({ meta }) => container.some((name) => metaValue(meta, name) === key));
		if (found !== undefined) return found;
	}
	for (const part of BY_PRODUCT) {
		const product = metaValue(line.meta, part);
		const found = others.find(({ productId, variationId }) => [productId, variationId].map(String).includes(product ?? ''));
		if (found !== undefined) return found;
	}
	return undefined;
}
