import { mailNewAccount } from '../mails/account-mails';
import { writeAddress } from '../orders/order-writing';
import { RestError } from '../rest/rest-error';
import { writeMeta } from '../store/meta';
import type { CustomerRecord } from '../store/records';
import type { Store } from '../store/store';
import { emptyAddress } from '../store/store-state';
import { type Input, isEmpty, isGiven, toText } from '../wordpress/php-values';
import { renderCustomer } from './customer-rendering';

function checkEmail(store: Store, email: string, self?: CustomerRecord): void {
	const holder = store.state.customerByEmail(email);
	if (holder === undefined || holder === self) return;
	const text = `An account is already registered with ${email}. Please log in or use a different email address.`;
	throw new RestError(400, 'registration-error-email-exists', text);
}

function usernameFor(store: Store, given: string, email: string): string {
	const taken = new Set([...store.state.customers.values()].map((customer) => customer.username));
	if (given !== '') {
		if (!taken.has(given)) return given;
		throw new RestError(
			400,
			'registration-error-username-exists',
			'An account is already registered with that username. Please choose another.',
		);
	}
	const base = email.split('@')[0]?.toLowerCase() ?? '';
	let name = base;
	for (let counter = 1; taken.has(name); counter += 1) name = `${base}-${counter}`;
	return name;
}

function writeCustomer(store: Store, customer: CustomerRecord, input: Input): void {
	if (isGiven(input, 'first_name')) customer.firstName = toText(input['first_name']);
	if (isGiven(input, 'last_name')) customer.lastName = toText(input['last_name']);
	writeAddress(customer.billing, input['billing']);
	writeAddress(customer.shipping, input['shipping']);
	writeMeta(store.state, customer.meta, input['meta_data']);
	customer.modifiedAt = store.now();
}

/** The store mails every new account. */
export function createCustomer(store: Store, input: Input): CustomerRecord {
	const email = toText(input['email']);
	if (email === '') throw new RestError(400, 'registration-error-invalid-email', 'Please provide a valid email address.');
	checkEmail(store, email);
	const username = usernameFor(store, toText(input['username']), email);
	const at = store.now();
	const customer: CustomerRecord = {
		id: store.state.sequences.next('user'),
		email,
		username,
		firstName: '',
		lastName: '',
		role: 'customer',
		billing: emptyAddress(),
		shipping: emptyAddress(),
		meta: isEmpty(input['password']) ? [store.state.newMeta('default_password_nag', '1')] : [],
		createdAt: at,
		modifiedAt: at,
	};
	writeCustomer(store, customer, input);
	store.state.customers.set(customer.id, customer);
	mailNewAccount(store, customer);
	store.webhooks.fire('woocommerce_new_customer', 'customer', customer.id);
	return customer;
}

export function updateCustomer(store: Store, customer: CustomerRecord, input: Input): void {
	if (isGiven(input, 'email')) {
		checkEmail(store, toText(input['email']), customer);
		customer.email = toText(input['email']);
	}
	writeCustomer(store, customer, input);
	store.webhooks.fire('woocommerce_update_customer', 'customer', customer.id);
}

export function removeCustomer(store: Store, customer: CustomerRecord): Record<string, unknown> {
	const before = renderCustomer(store, customer);
	store.state.customers.delete(customer.id);
	store.webhooks.fire('delete_user', 'customer', customer.id);
	for (const order of store.state.orders.values()) if (order.customerId === customer.id) order.customerId = 0;
	return before;
}
