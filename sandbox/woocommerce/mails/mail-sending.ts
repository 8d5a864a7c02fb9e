import type { OrderRecord } from '../store/records';
import type { Store } from '../store/store';

export function sendMail(store: Store, to: string, audience: 'buyer' | 'admin', subject: string, text: string, orderId?: number): void {
	if (audience === 'buyer') store.buyerMails.push({ to: to.toLowerCase(), orderId, subject });
	store.options.mailer?.deliver({
		to: [to],
		from: store.state.settings.adminEmail,
		subject,
		text,
		at: store.options.clock.now(),
		source: store.name,
		audience,
		...(orderId === undefined ? {} : { orderId }),
	});
}

/** A mail about an order, wherever there is an address. */
export function mailBuyer(store: Store, order: OrderRecord, subject: string, text: string): void {
	if (order.billing.email !== '') sendMail(store, order.billing.email, 'buyer', subject, text, order.id);
}
