import { accountKey } from '../../domain/account';
import { PlatformError } from '../../domain/platform-error';
import { reason, type Reason } from '../../domain/reasons';
import type { Sale } from '../../ports/database';
import type { StoreOrder } from '../../ports/store-orders';
import { isDenied, isDeniedToAll } from '../denied';
import { noteReason } from '../notes/note-reason';
import { isSameOrder, nameOf, orderRef } from '../order-key';
import { newestVersions } from '../sales/newest-versions';
import { retryAt } from '../sales/retry-times';
import { attentionChange, saleBase, SETTLED } from '../sales/sale-change';
import { salesOf } from '../sales/sales-of';
import { staleItems } from '../sales/stale-items';
import { refuse, skip } from './check-order';
import type { FulfillDeps, FulfillRun, FulfillSettings, NotSent, OrderToSend, SendOutcome } from './deps';
import { learnSkus } from './fba-lines';
import { lookOnceMore } from './look-once-more';
import { previewOrder } from './preview-order';
import { sendOrder, type Sending } from './send-order';
import { reachWarehouse } from './reach-warehouse';
import { sendingsOf } from './sendings';

/**
 * Has a warehouse ship paid orders of a shop, each exactly once, whoever else sends it at the same time and however often
 * it comes. Every order is read anew from the shop right before it is sent. Answers one outcome per item, in order;
 * refusals are outcomes, each with a log row and a note on the order. Throws PlatformError only for a fault that
 * concerns all items (wrong keys, a role that is missing).
 */
export async function sendOrders(
	deps: FulfillDeps,
	settings: FulfillSettings,
	items: readonly OrderToSend[],
): Promise<readonly SendOutcome[]> {
	return await each({ ...deps, settings, dry: false }, items, send);
}

/** What sendOrders would do, and what the warehouse says about speed, arrival and cost. Writes nothing. */
export async function previewOrders(
	deps: FulfillDeps,
	settings: FulfillSettings,
	items: readonly OrderToSend[],
): Promise<readonly SendOutcome[]> {
	return await each({ ...deps, settings, dry: true }, items, preview);
}

/** The shop could not be asked. */
interface ShopFailure {
	readonly kind: 'shopFailure';
	readonly failure: unknown;
}

type Work = (run: FulfillRun, item: OrderToSend, sale: Sale | undefined) => Promise<SendOutcome | ShopFailure>;

async function each(run: FulfillRun, items: readonly OrderToSend[], work: Work): Promise<readonly SendOutcome[]> {
	const newest = newestVersions(items, nameOf);
	const sales = await salesOf(
		run,
		accountKey(run.service.account),
		[...newest.values()].map(({ order }) => order),
		nameOf,
	);
	const stale = run.dry ? new Set<OrderToSend>() : await staleItems(run, [...newest.values()]);
	const isOpen = (name: string, item: OrderToSend): boolean => !stale.has(item) && (run.dry || !isSettled(sales.get(name)));
	await learnOrLater(
		run,
		[...newest].flatMap(([name, item]) => (isOpen(name, item) ? [item] : [])),
	);
	const outcomes = new Map<string, SendOutcome>();
	for (const [name, item] of newest) {
		const sale = sales.get(name);
		const outcome = await outcomeOf(run, knownAs(item, sale), sale, isOpen(name, item) ? work : isSettled(sale) ? settled : goStale);
		outcomes.set(name, outcome);
	}
	return items.map(({ order }) => {
		const outcome = outcomes.get(nameOf(order));
		if (outcome === undefined) throw new Error(`Order ${order.number} was left without an outcome`);
		return outcome;
	});
}

/** By the key that it was met with: ids, claims and log rows that are made of it stay the same ones where the shop hides it now. */
const knownAs = (item: OrderToSend, sale: Sale | undefined): OrderToSend =>
	item.order.key === undefined || sale?.orderKey === undefined ? item : { ...item, order: { ...item.order, key: sale.orderKey } };

/** The warehouse has it, or a person took it off the list or cancelled it there: nothing more is asked. */
const isSettled = (sale: Sale | undefined): boolean =>
	sale?.state === 'deleted' ||
	(sale?.targetOrderId !== undefined && (sale.state === 'synced' || sale.state === 'cancelled' || sale.state === 'error'));

/** Whatever is wrong with single SKUs, or passes, meets the orders whose matter it is once more, and is noted there. */
async function learnOrLater(run: FulfillRun, items: readonly OrderToSend[]): Promise<void> {
	try {
		await learnSkus(
			run,
			items.map(({ order }) => order),
		);
	} catch (error) {
		if (!(error instanceof PlatformError) || isDenied(error)) throw error;
	}
}

/** Whose failure it is tells where it was met: shop and warehouse may be two accounts of one platform. */
const FAILURES = {
	shop: { passing: 'storeUnreachable', other: 'contract' },
	warehouse: { passing: 'amazonUnreachable', other: 'mcfRejected' },
} as const;

const LISTS: Readonly<Record<keyof typeof FAILURES, (run: FulfillRun) => Promise<unknown>>> = {
	shop: async ({ source }) => await source.now(),
	warehouse: reachWarehouse,
};

async function failed(run: FulfillRun, item: OrderToSend, sale: Sale | undefined, error: unknown, side: keyof typeof FAILURES) {
	if (!(error instanceof PlatformError) || (await isDeniedToAll(error, async () => await LISTS[side](run)))) throw error;
	const { number } = item.order;
	if (!error.passing) return await attention(run, item, reason(FAILURES[side].other, number, error.message));
	const dueAt = retryAt(sale, error, run.database.now());
	return await attention(run, item, reason(FAILURES[side].passing, number, error.message), { dueAt });
}

