import { earlier, iso, type IsoTime } from '../../domain/time';
import type { Database, FulfillmentRow, Sale } from '../../ports/database';
import type { OnceDeps } from '../once';
import { orderOfSale } from '../sales/order-of-sale';
import { lookBackTo } from './relook';

/** The shop's clock is not the warehouse's. */
const MARGIN_MS = 24 * 60 * 60_000;

export interface TellAgainDeps extends OnceDeps {
	readonly database: OnceDeps['database'] & Pick<Database, 'fulfillments'>;
}

/** Shall be told anew. */
const ANEW = '';

export const isToldAnew = ({ told }: FulfillmentRow): boolean => told === ANEW;

/** What a warehouse has of these sales, by the sale. */
export async function sendingsOfSale({ database }: Pick<TellAgainDeps, 'database'>, sale: Sale): Promise<readonly FulfillmentRow[]> {
	return sale.target === undefined ? [] : await database.fulfillments.ofOrder(sale.target, orderOfSale(sale));
}

/**
 * The next look at the warehouse shows what it has of these sales once more, as if nobody had been told, though nothing has
 * changed there since. Whoever tells the shop writes only what is missing in it.
 */
export async function tellAgain(deps: TellAgainDeps, sales: readonly Sale[]): Promise<void> {
	const { database } = deps;
	for (const [source, ofShop] of Map.groupBy(sales, (sale) => sale.source)) {
		for (const [warehouse, there] of Map.groupBy(ofShop, ({ target }) => target)) {
			if (warehouse === undefined) continue;
			const rows: FulfillmentRow[] = [];
			for (const sale of there) rows.push(...(await sendingsOfSale(deps, sale)).filter(({ told }) => told !== undefined));
			if (rows.length === 0) continue;
			await database.fulfillments.put(
				rows.map((row) => ({ ...row, told: ANEW })),
				database.now(),
			);
			// After that: a look in between would not have shown them.
			await lookBackTo(deps, { account: warehouse, shop: source, kind: 'fulfillmentsAgain' }, sinceOf(there));
		}
	}
}

/** Before anything was sent of any of them. */
const sinceOf = (sales: readonly Sale[]): IsoTime =>
	earlier(
		iso(Math.min(...sales.map(({ orderCreatedAt, purchasedAt, createdAt }) => Date.parse(orderCreatedAt ?? purchasedAt ?? createdAt)))),
		MARGIN_MS,
	);
