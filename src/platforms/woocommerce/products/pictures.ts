import { PlatformError } from '../../../domain/platform-error';
import { say } from '../../../domain/texts/say';
import type { Words } from '../../../domain/texts/language';
import type { ProductDraft } from '../../../ports/product-sink';
import type { WooCommerceClient } from '../client';
import { IMAGE_ENDING, META_OF_PRODUCT, PRODUCT_REFUSAL } from '../constants';
import { readStored, type WireStored } from '../wire/stored-product';
import { storedAt } from './read-stored';

export interface Picture {
	readonly url: string;
	readonly alt: string;
	/** As people count them. */
	readonly number: number;
}

const endingOf = (url: string): string => /\.[a-z\d]{1,8}$/i.exec(new URL(url).pathname)?.[0] ?? '-';

/** Each address once; those that the store would refuse are named without being sent. */
export function picturesOf(draft: ProductDraft, leftOut: Words[]): readonly Picture[] {
	const pictures = new Map<string, Picture>();
	for (const [at, { url, alt }] of draft.images.entries()) {
		const ending = URL.canParse(url) && /^https?:/i.test(url) ? endingOf(url) : '-';
		if (IMAGE_ENDING.test(ending)) {
			if (!pictures.has(url)) pictures.set(url, { url, alt, number: at + 1 });
		} else leftOut.push(say('imageType', { number: at + 1, ending }));
	}
	return [...pictures.values()];
}

const nameOf = (url: string): string => {
	const file = url.split(/[?#]/)[0]?.split('/').at(-1) ?? '';
	return file.replace(/\.[^.]*$/, '');
};
/** WordPress takes out of a file's name what it does not like. */
const plain = (name: string): string => name.toLowerCase().replaceAll(/%[\da-f]{2}|[^\p{L}\p{N}]/gu, '');

/** The store counts files of one name, and calls those that it made smaller by another. */
const isOf = (file: string, url: string): boolean =>
	[nameOf(file), nameOf(file).replace(/-(?:\d+|scaled|rotated)$/, '')].some(
		(name) => plain(name) !== '' && plain(name) === plain(nameOf(url)),
	);

/** Adds to `known` what hangs there of a run that came to no end: it is told by the name of its file. */
export function recognise(stored: WireStored, pictures: readonly Picture[], known: Map<string, number>): boolean {
	let found = false;
	for (const id of stored.images) {
		if ([...known.values()].includes(id)) continue;
		const picture = pictures.find(({ url }) => !known.has(url) && isOf(stored.files.get(id) ?? '', url));
		if (picture === undefined) continue;
		known.set(picture.url, id);
		found = true;
	}
	return found;
}

const isImageRefusal = (error: unknown): error is PlatformError =>
	error instanceof PlatformError && error.details.kind === 'rejected' && PRODUCT_REFUSAL.image.test(error.details.code ?? '');

export const isUnknown = (error: unknown): error is PlatformError =>
	error instanceof PlatformError && error.details.kind === 'unknownOutcome';

export const picturesMeta = (pictures: ReadonlyMap<string, number>): object => ({
	key: META_OF_PRODUCT.images,
	value: JSON.stringify(Object.fromEntries(pictures)),
});

interface Shelf {
	readonly client: WooCommerceClient;
	/** `products/12` */
	readonly path: string;
	/** How long a request that got no answer may still do something. */
	readonly settleMs: number;
	/** It has one picture. */
	readonly isVariation: boolean;
}

/**
 * Pictures as they shall stand, of which some may be there already. `known`, by address, is added to and kept on the product.
 * Returns whether anything was changed.
 */
export async function hang(
	{ client, path, settleMs, isVariation }: Shelf,
	stored: WireStored,
	wanted: { readonly pictures: readonly Picture[]; readonly replace: boolean; readonly known: Map<string, number> },
	leftOut: Words[],
): Promise<boolean> {
	const { known } = wanted;
	const pictures = isVariation ? wanted.pictures.slice(0, 1) : wanted.pictures;
	const first = wanted.replace ? [] : stored.images;
	const idOf = ({ url }: Picture): number | undefined => known.get(url);
	// What somebody took off the product again is not hung up a second time, unless it is asked for.
	const open = wanted.replace ? pictures : pictures.filter((picture) => idOf(picture) === undefined);
	const target = open.map(idOf);
	if (open.length === 0 || (wanted.replace && target.join() === stored.images.join())) return false;
	const put = async (images: readonly object[]): Promise<readonly number[]> => {
		const { body } = await client.put(path, isVariation ? { image: images[0] } : { images });
		return client.read(path, () => readStored(body), 'PUT').images;
	};
	const asSent = (picture: Picture): object => {
		const id = idOf(picture);
		return id === undefined ? { src: picture.url, alt: picture.alt } : { id };
	};
	const note = (pictures: readonly Picture[], ids: readonly number[]): void => {
		for (const [at, { url }] of pictures.entries()) {
			const id = ids[at];
			if (id !== undefined) known.set(url, id);
		}
	};
	let ids: readonly number[] = first;
	try {
		ids = await put([...first.map((id) => ({ id })), ...open.map(asSent)]);
		note(open, ids.slice(first.length));
	} catch (error) {
		if (isUnknown(error)) {
			// It goes on although nobody listens any more: sent again, each would be there twice.
			await client.settle(settleMs);
			const now = (await storedAt(client, path))?.stored ?? stored;
			ids = now.images;
			recognise(now, open, known);
			if (open.some(({ url }) => !known.has(url))) leftOut.push(say('imagesUnknown'));
		} else if (isImageRefusal(error)) {
			ids = await oneByOne(open, first, { put, known }, leftOut);
		} else throw error;
	}
	if ([...known].some(([url, id]) => stored.pictures.get(url) !== id)) await client.put(path, { meta_data: [picturesMeta(known)] });
	return ids.join() !== stored.images.join();
}

async function oneByOne(
	open: readonly Picture[],
	first: readonly number[],
	{ put, known }: { readonly put: (images: readonly object[]) => Promise<readonly number[]>; readonly known: Map<string, number> },
	leftOut: Words[],
): Promise<readonly number[]> {
	let ids: readonly number[] = first;
	for (const picture of open) {
		const before = ids.map((id) => ({ id }));
		const id = known.get(picture.url);
		const ways: readonly object[] = [...(id === undefined ? [] : [{ id }]), { src: picture.url, alt: picture.alt }];
		let isThere = false;
		for (const way of ways) {
			if (isThere) break;
			try {
				ids = await put([...before, way]);
				const made = ids[before.length];
				if (made !== undefined) known.set(picture.url, made);
				isThere = true;
			} catch (error) {
				if (isUnknown(error)) {
					leftOut.push(say('imagesUnknown'));
					return ids;
				}
				if (!isImageRefusal(error)) throw error;
			}
		}
		if (!isThere) leftOut.push(say('imageRefused', { number: picture.number }));
	}
	return ids;
}
