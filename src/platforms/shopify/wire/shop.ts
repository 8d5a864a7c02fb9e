import { z } from 'zod';
import { document } from '../document';
import { idOf, listed, readableList, text } from './fields';

/** What the shop says of itself, and what the app may do there. */
export const SHOP = document(
	`query Shop {
		shop {
			name myshopifyDomain currencyCode taxesIncluded weightUnit timezoneOffset
			plan { partnerDevelopment publicDisplayName }
			primaryDomain { localization { defaultLocale } }
		}
		currentAppInstallation { accessScopes { handle } }
	}`,
	z.object({
		shop: z.object({
			name: text,
			myshopifyDomain: text,
			currencyCode: z.string().regex(/^[A-Z]{3}$/),
			taxesIncluded: z.boolean(),
			weightUnit: text,
			timezoneOffset: text,
			plan: z.object({ partnerDevelopment: z.boolean(), publicDisplayName: text }),
			primaryDomain: z.object({ localization: z.object({ defaultLocale: text }).nullish() }),
		}),
		currentAppInstallation: z.object({ accessScopes: readableList(z.object({ handle: text })) }),
	}),
);

/** The least that is answered: for the clock, and to see whether anybody is there. */
export const PING = document('query Ping { shop { id } }', z.object({ shop: z.object({ id: text }) }));

export const LOCATIONS = document(
	`query Locations { locations(first: 250) { nodes { id name isActive fulfillsOnlineOrders } } }`,
	z.object({ locations: listed(z.unknown()) }),
);
export const locationSchema = z.object({ id: idOf('Location'), name: text, isActive: z.boolean(), fulfillsOnlineOrders: z.boolean() });
