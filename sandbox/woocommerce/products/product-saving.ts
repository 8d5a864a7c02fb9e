import { uploadedImages } from '../media/image-upload';
import { removeMedia } from '../media/media-library';
import type { ProductRecord } from '../store/records';
import type { Store } from '../store/store';
import { type Input, isGiven, isRecord, toInteger } from '../wordpress/php-values';
import { checkNewNumbers, checkNumbers, createProduct, writeProduct } from './product-writing';

/** What a request does with a product from its numbers over its images to the webhooks that hear of it. */

/** The images of a request, downloaded while it waits; undefined where it says nothing of them. */
async function imagesIn(store: Store, input: Input, isVariation: boolean): Promise<readonly number[] | undefined> {
	const { image, images } = input;
	if (!isVariation) return images === undefined || images === null ? undefined : uploadedImages(store, images, 'product');
	if (image === undefined) return undefined;
	// Anything but an image takes it off: null, an empty text, an id of 0.
	const names = isRecord(image) && (toInteger(image['id']) !== 0 || isGiven(image, 'src'));
	return names ? uploadedImages(store, [image], 'variation') : [];
}

function noteUploads(store: Store, product: ProductRecord, images: readonly number[] | undefined, known: ReadonlySet<number>): void {
	for (const id of images ?? []) {
		const source = known.has(id) ? undefined : store.state.media.get(id)?.source;
		if (source !== undefined) store.imageUploads.push({ productId: product.id, source });
	}
}

/** Those that a failed request brought in go again with it. */
function takeBack(store: Store, images: readonly number[] | undefined, known: ReadonlySet<number>): void {
	for (const id of images ?? []) {
		const media = known.has(id) ? undefined : store.state.media.get(id);
		if (media !== undefined) removeMedia(store.state, media);
	}
}

export async function saveNew(store: Store, input: Input, parent?: ProductRecord): Promise<ProductRecord> {
	checkNewNumbers(store.state, input, store.now(), parent);
	const known = new Set(store.state.media.keys());
	const images = await imagesIn(store, input, parent !== undefined);
	try {
		const product = createProduct(store.state, input, store.now(), {
			...(parent === undefined ? {} : { parent }),
			...(images === undefined ? {} : { images }),
		});
		product.isOfClient = true;
		noteUploads(store, product, images, known);
		store.productSaved(product, true);
		// A new variation makes its parent be saved too.
		if (parent !== undefined) store.productSaved(parent);
		return product;
	} catch (error) {
		takeBack(store, images, known);
		throw error;
	}
}

export async function saveEdited(store: Store, product: ProductRecord, input: Input): Promise<void> {
	checkNumbers(store.state, product, input);
	const known = new Set(store.state.media.keys());
	const images = await imagesIn(store, input, product.isVariation);
	try {
		writeProduct(store.state, product, input, store.now(), images);
	} catch (error) {
		takeBack(store, images, known);
		throw error;
	}
	noteUploads(store, product, images, known);
	if (isGiven(input, 'sku')) product.isOfClient = true;
	store.productSaved(product);
}
