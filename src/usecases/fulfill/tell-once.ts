import type { Reason } from '../../domain/reasons';
import type { FulfillmentRow, Sale } from '../../ports/database';
import { noteReason } from '../notes/note-reason';
import { claim, complete } from '../once';
import { attentionChange, keyOfSending } from '../sales/sale-change';
import type { FulfillDeps } from './deps';

const LEASE_MS = 5 * 60_000;

type TellDeps = Pick<FulfillDeps, 'database' | 'clock' | 'owner' | 'sink'>;

/** On the order and in the log, once for each text about a sending: true when this run was the first to tell. */
export async function tellOnce(deps: TellDeps, sending: FulfillmentRow, sale: Sale | undefined, why: Reason): Promise<boolean> {
	const { id, order, warehouse } = sending;
	const key = { at: warehouse, order, effect: 'tell', part: `${id}:${deps.database.hmac(why.text).slice(0, 16)}` } as const;
	const [answer] = await claim(deps, [key], { leaseMs: LEASE_MS, waitMs: 0 });
	if (answer?.state !== 'acquired') return false;
	if (sale?.state !== 'deleted') {
		const named = sale === undefined ? { orderNumber: order.id } : {};
		const change = attentionChange({ ...keyOfSending(sending), targetOrderId: id, ...named }, why);
		await deps.database.sales.change([change], deps.database.now());
	}
	await noteReason(deps, order, why);
	await complete(deps, [{ key, result: '' }]);
	return true;
}
