import type { Address, Customer } from '../../../domain/order';
import type { WireStoreOrder } from '../wire/store-order';

type Fields = Readonly<Record<string, string>>;

/** Fields that hold something, without the spaces people leave around them. */
function filled<T extends object>(fields: { readonly [K in keyof T]: string | undefined }): Partial<T> {
	const entries = Object.entries<string | undefined>(fields).map(([key, value]) => [key, value?.trim()] as const);
	return Object.fromEntries(entries.filter(([, value]) => value !== undefined && value !== '')) as Partial<T>;
}

const nameOf = (fields: Fields): string =>
	[fields['first_name'], fields['last_name']]
		.map((part) => part?.trim() ?? '')
		.filter((part) => part !== '')
		.join(' ');

const hasPlace = (fields: Fields): boolean => ['address_1', 'city', 'postcode'].some((key) => (fields[key]?.trim() ?? '') !== '');

/**
 * An address of an order. One without street, city and postcode is none, and then `otherwise` (the billing address)
 * holds: WooCommerce leaves the shipping address empty where an order was entered without one. A missing phone or
 * name is taken from there too.
 */
export function toAddress(fields: Fields, otherwise: Fields = {}): Address | undefined {
	const from = hasPlace(fields) ? fields : otherwise;
	const address = filled<Address>({
		name: nameOf(from) === '' ? nameOf(otherwise) : nameOf(from),
		company: from['company'],
		line1: from['address_1'],
		line2: from['address_2'],
		line3: undefined,
		city: from['city'],
		county: undefined,
		region: from['state'],
		postcode: from['postcode'],
		country: from['country']?.toUpperCase(),
		phone: (from['phone']?.trim() ?? '') === '' ? otherwise['phone'] : from['phone'],
		kind: undefined,
	});
	return Object.keys(address).length === 0 ? undefined : address;
}

/** Who bought; guests have no id. */
export function toCustomer(order: Pick<WireStoreOrder, 'customerId' | 'billing'>): Customer {
	const { billing, customerId } = order;
	return {
		...filled<Pick<Customer, 'id' | 'email' | 'phone' | 'name' | 'company'>>({
			id: customerId > 0 ? String(customerId) : undefined,
			email: billing['email'],
			phone: billing['phone'],
			name: nameOf(billing),
			company: billing['company'],
		}),
		registered: customerId > 0,
	};
}
