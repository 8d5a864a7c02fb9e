import { PlatformError } from '../../../domain/platform-error';
import type { AccountMemory } from '../account-memory';
import type { WooCommerceClient } from '../client';
import { safeCode } from '../errors';
import { PRODUCT_REFUSAL } from '../constants';
import { readBatch } from '../wire/batch';
import { readable, readList } from '../wire/fields';
import { refusalOf } from '../wire/refusal';
import { readTerm, type WireTerm } from '../wire/stored-product';

/** Categories or brands. */
type Taxonomy = 'products/categories' | 'products/brands';

/** Escaped as WordPress keeps names: it looks for them letter by letter. */
const kept = (name: string): string => name.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
export const folded = (name: string): string => name.trim().replaceAll(/\s+/g, ' ').toLowerCase();

/** Its id, or the code of the store's refusal. */
type FoundTerm = number | { readonly why: string };

/** Found by its name below its parent, or made there. What was found is believed for some minutes. */
export async function termId(
	client: WooCommerceClient,
	memory: AccountMemory,
	taxonomy: Taxonomy,
	name: string,
	parent: number,
): Promise<FoundTerm> {
	return await memory.fact(`${taxonomy} ${parent} ${folded(name)}`, client.clock, async () => {
		const look = async (): Promise<number | undefined> =>
			(await listed(client, taxonomy, name, parent)).find((term) => term.parent === parent && folded(term.name) === folded(name))?.id;
		try {
			return (await look()) ?? (await made(client, taxonomy, name, parent));
		} catch (error) {
			if (!(error instanceof PlatformError) || error.details.kind !== 'unknownOutcome') throw error;
			// A second one of that name is refused, so that it may be tried again next time.
			return (await look()) ?? { why: 'no answer' };
		}
	});
}

async function listed(client: WooCommerceClient, taxonomy: Taxonomy, name: string, parent: number): Promise<readonly WireTerm[]> {
	const terms: WireTerm[] = [];
	const query = { search: kept(name.trim()), _fields: 'id,name,parent', ...(taxonomy === 'products/categories' ? { parent } : {}) };
	for await (const page of client.pages(taxonomy, query)) terms.push(...readable(readTerm, page));
	return terms;
}

/** A batch of one tells of a name that is there already whose id it is, which a single request would keep to itself. */
async function made(client: WooCommerceClient, taxonomy: Taxonomy, name: string, parent: number): Promise<FoundTerm> {
	const { body } = await client.post(`${taxonomy}/batch`, { create: [{ name: name.trim(), ...(parent === 0 ? {} : { parent }) }] });
	const [element] = readBatch(body).create;
	const refusal = refusalOf(element);
	if (refusal === undefined) return client.read(taxonomy, () => readTerm(element), 'POST').id;
	const code = safeCode(refusal.code);
	return (code === PRODUCT_REFUSAL.termExists ? refusal.data?.resource_id : undefined) ?? { why: code ?? 'no reason given' };
}

/** Attributes that the store has for all its products. */
export const globalAttributes = (client: WooCommerceClient, memory: AccountMemory): Promise<readonly WireTerm[]> =>
	memory.fact('attributes', client.clock, async () => {
		const { body } = await client.get('products/attributes', { _fields: 'id,name' });
		return readable(
			readTerm,
			client.read('products/attributes', () => readList(body)),
		);
	});

/** Since WooCommerce 9.6. */
export const hasBrands = (client: WooCommerceClient, memory: AccountMemory): Promise<boolean> =>
	memory.fact('brands', client.clock, async () => {
		try {
			await client.get('products/brands', { per_page: 1, _fields: 'id' });
			return true;
		} catch (error) {
			if (error instanceof PlatformError && error.details.code === 'noWooCommerce') return false;
			throw error;
		}
	});
