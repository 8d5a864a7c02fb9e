import { accountKey } from '../../domain/account';
import { PlatformError } from '../../domain/platform-error';
import { reason, type Reason } from '../../domain/reasons';
import type { Sale } from '../../ports/database';
import type { StoreOrder } from '../../ports/store-orders';
import { nextAttempt } from '../retry-times';
import { attentionChange, noteOnce, saleBase } from './attention';
import { refuse, skip } from './check-order';
import type { FulfillDeps, FulfillRun, FulfillSettings, NotSent, OrderToSend, SendOutcome } from './deps';
import { fbaLines, learnSkus } from './fba-lines';
import { fulfillmentId, parseFulfillmentId } from './fulfillment-id';
import { requestOf } from './request';
import { sendOrder, type Sending } from './send-order';

/**
 * Has Amazon ship paid orders of a store, each exactly once, whoever else sends it at the same time and however often it
 * comes. Every order is read anew from the store right before it is sent. Answers one outcome per item, in order;
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

/** What sendOrders would do, and what Amazon says about speed, arrival and cost. Writes nothing. */
export async function previewOrders(
	deps: FulfillDeps,
	settings: FulfillSettings,
	items: readonly OrderToSend[],
): Promise<readonly SendOutcome[]> {
	return await each({ ...deps, settings, dry: true }, items, preview);
}

type Work = (run: FulfillRun, item: OrderToSend, sale: Sale | undefined) => Promise<SendOutcome>;

async function each(run: FulfillRun, items: readonly OrderToSend[], work: Work): Promise<readonly SendOutcome[]> {
	const newest = new Map<string, OrderToSend>();
	for (const item of items) {
		const known = newest.get(item.order.id);
		if (known === undefined || known.order.updatedAt < item.order.updatedAt) newest.set(item.order.id, item);
	}
	const orders = [...newest.values()];
	const sales = await run.database.sales.get(
		accountKey(run.source.account),
		accountKey(run.service.account),
		orders.map(({ order }) => order.id),
	);
	const stale = run.dry ? new Set<OrderToSend>() : await staleOf(run, orders);
	const open = orders.filter((item) => !stale.has(item) && !(isSettled(sales.get(item.order.id)) && !run.dry));
	const outcomes = new Map<string, SendOutcome>();
	await learnOrLater(run, open);
	for (const item of orders) {
		const sale = sales.get(item.order.id);
		outcomes.set(
			item.order.id,
			await outcomeOf(run, item, sale, open.includes(item) ? work : stale.has(item) && !isSettled(sale) ? goStale : settled),
		);
	}
	return items.map(({ order }) => {
		const outcome = outcomes.get(order.id);
		if (outcome === undefined) throw new Error(`Order ${order.number} was left without an outcome`);
		return outcome;
	});
}

/** Amazon has it, or a person took it off the list or cancelled it there: nothing more is asked. */
const isSettled = (sale: Sale | undefined): boolean =>
	sale?.state === 'deleted' ||
	(sale?.storeOrderId !== undefined && (sale.state === 'synced' || sale.state === 'cancelled' || sale.state === 'error'));

/** An old execution that is run again holds old stamps: the trigger gives the order out anew. */
async function staleOf(run: FulfillRun, items: readonly OrderToSend[]): Promise<ReadonlySet<OrderToSend>> {
	const stamped = items.flatMap((item) => (item.stamp === undefined ? [] : [{ item, stamp: item.stamp }]));
	const current = await run.database.inbox.current(stamped.map(({ stamp }) => stamp));
	return new Set(stamped.filter((_, index) => current[index] !== true).map(({ item }) => item));
}

/** A fault that passes meets each order again, and is noted there. */
async function learnOrLater(run: FulfillRun, items: readonly OrderToSend[]): Promise<void> {
	try {
		await learnSkus(
			run,
			items.map(({ order }) => order),
		);
	} catch (error) {
		if (!(error instanceof PlatformError) || !error.passing) throw error;
	}
}

const OF_ALL: ReadonlySet<string> = new Set(['credential', 'permission', 'configuration']);

async function outcomeOf(run: FulfillRun, item: OrderToSend, sale: Sale | undefined, work: Work): Promise<SendOutcome> {
	try {
		return await work(run, item, sale);
	} catch (error) {
		if (!(error instanceof PlatformError) || OF_ALL.has(error.details.kind)) throw error;
		const { number } = item.order;
		const amazon = error.details.platform === run.service.account.platform;
		if (!error.passing) return await attention(run, item, reason(amazon ? 'mcfRejected' : 'contract', number, error.message));
		const now = run.clock.now();
		const dueAt = Math.max(nextAttempt(sale?.attempts ?? 0, now), now + (error.details.retryAfterMs ?? 0));
		return await attention(run, item, reason(amazon ? 'amazonUnreachable' : 'storeUnreachable', number, error.message), { dueAt });
	}
}

