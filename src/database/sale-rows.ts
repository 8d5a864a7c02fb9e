import { sql, type Insertable, type Selectable } from 'kysely';
import type { AccountKey } from '../domain/ids';
import type { ReasonCode } from '../domain/reasons';
import { canMove } from '../domain/sale-states';
import type { IsoTime } from '../domain/time';
import type { Sale, SaleChange } from '../ports/database';
import { batches } from './batches';
import type { Db } from './connection';
import type { AccountId, SaleTable } from './schema';

export type SaleRow = Selectable<SaleTable>;
/** A sale as it shall be; without an id it is new. */
export type SaleDraft = Omit<SaleRow, 'id'> & { readonly id?: number };
/** A change of the sale of these accounts. */
export type RowChange = Omit<SaleChange, 'source' | 'target'> & Pick<SaleRow, 'source' | 'target'>;

const isThere = <T>(value: T | null): value is T => value !== null;

export function saleOf(row: SaleRow, keyOf: (account: AccountId) => AccountKey): Sale {
	return {
		id: row.id,
		source: keyOf(row.source),
		orderId: row.order_id,
		orderNumber: row.order_number,
		...(isThere(row.order_key) && { orderKey: row.order_key }),
		...(isThere(row.order_created_at) && { orderCreatedAt: row.order_created_at }),
		...(isThere(row.target) && { target: keyOf(row.target) }),
		state: row.state,
		...(isThere(row.reason_code) && {
			reason: { code: row.reason_code as ReasonCode, text: row.reason_text ?? '', advice: row.reason_advice ?? '' },
		}),
		attempts: row.attempts,
		...(isThere(row.next_attempt_at) && { nextAttemptAt: row.next_attempt_at }),
		...(isThere(row.target_order_id) && { targetOrderId: row.target_order_id }),
		...(isThere(row.target_order_number) && { targetOrderNumber: row.target_order_number }),
		...(isThere(row.target_order_key) && { targetOrderKey: row.target_order_key }),
		...(isThere(row.target_order_created_at) && { targetOrderCreatedAt: row.target_order_created_at }),
		...(isThere(row.source_updated_at) && { sourceUpdatedAt: row.source_updated_at }),
		...(isThere(row.fingerprint) && { fingerprint: row.fingerprint }),
		frozen: row.frozen === 1,
		...(isThere(row.subscription) && { subscription: row.subscription }),
		...(isThere(row.marketplace) && { marketplace: row.marketplace }),
		...(isThere(row.total) && { total: row.total }),
		...(isThere(row.currency) && { currency: row.currency }),
		...(isThere(row.purchased_at) && { purchasedAt: row.purchased_at }),
		...(isThere(row.shipped_at) && { shippedAt: row.shipped_at }),
		...(isThere(row.delivered_at) && { deliveredAt: row.delivered_at }),
		...(isThere(row.ages_from) && { agesFrom: row.ages_from }),
		...(isThere(row.erased_at) && { erasedAt: row.erased_at }),
		createdAt: row.created_at,
		updatedAt: row.updated_at,
	};
}

/** What the change makes of the sale; the sale itself when nothing changes. Throws on a forbidden move. */
export function changed(before: SaleDraft | undefined, change: RowChange, at: IsoTime): SaleDraft {
	if (before !== undefined && !canMove(before.state, change.state)) {
		throw new Error(`Order ${before.order_number}: a sale that is ${before.state} cannot become ${change.state}`);
	}
	const old: SaleDraft = before ?? {
		source: change.source,
		order_id: change.orderId,
		order_key: null,
		order_created_at: null,
		order_number: change.orderId,
		target: change.target,
		target_order_id: null,
		target_order_number: null,
		target_order_key: null,
		target_order_created_at: null,
		state: change.state,
		reason_code: null,
		reason_text: null,
		reason_advice: null,
		attempts: 0,
		next_attempt_at: null,
		source_updated_at: null,
		fingerprint: null,
		frozen: 0,
		subscription: null,
		marketplace: null,
		total: null,
		currency: null,
		purchased_at: null,
		shipped_at: null,
		delivered_at: null,
		ages_from: null,
		erased_at: null,
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
		...(change.orderKey !== undefined && { order_key: change.orderKey }),
		...(change.orderCreatedAt !== undefined && { order_created_at: change.orderCreatedAt }),
		...(change.targetOrderId !== undefined && { target_order_id: change.targetOrderId }),
		...(change.targetOrderNumber !== undefined && { target_order_number: change.targetOrderNumber }),
		...(change.targetOrderKey !== undefined && { target_order_key: change.targetOrderKey }),
		...(change.targetOrderCreatedAt !== undefined && { target_order_created_at: change.targetOrderCreatedAt }),
		...(change.sourceUpdatedAt !== undefined && { source_updated_at: change.sourceUpdatedAt }),
		...(change.fingerprint !== undefined && { fingerprint: change.fingerprint }),
		...(change.frozen !== undefined && { frozen: change.frozen ? 1 : 0 }),
		...(change.subscription !== undefined && { subscription: change.subscription }),
		...(change.marketplace !== undefined && { marketplace: change.marketplace }),
		...(change.total !== undefined && { total: change.total }),
		...(change.currency !== undefined && { currency: change.currency }),
		...(change.purchasedAt !== undefined && { purchased_at: change.purchasedAt }),
		...(change.deliveredAt !== undefined && { delivered_at: change.deliveredAt }),
		...aging(old, change, at),
	};
	const after = { ...old, ...wanted };
	const isSame = before !== undefined && (Object.keys(wanted) as (keyof SaleDraft)[]).every((column) => after[column] === old[column]);
	return isSame ? before : { ...after, updated_at: at };
}

