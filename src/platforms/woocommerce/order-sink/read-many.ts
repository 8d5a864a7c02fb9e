import type { WooCommerceClient } from '../client';
import { PAGE_SIZE, STATUS } from '../constants';
import { inHalves } from '../in-halves';
import { orderId } from '../orders/order-id';
import { readList, UnexpectedShape } from '../wire/fields';
import { readOrderId, readOwnOrder, type WireOwnOrder } from '../wire/own-order';

const FIELDS = 'id,number,status,currency,total,meta_data,line_items';

type Read = WireOwnOrder | 'unreadable';

/**
 * Orders by their ids, as many a request as the store takes. Those in the trash are listed apart. What is left out is not
 * in the store.
 */
export async function readByIds(client: WooCommerceClient, ids: readonly string[]): Promise<ReadonlyMap<string, Read>> {
	const found = new Map<string, Read>();
	for (const status of ['any', STATUS.trash]) {
		const open = [...new Set(ids)].filter((id) => !found.has(id));
		for (let start = 0; start < open.length; start += PAGE_SIZE) {
			const batch = open.slice(start, start + PAGE_SIZE);
			for (const [id, read] of await readBatch(client, batch, status)) found.set(id, read);
		}
	}
	return found;
}

/** An order at which the store breaks keeps no other of its batch from being read. */
async function readBatch(client: WooCommerceClient, ids: readonly string[], status: string): Promise<ReadonlyMap<string, Read>> {
	const answered = new Set<string>();
	const found = await inHalves(client, ids, async (some) => {
		const listed = await readListed(client, some, status);
		for (const id of some) answered.add(id);
		return [...listed];
	});
	const odd = ids.filter((id) => !answered.has(id)).map((id) => [id, 'unreadable'] as const);
	return new Map<string, Read>([...found, ...odd]);
}

async function readListed(client: WooCommerceClient, ids: readonly string[], status: string): Promise<ReadonlyMap<string, Read>> {
	const query = { include: ids.map(orderId).join(), status, per_page: PAGE_SIZE, _fields: FIELDS };
	const { body } = await client.get('orders', query);
	const found = new Map<string, Read>();
	let nameless = false;
	for (const record of client.read('orders', () => readList(body))) {
		const id = readOrderId(record);
		if (id === undefined) nameless = true;
		else found.set(String(id), readOne(record));
	}
	// It may be any of those that did not come.
	if (nameless) for (const id of ids) if (!found.has(id)) found.set(id, 'unreadable');
	return found;
}

function readOne(record: unknown): Read {
	try {
		return readOwnOrder(record);
	} catch (error) {
		if (error instanceof UnexpectedShape) return 'unreadable';
		throw error;
	}
}
