import { PlatformError } from '../../../domain/platform-error';
import type { AccountMemory } from '../account-memory';
import type { Products } from '../catalog/products';
import type { WooCommerceClient } from '../client';
import { findStoreOrder } from '../orders/find-order';
import { mayWriteLines } from '../orders/line-writing';
import type { WirePersonalOrder } from '../wire/personal-order';
import { lineMetaWrites } from './personal-meta';

/**
 * Takes what the buyer wrote off the lines; false where that cannot be done without the store computing another total or
 * booking stock: a person does it then.
 */
export async function bareLines(
	client: WooCommerceClient,
	memory: AccountMemory,
	products: Products,
	personal: WirePersonalOrder,
): Promise<boolean> {
	const writes = lineMetaWrites(personal);
	if (Object.keys(writes).length === 0) return true;
	try {
		const order = await findStoreOrder(client, String(personal.id));
		if (order === undefined) return false;
		const written = (writes['line_items'] ?? []).map(({ id }) => id);
		const lines = order.lines.filter(({ id }) => written.includes(id));
		if (!(await mayWriteLines(client, memory, products, order, lines))) return false;
	} catch (error) {
		// What cannot be read cannot be judged either.
		if (error instanceof PlatformError && error.details.kind === 'contract') return false;
		throw error;
	}
	await client.put(`orders/${personal.id}`, writes);
	return true;
}
