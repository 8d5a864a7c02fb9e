import type { Order } from './order';
import type { Phrase } from './texts/language';
import { say } from './texts/say';

/**
 * What had left when an order was first seen, for whoever packs it: the store's copy stands there with all its pieces, because a part
 * that is fulfilled there would be a parcel to tell the channel of. Nothing of an order that has left wholly, or that others ship.
 */
export function shippedBefore({ fulfilledBy, status, lines }: Order): Phrase | undefined {
	if (fulfilledBy !== 'merchant' || status === 'shipped') return undefined;
	const left = lines.filter(({ quantityShipped }) => quantityShipped > 0);
	if (left.length === 0) return undefined;
	return say('shippedBefore', { pieces: left.map(({ quantityShipped, sku }) => `${quantityShipped} × ${sku}`).join(', ') });
}
