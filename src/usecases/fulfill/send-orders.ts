import { accountKey } from '../../domain/account';
import { format } from '../../domain/money';
import { PlatformError } from '../../domain/platform-error';
import { reason, type Reason } from '../../domain/reasons';
import type { Sale } from '../../ports/database';
import type { StoreOrder } from '../../ports/store-orders';
import { isDenied, isDeniedToAll } from '../denied';
import { noteReason } from '../notes/note-reason';
import { nameOf, orderRef } from '../order-key';
import { newestVersions } from '../sales/newest-versions';
import { releaseAt, retryAt } from '../sales/retry-times';
import { attentionChange, saleBase, SETTLED } from '../sales/sale-change';
import { isDoneByHand } from '../sales/sale-kind';
import { saleOf, salesOf } from '../sales/sales-of';
import { staleItems } from '../sales/stale-items';
import { closedUnseen } from '../trigger/closed-unseen';
import type { FulfillDeps, FulfillRun, FulfillSettings, NotSent, OrderToSend, SendOutcome } from './deps';
import { learn } from './listings';
import { lookOnceMore } from './look-once-more';
import { previewOrder } from './preview-order';
import { readAnew, type NotOpen } from './read-anew';
import { sendOrder, type Sending } from './send-order';
import { reachWarehouse } from './reach-warehouse';
import { newestSending } from './sendings';
import { sentBefore } from './sent-before';
import { ShopFault } from './shop-fault';

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
	return await each({ ...deps, settings, dry: false, parents: new Map() }, items, send);
}

/** What sendOrders would do, and what the warehouse says about speed, arrival and cost. Writes nothing. */
export async function previewOrders(
	deps: FulfillDeps,
	settings: FulfillSettings,
	items: readonly OrderToSend[],
): Promise<readonly SendOutcome[]> {
	return await each({ ...deps, settings, dry: true, parents: new Map() }, items, preview);
}

type Work = (run: FulfillRun, item: OrderToSend, sale: Sale | undefined) => Promise<SendOutcome>;

