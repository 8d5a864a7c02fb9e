import type { AccountKey } from '../../domain/ids';
import type { Listing, ListingDetails } from '../../domain/listing';
import { lengthIn, weightIn } from '../../domain/measures';
import { format } from '../../domain/money';
import { normaliseGtin } from '../../domain/gtin';
import { storePrice } from '../../domain/product-price';
import { bulletList, oneLine, safeHtml } from '../../domain/product-text';
import { reasonOf, type Reason } from '../../domain/reasons';
import type { Words } from '../../domain/texts/language';
import { say } from '../../domain/texts/say';
import type { ProductDraft, StoreMeasures } from '../../ports/product-sink';
import type { ProductSettings } from './deps';
import { listingNamed } from './read-details';

export interface DraftContext {
	readonly settings: ProductSettings;
	readonly measures: StoreMeasures;
	readonly channel: AccountKey;
	/** Why listings that were looked for could not be read. */
	readonly faults: ReadonlyMap<string, Reason>;
}

export interface MemberDraft {
	readonly draft: ProductDraft;
	readonly listing: Listing;
	/** What is missing or was left out. */
	readonly notes: readonly Words[];
}

const NO_PRICE = { taxRateUnknown: 'taxRateUnknown', notANumber: 'rateNoNumber', notPositive: 'nothingLeft' } as const;

/** Where buyers see prices before tax. */
const BEFORE_TAX: ReadonlySet<string> = new Set(['USD', 'CAD']);

/** Who made a product of which listing. Written on it. */
const originOfListing = (channel: string, sku: string): string => `${channel}:${sku}`;

/** A listing as a product of the store, or why it cannot be one. Pure. */
export function draftListing(details: ListingDetails, context: DraftContext): MemberDraft | Reason {
	const { listing } = details;
	const { settings, measures, channel } = context;
	const title = oneLine(listing.title);
	if (title === '') return reasonOf('noTitle', listingNamed(listing.sku));
	const notes: Words[] = [];
	const price = priceOf(listing, context, notes);
	if (typeof price === 'object') return price;
	const gtin = gtinOf(listing, notes);
	const weight = weightOf(details, measures, notes);
	const dimensions = dimensionsOf(details, measures);
	if (details.images.length === 0) notes.push(say('noImages'));
	const draft: ProductDraft = {
		origin: originOfListing(channel, listing.sku),
		sku: listing.sku,
		...(listing.code === undefined ? {} : { code: listing.code }),
		title,
		description: safeHtml(details.description ?? ''),
		shortDescription: bulletList(details.bullets),
		status: settings.status,
		...(price === undefined ? {} : { price }),
		...(gtin === undefined ? {} : { gtin }),
		...(details.brand === undefined || details.brand.trim() === '' ? {} : { brand: oneLine(details.brand) }),
		...(weight === undefined ? {} : { weight }),
		...(dimensions === undefined ? {} : { dimensions }),
		attributes: details.attributes.filter(({ values }) => values.length > 0),
		categories: settings.categories ? details.categories : [],
		images: details.images.map((url) => ({ url, alt: title })),
		...(settings.stock && listing.fulfilledBy === 'merchant' && listing.quantity !== undefined ? { stock: listing.quantity } : {}),
		axes: details.axes,
		variations: [],
	};
	return { draft, listing, notes };
}

/** Undefined: none is written. A variation has its own, their parent none. */
function priceOf({ sku, kind, price }: Listing, { settings, measures }: DraftContext, notes: Words[]): string | undefined | Reason {
	if (settings.price === 'none' || kind === 'parent') return undefined;
	if (price === undefined) {
		notes.push(say('priceMissing'));
		return undefined;
	}
	if (price.currency !== measures.currency) {
		const told = { listing: format(price), store: measures.currency };
		if (settings.otherCurrency === 'refuse') return reasonOf('productCurrency', listingNamed(sku), say('prices', told));
		notes.push(say('priceLeftOut', { price: told.listing, currency: told.store }));
		return undefined;
	}
	const channelIncludesTax = !BEFORE_TAX.has(price.currency);
	const stored = storePrice(price, {
		channelIncludesTax,
		// A store that computes no tax asks for what is listed.
		storeIncludesTax: measures.pricesIncludeTax ?? channelIncludesTax,
		...(settings.taxRate === undefined ? {} : { taxRate: settings.taxRate }),
		markup: { percent: settings.markup },
	});
	if (typeof stored !== 'string') return stored.amount;
	if (settings.otherCurrency === 'refuse') return reasonOf('productPrice', listingNamed(sku), say(NO_PRICE[stored]));
	notes.push(say('priceNotWritten', { price: format(price), why: say(NO_PRICE[stored]) }));
	return undefined;
}

/** As the channel has it: a store shows and exports it as it is written. One that is mistyped would be somebody else's. */
function gtinOf({ gtin }: Listing, notes: Words[]): string | undefined {
	if (gtin === undefined || gtin.trim() === '') return undefined;
	if (normaliseGtin(gtin) !== undefined) return gtin.trim();
	notes.push(say('badGtin', { gtin }));
	return undefined;
}

/** Of a parent nobody ships anything. */
function weightOf({ listing, weight }: ListingDetails, { weightUnit }: StoreMeasures, notes: Words[]): string | undefined {
	if (listing.kind === 'parent') return undefined;
	const value = weight === undefined ? undefined : weightIn(weight, weightUnit);
	if (value === undefined) {
		notes.push(weight === undefined ? say('noWeight') : say('weightUnknown', { weight: `${weight.value} ${weight.unit}` }));
	}
	return value;
}

function dimensionsOf({ listing, dimensions }: ListingDetails, { dimensionUnit }: StoreMeasures): ProductDraft['dimensions'] {
	if (dimensions === undefined || listing.kind === 'parent') return undefined;
	const [length, width, height] = [dimensions.length, dimensions.width, dimensions.height].map((value) =>
		lengthIn({ value, unit: dimensions.unit }, dimensionUnit),
	);
	return length === undefined || width === undefined || height === undefined ? undefined : { length, width, height };
}
