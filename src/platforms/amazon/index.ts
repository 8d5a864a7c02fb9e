import type { Account } from '../../domain/account';
import type { ChannelShipments } from '../../ports/channel-shipments';
import type { ConnectionCheck } from '../../ports/connection-check';
import type { FbaInventory, FulfillmentService } from '../../ports/fulfillment-service';
import type { Listings } from '../../ports/listings';
import type { OrderSource } from '../../ports/order-source';
import type { ChannelStockSink } from '../../ports/stock-sink';
import type { ChannelStock } from '../../ports/stock-source';
import { AmazonClient, type AmazonSurroundings } from './client';
import { accountOf, checkConnection, type AmazonConnection } from './connection';
import { createAmazonConnectionCheck } from './connection-check';
import { createAmazonFulfillment, type McfApi } from './fulfillment/service';
import { createFbaInventory } from './inventory';
import { createAmazonListings } from './listings/listings';
import { createAmazonOrderSource } from './orders/order-source';
import { readParticipations } from './participations';
import { createAmazonShipments } from './shipments/channel';
import { createAmazonStockSink } from './stock/sink';
import { createAmazonStock } from './stock/source';

export type { AmazonSurroundings } from './client';
export type { McfApi } from './fulfillment/service';
export { accountOf as amazonAccount, type AmazonConnection } from './connection';
export { findMarketplace, marketplacesOf, REGIONS } from './constants';

/** What Amazon can do for us, bound to one seller account. */
export interface Amazon {
	readonly account: Account;
	readonly orderSource: OrderSource;
	readonly listings: Listings;
	/** IDs of the marketplaces that the account is registered in; one request. */
	marketplaces(): Promise<ReadonlySet<string>>;
	readonly connectionCheck: ConnectionCheck;
	/** Multi-Channel Fulfillment; without `api` the version that the options named, else 2020-07-01. */
	fulfillment(api?: McfApi): FulfillmentService;
	/** FBA stock in whichever marketplace of the account knows a SKU first. */
	readonly inventory: FbaInventory;
	/** FBA stock of one marketplace. */
	inventoryOf(marketplace: string): FbaInventory;
	readonly stock: ChannelStock;
	/** Quantities of what the merchant ships, with the question whether he does. */
	readonly stockSink: ChannelStockSink;
	/** Parcels and cancellations of orders that the merchant ships. */
	readonly shipments: ChannelShipments;
}

export interface AmazonOptions {
	/** Version of Fulfillment Outbound API; 2020-07-01 when left out. */
	readonly mcfApi?: McfApi;
}

/** Spaces around keys come with copying them. */
function trimmedConnection(connection: AmazonConnection): AmazonConnection {
	const { endpoint, httpsProxy, ...rest } = connection;
	return {
		...rest,
		clientId: connection.clientId.trim(),
		clientSecret: connection.clientSecret.trim(),
		refreshToken: connection.refreshToken.trim(),
		sellerId: connection.sellerId.trim(),
		...(endpoint === undefined || endpoint.trim() === '' ? {} : { endpoint: endpoint.trim() }),
		...(httpsProxy === undefined || httpsProxy.trim() === '' ? {} : { httpsProxy: httpsProxy.trim() }),
	};
}

/**
 * Binds the adapter to one account for the length of one execution: `budgetMs` is for all its waiting together, and
 * `signal` stops requests and waits. Throws nothing; a wrong credential shows at the first call (PlatformError
 * `configuration` or `credential`), or as findings of the connection check.
 */
export function createAmazon(connection: AmazonConnection, surroundings: AmazonSurroundings, options: AmazonOptions = {}): Amazon {
	const plain = trimmedConnection(connection);
	let made: AmazonClient | undefined;
	const client = (): AmazonClient => {
		checkConnection(plain);
		return (made ??= new AmazonClient(plain, surroundings));
	};
	const timely = { connection: plain, client, now: () => surroundings.clock.now() };
	const timeouts = surroundings.timeouts === undefined ? {} : { timeouts: surroundings.timeouts };
	const orderSource = createAmazonOrderSource({ connection: plain, client });
	return {
		account: accountOf(plain),
		orderSource,
		listings: createAmazonListings(timely),
		marketplaces: async () => new Set((await readParticipations(client())).map(({ marketplace }) => marketplace.id)),
		connectionCheck: createAmazonConnectionCheck({ connection: plain, client, clock: surroundings.clock }),
		fulfillment: (api = options.mcfApi ?? '2020-07-01') => createAmazonFulfillment({ connection: plain, client, api, ...timeouts }),
		inventory: createFbaInventory(timely),
		inventoryOf: (marketplace) => createFbaInventory({ ...timely, marketplace }),
		stock: createAmazonStock(timely),
		stockSink: createAmazonStockSink({ ...timely, ...timeouts }),
		shipments: createAmazonShipments(timely, orderSource),
	};
}
