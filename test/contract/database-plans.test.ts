import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';
import { CHANNEL, FullHouse, saleId, saved } from '../../bench/growth/full-house';
import { POLL_CALLS, type PollCall } from '../../bench/growth/poll-calls';
import { openPostgres, openSqlite } from '../../src/database';
import { iso } from '../../src/domain/time';
import { OpenWork } from '../../src/database/open-work';
import { startPostgres, type PostgresServer } from '../harness/postgres';
import { ChannelWorld } from '../unit/usecases/trigger/channel-world';
import { StoreWorld } from '../unit/usecases/trigger/store-world';
import { A, HOUR, type TriggerWorld } from '../unit/usecases/trigger/trigger-world';
import { ACTION_CALLS, fillBeside } from './database/action-calls';
import { grows } from './database/plans';

// A server and some thousand rows, on machines that do other things too.
jest.setTimeout(120_000);

const ROOT = join(__dirname, '..', '..');
const SALES = { waiting: 50, all: 2_000 };
/** Asked by a person who looks at the log: a summary of all sales takes as long as there are sales, and holds nobody up. */
const ASKED_BY_PEOPLE = ['sales.list', 'links.count', 'stock.declareWarehouseOnly', 'stock.linkedProducts'];

const namesOf = (calls: readonly PollCall[]): readonly string[] => calls.map(({ call }) => call);

/** Calls of the database in these files. */
function callsIn(folders: string): readonly string[] {
	const ports =
		'accounts|buckets|claims|customers|fulfillments|inbox|links|memories|pauses|positions|sales|shipments|stock|streams|subscriptions|turns|webhooks';
	const call = new RegExp(`\\b(?:database|db|this)\\.(${ports})\\.(\\w+)\\(`, 'g');
	const files = globSync(`${folders}/**/*.ts`, { cwd: ROOT });
	expect(files.length).toBeGreaterThan(1);
	const texts = files.map((file) => readFileSync(join(ROOT, file), 'utf8'));
	return [...new Set(texts.flatMap((text) => [...text.matchAll(call)].map(([, port, method]) => `${port}.${method}`)))].sort();
}

/** Whatever is asked of a database that is opened from now on. */
function recordCalls(): ReadonlySet<string> {
	const calls = new Set<string>();
	const guard = Reflect.get(OpenWork.prototype, 'guard') as (this: OpenWork, port: object) => object;
	jest.spyOn(OpenWork.prototype, 'guard').mockImplementation(function (this: OpenWork, port: object) {
		const name = port.constructor.name.replace(/^Sql./, (start) => start.slice(3).toLowerCase());
		return new Proxy(guard.call(this, port), {
			get: (target, key) => {
				calls.add(`${name}.${String(key)}`);
				return Reflect.get(target, key) as unknown;
			},
		});
	});
	return calls;
}

/** A trigger as it lives: orders come and change, runs fail and die, an order cannot be read, the platform is down. */
async function live<Reading, Settings>(world: TriggerWorld<Reading, Settings>): Promise<void> {
	await world.pollAndRun(A);
	for (const end of ['well', 'failed', 'died', 'never began', 'failed', 'failed', 'failed', 'failed', 'failed'] as const) {
		for (const id of ['1', '2']) world.buy(`${id}-${world.clock.now()}`);
		await world.clock.pass(HOUR);
		await world.execute(A, (await world.poll(A)).deliveries, end);
	}
	world.buy('3');
	await world.call(A, '3');
	world.change('3');
	world.takeDown(world.clock.now() + HOUR);
	await world.poll(A);
	world.forget('3');
	await world.clock.pass(24 * HOUR);
	await world.pollAndRun(A);
	await world.close();
}

describe('the calls of the database', () => {
	afterEach(() => {
		jest.restoreAllMocks();
	});

	it('that a poll makes are all measured by the bench, and looked at here', () => {
		const written = [...callsIn('src/usecases/trigger'), ...callsIn('src/host/trigger'), ...callsIn('src/platforms')];
		const once = callsIn('src/usecases/once').filter((call) => /^(streams|turns)\./.test(call));
		expect([...written, ...once].filter((call) => !namesOf(POLL_CALLS).includes(call))).toEqual([]);
	});

	it('that a poll really makes are among them', async () => {
		const recorded = recordCalls();
		await live(await new ChannelWorld().open());
		await live(await new StoreWorld().open());
		expect(recorded.size).toBeGreaterThan(12);
		expect([...recorded].filter((call) => !namesOf(POLL_CALLS).includes(call))).toEqual([]);
	});

	it('that a node makes for an item are looked at here too', () => {
		const known = [...namesOf(POLL_CALLS), ...namesOf(ACTION_CALLS), ...ASKED_BY_PEOPLE];
		expect([...callsIn('src/usecases'), ...callsIn('src/host')].filter((call) => !known.includes(call))).toEqual([]);
	});
});

