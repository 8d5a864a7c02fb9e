import { sql, type RawBuilder } from 'kysely';

/**
 * SQLite takes 32,766 variables in a statement (https://www.sqlite.org/limits.html#max_variable_number), PostgreSQL
 * 65,535; the rest is room for a statement's other parameters.
 */
const MAX_VARIABLES = 30_000;

/** Splits so that no statement carries too many variables. */
export function* batches<T>(items: readonly T[], variablesEach: number): Generator<readonly T[]> {
	const size = Math.floor(MAX_VARIABLES / variablesEach);
	for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}

/** `(values (?,?),(?,?))` of texts, for `(a, b) in (...)`. */
export const valueRows = (rows: readonly (readonly string[])[]): RawBuilder<unknown> =>
	sql`(values ${sql.join(rows.map((row) => sql`(${sql.join(row)})`))})`;

/** What is forgotten at one time: some milliseconds of work. */
export const FORGOTTEN_AT_ONCE = 200;

export const distinct = <T>(items: readonly T[]): readonly T[] => [...new Set(items)];
