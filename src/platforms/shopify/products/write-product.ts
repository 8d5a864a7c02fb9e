import { PlatformError } from '../../../domain/platform-error';
import type { ShopifyClient } from '../client';
import { gid } from '../wire/fields';
import { PRODUCT_UPDATE, type WireProduct } from '../wire/product';
import { productRefused } from './refusals';

/** The product as it is then; nothing for nothing. Setting a value again changes nothing, so a lost answer is asked for once more. */
export async function writeProduct(client: ShopifyClient, id: string, sku: string, input: object): Promise<WireProduct | undefined> {
	if (Object.keys(input).length === 0) return undefined;
	const send = async () => await client.mutate(PRODUCT_UPDATE, { product: { id: gid('Product', id), ...input } });
	let answer: Awaited<ReturnType<typeof send>>;
	try {
		answer = await send();
	} catch (error) {
		if (!(error instanceof PlatformError) || error.details.kind !== 'unknownOutcome') throw error;
		answer = await send();
	}
	if (answer.productUpdate.userErrors.length > 0) throw productRefused(sku, answer.productUpdate.userErrors);
	return answer.productUpdate.product ?? undefined;
}
