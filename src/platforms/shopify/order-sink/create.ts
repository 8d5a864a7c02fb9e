import { accountKey } from '../../../domain/account';
import { equals, format } from '../../../domain/money';
import { PlatformError } from '../../../domain/platform-error';
import { reason, type Reason } from '../../../domain/reasons';
import { say } from '../../../domain/texts/say';
import type { DraftOutcome, PlannedOrder } from '../../../ports/order-sink';
import type { Buckets } from '../../../ports/database';
import { shopifyAccount } from '../account';
import type { ShopifyClient } from '../client';
import { THROTTLED_ATTEMPTS } from '../constants';
import { failure } from '../errors';
import { STATUS } from '../order-status';
import { ownFacts } from '../orders/facts';
import { refusalText } from '../refusal';
import { shopFacts } from '../shop';
import type { UserError } from '../wire/fields';
import { ORDER_BY_ORIGIN, ORDER_CREATE, type WireCreated, type WireOwnOrder } from '../wire/own-order';
import { ensureDefinition } from '../definition';
import { savedOrder } from './own-order';
import { holdNew } from './packing';
import { writeFacts } from './write-facts';
import type { PlannedBody } from './plan';

/** Of a shop for trying out: five new orders a minute (https://shopify.dev/docs/api/admin-graphql/latest/mutations/orderCreate). */
const DEVELOPMENT_PLAN = { rate: 5 / 60, burst: 5 } as const;

/** One of the five is over by then, if they were spread over the minute. */
const DEVELOPMENT_WAIT_MS = 15_000;

export interface CreateSurroundings {
	readonly buckets: Buckets;
	readonly application: string;
}

/** What is wrong with an order that is in the shop. */
function doubtsAbout(planned: PlannedOrder, order: WireOwnOrder, lines: number | undefined): readonly Reason[] {
	const doubts: Reason[] = [];
	const { total } = savedOrder(order, '');
	if (!equals(total, planned.expectedTotal)) {
		doubts.push(
			reason('totalDiffers', planned.orderNumber, say('found', { found: format(total), expected: format(planned.expectedTotal) })),
		);
	}
	if (lines !== undefined && lines !== (planned.body as PlannedBody).lines) doubts.push(reason('lineChanged', planned.orderNumber));
	return doubts;
}

const createdOutcome = (client: ShopifyClient, planned: PlannedOrder, order: WireOwnOrder, lines?: number): DraftOutcome => ({
	kind: 'created',
	saved: { ...savedOrder(order, client.shop), position: Number(order.id), origin: planned.origin },
	doubts: doubtsAbout(planned, order, lines),
});

async function ofOrigin(client: ShopifyClient, origin: string): Promise<WireOwnOrder | undefined> {
	const { data } = await client.query(ORDER_BY_ORIGIN, { value: origin });
	return data.orderByIdentifier ?? undefined;
}

/** A shop for trying out is waited for; where there is no time for it, nothing was sent. */
async function pace(client: ShopifyClient, { buckets, application }: CreateSurroundings): Promise<void> {
	if (!(await shopFacts(client)).development) return;
	const bucket = { account: accountKey(shopifyAccount({ shop: client.shop })), application, operation: 'orderCreate' };
	for (;;) {
		const { granted, waitMs } = await buckets.take(bucket, DEVELOPMENT_PLAN, 1, 0);
		if (granted) return;
		if (!(await client.wait(waitMs))) throw tooMany(waitMs);
	}
}

const tooMany = (retryAfterMs: number) =>
	failure(
		{ operation: 'OrderCreate', write: false },
		{
			kind: 'rateLimited',
			code: 'developmentStore',
			message: 'A development store takes five new orders a minute',
			advice: 'Nothing to do: the others follow by themselves.',
		},
		{ retryAfterMs },
	);

/** In these words alone, without a code; other apps of the shop, and people, take of the same five. */
const isTooMany = (errors: readonly UserError[]): boolean => errors.some(({ message }) => /^too many attempts/i.test(message));

/** Waits where the shop takes no more orders for now: such a one was not made. */
async function send(client: ShopifyClient, input: PlannedBody['input'], surroundings: CreateSurroundings) {
	for (let attempt = 1; ; attempt += 1) {
		await pace(client, surroundings);
		const { orderCreate } = await client.mutate(ORDER_CREATE, input);
		if (!isTooMany(orderCreate.userErrors)) return orderCreate;
		if (attempt >= THROTTLED_ATTEMPTS || !(await client.wait(DEVELOPMENT_WAIT_MS))) throw tooMany(DEVELOPMENT_WAIT_MS);
	}
}

/**
 * Creates one order, unless the shop has one of its origin: asked by the value that no two orders bear, right before. Whoever
 * creates it in between makes Shopify refuse ours for that same value.
 */
export async function createOrder(client: ShopifyClient, planned: PlannedOrder, surroundings: CreateSurroundings): Promise<DraftOutcome> {
	const { input } = planned.body as PlannedBody;
	await ensureDefinition(client, 'ORDER');
	const there = await ofOrigin(client, planned.origin);
	if (there !== undefined) return await held(client, planned, there);
	let order: WireCreated;
	try {
		const orderCreate = await send(client, input, surroundings);
		const { userErrors } = orderCreate;
		if (orderCreate.order === null || orderCreate.order === undefined) {
			if (userErrors.some(({ field }) => field?.includes('metafields') === true)) {
				const other = await ofOrigin(client, planned.origin);
				if (other !== undefined) return await held(client, planned, other);
			}
			return { kind: 'refused', reason: reason('storeRejected', planned.orderNumber, refusalText(userErrors)) };
		}
		({ order } = orderCreate);
	} catch (error) {
		if (!(error instanceof PlatformError) || error.details.kind !== 'unknownOutcome') throw error;
		return { kind: 'unknown', error };
	}
	return await held(client, planned, order, order.lineItems.nodes.length);
}

/** It is there; what is left to do to it may fail, and is done by whoever meets it next. */
async function held(client: ShopifyClient, planned: PlannedOrder, order: WireOwnOrder, lines?: number): Promise<DraftOutcome> {
	const made = createdOutcome(client, planned, order, lines);
	if (made.kind !== 'created' || ownFacts(order.facts).toHold !== true) return made;
	try {
		await holdNew(client, order.id);
		await writeFacts(client, order, { toHold: undefined });
		return { ...made, saved: { ...made.saved, status: STATUS.onHold } };
	} catch (error) {
		if (!(error instanceof PlatformError)) throw error;
		const doubt = reason('storeRejected', planned.orderNumber, say('statusNotSet', { status: STATUS.onHold }));
		return { ...made, doubts: [...made.doubts, doubt] };
	}
}
