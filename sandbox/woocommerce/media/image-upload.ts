import { RestError } from '../rest/rest-error';
import type { MediaRecord } from '../store/product-records';
import type { Store } from '../store/store';
import { strippedText } from '../wordpress/html-texts';
import { isEmpty, isRecord, toInteger, toList, toText } from '../wordpress/php-values';
import { extensionOf, fileOf, type FoundImage } from './image-source';
import { addMedia, type NewMedia, removeMedia } from './media-library';

/** What WordPress takes, by what the bytes are; others (AVIF, SVG, pages) are refused. */
const taken: Readonly<Record<string, readonly string[]>> = {
	'image/jpeg': ['jpg', 'jpeg', 'jpe'],
	'image/png': ['png'],
	'image/gif': ['gif'],
	'image/webp': ['webp'],
};

const statusTexts: Readonly<Record<number, string>> = {
	400: 'Bad Request',
	401: 'Unauthorized',
	403: 'Forbidden',
	404: 'Not Found',
	410: 'Gone',
	429: 'Too Many Requests',
	500: 'Internal Server Error',
	502: 'Bad Gateway',
	503: 'Service Unavailable',
};

const notAllowed = 'Invalid image: Sorry, you are not allowed to upload this file type.';
const isEmptyFile =
	'Invalid image: File is empty. Please upload something more substantial. This error could also be caused by uploads being disabled in your php.ini file or by post_max_size being defined as smaller than upload_max_filesize in php.ini.';

/** Products and variations spell their codes apart. */
export type ImageOwner = 'product' | 'variation' | 'category';

/** What went wrong, as the store tells it; undefined for an image that it takes. */
function refusal(address: string, found: FoundImage): string | undefined {
	if ('unreachable' in found)
		return `Error getting remote image ${address}. Error: cURL error 6: Could not resolve host: ${/^https?:\/\/([^/:]+)/.exec(address)?.[1] ?? ''}`;
	if ('status' in found)
		return found.status === 200
			? undefined
			: `Error getting remote image ${address}. Error: ${statusTexts[found.status] ?? `HTTP ${found.status}`}`;
	if (found.bytes === 0) return isEmptyFile;
	const kinds = taken[found.type];
	const extension = extensionOf(fileOf(address));
	// An address without an extension is no image, and a PNG that is called .jpg becomes one that is called .png.
	return kinds === undefined || !Object.values(taken).some((known) => known.includes(extension)) ? notAllowed : undefined;
}

function newFile(address: string, found: FoundImage): NewMedia {
	const file = fileOf(address);
	if (!('type' in found)) return { file, source: address };
	const [usual = '', ...others] = taken[found.type] ?? [];
	const fits = [usual, ...others].includes(extensionOf(file));
	return {
		file: fits ? file : file.replace(/\.[^.]+$/, `.${usual}`),
		source: address,
		...(found.width === undefined ? {} : { width: found.width }),
		...(found.height === undefined ? {} : { height: found.height }),
	};
}

function uploadError(owner: ImageOwner, text: string): RestError {
	const code = owner === 'category' ? 'woocommerce_rest_invalid_remote_image_url' : `woocommerce_${owner}_image_upload_error`;
	return new RestError(400, code, text);
}

async function upload(store: Store, given: unknown, owner: ImageOwner): Promise<MediaRecord> {
	const text = toText(given).trim();
	if (text === '') throw uploadError(owner, 'Error getting remote image . Error: No URL Provided.');
	const address = /^[a-z]+:\/\//i.test(text) ? text : `http://${text}`;
	const found = store.imageAt(address);
	if (found.slowMs !== undefined) await store.work(found.slowMs);
	const refused = refusal(address, found);
	if (refused !== undefined) throw uploadError(owner, refused);
	return addMedia(store.state, newFile(address, found), store.now());
}

/** Name and text of a shared image change wherever it is shown. */
function rename(media: MediaRecord, given: Readonly<Record<string, unknown>>, at: number): void {
	const name = isEmpty(given['name']) ? media.name : toText(given['name']).replace(/&(?!#?\w+;)/g, '&#038;');
	const alt = isEmpty(given['alt']) ? media.alt : strippedText(toText(given['alt']));
	if (name === media.name && alt === media.alt) return;
	if (name !== media.name) media.modifiedAt = at;
	media.name = name;
	media.alt = alt;
}

async function oneImage(store: Store, given: Readonly<Record<string, unknown>>, owner: ImageOwner, made: MediaRecord[]): Promise<number> {
	let id = Math.abs(toInteger(given['id']));
	if (id === 0 && given['src'] !== undefined && given['src'] !== null) {
		const media = await upload(store, given['src'], owner);
		made.push(media);
		id = media.id;
	}
	const media = store.state.media.get(id);
	if (media === undefined) throw new RestError(400, `woocommerce_${owner}_invalid_image_id`, `#${id} is an invalid image ID.`);
	rename(media, given, store.now());
	return id;
}

export interface UploadedImages {
	/** In the order of the request. */
	readonly ids: readonly number[];
	/** Those that were downloaded for it. */
	readonly made: readonly MediaRecord[];
}

/**
 * Downloads what a request gives as images, one after the other, while the request waits. One that is refused takes those
 * before it out again: nothing of it is left.
 */
export async function uploadedImages(store: Store, given: unknown, owner: ImageOwner): Promise<UploadedImages> {
	const made: MediaRecord[] = [];
	const ids: number[] = [];
	try {
		for (const image of toList(given))
			if (isRecord(image) && Object.keys(image).length > 0) ids.push(await oneImage(store, image, owner, made));
	} catch (error) {
		for (const media of made) removeMedia(store.state, media);
		throw error;
	}
	return { ids, made };
}
