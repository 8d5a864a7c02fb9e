import type { StoreOrder } from '../../src/ports/store-orders';
import { judgeRefunds } from '../../src/platforms/woocommerce/orders/judge-refunds';
import { toStoreOrder } from '../../src/platforms/woocommerce/orders/to-canonical';
import { trackedPackages } from '../../src/platforms/woocommerce/shipments/tracking-items';
import { readStoreOrder } from '../../src/platforms/woocommerce/wire/store-order';
import { SHOP } from '../fixtures/memory-platform/memory-shop';
import { START } from '../fixtures/memory-platform/orders';
import type { FulfillWorld } from '../unit/usecases/fulfill-world';

const AT = START.replace('.000Z', '');
const address = { first_name: 'Kim', last_name: 'Muster', address_1: 'Weg 1', city: 'Kiel', postcode: '24103', country: 'DE' };
const PRODUCT: Readonly<Record<string, number>> = { TEE: 101, CAP: 102, MUG: 103, SET: 104 };

interface WireLine {
	readonly id: number;
	readonly sku: string | null;
	readonly quantity: number;
}

/** An order as WooCommerce answers it: paid, of one tee, unless said otherwise. */
function wireOrder(more: object): Readonly<Record<string, unknown>> {
	const wire = { id: 12, line_items: [{ id: 1, sku: 'TEE', quantity: 1 }] as readonly WireLine[], ...more };
	return {
		number: String(wire.id),
		status: 'processing',
		currency: 'EUR',
		total: '10.00',
		date_created_gmt: AT,
		date_modified_gmt: AT,
		date_paid_gmt: AT,
		billing: address,
		shipping: address,
		meta_data: [],
		refunds: [],
		fee_lines: [],
		shipping_lines: [],
		...wire,
		line_items: wire.line_items.map((line) => ({
			name: 'Thing',
			product_id: PRODUCT[line.sku ?? ''] ?? 0,
			subtotal: '10.00',
			total: '10.00',
			meta_data: [],
			...line,
		})),
	};
}

/** The order as it is read from the store. */
export function readWire(more: object): StoreOrder {
	const wire = readStoreOrder(wireOrder(more));
	return toStoreOrder(wire, { account: SHOP, refunds: judgeRefunds(wire, []), packages: trackedPackages(wire.meta) });
}

/** Puts it into the shop, whose catalog knows its products. */
export function putWire(world: FulfillWorld, more: object): StoreOrder {
	for (const [sku, id] of Object.entries(PRODUCT)) if (!world.shop.shared.has(sku)) world.shop.shared.set(sku, [String(id)]);
	const stored = readWire(more);
	world.shop.orders.set(stored.order.id, stored);
	return stored;
}

/** SKU and quantity of all that Amazon was asked for. */
export const sentLines = (world: Pick<FulfillWorld, 'amazon'>): readonly (readonly [string, number])[] =>
	[...world.amazon.orders.values()].flatMap(({ request }) => request.lines.map(({ sku, quantity }) => [sku, quantity] as const));
