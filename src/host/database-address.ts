import type { Database } from '../ports/database';
import type { Context } from './context';
import { databasePlace } from './database-place';
import { DATABASE_CREDENTIAL } from './panel/memory';
import { postgresSettings, type PostgresPlace } from './postgres-settings';

/** Without user and password. */
function nameOf({ connectionString, host, port, database }: PostgresPlace): string {
	if (connectionString === undefined) return `${host ?? ''}:${port ?? 5432}/${database ?? ''}`;
	try {
		const { hostname, port: told, pathname } = new URL(connectionString);
		return `${hostname}:${told === '' ? '5432' : told}${pathname}`;
	} catch {
		return '';
	}
}

/** Where the memory of this node is, for people: a file, or host, port and database. */
export async function addressOf(context: Context, { kind }: Pick<Database, 'kind'>): Promise<string> {
	if (context.getNode().credentials?.[DATABASE_CREDENTIAL] !== undefined)
		return nameOf(postgresSettings(await context.getCredentials(DATABASE_CREDENTIAL)));
	const place = databasePlace();
	return 'file' in place && kind === 'sqlite' ? place.file : 'file' in place ? '' : nameOf(place);
}
