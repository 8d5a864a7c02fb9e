import { existsSync } from 'node:fs';
import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import { join } from 'node:path';
import { Client } from 'pg';
import { IN_POSTGRES, MEMORY_OPTION } from '../../src/host/panel/memory';
import { actionNodes } from '../harness/action-nodes';
import { startPostgres, type PostgresServer } from '../harness/postgres';
import type { EngineNode, RunOptions } from '../harness/engine';
import { minutes, pass } from './time';
import { JOBS } from './action-node-jobs';
import { execute } from './database-rows';
import { StoreTriggerWorld } from './woocommerce-order-trigger-world';
import { logNode, match, NodeWorld, PACKAGE, saveNode, trigger } from './world';

const withPeople = { personalData: true };
const inPostgres = { options: { [MEMORY_OPTION]: IN_POSTGRES } };

/** Each action node with its first operation, and the credentials that it needs. */
const everyAction: readonly EngineNode[] = actionNodes.map(({ description: { name }, operations: [operation = ''] }) => ({
	name,
	type: `${PACKAGE}.${name}`,
	parameters: { ...JOBS[name]?.[operation]?.parameters, ...(operation === '' ? {} : { operation }) },
	credentials: { amazonSellingPartnerApi: 'Amazon', wooCommerceStoreApi: 'Store' },
}));

