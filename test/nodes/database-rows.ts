import { DatabaseSync } from 'node:sqlite';

export type DatabaseRow = Readonly<Record<string, unknown>>;

/** All rows of a table, read from the file itself. */
export function databaseRows(file: string, table: string): readonly DatabaseRow[] {
	const database = new DatabaseSync(file, { readOnly: true });
	try {
		return database.prepare(`SELECT * FROM "${table}"`).all();
	} finally {
		database.close();
	}
}

export function dropTable(file: string, table: string): void {
	execute(file, `PRAGMA foreign_keys = OFF; DROP TABLE "${table}"`);
}

export function execute(file: string, statement: string): void {
	const database = new DatabaseSync(file);
	try {
		database.exec(statement);
	} finally {
		database.close();
	}
}

/** Everything in the file, table by table. */
export function wholeDatabase(file: string): Readonly<Record<string, readonly DatabaseRow[]>> {
	const tables = databaseRows(file, 'sqlite_master').filter(({ type }) => type === 'table');
	return Object.fromEntries(tables.map(({ name }) => [String(name), databaseRows(file, String(name))]));
}
