import type { Gone, OwnOrderRef } from '../../../ports/order-sink';
import type { ShopifyClient } from '../client';
import { INPUT_SIZE } from '../constants';
import { cannotBeRead } from '../orders/read-orders';
import { gid, isId, placeOf } from '../wire/fields';
import { OWN_ORDERS_BY_ID, ownOrderSchema, type WireOwnOrder } from '../wire/own-order';

/** Of these ids, as they stand now, each if it is there. */
async function byIds(client: ShopifyClient, ids: readonly string[]): Promise<ReadonlyMap<string, unknown>> {
	const found = new Map<string, unknown>();
	const known = [...new Set(ids)].filter(isId);
	for (let at = 0; at < known.length; at += INPUT_SIZE) {
		const some = known.slice(at, at + INPUT_SIZE);
		const { data } = await client.query(OWN_ORDERS_BY_ID, { ids: some.map((id) => gid('Order', id)) });
		for (const [index, node] of data.nodes.entries()) if (node !== null && node !== undefined) found.set(some[index] ?? '', node);
	}
	return found;
}

/** As it is right now, if it is still ours. */
export async function findOwn(client: ShopifyClient, { id, origin }: OwnOrderRef): Promise<WireOwnOrder | Gone> {
	const record = (await byIds(client, [id])).get(id);
	if (record === undefined) return 'gone';
	const { success, data, error } = ownOrderSchema.safeParse(record);
	if (!success) throw cannotBeRead(id, placeOf('order', error));
	return data.origin === origin ? data : 'gone';
}

/** The same of many, in their order. */
export async function findOwns(
	client: ShopifyClient,
	refs: readonly OwnOrderRef[],
): Promise<readonly (WireOwnOrder | Gone | 'unreadable')[]> {
	const found = await byIds(
		client,
		refs.map(({ id }) => id),
	);
	return refs.map(({ id, origin }) => {
		const record = found.get(id);
		if (record === undefined) return 'gone';
		const { success, data } = ownOrderSchema.safeParse(record);
		if (!success) return 'unreadable';
		return data.origin === origin ? data : 'gone';
	});
}