const goStale: Work = async (run, item) => await attention(run, item, reason('staleData', item.order.number), { dueAt: run.clock.now() });

const settled: Work = async (run, _item, sale) => {
	const id = sale?.storeOrderId;
	const name = id === undefined ? undefined : parseFulfillmentId(run.source.account, id);
	const fulfillment = id === undefined || name === undefined ? {} : { fulfillment: { id, attempt: name.attempt, lines: [] } };
	if (sale?.state === 'error' && sale.reason !== undefined) return { kind: 'attention', reason: sale.reason, ...fulfillment };
	return await Promise.resolve({ kind: 'done', action: 'unchanged', ...fulfillment });
};

/** The order as it stands in the store now, or why it goes no further. */
async function readAnew(
	run: FulfillRun,
	item: OrderToSend,
): Promise<StoreOrder | { readonly skipped: Reason } | { readonly refused: Reason }> {
	const stored = await run.source.get(item.order.id);
	if (stored === undefined) return { refused: reason('mcfOrderGone', item.order.number) };
	const skipped = skip(stored);
	if (skipped !== undefined) return { skipped };
	const refused = refuse(stored);
	return refused === undefined ? stored : { refused };
}

const send: Work = async (run, item, sale) => {
	const stored = await readAnew(run, item);
	if ('skipped' in stored) return await skipped(run, item, sale, stored.skipped);
	if ('refused' in stored) return await attention(run, item, stored.refused);
	const fresh = { ...item, order: stored.order };
	return await noteSending(run, fresh, sale, await sendOrder(run, stored, item.comment));
};

async function noteSending(run: FulfillRun, item: OrderToSend, sale: Sale | undefined, sending: Sending): Promise<SendOutcome> {
	const { kind: _kind, ...result } = sending;
	const { fulfillment, notSent } = result;
	const rest = notSent === undefined ? {} : { notSent };
	switch (sending.kind) {
		case 'sent':
		case 'unchanged': {
			const { order, subscription } = item;
			await run.database.sales.change(
				[
					{
						...saleBase(order, accountKey(run.service.account), subscription),
						state: 'synced',
						reason: null,
						nextAttemptAt: null,
						storeOrderId: sending.fulfillment.id,
						storeOrderNumber: order.number,
					},
				],
				run.clock.now(),
			);
			if (sending.fault !== undefined) await noteOnce(run, order.id, sending.fault);
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

/** Not for Amazon; one that waited in the log waits no longer. */
async function skipped(run: FulfillRun, item: OrderToSend, sale: Sale | undefined, why: Reason): Promise<SendOutcome> {
	if (sale !== undefined && !run.dry) {
		await run.database.sales.change(
			[
				{
					...saleBase(item.order, accountKey(run.service.account), item.subscription),
					state: 'cancelled',
					reason: null,
					nextAttemptAt: null,
				},
			],
			run.clock.now(),
		);
	}
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
		const change = attentionChange(saleBase(item.order, accountKey(run.service.account), item.subscription), why, dueAt);
		await run.database.sales.change([change], run.clock.now());
		if (change.state === 'error') await noteOnce(run, item.order.id, why);
	}
	return { kind: 'attention', reason: why, ...rest };
}

const preview: Work = async (run, item) => {
	const stored = await readAnew(run, item);
	if ('skipped' in stored) return { kind: 'done', action: 'skipped', reason: stored.skipped };
	if ('refused' in stored) return { kind: 'attention', reason: stored.refused };
	const { order } = stored;
	const { lines, notSent, fault } = await fbaLines(run, stored, new Set());
	const rest = notSent.length === 0 ? {} : { notSent };
	if (lines.length === 0) {
		if (fault !== undefined) return { kind: 'attention', reason: fault, ...rest };
		return {
			kind: 'done',
			action: 'skipped',
			reason: reason(notSent.length === 0 ? 'mcfNothingOpen' : 'mcfNoFbaLine', order.number),
			...rest,
		};
	}
	const id = fulfillmentId(run.source.account, { orderId: order.id, attempt: 1 });
	const request = requestOf(stored, id, lines, run.settings, item.comment);
	const why = run.service.check(request);
	if (why !== undefined) return { kind: 'attention', reason: why, ...rest };
	const fulfillment = {
		id,
		attempt: 1,
		speed: request.speed,
		held: request.hold,
		lines: lines.map(({ id: lineId, sku, quantity }) => ({ lineId, sku, quantity })),
	};
	return { kind: 'done', action: 'planned', fulfillment, previews: await run.service.preview(request), ...rest };
};
