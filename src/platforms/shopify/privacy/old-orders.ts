import { z } from 'zod';
import { breathe } from '../../../domain/breathe';
import type { IsoTime } from '../../../domain/time';
import type { OldOrders } from '../../../ports/personal-data-eraser';
import type { ShopifyClient } from '../client';
import { OWN_TAG } from '../constants';
import { ownFacts } from '../orders/facts';
import { quoted } from '../search';
import { idOf } from '../wire/fields';
import { OLD_ORDERS, oldOrderSchema } from '../wire/personal-order';
import { isErased } from './held-order';

const named = z.object({ id: idOf('Order') });

/** By the tag that each of ours is made with: what people took it from is told by the log alone. */
export async function* oldOrderPages(client: ShopifyClient, from: IsoTime, before: IsoTime): AsyncIterable<OldOrders> {
	const query = `tag:${quoted(OWN_TAG)} AND created_at:>=${quoted(from)} AND created_at:<${quoted(before)}`;
	let upTo = from;
	for (let after: string | null | undefined = null; after !== undefined;) {
		const page: Awaited<ReturnType<typeof read>> = await read(client, after, query);
		await breathe();
		const unreadable: string[] = [];
		const orders = page.nodes.flatMap((record, at) => {
			const { success, data } = oldOrderSchema.safeParse(record);
			if (!success) {
				unreadable.push(named.safeParse(record).data?.id ?? `(without id, number ${at + 1} of those made since ${upTo})`);
				return [];
			}
			const { id, name, createdAt, origin } = data;
			return origin === '' ? [] : [{ id, origin, number: ownFacts(data.facts).number ?? name, createdAt, erased: isErased(data) }];
		});
		upTo = oldOrderSchema.safeParse(page.nodes.at(-1)).data?.createdAt ?? upTo;
		yield { orders, unreadable, upTo };
		after = page.next;
	}
}

const read = async (client: ShopifyClient, after: string | null, query: string) =>
	(await client.query(OLD_ORDERS, { after, query })).data.orders;
