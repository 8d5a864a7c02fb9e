import type { Address, Customer } from '../../../domain/order';
import type { WireAddress, WireOrder } from '../wire/order';

/** Fields that hold something, without the spaces people leave around them. */
function filled<T extends object>(fields: { readonly [K in keyof T]: string | undefined }): Partial<T> {
	const entries = Object.entries<string | undefined>(fields).map(([key, value]) => [key, value?.trim()] as const);
	return Object.fromEntries(entries.filter(([, value]) => value !== undefined && value !== '')) as Partial<T>;
}

const nameOf = ({ firstName, lastName }: Pick<WireAddress, 'firstName' | 'lastName'>): string =>
	`${firstName.trim()} ${lastName.trim()}`.trim();

/** What Shopify hides from the app is not there. */
export function toAddress(address: WireAddress | null | undefined): Address | undefined {
	if (address === null || address === undefined) return undefined;
	const found = filled<Address>({
		name: nameOf(address),
		company: address.company,
		line1: address.address1,
		line2: address.address2,
		line3: undefined,
		city: address.city,
		county: undefined,
		region: address.provinceCode === '' ? address.province : address.provinceCode,
		regionName: address.province,
		postcode: address.zip,
		country: address.countryCodeV2,
		phone: address.phone,
		kind: undefined,
	});
	return Object.keys(found).length === 0 ? undefined : found;
}

/** Who bought; guests have no account that they could log in to, but Shopify keeps a customer of each. */
export function toCustomer({ customer, email, phone, billingAddress, shippingAddress }: WireOrder): Customer {
	const address = billingAddress ?? shippingAddress;
	return {
		...filled<Pick<Customer, 'id' | 'email' | 'phone' | 'name' | 'company'>>({
			id: customer?.id,
			email,
			phone: phone === '' ? address?.phone : phone,
			name: address === null || address === undefined ? undefined : nameOf(address),
			company: address?.company,
		}),
		registered: customer !== null && customer !== undefined,
	};
}
