import { mapInBreaths } from '../../../domain/breathe';
import { equals, format } from '../../../domain/money';
import { PlatformError } from '../../../domain/platform-error';
import { reason, type Reason } from '../../../domain/reasons';
import { say } from '../../../domain/texts/say';
import type { DraftOutcome, PlannedOrder } from '../../../ports/order-sink';
import type { WooCommerceClient } from '../client';
import { ORDER_META } from '../constants';
import { fromBadBody, safeCode, type Call } from '../errors';
import { storeText } from '../refusal-text';
import type { PlannedBody } from './from-canonical';
import type { LineBody } from './order-body';
import { savedOrder, totalOf } from './own-order';
import { readBatch, readReached } from '../wire/batch';
import { metaValue } from '../wire/meta';
import { readOwnOrder, type WireOwnLine, type WireOwnOrder } from '../wire/own-order';
import { refusalOf } from '../wire/refusal';

const CREATE: Call = { operation: 'POST orders/batch', write: true };

const lost = (): PlatformError => fromBadBody(CREATE, undefined);

function sameProduct(planned: LineBody, stored: WireOwnLine | undefined): boolean {
	if (stored === undefined || stored.quantity !== planned.quantity) return false;
	// The store turns the id of a variation given as a product into parent and variation.
	const id = planned.variation_id ?? planned.product_id;
	return stored.productId === id || stored.variationId === id;
}

/** What is wrong with an order that is in the store. */
function doubtsAbout(planned: PlannedOrder, body: PlannedBody, order: WireOwnOrder): readonly Reason[] {
	const doubts: Reason[] = [];
	const total = totalOf(order);
	if (!equals(total, planned.expectedTotal)) {
		doubts.push(
			reason('totalDiffers', planned.orderNumber, say('found', { found: format(total), expected: format(planned.expectedTotal) })),
		);
	}
	const { line_items: lines } = body.wire;
	if (lines.length !== order.lines.length || lines.some((line, index) => !sameProduct(line, order.lines[index]))) {
		doubts.push(reason('lineChanged', planned.orderNumber));
	}
	return doubts;
}

function outcome(planned: PlannedOrder, element: unknown, baseUrl: string): DraftOutcome {
	const refusal = refusalOf(element);
	if (refusal !== undefined) {
		const detail = storeText(safeCode(refusal.code), refusal.message);
		return { kind: 'refused', reason: reason('storeRejected', planned.orderNumber, detail) };
	}
	let order: WireOwnOrder;
	try {
		order = readOwnOrder(element);
	} catch {
		return { kind: 'unknown', error: lost() };
	}
	const origin = metaValue(order.meta, ORDER_META.origin);
	if (order.id === 0 || (origin !== undefined && origin !== planned.origin)) return { kind: 'unknown', error: lost() };
	const saved = { ...savedOrder(order, baseUrl), position: order.id, origin: planned.origin };
	return { kind: 'created', saved, doubts: doubtsAbout(planned, planned.body as PlannedBody, order) };
}

/** One request for all. Only a request that surely did nothing throws; a lost answer leaves every order unknown. */
export async function createBatch(client: WooCommerceClient, planned: readonly PlannedOrder[]): Promise<readonly DraftOutcome[]> {
	if (planned.length === 0) return [];
	let body: unknown;
	try {
		({ body } = await client.post('orders/batch', { create: planned.map((order) => (order.body as PlannedBody).wire) }));
	} catch (error) {
		if (!(error instanceof PlatformError) || error.details.kind !== 'unknownOutcome') throw error;
		return planned.map(() => ({ kind: 'unknown', error }));
	}
	const elements = readBatch(body).create;
	const outcomes = await mapInBreaths(planned, (order, index) => outcome(order, elements[index], client.baseUrl));
	return await setCustomStatuses(client, planned, outcomes);
}

/** Statuses of plugins come second: see `creationStatus`. */
async function setCustomStatuses(
	client: WooCommerceClient,
	planned: readonly PlannedOrder[],
	outcomes: readonly DraftOutcome[],
): Promise<readonly DraftOutcome[]> {
	const update = outcomes.flatMap((made, index) => {
		const body = planned[index]?.body as PlannedBody | undefined;
		return made.kind === 'created' && body !== undefined && body.finalStatus !== body.wire.status
			? [{ id: Number(made.saved.id), status: body.finalStatus }]
			: [];
	});
	if (update.length === 0) return outcomes;
	const reached = await updatedStatuses(client, update);
	return outcomes.map((made, index) => {
		const order = planned[index];
		const wanted = made.kind === 'created' ? update.find(({ id }) => String(id) === made.saved.id) : undefined;
		if (made.kind !== 'created' || order === undefined || wanted === undefined) return made;
		const status = reached.get(wanted.id);
		if (status === wanted.status) return { ...made, saved: { ...made.saved, status } };
		return {
			...made,
			doubts: [...made.doubts, reason('storeRejected', order.orderNumber, say('statusNotSet', { status: wanted.status }))],
		};
	});
}

/** Setting a status again changes nothing, so a lost answer is asked for once more. */
async function updatedStatuses(
	client: WooCommerceClient,
	update: readonly { readonly id: number; readonly status: string }[],
): Promise<ReadonlyMap<number, string>> {
	for (let attempt = 1; ; attempt += 1) {
		try {
			const { body } = await client.post('orders/batch', { update });
			return readReached(readBatch(body).update);
		} catch (error) {
			if (!(error instanceof PlatformError)) throw error;
			if (attempt === 2) return new Map();
		}
	}
}