/** Makes all of them once in a house that is full. */
async function makeAll(house: FullHouse): Promise<void> {
	for (const { call, prepare, run } of [...POLL_CALLS, ...ACTION_CALLS]) await run(house, call, (await prepare?.(house, call)) ?? []);
}

const isOurs = (text: unknown): text is string => typeof text === 'string' && /^(with|select|insert|update|delete)\b/i.test(text);

describe('the plans of SQLite', () => {
	it('take as long with many orders as with few, at a poll and for an item', async () => {
		const db = await openSqlite({ file: ':memory:' });
		const house = await FullHouse.of(db, SALES.waiting);
		await house.growTo(SALES.waiting + 10);
		const prepare = jest.spyOn(DatabaseSync.prototype, 'prepare');
		try {
			await makeAll(house);
			const handle = prepare.mock.contexts[0] as DatabaseSync;
			const statements = [...new Set(prepare.mock.calls.map(([sql]) => sql))].filter(isOurs);
			expect(statements.length).toBeGreaterThan(60);
			const slow = statements.flatMap((sql) =>
				handle
					.prepare(`explain query plan ${sql}`)
					.all()
					.map((step) => String(step['detail']))
					.filter(isSlowInSqlite)
					.map((detail) => `${detail} in ${sql}`),
			);
			expect(slow).toEqual([]);
		} finally {
			prepare.mockRestore();
			await db.close();
		}
	});
});

describe('the plan of a period', () => {
	it('goes through what was bought in it, and no more', async () => {
		const db = await openSqlite({ file: ':memory:' });
		const prepare = jest.spyOn(DatabaseSync.prototype, 'prepare');
		try {
			await db.sales.change([saved(saleId(0))], db.now());
			prepare.mockClear();
			await db.sales.list({ account: CHANNEL, purchasedSince: iso(0), purchasedBefore: iso(db.now()), limit: 10 });
			const handle = prepare.mock.contexts[0] as DatabaseSync;
			const plans = prepare.mock.calls
				.flatMap(([sql]) => (sql.includes('purchased_at') ? handle.prepare(`explain query plan ${sql}`).all() : []))
				.map((step) => String(step['detail']))
				.filter((detail) => detail.includes('sale'));
			expect(plans).toEqual([
				'SEARCH sale USING INDEX sale_source_bought (source=? AND purchased_at>? AND purchased_at<?)',
				'SEARCH sale USING INDEX sale_target_bought (target=? AND purchased_at>? AND purchased_at<?)',
			]);
		} finally {
			prepare.mockRestore();
			await db.close();
		}
	});
});

/** Aliases of tables in our statements. */
const ALIASES: Readonly<Record<string, string>> = { newer: 'inbox', own: 'subscription' };

