import type { UserError } from '../graphql/context';
import type { ProductRecord, VariantRecord } from '../store/records';
import type { Shop } from '../store/shop';
import { makeMedia, mediaStatus } from './product-records';
import type { VariantInput } from './variant-inputs';

/** Of `productSet`. */
export interface FileInput {
	readonly id?: string | null;
	readonly originalSource?: string | null;
	readonly alt?: string | null;
}

/** Of all mutations but `productSet`. */
export interface MediaInput {
	readonly originalSource: string;
	readonly alt?: string | null;
	readonly mediaContentType?: string;
}

const mostMedia = 250;

const isAddress = (source: string): boolean => URL.canParse(source) && /^https?:/i.test(source);

/** An address that is none is told at once, whatever else becomes of a picture later. Not recorded: words and code are the schema's. */
export function mediaProblems(media: readonly MediaInput[]): readonly UserError[] {
	const tooMany =
		media.length > mostMedia ? [{ field: ['media'], message: 'Exceeded the maximum number of media', code: 'INVALID_INPUT' }] : [];
	const bad = media.flatMap(({ originalSource, mediaContentType }, at) =>
		mediaContentType === 'IMAGE' && isAddress(originalSource)
			? []
			: [{ field: ['media', String(at), 'originalSource'], message: 'Image URL is invalid', code: 'INVALID_INPUT' }],
	);
	return [...tooMany, ...bad];
}

/** Of `productSet`, where the picture of a variant has to be one of the product's. */
export function filesProblems(
	files: readonly FileInput[],
	variants: readonly { readonly file?: FileInput | null }[],
): readonly UserError[] {
	const bad = files.flatMap(({ id, originalSource }, at) =>
		typeof id === 'string' || isAddress(originalSource ?? '')
			? []
			: [{ field: ['files', String(at), 'originalSource'], message: 'Image URL is invalid', code: 'INVALID_INPUT' }],
	);
	const missing = variants.flatMap(({ file }, at) =>
		file === undefined ||
		file === null ||
		files.some(({ id, originalSource }) => (file.id ?? file.originalSource) === (id ?? originalSource))
			? []
			: [
					{
						field: ['variants', String(at), 'file'],
						message: 'File must also be specified in the files of the product',
						code: 'INVALID_INPUT',
					},
				],
	);
	return [...bad, ...missing];
}

/** What a variant is to wear has to be there, fetched, and one of its product's, or come with the same request. */
export function pictureProblems(
	shop: Shop,
	product: ProductRecord,
	{ mediaId, mediaSrc }: VariantInput,
	media: readonly MediaInput[],
	path: readonly string[],
): readonly UserError[] {
	const problem = (name: string, message: string): readonly UserError[] => [{ field: [...path, name], message, code: 'INVALID_INPUT' }];
	const unknown = (mediaSrc ?? []).find((source) => !media.some(({ originalSource }) => originalSource === source));
	if (unknown !== undefined) return problem('mediaSrc', 'Media source is not among the media of the request');
	if (mediaId === undefined || mediaId === null) return [];
	const known = product.media.find(({ id }) => id === mediaId);
	if (known === undefined) return problem('mediaId', 'Media does not exist on the product');
	return mediaStatus(shop, known) === 'READY' ? [] : problem('mediaId', 'Non-ready media cannot be attached to variants');
}

export function addMedia(shop: Shop, product: ProductRecord, media: readonly MediaInput[]): void {
	product.media.push(...media.map(({ originalSource, alt }) => makeMedia(shop, originalSource, alt ?? null)));
}

/** The newest that came from there. */
export function wearPicture(product: ProductRecord, variant: VariantRecord, { mediaSrc }: VariantInput): void {
	const [source] = mediaSrc ?? [];
	const worn = product.media.findLast(({ originalSource }) => originalSource === source);
	if (worn !== undefined) variant.mediaId = worn.id;
}
