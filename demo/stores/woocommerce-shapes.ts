import type { WooCommerceStandIn } from '../../sandbox/woocommerce/index';
import type { ShopOrder } from '../shop-recipe';

/** What plugins of the shop, and its merchant, make of an order that was just placed. */
export function shapeOrder(store: WooCommerceStandIn, id: number, { lines, productGone = false }: ShopOrder): void {
	const order = store.records.orders.get(id);
	const [first] = order?.lines ?? [];
	if (order === undefined || first === undefined) return;
	if (productGone) first.productId = 0;
	// As Product Bundles shows it: each side names the other by the ids of the lines.
	const set: Record<string, unknown> = {};
	for (const [position, { partOf }] of lines.entries()) {
		const [container, part] = [order.lines[partOf ?? -1], order.lines[position]];
		if (partOf === undefined || container === undefined || part === undefined) continue;
		const name = `line_items.${String(partOf)}.bundled_items`;
		set[`line_items.${String(position)}.bundled_by`] = container.id;
		set[name] = [...((set[name] as readonly number[] | undefined) ?? []), part.id];
	}
	if (Object.keys(set).length > 0) store.makeOdd(`orders/${String(id)}`, { set });
}
