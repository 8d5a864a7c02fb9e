import { canMove } from '../domain/sale-states';
import { iso } from '../domain/time';
import type { SaleDecision } from '../ports/database';
import { batches, distinct } from './batches';
import type { Db } from './connection';
import { appendHistory, type SaleRow } from './sale-rows';
import { ofAccount } from './sale-sides';
import { clearWaiting } from './sale-waiting';
import type { AccountId } from './schema';

type Found = Pick<SaleRow, 'id' | 'state' | 'order_number' | 'reason_code' | 'reason_text' | 'reason_advice'>;

/** See `Sales.decide`. For a caller that holds the area `sale`. */
export async function decideSales(
	db: Db,
	account: AccountId,
	saleIds: readonly number[],
	{ from, to, reason }: SaleDecision,
	now: number,
): Promise<readonly number[]> {
	const found: Found[] = [];
	for (const batch of batches(distinct(saleIds), 1))
		found.push(
			...(await db
				.selectFrom('sale')
				.select(['id', 'state', 'order_number', 'reason_code', 'reason_text', 'reason_advice'])
				.where('id', 'in', batch)
				.where(ofAccount(account))
				.execute()),
		);
	// A run may have ended one meanwhile.
	const still = found.filter(({ state }) => from.includes(state) && canMove(state, to));
	const decided = still.map((sale) => {
		const why = reason?.(sale.order_number);
		return why === undefined ? sale : { ...sale, reason_code: why.code, reason_text: why.text, reason_advice: why.advice };
	});
	for (const { id, reason_code, reason_text, reason_advice } of decided)
		await db
			.updateTable('sale')
			.where('id', '=', id)
			.set({ state: to, reason_code, reason_text, reason_advice, next_attempt_at: null, updated_at: iso(now) })
			.execute();
	const ids = decided.map(({ id }) => id);
	await clearWaiting(db, ids);
	await appendHistory(
		db,
		decided.map(({ id, reason_code, reason_text }) => ({ sale_id: id, state: to, reason_code, reason_text })),
		iso(now),
	);
	return ids;
}
