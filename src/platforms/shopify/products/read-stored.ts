import type { ShopifyClient } from '../client';
import { gid } from '../wire/fields';
import { PRODUCT_OF_VARIANT, PRODUCT_WITH_VARIANTS, type WireProduct, type WireStored } from '../wire/product';

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

/** A product with all of its variants. */
export async function familyAt(
	client: ShopifyClient,
	id: string,
): Promise<{ readonly product: WireProduct; readonly variants: readonly WireStored[] } | undefined> {
	const variants: WireStored[] = [];
	let after: string | null = null;
	for (;;) {
		const { product }: Awaited<ReturnType<typeof page>> = await page(client, id, after);
		if (product === null) return undefined;
		variants.push(...product.variants.nodes);
		if (product.variants.next === undefined) return { product, variants };
		after = product.variants.next;
	}
}

const page = async (client: ShopifyClient, id: string, after: string | null) =>
	(await client.query(PRODUCT_WITH_VARIANTS, { id: gid('Product', id), after })).data;
