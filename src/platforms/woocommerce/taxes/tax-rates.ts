import Decimal from 'decimal.js';
import type { Place, TaxFacts } from '../settings';
import type { WireTaxRate } from '../wire/tax-rate';

/** PHP's strtoupper: ASCII letters only. */
const upper = (text: string): string => text.replace(/[a-z]/g, (letter) => letter.toUpperCase());

/** No postcode is longer; the rest of a text in its place is not reckoned with. */
const LONGEST_POSTCODE = 60;

/** As WooCommerce stores and compares postcodes: capitals, no spaces, no hyphens. */
const normal = (postcode: string): string => upper(postcode.slice(0, LONGEST_POSTCODE)).replace(/[\s-]/g, '');

/** Letters become two digits (A = 01), so that ranges of alphanumeric postcodes can be compared. */
const numeric = (postcode: string): string =>
	normal(postcode)
		.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 64).padStart(2, '0'))
		.replace(/\D/g, '');

function inRange(postcode: string, range: string): boolean {
	const [from = '', to = ''] = range.split('...');
	const value = numeric(postcode);
	if (value === '') return false;
	const low = numeric(from).padEnd(value.length, '0');
	const high = numeric(to).padEnd(value.length, '0');
	return low !== '' && high !== '' && BigInt(value) >= BigInt(low) && BigInt(value) <= BigInt(high);
}

function postcodeMatches(postcode: string, pattern: string): boolean {
	if (pattern.includes('...')) return inRange(postcode, pattern);
	const wanted = normal(pattern);
	const value = normal(postcode);
	return wanted.endsWith('*') ? value.startsWith(wanted.slice(0, -1)) : value === wanted;
}

const postcodesMatch = (rate: WireTaxRate, place: Place): boolean =>
	rate.postcodes.length === 0 || rate.postcodes.some((pattern) => postcodeMatches(place.postcode, pattern));

const citiesMatch = (rate: WireTaxRate, place: Place): boolean =>
	rate.cities.length === 0 || rate.cities.some((city) => upper(city) === upper(place.city));

/** Named before unnamed, then by the alphabet. */
function bySpecific(left: string, right: string): number {
	if (left === right) return 0;
	if (left === '') return 1;
	if (right === '') return -1;
	return left < right ? -1 : 1;
}

const order = (left: WireTaxRate, right: WireTaxRate): number =>
	left.priority - right.priority ||
	bySpecific(left.country, right.country) ||
	bySpecific(left.state, right.state) ||
	right.postcodes.length - left.postcodes.length ||
	right.cities.length - left.cities.length ||
	left.id - right.id;

/**
 * The rates that WooCommerce applies to a class at a place: those whose country, state, postcode and city fit, one per
 * priority, the most specific first (`WC_Tax::get_matched_tax_rates`,
 * https://github.com/woocommerce/woocommerce/blob/trunk/plugins/woocommerce/includes/class-wc-tax.php).
 */
export function matchingRates(facts: TaxFacts, place: Place, taxClass: string): readonly WireTaxRate[] {
	if (place.country === '') return [];
	const country = upper(place.country);
	const state = upper(place.state);
	const seen = new Set<number>();
	return facts.rates
		.filter((rate) => (rate.taxClass === 'standard' ? '' : rate.taxClass) === taxClass)
		.filter((rate) => rate.country === '' || rate.country === country)
		.filter((rate) => rate.state === '' || rate.state === state)
		.filter((rate) => postcodesMatch(rate, place) && citiesMatch(rate, place))
		.sort(order)
		.filter((rate) => !seen.has(rate.priority) && seen.add(rate.priority) !== undefined);
}

/** WooCommerce keeps at least six decimals of a tax before it rounds it to the store's decimals. */
const PRECISION = 6;

const shares = new WeakMap<WireTaxRate, Decimal>();

/** Reckoned once for each rate: an order asks for it a dozen times. */
function share(rate: WireTaxRate): Decimal {
	const known = shares.get(rate);
	if (known !== undefined) return known;
	const part = new Decimal(rate.rate).div(100);
	shares.set(rate, part);
	return part;
}

/** One tax amount per rate on a net amount, unrounded but for PRECISION: plain ones on the net, compound ones on top. */
export function taxesOn(net: Decimal, rates: readonly WireTaxRate[]): readonly Decimal[] {
	const plain = rates.filter((rate) => !rate.compound).map((rate) => net.times(share(rate)));
	const taxes = [...plain];
	for (const rate of rates.filter((one) => one.compound)) {
		taxes.push(net.plus(Decimal.sum(0, ...taxes)).times(share(rate)));
	}
	return taxes.map((tax) => tax.toDecimalPlaces(PRECISION, Decimal.ROUND_HALF_UP));
}

/** What of an address decides on taxes. */
export const placeIn = ({ country = '', state = '', postcode = '', city = '' }: Readonly<Partial<Place>>): Place => ({
	country,
	state,
	postcode,
	city,
});

/** Where an order is taxed: its shipping or billing address or the shop, and the shop when there is no country. */
export function taxPlace(facts: TaxFacts, billing: Place, shipping: Place): Place {
	if (facts.basedOn === 'base') return facts.base;
	const place = facts.basedOn === 'billing' || shipping.country === '' ? billing : shipping;
	return place.country === '' ? facts.base : place;
}
