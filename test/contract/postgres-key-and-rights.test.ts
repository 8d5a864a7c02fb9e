import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { openPostgres } from '../../src/database';
import type { Database } from '../../src/ports/database';
import { startPostgres, type PostgresServer } from '../harness/postgres';
import { claimKey, SHOP } from './database/under-test';

// A real server, on machines that do other things too.
jest.setTimeout(60_000);

const OURS = 'our own variable, long enough';
const OF_N8N = "n8n's encryption key, long enough";
const PASSWORD = 'the password of the role';

let server: PostgresServer;
beforeAll(async () => {
	server = await startPostgres();
});
afterAll(async () => {
	await server.stop();
});

const ask = async (connectionString: string, statements: readonly string[]): Promise<readonly Record<string, unknown>[]> => {
	const client = new Client({ connectionString });
	await client.connect();
	try {
		let rows: readonly Record<string, unknown>[] = [];
		for (const statement of statements) ({ rows } = await client.query<Record<string, unknown>>(statement));
		return rows;
	} finally {
		await client.end();
	}
};
const asAdministrator = async (...statements: readonly string[]) => await ask(server.connectionString(), statements);

const freshName = (): string => `test_${randomBytes(6).toString('hex')}`;

describe('the fingerprint key in PostgreSQL', () => {
	let schema: string;
	beforeEach(() => {
		schema = freshName();
	});

	const KEY_ADVICE = 'Set the variable to a former one.';
	/** What a hash of the same text is, opened with these; leaves something behind that was hashed. */
	const hashWith = async (...hmacKey: readonly string[]): Promise<string> => {
		const database = await openPostgres({ connectionString: server.connectionString(), schema, hmacKey, keyAdvice: KEY_ADVICE });
		try {
			const hash = database.hmac('maria@example.com');
			await database.customers.remember(SHOP, [{ hash, customerId: '7' }]);
			return hash;
		} finally {
			await database.close();
		}
	};

	it('survives that each of what opens it is changed, one after the other', async () => {
		const hash = await hashWith(OF_N8N, PASSWORD);
		expect(await hashWith("n8n's new encryption key", PASSWORD)).toBe(hash);
		expect(await hashWith("n8n's new encryption key", 'a new password of the role')).toBe(hash);
		expect(await hashWith(OURS, "n8n's new encryption key")).toBe(hash);
		expect(await hashWith(OURS)).toBe(hash);
	});

	it('is opened by the old processes and the new ones while n8n restarts them one by one', async () => {
		const hash = await hashWith(OF_N8N, PASSWORD);
		for (const key of ["n8n's new encryption key", OF_N8N, "n8n's new encryption key"]) expect(await hashWith(key, PASSWORD)).toBe(hash);
		expect(await hashWith(OF_N8N)).toBe(hash);
		expect(await hashWith("n8n's new encryption key")).toBe(hash);
	});

	it('is one, however many processes make it at the same time', async () => {
		const hashes = await Promise.all([
			hashWith(OF_N8N, PASSWORD),
			hashWith(OF_N8N),
			hashWith(PASSWORD, OF_N8N),
			hashWith(OF_N8N, PASSWORD),
		]);
		expect(new Set(hashes).size).toBe(1);
	});

	it('is never made anew where something was hashed: that nothing opens it is a refusal, until something does', async () => {
		const hash = await hashWith(OF_N8N, PASSWORD);
		await expect(hashWith('another key altogether', 'another password too')).rejects.toThrow(
			`Nothing opens the fingerprint key that this Storebridge database was used with. ${KEY_ADVICE}`,
		);
		// As the advice says: a former one beside the new ones.
		expect(await hashWith(OF_N8N, 'another key altogether')).toBe(hash);
		expect(await hashWith('another key altogether')).toBe(hash);
	});

	it('says how to begin anew where nobody knows any of them any more', async () => {
		await hashWith(OF_N8N);
		const error: unknown = await hashWith('another key altogether').catch((reason: unknown) => reason);
		const statement = /ALTER SCHEMA .*?;/.exec(String(error))?.[0] ?? '';
		expect(statement).toContain(`"${schema}"`);
		await asAdministrator('drop schema if exists storebridge_former cascade', statement);
		expect(await hashWith('another key altogether')).toBe(await hashWith('another key altogether'));
	});

	it('is not made anew where only a note or a tiding was told apart by it', async () => {
		const told = async (hmacKey: string): Promise<void> => {
			const database = await openPostgres({ connectionString: server.connectionString(), schema, hmacKey });
			const part = `number:${database.hmac('1Z999')}`;
			await database.claims.complete([{ key: { ...claimKey('902-1'), effect: 'tell', part }, result: '' }], database.now());
			await database.close();
		};
		await told(OF_N8N);
		await expect(told('another key altogether')).rejects.toThrow('Nothing opens the fingerprint key');
	});

	it('cannot be read by who has the database, nor what opens it', async () => {
		await hashWith(OF_N8N, PASSWORD);
		const database = await openPostgres({ connectionString: server.connectionString(), schema, hmacKey: OF_N8N });
		const meta = JSON.stringify(await asAdministrator(`select * from ${schema}.meta`));
		await database.close();
		for (const text of [OF_N8N, PASSWORD]) expect(meta).not.toContain(text);
		expect(await asAdministrator(`select key from ${schema}.meta where key like 'key_for_%'`)).toHaveLength(2);
	});

	it('is opened by what is whole where one row of it was damaged, and refused where all were', async () => {
		const hash = await hashWith(OF_N8N, PASSWORD);
		const damage = async (which: string): Promise<unknown> =>
			await asAdministrator(
				`update ${schema}.meta set value = 'AAAA' || substr(value, 5) where key = (select ${which}(key) from ${schema}.meta where key like 'key_for_%')`,
			);
		await damage('min');
		expect(await hashWith(OF_N8N, PASSWORD)).toBe(hash);
		await damage('max');
		await expect(hashWith(OF_N8N, PASSWORD)).rejects.toThrow(`Nothing opens the fingerprint key`);
	});
});

