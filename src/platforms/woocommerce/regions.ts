import { REGIONS_BY_CODE } from '../../domain/address';
import type { Address, Order } from '../../domain/order';
import { PlatformError } from '../../domain/platform-error';
import type { AccountMemory } from './account-memory';
import type { WooCommerceClient } from './client';
import { COUNTRIES_TTL_MS } from './constants';
import { OTHER_NAMES } from './region-names';
import { readCountries } from './wire/countries';

/** Of one country: the store's own code, and what it may be called. */
type Names = ReadonlyMap<string, readonly string[]>;

/** Letters and digits without accents, in small letters: `İstanbul` and `Istanbul`, `Baden-Württemberg` and `baden wurttemberg`. */
const plain = (text: string): string =>
	text
		.normalize('NFKD')
		.replaceAll(/\p{M}/gu, '')
		.toLowerCase()
		.replaceAll('ı', 'i')
		.replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();

const BEFORE =
	/^(province|provincia|comunidad|community|region|county|co|state|land|principado|principality|prefecture) (of |de |di |d |von )?(la )?/;
const AFTER = / (province|prefecture|region|state|county|ken|ili)$/;
const JAPANESE = /( (to|fu)|[都府県])$/;
const CHINESE = /[省市]$/;

/** Without what people put around the name: "Province of Barcelona", "Saitama-ken", "東京都". */
const bare = (name: string, country: string): string => {
	const text = name.replace(BEFORE, '').replace(AFTER, '');
	if (country === 'JP') return text.replace(JAPANESE, '');
	return country === 'CN' ? text.replace(CHINESE, '') : text;
};

const letters = (code: string): string => code.toUpperCase().replaceAll(/[^A-Z\d]/g, '');

/** ISO 3166-2 writes `ES-M` where WooCommerce has `M`, and `TR-34` where it has `TR34`. `ESP` is Spain, not its province `P`. */
function plainCode(code: string, country: string): string {
	const text = letters(code);
	const behind = text.startsWith(country) ? text.slice(country.length) : '';
	const isApart = /^\d+$/.test(behind) || !code.toUpperCase().startsWith(text);
	return behind !== '' && isApart ? behind : text;
}

/** "Beijing / 北京" has two names. */
const eachName = (name: string): readonly string[] => [name, ...name.split('/')].map((part) => part.trim());

function onlyOne(names: Names, fits: (code: string, called: readonly string[]) => boolean): string | undefined {
	const found = [...names].filter(([code, called]) => fits(code, called));
	return found.length === 1 ? found[0]?.[0] : undefined;
}

/** The regions of countries, as the store has them; undefined where it does not tell. */
export class Regions {
	constructor(private readonly ofStore: ReadonlyMap<string, Names> | undefined) {}

	/** The store's code of a region, whatever it is called; what is not known stays as it is. */
	codeOf(country: string, region: string): string {
		const names = this.namesIn(country);
		const [code, name] = [plainCode(region, country), plain(region)];
		if (name === '') return region;
		const called = (all: readonly string[], wanted: string, form: (text: string) => string) => all.some((one) => form(one) === wanted);
		const naked = bare(name, country);
		return (
			onlyOne(names, (one) => one === region) ??
			onlyOne(names, (_, all) => called(all, name, plain)) ??
			onlyOne(names, (one) => code !== '' && (plainCode(one, country) === code || letters(one) === letters(region))) ??
			onlyOne(names, (_, all) => called(all, naked, plain)) ??
			onlyOne(names, (_, all) => called(all, naked, (one) => bare(plain(one), country))) ??
			region
		);
	}

	/** What people call the region that has this code in the store. */
	nameOf(country: string, code: string): string | undefined {
		const [name] = this.namesIn(country).get(code) ?? [];
		return name?.split(' / ')[0];
	}

	private namesIn(country: string): Names {
		const others: Names = OTHER_NAMES[country] ?? new Map<string, readonly string[]>();
		if (this.ofStore === undefined) return others;
		return new Map([...(this.ofStore.get(country) ?? [])].map(([code, names]) => [code, [...names, ...(others.get(code) ?? [])]]));
	}
}

/** As everybody knows them, without the store. */
export const COMMON_REGIONS = new Regions(undefined);

const countryOf = ({ country }: Address): string => country?.trim().toUpperCase() ?? '';

const needsStore = (address: Address): boolean => {
	const [country, region] = [countryOf(address), address.region?.trim() ?? ''];
	return region !== '' && country !== '' && !(REGIONS_BY_CODE.has(country) && OTHER_NAMES[country]?.has(region) === true);
};

async function readRegions(client: WooCommerceClient): Promise<Regions> {
	const { body } = await client.get('data/countries', { _fields: 'code,states' });
	const countries = client.read('data/countries', () => readCountries(body));
	const names = countries.map(({ code, states }) => [code, new Map(states.map((state) => [state.code, eachName(state.name)]))] as const);
	return new Regions(new Map(names));
}

/**
 * Asked for once a day, and only where an address has a region that needs it. A store that does not tell keeps nobody from
 * working: then what everybody knows has to do for some minutes.
 */
export async function regionsFor(
	client: WooCommerceClient,
	memory: AccountMemory,
	addresses: readonly (Address | undefined)[],
): Promise<Regions> {
	if (!addresses.some((address) => address !== undefined && needsStore(address))) return COMMON_REGIONS;
	try {
		return await memory.fact('countries', client.clock, () => readRegions(client), COUNTRIES_TTL_MS);
	} catch (error) {
		if (!(error instanceof PlatformError) || error.details.code === 'aborted') throw error;
		return await memory.fact('countries', client.clock, async () => await Promise.resolve(COMMON_REGIONS));
	}
}

/** The addresses of an order of the store with the names of their regions beside the store's codes. */
export function withRegionNames(order: Order, regions: Regions): Order {
	const named = (address: Address): Address => {
		const name = address.region === undefined ? undefined : regions.nameOf(countryOf(address), address.region);
		return name === undefined ? address : { ...address, regionName: name };
	};
	return {
		...order,
		...(order.billing === undefined ? {} : { billing: named(order.billing) }),
		...(order.shipping === undefined ? {} : { shipping: named(order.shipping) }),
	};
}
