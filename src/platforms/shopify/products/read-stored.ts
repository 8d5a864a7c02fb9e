import { z } from 'zod';
import type { ShopifyClient } from '../client';
import { gid, idOf, metafield, readable, text } from '../wire/fields';
import { PRODUCT_OF_VARIANT, PRODUCT_WITH_VARIANTS, storedSchema, type WireProduct, type WireStored } from '../wire/product';

/** A variant and its product, as they stand in the shop's database. */
export async function variantAt(
	client: ShopifyClient,
	id: string,
): Promise<{ readonly product: WireProduct; readonly stored: WireStored } | undefined> {
	const { productVariant } = (await client.query(PRODUCT_OF_VARIANT, { id: gid('ProductVariant', id) })).data;
	if (productVariant === null) return undefined;
	const { whole, ...stored } = productVariant;
	return { product: whole, stored };
}

/** As much of a variant that cannot be read as tells which one it is. */
const oddSchema = z.object({ id: idOf('ProductVariant').catch(''), sku: text.catch(''), origin: metafield.catch('') });

export interface StoredVariants {
	readonly variants: readonly WireStored[];
	/** Those that cannot be read; empty where even that is not told. */
	readonly odd: readonly z.output<typeof oddSchema>[];
}

/** A product with all of its variants. */
export async function familyAt(
	client: ShopifyClient,
	id: string,
): Promise<({ readonly product: WireProduct } & StoredVariants) | undefined> {
	const variants: WireStored[] = [];
	const odd: z.output<typeof oddSchema>[] = [];
	let after: string | null = null;
	for (;;) {
		const { product }: Awaited<ReturnType<typeof page>> = await page(client, id, after);
		if (product === null) return undefined;
		for (const record of product.variants.nodes) {
			const { success, data } = storedSchema.safeParse(record);
			if (success) variants.push(data);
			else odd.push(...readable(oddSchema, [record]));
		}
		if (product.variants.next === undefined) return { product, variants, odd };
		after = product.variants.next;
	}
}

const page = async (client: ShopifyClient, id: string, after: string | null) =>
	(await client.query(PRODUCT_WITH_VARIANTS, { id: gid('Product', id), after })).data;
