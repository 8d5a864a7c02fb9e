import { pageOf } from '../graphql/connections';
import { adminType, dateTime, payloadType } from '../graphql/context';
import { metafieldFields } from '../metafields/metafield-types';
import { uniqueOwner } from '../metafields/unique-owner';
import { searched } from '../search/searched-list';
import { legacyId } from '../store/gid';
import type { AddressRecord, CustomerRecord } from '../store/records';
import { fullName, postalNames } from './addresses';
import {
	applyCustomer,
	createCustomer,
	customerByEmail,
	customerByPhone,
	type CustomerInput,
	customerProblems,
	customerSaved,
} from './customers';

const byId = { idOf: ({ id }: { readonly id: string }) => id };

interface CustomerIdentifier {
	readonly id?: string | null;
	readonly emailAddress?: string | null;
	readonly phoneNumber?: string | null;
	readonly customId?: { readonly namespace?: string | null; readonly key: string; readonly value: string } | null;
}

export const customerTypes = [
	adminType<AddressRecord>('MailingAddress', {
		own: ['id', ...postalNames, 'provinceCode', 'country'],
		fields: {
			countryCodeV2: ({ countryCode }) => countryCode,
			name: (address) => fullName(address) || null,
			formatted: ({ address1, address2, zip, city, country }) =>
				[address1, address2, [zip, city].filter(Boolean).join(' '), country].filter((line) => line !== null && line !== ''),
			coordinatesValidated: () => false,
		},
	}),
	adminType<CustomerRecord>('Customer', {
		own: ['id', 'firstName', 'lastName', 'email', 'phone', 'note', 'tags', 'taxExempt', 'locale', 'addresses'],
		fields: {
			...metafieldFields,
			legacyResourceId: ({ id }) => legacyId(id),
			createdAt: ({ createdAt }) => dateTime(createdAt),
			updatedAt: ({ updatedAt }) => dateTime(updatedAt),
			displayName: (customer) => fullName(customer) || customer.email || customer.phone || '',
			defaultAddress: ({ addresses }) => addresses[0] ?? null,
			defaultEmailAddress: ({ email }) =>
				email === null ? null : { emailAddress: email, marketingState: 'NOT_SUBSCRIBED', validFormat: true },
			defaultPhoneNumber: ({ phone }) => (phone === null ? null : { phoneNumber: phone }),
			addressesV2: ({ addresses }, args) => pageOf(addresses, args, byId),
			state: () => 'DISABLED',
			verifiedEmail: () => true,
			numberOfOrders: ({ id }, _, { shop }) => String([...shop.state.orders.values()].filter(({ customerId }) => customerId === id).length),
		},
	}),
	payloadType('CustomerEmailAddress', 'emailAddress', 'marketingState', 'validFormat'),
	payloadType('CustomerPhoneNumber', 'phoneNumber'),
	adminType<unknown>('QueryRoot', {
		fields: {
			customer: (_, { id }, { shop }) => shop.state.customers.get(String(id)) ?? null,
			customerByIdentifier: (_, args, { shop }) => {
				const { id, emailAddress, phoneNumber, customId } = (args as unknown as { identifier: CustomerIdentifier }).identifier;
				if (typeof id === 'string') return shop.state.customers.get(id) ?? null;
				if (typeof emailAddress === 'string') return customerByEmail(shop, emailAddress) ?? null;
				if (typeof phoneNumber === 'string') return customerByPhone(shop, phoneNumber) ?? null;
				if (customId === undefined || customId === null) return null;
				return shop.state.customers.get(uniqueOwner(shop, 'CUSTOMER', customId) ?? '') ?? null;
			},
			customers: (_, args, { shop }, info) =>
				pageOf(searched(shop.indexes.customers, shop.state.customers, args, info), args, {
					...byId,
					keyOf: ({ id, updatedAt }) => (args['sortKey'] === 'UPDATED_AT' ? Math.floor(updatedAt / 1000) : Number(legacyId(id))),
				}),
		},
	}),
	adminType<unknown>('Mutation', {
		fields: {
			customerCreate: (_, args, { shop }) => {
				const { input } = args as unknown as { input: CustomerInput };
				const userErrors = customerProblems(shop, input);
				return { customer: userErrors.length === 0 ? createCustomer(shop, input) : null, userErrors };
			},
			// Shopify erases ten days later, and after half a year without an order: the request is all that is seen of it.
			customerRequestDataErasure: (_, { customerId }, { shop }) => {
				const customer = shop.state.customers.get(String(customerId));
				const missing = [{ field: ['customerId'], message: 'Customer does not exist', code: 'DOES_NOT_EXIST' }];
				if (customer === undefined) return { customerId: null, userErrors: missing };
				shop.state.erasures.push(customer.id);
				return { customerId: customer.id, userErrors: [] };
			},
			customerUpdate: (_, args, { shop }) => {
				const { input } = args as unknown as { input: CustomerInput };
				const customer = shop.state.customers.get(input.id ?? '');
				if (customer === undefined) return { customer: null, userErrors: [{ field: ['id'], message: 'Customer does not exist' }] };
				const userErrors = customerProblems(shop, input, customer);
				if (userErrors.length > 0) return { customer: null, userErrors };
				applyCustomer(shop, customer, input);
				customerSaved(shop, customer, 'CUSTOMERS_UPDATE');
				return { customer, userErrors: [] };
			},
		},
	}),
	payloadType('CustomerCreatePayload', 'customer', 'userErrors'),
	payloadType('CustomerUpdatePayload', 'customer', 'userErrors'),
	payloadType('CustomerRequestDataErasurePayload', 'customerId', 'userErrors'),
];
