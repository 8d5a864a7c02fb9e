import type { ShopifyClient } from '../client';
import { METAFIELD, NAMESPACE } from '../constants';
import { ownFacts, type OwnFacts } from '../orders/facts';
import { gid } from '../wire/fields';
import type { WireOwnOrder } from '../wire/own-order';
import { SET_METAFIELDS } from '../wire/stock';
import { factsField } from './order-input';
import { assertDone } from './packing';

/** Beside what stands there. */
export const factsOf = (order: WireOwnOrder, facts: OwnFacts) => [
	{ ownerId: gid('Order', order.id), ...factsField({ ...ownFacts(order.facts), ...facts }), namespace: NAMESPACE, key: METAFIELD.facts },
];

export async function writeFacts(client: ShopifyClient, order: WireOwnOrder, facts: OwnFacts): Promise<void> {
	const { metafieldsSet } = await client.mutate(SET_METAFIELDS, { metafields: factsOf(order, facts) });
	assertDone('MetafieldsSet', metafieldsSet.userErrors);
}
