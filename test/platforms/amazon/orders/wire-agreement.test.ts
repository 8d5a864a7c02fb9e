import type { Order } from '@sp-api-sdk/orders-api-2026-01-01';
import type { z } from 'zod';
import { wireOrder } from '../../../../src/platforms/amazon/orders/wire';

type Fulfillment = NonNullable<Order['fulfillment']>;
type Fulfilled = Fulfillment & { readonly fulfilledBy: NonNullable<Fulfillment['fulfilledBy']> };

/**
 * Compiles only while every order of the generated client is one that our schema may be given: a field that we
 * misspelt or gave another type shows here. Fulfillment is asked for in every request and therefore required.
 */
const accepts = (order: Omit<Order, 'fulfillment'> & { fulfillment: Fulfilled }): z.input<typeof wireOrder> => order;

it("takes the orders of the client that is generated from Amazon's model", () => {
	const order = accepts({
		orderId: '902-1',
		createdTime: '2026-11-20T08:00:00Z',
		lastUpdatedTime: '2026-11-20T08:00:00Z',
		salesChannel: { channelName: 'AMAZON' },
		fulfillment: { fulfillmentStatus: 'SHIPPED', fulfilledBy: 'AMAZON' },
		orderItems: [{ orderItemId: '1', quantityOrdered: 1, product: {} }],
	});
	expect(wireOrder.parse(order)).toMatchObject({ orderId: '902-1', packages: [], orderItems: [{ programs: [] }] });
});

type Unknown<Ours, Theirs> = Exclude<keyof Ours, keyof Theirs>;
type Item = Order['orderItems'][number];
type Ours = z.input<typeof wireOrder>;
type OurItem = Ours['orderItems'][number];
type Nothing<Fields extends never> = Fields;
/** Does not compile when our schema reads a field that the generated client does not know. */
export type Misspelt = Nothing<
	| Unknown<Ours, Order>
	| Unknown<OurItem, Item>
	| Unknown<OurItem['product'], Item['product']>
	| Unknown<NonNullable<OurItem['proceeds']>, NonNullable<Item['proceeds']>>
	| Unknown<NonNullable<OurItem['fulfillment']>, NonNullable<Item['fulfillment']>>
	| Unknown<NonNullable<OurItem['cancellation']>, NonNullable<Item['cancellation']>>
	| Unknown<NonNullable<OurItem['tax']>, NonNullable<Item['tax']>>
	| Unknown<NonNullable<Ours['recipient']>, NonNullable<Order['recipient']>>
	| Unknown<NonNullable<Ours['buyer']>, NonNullable<Order['buyer']>>
	| Unknown<NonNullable<Ours['packages']>[number], NonNullable<Order['packages']>[number]>
>;
