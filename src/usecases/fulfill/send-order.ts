import { FAILED_FULFILLMENT, type FulfillmentState } from '../../domain/fulfillment';
import { PlatformError } from '../../domain/platform-error';
import { reason, type Reason } from '../../domain/reasons';
import type { ClaimKey } from '../../ports/database';
import type { StoreOrder } from '../../ports/store-orders';
import { attemptKey, beginAttempt, claimAttempt } from './claim-attempt';
import type { FulfillRun, SendResult, Sent } from './deps';
import { fbaLines, type FbaLines } from './fba-lines';
import { fulfillmentId, parseFulfillmentLineId } from './fulfillment-id';
import { requestOf } from './request';

const LATER_MS = 60_000;
const MOST_ATTEMPTS = 50;

/** How the sending of one order ended; the log is the caller's. */
export type Sending = SendResult &
	/** `fault`: why a line that seems to be Amazon's stayed behind. */
	(
		| { readonly kind: 'sent' | 'unchanged'; readonly fulfillment: Sent; readonly fault?: Reason }
		/** Nothing of it goes to Amazon; `isFault` when nobody meant it so. */
		| { readonly kind: 'nothing'; readonly reason: Reason; readonly isFault: boolean }
		| { readonly kind: 'refused'; readonly reason: Reason }
		| { readonly kind: 'later'; readonly reason: Reason; readonly dueAt: number }
	);

/** Whether Amazon gave up before anything left: only then may the same lines go under a new number. */
const hasFailed = ({ status, shipments }: FulfillmentState): boolean =>
	FAILED_FULFILLMENT.includes(status) && shipments.every((shipment) => shipment.status === 'cancelled');

const sentOf = (
	id: string,
	attempt: number,
	lines: readonly { readonly id: string; readonly sku: string; readonly quantity: number }[],
): Sent => ({
	id,
	attempt,
	lines: lines.map(({ id: line, sku, quantity }) => ({ lineId: parseFulfillmentLineId(line).lineId, sku, quantity })),
});

/**
 * Sends what Amazon does not have yet. Each attempt is claimed, and its id is the same for whoever makes it, so that
 * Amazon itself refuses a second one. Attempts that were made are looked at one by one: one that failed makes room for
 * the next, one that lives counts its lines as sent.
 */
export async function sendOrder(run: FulfillRun, stored: StoreOrder, comment: string | undefined): Promise<Sending> {
	const { order } = stored;
	const sent = new Set<string>();
	let living: Sent | undefined;
	for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
		const wanted = await fbaLines(run, stored, sent);
		const nothing = nothingLeft(stored, wanted, living);
		// An earlier run may have sent lines that are shipped or refunded by now: without a claim there was none.
		if (nothing !== undefined) return nothing;
		const id = fulfillmentId(run.source.account, { orderId: order.id, attempt });
		const answer = await tryAttempt(run, stored, { attempt, id, wanted, comment });
		if (!('state' in answer)) return answer;
		const { state } = answer;
		if (state === undefined) return { kind: 'unchanged', fulfillment: sentOf(id, attempt, []) };
		if (hasFailed(state)) continue;
		living = sentOf(id, attempt, state.lines);
		for (const { lineId } of living.lines) sent.add(lineId);
	}
	return { kind: 'refused', reason: reason('mcfRejected', order.number, `${MOST_ATTEMPTS} attempts`) };
}

function nothingLeft({ order }: StoreOrder, { lines, notSent, fault }: FbaLines, living: Sent | undefined): Sending | undefined {
	if (lines.length > 0) return undefined;
	const rest = notSent.length === 0 ? {} : { notSent };
	if (living !== undefined) return { kind: 'unchanged', fulfillment: living, ...rest };
	if (fault !== undefined) return { kind: 'nothing', reason: fault, isFault: true, ...rest };
	const code = notSent.length === 0 ? 'mcfNothingOpen' : 'mcfNoFbaLine';
	const detail = notSent.length === 0 ? undefined : notSent.map(({ sku }) => `SKU "${sku}"`).join(', ');
	return { kind: 'nothing', reason: reason(code, order.number, detail), isFault: false, ...rest };
}

