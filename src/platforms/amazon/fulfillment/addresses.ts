import { REGIONS_BY_CODE } from '../../../domain/address';
import type { Address } from '../../../domain/order';
import type { Phrase } from '../../../domain/texts/language';
import { say } from '../../../domain/texts/say';
import type { AmazonRegion } from '../constants';
import { trimmed } from '../fields';

/** The fields that both versions of the API have in common. */
export interface OutboundAddress {
	readonly name: string;
	readonly addressLine1: string;
	readonly addressLine2?: string;
	readonly addressLine3?: string;
	readonly city?: string;
	readonly districtOrCounty?: string;
	readonly stateOrRegion?: string;
	readonly postalCode: string;
	readonly countryCode: string;
	readonly phone?: string;
}

const present = <T extends object>(fields: { readonly [K in keyof T]: T[K] | undefined }): T =>
	Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;

/** Where the post does not go by codes, a store's code may be nobody else's (`TR34`): there the name says it. */
const regionOf = ({ region, regionName }: Address, country: string): string | undefined =>
	(REGIONS_BY_CODE.has(country) ? undefined : trimmed(regionName)) ?? trimmed(region);

/**
 * Amazon has no field for a company: it follows the street in the first free line. Japan has no field for a city:
 * there it leads the first line.
 */
export function toOutboundAddress(address: Address): OutboundAddress {
	const country = trimmed(address.country)?.toUpperCase() ?? '';
	const city = trimmed(address.city);
	const name = trimmed(address.name);
	const company = trimmed(address.company);
	const lines = [address.line1, address.line2, address.line3, name === undefined ? undefined : company]
		.map(trimmed)
		.filter((line) => line !== undefined);
	const [line1, line2, ...rest] = country === 'JP' && city !== undefined ? [`${city} ${lines[0] ?? ''}`.trim(), ...lines.slice(1)] : lines;
	return present<OutboundAddress>({
		name: name ?? company ?? '',
		addressLine1: line1 ?? '',
		addressLine2: line2,
		addressLine3: rest.length === 0 ? undefined : rest.join(', '),
		city: country === 'JP' ? undefined : city,
		districtOrCounty: trimmed(address.county),
		stateOrRegion: regionOf(address, country),
		postalCode: trimmed(address.postcode) ?? '',
		countryCode: country,
		phone: trimmed(address.phone),
	});
}

/** Of the retired MWS data type `Address`; the models of today give no lengths, and labels have not grown. */
const LENGTHS: readonly (readonly [keyof OutboundAddress, Phrase, number])[] = [
	['name', say('theName'), 50],
	['addressLine1', say('theLine1'), 180],
	['addressLine2', say('theLine2'), 60],
	['addressLine3', say('theLine3'), 60],
	['city', say('theCity'), 50],
	['districtOrCounty', say('theCounty'), 150],
	['stateOrRegion', say('theState'), 150],
	['postalCode', say('thePostcode'), 20],
	['phone', say('thePhone'), 20],
];

const countries = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/**
 * Where the warehouses of a region may deliver to, generously: which of them a marketplace really serves changes, and
 * Amazon says so itself. What is not here lies on another continent.
 */
const DESTINATIONS: Readonly<Record<AmazonRegion, ReadonlySet<string>>> = {
	na: countries('US CA MX BR PR VI GU AS MP UM'),
	eu: countries(
		'AD AE AL AT AX BA BE BG BH CH CY CZ DE DK EE EG ES FI FO FR GB GF GG GI GP GR HR HU IE IM IN IS IT JE JO KW LI LT LU LV MC MD ME MK MQ MT NL NO OM PL PM PT QA RE RO RS SA SE SI SK SM TR UA VA XK YT ZA',
	),
	fe: countries('JP AU SG NZ MY'),
};

const missing = (field: 'theName' | 'theStreet' | 'theCountry' | 'theCity' | 'thePostcode'): Phrase =>
	say('missing', { field: say(field) });

/** The first field that keeps Amazon from delivering and why, without what stands in it; undefined when none does. */
export function addressFault(address: OutboundAddress, region: AmazonRegion): Phrase | undefined {
	if (address.name === '') return missing('theName');
	if (address.addressLine1 === '') return missing('theStreet');
	if (address.countryCode === '') return missing('theCountry');
	if (!/^[A-Z]{2}$/.test(address.countryCode)) return say('countryCode');
	if (!DESTINATIONS[region].has(address.countryCode)) return say('countryOutside', { country: address.countryCode });
	if (address.city === undefined && address.countryCode !== 'JP') return missing('theCity');
	if (address.postalCode === '') return missing('thePostcode');
	for (const [name, field, most] of LENGTHS) {
		const length = address[name]?.length ?? 0;
		if (length > most) return say('tooLong', { field, length, most });
	}
	return undefined;
}
