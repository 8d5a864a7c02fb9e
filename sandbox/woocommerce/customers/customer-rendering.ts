import { createHash } from 'node:crypto';
import type { Address, CustomerRecord } from '../store/records';
import type { Store } from '../store/store';
import { datePair } from '../wordpress/site-time';
import { itemMethods } from '../wordpress/site-urls';

function renderAddress(address: Address, withEmail: boolean): Record<string, string> {
	const { first_name, last_name, company, address_1, address_2, city, postcode, country, state, email, phone } = address;
	return { first_name, last_name, company, address_1, address_2, city, postcode, country, state, ...(withEmail ? { email } : {}), phone };
}

export function renderCustomer(store: Store, customer: CustomerRecord): Record<string, unknown> {
	const { timezone } = store.state.settings;
	return {
		id: customer.id,
		...datePair('date_created', customer.createdAt, timezone),
		...datePair('date_modified', customer.modifiedAt, timezone),
		email: customer.email,
		first_name: customer.firstName,
		last_name: customer.lastName,
		role: customer.role,
		username: customer.username,
		billing: renderAddress(customer.billing, true),
		shipping: renderAddress(customer.shipping, false),
		is_paying_customer: [...store.state.orders.values()].some((order) => order.customerId === customer.id && order.status === 'completed'),
		avatar_url: `https://secure.gravatar.com/avatar/${createHash('sha256').update(customer.email.toLowerCase()).digest('hex')}?s=96&d=mm&r=g`,
		meta_data: customer.meta.map(({ id, key, value }) => ({ id, key, value })),
		_links: store.urls.links(`customers/${customer.id}`, 'customers', itemMethods),
	};
}
