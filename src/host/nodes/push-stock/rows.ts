import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { parseAccountKey } from '../../../domain/account';
import { reasonOf, type Reason } from '../../../domain/reasons';
import type { StockRow } from '../../../domain/stock/facts';
import { readStockRow } from '../../../domain/stock/read-row';
import { say } from '../../../domain/texts/say';
import { wrongItem } from '../../action';
import type { Sides } from './accounts';

/** People count from one. */
const inputOf = (index: number): number => index + 1;

interface Unread {
	readonly sku?: string;
	readonly productId?: string;
}

/**
 * A SKU with a quantity, of one of the two accounts or of none.
 * @param unread told what an item names that is refused: no sum may be made without it
 */
export function takeRow(
	{ json }: INodeExecutionData,
	index: number,
	sides: Pick<Sides, 'channel' | 'store'>,
	unread: (named: Unread) => void,
): StockRow | Reason {
	const input = inputOf(index);
	const read = readStockRow(json, input);
	if (read.kind === 'refused') {
		const { sku, reason } = read.refusal;
		unread({ sku, ...(read.productId === undefined ? {} : { productId: read.productId }) });
		const wrong = sku === '' && read.productId === undefined ? wrongItem(json, undefined) : undefined;
		return wrong === undefined ? reason : reasonOf('stockInput', say('item', { input: String(input) }), wrong);
	}
	if (read.account !== undefined) {
		const account = parseAccountKey(read.account);
		if (!sides.channel.isAlso(account) && !sides.store.isAlso(account))
			return reasonOf('stockOtherAccount', say('item', { input: String(input) }), read.account);
	}
	return read.row;
}

/** A SKU or the id of a store's product, without a quantity. */
export function takeNamed(
	json: IDataObject,
	index: number,
): { readonly input: number; readonly sku: string; readonly productId?: string } | Reason {
	const input = inputOf(index);
	// Whatever stands under "quantity" is not asked for here.
	const read = readStockRow({ ...(json as Readonly<Record<string, unknown>>), ...NO_COUNT }, input);
	if (read.kind === 'refused') {
		const wrong = wrongItem(json, undefined);
		return wrong === undefined ? read.refusal.reason : reasonOf('stockInput', say('item', { input: String(input) }), wrong);
	}
	const { sku, productId } = read.row;
	return { input, sku, ...(productId === undefined ? {} : { productId }) };
}

const NO_COUNT = { quantity: 0, ownQuantity: undefined, counted: true, holdsOthers: false, place: undefined, asOf: undefined };
