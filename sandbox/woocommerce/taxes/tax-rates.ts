import type { TaxRate } from '../store/records';

/** Where an order is taxed. */
export interface TaxLocation {
	readonly country: string;
	readonly state: string;
	readonly postcode: string;
	readonly city: string;
}

function normalizedPostcode(postcode: string): string {
	return postcode.toUpperCase().replace(/[\s-]/g, '');
}

function postcodeMatches(pattern: string, postcode: string): boolean {
	if (pattern.includes('...')) {
		const [from = '', to = ''] = pattern.split('...').map((part) => part.trim());
		const value = Number(postcode);
		return postcode !== '' && Number.isFinite(value) && value >= Number(from) && value <= Number(to);
	}
	const plain = normalizedPostcode(pattern);
	return plain.endsWith('*') ? postcode.startsWith(plain.slice(0, -1)) : plain === postcode;
}

function matches(rate: TaxRate, at: TaxLocation, taxClass: string): boolean {
	if (rate.class !== taxClass) return false;
	if (rate.country !== '' && rate.country !== at.country.toUpperCase()) return false;
	if (rate.state !== '' && rate.state !== at.state.toUpperCase()) return false;
	const postcode = normalizedPostcode(at.postcode);
	const postcodeFits = rate.postcodes.length === 0 || rate.postcodes.some((pattern) => postcodeMatches(pattern, postcode));
	const cityFits = rate.cities.length === 0 || rate.cities.includes(at.city.toUpperCase());
	return postcodeFits && cityFits;
}

function specificFirst(left: string, right: string): number {
	if (left === right) return 0;
	if (left === '') return 1;
	if (right === '') return -1;
	return left < right ? -1 : 1;
}

/** Priority, then the narrower place first, then the older rate. */
function compareRates(left: TaxRate, right: TaxRate): number {
	return (
		left.priority - right.priority ||
		specificFirst(left.country, right.country) ||
		specificFirst(left.state, right.state) ||
		right.postcodes.length - left.postcodes.length ||
		right.cities.length - left.cities.length ||
		left.id - right.id
	);
}

/** One rate per priority, the narrowest; none without a country. Follows WC_Tax::find_rates. */
export function findRates(rates: Iterable<TaxRate>, at: TaxLocation, taxClass: string): readonly TaxRate[] {
	if (at.country === '') return [];
	const found: TaxRate[] = [];
	for (const rate of [...rates].filter((candidate) => matches(candidate, at, taxClass)).sort(compareRates)) {
		if (!found.some((kept) => kept.priority === rate.priority)) found.push(rate);
	}
	return found;
}

/** COUNTRY-STATE-NAME-PRIORITY, as the tax lines of an order show it. */
export function rateCode(rate: TaxRate): string {
	return [rate.country, rate.state, rate.name === '' ? 'TAX' : rate.name, String(rate.priority)]
		.filter((part) => part !== '')
		.join('-')
		.toUpperCase();
}
