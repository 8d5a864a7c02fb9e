import { type UploadedImages, uploadedImages } from '../media/image-upload';
import { removeMedia } from '../media/media-library';
import type { ProductRecord } from '../store/product-records';
import type { Store } from '../store/store';
import { type Input, isGiven, isRecord, toInteger } from '../wordpress/php-values';
import { checkNewNumbers, checkNumbers, createProduct, writeProduct } from './product-writing';

/** What a request does with a product from its numbers over its images to the webhooks that hear of it. */

/** The images of a request, downloaded while it waits; undefined where it says nothing of them. */
async function imagesIn(store: Store, input: Input, isVariation: boolean): Promise<UploadedImages | undefined> {
	const { image, images } = input;
	if (!isVariation) return images === undefined || images === null ? undefined : uploadedImages(store, images, 'product');
	if (image === undefined) return undefined;
	// Anything but an image takes it off: null, an empty text, an id of 0.
	const names = isRecord(image) && (toInteger(image['id']) !== 0 || isGiven(image, 'src'));
	return names ? uploadedImages(store, [image], 'variation') : { ids: [], made: [] };
}

/** Those that a failed request brought in go again with it. */
function orTakeBack<Result>(store: Store, images: UploadedImages | undefined, save: () => Result): Result {
	try {
		return save();
	} catch (error) {
		for (const media of images?.made ?? []) removeMedia(store.state, media);
		throw error;
	}
}

function noteUploads(store: Store, product: ProductRecord, images: UploadedImages | undefined): void {
	for (const { source } of images?.made ?? []) if (source !== undefined) store.imageUploads.push({ productId: product.id, source });
}

export async function saveNew(store: Store, input: Input, parent?: ProductRecord): Promise<ProductRecord> {
	checkNewNumbers(store.state, input, store.now(), parent);
	const images = await imagesIn(store, input, parent !== undefined);
	const more = { ...(parent === undefined ? {} : { parent }), ...(images === undefined ? {} : { images: images.ids }) };
	const product = orTakeBack(store, images, () => createProduct(store.state, input, store.now(), more));
	product.isOfClient = true;
	noteUploads(store, product, images);
	store.productSaved(product, true);
	// A new variation makes its parent be saved too.
	if (parent !== undefined) store.productSaved(parent);
	return product;
}

export async function saveEdited(store: Store, product: ProductRecord, input: Input): Promise<void> {
	checkNumbers(store.state, product, input);
	const images = await imagesIn(store, input, product.isVariation);
	orTakeBack(store, images, () => writeProduct(store.state, product, input, store.now(), images?.ids));
	noteUploads(store, product, images);
	if (isGiven(input, 'sku')) product.isOfClient = true;
	store.productSaved(product);
}
