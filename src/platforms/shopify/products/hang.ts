import { PlatformError } from '../../../domain/platform-error';
import { say } from '../../../domain/texts/say';
import type { Words } from '../../../domain/texts/language';
import type { ShopifyClient } from '../client';
import { gid, type UserError } from '../wire/fields';
import { PRODUCT_SET, PRODUCT_UPDATE } from '../wire/product';
import { asFile, asMedia, type Hung, type Picture } from './pictures';
import { elementOf } from './refusals';

/** Without those that were refused; one that names none refuses all. They are named. */
export function withoutRefused(
	pictures: readonly Picture[],
	errors: readonly UserError[],
	list: 'files' | 'media',
	leftOut: Words[],
): readonly Picture[] {
	const refused = errors.flatMap((error) => pictures[elementOf(error, list) ?? -1] ?? []);
	const dropped = refused.length === 0 ? pictures : refused;
	for (const { number } of dropped) leftOut.push(say('imageRefused', { number }));
	return pictures.filter((picture) => !dropped.includes(picture));
}

/** Which are on the product, unless nobody can say: sent again, each would hang there twice. */
async function hang(
	wanted: readonly Picture[],
	list: 'files' | 'media',
	leftOut: Words[],
	send: (pictures: readonly Picture[]) => Promise<readonly UserError[]>,
): Promise<readonly Picture[]> {
	try {
		let pictures = wanted;
		while (pictures.length > 0) {
			const errors = await send(pictures);
			if (errors.length === 0) return pictures;
			pictures = withoutRefused(pictures, errors, list, leftOut);
		}
	} catch (error) {
		if (!(error instanceof PlatformError) || error.details.kind !== 'unknownOutcome') throw error;
		leftOut.push(say('imagesUnknown'));
	}
	return [];
}

/** What shall hang on a product of the shop. */
interface Hanging {
	readonly client: ShopifyClient;
	readonly productId: string;
	readonly hung: Hung;
	readonly wanted: readonly Picture[];
	readonly leftOut: Words[];
}

/** Behind those that hang there. Returns whether there are more now. */
export async function addPictures({ client, productId, hung, wanted, leftOut }: Hanging): Promise<boolean> {
	const added = await hang(wanted, 'media', leftOut, async (pictures) => {
		const input = { product: { id: gid('Product', productId) }, media: pictures.map(asMedia) };
		const { productUpdate } = await client.mutate(PRODUCT_UPDATE, input);
		if (productUpdate.userErrors.length === 0) hung.note(productUpdate.product?.media ?? [], pictures);
		return productUpdate.userErrors;
	});
	return added.length > 0;
}

/** These and no others, those that are there already among them. */
export async function replacePictures({ client, productId, hung, wanted, leftOut }: Hanging): Promise<boolean> {
	const hanging = await hang(wanted, 'files', leftOut, async (pictures) => {
		const files = pictures.map((picture) => {
			const known = hung.medium(picture.url);
			return known === undefined || known.status === 'FAILED' ? asFile(picture) : { id: known.id };
		});
		const { productSet } = await client.mutate(PRODUCT_SET, {
			input: { files },
			identifier: { id: gid('Product', productId) },
			variants: 1,
		});
		if (productSet.userErrors.length === 0) hung.replaced(productSet.product?.media ?? [], pictures);
		return productSet.userErrors;
	});
	return hanging.length > 0;
}
