import type { ProductDraft } from '../../../ports/product-sink';
import type { WooCommerceClient } from '../client';
import { PAGE_SIZE } from '../constants';
import { readable } from '../wire/fields';
import { readStored, STORED, type WireStored } from '../wire/stored-product';
import { isIt } from './fill';

/** As it was answered, and as it is understood. */
export interface Answered {
	readonly record: unknown;
	readonly stored: WireStored;
}

/** A product or variation as it stands in the database; undefined where there is none. */
export async function storedAt(client: WooCommerceClient, path: string): Promise<Answered | undefined> {
	const answer = await client.find(path, STORED);
	return answer === undefined ? undefined : { record: answer.body, stored: client.read(path, () => readStored(answer.body)) };
}

/** Whether variations that links name are in a product: then it is theirs, whoever made it. */
export async function holdsOneOf(client: WooCommerceClient, id: string, { variations }: ProductDraft): Promise<boolean> {
	const known = new Map(variations.flatMap((one) => (one.id === undefined ? [] : [[one.id, one]])));
	const include = [...known.keys()].slice(0, PAGE_SIZE).join(',');
	if (include === '') return false;
	for await (const page of client.pages(`products/${id}/variations`, { ...STORED, include })) {
		for (const stored of readable(readStored, page)) {
			const draft = known.get(String(stored.id));
			if (draft !== undefined && isIt(stored, draft)) return true;
		}
	}
	return false;
}
