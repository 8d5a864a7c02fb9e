import type { Clock } from '../ports/clock';
import type { Database, Owner } from '../ports/database';
import { SqlAccounts } from './accounts';
import { SqlBuckets } from './buckets';
import { SqlClaims } from './claims';
import type { Connection } from './connection';
import { SqlCustomers } from './customers';
import { SqlFulfillments } from './fulfillments';
import { hmacWith } from './identity';
import { SqlInbox } from './inbox';
import { SqlLinks } from './links';
import { SqlMemories } from './memories';
import { SqlPauses } from './pauses';
import { SqlPositions } from './positions';
import { SqlSales } from './sales';
import { SqlStreams } from './streams';
import { SqlSubscriptions } from './subscriptions';
import { SqlTurns } from './turns';
import { SqlWebhooks } from './webhooks';

export interface OpenDatabase {
	readonly kind: Database['kind'];
	readonly connection: Connection;
	readonly id: string;
	/** Of the keyed hashes. */
	readonly key: string;
	/** The database's own time. */
	readonly clock: Pick<Clock, 'now'>;
	readonly isGone: (owner: Owner) => boolean;
}

/** The port on an open connection, the same for both databases. */
export function sqlDatabase({ kind, connection, id, key, clock, isGone }: OpenDatabase): Database {
	const now = (): number => clock.now();
	const accounts = new SqlAccounts(connection, now);
	return {
		id,
		kind,
		accounts,
		claims: new SqlClaims(connection, accounts, isGone),
		turns: new SqlTurns(connection, accounts, isGone),
		inbox: new SqlInbox(connection, accounts, isGone),
		memories: new SqlMemories(connection, accounts),
		subscriptions: new SqlSubscriptions(connection, accounts),
		webhooks: new SqlWebhooks(connection, accounts),
		streams: new SqlStreams(connection, accounts, isGone),
		pauses: new SqlPauses(connection, accounts),
		sales: new SqlSales(connection, accounts),
		fulfillments: new SqlFulfillments(connection, accounts),
		links: new SqlLinks(connection, accounts),
		positions: new SqlPositions(connection, accounts),
		buckets: new SqlBuckets(connection, accounts),
		customers: new SqlCustomers(connection, accounts),
		now,
		hmac: hmacWith(key),
		close: async () => {
			await connection.close();
		},
	};
}
