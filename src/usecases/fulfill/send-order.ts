import { accountKey } from '../../domain/account';
import { FAILED_FULFILLMENT, type FulfillmentRequest, type FulfillmentState } from '../../domain/fulfillment';
import { PlatformError } from '../../domain/platform-error';
import { reason, type Reason } from '../../domain/reasons';
import { say } from '../../domain/texts/say';
import type { ClaimKey } from '../../ports/database';
import type { StoreOrder } from '../../ports/store-orders';
import { abandon, begin, claim, complete, release, settledAfter } from '../once';
import { orderRef } from '../order-key';
import type { FulfillRun, SendResult, Sent } from './deps';
import { fbaLines, type FbaLines } from './fba-lines';
import { parseFulfillmentLineId } from './fulfillment-id';
import { requestOf } from './request';
import { idsOfAttempts } from './sendings';

const LATER_MS = 60_000;
const MOST_ATTEMPTS = 50;
const WAIT_FOR_OTHERS_MS = 45_000;
/** For the requests around the write. */
const AROUND_MS = 2 * 60_000;

/** How the sending of one order ended; the log is the caller's. */
export type Sending = SendResult &
	/** `fault`: why a line that seems to be the warehouse's stayed behind. `said`: what a person should know, and nothing follows from. */
	(
		| { readonly kind: 'sent' | 'unchanged'; readonly fulfillment: Sent; readonly fault?: Reason; readonly said?: Reason }
		/** Nothing of it goes to the warehouse; `isFault` when nobody meant it so. */
		| { readonly kind: 'nothing'; readonly reason: Reason; readonly isFault: boolean }
		| { readonly kind: 'refused'; readonly reason: Reason }
		| { readonly kind: 'later'; readonly reason: Reason; readonly dueAt: number }
	);

/** Whether the warehouse gave up before anything left: only then may the same lines go under a new number. */
export const hasFailed = ({ status, shipments }: FulfillmentState): boolean =>
	FAILED_FULFILLMENT.includes(status) && shipments.every((shipment) => shipment.status === 'cancelled');

export const sentOf = (
	id: string,
	attempt: number,
	lines: readonly { readonly id: string; readonly sku: string; readonly quantity: number }[],
): Sent => ({
	id,
	attempt,
	lines: lines.map(({ id: line, sku, quantity }) => ({ lineId: parseFulfillmentLineId(line).lineId, sku, quantity })),
});

/**
 * Sends what the warehouse does not have yet. Each attempt is claimed, and its id is the same for whoever makes it, so
 * that the warehouse itself refuses a second one; that an id is in use counts only where this very order stands under it.
 * Attempts that were made are looked at one by one: one that failed makes room for the next, one that lives counts its
 * lines as sent.
 */
export async function sendOrder(run: FulfillRun, stored: StoreOrder, comment: string | undefined): Promise<Sending> {
	const { order } = stored;
	const sent = new Set<string>();
	let living: Sent | undefined;
	const idOf = await idsOfAttempts(run, orderRef(order));
	for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
		const wanted = await fbaLines(run, stored, sent);
		const nothing = nothingLeft(stored, wanted, living);
		// An earlier run may have sent lines that are shipped or refunded by now: without a claim there was none.
		if (nothing !== undefined) return nothing;
		const id = idOf(attempt);
		const answer = await tryAttempt(run, stored, { attempt, id, wanted, comment });
		if (!('state' in answer)) return answer;
		const { state } = answer;
		if (state === undefined) return { kind: 'unchanged', fulfillment: sentOf(id, attempt, []) };
		if (hasFailed(state)) continue;
		living = sentOf(id, attempt, state.lines);
		for (const { lineId } of living.lines) sent.add(lineId);
	}
	return { kind: 'refused', reason: reason('mcfRejected', order.number, say('attempts', { count: MOST_ATTEMPTS })) };
}

function nothingLeft(stored: StoreOrder, wanted: FbaLines, living: Sent | undefined): Sending | undefined {
	const { lines, notSent, fault } = wanted;
	if (lines.length > 0) return undefined;
	const rest = notSent.length === 0 ? {} : { notSent };
	if (living !== undefined) return { kind: 'unchanged', fulfillment: living, ...rest, ...(fault === undefined ? {} : { fault }) };
	return { kind: 'nothing', ...whyNothing(stored, wanted), ...rest };
}

/** Why nothing of an order goes to the warehouse; `isFault` when nobody meant it so. */
export function whyNothing({ order }: StoreOrder, { notSent, fault }: FbaLines): { readonly reason: Reason; readonly isFault: boolean } {
	if (fault !== undefined) return { reason: fault, isFault: true };
	if (notSent.length === 0) return { reason: reason('mcfNothingOpen', order.number), isFault: false };
	return { reason: reason('mcfNoFbaLine', order.number, notSent.map(({ sku }) => `SKU "${sku}"`).join(', ')), isFault: false };
}