async function each(run: FulfillRun, items: readonly OrderToSend[], work: Work): Promise<readonly SendOutcome[]> {
	const newest = newestVersions(items, nameOf);
	const sales = await salesOf(
		run,
		accountKey(run.service.account),
		[...newest.values()].map(({ order }) => order),
		nameOf,
	);
	const stale = run.dry ? new Set<OrderToSend>() : await staleItems(run, [...newest.values()]);
	const isOpen = (name: string, item: OrderToSend): boolean => !stale.has(item) && !isSettled(sales.get(name));
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
	isDoneByHand(sale) ||
	(sale?.targetOrderId !== undefined && (sale.state === 'synced' || sale.state === 'cancelled' || sale.state === 'error'));

/** Whatever is wrong with single SKUs, or passes, meets the orders whose matter it is once more, and is noted there. */
async function learnOrLater(run: FulfillRun, items: readonly OrderToSend[]): Promise<void> {
	try {
		await learn(
			run,
			items.flatMap(({ order }) => order.lines),
		);
	} catch (error) {
		if (error instanceof ShopFault) return;
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
	try {
		return await work(run, item, sale);
	} catch (error) {
		const [failure, side] = error instanceof ShopFault ? ([error.failure, 'shop'] as const) : ([error, 'warehouse'] as const);
		return await failed(run, item, sale, failure, side);
	}
}

const goStale: Work = async (run, item) =>
	await attention(run, item, reason('staleData', item.order.number), { dueAt: run.database.now() });

const settled: Work = async (run, _item, sale) => {
	const sending = sale === undefined ? undefined : await newestSending(run, sale);
	const fulfillment = sending === undefined ? {} : { fulfillment: { id: sending.id, attempt: sending.attempt, lines: [] } };
	if (sale?.state === 'error' && sale.reason !== undefined) return { kind: 'attention', reason: sale.reason, ...fulfillment };
	return { kind: 'done', action: 'unchanged', ...fulfillment };
};

const send: Work = async (run, item, sale) => {
	const read = await readAnew(run, item, sale);
	switch (read.kind) {
		case 'open': {
			const fresh = { ...item, order: read.stored.order };
			const outcome = await noteSending(run, fresh, sale, saying(read.stored, await sendOrder(run, read.stored, item.comment)));
			return await lookOnceMore(run, read.stored, outcome);
		}
		case 'skipped':
		case 'closed':
		case 'refused': {
			if (read.cancelled === true) await closedUnseen(run, orderRef(item.order));
			// Closed as before: the warehouse may show only later that it does not ship it.
			if (read.kind === 'closed' && sale?.reason?.code === 'mcfCalledOff') return await ended(run, item, sale.reason);
			// It may be at the warehouse all the same, and wait for nobody there.
			const before = await sentBefore(run, item, sale, read.stored);
			// Others may have called it off while the warehouse was asked.
			const now =
				read.kind === 'closed' && before !== undefined ? await saleOf(run, accountKey(run.service.account), item.order) : undefined;
			if (now?.reason?.code === 'mcfCalledOff') return await ended(run, item, now.reason);
			return before === undefined ? await notOpen(run, item, sale, read) : await noteSending(run, item, sale, before);
		}
	}
};

async function notOpen(run: FulfillRun, item: OrderToSend, sale: Sale | undefined, { kind, reason: why }: NotOpen): Promise<SendOutcome> {
	if (kind === 'skipped') return await skipped(run, item, sale, why);
	if (kind === 'closed') return isAskedFor(sale) ? await attention(run, item, why) : await ended(run, item, why);
	return await attention(run, item, why, waitOf(run, item, why));
}

/** Money that was given back for no unit keeps none from being sent; it is said. */
function saying({ order, amountRefundedOnly: amount }: StoreOrder, sending: Sending): Sending {
	if (sending.kind !== 'sent' || amount === undefined) return sending;
	return { ...sending, said: reason('mcfAmountRefunded', order.number, format(amount)) };
}

/** A person has retried it, and wants to know. */
const isAskedFor = (sale: Sale | undefined): boolean => sale?.state === 'pending' && sale.reason === undefined;

/** What waits for its release comes by itself when that is seen; these are looks beside it. */
const waitOf = (run: FulfillRun, { order }: OrderToSend, { code }: Reason): { readonly dueAt?: number } =>
	code === 'mcfNotReady' ? { dueAt: releaseAt(order.updatedAt, run.database.now()) } : {};

const preview: Work = async (run, item, sale) => {
	const read = await readAnew(run, item, sale);
	if (read.kind === 'open') return await previewOrder(run, read.stored, item.comment);
	if (read.kind === 'refused') return { kind: 'attention', reason: read.reason };
	return { kind: 'done', action: 'skipped', reason: read.reason };
};

const base = (run: FulfillRun, item: OrderToSend) => ({
	...saleBase(item, accountKey(run.service.account)),
	sourceUpdatedAt: item.order.updatedAt,
});

async function noteSending(run: FulfillRun, item: OrderToSend, sale: Sale | undefined, sending: Sending): Promise<SendOutcome> {
	const { fulfillment, notSent } = sending;
	const rest = notSent === undefined ? {} : { notSent };
	switch (sending.kind) {
		case 'sent':
		case 'unchanged': {
			const { id } = sending.fulfillment;
			const there = { targetOrderId: id, targetOrderNumber: item.order.number };
			// Parcels of an earlier sending may have left; of this one none has.
			const known = { ...base(run, item), ...there, ...(sending.kind === 'sent' ? { frozen: false } : {}) };
			// What stayed behind stands in the log until a person has settled it: retried, it goes under a number of its own.
			const change =
				sending.fault === undefined ? ({ ...known, state: 'synced', ...SETTLED } as const) : attentionChange(known, sending.fault);
			await run.database.sales.change([change], run.database.now());
			const why = sending.fault ?? sending.said;
			if (why !== undefined) await noteReason(run, orderRef(item.order), why);
			const said = why === undefined ? {} : { reason: why };
			return { kind: 'done', action: sending.kind, ...said, ...rest, fulfillment: sending.fulfillment };
		}
		case 'nothing':
			return sending.isFault
				? await attention(run, item, sending.reason, rest)
				: { ...(await skipped(run, item, sale, sending.reason)), ...rest };
		case 'refused':
			return fulfillment === undefined
				? await attention(run, item, sending.reason, rest)
				: { ...(await attention(run, item, sending.reason, { ...rest, targetOrderId: fulfillment.id })), fulfillment };
		case 'later':
			return await attention(run, item, sending.reason, { dueAt: sending.dueAt, ...rest });
	}
}

/** Not for the warehouse; one that waited in the log waits no longer. */
async function skipped(run: FulfillRun, item: OrderToSend, sale: Sale | undefined, why: Reason): Promise<SendOutcome> {
	// What stands there of an order that was bought at the warehouse's account is of its parcels, which are confirmed there.
	const isOurs = sale !== undefined && item.order.boughtAs?.account !== sale.target;
	if (isOurs) await run.database.sales.change([{ ...base(run, item), state: 'cancelled', ...SETTLED }], run.database.now());
	return { kind: 'done', action: 'skipped', reason: why };
}

/** Nothing of it is wanted any more, and nobody has to look; opened again in the shop, it comes back. */
async function ended(run: FulfillRun, item: OrderToSend, why: Reason): Promise<SendOutcome> {
	const over = { state: 'cancelled', reason: why, nextAttemptAt: null } as const;
	await run.database.sales.change([{ ...base(run, item), ...over }], run.database.now());
	return { kind: 'done', action: 'skipped', reason: why };
}

/** The log row first; the note for the shop owner only where a person has to do something. */
async function attention(
	run: FulfillRun,
	item: OrderToSend,
	why: Reason,
	more: { readonly dueAt?: number; readonly notSent?: readonly NotSent[]; readonly targetOrderId?: string } = {},
): Promise<SendOutcome> {
	const { dueAt, targetOrderId, ...rest } = more;
	if (!run.dry) {
		const change = attentionChange({ ...base(run, item), ...(targetOrderId === undefined ? {} : { targetOrderId }) }, why, dueAt);
		await run.database.sales.change([change], run.database.now());
		if (change.state === 'error') await noteReason(run, orderRef(item.order), why);
	}
	return { kind: 'attention', reason: why, ...rest };
}
