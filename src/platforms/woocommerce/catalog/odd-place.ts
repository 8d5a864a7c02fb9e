import type { WooCommerceClient } from '../client';
import { oddityOf } from '../orders/read-orders';
import type { Query } from '../sdk';
import { idOf, type SteadyPage } from './steady-pages';

/** Which record of a list the store breaks at, and how: its id alone may still be told. */
export async function oddPlace(
	client: WooCommerceClient,
	path: string,
	query: Query,
	{ odd, offset }: Extract<SteadyPage, { odd: unknown }>,
): Promise<{ readonly id?: string; readonly why: string }> {
	const why = oddityOf(odd);
	try {
		const { body } = await client.inBrief().get(path, { ...query, _fields: 'id', orderby: 'id', order: 'asc', per_page: 1, offset });
		const id = Array.isArray(body) ? idOf(body[0]) : undefined;
		return id === undefined ? { why } : { id: String(id), why };
	} catch {
		return { why };
	}
}
