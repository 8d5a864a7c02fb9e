import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databasePlace, type DatabasePlace } from '../../src/host/database-place';
import { inQueueMode, n8nEncryptionKey, n8nFolder, n8nPostgres } from '../../src/host/n8n-settings';

// Real processes, on machines that do other things too.
jest.setTimeout(60_000);

const KEY = 'a key of our own, long enough';
const N8N_KEY = "n8n's own key, long enough";
const PASSWORD = 'a long password of a role';
const URL = `postgres://us%40er:${encodeURIComponent(PASSWORD)}@db.example:5433/shop`;

describe('where the memory of all nodes is', () => {
	const before = { ...process.env };
	let folder: string;
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'storebridge-test-'));
		process.env = { PATH: before.PATH, N8N_USER_FOLDER: folder, N8N_ENCRYPTION_KEY: N8N_KEY };
	});
	afterEach(() => {
		process.env = before;
		rmSync(folder, { recursive: true });
	});

	const inFile = (name: string, text: string): string => {
		const file = join(folder, name);
		writeFileSync(file, text);
		return file;
	};
	const place = (variables: Readonly<Record<string, string>> = {}): DatabasePlace => {
		Object.assign(process.env, variables);
		return databasePlace();
	};
	const file = () => ({ file: join(folder, '.n8n', 'storebridge', 'database.sqlite') });
	const N8N_POSTGRES = { DB_TYPE: 'postgresdb', DB_POSTGRESDB_HOST: 'db.example', DB_POSTGRESDB_PASSWORD: PASSWORD };
	const ofN8n = {
		host: 'db.example',
		port: 5432,
		database: 'n8n',
		user: 'postgres',
		password: PASSWORD,
		ssl: false,
		schema: 'storebridge',
	};

	it.each<readonly [string, Readonly<Record<string, string>>, object | 'file' | 'refused']>([
		['n8n on SQLite', {}, 'file'],
		['n8n on SQLite, said so', { DB_TYPE: 'sqlite', DB_POSTGRESDB_HOST: 'db.example' }, 'file'],
		['n8n on SQLite in queue mode', { EXECUTIONS_MODE: 'queue' }, 'refused'],
		['n8n on PostgreSQL', N8N_POSTGRES, ofN8n],
		['n8n on PostgreSQL in queue mode', { ...N8N_POSTGRES, EXECUTIONS_MODE: 'queue' }, ofN8n],
		['our variable', { STOREBRIDGE_DATABASE_URL: URL }, { connectionString: URL }],
		['our variable in queue mode', { STOREBRIDGE_DATABASE_URL: URL, EXECUTIONS_MODE: 'queue' }, { connectionString: URL }],
		['our variable before n8n on PostgreSQL', { ...N8N_POSTGRES, STOREBRIDGE_DATABASE_URL: URL }, { connectionString: URL }],
		['our variable, empty', { ...N8N_POSTGRES, STOREBRIDGE_DATABASE_URL: ' ' }, ofN8n],
		['our key alone', { STOREBRIDGE_DATABASE_KEY: KEY }, 'file'],
		['our key, empty', { ...N8N_POSTGRES, STOREBRIDGE_DATABASE_KEY: '' }, { ...ofN8n, hmacKey: [N8N_KEY, PASSWORD] }],
	])('with %s', (_what, variables, expected) => {
		if (expected === 'refused') expect(() => place(variables)).toThrow('In queue mode Storebridge needs a PostgreSQL database');
		else if (expected === 'file') expect(place(variables)).toEqual(file());
		else expect(place(variables)).toMatchObject(expected);
	});

	it('is no file for a worker that nobody told the mode: main, which was told it, has none', () => {
		const { argv } = process;
		process.argv = [process.execPath, 'n8n', 'worker'];
		try {
			expect(() => place()).toThrow('In queue mode Storebridge needs a PostgreSQL database');
		} finally {
			process.argv = argv;
		}
	});

	it('takes every variable out of a file as well, the variable itself first', () => {
		process.env.STOREBRIDGE_DATABASE_URL_FILE = inFile('url', `${URL}\n`);
		process.env.STOREBRIDGE_DATABASE_KEY_FILE = inFile('key', `${KEY}\n`);
		expect(place()).toMatchObject({ connectionString: URL, hmacKey: expect.arrayContaining([KEY]) });
		expect(place({ STOREBRIDGE_DATABASE_URL: 'postgres://other' })).toMatchObject({ connectionString: 'postgres://other' });
		delete process.env.STOREBRIDGE_DATABASE_URL;
		delete process.env.STOREBRIDGE_DATABASE_URL_FILE;
		process.env.DB_TYPE_FILE = inFile('type', 'postgresdb');
		process.env.DB_POSTGRESDB_HOST_FILE = inFile('host', 'db.example\n');
		process.env.DB_POSTGRESDB_PASSWORD_FILE = inFile('password', `${PASSWORD}\n`);
		expect(place()).toMatchObject(ofN8n);
	});

	it('takes a variable of ours out of its file where it was left empty beside it, as compose files do', () => {
		process.env.STOREBRIDGE_DATABASE_URL_FILE = inFile('url', URL);
		process.env.STOREBRIDGE_DATABASE_KEY_FILE = inFile('key', KEY);
		const empty = { STOREBRIDGE_DATABASE_URL: '', STOREBRIDGE_DATABASE_KEY: '' };
		expect(place({ ...N8N_POSTGRES, ...empty })).toMatchObject({ connectionString: URL, hmacKey: expect.arrayContaining([KEY]) });
	});

	it.each(['STOREBRIDGE_DATABASE_URL', 'STOREBRIDGE_DATABASE_KEY'])(
		'refuses an empty file of %s: it says nothing yet, and another memory would be begun meanwhile',
		(name) => {
			const variables = { ...N8N_POSTGRES, [`${name}_FILE`]: inFile('empty', '\n') };
			expect(() => place(variables)).toThrow(`The file that ${name}_FILE names is empty`);
		},
	);

	it('says which file cannot be read', () => {
		expect(() => place({ STOREBRIDGE_DATABASE_URL_FILE: join(folder, 'nowhere') })).toThrow(
			'The file that STOREBRIDGE_DATABASE_URL_FILE names cannot be read (ENOENT)',
		);
	});

	it.each([
		[{}, [N8N_KEY, PASSWORD]],
		[{ STOREBRIDGE_DATABASE_KEY: KEY }, [KEY, N8N_KEY, PASSWORD]],
		[{ DB_POSTGRESDB_PASSWORD: 'short' }, [N8N_KEY]],
		[{ N8N_ENCRYPTION_KEY: 'short', DB_POSTGRESDB_PASSWORD: PASSWORD }, [PASSWORD]],
	])('opens the fingerprint key with what all processes of n8n have (%#)', (variables, keys) => {
		expect(place({ ...N8N_POSTGRES, ...variables })).toMatchObject({ hmacKey: keys });
		if (!('DB_POSTGRESDB_PASSWORD' in variables)) {
			expect(place({ STOREBRIDGE_DATABASE_URL: URL })).toMatchObject({ hmacKey: [...keys.slice(0, -1), PASSWORD] });
		}
	});

	it("finds n8n's key where n8n made it itself", () => {
		delete process.env.N8N_ENCRYPTION_KEY;
		mkdirSync(join(folder, '.n8n'));
		inFile('.n8n/config', JSON.stringify({ encryptionKey: N8N_KEY }));
		expect(place({ ...N8N_POSTGRES, DB_POSTGRESDB_PASSWORD: '' })).toMatchObject({ hmacKey: [N8N_KEY] });
	});

	it('asks for a key where there is none, or a longer one', () => {
		const weak = { ...N8N_POSTGRES, DB_POSTGRESDB_PASSWORD: 'short', N8N_ENCRYPTION_KEY: 'short' };
		expect(() => place(weak)).toThrow('needs the variable STOREBRIDGE_DATABASE_KEY');
		expect(() => place({ ...weak, STOREBRIDGE_DATABASE_KEY: 'short too' })).toThrow(
			'STOREBRIDGE_DATABASE_KEY has fewer than 16 characters',
		);
	});

	it.each([
		['public', '', 'storebridge'],
		['', '', 'storebridge'],
		['n8n', '', 'storebridge_n8n'],
		['public', 'shop_', 'storebridge-shop_'],
		['n8n', 'shop_', 'storebridge_n8n-shop_'],
		['x'.repeat(63), '', expect.stringMatching(/^storebridge_[0-9a-f]{32}$/)],
	])('has a schema of its own for each n8n in one database: schema "%s", prefix "%s"', (schema, prefix, ours) => {
		expect(place({ ...N8N_POSTGRES, DB_POSTGRESDB_SCHEMA: schema, DB_TABLE_PREFIX: prefix })).toMatchObject({ schema: ours });
	});

	/** Read in a process of its own: n8n's classes hold what they read first. */
	function asN8nReads(): N8nReading {
		const script = `
			require('reflect-metadata');
			const { DatabaseConfig, ExecutionsConfig, InstanceSettingsConfig } = require('@n8n/config');
			const { Container } = require('@n8n/di');
			const { n8nFolder, encryptionKey } = Container.get(InstanceSettingsConfig);
			console.log(JSON.stringify({ ...Container.get(DatabaseConfig), mode: Container.get(ExecutionsConfig).mode, n8nFolder, encryptionKey }));`;
		const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], {
			encoding: 'utf8',
			env: { ...process.env },
			cwd: join(__dirname, '..', '..'),
		});
		if (stdout === '') throw new Error(stderr);
		return JSON.parse(stdout) as N8nReading;
	}

	it.each<readonly [string, Readonly<Record<string, string>>]>([
		['nothing', {}],
		['only the type', { DB_TYPE: 'postgresdb' }],
		[
			'everything',
			{
				...N8N_POSTGRES,
				DB_POSTGRESDB_PORT: '6432',
				DB_POSTGRESDB_DATABASE: 'shop',
				DB_POSTGRESDB_USER: 'role',
				DB_POSTGRESDB_SSL_CA: 'PEM of the authority',
				DB_POSTGRESDB_SSL_CERT: 'PEM of ours',
				DB_POSTGRESDB_SSL_KEY: 'PEM of our key',
				DB_POSTGRESDB_SSL_REJECT_UNAUTHORIZED: 'False',
			},
		],
		['quotation marks and spaces', { DB_TYPE: ' "postgresdb" ', DB_POSTGRESDB_HOST: "'db.example'", DB_POSTGRESDB_USER: ' role ' }],
		['what is no number and no yes or no', { ...N8N_POSTGRES, DB_POSTGRESDB_PORT: 'five', DB_POSTGRESDB_SSL_ENABLED: 'yes' }],
		['empty texts', { ...N8N_POSTGRES, DB_POSTGRESDB_PORT: '', DB_POSTGRESDB_DATABASE: '', DB_POSTGRESDB_PASSWORD: '' }],
		['TLS switched on', { ...N8N_POSTGRES, DB_POSTGRESDB_SSL_ENABLED: 'TRUE' }],
		['an authority alone', { ...N8N_POSTGRES, DB_POSTGRESDB_SSL_CA: 'PEM' }],
		['certificates unchecked', { ...N8N_POSTGRES, DB_POSTGRESDB_SSL_REJECT_UNAUTHORIZED: '0' }],
		['a type that it does not know', { DB_TYPE: 'mysqldb' }],
		['queue mode', { ...N8N_POSTGRES, EXECUTIONS_MODE: 'queue' }],
	])('is read as n8n itself reads its variables: %s', (_what, variables) => {
		Object.assign(process.env, variables);
		const { type, postgresdb, mode, n8nFolder: folderOfN8n, encryptionKey } = asN8nReads();
		const { host, port, database, user, password, ssl } = postgresdb;
		// As n8n's @n8n/db (db-connection-options) makes what it hands to the driver.
		const { enabled, rejectUnauthorized, ...own } = ssl;
		const told = Object.entries(own).filter(([, pem]) => pem !== '');
		const tls = told.length > 0 || !rejectUnauthorized ? { ...Object.fromEntries(told), rejectUnauthorized } : enabled;
		const expected = { host, port, database, user, password, ssl: tls === true ? { rejectUnauthorized: true } : tls };
		expect(n8nPostgres()).toEqual(type === 'postgresdb' ? { ...expected, schema: 'storebridge' } : undefined);
		expect(inQueueMode()).toBe(mode === 'queue');
		expect(n8nFolder()).toBe(folderOfN8n);
		expect(n8nEncryptionKey()).toBe(encryptionKey);
	});
});

interface N8nReading {
	readonly type: string;
	readonly postgresdb: {
		readonly host: string;
		readonly port: number;
		readonly database: string;
		readonly user: string;
		readonly password: string;
		readonly ssl: {
			readonly enabled: boolean;
			readonly ca: string;
			readonly cert: string;
			readonly key: string;
			readonly rejectUnauthorized: boolean;
		};
	};
	readonly mode: string;
	readonly n8nFolder: string;
	readonly encryptionKey: string;
}
