import { runBatch } from '../rest/batch';
import { customerSchema } from '../rest/body-schemas';
import { forceSchema, numbers, pageOf, pagingSchema, type Parameters } from '../rest/listing';
import { created, listReply, ok } from '../rest/replies';
import { RestError } from '../rest/rest-error';
import type { Call, Reply, Route } from '../rest/router';
import type { CustomerRecord } from '../store/records';
import type { Store } from '../store/store';
import { createCustomer, removeCustomer, updateCustomer } from './customer-accounts';
import { renderCustomer } from './customer-rendering';

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

function queryCustomers(store: Store, parameters: Parameters): readonly CustomerRecord[] {
	const { email, search } = parameters;
	const needle = typeof search === 'string' ? search.toLowerCase() : '';
	const include = numbers(parameters['include']);
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
		schema: forceSchema,
		handle: ({ store, ids, input }) => {
			const customer = customerOr(store, ids[0]);
			if (input['force'] !== true) throw new RestError(501, 'woocommerce_rest_trash_not_supported', 'Customers do not support trashing.');
			return ok(removeCustomer(store, customer));
		},
	},
];
