import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { openPostgres } from '../../src/database';
import { subscriptionId } from '../../src/domain/ids';
import type { Database } from '../../src/ports/database';
import { startPostgres, type PostgresServer } from '../harness/postgres';
import { databaseBattery } from './database-battery';
import { claimKey, MINUTE, SECOND, SHOP, T0, type DatabaseUnderTest } from './database/under-test';

// Real processes and servers, on machines that do other things too.
jest.setTimeout(60_000);

const HMAC_KEY = 'a key of at least 16 characters';
const LIST_COLUMNS =
	'select table_name, column_name from information_schema.columns where table_schema = current_schema() order by table_name, column_name';

let server: PostgresServer;
beforeAll(async () => {
	server = await startPostgres();
});
// Thousands of files of its tables are deleted.
afterAll(async () => {
	await server.stop();
}, 300_000);

/** A schema of its own in the one server. */
async function freshPostgres(): Promise<DatabaseUnderTest & { readonly schema: string }> {
	const schema = `test_${randomBytes(6).toString('hex')}`;
	const connectionString = server.connectionString();
	const handles: Database[] = [];
	return await Promise.resolve({
		schema,
		forChild: { kind: 'postgres', connectionString, schema, hmacKey: HMAC_KEY },
		open: async (isGone, clock, pulse) => {
			const db = await openPostgres({
				connectionString,
				schema,
				hmacKey: HMAC_KEY,
				...(isGone && { isGone }),
				...(clock && { clock }),
				...(pulse && { pulse }),
			});
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
		remove: async () => {
			await Promise.all(
				handles.map(async (db) => {
					await db.close();
				}),
			);
		},
	});
}

databaseBattery('PostgreSQL', freshPostgres, { listColumns: LIST_COLUMNS, modelRuns: 10 });

describe('a PostgreSQL server', () => {
	let fresh: Awaited<ReturnType<typeof freshPostgres>>;
	let db: Database;
	beforeEach(async () => {
		fresh = await freshPostgres();
		db = await fresh.open();
	});
	afterEach(async () => {
		await fresh.remove();
	});

	/** A session of the test's own. */
	const session = async (): Promise<Client> => {
		const client = new Client({ connectionString: server.connectionString() });
		await client.connect();
		await client.query(`set search_path to ${fresh.schema}`);
		return client;
	};

	/** Until a statement of the tables waits for a lock of another session. */
	const someoneWaits = async (): Promise<void> => {
		const waiting = `select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%${fresh.schema}%'`;
		while ((await fresh.query(waiting)).length === 0) await new Promise(setImmediate);
	};

	it('refuses another key once something was hashed, and takes it before', async () => {
		const open = async (hmacKey: string): Promise<Database> =>
			await openPostgres({ connectionString: server.connectionString(), schema: fresh.schema, hmacKey });
		await (await open('another key of this database')).close();
		const again = await open(HMAC_KEY);
		await again.customers.remember(SHOP, [{ hash: again.hmac('x'), customerId: '7' }]);
		await again.close();
		await expect(open('another key of this database')).rejects.toThrow('Enter the key in the credential that it was first used with');
		await expect(open('short')).rejects.toThrow('at least 16 characters');
	});

	it('does not show the key to who reads the database', async () => {
		await db.customers.remember(SHOP, [{ hash: db.hmac('x'), customerId: '7' }]);
		expect(JSON.stringify(await fresh.query('select * from meta'))).not.toContain(HMAC_KEY);
	});

	it('tries again when the server breaks a circle of locks', async () => {
		const keys = ['1', '2'].map((id) => claimKey(id));
		await db.claims.complete(
			keys.map((key) => ({ key, result: 'x' })),
			T0,
		);
		await fresh.query(`update claim set state = 'held', owner = 'me', lease_until = '2030-01-01T00:00:00.000Z', result = null`);
		const other = await session();
		const lock = async (subject: string): Promise<void> => {
			await other.query('update claim set result = result where order_id = $1', [subject]);
		};
		try {
			await other.query('begin');
			await lock('1');
			const completed = db.claims.complete(
				keys.map((key) => ({ key, result: 'y' })),
				T0,
			);
			await someoneWaits();
			// The server ends either side; ours must come through whichever it is.
			const mine = lock('2')
				.then(async () => await other.query('commit'))
				.catch(async () => await other.query('rollback'));
			await Promise.all([completed, mine]);
			// The server counts a moment later.
			while ((await fresh.query('select 1 from pg_stat_database where datname = current_database() and deadlocks > 0')).length === 0)
				await new Promise(setImmediate);
			expect(await db.claims.acquire(keys, 'you', 1, T0)).toEqual([
				{ state: 'done', result: 'y' },
				{ state: 'done', result: 'y' },
			]);
		} finally {
			await other.end();
		}
	});

	describe('with a lock that others hold', () => {
		const WHAT_TO_DO = 'holds a lock on the tables of Storebridge and did not let go in time';
		let ours: Database;
		let other: Client;
		beforeEach(async () => {
			other = await session();
			ours = await openPostgres({
				connectionString: server.connectionString(),
				schema: fresh.schema,
				hmacKey: HMAC_KEY,
				maxConnections: 2,
				waitMs: 1_000,
			});
			await ours.positions.note(SHOP, { highest: 41 });
			await other.query('begin');
			await other.query('lock table position in access exclusive mode');
		});
		afterEach(async () => {
			await other.end();
			await ours.close();
		});

		it('says so when it writes, and what to do', async () => {
			const error: unknown = await ours.positions.note(SHOP, { highest: 42 }).catch((reason: unknown) => reason);
			expect(String(error)).toContain(WHAT_TO_DO);
			expect(String(error)).toContain('pg_blocking_pids');
			await other.query('rollback');
			await ours.positions.note(SHOP, { highest: 42 });
			expect(await ours.positions.get(SHOP)).toEqual({ highest: 42 });
		});

		it('says so when it reads, and does not let others wait behind it', async () => {
			await expect(ours.positions.get(SHOP)).rejects.toThrow(WHAT_TO_DO);
			expect(await ours.accounts.addresses(SHOP)).toHaveLength(1);
			await other.query('rollback');
			expect(await ours.positions.get(SHOP)).toEqual({ highest: 41 });
		});

		it('says so when all of its connections wait for it', async () => {
			const patient = await openPostgres({
				connectionString: server.connectionString(),
				schema: fresh.schema,
				hmacKey: HMAC_KEY,
				maxConnections: 1,
				waitMs: 15_000,
			});
			try {
				const first = patient.positions.get(SHOP);
				await someoneWaits();
				const error: unknown = await patient.webhooks.get(subscriptionId('wf', 't'), SHOP).catch((reason: unknown) => reason);
				expect(String(error)).toContain('have been busy for 10 s');
				expect(String(error)).toContain(WHAT_TO_DO);
				await other.query('rollback');
				expect(await first).toEqual({ highest: 41 });
			} finally {
				await patient.close();
			}
		});
	});

	it('goes on after the server ended the connections', async () => {
		await db.positions.note(SHOP, { highest: 41 });
		const other = await session();
		await other.query('begin');
		await other.query('update position set highest = highest');
		const working = db.positions.note(SHOP, { highest: 42 });
		await someoneWaits();
		await other.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'storebridge'`);
		await other.end();
		await expect(working).rejects.toThrow();
		// A connection whose end has not been noticed yet still fails the statement it is given.
		const highest = async (): Promise<number> => {
			try {
				return (await db.positions.get(SHOP)).highest;
			} catch {
				return await highest();
			}
		};
		expect(await highest()).toBe(41);
	});

	it('needs no right to create schemas once its schema is there, and says what is missing before', async () => {
		const other = await session();
		const user = `user_${fresh.schema}`;
		try {
			await other.query(`create user ${user} password 'of-a-test'`);
			const connectionString = server.connectionString().replace(/\/\/[^@]*@/, `//${user}:of-a-test@`);
			const open = async (schema: string): Promise<Database> => await openPostgres({ connectionString, schema, hmacKey: HMAC_KEY });
			await expect(open(`${fresh.schema}_b`)).rejects.toThrow(`CREATE SCHEMA "${fresh.schema}_b" AUTHORIZATION "${user}";`);
			await other.query(`create schema ${fresh.schema}_b authorization ${user}`);
			const theirs = await open(`${fresh.schema}_b`);
			await theirs.positions.note(SHOP, { highest: 1 });
			await theirs.close();
		} finally {
			await other.end();
		}
	});

	it.each([
		['a wrong password', (text: string) => text.replace(/:[^:@]*@/, ':wrong@'), 'refused the user or its password'],
		['a database that is not there', (text: string) => text.replace(/[^/]*$/, 'nowhere'), 'has no database of this name'],
		['nobody at the port', (text: string) => text.replace(/:\d+\//, ':1/'), 'does not listen'],
	])('says what to do about %s, without the password', async (_, change, text) => {
		const connectionString = change(server.connectionString());
		const error: unknown = await openPostgres({ connectionString, hmacKey: HMAC_KEY }).catch((reason: unknown) => reason);
		expect(String(error)).toContain(text);
		expect(String(error)).not.toContain(server.password);
	});

	it('does not talk without TLS to a server that should have it', async () => {
		const refused = openPostgres({ connectionString: server.connectionString(), ssl: {}, hmacKey: HMAC_KEY });
		await expect(refused).rejects.toThrow('does not support SSL');
	});

	it('tells the time of its server, whatever this machine takes for the time', async () => {
		const real = Date.now();
		const wrong = jest.spyOn(Date, 'now').mockReturnValue(real - 24 * 60 * MINUTE);
		try {
			const opened = await fresh.open();
			expect(opened.now()).toBeGreaterThan(real - 2 * SECOND);
			expect(opened.now()).toBeLessThan(real + MINUTE);
			// Somebody sets it right.
			const before = opened.now();
			wrong.mockRestore();
			expect(opened.now() - before).toBeLessThan(MINUTE);
		} finally {
			wrong.mockRestore();
		}
	});

	it('sorts and compares by bytes, whatever the server was set up for', async () => {
		for (const workflow of ['b', 'B', 'a', 'A']) {
			const id = subscriptionId(workflow, 't');
			await db.subscriptions.subscribe({ id, account: SHOP, settings: '', startsAt: '2026', lastPolledAt: '2026' }, '2026');
		}
		expect((await db.subscriptions.of(SHOP)).map(({ id }) => id)).toEqual(['A:t', 'B:t', 'a:t', 'b:t']);
	});
});
