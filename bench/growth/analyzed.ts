import { Client } from 'pg';

/** PostgreSQL knows its tables, as it does some minutes after they have grown. */
export async function analyzed(connectionString: string): Promise<void> {
	const client = new Client({ connectionString });
	await client.connect();
	try {
		await client.query('vacuum analyze');
	} finally {
		await client.end();
	}
}
