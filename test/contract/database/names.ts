import { accountKey } from '../../../src/domain/account';
import { orderId, subscriptionId, type OrderRef } from '../../../src/domain/ids';
import { iso } from '../../../src/domain/time';
import type { Reason } from '../../../src/domain/reasons';
import type { SaleState } from '../../../src/domain/sale-states';
import type { ClaimKey, InboxEvent, InboxKey, SaleChange } from '../../../src/ports/database';

/** A clock that stands still: the port is told the time. */
export const T0 = Date.parse('2026-03-01T10:00:00.000Z');
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export { iso };

export const AMAZON = accountKey({ platform: 'amazon', id: 'eu:A1SELLER' });
export const OTHER_AMAZON = accountKey({ platform: 'amazon', id: 'na:B' });
export const SHOP = accountKey({ platform: 'woocommerce', id: 'shop.example' });
export const OTHER_SHOP = accountKey({ platform: 'woocommerce', id: 'other.example' });
export const SUBSCRIPTION = subscriptionId('wf1', 'trigger');
export const INBOX: InboxKey = { subscription: SUBSCRIPTION, account: AMAZON };
export const OTHER_SUBSCRIPTION = subscriptionId('wf2', 'trigger');

export const ids = (...texts: readonly string[]) => texts.map(orderId);
export const amazonOrder = (id: string): OrderRef => ({ account: AMAZON, id: orderId(id) });
export const claimKey = (id: string, change: Partial<ClaimKey> = {}): ClaimKey => ({
	at: SHOP,
	order: amazonOrder(id),
	effect: 'create',
	...change,
});
export const orderEvent = (id: string, change: Partial<InboxEvent> = {}): InboxEvent => ({
	subscription: SUBSCRIPTION,
	account: AMAZON,
	orderId: orderId(id),
	topic: 'order',
	kind: 'order',
	version: iso(T0 - MINUTE),
	...change,
});
export const saleChange = (id: string, state: SaleState, change: Partial<SaleChange> = {}): SaleChange => ({
	source: AMAZON,
	target: SHOP,
	orderId: orderId(id),
	state,
	...change,
});

export const UNMATCHED: Reason = {
	code: 'lineUnmatched',
	text: 'Order 902-1: no product of the store has this SKU (SKU "TEE-1")',
	advice: 'Link it',
};
