import { accountKey } from '../../domain/account';
import type { AccountKey, OrderId } from '../../domain/ids';
import type { Reason } from '../../domain/reasons';
import { reason } from '../../domain/reasons';
import type { IsoTime } from '../../domain/time';
import type { Database, Sale } from '../../ports/database';
import type { OwnOrderRef } from '../../ports/order-sink';
import type { HeldOrder, PersonalDataEraser } from '../../ports/personal-data-eraser';
import { originOfRef, parseOrigin } from '../order-key';
import type { OnceDeps } from '../once';

export interface EraseDeps extends OnceDeps {
	readonly eraser: PersonalDataEraser;
	readonly database: OnceDeps['database'] & Pick<Database, 'sales' | 'hmac'>;
}

export interface EraseWish {
	/** Personal data that ages since then is due. */
	readonly until: IsoTime;
	/** Orders that have it are left alone and listed. */
	readonly keepKey: string;
	/** Orders that are erased, or archived, at most. */
	readonly limit: number;
}

/** An order of a channel in the store. */
interface InStore {
	readonly ref: OwnOrderRef;
	/** As the channel calls it. */
	readonly orderNumber: string;
	readonly sale?: Sale;
}

export interface DueOrder extends InStore {
	readonly agesFrom: IsoTime;
	readonly held: HeldOrder;
}

/** What became of an order in the eyes of a person. */
export interface LeftOrder extends InStore {
	readonly held?: HeldOrder;
	readonly reason?: Reason;
}

export interface Judged {
	readonly due: DueOrder[];
	readonly kept: LeftOrder[];
	readonly failed: LeftOrder[];
	/** Nothing is left of them in the store: the log need not name them again. */
	readonly bare: Sale[];
}

export const nothing = (): Judged => ({ due: [], kept: [], failed: [], bare: [] });

/** How a sale of the log stands in its store. */
export const inStore = (sale: Sale): InStore => ({
	ref: { id: sale.targetOrderId ?? '', origin: originOfRef({ account: sale.source, id: sale.orderId }) },
	orderNumber: sale.orderNumber,
	sale,
});

/** How orders of the store stand in the log, which may not know them. */
export async function inLog({ database, eraser }: EraseDeps, refs: readonly OwnOrderRef[]): Promise<readonly InStore[]> {
	const target = accountKey(eraser.account);
	const named = refs.flatMap((ref) => {
		const order = parseOrigin(ref.origin);
		return order === undefined ? [] : [{ ref, order }];
	});
	const known = new Map<AccountKey, ReadonlyMap<OrderId, Sale>>();
	for (const [source, own] of Map.groupBy(named, ({ order }) => order.account)) {
		known.set(
			source,
			await database.sales.get(
				{ source, target },
				own.map(({ order }) => order.id),
			),
		);
	}
	return named.map(({ ref, order }) => {
		const sale = known.get(order.account)?.get(order.id);
		return { ref, orderNumber: sale?.orderNumber ?? order.id, ...(sale === undefined ? {} : { sale }) };
	});
}

/** Looks at the orders in the store, and puts each where it belongs. */
export async function judge(
	{ eraser }: EraseDeps,
	orders: readonly InStore[],
	{ until, keepKey }: EraseWish,
	into: Judged,
	whole = false,
): Promise<void> {
	const looked = await eraser.look(
		orders.map(({ ref }) => ref),
		keepKey,
		whole,
	);
	for (const [at, order] of orders.entries()) {
		const held = looked[at] ?? 'unreadable';
		if (held === 'gone') into.bare.push(...saleOf(order));
		else if (held === 'unreadable') into.failed.push({ ...order, reason: reason('eraseUnreadable', order.orderNumber) });
		else if (held.erased) into.bare.push(...saleOf(order));
		else {
			const agesFrom = agingSince(order.sale, held);
			if (agesFrom === undefined || agesFrom > until) continue;
			if (held.kept) into.kept.push({ ...order, held });
			else into.due.push({ ...order, agesFrom, held });
		}
	}
}

/** One that stands elsewhere in the log is not what the log tells of. */
const saleOf = ({ ref, sale }: InStore): readonly Sale[] => (sale?.targetOrderId === ref.id ? [sale] : []);

/**
 * The log knows from when on it ages. Where it knows nothing of the order (its memory was lost) the store does. An order that
 * the channel has neither shipped nor cancelled is still on its way, whatever the store says; one that somebody opened again
 * after it was cancelled is worked on.
 */
function agingSince(sale: Sale | undefined, held: HeldOrder): IsoTime | undefined {
	if (sale === undefined || sale.targetOrderId !== held.id) return held.overSince;
	if (sale.agesFrom === undefined) return sale.sourceUpdatedAt === undefined ? held.overSince : undefined;
	return sale.state === 'cancelled' && held.overSince === undefined ? undefined : sale.agesFrom;
}
