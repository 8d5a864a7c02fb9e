import { languageOf } from '../../domain/texts/language';
import type { ShopifyClient } from './client';
import { failure } from './errors';
import { readable } from './wire/fields';
import { LOCATIONS, locationSchema, SHOP } from './wire/shop';

export interface ShopFacts {
	readonly name: string;
	readonly domain: string;
	readonly currency: string;
	/** Whether prices are entered with tax. */
	readonly taxesIncluded: boolean;
	readonly weightUnit: string;
	/** "+01:00". */
	readonly offset: string;
	/** Takes five new orders a minute. */
	readonly development: boolean;
	readonly plan: string;
	readonly scopes: ReadonlySet<string>;
}

/** "+0100" as Shopify writes it. */
const offsetOf = (text: string): string => text.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');

export const shopFacts = async (client: ShopifyClient): Promise<ShopFacts> =>
	await client.memory.fact('shop', client.clock, async () => {
		const { data } = await client.query(SHOP);
		const { shop, currentAppInstallation } = data;
		client.memory.language = languageOf(shop.primaryDomain.localization?.defaultLocale);
		return {
			name: shop.name,
			domain: shop.myshopifyDomain,
			currency: shop.currencyCode,
			taxesIncluded: shop.taxesIncluded,
			weightUnit: shop.weightUnit,
			offset: offsetOf(shop.timezoneOffset),
			development: shop.plan.partnerDevelopment,
			plan: shop.plan.publicDisplayName,
			scopes: new Set(currentAppInstallation.accessScopes.map(({ handle }) => handle)),
		};
	});

export interface ShopLocation {
	readonly id: string;
	readonly name: string;
}

const locationsOf = async (client: ShopifyClient) =>
	await client.memory.fact('locations', client.clock, async () => {
		const { locations } = (await client.query(LOCATIONS)).data;
		const read = readable(locationSchema, locations);
		return { active: read.filter(({ isActive }) => isActive), odd: locations.length - read.length };
	});

/**
 * By their names, in whichever case, in the order in which they were named; none named: those that fulfil orders of the online store.
 * One that cannot be read is not counted, and one that is named twice counts once.
 */
export async function stockLocations(client: ShopifyClient, names: readonly string[]): Promise<readonly ShopLocation[]> {
	const { active: all } = await locationsOf(client);
	if (names.length === 0) return all.filter(({ fulfillsOnlineOrders }) => fulfillsOnlineOrders);
	const named = names.map((name) => {
		const alike = all.filter((one) => one.name.trim().toLowerCase() === name.trim().toLowerCase());
		const [found] = alike;
		if (found !== undefined && alike.length === 1) return found;
		throw failure(
			{ operation: 'Locations', write: false },
			{
				kind: 'configuration',
				code: 'location',
				message: found === undefined ? `The shop has no location "${name}"` : `The shop has several locations "${name}"`,
				advice: `Write it in the credential as it is called in Shopify admin > Settings > Locations. There are: ${all.map((one) => one.name).join(', ')}.`,
			},
		);
	});
	return [...new Set(named)];
}

export const countedLocations = async (client: ShopifyClient, names: readonly string[]): Promise<ReadonlySet<string>> =>
	new Set((await stockLocations(client, names)).map(({ id }) => id));

/** Where quantities are written: named in the credential; else the only one that there is. */
export async function writtenLocations(client: ShopifyClient, names: readonly string[]): Promise<readonly ShopLocation[]> {
	const all = await stockLocations(client, names);
	// One that cannot be read may be another that fulfils orders.
	const { odd } = await locationsOf(client);
	if (names.length > 0 || (all.length === 1 && odd === 0)) return all;
	throw failure(
		{ operation: 'Locations', write: false },
		{
			kind: 'configuration',
			code: 'location',
			message:
				all.length + odd === 0
					? 'The shop has no location that fulfils orders'
					: 'The shop has several locations, and nobody said which one is pushed to',
			advice: `Write the name of the location in the credential. There are: ${all.map(({ name }) => name).join(', ')}.`,
		},
	);
}
