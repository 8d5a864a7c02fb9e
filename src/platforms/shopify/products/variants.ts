import { PlatformError } from '../../../domain/platform-error';
import { say } from '../../../domain/texts/say';
import type { ProductField } from '../../../ports/product-sink';
import type { StockSink } from '../../../ports/stock-sink';
import type { ShopifyClient } from '../client';
import { fromBadBody } from '../errors';
import type { ShopFacts } from '../shop';
import { gid, type UserError } from '../wire/fields';
import { VARIANTS_CREATE, VARIANTS_UPDATE, type WireMedium, type WireStored } from '../wire/product';
import { placeOfChosen, placeOfStored } from './axes';
import { asMedia, isReady, type Hung, type Picture } from './pictures';
import type { StoredVariants } from './read-stored';
import { elementOf, isAbout, productRefused, skuTaken, type Holder } from './refusals';
import { asChangedVariant, asNewVariant, findSlots, isOpen, type Slot } from './slots';
import { filled, storedVariant } from './values';

/** What Shopify does well within the time of a request. */
const AT_ONCE = 100;

/** A product whose variants are written. */
export interface Place {
	readonly client: ShopifyClient;
	readonly facts: ShopFacts;
	readonly productId: string;
	readonly hung: Hung;
	/** Locations whose stock counts. */
	readonly counted: ReadonlySet<string>;
	/** Where stock is written, for those that have one. */
	readonly locationId: string | undefined;
	readonly stockSink: StockSink;
	readonly holders: ReadonlyMap<string, Holder>;
	/** All variants as they stand now. */
	readonly read: () => Promise<StoredVariants>;
}

const isUnknown = (error: unknown): error is PlatformError => error instanceof PlatformError && error.details.kind === 'unknownOutcome';

interface Pictured {
	readonly body: object;
	/** To be fetched with it. */
	readonly fetched?: Picture;
}

/** With its picture: one that the product has, or one that is fetched. */
function pictured({ hung }: Place, { picture }: Slot, body: object): Pictured {
	if (picture === undefined) return { body };
	const medium = hung.medium(picture.url);
	if (medium !== undefined) return { body: isReady(medium) ? { ...body, mediaId: medium.id } : body };
	return hung.knows(picture.url) ? { body } : { body: { ...body, mediaSrc: [picture.url] }, fetched: picture };
}

const unlike = (all: readonly Pictured[]): readonly Picture[] => [
	...new Map(all.flatMap(({ fetched }) => (fetched === undefined ? [] : [[fetched.url, fetched] as const]))).values(),
];

interface Changed {
	readonly product?: { readonly media: readonly WireMedium[] } | null | undefined;
	/** Null for one that cannot be read. */
	readonly productVariants?: readonly (WireStored | null)[] | null | undefined;
	readonly userErrors: readonly UserError[];
}

/** Those whose picture was refused lose it and go again; true where there was one. */
function withoutPictures(slots: readonly Slot[], media: readonly Picture[], errors: readonly UserError[]): boolean {
	const about = errors.filter((error) => isAbout(error, 'media') || isAbout(error, 'mediaSrc'));
	if (about.length === 0) return false;
	const urls = new Set(
		about.flatMap((error) => {
			const [ofMedia, ofVariant] = [elementOf(error, 'media'), elementOf(error, 'variants')];
			return (ofMedia === undefined ? slots[ofVariant ?? -1]?.picture?.url : media[ofMedia]?.url) ?? media.map(({ url }) => url);
		}),
	);
	let any = false;
	for (const slot of slots) {
		const { picture } = slot;
		if (picture === undefined || !urls.has(picture.url)) continue;
		delete slot.picture;
		slot.leftOut.push(say('imageRefused', { number: picture.number }));
		any = true;
	}
	return any;
}

/** Each error is that of the slot that it names; one that names none is that of all. */
function refuse(slots: readonly Slot[], errors: readonly UserError[]): void {
	for (const [at, slot] of slots.entries()) {
		const own = errors.filter((error) => (elementOf(error, 'variants') ?? at) === at);
		if (own.length > 0) slot.error = productRefused(slot.draft.sku, own);
	}
}

/** Makes those that are not there; a portion is made as a whole or not at all, so that the others go again without the refused one. */
export async function createVariants(place: Place, all: readonly Slot[]): Promise<void> {
	const lost = new Set<Slot>();
	for (let open = all.filter(isOpen); open.length > 0; open = all.filter(isOpen)) {
		const some = open.slice(0, AT_ONCE);
		const bodies = some.map((slot) => pictured(place, slot, asNewVariant(slot, place.facts, place.locationId)));
		const media = unlike(bodies);
		try {
			const input = { id: gid('Product', place.productId), variants: bodies.map(({ body }) => body), media: media.map(asMedia) };
			const { productVariantsBulkCreate: answer } = await place.client.mutate(VARIANTS_CREATE, input);
			if (answer.userErrors.length === 0) took(place, some, answer, media, 'created');
			else if (!withoutPictures(some, media, answer.userErrors)) refuse(some, answer.userErrors);
		} catch (error) {
			if (!isUnknown(error)) throw error;
			// Each mark stands on one variant only: what is sent once more is not made twice.
			findSlots(place.productId, await place.read(), some);
			for (const slot of some) {
				if (slot.stored !== undefined) slot.did = 'created';
				else if (lost.has(slot)) slot.error = error;
				else lost.add(slot);
			}
		}
	}
}

