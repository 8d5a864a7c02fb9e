import type { Gone, OwnOrderRef, SavedOrder } from '../../../ports/order-sink';
import type { ShopifyClient } from '../client';
import { failure } from '../errors';
import { isClosed, statusOf } from '../order-status';
import { ownFacts } from '../orders/facts';
import { gid } from '../wire/fields';
import { ORDER_CANCEL, SET_ASIDE, type WireOwnOrder } from '../wire/own-order';
import { findOwn } from './find-own';
import { savedOrder } from './own-order';
import { assertDone, attentionGiven, holdOrder } from './packing';
import { factsOf, writeFacts } from './write-facts';

/** Shopify answers before it is done: how often, and how long, that is waited for. */
const LOOKS = 10;
const LOOK_MS = 1_000;

/** What was not taken is not given back. */
const restocks = ({ facts }: WireOwnOrder): boolean => ownFacts(facts).stock !== 'leave';

/** Until the order itself shows it. */
async function cancelled(client: ShopifyClient, ref: OwnOrderRef): Promise<WireOwnOrder | Gone> {
	for (let look = 0; look < LOOKS; look += 1) {
		const order = await findOwn(client, ref);
		if (order === 'gone' || order.cancelledAt !== undefined) return order;
		if (!(await client.wait(LOOK_MS))) break;
	}
	throw failure(
		{ operation: 'OrderCancel', write: true },
		{
			kind: 'unknownOutcome',
			code: 'underWay',
			message: 'Shopify has not cancelled the order yet; it is unknown whether it will',
			advice: 'Nothing to do: the shop is asked again once it has settled.',
		},
	);
}

/** Nobody is mailed, and nobody is paid back: the channel has the money. */
export async function cancelOrder(client: ShopifyClient, ref: OwnOrderRef): Promise<SavedOrder | Gone> {
	const order = await findOwn(client, ref);
	if (order === 'gone') return order;
	if (isClosed(statusOf(order))) return savedOrder(order, client.shop);
	const { orderCancel } = await client.mutate(ORDER_CANCEL, { id: gid('Order', order.id), restock: restocks(order), note: null });
	assertDone('OrderCancel', orderCancel.orderCancelUserErrors);
	const done = await cancelled(client, ref);
	if (done === 'gone') return done;
	// Whatever it waited for, nobody has to see to it any more.
	await attentionGiven(client, done);
	return savedOrder(done, client.shop);
}

/** The mark first, and what it is for in the same request, so that nobody sees the second without the first. */
export async function setOrderAside(
	client: ShopifyClient,
	ref: OwnOrderRef,
	stays: string,
	how: 'cancel' | 'hold',
): Promise<'done' | Gone> {
	const order = await findOwn(client, ref);
	if (order === 'gone') return order;
	if (isClosed(statusOf(order))) return 'done';
	if (how === 'hold') {
		await writeFacts(client, order, { duplicateOf: stays });
		await holdOrder(client, order.id);
		return 'done';
	}
	const { metafieldsSet, orderCancel } = await client.mutate(SET_ASIDE, {
		id: gid('Order', order.id),
		restock: restocks(order),
		metafields: factsOf(order, { duplicateOf: stays }),
	});
	assertDone('MetafieldsSet', metafieldsSet.userErrors);
	assertDone('OrderCancel', orderCancel.orderCancelUserErrors);
	const done = await cancelled(client, ref);
	return done === 'gone' ? done : 'done';
}
