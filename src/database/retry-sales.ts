import type { OrderId } from '../domain/ids';
import { DECIDED_ONE_BY_ONE } from '../domain/reasons';
import { batches, distinct } from './batches';
import type { Connection, Db } from './connection';
import { makeDue } from './due-sales';
import { onEachSide } from './sale-sides';
import type { AccountId } from './schema';

const AREA = ['sale'];
/** Others wait for no more than that. */
const RETRIED_AT_ONCE = 500;

/** The named ones, on whichever side the account is. */
export async function retryOrders(connection: Connection, account: AccountId, orderIds: readonly OrderId[], now: number): Promise<number> {
	return await connection.write(AREA, async (db) => {
		const sales = await onEachSide(account, async (side) => {
			const named = [];
			// By nothing but the order: where its state is named as well, databases go through all that are in it.
			for (const batch of batches(distinct(orderIds), 1))
				named.push(...(await db.selectFrom('sale').select(['id', 'state']).where(side).where('order_id', 'in', batch).execute()));
			return named;
		});
		const open = sales.filter(({ state }) => state === 'error' || state === 'pending').map(({ id }) => id);
		await makeDue(db, open, now);
		return open.length;
	});
}

/** What is in error is looked for while nobody waits, and then taken portion by portion, as far as it still is. */
export async function retryAll(connection: Connection, account: AccountId, now: number): Promise<number> {
	const found = await connection.read(async (db) => await onEachSide(account, async (side) => await inError(db).where(side).execute()));
	let retried = 0;
	for (let at = 0; at < found.length; at += RETRIED_AT_ONCE) {
		const portion = found.slice(at, at + RETRIED_AT_ONCE).map(({ id }) => id);
		retried += await connection.write(AREA, async (db) => {
			const still = (await inError(db).where('id', 'in', portion).execute()).map(({ id }) => id);
			await makeDue(db, still, now);
			return still.length;
		});
	}
	return retried;
}

const inError = (db: Db) =>
	db
		.selectFrom('sale')
		.select('id')
		.where('state', '=', 'error')
		.where((sale) => sale.or([sale('reason_code', 'is', null), sale('reason_code', 'not in', DECIDED_ONE_BY_ONE)]));
