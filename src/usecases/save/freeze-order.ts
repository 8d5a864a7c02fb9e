import type { Order } from '../../domain/order';
import { joined, type Phrase } from '../../domain/texts/language';
import { say } from '../../domain/texts/say';
import type { Sale } from '../../ports/database';
import type { Gone, StoreOrderState } from '../../ports/order-sink';
import type { PlatformWords } from '../../ports/platform-words';
import type { OrderToSave, SaveRun } from './deps';
import { fingerprint, isVersionOf } from './fingerprint';
import { noteOnOrder } from './notes';
import { syncedChange } from './sale-change';
import { isUnverified } from './sales';
import { confirm } from './write-update';

export async function freeze(run: SaveRun, item: OrderToSave, state: StoreOrderState, sale: Sale | undefined): Promise<Gone | undefined> {
	const { order } = item;
	// Found as it was made: nothing has changed that a note could tell.
	if (isUnverified(sale) && isVersionOf(sale?.fingerprint, run.database, order)) return await confirm(run, item, state);
	const left = order.status === 'shipped';
	const changed = piecesCancelledSince(run, order, sale);
	const note = {
		name: left ? 'shipped' : fingerprint(run.database, order),
		text: frozenNote(order, run.wordsOf(order.platform), changed),
		kind: left && !changed ? 'tells' : 'asks',
	} as const;
	if ((await noteOnOrder(run, item, state.saved.id, note)) === 'gone') return 'gone';
	await run.database.sales.change([syncedChange(run, item, state.saved, { frozen: true })], run.database.now());
	run.outcomes.set(item, { kind: 'saved', action: 'noted', store: state.saved });
	return undefined;
}

/** Some of it never left, and stands in the store as if it had. */
const piecesCancelledSince = (run: SaveRun, order: Order, sale: Sale | undefined): boolean =>
	order.lines.some(({ quantityCancelled }) => quantityCancelled > 0) &&
	sale?.fingerprint !== fingerprint(run.database, { ...order, status: 'unshipped' });

function frozenNote({ status, number }: Order, { title: channel }: PlatformWords, changed: boolean): Phrase {
	const [shipped, after] = [say('reportedShipped', { channel, number }), say('changedAfterShipment', { channel, number })];
	if (status !== 'shipped') return after;
	return changed ? joined([shipped, after], ' ') : shipped;
}
