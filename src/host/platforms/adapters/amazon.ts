import {
	amazonAccount,
	createAmazon,
	findMarketplace,
	marketplacesOf,
	REGIONS,
	type Amazon,
	type AmazonConnection,
	type McfApi,
} from '../../../platforms/amazon';
import { AMAZON_WORDS } from '../../../platforms/amazon/words';
import type { Marketplaces } from '../../../ports/marketplaces';
import { amazon } from '../table';
import { addAdapter, type Fields } from './adapter';
import { oneOf, optional, text } from './fields';

const MCF_APIS: readonly [McfApi, ...McfApi[]] = ['2020-07-01', '2026-07-04'];

interface Seller extends Amazon {
	readonly region: AmazonConnection['region'];
}

const connectionOf = (fields: Fields): AmazonConnection => ({
	region: oneOf(text(fields, 'region'), ['na', 'eu', 'fe'], 'eu'),
	clientId: text(fields, 'lwaClientId'),
	clientSecret: text(fields, 'lwaClientSecret'),
	refreshToken: text(fields, 'refreshToken'),
	sellerId: text(fields, 'sellerId'),
	pricesIncludeVat: oneOf(text(fields, 'pricesIncludeVat'), ['auto', 'yes', 'no'], 'auto'),
	...optional(fields, 'authorizedAt'),
	...(text(fields, 'lwaRotatedAt') === '' ? {} : { secretMadeAt: text(fields, 'lwaRotatedAt') }),
	...optional(fields, 'endpoint'),
	...optional(fields, 'httpsProxy'),
});

const ownMarketplaces = ({ region, marketplaces: registered }: Seller): Marketplaces => ({
	known: marketplacesOf(region).map(({ id, name, country }) => ({ id, name: `${name} (${country})` })),
	problemOf: (id) => {
		const known = findMarketplace(id);
		if (known === undefined) return /^[A-Z0-9]{8,20}$/.test(id) ? undefined : `"${id}" is no ID of a marketplace`;
		return known.region === region ? undefined : `${known.name} is not in ${REGIONS[region].name}, the region of the credential`;
	},
	registered: async () => await registered(),
});

addAdapter(amazon, {
	account: (fields) => amazonAccount(connectionOf(fields)),
	connect: (fields, surroundings): Seller => {
		const connection = connectionOf(fields);
		return { ...createAmazon(connection, surroundings), region: connection.region };
	},
	gives: {
		connectionCheck: (seller) => seller.connectionCheck,
		orderSource: (seller) => seller.orderSource,
		listings: (seller) => seller.listings,
		marketplaces: (seller) => ownMarketplaces(seller),
		fulfillment: (seller) => (version) => seller.fulfillment(oneOf(version ?? '', MCF_APIS, MCF_APIS[0])),
		channelStock: (seller) => seller.stock,
		channelStockSink: (seller) => seller.stockSink,
		channelShipments: (seller) => seller.shipments,
		inventory: (seller) => (marketplace) => (marketplace === undefined ? seller.inventory : seller.inventoryOf(marketplace)),
	},
	keys: ['endpoint', 'lwaClientId', 'lwaClientSecret', 'refreshToken'],
	// n8n ends a poll after five minutes; the rest of the time is for the database and n8n itself.
	budgetMs: 4 * 60_000,
	words: AMAZON_WORDS,
});