describe('a PostgreSQL role that may too little', () => {
	let name: string;
	beforeEach(async () => {
		name = `of "${freshName()}"`;
		await asAdministrator(`create user ${quoted(name)} password 'of-a-test'`, `create database ${quoted(`${name} db`)}`);
	});

	const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
	const inDatabase = async (...statements: readonly string[]) =>
		await ask(server.connectionString(encodeURIComponent(`${name} db`)), statements);
	const open = async (user = name): Promise<Database> =>
		await openPostgres({
			host: server.host,
			port: server.port,
			database: `${name} db`,
			user,
			password: 'of-a-test',
			hmacKey: OURS,
		});
	const opens = async (): Promise<void> => {
		const database = await open();
		await database.positions.note(SHOP, { highest: 1 });
		await database.close();
	};
	/** The statement of a refusal, for an administrator to run as it stands. */
	const refusal = async (): Promise<string> => {
		const error: unknown = await open().catch((reason: unknown) => reason);
		return error instanceof Error ? error.message : 'Nothing was refused';
	};

	it.each([0, 1])('make a schema: the refusal holds what to run (statement %#)', async (which) => {
		const text = await refusal();
		expect(text).toContain(`The PostgreSQL user ${quoted(name)} may not create a schema in the database ${quoted(`${name} db`)}.`);
		const statements = [/GRANT CREATE ON DATABASE .*?;/, /CREATE SCHEMA .*?;/].map((found) => found.exec(text)?.[0] ?? '');
		await inDatabase(statements[which] ?? '');
		await opens();
	});

	it('make tables in the schema: the refusal holds what to run', async () => {
		await inDatabase('create schema storebridge');
		const statement = /GRANT USAGE, CREATE ON SCHEMA "storebridge" TO .*;/.exec(await refusal())?.[0] ?? '';
		await inDatabase(statement);
		await opens();
	});

	it('use the tables that another role made: the refusal holds what to run', async () => {
		const other = `${name} other`;
		await inDatabase(`create user ${quoted(other)} password 'of-a-test'`, `create schema storebridge authorization ${quoted(other)}`);
		await (await open(other)).close();
		await inDatabase(/GRANT USAGE, CREATE .*;/.exec(await refusal())?.[0] ?? '');
		await inDatabase(/GRANT "of .*;/.exec(await refusal())?.[0] ?? '');
		await opens();
	});
});

it('takes at most five connections of the server for one process, however much it does at once', async () => {
	const schema = freshName();
	const database = await openPostgres({ connectionString: server.connectionString(), schema, hmacKey: OURS });
	try {
		const most = async (): Promise<number> => {
			const [row] = await asAdministrator(`select count(*)::int as taken from pg_stat_activity where application_name = 'storebridge'`);
			return Number(row?.['taken']);
		};
		const working = Promise.all(Array.from({ length: 60 }, async (_, highest) => await database.positions.note(SHOP, { highest })));
		const seen: number[] = [];
		for (let look = 0; look < 5; look += 1) seen.push(await most());
		await working;
		expect(Math.max(...seen)).toBe(5);
	} finally {
		await database.close();
	}
});
