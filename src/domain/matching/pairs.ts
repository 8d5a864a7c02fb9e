import type { AccountKey } from '../ids';
import type { Phrase } from '../texts/language';
import { say } from '../texts/say';

/** Which product of the store: by SKU, several of a bundle with their pieces ("TEE*2, CAP*1"), or by the store's own id. */
export type ChosenProduct =
	| { readonly by: 'sku'; readonly sku: string }
	/** `sku`, where it is given, has to be the product's: two answers to one question are none. */
	| { readonly by: 'id'; readonly id: string; readonly parentId?: string; readonly sku?: string }
	| { readonly by: 'parts'; readonly parts: readonly { readonly id: string; readonly units: number }[] };

/** A listing and its product, as a row of a sheet has them. */
export interface Pair {
	/** To the byte: spaces of a SKU are its own. */
	readonly listingSku: string;
	readonly product: ChosenProduct;
	readonly unitsPerListing: number;
	/** The sheet had taken the SKU for a number and may have cut zeros off it: good only if there is a listing of it. */
	readonly mustBeKnown?: true;
}

export type PairRow =
	| { readonly kind: 'pair'; readonly pair: Pair }
	/** `listingSku` as far as the row names one. */
	| { readonly kind: 'refused'; readonly listingSku: string; readonly why: Phrase };

interface Cell {
	readonly text: string;
	readonly isNumber: boolean;
}

const EMPTY: Cell = { text: '', isNumber: false };
/** What Excel shows for a number that is too long for its cell, and writes into a CSV file: its last digits are gone. */
const CUT_NUMBER = /^\d(?:[.,]\d+)?E\+\d{1,3}$/i;

/** Undefined for what cannot be a SKU or an id. */
function cellOf(value: unknown): Cell | undefined {
	if (value === undefined || value === null) return EMPTY;
	if (typeof value === 'string') return CUT_NUMBER.test(value.trim()) ? undefined : { text: value, isNumber: false };
	return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? { text: String(value), isNumber: true } : undefined;
}

/** Headings as people write them: "Listing SKU", "listing_sku". */
const plain = (heading: string): string => heading.toLowerCase().replace(/[^a-z]/g, '');

/** 3, "3" and "3,0", as sheets write whole numbers. Empty is one piece. */
function unitsOf({ text }: Cell): number | undefined {
	const [, digits] = /^(\d{1,6})(?:[.,]0+)?$/.exec(text.trim()) ?? [];
	const units = text.trim() === '' ? 1 : Number(digits);
	return Number.isSafeInteger(units) && units > 0 ? units : undefined;
}

/** The list of links names the parts of a bundle by their ids, and the first of them as its product; people name them by their SKUs. */
function bundleOf(components: string, id: string): ChosenProduct {
	const parts = components.split(',').map((part) => /^\s*([^\s*]+)\*([1-9]\d*)\s*$/.exec(part));
	if (id === '' || parts.includes(null)) return { by: 'sku', sku: components };
	return { by: 'parts', parts: parts.map((found) => ({ id: found?.[1] ?? '', units: Number(found?.[2]) })) };
}

function productOf({ sku, id, parentId }: Readonly<Record<'sku' | 'id' | 'parentId', string>>): ChosenProduct | undefined {
	const named = sku.trim() === '' ? undefined : sku;
	if (id === '') return named === undefined ? undefined : { by: 'sku', sku: named };
	return { by: 'id', id, ...(parentId !== '' && { parentId }), ...(named !== undefined && { sku: named }) };
}

/**
 * A row with the columns of the list of links: listingSku, productSku or productId (with parentId), unitsPerListing, and of a bundle
 * components instead. Other columns are not looked at.
 * @param channel whose listings are linked: a row that names another account is refused
 */
export function readPair(row: Readonly<Record<string, unknown>>, channel: AccountKey): PairRow {
	const values = new Map(Object.entries(row).map(([heading, value]) => [plain(heading), value]));
	const unreadable: string[] = [];
	const cell = (heading: string): Cell => {
		const read = cellOf(values.get(heading.toLowerCase()));
		if (read === undefined) unreadable.push(heading);
		return read ?? EMPTY;
	};
	const listing = cell('listingSku');
	const [sku, id, parentId, components] = [
		cell('productSku').text,
		cell('productId').text.trim(),
		cell('parentId').text.trim(),
		cell('components').text,
	];
	const units = unitsOf(cell('unitsPerListing'));
	const account = cell('channel').text.trim();
	const refused = (why: Phrase): PairRow => ({ kind: 'refused', listingSku: listing.text, why });

	const [column] = unreadable;
	if (column === 'unitsPerListing' || units === undefined) return refused(say('pairUnits'));
	if (column !== undefined) return refused(say('pairNumber', { column }));
	if (account !== '' && account !== channel) return refused(say('pairAccount', { account }));
	if (listing.text.trim() === '') return refused(say('pairNoListing'));
	const bundle = components.trim() === '' ? undefined : bundleOf(components, id);
	if (bundle !== undefined && (sku.trim() !== '' || units !== 1)) return refused(say('pairTwice'));
	const product = bundle ?? productOf({ sku, id, parentId });
	if (product === undefined) return refused(say('pairNoProduct'));
	const mustBeKnown = listing.isNumber ? ({ mustBeKnown: true } as const) : {};
	return { kind: 'pair', pair: { listingSku: listing.text, product, unitsPerListing: units, ...mustBeKnown } };
}
