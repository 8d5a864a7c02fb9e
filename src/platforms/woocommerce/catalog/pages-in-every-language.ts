import type { AccountMemory } from '../account-memory';
import type { WooCommerceClient } from '../client';
import type { Query } from '../sdk';
import { saysLanguage } from '../wire/catalog-product';
import { everyLanguage } from './languages';
import { steadyPages, type SteadyPage } from './steady-pages';

/**
 * The list of products in all languages of the shop; `language` is what lists have to be asked with for that. From the beginning
 * again where the first page shows that the list leaves languages out.
 */
export async function* pagesInEveryLanguage(
	client: WooCommerceClient,
	memory: AccountMemory,
	query: Query,
): AsyncGenerator<SteadyPage & { readonly language: Query }> {
	let language: Query = {};
	let isFirst = true;
	for await (const page of steadyPages(client, 'products', query)) {
		if (isFirst && 'records' in page && page.records.some(saysLanguage)) language = await everyLanguage(client, memory);
		isFirst = false;
		if (Object.keys(language).length > 0) break;
		yield { ...page, language };
	}
	if (Object.keys(language).length === 0) return;
	for await (const page of steadyPages(client, 'products', { ...query, ...language })) yield { ...page, language };
}