/** An order that is made anew in the target holds everything anew. */
function aging(old: SaleDraft, change: RowChange, at: IsoTime): Pick<SaleDraft, 'shipped_at' | 'ages_from' | 'erased_at'> {
	const shipped = old.shipped_at ?? change.shippedAt ?? null;
	const over = change.state === 'cancelled' || change.state === 'deleted';
	const isAnother = change.targetOrderId !== undefined && change.targetOrderId !== old.target_order_id;
	return {
		shipped_at: shipped,
		ages_from: change.deliveredAt ?? old.delivered_at ?? shipped ?? (over ? (old.ages_from ?? at) : null),
		erased_at: isAnother ? null : old.erased_at,
	};
}

/** What a sale is unique by, as its index says it: a null is never equal to another. */
const SALE_ORDER = sql`source, order_id, coalesce(order_key, ''), coalesce(target, '')`;

/** Writes the sales and answers their ids by `saleKey`. Every sale once. */
export async function saveSales(db: Db, sales: readonly SaleDraft[]): Promise<ReadonlyMap<string, number>> {
	const ids = new Map<string, number>();
	for (const batch of batches(sales, 30)) {
		const rows = await db
			.insertInto('sale')
			.values(batch.map(({ id: _, ...sale }): Insertable<SaleTable> => sale))
			.onConflict((conflict) =>
				conflict.expression(SALE_ORDER).doUpdateSet((eb) => ({
					order_number: eb.ref('excluded.order_number'),
					state: eb.ref('excluded.state'),
					reason_code: eb.ref('excluded.reason_code'),
					reason_text: eb.ref('excluded.reason_text'),
					reason_advice: eb.ref('excluded.reason_advice'),
					attempts: eb.ref('excluded.attempts'),
					next_attempt_at: eb.ref('excluded.next_attempt_at'),
					order_created_at: eb.ref('excluded.order_created_at'),
					target_order_id: eb.ref('excluded.target_order_id'),
					target_order_number: eb.ref('excluded.target_order_number'),
					target_order_key: eb.ref('excluded.target_order_key'),
					target_order_created_at: eb.ref('excluded.target_order_created_at'),
					source_updated_at: eb.ref('excluded.source_updated_at'),
					fingerprint: eb.ref('excluded.fingerprint'),
					frozen: eb.ref('excluded.frozen'),
					subscription: eb.ref('excluded.subscription'),
					marketplace: eb.ref('excluded.marketplace'),
					total: eb.ref('excluded.total'),
					currency: eb.ref('excluded.currency'),
					purchased_at: eb.ref('excluded.purchased_at'),
					shipped_at: eb.ref('excluded.shipped_at'),
					delivered_at: eb.ref('excluded.delivered_at'),
					ages_from: eb.ref('excluded.ages_from'),
					erased_at: eb.ref('excluded.erased_at'),
					updated_at: eb.ref('excluded.updated_at'),
				})),
			)
			.returning(['id', 'source', 'target', 'order_id', 'order_key'])
			.execute();
		for (const row of rows) ids.set(saleKey(row), row.id);
	}
	return ids;
}

export const saleKey = (sale: Pick<SaleRow, 'source' | 'target' | 'order_id' | 'order_key'>): string =>
	JSON.stringify([sale.source, sale.target, sale.order_id, sale.order_key ?? '']);

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
