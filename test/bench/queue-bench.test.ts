import { Client } from 'pg';
import { waitUntil } from '../../demo/wait-until';
import { ConnectionWatch, StatementCount } from '../../bench/queue/database-watch';
import { startPostgres, type PostgresServer } from '../harness/postgres';

describe('what the bench of the queue mode sees of a database', () => {
	const statements = new StatementCount();
	let server: PostgresServer;
	const clients: Client[] = [];

	beforeAll(async () => {
		server = await startPostgres(statements.postgres);
	}, 60_000);

	afterAll(async () => {
		for (const client of clients) await client.end();
		await server.stop();
	});

	const connect = async (name: string): Promise<Client> => {
		const client = new Client({ connectionString: server.connectionString(), application_name: name });
		await client.connect();
		clients.push(client);
		return client;
	};

	it('counts the statements of our connections, and no others', async () => {
		const [ours, other] = [await connect('storebridge'), await connect('n8n')];
		const before = statements.count;
		await ours.query('begin');
		await ours.query('select $1::int', [1]);
		await ours.query('commit');
		await other.query('select 2');
		// The server writes its log in turn.
		await ours.query('select 3');
		await waitUntil(() => statements.count - before >= 4, { what: 'the log', withinMs: 30_000 });
		expect(statements.count - before).toBe(4);
	});

	// Whose a connection is stands in /proc.
	if (process.platform === 'linux') {
		it('tells how many of our connections one process has at most', async () => {
			await connect('storebridge');
			const watch = await ConnectionWatch.begin(server.connectionString(), [{ pid: process.pid }, { pid: undefined }]);
			await waitUntil(() => watch.most > 0, { what: 'a look', withinMs: 30_000 });
			await watch.end();
			expect(watch.most).toBe(2);
		});
	}
});