describe('the database of the nodes', () => {
	let world: NodeWorld;
	let before: NodeJS.ProcessEnv;
	beforeEach(async () => {
		before = { ...process.env };
		world = await NodeWorld.start();
	});
	afterEach(async () => {
		process.env = before;
		await world.stop();
	});

	it("is a file beside n8n's own unless told otherwise", async () => {
		await world.runChain(await world.orders({}));
		expect(world.rows('sale')).toHaveLength(1);
		expect(world.rows('meta')).toContainEqual({ key: 'id', value: expect.stringMatching(/^[0-9a-f-]{36}$/) });
	});

	it('is refused to be a file in queue mode, in every node', async () => {
		const items = await world.orders({});
		process.env.EXECUTIONS_MODE = 'queue';
		const refusal = {
			name: 'NodeOperationError',
			message: 'In queue mode Storebridge needs a PostgreSQL database, and n8n runs on none',
			description: expect.stringMatching(/Give all of them .* the same STOREBRIDGE_DATABASE_URL, .* or let n8n itself run on PostgreSQL/),
		};
		await expect(world.poll()).rejects.toMatchObject(refusal);
		for (const node of [trigger(), ...everyAction]) {
			const result = await world.run({ nodes: [node], items });
			expect(result.nodeError(node.name)).toMatchObject(refusal);
		}
		expect((await world.run({ nodes: [trigger()], items: [{}], mode: 'manual' })).error).toMatchObject(refusal);
		const goingOn = await world.run({ nodes: [{ ...saveNode(), onError: 'continueRegularOutput' }], items });
		expect(goingOn.outputs('Save')[0]).toEqual([]);
		expect(goingOn.outputs('Save')[1]?.[0]?.json['attention']).toMatchObject({
			code: 'setup',
			text: expect.stringContaining('In queue mode'),
			advice: refusal.description,
		});
	});

	it.each<readonly [string, Partial<EngineNode>, object]>([
		[
			'a credential that the panel hides',
			{ credentials: { amazonSellingPartnerApi: 'Amazon', wooCommerceStoreApi: 'Store', storebridgeDatabaseApi: 'Memory' } },
			{
				message: 'The node has a database credential that it is not told to use',
				description: expect.stringMatching(
					/To use it, choose "A PostgreSQL of Its Own" under Options.* To do without it, .*save the workflow/,
				),
			},
		],
		[
			'a PostgreSQL without a credential',
			{ parameters: inPostgres },
			{ message: 'The PostgreSQL of this node is not chosen', description: expect.stringContaining('Choose a "Storebridge Database API"') },
		],
		[
			'an expression',
			{ parameters: { options: { [MEMORY_OPTION]: '={{ "common" }}' } } },
			{ message: expect.stringContaining('has no choice'), description: expect.stringContaining('no expression') },
		],
		[
			'a choice that there is none',
			{ parameters: { options: { [MEMORY_OPTION]: 'file' } } },
			{ message: expect.stringContaining('has no choice "file"'), description: expect.stringContaining('choose from the list') },
		],
	])('never changes without a word: %s is refused in every node', async (_what, change, refusal) => {
		const items = await world.orders({});
		const credentials = { ...world.credentials(), Memory: { type: 'storebridgeDatabaseApi', data: {} } };
		await expect(world.poll({}, { node: { ...trigger(), ...change }, credentials })).rejects.toMatchObject(refusal);
		for (const node of everyAction) {
			const parameters = { ...node.parameters, ...change.parameters };
			const result = await world.run({ nodes: [{ ...node, ...change, parameters }], items, credentials });
			expect(result.nodeError(node.name)).toMatchObject(refusal);
		}
		expect(world.storeOrders()).toEqual([]);
	});

	it('is told as a failed execution where a published trigger has none, once an hour, and the trigger goes on when it has', async () => {
		process.env.EXECUTIONS_MODE = 'queue';
		const failed: Error[] = [];
		const poll = async () => await world.poll({}, { onFailedExecution: (error: Error) => failed.push(error) });
		expect(await poll()).toEqual([]);
		expect(failed).toMatchObject([
			{ name: 'NodeOperationError', message: expect.stringContaining('In queue mode'), description: expect.any(String) },
		]);
		pass(minutes(5));
		await poll();
		expect(failed).toHaveLength(1);
		pass(minutes(56));
		await poll();
		expect(failed).toHaveLength(2);
		process.env.STOREBRIDGE_DATABASE_URL = 'postgres://nobody:not-to-be-told@127.0.0.1:1/nowhere';
		await poll();
		expect(failed).toHaveLength(3);
		expect(failed[2]?.message).toContain('does not listen at this host and port. Correct them in STOREBRIDGE_DATABASE_URL');
		expect(JSON.stringify(failed.map((error) => ({ ...error, stack: error.stack })))).not.toContain('not-to-be-told');
		delete process.env.EXECUTIONS_MODE;
		delete process.env.STOREBRIDGE_DATABASE_URL;
		await poll();
		pass(minutes(1));
		const placed = world.order();
		pass(minutes(3));
		expect((await poll()).map(({ json }) => json['id'])).toEqual([placed]);
		process.env.EXECUTIONS_MODE = 'queue';
		await poll();
		expect(failed).toHaveLength(4);
	});

	it('is no reason to drop a published trigger: its webhook is made by the poll that has a memory again', async () => {
		const shop = await StoreTriggerWorld.start();
		try {
			process.env.EXECUTIONS_MODE = 'queue';
			await expect(shop.poll()).rejects.toThrow('In queue mode');
			expect(await world.engine.webhookMethod(shop.options(), 'create')).toBe(true);
			expect(shop.world.store.webhooks()).toEqual([]);
			delete process.env.EXECUTIONS_MODE;
			await world.poll();
			expect(shop.world.store.webhooks()).toEqual([]);
			const file = shop.world.databaseFile();
			execute(file, `create trigger broken before insert on webhook begin select raise(fail, 'broken'); end`);
			await expect(shop.poll()).rejects.toThrow('Unexpected fault');
			execute(file, 'drop trigger broken');
			await shop.poll();
			expect(shop.world.store.webhooks()).not.toEqual([]);
		} finally {
			await shop.stop();
		}
	});

	it('says in the panel, beside the fields that fill themselves, that there is none and what to do', async () => {
		process.env.EXECUTIONS_MODE = 'queue';
		const fields = [
			[trigger(), 'getMarketplaces'],
			[saveNode(), 'getStatuses'],
		] as const;
		for (const [node, method] of fields) {
			const options = { nodes: [node], node: node.name, method, credentials: world.credentials() };
			await expect(world.engine.loadOptions(options)).rejects.toThrow(
				/In queue mode Storebridge needs a PostgreSQL .*Give all of them .* the same STOREBRIDGE_DATABASE_URL/,
			);
		}
	});

	it.each([
		[
			'n8n itself runs on',
			({ host, port, user, password }: PostgresServer) => ({
				DB_TYPE: 'postgresdb',
				DB_POSTGRESDB_HOST: host,
				DB_POSTGRESDB_PORT: String(port),
				DB_POSTGRESDB_USER: user,
				DB_POSTGRESDB_PASSWORD: password,
				DB_POSTGRESDB_DATABASE: 'postgres',
			}),
		],
		['our variable names', (server: PostgresServer) => ({ STOREBRIDGE_DATABASE_URL: server.connectionString() })],
	])('is the PostgreSQL that %s, in queue mode or not, and no node has to be told', async (_which, variables) => {
		const server = await startPostgres();
		try {
			Object.assign(process.env, variables(server));
			await world.begin(withPeople);
			const placed = world.order();
			pass(minutes(3));
			process.env.EXECUTIONS_MODE = 'queue';
			const items = await world.poll(withPeople);
			expect(items.map(({ json }) => json['id'])).toEqual([placed]);
			const result = await world.runChain(items);
			expect(result.outputs('Save')[0]).toHaveLength(1);
			expect(existsSync(join(world.folder, '.n8n', 'storebridge'))).toBe(false);
			const client = new Client({ connectionString: server.connectionString() });
			await client.connect();
			expect((await client.query('select state from storebridge.sale')).rows).toEqual([{ state: 'synced' }]);
			await client.end();
		} finally {
			await server.stop();
		}
	});

	it('moves from a file to PostgreSQL with a word in the log, once', async () => {
		await world.poll();
		const server = await startPostgres();
		const warn = jest.spyOn(Container.get(Logger), 'warn');
		try {
			process.env.STOREBRIDGE_DATABASE_URL = server.connectionString();
			await world.poll();
			await world.poll();
			const said = warn.mock.calls.map(([message]) => String(message)).filter((message) => message.includes('is not read any more'));
			expect(said).toEqual([
				expect.stringContaining(`The file "${join(world.folder, '.n8n', 'storebridge', 'database.sqlite')}" of before`),
			]);
			expect(JSON.stringify(warn.mock.calls)).not.toContain(server.password);
		} finally {
			warn.mockRestore();
			await server.stop();
		}
	});

	it('is the PostgreSQL of its credential, from the poll to the log', async () => {
		const server: PostgresServer = await startPostgres();
		try {
			const { host, port, user, password } = server;
			const data = {
				host,
				port,
				user,
				password,
				database: 'postgres',
				tls: 'off',
				fingerprintKey: 'a long random text of the test, 40 letters',
			};
			const credentials = { ...world.credentials(), Memory: { type: 'storebridgeDatabaseApi', data } };
			process.env.EXECUTIONS_MODE = 'queue';
			const onPostgres = (node: EngineNode): EngineNode => ({
				...node,
				parameters: { ...node.parameters, ...inPostgres },
				credentials: { ...node.credentials, storebridgeDatabaseApi: 'Memory' },
			});
			const run = async (nodes: readonly EngineNode[], items: RunOptions['items']) => {
				const connections = nodes.slice(1).map((node, index) => ({ from: nodes[index]?.name ?? '', to: node.name }));
				return await world.run({ nodes: nodes.map(onPostgres), connections, credentials, items });
			};
			const poll = async () => await world.poll({}, { node: onPostgres(trigger(withPeople)), credentials });
			expect(await poll()).toEqual([]);
			pass(minutes(1));
			const saved = world.order();
			const unmatched = world.order({ items: [{ sku: 'NOPE', quantity: 1, unitPrice: '1.00' }] });
			pass(minutes(3));
			const items = await poll();
			expect(items.map(({ json }) => json['id']).sort()).toEqual([saved, unmatched].sort());
			const result = await run([trigger(withPeople), match(), saveNode()], items);
			expect(result.outputs('Save')[0]).toHaveLength(1);
			expect((await run([trigger(withPeople), match(), saveNode()], items)).outputs('New orders')).toEqual([[]]);
			expect(world.storeOrders()).toMatchObject([{ transaction_id: saved }]);
			const log = await run([logNode({ operation: 'summarize' })], [{}]);
			expect(log.outputs('Log')[0]?.[0]?.json).toMatchObject({ synced: 1, error: 1, pending: 0 });
			const mixed = await world.run({ nodes: [match()], items, credentials: world.credentials() });
			expect(mixed.error?.message).toBe('In queue mode Storebridge needs a PostgreSQL database, and n8n runs on none');
			delete process.env.EXECUTIONS_MODE;
			const foreign = await world.run({ nodes: [match()], items });
			expect(foreign.error?.message).toBe('This item comes from another Storebridge database');
		} finally {
			await server.stop();
		}
	});
});
