import type { WooCommerceClient } from '../client';
import { PAGE_SIZE, STATUS } from '../constants';
import { inHalves } from '../in-halves';
import { probe } from '../probe';
import { isOfRecord } from '../whose-failure';
import { readList, UnexpectedShape } from '../wire/fields';
import { readOrderId } from '../wire/own-order';
import { orderId } from './order-id';

/** What is read of each. */
interface Wanted<Order> {
	readonly fields: string;
	readonly read: (record: unknown) => Order;
}

type Found<Order> = ReadonlyMap<string, Order | 'unreadable'>;

/**
 * Orders by their ids, as many a request as the store takes. Those in the trash are listed apart, and what no list has is
 * asked for by itself: `any` leaves out statuses that a plugin registered as `exclude_from_search`. What is left out is not
 * in the store. https://developer.wordpress.org/reference/functions/register_post_status/
 */
export async function readByIds<Order>(client: WooCommerceClient, ids: readonly string[], wanted: Wanted<Order>): Promise<Found<Order>> {
	const found = new Map<string, Order | 'unreadable'>();
	const missing = (): readonly string[] => [...new Set(ids)].filter((id) => !found.has(id));
	for (const status of ['any', STATUS.trash]) {
		const open = missing();
		for (let start = 0; start < open.length; start += PAGE_SIZE) {
			const batch = open.slice(start, start + PAGE_SIZE);
			for (const [id, read] of await readBatch(client, batch, status, wanted)) found.set(id, read);
		}
	}
	const answersOtherwise = probe(client);
	for (const id of missing()) {
		const read = await readSingle(client, id, wanted, answersOtherwise);
		if (read !== undefined) found.set(id, read);
	}
	return found;
}

async function readSingle<Order>(
	client: WooCommerceClient,
	id: string,
	{ fields, read }: Wanted<Order>,
	answersOtherwise: () => Promise<unknown>,
): Promise<Order | 'unreadable' | undefined> {
	try {
		const answer = await client.find(`orders/${orderId(id)}`, { _fields: fields });
		return answer === undefined ? undefined : readOne(answer.body, read);
	} catch (error) {
		if (!(await isOfRecord(error, answersOtherwise))) throw error;
		return 'unreadable';
	}
}

/** An order at which the store breaks keeps no other of its batch from being read. */
async function readBatch<Order>(
	client: WooCommerceClient,
	ids: readonly string[],
	status: string,
	wanted: Wanted<Order>,
): Promise<Found<Order>> {
	const answered = new Set<string>();
	const found = await inHalves(client, ids, async (some) => {
		const listed = await readListed(client, some, status, wanted);
		for (const id of some) answered.add(id);
		return [...listed];
	});
	const odd = ids.filter((id) => !answered.has(id)).map((id) => [id, 'unreadable'] as const);
	return new Map<string, Order | 'unreadable'>([...found, ...odd]);
}

async function readListed<Order>(
	client: WooCommerceClient,
	ids: readonly string[],
	status: string,
	{ fields, read }: Wanted<Order>,
): Promise<Found<Order>> {
	const query = { include: ids.map(orderId).join(), status, per_page: PAGE_SIZE, _fields: fields };
	const { body } = await client.get('orders', query);
	const found = new Map<string, Order | 'unreadable'>();
	let nameless = false;
	for (const record of client.read('orders', () => readList(body))) {
		const id = readOrderId(record);
		if (id === undefined) nameless = true;
		else found.set(String(id), readOne(record, read));
	}
	// It may be any of those that did not come.
	if (nameless) for (const id of ids) if (!found.has(id)) found.set(id, 'unreadable');
	return found;
}

function readOne<Order>(record: unknown, read: (record: unknown) => Order): Order | 'unreadable' {
	try {
		return read(record);
	} catch (error) {
		if (error instanceof UnexpectedShape) return 'unreadable';
		throw error;
	}
}
