import type { Database, Owner } from '../ports/database';
import { SqlBuckets } from './buckets';
import { SqlClaims } from './claims';
import type { Connection } from './connection';
import { SqlCustomers } from './customers';
import { hmacWith } from './identity';
import { SqlInbox } from './inbox';
import { SqlLinks } from './links';
import { SqlPositions } from './positions';
import { SqlSales } from './sales';
import { SqlStreams } from './streams';

/** The port on an open connection, the same for both databases. */
export function sqlDatabase(
	kind: Database['kind'],
	connection: Connection,
	id: string,
	key: string,
	isGone: (owner: Owner) => boolean,
): Database {
	return {
		id,
		kind,
		claims: new SqlClaims(connection, isGone),
		inbox: new SqlInbox(connection, isGone),
		streams: new SqlStreams(connection, isGone),
		sales: new SqlSales(connection),
		links: new SqlLinks(connection),
		positions: new SqlPositions(connection),
		buckets: new SqlBuckets(connection),
		customers: new SqlCustomers(connection),
		hmac: hmacWith(key),
		close: async () => {
			await connection.close();
		},
	};
}
