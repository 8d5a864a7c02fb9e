import { advising, reason } from '../../domain/reasons';
import { iso, type IsoTime } from '../../domain/time';
import { say } from '../../domain/texts/say';
import type { ClaimKey, SaleChange } from '../../ports/database';
import type { OwnOrder, UnmarkedOrder } from '../../ports/order-sink';
import { complete, reopen } from '../once';
import { attentionChange, keyOfSale } from '../sales/sale-change';
import { isSameContent } from '../save/fingerprint';
import { createKey, firstOpen } from '../save/own-orders';
import { refOfSale, type CheckDeps, type CheckedSale, type TakenSale } from './taken-sales';

/** The store's clock is not ours. */
const MARGIN_MS = 2 * 24 * 60 * 60_000;

/**
 * Sales whose orders are not where the log says. One that stands in the store under another id is pointed to that. One
 * that is nowhere becomes an error, and its creation is open again: whoever retries it looks first whether it has come
 * into the store since, and only then makes it, once. One that an order of ours may be whose mark cannot be read stays as
 * it is: made anew it would be there twice.
 */
export async function settleLost(deps: CheckDeps, missing: readonly TakenSale[]): Promise<readonly CheckedSale[]> {
	const open = await unchanged(deps, missing);
	if (open.length === 0) return [];
	const { byOrigin, unmarked, highest } = await ownOrdersSince(deps, sinceOf(open));
	const isHidden = (sale: TakenSale): boolean => !byOrigin.has(refOfSale(sale).origin) && unmarked.some((own) => isOf(own, sale));
	const hidden = open.filter(isHidden);
	const lost = open.filter((sale) => !hidden.includes(sale));
	const done = lost.map((sale) => ({ key: keyOf(sale), result: sale.targetOrderId }));
	await reopen(deps, done, highest);
	const settled = lost.map((sale) => {
		const own = byOrigin.get(refOfSale(sale).origin);
		return own === undefined ? asLost(sale) : asMoved(sale, own, deps.database.now());
	});
	await complete(
		deps,
		settled.flatMap(({ checked: { sale, store } }) => (store === undefined ? [] : [{ key: keyOf(sale), result: store.id }])),
	);
	await deps.database.sales.change(
		settled.map(({ change }) => change),
		deps.database.now(),
	);
	return [...settled.map(({ checked }) => checked), ...hidden.map((sale): CheckedSale => ({ sale, found: 'unreadable' }))];
}

/** While the store was asked, another run may have made one anew. */
async function unchanged({ database }: CheckDeps, sales: readonly TakenSale[]): Promise<readonly TakenSale[]> {
	const same: TakenSale[] = [];
	for (const [source, own] of Map.groupBy(sales, (sale) => sale.source)) {
		const [{ target } = {}] = own;
		if (target === undefined) continue;
		const now = await database.sales.get(
			{ source, target },
			own.map(({ orderId }) => orderId),
		);
		same.push(...own.filter(({ orderId, targetOrderId }) => now.get(orderId)?.targetOrderId === targetOrderId));
	}
	return same;
}

const sinceOf = (sales: readonly TakenSale[]): IsoTime =>
	iso(Math.min(...sales.map(({ purchasedAt, createdAt }) => Date.parse(purchasedAt ?? createdAt))) - MARGIN_MS);

const isOf = ({ id, orderNumber }: UnmarkedOrder, sale: TakenSale): boolean =>
	orderNumber === undefined ? id === sale.targetOrderId : orderNumber === sale.orderNumber;

interface OwnOrders {
	/** Of several of one origin the oldest stays, of those that somebody may still work on. */
	readonly byOrigin: ReadonlyMap<string, OwnOrder>;
	readonly unmarked: readonly UnmarkedOrder[];
	/** What is made from now on lies above it. */
	readonly highest: number;
}

async function ownOrdersSince({ sink }: CheckDeps, since: IsoTime): Promise<OwnOrders> {
	const byOrigin = new Map<string, OwnOrder>();
	const hidden: UnmarkedOrder[] = [];
	let highest = 0;
	for await (const { orders, unmarked } of sink.ownOrders(0, { since })) {
		hidden.push(...unmarked);
		for (const own of orders) {
			const known = byOrigin.get(own.origin);
			const counts = own.duplicateOf === undefined;
			if (counts && (known === undefined || firstOpen(own, known) < 0)) byOrigin.set(own.origin, own);
			highest = Math.max(highest, own.position);
		}
	}
	return { byOrigin, unmarked: hidden, highest: highest > 0 ? highest : await newestPosition(sink) };
}

/** Where none was made since then: nobody has to read all of them back. */
async function newestPosition(sink: CheckDeps['sink']): Promise<number> {
	const pages = sink.ownOrders(Number.MAX_SAFE_INTEGER)[Symbol.asyncIterator]();
	const first = await pages.next();
	return first.done === true ? 0 : Math.max(0, ...first.value.orders.map(({ position }) => position));
}

const keyOf = ({ source, orderId, orderKey, target = source }: TakenSale): ClaimKey =>
	createKey(target, { account: source, id: orderId, ...(orderKey === undefined ? {} : { key: orderKey }) });

interface Settled {
	readonly checked: CheckedSale;
	readonly change: SaleChange;
}

function asLost(sale: TakenSale): Settled {
	const { orderNumber, targetOrderNumber, targetOrderId } = sale;
	const there = say('orderThere', { number: targetOrderNumber ?? targetOrderId });
	const why = advising(reason('orderGone', orderNumber, there), say('makeAnew'));
	const nowhere = { targetOrderId: null, targetOrderNumber: null, fingerprint: '', frozen: false };
	return { checked: { sale, found: 'lost', reason: why }, change: { ...attentionChange(keyOfSale(sale), why), ...nowhere } };
}

function asMoved(sale: TakenSale, own: OwnOrder, now: number): Settled {
	const { id, number, status, fingerprint: version } = own;
	const store = { id, number, status, ...(own.adminUrl === undefined ? {} : { adminUrl: own.adminUrl }) };
	const isSame = version !== undefined && isSameContent(version, sale.fingerprint ?? '');
	return {
		checked: { sale, found: 'underAnotherId', store, ...(isSame ? {} : { due: true }) },
		change: {
			...keyOfSale(sale),
			...(isSame ? { state: 'synced', nextAttemptAt: null } : { state: 'pending', nextAttemptAt: iso(now) }),
			reason: null,
			targetOrderId: id,
			targetOrderNumber: number,
			fingerprint: version ?? '',
		},
	};
}