interface Attempt {
	readonly attempt: number;
	readonly id: string;
	readonly wanted: FbaLines;
	readonly comment: string | undefined;
}

/** What this attempt came to, or the state of an order that Amazon had under its id before (undefined: not shown yet). */
async function tryAttempt(
	run: FulfillRun,
	stored: StoreOrder,
	{ attempt, id, wanted, comment }: Attempt,
): Promise<Sending | { readonly state: FulfillmentState | undefined }> {
	const { number } = stored.order;
	const key = attemptKey(run, stored.order.id, attempt);
	const claim = await claimAttempt(run, key);
	const complete = async (): Promise<void> => await run.database.claims.complete([{ key, result: id }], run.clock.now());
	const unknown = async (settlesAt: number): Promise<Sending> => {
		await run.database.claims.abandon([key], run.owner, run.clock.now());
		return { kind: 'later', reason: reason('mcfOutcomeUnknown', number), dueAt: Math.max(settlesAt, run.clock.now()) };
	};
	if (claim.state === 'held') return { kind: 'later', reason: reason('inProgress', number), dueAt: run.clock.now() + LATER_MS };
	if (claim.state === 'done') return { state: await run.service.get(id) };
	if (claim.state === 'unsettled') {
		const state = await lookUp(run, key, id);
		if (state !== undefined) {
			await complete();
			return { state };
		}
		// Amazon shows an order late: only what has settled counts as not made.
		if (Date.parse(claim.settlesAt) > run.clock.now()) return await unknown(Date.parse(claim.settlesAt));
	}
	const request = requestOf(stored, id, wanted.lines, run.settings, comment);
	const fault = run.service.check(request);
	const result = wanted.notSent.length === 0 ? {} : { notSent: wanted.notSent };
	const left = wanted.fault === undefined ? {} : { fault: wanted.fault };
	if (fault !== undefined) return await giveUp(run, key, { kind: 'refused', reason: fault, ...result });
	if (!(await beginAttempt(run, key))) return { kind: 'later', reason: reason('inProgress', number), dueAt: run.clock.now() + LATER_MS };
	const began = run.clock.now();
	const outcome = await createOrRelease(run, key, request);
	switch (outcome.kind) {
		case 'accepted':
			await complete();
			return {
				kind: 'sent',
				fulfillment: { ...sentOf(id, attempt, request.lines), speed: request.speed, held: request.hold },
				...result,
				...left,
			};
		case 'exists': {
			await complete();
			return { state: await run.service.get(id) };
		}
		case 'refused':
			return await giveUp(run, key, { kind: 'refused', reason: outcome.reason, ...result });
		case 'unknown': {
			const state = await lookUp(run, key, id);
			if (state === undefined) return await unknown(began + run.service.settleMs);
			await complete();
			return {
				kind: 'sent',
				fulfillment: { ...sentOf(id, attempt, state.lines), speed: request.speed, held: request.hold },
				...result,
				...left,
			};
		}
	}
}

async function giveUp(run: FulfillRun, key: ClaimKey, sending: Sending): Promise<Sending> {
	await run.database.claims.release([key], run.owner, run.clock.now());
	return sending;
}

/** The write is open: when Amazon cannot be asked, the claim is given back with that knowledge. */
async function lookUp(run: FulfillRun, key: ClaimKey, id: string): Promise<FulfillmentState | undefined> {
	try {
		return await run.service.get(id);
	} catch (error) {
		await run.database.claims.abandon([key], run.owner, run.clock.now());
		throw error;
	}
}

async function createOrRelease(run: FulfillRun, key: ClaimKey, request: Parameters<FulfillRun['service']['create']>[0]) {
	try {
		return await run.service.create(request);
	} catch (error) {
		// Surely not sent.
		if (error instanceof PlatformError) await run.database.claims.release([key], run.owner, run.clock.now());
		throw error;
	}
}