interface Attempt {
	readonly attempt: number;
	readonly id: string;
	readonly wanted: FbaLines;
	readonly comment: string | undefined;
}

/** What this attempt came to, or the state of an order that the warehouse had under its id before (undefined: not shown yet). */
async function tryAttempt(
	run: FulfillRun,
	stored: StoreOrder,
	{ attempt, id, wanted, comment }: Attempt,
): Promise<Sending | { readonly state: FulfillmentState | undefined }> {
	const order = orderRef(stored.order);
	const { number } = stored.order;
	const { settleMs } = run.service;
	const warehouse = accountKey(run.service.account);
	const key: ClaimKey = { at: warehouse, order, effect: 'send', part: String(attempt) };
	const [answer] = await claim(run, [key], { leaseMs: settleMs + AROUND_MS, waitMs: WAIT_FOR_OTHERS_MS });
	const done = async (): Promise<void> => {
		await complete(run, [{ key, result: id }]);
	};
	const unknown = async (settlesAt: number): Promise<Sending> => {
		await abandon(run, [key]);
		return { kind: 'later', reason: reason('mcfOutcomeUnknown', number), dueAt: Math.max(settlesAt, run.database.now()) };
	};
	const busy = (): Sending => ({ kind: 'later', reason: reason('inProgress', number), dueAt: run.database.now() + LATER_MS });
	if (answer === undefined || answer.state === 'held') return busy();
	if (answer.state === 'done') return { state: await run.service.get(id) };
	const request = requestOf(stored, id, wanted.lines, run.settings, comment);
	const result = wanted.notSent.length === 0 ? {} : { notSent: wanted.notSent };
	const left = wanted.fault === undefined ? {} : { fault: wanted.fault };
	const taken = async (): Promise<Sending> => {
		const refused = { kind: 'refused', reason: reason('mcfIdTaken', number, say('fulfillmentOrder', { id })), ...result } as const;
		// The id holds the key of the order: it is this one as it was before, which the shop may still call off.
		const state = order.key === undefined ? undefined : await run.service.get(id);
		return await giveUp(run, key, state === undefined ? refused : { ...refused, fulfillment: sentOf(id, attempt, state.lines) });
	};
	const hasSettled = answer.state === 'unsettled';
	if (answer.state === 'unsettled') {
		const state = await lookUp(run, key, request);
		if (state !== undefined && state !== 'another') {
			await done();
			return { state };
		}
		// An order is shown late: only what has settled counts as not made, or as somebody else's.
		if (Date.parse(answer.settlesAt) > run.database.now()) return await unknown(Date.parse(answer.settlesAt));
		if (state === 'another') return await taken();
	}
	const fault = run.service.check(request);
	if (fault !== undefined) return await giveUp(run, key, { kind: 'refused', reason: fault, ...result });
	// Before the warehouse may have it: the way back from its id to the order.
	await run.database.fulfillments.put([{ warehouse, id, order, attempt }], run.database.now());
	const [ours] = await begin(run, [key], { neededMs: settleMs, settleMs });
	if (ours !== true) return busy();
	const began = run.database.now();
	const outcome = await createOrRelease(run, key, request);
	const sent = (lines: Parameters<typeof sentOf>[2]): Sending => ({
		kind: 'sent',
		fulfillment: { ...sentOf(id, attempt, lines), speed: request.speed, held: request.hold },
		...result,
		...left,
	});
	switch (outcome.kind) {
		case 'accepted':
			await done();
			return sent(request.lines);
		case 'exists':
			await done();
			return { state: outcome.state };
		// Asked again once all that may be under way has settled; then a person has to look.
		case 'taken':
			return hasSettled ? await taken() : await unknown(began + settledAfter(settleMs));
		case 'refused':
			return await giveUp(run, key, { kind: 'refused', reason: outcome.reason, ...result });
		case 'unknown': {
			const state = await lookUp(run, key, request);
			if (state === undefined || state === 'another') return await unknown(began + settledAfter(settleMs));
			await done();
			return sent(state.lines);
		}
	}
}

async function giveUp(run: FulfillRun, key: ClaimKey, sending: Sending): Promise<Sending> {
	await release(run, [key]);
	return sending;
}

/** The write is open: when the warehouse cannot be asked, the claim is given back with that knowledge. */
async function lookUp(run: FulfillRun, key: ClaimKey, request: FulfillmentRequest): Promise<FulfillmentState | 'another' | undefined> {
	try {
		return await run.service.find(request);
	} catch (error) {
		await abandon(run, [key]);
		throw error;
	}
}

async function createOrRelease(run: FulfillRun, key: ClaimKey, request: FulfillmentRequest) {
	try {
		return await run.service.create(request);
	} catch (error) {
		// Surely not sent.
		if (error instanceof PlatformError) await release(run, [key]);
		throw error;
	}
}
