import type { AddressRecord } from '../store/records';
import type { Shop } from '../store/shop';

/** What Shopify names alike wherever an address is answered. */
export const postalNames = [
	'firstName',
	'lastName',
	'company',
	'address1',
	'address2',
	'city',
	'zip',
	'province',
	'countryCode',
	'phone',
] as const;

export interface AddressInput {
	readonly firstName?: string | null;
	readonly lastName?: string | null;
	readonly company?: string | null;
	readonly address1?: string | null;
	readonly address2?: string | null;
	readonly city?: string | null;
	readonly zip?: string | null;
	readonly provinceCode?: string | null;
	readonly province?: string | null;
	readonly countryCode?: string | null;
	readonly country?: string | null;
	readonly phone?: string | null;
}

const countryNames = new Intl.DisplayNames(['en'], { type: 'region' });

function countryName(code: string | null): string | null {
	return code === null ? null : (countryNames.of(code) ?? code);
}

export function makeAddress(shop: Shop, input: AddressInput): AddressRecord {
	const countryCode = input.countryCode ?? null;
	return {
		id: shop.nextId('MailingAddress'),
		firstName: input.firstName ?? null,
		lastName: input.lastName ?? null,
		company: input.company ?? null,
		address1: input.address1 ?? null,
		address2: input.address2 ?? null,
		city: input.city ?? null,
		zip: input.zip ?? null,
		provinceCode: input.provinceCode ?? null,
		province: input.province ?? input.provinceCode ?? null,
		countryCode,
		country: input.country ?? countryName(countryCode),
		phone: input.phone ?? null,
	};
}

export function fullName({ firstName, lastName }: { readonly firstName: string | null; readonly lastName: string | null }): string {
	return [firstName, lastName].filter((part) => part !== null && part !== '').join(' ');
}
