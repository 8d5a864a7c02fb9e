import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { Client } from 'pg';
import { wholeDatabase } from '../nodes/database-rows';

/** Tables, each with the rows that it has. */
export type Tables = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** Letters and digits alone: as people and programs spell telephone and tax numbers otherwise. */
const squeezed = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]/gu, '');
/** A shorter one without its gaps may be found by accident. */
const LONG_ENOUGH = 7;

/** Which of these are somewhere in a text: in whatever case, as a part of JSON, with other gaps, or with letters written as JSON may write them. */
export function tracesIn(texts: readonly string[], traces: readonly string[]): readonly string[] {
	const plain = texts
		.join('\n')
		.replaceAll(/\\u([\da-f]{4})/giu, (_escaped, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
		.normalize('NFC')
		.toLowerCase();
	const tight = squeezed(plain);
	return traces.filter((trace) => {
		const wanted = trace.normalize('NFC').toLowerCase();
		const bare = squeezed(wanted);
		return plain.includes(wanted) || (bare.length >= LONG_ENOUGH && tight.includes(bare));
	});
}

/** Whatever it is, as somebody may come to read it. */
export const textsOf = (value: unknown): readonly string[] => {
	if (value === undefined) return [];
	if (value instanceof Uint8Array) return [Buffer.from(value).toString('utf8'), Buffer.from(value).toString('latin1')];
	return [inspect(value, { depth: 12, showHidden: true, maxArrayLength: null, maxStringLength: null }), JSON.stringify(value) ?? ''];
};

/** By table and column. */
export function tracesInTables(tables: Tables, traces: readonly string[]): Readonly<Record<string, readonly string[]>> {
	const found = Object.entries(tables).flatMap(([table, rows]) =>
		[...new Set(rows.flatMap((row) => Object.keys(row)))].flatMap((column) => {
			const texts = rows.flatMap((row) => textsOf(row[column]));
			const there = tracesIn(texts, traces);
			return there.length === 0 ? [] : [[`${table}.${column}`, there] as const];
		}),
	);
	return Object.fromEntries(found);
}

/** The file as it lies there, with what was deleted and is not overwritten yet, and the changes beside it. */
export function tracesInFiles(file: string, traces: readonly string[]): readonly string[] {
	const folder = join(file, '..');
	return tracesIn(
		readdirSync(folder).flatMap((name) => textsOf(readFileSync(join(folder, name)))),
		traces,
	);
}

export const tablesOfFile = (file: string): Tables => wholeDatabase(file);

/** All tables of all schemas that are not PostgreSQL's own. */
export async function tablesOfPostgres(connectionString: string): Promise<Tables> {
	const client = new Client({ connectionString });
	await client.connect();
	try {
		const { rows } = await client.query<{ schema: string; name: string }>(
			`select table_schema as schema, table_name as name from information_schema.tables
			where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
		);
		const tables: [string, Readonly<Record<string, unknown>>[]][] = [];
		for (const { schema, name } of rows)
			tables.push([name, (await client.query<Record<string, unknown>>(`select * from "${schema}"."${name}"`)).rows]);
		return Object.fromEntries(tables);
	} finally {
		await client.end();
	}
}
