import { z } from 'zod';
import { PlatformError } from '../../../domain/platform-error';
import { earlier, iso } from '../../../domain/time';
import type { RoleSeen } from '../../../ports/connection-check';
import type { AmazonCall, AmazonClient } from '../client';
import { SEARCH_RESERVE } from '../constants';

/** Of nobody: Amazon answers that it does not know it, or denies access. */
const NO_ORDER = '000-0000000-0000000';
const NO_FULFILLMENT = 'STOREBRIDGE-CHECK';

interface Trial {
	readonly role: string;
	/** What cannot be done without it. */
	readonly note: string;
	readonly call: AmazonCall;
}

const trials = (sellerId: string, marketplace: string): readonly Trial[] => [
	{
		role: 'Inventory and Order Tracking',
		note: 'Orders are read, and shipments confirmed',
		call: { operation: 'getOrder', path: { orderId: NO_ORDER } },
	},
	{
		role: 'Product Listing',
		note: 'Listings are read and matched, and stock is pushed',
		call: { operation: 'searchListingsItems', path: { sellerId }, query: { marketplaceIds: [marketplace], pageSize: 1 } },
	},
	{
		role: 'Amazon Fulfillment',
		note: 'Orders of a store are shipped by Amazon, and FBA stock is read',
		call: { operation: 'getFulfillmentOrder', path: { sellerFulfillmentOrderId: NO_FULFILLMENT } },
	},
];

async function tried(client: AmazonClient, { role, note, call }: Trial): Promise<RoleSeen> {
	try {
		await client.call(call);
		return { role, state: 'works', note };
	} catch (error) {
		if (!(error instanceof PlatformError)) throw error;
		const { kind } = error.details;
		if (kind === 'permission') return { role, state: 'missing', note };
		// Whoever may not ask is not told that there is nothing.
		if (kind === 'notFound' || kind === 'rejected') return { role, state: 'works', note };
		return { role, state: 'notTried', note: error.message };
	}
}

const ADDRESSES = 'Direct-to-Consumer Shipping';
const ADDRESSES_NOTE = 'Delivery addresses of orders that you ship yourself';
const FORTNIGHT_MS = 14 * 86_400_000;
/** Some are enough, and none of it is kept. */
const AT_MOST = 5;

const line = z.string().optional().catch(undefined);
const address = z.object({ addressLine1: line, addressLine2: line, addressLine3: line });
const recipient = z.object({ deliveryAddress: address.optional().catch(undefined) });
const order = z.object({ recipient: recipient.optional().catch(undefined) });
/** One that is no order hides no other. */
const found = z.object({ orders: z.array(order.optional().catch(undefined)) }).transform(({ orders }) => ({
	readable: orders.filter((one) => one !== undefined),
	count: orders.length,
}));

/** Town and country are shown to everybody. */
const hasStreet = ({ recipient: told }: z.output<typeof order>): boolean =>
	Object.values(told?.deliveryAddress ?? {}).some((text) => (text ?? '').trim() !== '');

/** Without this role Amazon leaves the street out and says nothing: an open order shows it. */
async function addresses(client: AmazonClient, now: number): Promise<RoleSeen> {
	const of = (state: RoleSeen['state'], note: string): RoleSeen => ({ role: ADDRESSES, state, note });
	try {
		const { body } = await client.call({
			operation: 'searchOrders',
			query: {
				createdAfter: earlier(iso(now), FORTNIGHT_MS),
				fulfillmentStatuses: ['UNSHIPPED', 'PARTIALLY_SHIPPED'],
				fulfilledBy: ['MERCHANT'],
				maxResultsPerPage: AT_MOST,
				includedData: ['RECIPIENT'],
			},
			reserve: SEARCH_RESERVE,
		});
		const { data } = found.safeParse(body);
		if (data === undefined || (data.count > 0 && data.readable.length === 0))
			return of('notTried', 'Amazon answered something else than orders');
		if (data.count === 0) return of('notTried', `${ADDRESSES_NOTE}: there is no open one to look at`);
		return of(data.readable.some(hasStreet) ? 'works' : 'missing', ADDRESSES_NOTE);
	} catch (error) {
		if (!(error instanceof PlatformError)) throw error;
		return of('notTried', error.message);
	}
}

/** By one cheap reading each. */
export async function rolesOf(client: AmazonClient, account: { readonly sellerId: string; readonly marketplace: string }, now: number) {
	const seen: RoleSeen[] = [];
	for (const trial of trials(account.sellerId, account.marketplace)) seen.push(await tried(client, trial));
	return [...seen, await addresses(client, now)] as const;
}
