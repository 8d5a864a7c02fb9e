import { PlatformError } from '../../domain/platform-error';
import { reason, type Reason } from '../../domain/reasons';
import { say } from '../../domain/texts/say';
import type { SeenOrder } from '../../ports/database';
import type { ConfirmDeps } from './deps';
import type { Telling } from './plan-book';
import { noteSeen } from './seen-order';
import type { Refused } from './tell-parcels';

/** What a refusal comes to, by the order as it stands now. */
export type Settled =
	{ readonly kind: 'done' } | { readonly kind: 'skipped'; readonly reason: Reason } | { readonly kind: 'fault'; readonly reason: Reason };

/** What was refused because it is so already is done; an order that was called off meanwhile is said to be. */
export async function settleRefusal(deps: ConfirmDeps, { row, isEdit }: Telling, { why, said }: Refused): Promise<Settled> {
	if (why === 'shipsItself') return { kind: 'skipped', reason: reason('confirmationSkipped', row.orderId, say('channelShipsIt')) };
	const refused: Settled = { kind: 'fault', reason: reason('confirmationRefused', row.orderId, said) };
	if (why !== 'shippedBefore' && why !== 'notOpen' && why !== 'tooMany') return refused;
	const order = await readNow(deps, row.orderId);
	if (order?.status === 'cancelled') return { kind: 'fault', reason: reason('confirmationCancelled', row.orderId) };
	const isThere = order !== undefined && !isEdit && row.lines.every(({ lineId }) => isShipped(order, lineId));
	return isThere ? { kind: 'done' } : refused;
}

function isShipped({ lines }: SeenOrder, lineId: string): boolean {
	const line = lines.find((one) => one.lineId === lineId);
	return line !== undefined && line.shipped > 0 && line.shipped >= line.quantity - line.cancelled;
}

/** Undefined where it cannot be read now: then the refusal stands. */
async function readNow({ orders, database, shipments }: ConfirmDeps, id: string): Promise<SeenOrder | undefined> {
	try {
		const order = await orders.get(id, { personalData: false });
		return order === undefined ? undefined : (await noteSeen(database, shipments.account, [order]))[0];
	} catch (error) {
		if (error instanceof PlatformError) return undefined;
		throw error;
	}
}
