import { sql } from 'kysely';
import { codeOf } from '../domain/error-code';
import type { Db } from './connection';

const DENIED = '42501';

/** https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

interface Rights {
	readonly role: string;
	readonly database: string;
	readonly there: boolean;
	readonly mayUse: boolean;
	/** Of a table that is there and is another's. */
	readonly owner: string | null;
}

/**
 * What makes the tables possible where the role may not make them: the statement to run, with the names as they are. Another
 * error stays as it is.
 */
export async function withGrant(error: unknown, db: Db, schema: string): Promise<unknown> {
	if (!(error instanceof Error) || codeOf(error.cause) !== DENIED) return error;
	const asked = sql<Rights>`select current_user as role, current_database() as database,
		exists (select from pg_catalog.pg_namespace where nspname = ${schema}) as there,
		coalesce((select has_schema_privilege(oid, 'usage') and has_schema_privilege(oid, 'create') from pg_catalog.pg_namespace where nspname = ${schema}), false) as "mayUse",
		(select tableowner from pg_catalog.pg_tables where schemaname = ${schema} and not pg_has_role(tableowner, 'usage') limit 1) as owner`;
	const [rights] = (await asked.execute(db)).rows;
	if (rights === undefined) return error;
	const { what, statement } = missing(rights, schema);
	return new Error(
		`The PostgreSQL user ${quoted(rights.role)} ${what} in the database ${quoted(rights.database)}. As its owner or an administrator run this in that database, then try again: ${statement}`,
		{ cause: error },
	);
}

function missing({ role, database, there, mayUse, owner }: Rights, schema: string): { readonly what: string; readonly statement: string } {
	if (!there) {
		return {
			what: 'may not create a schema',
			statement: `GRANT CREATE ON DATABASE ${quoted(database)} TO ${quoted(role)}; or, to let it make no other one, CREATE SCHEMA ${quoted(schema)} AUTHORIZATION ${quoted(role)};`,
		};
	}
	if (!mayUse || owner === null) {
		return {
			what: `may not create tables in the schema ${quoted(schema)}`,
			statement: `GRANT USAGE, CREATE ON SCHEMA ${quoted(schema)} TO ${quoted(role)};`,
		};
	}
	return {
		what: `may not use the tables of ${quoted(owner)} in the schema ${quoted(schema)}`,
		statement: `GRANT ${quoted(owner)} TO ${quoted(role)};`,
	};
}
