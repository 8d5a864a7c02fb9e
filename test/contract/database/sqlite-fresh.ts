import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openSqlite } from '../../../src/database';
import { APPLICATION_ID } from '../../../src/database/sqlite-file';
import type { Database } from '../../../src/ports/database';
import type { DatabaseUnderTest } from './under-test';

export const LIST_SQLITE_COLUMNS = `
	select m.name as table_name, c.name as column_name from sqlite_schema m join pragma_table_info(m.name) c
	where m.type = 'table' and m.name not like 'sqlite_%' order by m.name`;

/** A database file in a folder of its own. */
export async function freshSqlite(): Promise<DatabaseUnderTest & { readonly file: string }> {
	const folder = mkdtempSync(join(tmpdir(), 'storebridge-sqlite-'));
	const file = join(folder, 'database.sqlite');
	const handles: Database[] = [];
	return await Promise.resolve({
		file,
		forChild: { kind: 'sqlite', file },
		open: async (isGone, clock, pulse) => {
			const db = await openSqlite({ file, ...(isGone && { isGone }), ...(clock && { clock }), ...(pulse && { pulse }) });
			handles.push(db);
			return db;
		},
		query: async (sql) => {
			const isNew = !existsSync(file);
			const raw = new DatabaseSync(file, { timeout: 5_000 });
			// As ours is before its first table.
			if (isNew) raw.exec(`pragma application_id = ${APPLICATION_ID}`);
			try {
				return await Promise.resolve(raw.prepare(sql).all() as Record<string, unknown>[]);
			} finally {
				raw.close();
			}
		},
		remove: async () => {
			await Promise.all(
				handles.map(async (db) => {
					await db.close();
				}),
			);
			rmSync(folder, { recursive: true, force: true });
		},
	});
}
