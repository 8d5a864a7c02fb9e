import type { Package } from '../../../domain/order';
import { say } from '../../../domain/texts/say';
import type { StoreDoubt } from '../../../ports/store-orders';
import type { WireStoreOrder } from '../wire/store-order';

/** What an order says of its lines and parcels so oddly that nobody may act on it alone. */
export function doubtsOf(order: Pick<WireStoreOrder, 'lines'>, packages: readonly Package[]): readonly StoreDoubt[] {
	const odd = order.lines.filter(({ quantity }) => !Number.isInteger(quantity) || quantity < 0);
	const known = new Set(order.lines.map(({ id }) => String(id)));
	// A tracking number as most plugins note it never says what is in its parcel; a fulfillment of the store always does.
	const unknown = packages.filter(({ status, lines }) => status === 'fulfilled' && !lines.some(({ lineId }) => known.has(lineId)));
	return [
		...odd.map(({ sku, name, quantity }): StoreDoubt => ({ kind: 'quantity', text: say('doubtQuantity', { sku: sku || name, quantity }) })),
		...unknown.map(({ id }): StoreDoubt => ({ kind: 'lines', text: say('doubtParcel', { parcel: id }) })),
	];
}
