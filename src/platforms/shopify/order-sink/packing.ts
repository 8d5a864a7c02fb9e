import type { ShopifyClient } from '../client';
import { ATTENTION_TAG } from '../constants';
import { failure, safeCode } from '../errors';
import { refusalText } from '../refusal';
import { gid, type UserError } from '../wire/fields';
import {
	FULFILLMENT_CREATE,
	HOLD,
	ORDER_TO_SHIP,
	RELEASE_HOLD,
	type WireFulfillmentOrder,
	type WireParcel,
} from '../wire/fulfillment-order';
import { TAGS_ADD, TAGS_REMOVE } from '../wire/note';

export const may = ({ supportedActions }: Pick<WireFulfillmentOrder, 'supportedActions'>, action: string): boolean =>
	supportedActions.some((supported) => supported.action === action);

/** Throws `rejected` for what Shopify refuses by its rules. */
export function assertDone(operation: string, errors: readonly UserError[]): void {
	if (errors.length === 0) return;
	throw failure(
		{ operation, write: true },
		{
			kind: 'rejected',
			code: safeCode(errors[0]?.code) ?? 'INVALID',
			message: `Shopify refused it (${refusalText(errors)})`,
			advice: 'Look at the order in Shopify admin.',
		},
	);
}

/** What is to be packed of an order, location by location. */
async function partsOf(client: ShopifyClient, id: string): Promise<readonly WireFulfillmentOrder[]> {
	const { data } = await client.query(ORDER_TO_SHIP, { id: gid('Order', id) });
	return data.order?.fulfillmentOrders ?? [];
}

export async function parcelsOf(client: ShopifyClient, id: string): Promise<readonly WireParcel[]> {
	const { data } = await client.query(ORDER_TO_SHIP, { id: gid('Order', id) });
	return data.order?.fulfillments ?? [];
}

/** By this tag people find in the admin what waits for them. One that stands there already is no second one. */
export async function askForAttention(client: ShopifyClient, id: string): Promise<void> {
	const { tagsAdd } = await client.mutate(TAGS_ADD, { id: gid('Order', id), tags: [ATTENTION_TAG] });
	assertDone('TagsAdd', tagsAdd.userErrors);
}

/** The matter is over. */
export async function attentionGiven(
	client: ShopifyClient,
	{ id, tags }: { readonly id: string; readonly tags: readonly string[] },
): Promise<void> {
	if (!tags.includes(ATTENTION_TAG)) return;
	const { tagsRemove } = await client.mutate(TAGS_REMOVE, { id: gid('Order', id), tags: [ATTENTION_TAG] });
	assertDone('TagsRemove', tagsRemove.userErrors);
}

/** Nobody packs it until a person releases it. */
export async function holdOrder(client: ShopifyClient, id: string): Promise<void> {
	for (const part of await partsOf(client, id)) {
		// One that is held already is held for somebody's reason.
		if (!may(part, 'HOLD') || part.fulfillmentHolds.length > 0) continue;
		const { fulfillmentOrderHold } = await client.mutate(HOLD, {
			id: gid('FulfillmentOrder', part.id),
			hold: { handle: 'storebridge', reason: 'OTHER', reasonNotes: 'Storebridge: look at the note of the order', notifyMerchant: false },
		});
		assertDone('Hold', fulfillmentOrderHold.userErrors);
	}
	await askForAttention(client, id);
}

/** Shopify makes what is held a moment after the order: so often, and so long, that is waited for. */
const ROUTING_LOOKS = 10;
const ROUTING_MS = 1_000;

/** Of an order that was made just now. Throws `rejected` where there is nothing to hold: it is packed by whoever sees it. */
export async function holdNew(client: ShopifyClient, id: string): Promise<void> {
	for (let look = 1; (await partsOf(client, id)).length === 0; look += 1) {
		if (look < ROUTING_LOOKS && (await client.wait(ROUTING_MS))) continue;
		throw failure(
			{ operation: 'Hold', write: true },
			{
				kind: 'rejected',
				code: 'nothingToHold',
				message: 'Shopify shows nothing of the order that could be put on hold',
				advice: 'Look at the order in Shopify admin, and at the scopes of the app.',
			},
		);
	}
	await holdOrder(client, id);
}

export async function releaseOrder(client: ShopifyClient, order: { readonly id: string; readonly tags: readonly string[] }): Promise<void> {
	const { id } = order;
	for (const part of await partsOf(client, id)) {
		if (part.fulfillmentHolds.length === 0) continue;
		const { fulfillmentOrderReleaseHold } = await client.mutate(RELEASE_HOLD, { id: gid('FulfillmentOrder', part.id) });
		assertDone('ReleaseHold', fulfillmentOrderReleaseHold.userErrors);
	}
	await attentionGiven(client, order);
}

/** All that is left to be packed has left; nobody is mailed. */
export async function fulfillWhole(client: ShopifyClient, id: string): Promise<void> {
	const open = (await partsOf(client, id)).filter((part) => may(part, 'CREATE_FULFILLMENT'));
	for (const parts of Map.groupBy(open, ({ assignedLocation }) => assignedLocation.location?.id).values()) {
		const { fulfillmentCreate } = await client.mutate(FULFILLMENT_CREATE, {
			fulfillment: {
				notifyCustomer: false,
				lineItemsByFulfillmentOrder: parts.map((part) => ({ fulfillmentOrderId: gid('FulfillmentOrder', part.id) })),
			},
		});
		assertDone('FulfillmentCreate', fulfillmentCreate.userErrors);
	}
}
