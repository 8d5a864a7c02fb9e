import { sql, type RawBuilder } from 'kysely';

/** The columns' types, and how a table's history is protected: all that the two databases spell differently. */
export interface Spelling {
	readonly text: RawBuilder<unknown>;
	readonly integer: RawBuilder<unknown>;
	readonly real: RawBuilder<unknown>;
	/** Type and rest of the definition of a row number that is never used again. */
	readonly rowId: RawBuilder<unknown>;
	/** Ends `create table`. */
	readonly tableEnd: RawBuilder<unknown>;
	/** Statements after which the table takes new rows only. */
	appendOnly(schema: string | undefined, table: string): readonly RawBuilder<unknown>[];
}

export const SQLITE_SPELLING: Spelling = {
	text: sql`text`,
	integer: sql`integer`,
	real: sql`real`,
	rowId: sql`integer primary key autoincrement`,
	// SQLite otherwise takes a text into a number's column (https://www.sqlite.org/stricttables.html).
	tableEnd: sql`strict`,
	appendOnly: (_schema, table) =>
		['update', 'delete'].map(
			(verb) => sql`
		create trigger ${sql.ref(`${table}_no_${verb}`)} before ${sql.raw(verb)} on ${sql.ref(table)}
		begin select raise(abort, ${sql.lit(`${table} is append-only`)}); end`,
		),
};

export const POSTGRES_SPELLING: Spelling = {
	// Sorts by bytes as SQLite does, whatever language the server was set up in.
	text: sql`text collate "C"`,
	integer: sql`bigint`,
	real: sql`double precision`,
	rowId: sql`bigint generated always as identity primary key`,
	tableEnd: sql``,
	appendOnly: (schema, table) => {
		const name = (last: string): RawBuilder<unknown> => sql.id(...(schema === undefined ? [] : [schema]), last);
		return [
			sql`create function ${name(`${table}_append_only`)}() returns trigger language plpgsql as ${sql.lit(
				`begin raise exception '${table} is append-only'; end`,
			)}`,
			sql`create trigger ${sql.id(`${table}_append_only`)} before update or delete on ${name(table)}
				for each row execute function ${name(`${table}_append_only`)}()`,
		];
	},
};
