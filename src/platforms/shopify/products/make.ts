import { PlatformError } from '../../../domain/platform-error';
import type { Words } from '../../../domain/texts/language';
import { say } from '../../../domain/texts/say';
import type { ProductDraft, SavedProduct } from '../../../ports/product-sink';
import type { ShopifyClient } from '../client';
import { fromBadBody } from '../errors';
import type { ShopFacts } from '../shop';
import { readable, type UserError } from '../wire/fields';
import { PRODUCT_SET, storedSchema, type WireProduct } from '../wire/product';
import { placeOfChosen, placeOfStored, type Chosen, type Option } from './axes';
import { withoutRefused } from './hang';
import { asFile, Hung, type Picture } from './pictures';
import { elementOf, isAbout, productRefused } from './refusals';
import { asSetVariant, isOpen, type Slot } from './slots';
import { codeOf, metafieldOf, productInput, productValues } from './values';

/** As many as Shopify makes in one go well within the time of a request; the others follow. */
const FIRST_VARIANTS = 50;
/** Shopify's names for the one variant of a product without options. */
const ONLY: readonly Chosen[] = [{ optionName: 'Title', name: 'Default Title' }];

interface Wanted {
	readonly client: ShopifyClient;
	readonly facts: ShopFacts;
	readonly draft: ProductDraft;
	readonly slots: readonly Slot[];
	readonly options: readonly Option[];
	readonly pictures: readonly Picture[];
	readonly locationId: string | undefined;
	readonly leftOut: Words[];
}

type Made =
	| { readonly kind: 'made'; readonly product: WireProduct; readonly hung: Hung; readonly pictures: readonly Picture[] }
	/** By somebody else in that moment, or by a request whose answer was lost. */
	| { readonly kind: 'there'; readonly saved: SavedProduct };

/**
 * A product with its first variants and its pictures in one request: all of it, or nothing. What Shopify refuses of it is taken out
 * and the rest goes again. Its marks keep it from being there twice.
 */
export async function makeProduct(wanted: Wanted, own: () => Promise<SavedProduct | undefined>): Promise<Made> {
	const { client, draft, slots, leftOut } = wanted;
	let { pictures } = wanted;
	for (;;) {
		const some = slots.filter(isOpen).slice(0, FIRST_VARIANTS);
		// A product without a variant there is none.
		if (some.length === 0) throw slots.find(({ error }) => error !== undefined)?.error ?? new Error('A product has a variant');
		const files = filesOf(pictures, some);
		let answer;
		try {
			const input = inputOf(wanted, some, files);
			({ productSet: answer } = await client.mutate(PRODUCT_SET, { input, variants: some.length }));
		} catch (error) {
			const there = error instanceof PlatformError && error.details.kind === 'unknownOutcome' ? await own() : undefined;
			if (there === undefined) throw error;
			return { kind: 'there', saved: there };
		}
		const { product, userErrors } = answer;
		if (product !== null && product !== undefined && userErrors.length === 0) {
			const stored = readable(storedSchema, product.variants.nodes);
			for (const [at, slot] of some.entries()) took(slot, stored, at);
			const hung = new Hung({ pictures: '', media: [] });
			hung.note(product.media, files);
			return { kind: 'made', product, hung, pictures };
		}
		const ofFiles = userErrors.filter((error) => isAbout(error, 'files') || isAbout(error, 'file'));
		if (ofFiles.length > 0 && files.length > 0) {
			pictures = withoutFiles(pictures, some, ofFiles, files, leftOut);
			continue;
		}
		// Whoever made it in between bears its mark.
		const there = userErrors.some((error) => isAbout(error, 'metafields')) ? await own() : undefined;
		if (there !== undefined) return { kind: 'there', saved: there };
		const ofVariants = userErrors.filter((error) => some[elementOf(error, 'variants') ?? -1] !== undefined);
		if (ofVariants.length < userErrors.length || userErrors.length === 0) throw productRefused(draft.sku, userErrors);
		for (const [at, slot] of some.entries()) {
			const errors = ofVariants.filter((error) => elementOf(error, 'variants') === at);
			if (errors.length > 0) slot.error = productRefused(slot.draft.sku, errors);
		}
	}
}

function took(slot: Slot, nodes: readonly NonNullable<Slot['stored']>[], at: number): void {
	const { chosen } = slot;
	const stored = chosen === undefined ? nodes[at] : nodes.find((one) => placeOfStored(one) === placeOfChosen(chosen));
	if (stored === undefined) slot.error = fromBadBody({ operation: 'ProductSet', write: true });
	else Object.assign(slot, { stored, did: 'created' });
}

/** A variant's picture has to be one of its product's. */
const filesOf = (pictures: readonly Picture[], slots: readonly Slot[]): readonly Picture[] =>
	[
		...new Map([...pictures, ...slots.flatMap(({ picture }) => picture ?? [])].toReversed().map((one) => [one.url, one])).values(),
	].toReversed();

function withoutFiles(
	pictures: readonly Picture[],
	slots: readonly Slot[],
	errors: readonly UserError[],
	files: readonly Picture[],
	leftOut: Words[],
): readonly Picture[] {
	const named = errors.map((error) => {
		const variant = slots[elementOf(error, 'variants') ?? -1];
		const at = variant === undefined ? undefined : files.findIndex(({ url }) => url === variant.picture?.url);
		return at === undefined || at < 0 ? error : { ...error, field: ['files', String(at)] };
	});
	const kept = new Set(withoutRefused(files, named, 'files', []).map(({ url }) => url));
	for (const { url, number } of pictures) if (!kept.has(url)) leftOut.push(say('imageRefused', { number }));
	for (const slot of slots) {
		const { picture } = slot;
		if (picture === undefined || kept.has(picture.url)) continue;
		delete slot.picture;
		slot.leftOut.push(say('imageRefused', { number: picture.number }));
	}
	return pictures.filter(({ url }) => kept.has(url));
}

function inputOf({ facts, draft, options, locationId }: Wanted, slots: readonly Slot[], files: readonly Picture[]): object {
	const isFamily = draft.variations.length > 0;
	const marks = isFamily ? [metafieldOf('origin', draft.origin), ...codeOf(draft)] : [];
	const chosen = (slot: Slot): readonly Chosen[] => slot.chosen ?? ONLY;
	const names = isFamily ? options.map(({ name }) => name) : ONLY.map(({ optionName }) => optionName);
	const productOptions = names.map((name) => {
		const values = new Set(slots.flatMap((slot) => chosen(slot).flatMap((one) => (one.optionName === name ? [one.name] : []))));
		return { name, values: [...values].map((value) => ({ name: value })) };
	});
	return {
		...productInput(productValues(draft), marks),
		productOptions,
		variants: slots.map((slot) => asSetVariant(slot, facts, chosen(slot), locationId)),
		...(files.length === 0 ? {} : { files: files.map(asFile) }),
	};
}
