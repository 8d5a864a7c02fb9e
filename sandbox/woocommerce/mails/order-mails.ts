import { addNote } from '../orders/order-notes';
import type { NoteRecord, OrderRecord } from '../store/records';
import type { Store } from '../store/store';
import { mailBuyer, sendMail } from './mail-sending';

/**
 * The mails that a store sends by itself. Any order with a billing address is mailed to its buyer, whoever made it.
 * https://woocommerce.com/document/configuring-woocommerce-settings/emails/
 */

interface BuyerMail {
	readonly title: string;
	readonly subject: (site: string, order: OrderRecord) => string;
}

const received: BuyerMail = { title: 'Processing order', subject: (site) => `Your ${site} order has been received!` };
const buyerMails: Readonly<Record<string, BuyerMail>> = {
	'on-hold': { title: 'Order on-hold', subject: (site) => `Your ${site} order has been received!` },
	processing: received,
	completed: { title: 'Completed order', subject: (site) => `Your ${site} order is now complete` },
	refunded: { title: 'Refunded order', subject: (site, order) => `Your ${site} order #${order.id} has been refunded` },
	failed: { title: 'Failed order', subject: (site) => `Your order at ${site} was unsuccessful` },
	cancelled: { title: 'Cancelled order', subject: (site, order) => `Your ${site} order #${order.id} has been cancelled` },
};

const unpaid = ['pending', 'failed', 'cancelled', 'checkout-draft', 'auto-draft'];
const placed = ['processing', 'completed', 'on-hold'];

function mailAdmin(store: Store, order: OrderRecord): void {
	if (order.newOrderMailSent) return;
	order.newOrderMailSent = true;
	const { siteTitle, adminEmail } = store.state.settings;
	sendMail(store, adminEmail, 'admin', `[${siteTitle}]: You've got a new order: #${order.id}`, `Order #${order.id}`, order.id);
	addNote(store, order, 'Email "New order" sent.');
}

function buyerMailFor(from: string, to: string): BuyerMail | undefined {
	if (to === 'processing' && !['pending', 'failed', 'cancelled', 'on-hold', 'checkout-draft'].includes(from)) return undefined;
	if (to === 'on-hold' && !unpaid.includes(from)) return undefined;
	if (to === 'failed' && !['pending', 'on-hold'].includes(from)) return undefined;
	return buyerMails[to];
}

/** What a change of status mails: the merchant once per order, the buyer whenever there is an address. */
export function mailStatusChange(store: Store, order: OrderRecord, from: string, to: string): void {
	if (unpaid.includes(from) && placed.includes(to)) mailAdmin(store, order);
	const mail = buyerMailFor(from, to);
	if (mail === undefined || order.billing.email === '') return;
	sendMail(store, order.billing.email, 'buyer', mail.subject(store.state.settings.siteTitle, order), `Order #${order.id}: ${to}`, order.id);
	addNote(store, order, `Email "${mail.title}" sent.`);
}

export function mailPartialRefund(store: Store, order: OrderRecord): void {
	const subject = `Your ${store.state.settings.siteTitle} order #${order.id} has been partially refunded`;
	mailBuyer(store, order, subject, `Order #${order.id}`);
}

export function mailCustomerNote(store: Store, order: OrderRecord, note: NoteRecord): void {
	if (order.billing.email === '') return;
	mailBuyer(store, order, `A note has been added to your order from ${store.state.settings.siteTitle}`, note.note);
	addNote(store, order, 'Email "Customer note" sent.');
}
