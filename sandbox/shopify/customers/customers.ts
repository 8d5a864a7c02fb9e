import type { UserError } from '../graphql/context';
import { onlyKnown } from '../graphql/read-arguments';
import { type MetafieldInput, metafieldProblems, writeMetafields } from '../metafields/metafields';
import { legacyId } from '../store/gid';
import type { CustomerRecord } from '../store/records';
import type { Shop } from '../store/shop';
import { type AddressInput, makeAddress } from './addresses';

export interface CustomerInput {
	readonly id?: string | null;
	readonly email?: string | null;
	readonly phone?: string | null;
	readonly firstName?: string | null;
	readonly lastName?: string | null;
	readonly note?: string | null;
	readonly tags?: readonly string[] | null;
	readonly taxExempt?: boolean | null;
	readonly locale?: string | null;
	readonly addresses?: readonly AddressInput[] | null;
	readonly metafields?: readonly MetafieldInput[] | null;
}

/** Mails are compared without case, phones by their digits. */
export function customerByEmail(shop: Shop, email: string): CustomerRecord | undefined {
	const wanted = email.trim().toLowerCase();
	return [...shop.state.customers.values()].find((customer) => customer.email?.toLowerCase() === wanted);
}

const digits = (phone: string): string => phone.replace(/[^\d+]/g, '');

export function customerByPhone(shop: Shop, phone: string): CustomerRecord | undefined {
	return [...shop.state.customers.values()].find((customer) => customer.phone !== null && digits(customer.phone) === digits(phone));
}

const isBlank = (text: string | null | undefined): boolean => text === null || text === undefined || text.trim() === '';

/** In recorded words. */
export function customerProblems(shop: Shop, input: CustomerInput, known?: CustomerRecord): readonly UserError[] {
	onlyKnown(input, 'CustomerInput', [
		'id',
		'email',
		'phone',
		'firstName',
		'lastName',
		'note',
		'tags',
		'taxExempt',
		'locale',
		'addresses',
		'metafields',
	]);
	const problems: UserError[] = [];
	const { email, phone } = input;
	const say = (field: string, message: string): void => {
		problems.push({ field: [field], message });
	};
	if (typeof email === 'string' && email !== '') {
		if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) say('email', 'Email is invalid');
		else if (![undefined, known].includes(customerByEmail(shop, email))) say('email', 'Email has already been taken');
	}
	if (typeof phone === 'string' && phone !== '') {
		// Shopify wants a number that exists in its country's plan.
		if (!/^\+[1-9][\d\s().-]{6,20}$/.test(phone)) say('phone', 'Phone is invalid');
		else if (![undefined, known].includes(customerByPhone(shop, phone))) say('phone', 'Phone has already been taken');
	}
	const merged = { ...known, ...input };
	if ([merged.email, merged.phone, merged.firstName, merged.lastName].every(isBlank))
		problems.push({ field: null, message: 'A name, phone number, or email address must be present' });
	const owner = { type: 'CUSTOMER', ...(known === undefined ? {} : { id: known.id }) };
	return [...problems, ...metafieldProblems(shop, owner, input.metafields ?? [], ['metafields'])];
}

export function indexCustomer(shop: Shop, customer: CustomerRecord): void {
	shop.indexes.customers.put(customer.id, {
		fields: {
			id: legacyId(customer.id),
			email: customer.email,
			phone: customer.phone,
			first_name: customer.firstName,
			last_name: customer.lastName,
			tag: customer.tags,
			updated_at: customer.updatedAt,
		},
	});
}

export function customerSaved(shop: Shop, customer: CustomerRecord, topic: 'CUSTOMERS_CREATE' | 'CUSTOMERS_UPDATE'): void {
	customer.updatedAt = shop.now();
	indexCustomer(shop, customer);
	shop.webhooks.fire({
		topic,
		payload: {
			id: Number(legacyId(customer.id)),
			admin_graphql_api_id: customer.id,
			email: customer.email,
			first_name: customer.firstName,
			last_name: customer.lastName,
			created_at: new Date(customer.createdAt).toISOString(),
			updated_at: new Date(customer.updatedAt).toISOString(),
		},
	});
}

export function applyCustomer(shop: Shop, customer: CustomerRecord, input: CustomerInput): void {
	if (input.email !== undefined) customer.email = isBlank(input.email) ? null : (input.email ?? null);
	if (input.phone !== undefined) customer.phone = isBlank(input.phone) ? null : (input.phone ?? null);
	if (input.firstName !== undefined) customer.firstName = input.firstName;
	if (input.lastName !== undefined) customer.lastName = input.lastName;
	if (input.note !== undefined) customer.note = input.note;
	if (input.tags !== undefined && input.tags !== null) customer.tags = [...new Set(input.tags)].sort();
	if (typeof input.taxExempt === 'boolean') customer.taxExempt = input.taxExempt;
	if (input.addresses !== undefined && input.addresses !== null) customer.addresses = input.addresses.map((one) => makeAddress(shop, one));
	writeMetafields(shop, customer.id, input.metafields ?? []);
}

export function createCustomer(shop: Shop, input: CustomerInput): CustomerRecord {
	const customer: CustomerRecord = {
		id: shop.nextId('Customer'),
		firstName: null,
		lastName: null,
		email: null,
		phone: null,
		note: null,
		tags: [],
		taxExempt: false,
		locale: input.locale ?? 'en',
		addresses: [],
		createdAt: shop.now(),
		updatedAt: shop.now(),
	};
	shop.state.customers.set(customer.id, customer);
	applyCustomer(shop, customer, input);
	customerSaved(shop, customer, 'CUSTOMERS_CREATE');
	return customer;
}
