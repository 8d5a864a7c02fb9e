import { batches } from './batch-steps';
import { catalogue, webhooks } from './catalog-steps';
import { lastOrders, ordersAndStatuses } from './order-steps';
import type { Step } from './step';
import { storefront } from './storefront-steps';

export type { Step } from './step';

/**
 * The recording session told again: recorded samples in their order, and between them the requests that were made but not
 * recorded, as far as the answers show them. Ids are set where unrecorded things used some up.
 */
export const script: readonly Step[] = [...webhooks, ...catalogue, ...ordersAndStatuses, ...batches, ...storefront, ...lastOrders];

/** Samples that are not compared, and why. */
export const notCompared: readonly (readonly [name: RegExp, reason: string])[] = [
	[/^coupon-create$/, 'the store has no coupons: nothing that the product sends carries one'],
	[/^order-paid-tax-coupon$/, 'the store has no coupons: nothing that the product sends carries one'],
	[/^payment-gateways$/, 'no capability reads the gateways'],
	[
		/^(variations-route$|fulfillments\/|products-stock-orders\/)/,
		'told again in product-recordings.test.ts, or recorded on records whose making was not: recorded-routes.test.ts compares their types',
	],
	[/^store-checkout-(cheque|cod)$/, "the shop's own Store API; its orders are compared (order-checkout-*)"],
];
