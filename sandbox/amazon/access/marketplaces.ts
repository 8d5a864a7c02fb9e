/** Regions have one endpoint each; see https://developer-docs.amazon.com/sp-api/docs/sp-api-endpoints */
export type AmazonRegion = 'na' | 'eu' | 'fe';

export interface Marketplace {
	readonly id: string;
	readonly region: AmazonRegion;
	/** ISO 3166-1 alpha-2. */
	readonly countryCode: string;
	readonly currency: string;
	readonly language: string;
	/** As `salesChannel.marketplaceName` gives it. */
	readonly name: string;
}

const of = (region: AmazonRegion, countryCode: string, id: string, currency: string, language: string, name: string): Marketplace => ({
	id,
	region,
	countryCode,
	currency,
	language,
	name,
});

/** https://developer-docs.amazon.com/sp-api/docs/marketplace-ids */
export const marketplaces: readonly Marketplace[] = [
	of('na', 'CA', 'A2EUQ1WTGCTBG2', 'CAD', 'en_CA', 'Amazon.ca'),
	of('na', 'US', 'ATVPDKIKX0DER', 'USD', 'en_US', 'Amazon.com'),
	of('na', 'MX', 'A1AM78C64UM0Y8', 'MXN', 'es_MX', 'Amazon.com.mx'),
	of('na', 'BR', 'A2Q3Y263D00KWC', 'BRL', 'pt_BR', 'Amazon.com.br'),
	of('eu', 'IE', 'A28R8C7NBKEWEA', 'EUR', 'en_IE', 'Amazon.ie'),
	of('eu', 'ES', 'A1RKKUPIHCS9HS', 'EUR', 'es_ES', 'Amazon.es'),
	of('eu', 'GB', 'A1F83G8C2ARO7P', 'GBP', 'en_GB', 'Amazon.co.uk'),
	of('eu', 'FR', 'A13V1IB3VIYZZH', 'EUR', 'fr_FR', 'Amazon.fr'),
	of('eu', 'BE', 'AMEN7PMS3EDWL', 'EUR', 'fr_BE', 'Amazon.com.be'),
	of('eu', 'NL', 'A1805IZSGTT6HS', 'EUR', 'nl_NL', 'Amazon.nl'),
	of('eu', 'DE', 'A1PA6795UKMFR9', 'EUR', 'de_DE', 'Amazon.de'),
	of('eu', 'IT', 'APJ6JRA9NG5V4', 'EUR', 'it_IT', 'Amazon.it'),
	of('eu', 'SE', 'A2NODRKZP88ZB9', 'SEK', 'sv_SE', 'Amazon.se'),
	of('eu', 'ZA', 'AE08WJ6YKNBMC', 'ZAR', 'en_ZA', 'Amazon.co.za'),
	of('eu', 'PL', 'A1C3SOZRARQ6R3', 'PLN', 'pl_PL', 'Amazon.pl'),
	of('eu', 'EG', 'ARBP9OOSHTCHU', 'EGP', 'ar_EG', 'Amazon.eg'),
	of('eu', 'TR', 'A33AVAJ2PDY3EV', 'TRY', 'tr_TR', 'Amazon.com.tr'),
	of('eu', 'SA', 'A17E79C6D8DWNP', 'SAR', 'ar_SA', 'Amazon.sa'),
	of('eu', 'AE', 'A2VIGQ35RCS4UG', 'AED', 'ar_AE', 'Amazon.ae'),
	of('eu', 'IN', 'A21TJRUUN4KGV', 'INR', 'en_IN', 'Amazon.in'),
	of('fe', 'SG', 'A19VAU5U5O7RUS', 'SGD', 'en_SG', 'Amazon.sg'),
	of('fe', 'AU', 'A39IBJ37TRP1C6', 'AUD', 'en_AU', 'Amazon.com.au'),
	of('fe', 'JP', 'A1VC38T7YXB528', 'JPY', 'ja_JP', 'Amazon.co.jp'),
];

/**
 * Ids that are no Amazon marketplace and come among the participations all the same: a client that takes every id it
 * is given for a marketplace gets errors from everything it calls with them.
 */
export const foreignParticipations: Readonly<Partial<Record<AmazonRegion, Marketplace>>> = {
	na: of('na', 'US', 'AHRY1CZE9ZY4H', 'USD', 'en_US', 'SI CA Prod Marketplace'),
	eu: of('eu', 'DE', 'A38D8NSA03LJTC', 'EUR', 'de_DE', 'Non-Amazon DE'),
};

/** @throws Error when Amazon has no such marketplace */
export function marketplaceById(id: string): Marketplace {
	const found = marketplaces.find((marketplace) => marketplace.id === id);
	if (found === undefined) throw new Error(`Amazon has no marketplace ${id}`);
	return found;
}

const domainOf = (marketplace: Marketplace): string =>
	marketplace.name.startsWith('Amazon.') ? `www.${marketplace.name.toLowerCase()}` : 'si-prod-marketplace.stores.amazon.com';

/** A marketplace as Sellers API writes it. */
export interface WireMarketplace {
	id: string;
	name: string;
	countryCode: string;
	defaultCurrencyCode: string;
	defaultLanguageCode: string;
	domainName: string;
}

export function toWireMarketplace(marketplace: Marketplace): WireMarketplace {
	return {
		id: marketplace.id,
		name: marketplace.name,
		countryCode: marketplace.countryCode,
		defaultCurrencyCode: marketplace.currency,
		defaultLanguageCode: marketplace.language,
		domainName: domainOf(marketplace),
	};
}