async function outcomeOf(run: FulfillRun, item: OrderToSend, sale: Sale | undefined, work: Work): Promise<SendOutcome> {
	let outcome: SendOutcome | ShopFailure;
	try {
		outcome = await work(run, item, sale);
	} catch (error) {
		return await failed(run, item, sale, error, 'warehouse');
	}
	return outcome.kind === 'shopFailure' ? await failed(run, item, sale, outcome.failure, 'shop') : outcome;
}

const goStale: Work = async (run, item) =>
	await attention(run, item, reason('staleData', item.order.number), { dueAt: run.database.now() });

const settled: Work = async (run, _item, sale) => {
	const id = sale?.targetOrderId;
	const sending = id === undefined ? undefined : (await sendingsOf(run, [id])).get(id);
	const fulfillment = sending === undefined ? {} : { fulfillment: { id: sending.id, attempt: sending.attempt, lines: [] } };
	if (sale?.state === 'error' && sale.reason !== undefined) return { kind: 'attention', reason: sale.reason, ...fulfillment };
	return { kind: 'done', action: 'unchanged', ...fulfillment };
};

type Read = { readonly stored: StoreOrder } | { readonly skipped: Reason } | { readonly refused: Reason } | ShopFailure;

/** The order as it stands in the shop now, or why it goes no further. */
async function readAnew(run: FulfillRun, item: OrderToSend): Promise<Read> {
	try {
		const found = await run.source.get(item.order.id);
		if (found === undefined || !isSameOrder(item.order, found.order)) return { refused: reason('mcfOrderGone', item.order.number) };
		const { key = found.order.key } = item.order;
		const stored = { ...found, order: { ...found.order, ...(key === undefined ? {} : { key }) } };
		const skipped = skip(stored);
		if (skipped !== undefined) return { skipped };
		const refused = refuse(stored);
		return refused === undefined ? { stored } : { refused };
	} catch (failure) {
		return { kind: 'shopFailure', failure };
	}
}

const send: Work = async (run, item, sale) => {
	const read = await readAnew(run, item);
	if ('failure' in read) return read;
	if ('skipped' in read) return await skipped(run, item, sale, read.skipped);
	if ('refused' in read) return await attention(run, item, read.refused);
	const fresh = { ...item, order: read.stored.order };
	const outcome = await noteSending(run, fresh, sale, await sendOrder(run, read.stored, item.comment));
	return await lookOnceMore(run, read.stored, outcome);
};

const preview: Work = async (run, item) => {
	const read = await readAnew(run, item);
	if ('failure' in read) return read;
	if ('skipped' in read) return { kind: 'done', action: 'skipped', reason: read.skipped };
	if ('refused' in read) return { kind: 'attention', reason: read.refused };
	return await previewOrder(run, read.stored, item.comment);
};

const base = (run: FulfillRun, item: OrderToSend) => ({
	...saleBase(item, accountKey(run.service.account)),
	sourceUpdatedAt: item.order.updatedAt,
});

async function noteSending(run: FulfillRun, item: OrderToSend, sale: Sale | undefined, sending: Sending): Promise<SendOutcome> {
	const { kind: _kind, ...result } = sending;
	const { fulfillment, notSent } = result;
	const rest = notSent === undefined ? {} : { notSent };
	switch (sending.kind) {
		case 'sent':
		case 'unchanged': {
			const { id } = sending.fulfillment;
			const there = { targetOrderId: id, targetOrderNumber: item.order.number };
			await run.database.sales.change([{ ...base(run, item), state: 'synced', ...SETTLED, ...there }], run.database.now());
			if (sending.fault !== undefined) await noteReason(run, orderRef(item.order), sending.fault);
			return { kind: 'done', action: sending.kind, ...rest, fulfillment: sending.fulfillment };
		}
		case 'nothing':
			return sending.isFault
				? await attention(run, item, sending.reason, rest)
				: { ...(await skipped(run, item, sale, sending.reason)), ...rest };
		case 'refused':
			return { ...(await attention(run, item, sending.reason)), ...rest, ...(fulfillment === undefined ? {} : { fulfillment }) };
		case 'later':
			return { ...(await attention(run, item, sending.reason, { dueAt: sending.dueAt })), ...rest };
	}
}

/** Not for the warehouse; one that waited in the log waits no longer. */
async function skipped(run: FulfillRun, item: OrderToSend, sale: Sale | undefined, why: Reason): Promise<SendOutcome> {
	if (sale !== undefined) await run.database.sales.change([{ ...base(run, item), state: 'cancelled', ...SETTLED }], run.database.now());
	return { kind: 'done', action: 'skipped', reason: why };
}

/** The log row first; the note for the shop owner only where a person has to do something. */
async function attention(
	run: FulfillRun,
	item: OrderToSend,
	why: Reason,
	more: { readonly dueAt?: number; readonly notSent?: readonly NotSent[] } = {},
): Promise<SendOutcome> {
	const { dueAt, ...rest } = more;
	if (!run.dry) {
		const change = attentionChange(base(run, item), why, dueAt);
		await run.database.sales.change([change], run.database.now());
		if (change.state === 'error') await noteReason(run, orderRef(item.order), why);
	}
	return { kind: 'attention', reason: why, ...rest };
}
