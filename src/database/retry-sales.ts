import type { OrderId } from '../domain/ids';
import { BY_HAND, DECIDED_ONE_BY_ONE } from '../domain/reasons';
import type { SaleState } from '../domain/sale-states';
import { batches, distinct } from './batches';
import type { Connection, Db } from './connection';
import { makeDue } from './due-sales';
import type { SaleRow } from './sale-rows';
import { ofAccount, onEachSide } from './sale-sides';
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
				named.push(
					...(await db
						.selectFrom('sale')
						.select(['id', 'state', 'reason_code', 'target_order_id'])
						.where(side)
						.where('order_id', 'in', batch)
						.execute()),
				);
			return named;
		});
		const open = sales.filter(isOpen).map(({ id }) => id);
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

/** Those of these that a retry has something to do of; none that a person decides one by one. */
export async function retryThese(connection: Connection, account: AccountId, saleIds: readonly number[], now: number): Promise<number> {
	return await connection.write(AREA, async (db) => {
		const open: number[] = [];
		for (const batch of batches(distinct(saleIds), 1)) {
			const rows = await db
				.selectFrom('sale')
				.select(['id', 'state', 'reason_code'])
				.where('id', 'in', batch)
				.where(ofAccount(account))
				.execute();
			open.push(...rows.filter(({ state, reason_code: code }) => OPEN.has(state) && !isDecidedAlone(code)).map(({ id }) => id));
		}
		await makeDue(db, open, now);
		return open.length;
	});
}

const OPEN: ReadonlySet<SaleState> = new Set(['error', 'pending']);
const isDecidedAlone = (code: string | null): boolean => DECIDED_ONE_BY_ONE.some((one) => one === code);

/** What a person marked as done by hand is open again by another word of a person. */
const isOpen = ({
	state,
	reason_code: code,
	target_order_id: there,
}: Pick<SaleRow, 'state' | 'reason_code' | 'target_order_id'>): boolean =>
	OPEN.has(state) || (state === 'synced' && code === BY_HAND && there === null);

const inError = (db: Db) =>
	db
		.selectFrom('sale')
		.select('id')
		.where('state', '=', 'error')
		.where((sale) => sale.or([sale('reason_code', 'is', null), sale('reason_code', 'not in', DECIDED_ONE_BY_ONE)]));
