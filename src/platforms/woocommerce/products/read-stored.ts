import type { WooCommerceClient } from '../client';
import { readStored, STORED, type WireStored } from '../wire/stored-product';

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
