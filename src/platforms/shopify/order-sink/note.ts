import type { Gone, OwnOrderRef } from '../../../ports/order-sink';
import type { ShopifyClient } from '../client';
import { gid, isId } from '../wire/fields';
import { ORDER_NOTE, ORDER_UPDATE } from '../wire/own-order';
import { assertDone } from './packing';

/** Shopify takes no more. The beginning is what people wrote. */
const MOST = 5_000;

/** An order has one note: ours are entries below what stands there. */
export const withEntry = (note: string, entry: string): string =>
	(note.trim() === '' ? entry : `${note.trimEnd()}\n${entry}`).slice(0, MOST);

async function readNote(client: ShopifyClient, id: string) {
	if (!isId(id)) return undefined;
	const { data } = await client.query(ORDER_NOTE, { id: gid('Order', id) });
	return data.order ?? undefined;
}

export async function writeNote(client: ShopifyClient, id: string, note: string): Promise<void> {
	const { orderUpdate } = await client.mutate(ORDER_UPDATE, { input: { id: gid('Order', id), note } });
	assertDone('OrderUpdate', orderUpdate.userErrors);
}

/** Read right before, so that nothing that stands there is replaced. */
export async function addEntry(client: ShopifyClient, { id, origin }: OwnOrderRef, entry: string): Promise<'written' | Gone> {
	const order = await readNote(client, id);
	if (order?.origin !== origin) return 'gone';
	await writeNote(client, id, withEntry(order.note, entry));
	return 'written';
}
