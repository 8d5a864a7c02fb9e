import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type { PoolClient, PoolConfig } from 'pg';
import { isUnanswered } from './postgres-errors';

const CONNECT_WITHIN_MS = 10_000;
/** Where the server gives up waiting for a lock by itself, it does so first. */
const LATER = 1.2;
const INT8 = 20;

export interface PoolOptions {
	readonly address: PoolConfig;
	readonly maxConnections: number;
	/** How long a statement waits for the locks of others. */
	readonly waitMs: number;
}

/** The connections of this process. */
export async function openPool({ address, maxConnections, waitMs }: PoolOptions): Promise<PostgresPool> {
	const { Pool, types } = await import('pg');
	const pool = new Pool({
		...address,
		max: maxConnections,
		connectionTimeoutMillis: CONNECT_WITHIN_MS,
		query_timeout: waitMs * LATER,
		idleTimeoutMillis: 30_000,
		allowExitOnIdle: true,
		application_name: 'storebridge',
		// Row numbers and counts stay far below 2^53.
		types: {
			getTypeParser: ((oid: number, format?: 'text') =>
				oid === INT8 ? Number : types.getTypeParser(oid, format)) as typeof types.getTypeParser,
		},
	});
	// A connection that the server ends would otherwise end this process: the pool listens to idle ones and passes the
	// error on, to those at work nobody listens. Whoever works with it gets the error; the next one gets another.
	pool.on('error', () => undefined);
	pool.on('connect', (client) => {
		client.on('error', () => undefined);
	});
	return {
		options: pool.options,
		connect: async () => watched(await pool.connect()),
		end: async () => {
			await pool.end();
		},
	};
}

/** A connection whose statement nobody answered is given up: whatever comes after it would wait behind it. */
function watched(client: PoolClient): PostgresPoolClient {
	let unanswered: unknown;
	return Object.assign(Object.create(client) as PostgresPoolClient, {
		query: async (text: string, values: readonly unknown[]) => {
			if (unanswered !== undefined) throw unanswered;
			try {
				return await client.query(text, [...values]);
			} catch (error) {
				if (isUnanswered(error)) unanswered = error;
				throw error;
			}
		},
		release: (destroy?: boolean) => {
			client.release(destroy === true || unanswered !== undefined);
		},
	});
}
