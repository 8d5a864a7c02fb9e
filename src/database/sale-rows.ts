import type { Insertable, Selectable } from 'kysely';
import { canMove } from '../domain/sale-states';
import type { IsoTime } from '../domain/time';
import type { ReasonCode } from '../domain/reasons';
import type { Sale, SaleChange } from '../ports/database';
import { batches } from './batches';
import type { Db } from './connection';
import type { SaleTable } from './schema';

export type SaleRow = Selectable<SaleTable>;
/** A sale as it shall be; without an id it is new. */
export type SaleDraft = Omit<SaleRow, 'id'> & { readonly id?: number };

const isThere = <T>(value: T | null): value is T => value !== null;

export function saleOf(row: SaleRow): Sale {
	return {
		id: row.id,
		channel: row.channel,
		orderId: row.order_id,
		orderNumber: row.order_number,
		store: row.store,
		state: row.state,
		...(isThere(row.reason_code) && {
			reason: { code: row.reason_code as ReasonCode, text: row.reason_text ?? '', advice: row.reason_advice ?? '' },
		}),
		attempts: row.attempts,
		...(isThere(row.next_attempt_at) && { nextAttemptAt: row.next_attempt_at }),
		...(isThere(row.store_order_id) && { storeOrderId: row.store_order_id }),
		...(isThere(row.store_order_number) && { storeOrderNumber: row.store_order_number }),
		...(isThere(row.source_updated_at) && { sourceUpdatedAt: row.source_updated_at }),
		...(isThere(row.fingerprint) && { fingerprint: row.fingerprint }),
		frozen: row.frozen === 1,
		...(isThere(row.subscription) && { subscription: row.subscription }),
		...(isThere(row.total) && { total: row.total }),
		...(isThere(row.currency) && { currency: row.currency }),
		...(isThere(row.purchased_at) && { purchasedAt: row.purchased_at }),
		createdAt: row.created_at,
		updatedAt: row.updated_at,
	};
}

/** What the change makes of the sale; the sale itself when nothing changes. Throws on a forbidden move. */
export function changed(before: SaleDraft | undefined, change: SaleChange, at: IsoTime): SaleDraft {
	if (before !== undefined && !canMove(before.state, change.state)) {
		throw new Error(`Order ${before.order_number}: a sale that is ${before.state} cannot become ${change.state}`);
	}
	const old: SaleDraft = before ?? {
		channel: change.channel,
		order_id: change.orderId,
		store: change.store,
		order_number: change.orderId,
		state: change.state,
		reason_code: null,
		reason_text: null,
		reason_advice: null,
		attempts: 0,
		next_attempt_at: null,
		store_order_id: null,
		store_order_number: null,
		source_updated_at: null,
		fingerprint: null,
		frozen: 0,
		subscription: null,
		total: null,
		currency: null,
		purchased_at: null,
		created_at: at,
		updated_at: at,
	};
	const wanted: Partial<Omit<SaleRow, 'id'>> = {
		state: change.state,
		...(change.orderNumber !== undefined && { order_number: change.orderNumber }),
		...(change.reason !== undefined && {
			reason_code: change.reason?.code ?? null,
			reason_text: change.reason?.text ?? null,
			reason_advice: change.reason?.advice ?? null,
		}),
		...(change.nextAttemptAt !== undefined && { next_attempt_at: change.nextAttemptAt }),
		...(change.attempted === true && { attempts: old.attempts + 1 }),
		...(change.storeOrderId !== undefined && { store_order_id: change.storeOrderId }),
		...(change.storeOrderNumber !== undefined && { store_order_number: change.storeOrderNumber }),
		...(change.sourceUpdatedAt !== undefined && { source_updated_at: change.sourceUpdatedAt }),
		...(change.fingerprint !== undefined && { fingerprint: change.fingerprint }),
		...(change.frozen !== undefined && { frozen: change.frozen ? 1 : 0 }),
		...(change.subscription !== undefined && { subscription: change.subscription }),
		...(change.total !== undefined && { total: change.total }),
		...(change.currency !== undefined && { currency: change.currency }),
		...(change.purchasedAt !== undefined && { purchased_at: change.purchasedAt }),
	};
	const after = { ...old, ...wanted };
	const isSame = before !== undefined && (Object.keys(wanted) as (keyof SaleDraft)[]).every((column) => after[column] === old[column]);
	return isSame ? before : { ...after, updated_at: at };
}

/** Writes the sales and answers their ids by `saleKey`. Every sale once. */
export async function saveSales(db: Db, sales: readonly SaleDraft[]): Promise<ReadonlyMap<string, number>> {
	const ids = new Map<string, number>();
	for (const batch of batches(sales, 25)) {
		const rows = await db
			.insertInto('sale')
			.values(batch.map(({ id: _, ...sale }): Insertable<SaleTable> => sale))
			.onConflict((conflict) =>
				conflict.columns(['channel', 'store', 'order_id']).doUpdateSet((eb) => ({
					order_number: eb.ref('excluded.order_number'),
					state: eb.ref('excluded.state'),
					reason_code: eb.ref('excluded.reason_code'),
					reason_text: eb.ref('excluded.reason_text'),
					reason_advice: eb.ref('excluded.reason_advice'),
					attempts: eb.ref('excluded.attempts'),
					next_attempt_at: eb.ref('excluded.next_attempt_at'),
					store_order_id: eb.ref('excluded.store_order_id'),
					store_order_number: eb.ref('excluded.store_order_number'),
					source_updated_at: eb.ref('excluded.source_updated_at'),
					fingerprint: eb.ref('excluded.fingerprint'),
					frozen: eb.ref('excluded.frozen'),
					subscription: eb.ref('excluded.subscription'),
					total: eb.ref('excluded.total'),
					currency: eb.ref('excluded.currency'),
					purchased_at: eb.ref('excluded.purchased_at'),
					updated_at: eb.ref('excluded.updated_at'),
				})),
			)
			.returning(['id', 'channel', 'store', 'order_id'])
			.execute();
		for (const row of rows) ids.set(saleKey(row), row.id);
	}
	return ids;
}

export const saleKey = (sale: { readonly channel: string; readonly store: string; readonly order_id: string }): string =>
	JSON.stringify([sale.channel, sale.store, sale.order_id]);

export interface HistoryEntry {
	readonly sale_id: number;
	readonly state: SaleRow['state'];
	readonly reason_code: string | null;
	readonly reason_text: string | null;
}

export async function appendHistory(db: Db, entries: readonly HistoryEntry[], at: IsoTime): Promise<void> {
	for (const batch of batches(entries, 5)) {
		await db
			.insertInto('sale_event')
			.values(batch.map((entry) => ({ ...entry, at })))
			.execute();
	}
}
