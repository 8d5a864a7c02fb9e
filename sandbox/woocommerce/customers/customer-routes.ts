import { runBatch } from '../rest/batch';
import { customerSchema } from '../rest/body-schemas';
import { renderCustomer } from './customer-rendering';
import { pageOf, pagingSchema, type Parameters } from '../rest/listing';
import { writeMeta } from '../store/meta';
import { writeAddress } from '../orders/order-writing';
import { type Input, isEmpty, isGiven, toText } from '../wordpress/php-values';
import type { CustomerRecord } from '../store/records';
import { created, listReply, ok } from '../rest/replies';
import { RestError } from '../rest/rest-error';
import type { Call, Reply, Route } from '../rest/router';
import type { Store } from '../store/store';
import { emptyAddress } from '../store/store-state';
import { mailNewAccount } from '../mails/store-mails';

const listSchema: Route['schema'] = {
	...pagingSchema,
	orderby: { type: 'string', enum: ['id', 'include', 'name', 'registered_date'], default: 'name' },
	email: { type: 'string', format: 'email' },
	role: { type: 'string', default: 'customer' },
};

function customerOr(store: Store, id: number | undefined): CustomerRecord {
	const customer = store.state.customers.get(id ?? 0);
	if (customer !== undefined) return customer;
	// The permission check already fails on an unknown user, hence no Allow header.
	throw new RestError(404, 'wc_user_invalid_id', 'Invalid user ID.', {}, true);
}

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

function updateCustomer(store: Store, customer: CustomerRecord, input: Input): void {
	if (isGiven(input, 'email')) {
		checkEmail(store, toText(input['email']), customer);
		customer.email = toText(input['email']);
	}
	writeCustomer(store, customer, input);
	store.webhooks.fire('woocommerce_update_customer', 'customer', customer.id);
}

function removeCustomer(store: Store, customer: CustomerRecord): Record<string, unknown> {
	const before = renderCustomer(store, customer);
	store.state.customers.delete(customer.id);
	store.webhooks.fire('delete_user', 'customer', customer.id);
	for (const order of store.state.orders.values()) if (order.customerId === customer.id) order.customerId = 0;
	return before;
}

function queryCustomers(store: Store, parameters: Parameters): readonly CustomerRecord[] {
	const { email, search } = parameters;
	const needle = typeof search === 'string' ? search.toLowerCase() : '';
	const include = Array.isArray(parameters['include']) ? parameters['include'].map(Number) : [];
	// The search sees login, mail and name; a telephone number it does not find.
	const found = [...store.state.customers.values()].filter(
		(customer) =>
			(typeof email !== 'string' || customer.email.toLowerCase() === email.toLowerCase()) &&
			(include.length === 0 || include.includes(customer.id)) &&
			(needle === '' ||
				[customer.username, customer.email, customer.firstName, customer.lastName].some((text) => text.toLowerCase().includes(needle))),
	);
	const key = (customer: CustomerRecord): number | string => (parameters['orderby'] === 'name' ? customer.username : customer.id);
	const direction = parameters['order'] === 'desc' ? -1 : 1;
	return found.sort((left, right) => direction * (key(left) < key(right) ? -1 : key(left) > key(right) ? 1 : 0));
}

function batch(call: Call): Promise<Reply> {
	const { store } = call;
	return runBatch(call, {
		create: (input) => renderCustomer(store, createCustomer(store, input)),
		update: (id, input) => {
			const customer = customerOr(store, id);
			updateCustomer(store, customer, input);
			return renderCustomer(store, customer);
		},
		remove: (id) => removeCustomer(store, customerOr(store, id)),
		work: () => store.work(store.options.speed?.msPerCustomer),
	});
}

export const customerRoutes: readonly Route[] = [
	{
		method: 'GET',
		pattern: 'customers',
		operation: 'listCustomers',
		access: 'list',
		schema: listSchema,
		handle: ({ store, input }) => listReply(pageOf(queryCustomers(store, input), input), (customer) => renderCustomer(store, customer)),
	},
	{
		method: 'POST',
		pattern: 'customers',
		operation: 'createCustomer',
		access: 'create',
		schema: customerSchema,
		required: ['email'],
		handle: async ({ store, input }) => {
			await store.work(store.options.speed?.msPerCustomer);
			const customer = createCustomer(store, input);
			return created(renderCustomer(store, customer), store.urls.rest(`customers/${customer.id}`));
		},
	},
	{ method: 'PUT', pattern: 'customers/batch', operation: 'batchCustomers', access: 'batch', handle: batch },
	{
		method: 'GET',
		pattern: 'customers/#',
		operation: 'getCustomer',
		access: 'view',
		handle: ({ store, ids }) => ok(renderCustomer(store, customerOr(store, ids[0]))),
	},
	{
		method: 'PUT',
		pattern: 'customers/#',
		operation: 'updateCustomer',
		access: 'edit',
		schema: customerSchema,
		handle: ({ store, ids, input }) => {
			const customer = customerOr(store, ids[0]);
			updateCustomer(store, customer, input);
			return ok(renderCustomer(store, customer));
		},
	},
	{
		method: 'DELETE',
		pattern: 'customers/#',
		operation: 'deleteCustomer',
		access: 'delete',
		schema: { force: { type: 'boolean', default: false } },
		handle: ({ store, ids, input }) => {
			const customer = customerOr(store, ids[0]);
			if (input['force'] !== true) throw new RestError(501, 'woocommerce_rest_trash_not_supported', 'Customers do not support trashing.');
			return ok(removeCustomer(store, customer));
		},
	},
];
