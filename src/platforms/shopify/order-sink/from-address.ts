import { says } from '../../../domain/address';
import type { Address, Order } from '../../../domain/order';

/** Fields of Shopify's. There is none for a mail address: where none stands, nobody is mailed. */
export interface WireAddressInput {
	readonly firstName?: string;
	readonly lastName?: string;
	readonly company?: string;
	readonly address1?: string;
	readonly address2?: string;
	readonly city?: string;
	readonly zip?: string;
	readonly provinceCode?: string;
	readonly countryCode?: string;
	readonly phone?: string;
}

/** The last word is the last name, everything before it the first: put together again the name reads as it came. A single word is the last. */
function splitName(name: string): { readonly first: string; readonly last: string } {
	const words = name.trim().split(/\s+/u);
	return { first: words.slice(0, -1).join(' '), last: words.at(-1) ?? '' };
}

const joined = (...parts: readonly (string | undefined)[]): string =>
	parts
		.map((part) => part?.trim() ?? '')
		.filter((part) => part !== '')
		.join(', ');

const filled = (fields: WireAddressInput): WireAddressInput =>
	Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== '')) as WireAddressInput;

/** Codes of regions as Shopify knows them (ISO 3166-2 without the country); a name stands behind the street. */
const isRegionCode = (region: string): boolean => /^[A-Z0-9]{1,4}$/.test(region);

function addressInput(address: Address, name: string | undefined, phone: string | undefined): WireAddressInput {
	const { first, last } = splitName(name ?? '');
	const lines = [address.line1, address.line2, address.line3].map((line) => line?.trim() ?? '').filter((line) => line !== '');
	const [city, county, region] = [address.city, address.county, address.region].map((part) => part?.trim() ?? '');
	const place = city === '' ? county : city;
	const isSaid = (part: string): boolean => part === '' || [...lines, place].some((line) => says(line, part));
	const named = region === undefined || isRegionCode(region) ? '' : region;
	return filled({
		firstName: first,
		lastName: last,
		company: address.company?.trim() ?? '',
		address1: lines[0] ?? '',
		address2: joined(...lines.slice(1), ...[county ?? '', named].filter((part) => !isSaid(part))),
		city: place ?? '',
		zip: address.postcode?.trim() ?? '',
		...(named === '' ? { provinceCode: region ?? '' } : {}),
		countryCode: address.country?.trim().toUpperCase() ?? '',
		phone: phone?.trim() ?? '',
	});
}

export interface AddressInputs {
	readonly shippingAddress?: WireAddressInput;
}

/** Where it goes. No billing address: Shopify lets no app change one, and what names a buyer has to be erased one day. */
export function addressInputs({ shipping, customer }: Order): AddressInputs {
	return shipping === undefined ? {} : { shippingAddress: addressInput(shipping, shipping.name ?? customer?.name, shipping.phone) };
}
