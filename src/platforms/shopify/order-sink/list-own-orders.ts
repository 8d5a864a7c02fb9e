import { z } from 'zod';
import type { OrderSink, OwnOrder, OwnOrderPage, UnmarkedOrder } from '../../../ports/order-sink';
import type { ShopifyClient } from '../client';
import { OWN_TAG } from '../constants';
import { ownFacts } from '../orders/facts';
import { quoted } from '../search';
import { idOf, metafield, time } from '../wire/fields';
import { OWN_ORDERS, ownOrderSchema } from '../wire/own-order';
import { ownOrder } from './own-order';

/** Surely in the index by then. */
const INDEXED_MS = 15 * 60_000;

/** Of one that cannot be read as a whole. */
const head = z
	.object({
		id: idOf('Order').optional().catch(undefined),
		createdAt: time.optional().catch(undefined),
		tags: z.array(z.string()).catch([]),
		origin: metafield.catch(''),
		facts: metafield.catch(''),
	})
	.optional()
	.catch(undefined);

const NAMELESS = '(without id)';

interface Seen {
	readonly own: readonly OwnOrder[];
	readonly unmarked: readonly UnmarkedOrder[];
	/** Of the last one. */
	readonly position?: number;
	readonly createdAt?: string;
}

/** One that people took the mark from, or that cannot be read, may be any of ours. */
function unmarkedOf(record: unknown): UnmarkedOrder | undefined {
	const read = head.parse(record);
	if (read === undefined) return { id: NAMELESS };
	const { id, tags, origin, facts } = read;
	const { number } = ownFacts(facts);
	if (origin === '' && !tags.includes(OWN_TAG) && number === undefined) return undefined;
	return {
		id: id ?? NAMELESS,
		...(id === undefined ? {} : { position: Number(id) }),
		...(number === undefined ? {} : { orderNumber: number }),
	};
}

function readPage(records: readonly unknown[], shop: string): Seen {
	const own: OwnOrder[] = [];
	const unmarked: UnmarkedOrder[] = [];
	for (const record of records) {
		const { success, data } = ownOrderSchema.safeParse(record);
		const found = success ? ownOrder(data, shop) : undefined;
		const odd = found === undefined ? unmarkedOf(record) : undefined;
		if (found !== undefined) own.push(found);
		else if (odd !== undefined) unmarked.push(odd);
	}
	const last = head.parse(records.at(-1));
	return {
		own,
		unmarked,
		...(last?.id === undefined ? {} : { position: Number(last.id) }),
		...(last?.createdAt === undefined ? {} : { createdAt: last.createdAt }),
	};
}

/**
 * Orders that bear our mark, newest first. The newest are taken from the list of all orders, which is the shop's database;
 * what is older than its index can be late is found by the index, which leaves out the orders of customers.
 */
export async function* ownOrderPages(
	client: ShopifyClient,
	above: number,
	{ since }: NonNullable<Parameters<OrderSink['ownOrders']>[1]> = {},
): AsyncGenerator<OwnOrderPage> {
	let after: string | null | undefined = null;
	let query: string | null = null;
	while (after !== undefined) {
		const answer: Awaited<ReturnType<typeof page>> = await page(client, after, query);
		const { nodes, next } = answer.data.orders;
		const seen = readPage(nodes, client.shop);
		yield {
			orders: seen.own.filter(({ createdAt = '' }) => since === undefined || createdAt >= since),
			unmarked: seen.unmarked,
		};
		const isEnd = (seen.position ?? 0) <= above || (since !== undefined && (seen.createdAt ?? '') < since);
		const isIndexed = Date.parse(seen.createdAt ?? '') < (answer.answeredAt ?? client.clock.now()) - INDEXED_MS;
		after = isEnd ? undefined : next;
		if (after !== undefined && query === null && isIndexed) {
			query = `tag:${quoted(OWN_TAG)} AND id:<${seen.position ?? 0}`;
			after = null;
		}
	}
}

const page = async (client: ShopifyClient, after: string | null, query: string | null) => await client.query(OWN_ORDERS, { after, query });
