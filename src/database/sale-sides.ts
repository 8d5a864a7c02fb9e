import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { AccountId, Schema } from './schema';

type Sales = ExpressionBuilder<Schema, 'sale'>;
type Side = (sale: Sales) => Expression<SqlBool>;

/** A client sees the sales of its own account, on either side. */
export const ofAccount =
	(account: AccountId): Side =>
	(sale) =>
		sale.or([sale('source', '=', account), sale('target', '=', account)]);

/** The same, one side after the other: for both in one question databases go through all sales of the account. */
export async function onEachSide<Row extends { readonly id: number }>(
	account: AccountId,
	ask: (side: Side) => Promise<readonly Row[]>,
): Promise<Row[]> {
	const rows = new Map<number, Row>();
	for (const side of ['source', 'target'] as const) for (const row of await ask((sale) => sale(side, '=', account))) rows.set(row.id, row);
	return [...rows.values()];
}