function took(place: Place, slots: readonly Slot[], answer: Changed, media: readonly Picture[], did: 'created' | 'updated'): void {
	if (answer.product !== null && answer.product !== undefined) place.hung.note(answer.product.media, media);
	// Nothing promises that they are answered in the order in which they were sent.
	const isOf = (one: WireStored, { stored, chosen = [] }: Slot): boolean =>
		did === 'updated' ? one.id === stored?.id : placeOfStored(one) === placeOfChosen(chosen);
	for (const slot of slots) {
		const stored = answer.productVariants?.find((one) => one !== null && isOf(one, slot));
		if (stored !== undefined && stored !== null) Object.assign(slot, { stored, did });
		else if (slot.stored === undefined) slot.error = fromBadBody({ operation: 'VariantsCreate', write: true });
	}
}

/** A SKU that another product has is no one's to take: left out where nobody chose it, refused where somebody did. */
function checkSku({ holders }: Place, slot: Slot, chosen: boolean): void {
	const { sku } = slot.values;
	const holder = sku === undefined ? undefined : holders.get(sku.toLowerCase());
	if (sku === undefined || holder === undefined || holder.id === slot.stored?.id) return;
	if (chosen) slot.error = skuTaken(sku, holder);
	else {
		const { sku: _, ...rest } = slot.values;
		slot.values = rest;
		slot.leftOut.push(say('skuElsewhere', { sku }));
	}
}

/** Fills those that are there. Setting a value again changes nothing, so a lost answer is asked for once more. */
export async function changeVariants(place: Place, all: readonly Slot[], fields: readonly ProductField[]): Promise<void> {
	const slots = all.filter(({ stored, error }) => stored !== undefined && error === undefined);
	for (const slot of slots) {
		if (slot.stored === undefined) continue;
		slot.values = filled(storedVariant(slot.stored, place.facts, place.counted), slot.values, fields);
		checkSku(place, slot, fields.includes('sku'));
		const [own] = slot.stored.media;
		const isWanted = own === undefined || (fields.includes('images') && own.id !== place.hung.ids.get(slot.picture?.url ?? ''));
		if (!isWanted) delete slot.picture;
	}
	for (let at = 0; at < slots.length; at += AT_ONCE) await changeSome(place, slots.slice(at, at + AT_ONCE), false);
	await setStock(place, slots, fields);
}

async function changeSome(place: Place, some: readonly Slot[], again: boolean): Promise<void> {
	const { client, facts, productId } = place;
	const bodies = some
		.filter(({ error }) => error === undefined)
		.map((slot) => ({ slot, ...pictured(place, slot, asChangedVariant(slot, facts) ?? {}) }))
		.filter(({ body }) => Object.keys(body).length > 0);
	if (bodies.length === 0) return;
	const slots = bodies.map(({ slot }) => slot);
	const media = unlike(bodies);
	const variants = bodies.map(({ slot, body }) => ({ id: gid('ProductVariant', slot.stored?.id ?? ''), ...body }));
	try {
		const input = { id: gid('Product', productId), variants, media: media.map(asMedia) };
		const { productVariantsBulkUpdate: answer } = await client.mutate(VARIANTS_UPDATE, input);
		if (answer.userErrors.length > 0 && withoutPictures(slots, media, answer.userErrors)) return await changeSome(place, some, again);
		refuse(slots, answer.userErrors);
		took(place, slots, answer, media, 'updated');
	} catch (error) {
		if (!isUnknown(error)) throw error;
		if (again) {
			for (const slot of slots) slot.error = error;
			return;
		}
		// Pictures may be there by now: sent again, each would hang there twice.
		for (const slot of slots) {
			if (slot.picture === undefined || place.hung.medium(slot.picture.url) !== undefined) continue;
			delete slot.picture;
			slot.leftOut.push(say('imagesUnknown'));
		}
		await changeSome(place, some, true);
	}
}

/** Written with what was there before; only where it was chosen. */
async function setStock({ stockSink }: Place, slots: readonly Slot[], fields: readonly ProductField[]): Promise<void> {
	if (!fields.includes('stock')) return;
	const wanted = new Map<string, Slot>();
	for (const slot of slots) if (slot.values.stock !== undefined && slot.error === undefined) wanted.set(slot.stored?.id ?? '', slot);
	const levels = [...wanted].map(([productId, { values, stored }]) => ({
		sku: stored?.sku ?? '',
		productId,
		quantity: Number(values.stock),
	}));
	if (levels.length === 0) return;
	for await (const portion of stockSink.write(levels)) {
		for (const written of portion) {
			const slot = wanted.get(written.productId ?? '');
			if (slot === undefined) continue;
			if (written.outcome === 'taken') slot.did = slot.did === 'created' ? 'created' : 'updated';
			else
				slot.leftOut.push(
					say('stockNotWritten', { why: written.outcome === 'refused' ? (written.detail ?? written.code) : written.outcome }),
				);
		}
	}
}
