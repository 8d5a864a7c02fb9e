import { says } from '../../../domain/address';
import type { Address, Order } from '../../../domain/order';
import type { Regions } from '../regions';

/** WooCommerce's address fields. `email` is left out for good: the store mails whatever stands there. */
export interface WireAddress {
	readonly first_name: string;
	readonly last_name: string;
	readonly company: string;
	readonly address_1: string;
	readonly address_2: string;
	readonly city: string;
	readonly state: string;
	readonly postcode: string;
	readonly country: string;
	readonly phone: string;
}

/** wc_order_addresses.phone is varchar(100); all other fields are texts. */
const PHONE_LENGTH = 100;

/**
 * The last word is the last name, everything before it the first: put together again the name reads as it came, in any
 * script. A single word is the first name.
 */
export function splitName(name: string): { readonly first: string; readonly last: string } {
	const words = name.trim().split(/\s+/u);
	const last = words.length > 1 ? (words.at(-1) ?? '') : '';
	return { first: words.slice(0, words.length > 1 ? -1 : 1).join(' '), last };
}

const joined = (...parts: readonly (string | undefined)[]): string =>
	parts
		.map((part) => part?.trim() ?? '')
		.filter((part) => part !== '')
		.join(', ');

function wireAddress(address: Address, name: string | undefined, phone: string | undefined, regions: Regions): WireAddress {
	const { first, last } = splitName(name ?? '');
	const lines = [address.line1, address.line2, address.line3].map((line) => line?.trim() ?? '').filter((line) => line !== '');
	const country = address.country?.trim().toUpperCase() ?? '';
	const [city, county, region] = [address.city, address.county, address.region].map((part) => part?.trim() ?? '');
	const place = city === '' ? county : city;
	const state = regions.codeOf(country, region ?? '');
	return {
		first_name: first,
		last_name: last,
		company: address.company?.trim() ?? '',
		address_1: lines[0] ?? '',
		// There is no field for a district: it stands behind the street where nothing else says it.
		address_2: joined(...lines.slice(1), [...lines, place, region].some((part) => says(part, county ?? '')) ? undefined : county),
		city: place ?? '',
		state,
		postcode: address.postcode?.trim() ?? '',
		country,
		phone: (phone?.trim() ?? '').slice(0, PHONE_LENGTH),
	};
}

export interface WireAddresses {
	readonly billing: WireAddress;
	readonly shipping: WireAddress;
}

/**
 * Both addresses of an order. Where the channel gives no billing address (Amazon never does) it is the shipping
 * address under the buyer's name. Without any address all fields are empty.
 */
export function wireAddresses(order: Order, regions: Regions): WireAddresses {
	const shipping = order.shipping ?? {};
	const billing = order.billing ?? shipping;
	const company = billing.company ?? (order.billing === undefined ? order.customer?.company : undefined);
	return {
		billing: wireAddress(
			{ ...billing, ...(company === undefined ? {} : { company }) },
			order.billing?.name ?? order.customer?.name ?? shipping.name,
			order.billing?.phone ?? order.customer?.phone ?? shipping.phone,
			regions,
		),
		shipping: wireAddress(shipping, shipping.name ?? order.customer?.name, shipping.phone, regions),
	};
}
