import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import type { Clock } from '../ports/clock';
import type { Database, Owner } from '../ports/database';
import { SQLITE_SPELLING } from './column-types';
import type { Connection, Db } from './connection';
import { checkKey, databaseId } from './identity';
import { keyFromFile } from './key-file';
import { REAL_PULSE, type Pulse } from './heartbeat';
import { migrate } from './migrations/migrate';
import { isGone as isGoneHere } from './process-owner';
import type { Schema } from './schema';
import { sqlDatabase } from './sql-database';
import { NodeSqliteDialect, whileBusy } from './sqlite-dialect';
import { inWords } from './sqlite-errors';
import { prepareFile } from './sqlite-file';

export interface SqliteOptions {
	/** Made with its folder if it is not there. `:memory:` for a database that nobody else sees and that ends with its handle. */
	readonly file: string;
	/** Key of the keyed hashes; `<file>.key` unless told. */
	readonly keyFile?: string;
	/** How long to wait for other processes' writes, in milliseconds; 30 s unless told. */
	readonly busyForMs?: number;
	/** The clock of this machine unless told: all processes with the file share it. */
	readonly clock?: Pick<Clock, 'now'>;
	/** Whether an owner's process is gone; undefined where that is not sure, and its heartbeat tells. */
	readonly isGone?: (owner: Owner) => boolean | undefined;
	/** What the heartbeat of this process goes by. */
	readonly pulse?: Pulse;
}

const IN_MEMORY = ':memory:';
const MACHINE_CLOCK: Pick<Clock, 'now'> = { now: () => Date.now() };

/** Opens the database file, making it or bringing it up to this version. One handle for a file and process is enough. */
export async function openSqlite(options: SqliteOptions): Promise<Database> {
	const { file, keyFile = `${file}.key`, busyForMs = 30_000, clock = MACHINE_CLOCK, isGone = isGoneHere, pulse = REAL_PULSE } = options;
	const { DatabaseSync } = await import('node:sqlite');
	if (file !== IN_MEMORY) prepareFile(file, DatabaseSync);
	const database = new DatabaseSync(file);
	let connection: SqliteConnection | undefined;
	try {
		await setUp(database, busyForMs);
		connection = new SqliteConnection(database, busyForMs, file);
		const [id, key] = await connection.write([], async (db) => {
			await migrate(db, SQLITE_SPELLING, undefined);
			return [await databaseId(db), file === IN_MEMORY ? await keyInMemory(db) : await keyFromFile(db, keyFile)];
		});
		return sqlDatabase({ kind: 'sqlite', connection, id, key, clock, isGone, pulse });
	} catch (error) {
		if (connection === undefined) database.close();
		else await connection.close();
		throw inWords(error, file);
	}
}

async function setUp(database: DatabaseSync, busyForMs: number): Promise<void> {
	// Readers and a writer do not wait for one another (https://www.sqlite.org/wal.html).
	await whileBusy(busyForMs, () => {
		database.exec('pragma journal_mode = wal');
	});
	// With NORMAL a power cut may undo the last commits (https://www.sqlite.org/pragma.html#pragma_synchronous). A
	// claim's begin must outlive its request: forgotten, the order would be made a second time.
	database.exec('pragma synchronous = full');
	database.exec('pragma foreign_keys = on');
	// What a poll touches lies all over a large file, of which the usual 2 MB hold too little.
	database.exec('pragma cache_size = -16000');
	// After a burst the log does not keep its largest size.
	database.exec('pragma journal_size_limit = 16777216');
}

async function keyInMemory(db: Db): Promise<string> {
	const key = randomBytes(32).toString('hex');
	await checkKey(db, key, '');
	return key;
}

class SqliteConnection implements Connection {
	private readonly db: Kysely<Schema>;

	constructor(
		database: DatabaseSync,
		busyForMs: number,
		private readonly file: string,
	) {
		this.db = new Kysely<Schema>({ dialect: new NodeSqliteDialect(database, busyForMs) });
	}

	async read<T>(work: (db: Db) => Promise<T>): Promise<T> {
		return await this.told(work(this.db));
	}

	async write<T>(_areas: readonly string[], work: (db: Db) => Promise<T>): Promise<T> {
		return await this.told(this.db.transaction().execute(work));
	}

	async close(): Promise<void> {
		await this.db.destroy();
	}

	private async told<T>(result: Promise<T>): Promise<T> {
		try {
			return await result;
		} catch (error) {
			throw inWords(error, this.file);
		}
	}
}
