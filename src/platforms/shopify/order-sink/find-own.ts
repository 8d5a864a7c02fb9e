import type { Gone, OwnOrderRef } from '../../../ports/order-sink';
import type { ShopifyClient } from '../client';
import { INPUT_SIZE } from '../constants';
import { findNodes, type Found } from '../nodes';
import { cannotBeRead } from '../orders/read-orders';
import { isId, placeOf } from '../wire/fields';
import { OWN_ORDERS_BY_ID, ownOrderSchema, type WireOwnOrder } from '../wire/own-order';

/** Of these ids, as they stand now, each if it is there or not shown. */
async function byIds(client: ShopifyClient, ids: readonly string[]): Promise<ReadonlyMap<string, Found>> {
	const all = new Map<string, Found>();
	const known = [...new Set(ids)].filter(isId);
	for (let at = 0; at < known.length; at += INPUT_SIZE) {
		const some = known.slice(at, at + INPUT_SIZE);
		for (const [id, found] of await findNodes(client, { document: OWN_ORDERS_BY_ID, kind: 'Order' }, some))
			if (found.record !== null || found.denied !== undefined) all.set(id, found);
	}
	return all;
}

/** As it is right now, if it is still ours. */
export async function findOwn(client: ShopifyClient, { id, origin }: OwnOrderRef): Promise<WireOwnOrder | Gone> {
	const found = (await byIds(client, [id])).get(id);
	if (found === undefined) return 'gone';
	if (found.denied !== undefined) throw found.denied;
	const { success, data, error } = ownOrderSchema.safeParse(found.record);
	if (!success) throw cannotBeRead(id, placeOf('order', error));
	return data.origin === origin ? data : 'gone';
}

/** The same of many, in their order. */
export async function findOwns(
	client: ShopifyClient,
	refs: readonly OwnOrderRef[],
): Promise<readonly (WireOwnOrder | Gone | 'unreadable')[]> {
	const all = await byIds(
		client,
		refs.map(({ id }) => id),
	);
	return refs.map(({ id, origin }) => {
		const found = all.get(id);
		if (found === undefined) return 'gone';
		const { success, data } = ownOrderSchema.safeParse(found.record);
		if (!success) return 'unreadable';
		return data.origin === origin ? data : 'gone';
	});
}
