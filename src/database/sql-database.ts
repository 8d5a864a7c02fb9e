import type { Clock } from '../ports/clock';
import type { Accounts, Database, Owner, StockMemory } from '../ports/database';
import { SqlAccounts } from './accounts';
import { SqlBuckets } from './buckets';
import { SqlClaims } from './claims';
import type { Connection } from './connection';
import { SqlCustomers } from './customers';
import { SqlFulfillments } from './fulfillments';
import { Heartbeat, type Pulse } from './heartbeat';
import { hmacWith } from './identity';
import { SqlInbox } from './inbox';
import { SqlLinks } from './links';
import { SqlMemories } from './memories';
import { OpenWork } from './open-work';
import { SqlPauses } from './pauses';
import { SqlPositions } from './positions';
import { SqlSales } from './sales';
import { SqlShipments } from './shipments';
import { SqlStock } from './stock';
import { SqlStreams } from './streams';
import { SqlSubscriptions } from './subscriptions';
import { SqlTurns } from './turns';
import { versionOf } from './version';
import { SqlWebhooks } from './webhooks';

export interface OpenDatabase {
	readonly kind: Database['kind'];
	readonly connection: Connection;
	readonly id: string;
	/** Of the keyed hashes. */
	readonly key: string;
	/** The database's own time. */
	readonly clock: Pick<Clock, 'now'>;
	/** Whether an owner's process is gone; undefined: its heartbeat tells. */
	readonly isGone: (owner: Owner) => boolean | undefined;
	readonly pulse: Pulse;
}

/** The port on an open connection, the same for both databases. */
export function sqlDatabase({ kind, connection, id, key, clock, isGone, pulse }: OpenDatabase): Database {
	const now = (): number => clock.now();
	const work = new OpenWork();
	const heartbeat = new Heartbeat(connection, { now, isGone, pulse });
	const accounts = new SqlAccounts(connection, now);
	return {
		id,
		kind,
		accounts: work.guard<Accounts>(accounts),
		claims: work.guard(new SqlClaims(connection, accounts, heartbeat)),
		turns: work.guard(new SqlTurns(connection, accounts, heartbeat)),
		inbox: work.guard(new SqlInbox(connection, accounts, heartbeat)),
		memories: work.guard(new SqlMemories(connection, accounts)),
		subscriptions: work.guard(new SqlSubscriptions(connection, accounts)),
		webhooks: work.guard(new SqlWebhooks(connection, accounts, now)),
		streams: work.guard(new SqlStreams(connection, accounts, heartbeat)),
		pauses: work.guard(new SqlPauses(connection, accounts)),
		sales: work.guard(new SqlSales(connection, accounts)),
		fulfillments: work.guard(new SqlFulfillments(connection, accounts)),
		links: work.guard(new SqlLinks(connection, accounts)),
		stock: work.guard<StockMemory>(new SqlStock(connection, accounts)),
		shipments: work.guard(new SqlShipments(connection, accounts)),
		positions: work.guard(new SqlPositions(connection, accounts)),
		buckets: work.guard(new SqlBuckets(connection, accounts, now)),
		customers: work.guard(new SqlCustomers(connection, accounts)),
		version: async () => await versionOf(kind, connection),
		now,
		presence: () => heartbeat.presence(),
		hmac: hmacWith(key),
		close: async () => {
			if (!(await work.close())) return;
			await heartbeat.stop();
			await connection.close();
		},
	};
}
