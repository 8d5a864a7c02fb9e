import type { IDataObject } from 'n8n-workflow';
import { whyInWords } from '../../../domain/matching';
import type { LinkContent } from '../../../domain/order';
import type { Gone, LinkPlace, ProductLink } from '../../../domain/product';
import { EXPLAINED } from '../../../domain/texts/explanations';
import { wordsIn, type Language } from '../../../domain/texts/language';
import { say } from '../../../domain/texts/say';
import type { LinkRecord, OpenListing } from '../../../ports/database';

/** What a row of links says. Those of a pending listing have the columns that *Link From Items* takes, plain enough for a sheet. */
export interface LinkItem {
	readonly state: string;
	readonly listingSku: string;
	readonly productSku: string;
	readonly productId: string;
	readonly parentId: string;
	readonly unitsPerListing: number;
	/** Of a bundle; empty else. */
	readonly components: string;
	readonly title: string;
	/** The channel's product id (ASIN). */
	readonly code: string;
	/** Where it is sold, separated by commas. */
	readonly marketplaces: string;
	readonly rule: string;
	/** Why it is not linked, or not well: a code, and the same in words. */
	readonly why: string;
	readonly text: string;
}

/** How many there are of each, and what was linked in this run. */
export interface CatalogSummary {
	readonly matched: number;
	readonly linked: number;
	readonly unchanged: number;
	readonly pending: number;
	readonly ambiguous: number;
	readonly gone: number;
	readonly unreadable: number;
	/** Sales that waited for one of the SKUs. */
	readonly retried: number;
	readonly dryRun: boolean;
	readonly links: readonly LinkItem[];
	/** The same in a sentence, and what to do about what needs a person, as it is mailed. */
	readonly text: string;
	readonly advice: string;
	readonly mail: { readonly subject: string; readonly whatToDo: string };
}

const NOTHING = {
	productSku: '',
	productId: '',
	parentId: '',
	unitsPerListing: 1,
	components: '',
	title: '',
	code: '',
	marketplaces: '',
	rule: '',
	why: '',
	text: '',
};

const marketplacesOf = (places: readonly LinkPlace[] = []): string => [...new Set(places.map(({ marketplace }) => marketplace))].join(', ');

const contentOf = (content: LinkContent): Pick<LinkItem, 'unitsPerListing' | 'components'> =>
	'components' in content
		? { unitsPerListing: 1, components: content.components.map(({ productId, units }) => `${productId}*${units}`).join(', ') }
		: { unitsPerListing: content.unitsPerListing, components: '' };

export const linkItem = (link: ProductLink): LinkItem => ({
	...NOTHING,
	state: 'synchronised',
	listingSku: link.sku,
	productId: link.productId,
	parentId: link.parentId ?? '',
	...contentOf(link.content),
	marketplaces: marketplacesOf(link.places),
	rule: link.rule,
});

export function goneItem(link: ProductLink, what: Gone, language: Language): LinkItem {
	const row = { ...linkItem(link), state: 'gone' };
	if (what === 'listing') return { ...row, why: 'listingGone', text: say('listingGone')[language] };
	// In no column that links: its id may be another product's by now.
	const text = `${EXPLAINED[language].linkGone.title} (ID ${link.productId})`;
	return { ...row, productId: '', parentId: '', components: '', why: 'productGone', text };
}

/** One for each product that it may be: whoever deletes the wrong ones has a list to link from. */
export function openItems(listing: OpenListing, language: Language): readonly LinkItem[] {
	const { sku: listingSku, title, code = '', state, places, candidates } = listing;
	const row = { ...NOTHING, state, listingSku, title, code, marketplaces: marketplacesOf(places) };
	if (candidates.length === 0) return [{ ...row, why: 'noProduct', text: EXPLAINED[language].lineUnmatched.title }];
	return candidates.map((candidate) => ({
		...row,
		productSku: candidate.sku,
		productId: candidate.productId,
		parentId: candidate.parentId ?? '',
		unitsPerListing: candidate.units ?? 1,
		why: candidate.why,
		text: wordsIn(whyInWords(candidate.why), language),
	}));
}

export const refusedItem = (link: ProductLink, language: Language): LinkItem => ({
	...linkItem(link),
	state: 'pending',
	why: 'productTaken',
	text: EXPLAINED[language].productTaken.title,
});

/** A record that could not be read; why, in the words of whoever read it. */
export const unreadableItem = (what: Partial<Pick<LinkItem, 'listingSku' | 'productId' | 'marketplaces'>>, text: string): LinkItem => ({
	...NOTHING,
	state: 'unreadable',
	listingSku: '',
	...what,
	why: 'unreadable',
	text,
});

export const itemsOf = (record: LinkRecord | OpenListing, language: Language): readonly LinkItem[] => {
	if (!('link' in record)) return openItems(record, language);
	return [record.link.gone === undefined ? linkItem(record.link) : goneItem(record.link, record.link.gone, language)];
};

export const told = (row: LinkItem): IDataObject => ({ ...row });
