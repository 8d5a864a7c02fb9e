import { accountKey, accountSchema } from '../account';
import type { AccountKey } from '../ids';
import { reasonOf } from '../reasons';
import type { ReasonCode } from '../reasons';
import type { Words } from '../texts/language';
import { say } from '../texts/say';
import { isoTimeSchema } from '../time';
import type { StockRow } from './facts';
import type { Refusal } from './plan';
import { numberIn, wrongQuantity } from './quantity';

export type ReadRow =
	/** `account`: whose count it is, where the item says so; ids are that account's. */
	| { readonly kind: 'row'; readonly row: StockRow; readonly account?: AccountKey }
	/** What it names is told as far as it can be read: it never counts as zero. */
	| { readonly kind: 'refused'; readonly refusal: Refusal; readonly productId?: string };

/** Counts of what lies at a channel's warehouse. */
const WAREHOUSE_PLACES: readonly unknown[] = ['fba', 'centre', 'awd'];

/** Headings as people write them: "SKU", "own quantity", "product_id". A column beside it has a number of its own: "quantity 2". */
const plain = (heading: string): string => heading.toLowerCase().replace(/[^a-z0-9]/g, '');

/** What stands under the field's very name goes over what only looks like it. */
function fieldsOf(json: Readonly<Record<string, unknown>>): ReadonlyMap<string, unknown> {
	const entries = Object.entries(json);
	const isExact = ([heading]: (typeof entries)[number]): boolean => EXACT.includes(heading);
	return new Map(
		[...entries.filter((entry) => !isExact(entry)), ...entries.filter(isExact)].map(([heading, value]) => [plain(heading), value]),
	);
}

const EXACT = [
	'sku',
	'productId',
	'quantity',
	'ownQuantity',
	'marketplace',
	'place',
	'atWarehouse',
	'asOf',
	'account',
	'counted',
	'holdsOthers',
];

/** What a sheet shows of a number that is too long for its cell: its last digits are gone. */
const CUT_NUMBER = /^\d(?:[.,]\d+)?E\+\d{1,3}$/i;

/** To the byte: spaces and case of a SKU are its own. Sheets take SKUs of digits for numbers. */
function nameIn(value: unknown): string | undefined {
	if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? String(value) : undefined;
	return typeof value === 'string' && value.trim() !== '' && !CUT_NUMBER.test(value.trim()) ? value : undefined;
}

/**
 * Any item with a SKU (or the store's own product id) and a quantity: of a sheet, another system, the stock node.
 * @param input which item; people count from one
 */
export function readStockRow(json: Readonly<Record<string, unknown>>, input: number): ReadRow {
	const values = fieldsOf(json);
	const sku = nameIn(values.get('sku')) ?? '';
	const productId = nameIn(values.get('productid'));
	const place = values.get('place');
	const refuse = (code: ReasonCode, detail?: Words): ReadRow => ({
		kind: 'refused',
		refusal: { sku, reason: reasonOf(code, say('item', { input }), detail), inputs: [input] },
		...(productId === undefined ? {} : { productId }),
	});
	if (sku === '' && productId === undefined) return refuse('stockInput', say('quantityNoSku'));
	// What the store says of itself: there is no number to mend.
	if (values.get('holdsothers') === true) return refuse('stockOfParent', `SKU "${sku}"`);
	if (values.get('counted') === false) return refuse('stockNotManaged', `SKU "${sku}"`);

	const given = values.get('quantity');
	const read = numberIn(given);
	if (read === undefined) return refuse('stockInput', missingOr(given));
	// A store that sold more than it had has none.
	const quantity = place === 'store' ? Math.max(0, read) : read;
	const wrong = wrongQuantity(quantity);
	if (wrong !== undefined) return refuse('stockInput', wrong);

	const own = values.get('ownquantity');
	const isOwnGiven = own !== undefined && own !== null && own !== '';
	const ownQuantity = isOwnGiven ? numberIn(own) : undefined;
	if (isOwnGiven && (ownQuantity === undefined || wrongQuantity(ownQuantity) !== undefined)) {
		return refuse('stockInput', say('ownQuantityWrong', { quantity: shownOf(own) }));
	}
	const marketplace = nameIn(values.get('marketplace'));
	const asOf = isoTimeSchema.safeParse(values.get('asof'));
	const account = accountSchema.safeParse(values.get('account'));
	return {
		kind: 'row',
		row: {
			input,
			sku,
			quantity,
			...(productId === undefined ? {} : { productId }),
			...(marketplace === undefined ? {} : { marketplace }),
			...(WAREHOUSE_PLACES.includes(place) || isTrue(values.get('atwarehouse')) ? { atWarehouse: true as const } : {}),
			...(ownQuantity === undefined ? {} : { ownQuantity }),
			...(asOf.success ? { asOf: asOf.data } : {}),
			...(place === 'store' ? { fromStore: true as const } : {}),
		},
		...(account.success ? { account: accountKey(account.data) } : {}),
	};
}

const isTrue = (value: unknown): boolean => value === true || (typeof value === 'string' && value.trim().toLowerCase() === 'true');

/** Short: somebody may have put a whole text there. */
const shownOf = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 40) : typeof value;

const missingOr = (value: unknown): Words =>
	value === undefined || value === null || value === '' ? say('quantityMissing') : say('quantityUnreadable', { quantity: shownOf(value) });
