import { accountKey } from '../../domain/account';
import type { Order } from '../../domain/order';
import { PlatformError } from '../../domain/platform-error';
import { PASSING_REASONS, type Reason } from '../../domain/reasons';
import type { Clock } from '../../ports/clock';
import type { Database, Owner, Sale, SaleChange } from '../../ports/database';
import type { ShipmentSink } from '../../ports/shipment-sink';
import { originOf } from '../order-key';

const LEASE_MS = 3 * 60_000;

/** What notes and log rows of both use cases need. */
export interface Bookkeeping {
	readonly sink: ShipmentSink;
	readonly database: Database;
	readonly clock: Clock;
	readonly owner: Owner;
}

export const iso = (ms: number): string => new Date(ms).toISOString();

export async function saleOf(database: Database, store: string, amazon: string, orderId: string): Promise<Sale | undefined> {
	return (await database.sales.get(store, amazon, [orderId])).get(orderId);
}

/** The log row of an order of the store that Amazon ships. */
export const saleBase = (order: Order, amazon: string, subscription?: string) => ({
	channel: accountKey(order.account),
	orderId: order.id,
	store: amazon,
	orderNumber: order.number,
	currency: order.currency,
	total: (order.totals.grand ?? order.totals.computed).amount,
	purchasedAt: order.purchasedAt,
	sourceUpdatedAt: order.updatedAt,
	...(subscription === undefined ? {} : { subscription }),
});

export function attentionChange(
	base: Pick<SaleChange, 'channel' | 'orderId' | 'store'> & Partial<SaleChange>,
	why: Reason,
	dueAt?: number,
): SaleChange {
	return {
		...base,
		state: PASSING_REASONS.includes(why.code) ? 'pending' : 'error',
		reason: why,
		attempted: true,
		nextAttemptAt: dueAt === undefined ? null : iso(dueAt),
	};
}

/**
 * Puts the reason on the store's order as a private note, once per reason and text. A store that does not take the
 * note leaves the log row and the canvas to tell of it.
 */
export async function noteOnce(deps: Bookkeeping, orderId: string, why: Reason): Promise<void> {
	const text = `${why.text}. ${why.advice}`;
	const key = {
		account: accountKey(deps.sink.account),
		subject: originOf({ account: deps.sink.account, id: orderId }),
		effect: `note:${why.code}:${deps.database.hmac(text).slice(0, 16)}`,
	};
	const [answer] = await deps.database.claims.acquire([key], deps.owner, LEASE_MS, deps.clock.now());
	if (answer?.state !== 'acquired') return;
	const now = deps.clock.now();
	await deps.database.claims.begin([key], deps.owner, { position: 0, neededMs: 0, settlesAt: now + LEASE_MS }, now);
	try {
		await deps.sink.addNote(orderId, text);
	} catch (error) {
		if (!(error instanceof PlatformError)) throw error;
		// A note whose answer was lost is not repeated: a missing note is a smaller harm than a doubled one.
		if (error.details.kind !== 'unknownOutcome') return await deps.database.claims.release([key], deps.owner, deps.clock.now());
	}
	await deps.database.claims.complete([{ key, result: orderId }], deps.clock.now());
}
