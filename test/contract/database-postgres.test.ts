import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { openPostgres } from '../../src/database';
import type { Database } from '../../src/ports/database';
import { startPostgres, type PostgresServer } from '../harness/postgres';
import { databaseBattery } from './database-battery';
import type { DatabaseUnderTest } from './database/under-test';

const HMAC_KEY = 'a key of at least 16 characters';
const LIST_COLUMNS = 'select table_name, column_name from information_schema.columns where table_schema = current_schema() order by table_name, column_name';

let server: PostgresServer;
beforeAll(async () => { server = await startPostgres(); });
afterAll(async () => { await server.stop(); });

/** A schema of its own in the one server. */
async function freshPostgres(): Promise<DatabaseUnderTest & { readonly schema: string }> {
	const schema = `test_${randomBytes(6).toString('hex')}`;
	const connectionString = server.connectionString();
	const handles: Database[] = [];
	return await Promise.resolve({
		schema,
		forChild: { kind: 'postgres', connectionString, schema, hmacKey: HMAC_KEY },
		open: async (isGone) => {
			const db = await openPostgres({ connectionString, schema, hmacKey: HMAC_KEY, ...(isGone !== undefined && { isGone }) });
			handles.push(db);
			return db;
		},
		query: async (sql) => {
			const client = new Client({ connectionString });
			await client.connect();
			try {
				await client.query(`create schema if not exists ${schema}`);
				await client.query(`set search_path to ${schema}`);
				return (await client.query<Record<string, unknown>>(sql)).rows;
			} finally {
				await client.end();
			}
		},
		remove: async () => { await Promise.all(handles.map(async (db) => { await db.close(); })); },
	});
}

databaseBattery('PostgreSQL', freshPostgres, { listColumns: LIST_COLUMNS, modelRuns: 10 });
