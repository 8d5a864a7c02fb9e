import type { Accounts } from './accounts';
import type { Buckets } from './buckets';
import type { Claims } from './claims';
import type { KnownCustomers } from './customers';
import type { Fulfillments } from './fulfillments';
import type { Inbox } from './inbox';
import type { Links } from './links';
import type { Memories } from './memories';
import type { Pauses } from './pauses';
import type { Positions } from './positions';
import type { Sales } from './sales';
import type { Shipments } from './shipments';
import type { StockMemory } from './stock';
import type { Streams } from './streams';
import type { Subscriptions } from './subscriptions';
import type { Turns } from './turns';
import type { Webhooks } from './webhooks';

/**
 * The integration's memory. Times are ISO UTC; no personal data and no secrets are ever stored. Every method is atomic
 * (one transaction), safe with several processes at once, and on SQLite as on PostgreSQL. Accounts are named by their
 * outside spelling; rows hold the opaque id that `accounts` keeps for it, so that an account may get another address.
 */
export interface Database {
	/** Made with the database, travels in every item: two nodes with different databases refuse each other. */
	readonly id: string;
	readonly kind: 'sqlite' | 'postgres';
	readonly accounts: Accounts;
	readonly claims: Claims;
	readonly turns: Turns;
	readonly inbox: Inbox;
	readonly memories: Memories;
	readonly subscriptions: Subscriptions;
	readonly webhooks: Webhooks;
	readonly streams: Streams;
	readonly pauses: Pauses;
	readonly sales: Sales;
	readonly fulfillments: Fulfillments;
	readonly links: Links;
	readonly stock: StockMemory;
	readonly shipments: Shipments;
	readonly positions: Positions;
	readonly buckets: Buckets;
	readonly customers: KnownCustomers;
	/** Of the software that holds it, "SQLite 3.50.4". */
	version(): Promise<string>;
	/**
	 * The database's own time, ms since 1970: one clock for all processes, whatever their own say. All leases are
	 * reckoned by it. Never asks the network (a server's clock is measured now and then and followed in between).
	 */
	now(): number;
	/**
	 * Asked for by whoever begins something: the answer tells from then on whether others have seen this process all the time
	 * that it held something. If not (it was frozen, or cut off from the database), they may be at it by now: nothing of it is
	 * written to the outside any more.
	 */
	presence(): () => boolean;
	/** Keyed hash (HMAC-SHA256, hex) for fingerprints and customers; the key lives outside the database. */
	hmac(text: string): string;
	close(): Promise<void>;
}
