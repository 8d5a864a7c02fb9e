import { PlatformError } from '../../../domain/platform-error';
import type { AccountMemory } from '../account-memory';
import type { WooCommerceClient } from '../client';
import type { Query } from '../sdk';
import { numberIn } from '../wire/php';

const ALL: Query = { lang: 'all' };

async function count(client: WooCommerceClient, query: Query): Promise<number> {
	const { headers } = await client.get('products', { per_page: 1, _fields: 'id', ...query });
	return numberIn(headers['x-wp-total']) ?? 0;
}

/**
 * What a list has to be asked with to hold the products of all languages. WPML leaves all but one out unless it is told
 * `lang=all` (https://wpml.org/documentation/support/wcml-rest-api/); Polylang lists all by itself and may refuse a language
 * that it does not know.
 */
export const everyLanguage = (client: WooCommerceClient, memory: AccountMemory): Promise<Query> =>
	memory.fact('languages', client.clock, async () => {
		try {
			return (await count(client, ALL)) > (await count(client, {})) ? ALL : {};
		} catch (error) {
			if (error instanceof PlatformError && error.details.kind === 'rejected') return {};
			throw error;
		}
	});
