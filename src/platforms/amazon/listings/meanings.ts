import type { Listing } from '../../../domain/listing';

/**
 * FBA is AMAZON_EU, AMAZON_NA and their like. A listing that was the seller's before keeps its old entry beside Amazon's.
 * https://github.com/amzn/selling-partner-api-models/issues/2061
 */
export function fulfilledBy(channels: readonly string[]): Listing['fulfilledBy'] {
	if (channels.some((code) => code.startsWith('AMAZON'))) return 'amazon';
	return channels.includes('DEFAULT') ? 'merchant' : 'unknown';
}

const NEW: readonly (string | undefined)[] = ['new_new', 'new_oem'];

/** `used_like_new`, `refurbished_refurbished`, `collectible_good` and `new_open_box` are not what a shop sells as new. */
export function conditionOf(word: string | undefined): Listing['condition'] {
	if (NEW.includes(word)) return 'new';
	return word === undefined || word === '' ? 'unknown' : 'used';
}

/** EAN, UPC, GTIN or ISBN, as far as it is written in digits; the last one of an ISBN may be X. */
export const usableCode = (text: string | undefined): string | undefined => {
	const code = text?.replace(/[\s-]/g, '');
	return code !== undefined && /^(\d{8,14}|\d{9}X)$/.test(code) ? code : undefined;
};
