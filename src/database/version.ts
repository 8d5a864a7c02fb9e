import { sql } from 'kysely';
import type { Database } from '../ports/database';
import type { Connection } from './connection';

/** What holds the data, by its own words. */
export async function versionOf(kind: Database['kind'], connection: Connection): Promise<string> {
	const [asked, called] =
		kind === 'sqlite'
			? [sql<{ version: string }>`select sqlite_version() as version`, 'SQLite']
			: [sql<{ version: string }>`select current_setting('server_version') as version`, 'PostgreSQL'];
	const { rows } = await connection.read(async (db) => await asked.execute(db));
	return `${called} ${rows[0]?.version ?? ''}`.trim();
}