/** https://www.sqlite.org/eqp.html */
function isSlowInSqlite(detail: string): boolean {
	const [, verb, name, rest] = /^(SCAN|SEARCH) (\S+)(.*)$/.exec(detail) ?? [];
	if (name === undefined || rest === undefined) return false;
	const isMade = /^\d+-ROW|^CONSTANT|^SUBQUERY|^\(/.test(name) || rest.includes('ROW VALUES');
	if (isMade) return false;
	const table = ALIASES[name] ?? name;
	const index = / INDEX (\w+)/.exec(rest)?.[1];
	const columns = [...rest.matchAll(/(\w+)[=<>]/g)].flatMap(([, column]) => column ?? []);
	return verb === 'SCAN' ? grows(table, undefined, []) : grows(table, index, columns);
}

describe('the plans of PostgreSQL', () => {
	let server: PostgresServer;
	let client: Client;
	beforeAll(async () => {
		server = await startPostgres();
		client = new Client({ connectionString: server.connectionString() });
		await client.connect();
	});
	afterAll(async () => {
		await client.end();
		await server.stop();
	});

	it('take as long with many orders as with few, at a poll and for an item', async () => {
		const db = await openPostgres({ connectionString: server.connectionString(), hmacKey: 'a key of at least 16 characters' });
		const house = await FullHouse.of(db, SALES.waiting);
		await house.growTo(SALES.all);
		await fillBeside(house, SALES.all / 4);
		await client.query('vacuum analyze');
		const query = jest.spyOn(Client.prototype, 'query');
		const asked = new Map<string, unknown>();
		try {
			await makeAll(house);
			for (const [text, values] of query.mock.calls as unknown as readonly (readonly unknown[])[])
				if (isOurs(text)) asked.set(text, values);
		} finally {
			query.mockRestore();
			await db.close();
		}
		expect(asked.size).toBeGreaterThan(60);
		// As it is told in each transaction. When reading, of few rows it would rather take all, whether it has an index or not.
		for (const way of ['seqscan', 'hashjoin', 'mergejoin']) await client.query(`set enable_${way} = off`);
		const slow: string[] = [];
		for (const [text, values] of asked) {
			const { rows } = await client.query<{ 'QUERY PLAN': readonly { readonly Plan: PlanNode }[] }>(
				`explain (format json) ${text}`,
				values as unknown[],
			);
			const plan = rows[0]?.['QUERY PLAN'][0]?.Plan;
			if (plan !== undefined)
				slow.push(
					...nodesOf(plan)
						.filter(isSlowInPostgres)
						.map((node) => `${describeNode(node).slice(0, 200)} in ${text.slice(0, 200)}`),
				);
		}
		expect(slow).toEqual([]);
	});

	it('that grow with the orders, for people, hold no lock', async () => {
		const db = await openPostgres({ connectionString: server.connectionString(), hmacKey: 'a key of at least 16 characters' });
		const house = await FullHouse.of(db, SALES.waiting);
		await db.sales.change([{ ...saved(saleId(0)), state: 'error', targetOrderId: null }], db.now());
		const query = jest.spyOn(Client.prototype, 'query');
		const asked = async (work: () => Promise<unknown>): Promise<readonly string[]> => {
			query.mockClear();
			await work();
			return query.mock.calls.map(([text]) => String(text));
		};
		const takesLock = (text: string): boolean => text.includes('pg_advisory');
		try {
			expect((await asked(async () => await house.db.sales.list({ account: CHANNEL, limit: 10 }))).some(takesLock)).toBe(false);
			const period = { purchasedSince: iso(0), purchasedBefore: iso(db.now()) };
			expect((await asked(async () => await house.db.sales.list({ account: CHANNEL, ...period, limit: 10 }))).some(takesLock)).toBe(false);
			const retry = await asked(async () => await house.db.sales.retry(CHANNEL, undefined, db.now()));
			const locked = retry.findIndex(takesLock);
			expect(locked).toBeGreaterThan(0);
			expect(retry.slice(0, locked).filter((text) => text.includes('"sale"')).length).toBeGreaterThan(0);
			// From then on by their numbers only.
			expect(retry.slice(locked).filter((text) => text.includes('from "storebridge"."sale"') && !text.includes('"id" in'))).toEqual([]);
		} finally {
			query.mockRestore();
			await db.close();
		}
	});
});

/** https://www.postgresql.org/docs/current/using-explain.html */
interface PlanNode {
	readonly 'Node Type': string;
	readonly 'Relation Name'?: string;
	readonly 'Index Name'?: string;
	readonly 'Index Cond'?: string;
	readonly Plans?: readonly PlanNode[];
}

const nodesOf = (node: PlanNode): readonly PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

const describeNode = (node: PlanNode): string =>
	[node['Node Type'], node['Relation Name'], node['Index Name'], node['Index Cond']].filter((part) => part !== undefined).join(' ');

function isSlowInPostgres(node: PlanNode): boolean {
	const { 'Node Type': type, 'Relation Name': table, 'Index Name': index, 'Index Cond': condition = '' } = node;
	if (type === 'Seq Scan') return grows(table ?? '', undefined, []);
	if (!/^(Index|Index Only|Bitmap Index) Scan$/.test(type)) return false;
	const columns = [...condition.matchAll(/[( ](?:\w+\.)?"?(\w+)"?\)?(?:::text)? (?:=|<|>|<=|>=|IS) /g)].flatMap(
		([, column]) => column ?? [],
	);
	return grows(table ?? tableOf(index), index, columns);
}

/** A bitmap's index scan does not name its table. */
const tableOf = (index = ''): string => index.replace(/_[^_]*$/, '');
