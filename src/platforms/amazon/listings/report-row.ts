import type { Account } from '../../../domain/account';
import type { Listing } from '../../../domain/listing';
import { money } from '../../../domain/money';
import { findMarketplace } from '../constants';
import { filled, meaningOf } from '../fields';
import type { Column, Columns } from './columns';
import { fulfilledBy, usableCode } from './meanings';
import type { Row } from './table';

/** ASIN 1, ISBN 2, UPC 3, EAN 4. */
const ASIN = '1';
const CODES: readonly string[] = ['2', '3', '4'];

/** 11 is new, 1 to 10 are used, collectible and refurbished goods. */
const CONDITIONS: Readonly<Record<string, Listing['condition']>> = {
	11: 'new',
	...Object.fromEntries(Array.from({ length: 10 }, (_, index) => [index + 1, 'used'])),
};

/** The report is ordered in English; the others are for one that comes in the marketplace's language all the same. */
const ACTIVE: readonly string[] = ['active', 'aktiv', 'actif', 'activo', 'attivo'];

/** A part of a text keeps the whole of it in memory: what is kept of a row is copied. */
const own = (text: string): string => Buffer.from(text).toString();

/**
 * The report does not tell which listings are variations. Parents have neither price nor quantity, and what has neither cannot
 * be bought: https://sellercentral.amazon.de/gp/help/external/help.html?itemID=202135320
 */
function kindOf({ cells }: Row, columns: Columns): Listing['kind'] {
	const empty = (column: Column): boolean => columns.has(column) && (cells[columns.get(column) ?? -1] ?? '').trim() === '';
	return empty('price') && empty('quantity') ? 'parent' : 'single';
}

/** A row of the listings report; undefined where it names no SKU. What cannot be read counts as not told. */
export function toListing(row: Row, columns: Columns, channel: Account, marketplace: string): Listing | undefined {
	const raw = (column: Column): string => row.cells[columns.get(column) ?? -1] ?? '';
	const cell = (column: Column): string => raw(column).trim();
	// Never trimmed: a space at its end makes it another SKU.
	const sku = own(raw('seller-sku'));
	if (sku.trim() === '') return undefined;

	const channelCode = cell('fulfillment-channel');
	const fulfiller = fulfilledBy(channelCode === '' ? [] : [channelCode]);
	const [idType, id] = [cell('product-id-type'), cell('product-id')];
	const asin = cell('asin1') === '' && idType === ASIN ? id : cell('asin1');
	const currency = findMarketplace(marketplace)?.currency;
	const price = /^\d{1,12}(\.\d{1,6})?$/.test(cell('price')) && currency !== undefined ? money(cell('price'), currency) : undefined;
	const quantity = fulfiller === 'merchant' && /^\d{1,9}$/.test(cell('quantity')) ? Number(cell('quantity')) : undefined;
	return {
		channel,
		marketplace,
		sku,
		title: own(cell('item-name')),
		kind: kindOf(row, columns),
		fulfilledBy: fulfiller,
		condition: meaningOf(CONDITIONS, cell('item-condition')) ?? 'unknown',
		// Reports without the column list what is for sale.
		active: !columns.has('status') || ACTIVE.includes(cell('status').toLowerCase()),
		...filled<Pick<Listing, 'code' | 'gtin' | 'price' | 'quantity'>>({
			code: own(asin),
			gtin: CODES.includes(idType) ? usableCode(own(id)) : undefined,
			price,
			quantity,
		}),
	};
}
