import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Kysely, PostgresDialect, sql, type PostgresPool } from 'kysely';
import { codeOf } from '../domain/error-code';
import type { Clock } from '../ports/clock';
import type { Database, Owner } from '../ports/database';
import { POSTGRES_SPELLING } from './column-types';
import type { Connection, Db } from './connection';
import { REAL_PULSE, type Pulse } from './heartbeat';
import { databaseId } from './identity';
import { keptKey } from './kept-key';
import { migrate } from './migrations/migrate';
import { postgresAddress, type PostgresAddress } from './postgres-address';
import { withAdvice } from './postgres-errors';
import { openPool } from './postgres-pool';
import { quoted, withGrant } from './postgres-rights';
import { isGone as isGoneHere } from './process-owner';
import type { Schema } from './schema';
import { ServerClock, serverTime } from './server-clock';
import { sqlDatabase } from './sql-database';

export interface PostgresOptions extends PostgresAddress {
	/** What opens the key of the keyed hashes, at least 16 characters each; one is enough. Never in the database. */
	readonly hmacKey: string | readonly string[];
	/** What to do where none of them opens it. */
	readonly keyAdvice?: string;
	/** Where the tables are; made if it is not there. `storebridge` unless told. */
	readonly schema?: string;
	/** Connections of this process; 5 unless told. */
	readonly maxConnections?: number;
	/** How long to wait for the locks of others, in milliseconds; 30 s unless told. */
	readonly waitMs?: number;
	/** The server's clock unless told. */
	readonly clock?: Pick<Clock, 'now'>;
	/** Whether an owner's process is gone; undefined where that is not sure, and its heartbeat tells. */
	readonly isGone?: (owner: Owner) => boolean | undefined;
	/** What the heartbeat of this process goes by. */
	readonly pulse?: Pulse;
}

const SHORTEST_KEY = 16;

/** Opens the tables in a PostgreSQL database, making them or bringing them up to this version. */
export async function openPostgres(options: PostgresOptions): Promise<Database> {
	const { hmacKey, schema = 'storebridge', maxConnections = 5, waitMs = 30_000, isGone = isGoneHere, pulse = REAL_PULSE } = options;
	const { settings = 'the credential', keyAdvice = 'Enter the key in the credential that it was first used with.' } = options;
	const openers = typeof hmacKey === 'string' ? [hmacKey] : hmacKey;
	if (openers.some(({ length }) => length < SHORTEST_KEY)) {
		throw new Error(`The key for fingerprints needs at least ${SHORTEST_KEY} characters`);
	}
	const address = postgresAddress(options);
	const pool = await openPool({ address, maxConnections, waitMs });
	const serverClock = new ServerClock();
	const connection = new PostgresConnection(pool, { schema, clock: serverClock, waitMs, settings });
	try {
		const [id, key] = await connection.write(['migration'], async (db) => {
			await makeSchema(db, schema);
			await migrate(db, POSTGRES_SPELLING, schema);
			const known = await databaseId(db);
			return [known, await keptKey(db, known, openers, `${keyAdvice} ${lost(schema)}`)];
		});
		return sqlDatabase({ kind: 'postgres', connection, id, key, clock: options.clock ?? serverClock, isGone, pulse });
	} catch (error) {
		const told = await connection.read(async (db) => await withGrant(error, db, schema)).catch(() => error);
		await connection.close();
		throw told;
	}
}

const lost = (schema: string): string =>
	`If nobody knows any of them any more: stop n8n, run ALTER SCHEMA ${quoted(schema)} RENAME TO "storebridge_former"; in the database and start n8n. ` +
	'Storebridge then begins a new memory, but orders that are held or wait, links and the log stand in the former one only.';

/** Asked first: `create schema if not exists` needs a right that a user of a prepared schema may not have. */
async function makeSchema(db: Db, schema: string): Promise<void> {
	const { rows } = await sql`select 1 from pg_catalog.pg_namespace where nspname = ${schema}`.execute(db);
	if (rows.length === 0) await db.schema.createSchema(schema).execute();
}

/** https://www.postgresql.org/docs/current/mvcc-serialization-failure-handling.html: both say "try again". */
const TRY_AGAIN: readonly (string | undefined)[] = ['40001', '40P01'];
const MAX_TRIES = 5;

/**
 * What a transaction asks for it names by key. For some hundred keys the server would rather read a whole table, or a whole
 * index, beside them: it takes as long as there are sales, and others wait.
 */
const BY_KEY = { enable_seqscan: 'off', enable_hashjoin: 'off', enable_mergejoin: 'off' };

class PostgresConnection implements Connection {
	private readonly db: Kysely<Schema>;

	constructor(
		pool: PostgresPool,
		private readonly settings: { readonly schema: string; readonly clock: ServerClock; readonly waitMs: number; readonly settings: string },
	) {
		this.db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) }).withSchema(settings.schema);
	}

	async read<T>(work: (db: Db) => Promise<T>): Promise<T> {
		try {
			return await work(this.db);
		} catch (error) {
			throw withAdvice(error, this.settings.settings);
		}
	}

	async write<T>(areas: readonly string[], work: (db: Db) => Promise<T>): Promise<T> {
		const { clock, schema, settings } = this.settings;
		for (let tries = 1; ; tries += 1) {
			try {
				return await this.db
					.transaction()
					.setIsolationLevel('read committed')
					.execute(async (transaction) => {
						// Before the wait for others' locks, which would blur it.
						await clock.keep(async () => await serverTime(transaction));
						await this.lock(transaction, areas);
						return await work(transaction.withSchema(schema));
					});
			} catch (error) {
				if (tries >= MAX_TRIES || !TRY_AGAIN.includes(codeOf(error))) throw withAdvice(error, settings);
				await sleep(10 * tries * (0.5 + Math.random()));
			}
		}
	}

	async close(): Promise<void> {
		await this.db.destroy();
	}

	/**
	 * Locks of the transaction (https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS), in one
	 * order for all, so that they never wait in a circle. The next statement sees what the last holder committed.
	 * The settings are of the transaction alone, which works behind a connection pooler too.
	 */
	private async lock(db: Db, areas: readonly string[]): Promise<void> {
		const { schema, waitMs } = this.settings;
		const keys = [...areas]
			.sort()
			.map((area) => createHash('sha256').update(`storebridge|${schema}|${area}`).digest().readBigInt64BE().toString());
		const settings = { lock_timeout: `${waitMs}ms`, idle_in_transaction_session_timeout: '30s', ...BY_KEY };
		await sql`select ${sql.join(Object.entries(settings).map(([name, value]) => sql`set_config(${name}, ${value}, true)`))}${sql.raw(
			keys.map((key) => `, pg_advisory_xact_lock(${key})`).join(''),
		)}`.execute(db);
	}
}
