import { accountKey } from '../../domain/account';
import type { OrderRef } from '../../domain/ids';
import type { Reason } from '../../domain/reasons';
import { iso } from '../../domain/time';
import type { Sale, SaleChange } from '../../ports/database';
import type { ExaminedOrder } from '../../ports/order-sink';
import type { SaveOutcome } from '../outcome';
import { complete, reopen } from '../once';
import { originOf } from '../order-key';
import { attentionChange, keyOfSale } from '../sales/sale-change';
import type { OrderToSave, SaveRun } from './deps';
import { createKey } from './own-orders';

/** An order that the store has more than once. */
export interface TwinSale {
	readonly ref: OrderRef;
	readonly origin: string;
	readonly sale: Sale;
}

/** The sale is where the order is that stays, and tells why. */
export async function noteStaying(
	run: SaveRun,
	{ ref, sale, origin }: TwinSale,
	{ stays, was }: { readonly stays: ExaminedOrder; readonly was: ExaminedOrder | undefined },
	why: Reason | undefined,
): Promise<void> {
	const moved = sale.targetOrderId !== stays.id;
	if (!moved && why === undefined) return;
	const key = keyOfSale(sale);
	const now = run.database.now();
	const place = {
		targetOrderId: stays.id,
		targetOrderNumber: stays.number,
		// Two that look alike hold the version that is known.
		...(was?.content === stays.content ? {} : { fingerprint: stays.fingerprint ?? '' }),
	};
	const open = sale.state === 'error' || sale.state === 'pending';
	const change: SaleChange = {
		...key,
		...(moved ? place : {}),
		...(why !== undefined ? { state: sale.state, reason: why } : open ? comesBack(now) : { state: sale.state }),
	};
	// What a person had to look at before still has to be looked at.
	const stillOpen = why !== undefined && sale.state === 'error' && sale.reason !== undefined;
	await run.database.sales.change(stillOpen ? [change, { ...key, state: 'error', reason: sale.reason }] : [change], now);
	if (moved) await moveClaim(run, ref, sale.targetOrderId, stays);
	const { id, number, status, adminUrl } = stays;
	override(run, origin, (outcome) =>
		outcome.store === undefined
			? outcome
			: { ...outcome, store: { total: outcome.store.total, id, number, status, ...(adminUrl === undefined ? {} : { adminUrl }) } },
	);
}

/** What made it points where the log does: when that one is lost, too, it can be made anew. */
async function moveClaim(run: SaveRun, ref: OrderRef, from: string | undefined, { id, position }: ExaminedOrder): Promise<void> {
	const key = createKey(accountKey(run.sink.account), ref);
	if (from !== undefined) await reopen(run, [{ key, result: from }], position);
	await complete(run, [{ key, result: id }]);
}

const comesBack = (now: number) => ({ state: 'pending', reason: null, nextAttemptAt: iso(now) }) as const;

/** A person has to look at it, on the canvas and in the log. */
export async function tellHeld(run: SaveRun, { sale, origin }: TwinSale, why: Reason): Promise<void> {
	await run.database.sales.change([attentionChange(keyOfSale(sale), why)], run.database.now());
	override(run, origin, ({ store }) => ({ kind: 'attention', reason: why, ...(store === undefined ? {} : { store }) }));
}

function override(run: SaveRun, origin: string, change: (outcome: SaveOutcome) => SaveOutcome): void {
	for (const [item, outcome] of run.outcomes) if (isOf(item, origin)) run.outcomes.set(item, change(outcome));
}

const isOf = ({ order }: OrderToSave, origin: string): boolean => originOf(order) === origin;
