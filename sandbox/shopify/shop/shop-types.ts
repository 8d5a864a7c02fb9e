import { isShown } from '../orders/order-queries';
import { StandInGap } from '../graphql/stand-in-gap';
import { adminType, type AdminContext, payloadType, type Caller } from '../graphql/context';
import type { ShopSettings } from '../options';
import { typeOfGid } from '../store/gid';
import type { JobRecord } from '../store/shop-state';

const shopId = 'gid://shopify/Shop/76543210000';

/** Any record with a global id of its own. */
function recordById(context: AdminContext, id: string): unknown {
	const { state } = context.shop;
	const places: Readonly<Record<string, ReadonlyMap<string, object>>> = {
		Order: state.orders,
		Product: state.products,
		ProductVariant: state.variants,
		InventoryItem: state.inventoryItems,
		InventoryLevel: state.levels,
		Location: state.locations,
		Customer: state.customers,
		FulfillmentOrder: state.fulfillmentOrders,
		Fulfillment: state.fulfillments,
		MetafieldDefinition: state.metafieldDefinitions,
		WebhookSubscription: state.webhooks,
	};
	const type = typeOfGid(id) ?? '';
	const place = places[type];
	if (place === undefined) throw new StandInGap(`node of type ${type}`);
	const record = place.get(id);
	if (record === undefined) return null;
	const order = state.orders.get(id);
	if (order !== undefined && !isShown(order, context)) return null;
	// A level's id is made of others, so that its record does not say of which type it is.
	return type === 'InventoryLevel' ? { ...record, __typename: type } : record;
}

function offsetMinutes(timezone: string, at: number): number {
	const name = new Intl.DateTimeFormat('en', { timeZone: timezone, timeZoneName: 'longOffset' })
		.formatToParts(at)
		.find(({ type }) => type === 'timeZoneName')?.value;
	const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d{2}):(\d{2})/.exec(name ?? '') ?? [];
	return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

const offsetText = (minutes: number): string =>
	`${minutes < 0 ? '-' : '+'}${String(Math.floor(Math.abs(minutes) / 60)).padStart(2, '0')}${String(Math.abs(minutes) % 60).padStart(2, '0')}`;

function installation({ caller }: AdminContext): unknown {
	return { id: 'gid://shopify/AppInstallation/560300000000', caller };
}

export const shopTypes = [
	adminType<ShopSettings>('Shop', {
		own: ['name', 'email', 'myshopifyDomain', 'currencyCode', 'ianaTimezone', 'taxesIncluded', 'weightUnit'],
		fields: {
			id: () => shopId,
			contactEmail: ({ email }) => email,
			url: ({ myshopifyDomain }) => `https://${myshopifyDomain}`,
			primaryDomain: ({ myshopifyDomain, locale }) => ({
				id: 'gid://shopify/Domain/1',
				host: myshopifyDomain,
				url: `https://${myshopifyDomain}`,
				localization: { alternateLocales: [], country: null, defaultLocale: locale },
			}),
			timezoneOffset: ({ ianaTimezone }, _, { shop }) => offsetText(offsetMinutes(ianaTimezone, shop.now())),
			timezoneOffsetMinutes: ({ ianaTimezone }, _, { shop }) => offsetMinutes(ianaTimezone, shop.now()),
			timezoneAbbreviation: ({ ianaTimezone }) => ianaTimezone,
			plan: (settings) => settings,
			enabledPresentmentCurrencies: ({ currencyCode }) => [currencyCode],
			setupRequired: () => false,
			orderNumberFormatPrefix: ({ orderNumberPrefix }) => orderNumberPrefix,
			orderNumberFormatSuffix: () => '',
			features: () => ({ storefront: true, bundles: { eligibleForBundles: true, ineligibilityReason: null, sellsBundles: false } }),
			shopAddress: ({ countryCode }) => ({ id: 'gid://shopify/ShopAddress/1', countryCodeV2: countryCode }),
			metafield: () => null,
		},
	}),
	payloadType('Domain', 'id', 'host', 'url', 'localization'),
	payloadType('DomainLocalization', 'alternateLocales', 'country', 'defaultLocale'),
	payloadType('ShopAddress', 'id', 'countryCodeV2'),
	payloadType('ShopFeatures', 'storefront', 'bundles'),
	payloadType('BundlesFeature', 'eligibleForBundles', 'ineligibilityReason', 'sellsBundles'),
	adminType<ShopSettings>('ShopPlan', {
		fields: {
			displayName: ({ plan }) => plan,
			publicDisplayName: ({ plan }) => plan,
			partnerDevelopment: ({ isDevelopmentStore }) => isDevelopmentStore,
			shopifyPlus: ({ plan }) => plan === 'Shopify Plus',
		},
	}),
	adminType<{ readonly id: string; readonly caller: Caller }>('AppInstallation', {
		own: ['id'],
		fields: {
			accessScopes: ({ caller }) => caller.scopes.map((handle) => ({ handle, description: handle.replaceAll('_', ' ') })),
			app: ({ caller }) => caller,
		},
	}),
	payloadType('AccessScope', 'handle', 'description'),
	adminType<Caller>('App', {
		fields: {
			id: () => 'gid://shopify/App/1234567',
			apiKey: ({ clientId }) => clientId,
			title: () => 'Storebridge',
			handle: () => 'storebridge',
		},
	}),
	adminType<JobRecord>('Job', { own: ['id'], fields: { done: ({ doneAt }, _, { shop }) => shop.now() >= doneAt } }),
	adminType<unknown>('QueryRoot', {
		fields: {
			shop: (_, __, { shop }) => shop.settings,
			currentAppInstallation: (_, __, context) => installation(context),
			job: (_, { id }, { shop }) => shop.state.jobs.get(String(id)) ?? { id: String(id), doneAt: 0 },
			node: (_, { id }, context) => recordById(context, String(id)),
			nodes: (_, { ids }, context) => (ids as readonly string[]).map((id) => recordById(context, id)),
		},
	}),
];
