import type { WooCommerceClient } from './client';
import { readList } from './wire/fields';

/** Asks the store for something else, once. Throws when it does not answer that either. */
export function probe(client: WooCommerceClient): () => Promise<unknown> {
	let asked: Promise<unknown> | undefined;
	const ask = async (): Promise<unknown> => {
		const { body } = await client.get('orders', { per_page: 1, _fields: 'id' });
		return client.read('orders', () => readList(body));
	};
	return () => (asked ??= ask());
}
