import { setTimeout as sleep } from 'node:timers/promises';
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import {
	CompiledQuery,
	SqliteAdapter,
	SqliteIntrospector,
	SqliteQueryCompiler,
	type DatabaseConnection,
	type DatabaseIntrospector,
	type Dialect,
	type DialectAdapter,
	type Driver,
	type Kysely,
	type QueryCompiler,
	type QueryResult,
} from 'kysely';
import { breathe } from '../domain/breathe';
import { isBusy } from './sqlite-errors';

/** Kysely on Node's own SQLite: nothing native to build or to download. */
export class NodeSqliteDialect implements Dialect {
	constructor(
		private readonly database: DatabaseSync,
		private readonly busyForMs: number,
	) {}

	createAdapter(): DialectAdapter {
		return new SqliteAdapter();
	}

	createDriver(): Driver {
		return new NodeSqliteDriver(new NodeSqliteConnection(this.database, this.busyForMs));
	}

	createQueryCompiler(): QueryCompiler {
		return new SqliteQueryCompiler();
	}

	createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
		return new SqliteIntrospector(db);
	}
}

/** Kysely gives the one connection to one caller at a time (`supportsMultipleConnections` of its SQLite adapter). */
class NodeSqliteDriver implements Driver {
	constructor(private readonly connection: NodeSqliteConnection) {}

	async init(): Promise<void> {}

	async acquireConnection(): Promise<DatabaseConnection> {
		return this.connection;
	}

	async beginTransaction(connection: DatabaseConnection): Promise<void> {
		// A deferred transaction that reads and then writes cannot wait for another writer: it fails with SQLITE_BUSY
		// whatever the time-out (https://www.sqlite.org/lang_transaction.html#immediate).
		await connection.executeQuery(CompiledQuery.raw('begin immediate'));
	}

	async commitTransaction(connection: DatabaseConnection): Promise<void> {
		await connection.executeQuery(CompiledQuery.raw('commit'));
	}

	async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
		// Some errors (disk full, for one) roll back by themselves (https://www.sqlite.org/lang_transaction.html).
		if (this.connection.inTransaction) await connection.executeQuery(CompiledQuery.raw('rollback'));
	}

	async releaseConnection(): Promise<void> {}

	async destroy(): Promise<void> {
		this.connection.close();
	}
}

/**
 * Tries again while another process writes. It waits here and not in SQLite, whose waiting would stop this process's
 * event loop, and with it the very transaction that it waits for, if that is of another handle in this process.
 */
export async function whileBusy<T>(forMs: number, work: () => T): Promise<T> {
	const until = performance.now() + forMs;
	for (let pause = 1; ; pause = Math.min(pause * 2, 32)) {
		try {
			return work();
		} catch (error) {
			if (!isBusy(error) || performance.now() > until) throw error;
			await sleep(pause * (0.5 + Math.random()));
		}
	}
}

const CACHED_STATEMENTS = 200;

class NodeSqliteConnection implements DatabaseConnection {
	private readonly statements = new Map<string, StatementSync>();

	constructor(
		private readonly database: DatabaseSync,
		private readonly busyForMs: number,
	) {}

	get inTransaction(): boolean {
		return this.database.isTransaction;
	}

	async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
		// It answers at once, so that many in a row would never let go of the event loop.
		await breathe();
		return await whileBusy(this.busyForMs, () => {
			const statement = this.prepare(sql);
			// Kysely hands on what the stores gave; the schema's types leave texts, numbers and null.
			const values = parameters as readonly SQLInputValue[];
			if (statement.columns().length > 0) return { rows: statement.all(...values) as R[] };
			return { numAffectedRows: BigInt(statement.run(...values).changes), rows: [] };
		});
	}

	streamQuery(): never {
		throw new Error('Streaming is not used');
	}

	close(): void {
		this.statements.clear();
		this.database.close();
	}

	/** Compiling a statement costs more than running most of them. */
	private prepare(sql: string): StatementSync {
		const known = this.statements.get(sql);
		if (known !== undefined) return known;
		const statement = this.database.prepare(sql);
		if (this.statements.size >= CACHED_STATEMENTS) {
			const oldest = this.statements.keys().next().value;
			if (oldest !== undefined) this.statements.delete(oldest);
		}
		this.statements.set(sql, statement);
		return statement;
	}
}
