import type { Db } from '../connection';
import type { Spelling } from '../column-types';
import { iso } from '../../domain/time';
import { firstTables } from './001-first-tables';
import type { Migration } from './migration';

const MIGRATIONS: readonly Migration[] = [firstTables];

/**
 * Brings the tables up to this version, in the caller's transaction: all or nothing, one opener after the other.
 * Throws when a newer version was here.
 */
export async function migrate(db: Db, spelling: Spelling, schema: string | undefined): Promise<void> {
	await db.schema
		.createTable('migration')
		.ifNotExists()
		.modifyEnd(spelling.tableEnd)
		.addColumn('migration', spelling.text, (c) => c.primaryKey())
		.addColumn('applied_at', spelling.text, (c) => c.notNull())
		.execute();
	await db.schema
		.createTable('meta')
		.ifNotExists()
		.modifyEnd(spelling.tableEnd)
		.addColumn('key', spelling.text, (c) => c.primaryKey())
		.addColumn('value', spelling.text, (c) => c.notNull())
		.execute();
	const applied = new Set((await db.selectFrom('migration').select('migration').execute()).map((row) => row.migration));
	const unknown = [...applied].filter((name) => !MIGRATIONS.some((migration) => migration.name === name));
	if (unknown.length > 0) {
		throw new Error(
			`The Storebridge database was made by a newer version of Storebridge (it has "${unknown.join('", "')}"). ` +
				'Update the package n8n-nodes-storebridge, or restore the database from before that update.',
		);
	}
	for (const migration of MIGRATIONS) {
		if (applied.has(migration.name)) continue;
		await migration.up(db, spelling, schema);
		await db
			.insertInto('migration')
			.values({ migration: migration.name, applied_at: iso(Date.now()) })
			.execute();
	}
}
