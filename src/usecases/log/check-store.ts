import { PlatformError } from '../../domain/platform-error';
import { reason } from '../../domain/reasons';
import { iso, type IsoTime } from '../../domain/time';
import { say } from '../../domain/texts/say';
import type { Gone, StoreOrderState } from '../../ports/order-sink';
import { isSameContent } from '../save/fingerprint';
import { attentionChange, keyOfSale } from '../sales/sale-change';
import { stockTaken } from '../sales/stock-taken';
import { toldBefore } from '../sales/told-before';
import { settleLost } from './lost-sales';
import { refOfSale, takenSales, type CheckDeps, type CheckedSale, type TakenSale } from './taken-sales';

/**
 * Asks the store which of the orders that it took since then it still has, with our mark on them. Lost ones (the store was
 * restored from a backup, or somebody deleted them) can be retried afterwards. Nothing in the store changes.
 */
export async function checkStore(deps: CheckDeps, since: IsoTime): Promise<readonly CheckedSale[]> {
	const sales = await takenSales(deps, since);
	const states = await deps.sink.readMany(sales.map(refOfSale));
	const checked = new Map<TakenSale, CheckedSale>();
	const lost: TakenSale[] = [];
	for (const [index, sale] of sales.entries()) {
		const listed = states[index] ?? 'unreadable';
		// It shall not be there.
		if (isCancelled(sale) && typeof listed === 'string') continue;
		// A list may leave something out; that an order is gone is believed only of the order itself.
		const state = listed === 'gone' ? await askItself(deps, sale) : listed;
		if (state === 'gone') lost.push(sale);
		else if (state === 'unreadable') checked.set(sale, { sale, found: 'unreadable' });
		else if (!isCancelled(sale)) checked.set(sale, await stillThere(deps, sale, state));
		else if (!state.closed && !state.shipped) checked.set(sale, await openAgain(deps, sale, state));
	}
	for (const settled of await settleLost(deps, lost)) checked.set(settled.sale, settled);
	return sales.flatMap((sale) => checked.get(sale) ?? []);
}

const isCancelled = ({ state, reason: why }: TakenSale): boolean =>
	state === 'cancelled' || (state === 'error' && why?.code === 'openAgain');

async function askItself({ sink }: CheckDeps, sale: TakenSale): Promise<StoreOrderState | Gone | 'unreadable'> {
	try {
		return await sink.read(refOfSale(sale));
	} catch (error) {
		if (error instanceof PlatformError && error.details.kind === 'contract') return 'unreadable';
		throw error;
	}
}

async function stillThere(deps: CheckDeps, sale: TakenSale, state: StoreOrderState): Promise<CheckedSale> {
	const { database } = deps;
	const store = state.saved;
	if (isOutdated(sale, state)) {
		const again = { state: 'pending', reason: null, nextAttemptAt: iso(database.now()), fingerprint: state.fingerprint ?? '' } as const;
		await database.sales.change([{ ...keyOfSale(sale), ...again }], database.now());
		return { sale, found: 'outdated', store, due: true };
	}
	const why = stockTaken(state, sale.orderNumber);
	if (why === undefined) return { sale, found: 'inStore', store };
	if (sale.state === 'synced' && !(await toldBefore(database, sale, why)))
		await database.sales.change([attentionChange(keyOfSale(sale), why)], database.now());
	return { sale, found: 'stockTaken', store, reason: why };
}

/** Whether a backup or a person opened it, nobody can say: it is told, and cancelled once more when it is retried. */
async function openAgain({ database }: CheckDeps, sale: TakenSale, { saved: store }: StoreOrderState): Promise<CheckedSale> {
	const why = reason('openAgain', sale.orderNumber, say('orderInStore', { number: store.number, status: store.status }));
	await database.sales.change([{ ...attentionChange(keyOfSale(sale), why), fingerprint: '' }], database.now());
	return { sale, found: 'openAgain', store, reason: why };
}

/** A backup brings back older versions, too. Those that are frozen or closed are not rewritten anyway. */
function isOutdated(sale: TakenSale, { fingerprint, shipped, closed }: StoreOrderState): boolean {
	if (sale.state === 'error' && sale.reason?.code === 'orderGone') return true;
	if (sale.state !== 'synced' || sale.frozen || shipped || closed) return false;
	return fingerprint !== undefined && !isSameContent(fingerprint, sale.fingerprint ?? '');
}
