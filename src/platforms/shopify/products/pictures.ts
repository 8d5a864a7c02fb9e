import { say } from '../../../domain/texts/say';
import type { Words } from '../../../domain/texts/language';
import type { ProductDraft } from '../../../ports/product-sink';
import type { ShopifyClient } from '../client';
import { failure } from '../errors';
import { gid } from '../wire/fields';
import { MEDIA_OF_PRODUCT, type WireMedium, type WireProduct } from '../wire/product';
import { SET_METAFIELDS } from '../wire/stock';
import { metafieldOf } from './values';

/** Pictures that a product takes. */
const MOST_PICTURES = 250;
/** Shopify fetches them after it has answered. */
const LOOK_EVERY_MS = 1_000;
const MOST_LOOKS = 6;
/** So long is waited for pictures altogether, by which a person who saves some products hears of the bad ones at once. */
const PATIENCE_MS = 30_000;
/** Of a variant only what Shopify has fetched. */
export const isReady = ({ status }: WireMedium): boolean => status === 'READY';
const isUnderWay = ({ status }: WireMedium): boolean => status === 'PROCESSING' || status === 'UPLOADED';

export interface Picture {
	readonly url: string;
	readonly alt: string;
	/** As people count them. */
	readonly number: number;
}

/** Each address once; those that no shop can fetch are named without being sent. */
export function picturesOf(draft: ProductDraft, leftOut: Words[]): readonly Picture[] {
	const pictures = new Map<string, Picture>();
	for (const [at, { url, alt }] of draft.images.entries()) {
		if (!URL.canParse(url) || !/^https?:/i.test(url)) leftOut.push(say('imageType', { number: at + 1, ending: '-' }));
		else if (!pictures.has(url) && pictures.size < MOST_PICTURES) pictures.set(url, { url, alt, number: at + 1 });
	}
	return [...pictures.values()];
}

/** Of `productSet`, and of all other mutations. */
export const asFile = ({ url, alt }: Picture) => ({ originalSource: url, alt, contentType: 'IMAGE' });
export const asMedia = ({ url, alt }: Picture) => ({ originalSource: url, alt, mediaContentType: 'IMAGE' });

/** Which picture of a product came from which address: Shopify itself forgets that. */
export class Hung {
	readonly ids: Map<string, string>;
	private media: readonly WireMedium[];
	private changed = false;

	constructor(product: Pick<WireProduct, 'pictures' | 'media'>) {
		this.media = product.media;
		this.ids = new Map(read(product.pictures));
	}

	/** What somebody took off the product again is not hung up a second time. */
	knows(url: string): boolean {
		return this.ids.has(url);
	}

	get isEmpty(): boolean {
		return this.media.length === 0 && this.ids.size === 0;
	}

	medium(url: string): WireMedium | undefined {
		return this.media.find(({ id }) => id === this.ids.get(url));
	}

	/** Exactly these hang there, in this order, and none of them failed. */
	isExactly(pictures: readonly Picture[]): boolean {
		const hung = pictures.map(({ url }) => this.medium(url));
		return hung.length === this.media.length && hung.every((one, at) => one?.id === this.media[at]?.id && one?.status !== 'FAILED');
	}

	/** @param added in their order the last ones of the product's now */
	note(media: readonly WireMedium[], added: readonly Picture[]): void {
		const last = media.slice(media.length - added.length);
		const before = new Set(this.media.map(({ id }) => id));
		for (const [at, { url }] of added.entries()) {
			const id = last[at]?.id ?? '';
			this.ids.set(url, before.has(id) ? '' : id);
		}
		this.media = media;
		this.changed ||= added.length > 0;
	}

	/** The list as a whole is these. */
	replaced(media: readonly WireMedium[], pictures: readonly Picture[]): void {
		this.ids.clear();
		for (const [at, { url }] of pictures.entries()) this.ids.set(url, media[at]?.id ?? '');
		this.media = media;
		this.changed = true;
	}

	/** What came from where is written once all is there. */
	async keep(client: ShopifyClient, productId: string): Promise<void> {
		if (!this.changed) return;
		const value = JSON.stringify(Object.fromEntries(this.ids));
		const { metafieldsSet } = await client.mutate(SET_METAFIELDS, {
			metafields: [{ ownerId: gid('Product', productId), ...metafieldOf('pictures', value) }],
		});
		this.changed = false;
		if (metafieldsSet.userErrors.length === 0) return;
		throw failure(
			{ operation: 'MetafieldsSet', write: true },
			{
				kind: 'rejected',
				code: 'pictures',
				message: 'The shop did not take the note which picture came from which address',
				advice: 'Look at the field storebridge.pictures of the product.',
			},
		);
	}

	/** Names those of these that Shopify could not fetch. */
	name(pictures: readonly Picture[], leftOut: Words[]): void {
		for (const { url, number } of pictures) if (this.medium(url)?.status === 'FAILED') leftOut.push(say('imageRefused', { number }));
	}

	async settled(client: ShopifyClient, productId: string, patience: Patience): Promise<void> {
		for (let looks = 1; looks <= MOST_LOOKS && this.media.some(isUnderWay); looks += 1) {
			if (!(await patience.wait(client, LOOK_EVERY_MS))) return;
			const { data } = await client.query(MEDIA_OF_PRODUCT, { id: gid('Product', productId) });
			if (data.product === null) return;
			this.media = data.product.media;
		}
	}
}

function read(value: string): readonly (readonly [string, string])[] {
	if (value === '') return [];
	try {
		const kept: unknown = JSON.parse(value);
		if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return [];
		return Object.entries(kept).map(([url, id]) => [url, typeof id === 'string' ? id : '']);
	} catch {
		return [];
	}
}

/** Of one run. */
export class Patience {
	private leftMs = PATIENCE_MS;

	async wait(client: ShopifyClient, ms: number): Promise<boolean> {
		if (this.leftMs < ms) return false;
		this.leftMs -= ms;
		return await client.wait(ms);
	}
}
