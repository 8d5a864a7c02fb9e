import type { Products } from '../catalog/products';
import { bundleParts } from '../orders/bundle-parts';
import { metaValue } from '../wire/meta';
import type { WireProduct } from '../wire/product';
import type { WireStoreLine, WireStoreOrder } from '../wire/store-order';

const productId = (line: WireStoreLine): number => (line.variationId > 0 ? line.variationId : line.productId);

/** Products of lines, by id; those that are gone are left out. */
export async function productsOf(lines: readonly WireStoreLine[], products: Products): Promise<ReadonlyMap<number, WireProduct>> {
	const ids = lines
		.filter((line) => productId(line) > 0)
		.map((line) => ({ id: productId(line), ...(line.variationId > 0 ? { parentId: line.productId } : {}) }));
	const found = ids.length === 0 ? [] : await products.byIds(ids);
	return new Map(found.map((product) => [product.id, product]));
}

/** How many pieces of the line were taken off the stock; a refund that restocks lowers it. */
export const deducted = (line: WireStoreLine): number => Number(metaValue(line.meta, '_reduced_stock') ?? 0);

/** A set has left when all its parts have, and a part when its set has: which of both the warehouse ships depends on what it has. */
function setsThatLeft(lines: readonly WireStoreLine[], leftItself: (line: WireStoreLine) => boolean): (line: WireStoreLine) => boolean {
	const sets = bundleParts(lines);
	const outer = (line: WireStoreLine): WireStoreLine | undefined => lines.find(({ id }) => id === sets.get(line.id));
	const around = (line: WireStoreLine): readonly WireStoreLine[] => {
		const found: WireStoreLine[] = [];
		for (let at = outer(line); at !== undefined && at !== line && !found.includes(at); at = outer(at)) found.push(at);
		return found;
	};
	const isSet = ({ id }: WireStoreLine): boolean => [...sets.values()].includes(id);
	const leftInASet = (line: WireStoreLine): boolean => around(line).some(leftItself);
	return (line) => {
		const inner = lines.filter((part) => !isSet(part) && around(part).includes(line));
		return leftInASet(line) || (inner.length > 0 && inner.every((part) => leftItself(part) || leftInASet(part)));
	};
}

/**
 * Whether every line has left (`shipped` units by line id) and its stock was deducted or is not counted. Refunded
 * units need not leave, virtual products cannot.
 */
export async function isAllShipped(
	order: WireStoreOrder,
	shipped: ReadonlyMap<string, number>,
	refunded: ReadonlyMap<string, number>,
	products: Products,
): Promise<boolean> {
	const wantedOf = (line: WireStoreLine): number => line.quantity - (refunded.get(String(line.id)) ?? 0);
	const leftItself = (line: WireStoreLine): boolean => (shipped.get(String(line.id)) ?? 0) >= wantedOf(line);
	const leftOtherwise = setsThatLeft(order.lines, leftItself);
	const open = order.lines.flatMap((line) => {
		const wanted = wantedOf(line);
		const left = leftItself(line) || leftOtherwise(line);
		return wanted <= 0 || (left && deducted(line) >= wanted) ? [] : [{ line, left }];
	});
	if (open.length === 0) return true;
	const known = await productsOf(
		open.map(({ line }) => line),
		products,
	);
	return open.every(({ line, left }) => {
		const product = known.get(productId(line));
		if (!left) return product?.virtual === true;
		// A product that is gone has no stock to deduct from.
		return product === undefined || product.manageStock === false;
	});
}
