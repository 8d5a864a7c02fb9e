import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '../../../src/database';
import { accountKey } from '../../../src/domain/account';
import { orderId, subscriptionId, type AccountKey, type OrderId } from '../../../src/domain/ids';
import type { Database, Sale } from '../../../src/ports/database';
import { listSales } from '../../../src/usecases/log/list-sales';
import { retrySales } from '../../../src/usecases/log/retry-sales';
import { summarizeSales } from '../../../src/usecases/log/summarize-sales';
import { linkProducts } from '../../../src/usecases/match/link-products';
import { matchOrderLines } from '../../../src/usecases/match/match-order-lines';
import { Lately } from '../../../src/usecases/save/lately';
import { createPace } from '../../../src/usecases/save/pace';
import { saveOrders } from '../../../src/usecases/save/save-orders';
import { beginRun, channelOrders, endRun, pollOrders, type ChannelSettings } from '../../../src/usecases/trigger';
import { MemoryChannel } from '../../fixtures/memory-platform/memory-channel';
import { MemoryStore, STATUSES, STORE } from '../../fixtures/memory-platform/memory-store';
import { CHANNEL, CHANNEL_WORDS, order, START, type OrderWish } from '../../fixtures/memory-platform/orders';
import { PLANTED } from '../../fixtures/memory-platform/people';
import { VirtualClock } from '../../fixtures/memory-platform/virtual-clock';
import { USUAL_SETTINGS } from '../../fixtures/save-settings';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const WANTS: ChannelSettings = {
	marketplaces: [],
	events: ['toShip', 'shippedByAmazon', 'cancelled'],
	personalData: true,
	raw: false,
};
const TRIGGER = subscriptionId('workflow', 'trigger');
const CHANNEL_KEY = accountKey(CHANNEL);
const STORE_KEY = accountKey(STORE);

/** The template "Amazon orders to a store" as it runs in n8n: poll, match, save. */
class Template {
	readonly channel: MemoryChannel;
	readonly store: MemoryStore;
	readonly outcomes: string[] = [];
	private runs = 0;

	constructor(
		readonly clock: VirtualClock,
		readonly database: Database,
	) {
		this.channel = new MemoryChannel(clock);
		this.store = new MemoryStore(clock, { customers: true, editable: true });
	}

	put(wish: OrderWish, unreadable = false): void {
		this.channel.put(order({ purchasedAt: new Date(this.clock.now()).toISOString(), ...wish }), { unreadable });
	}

	async live(ms: number): Promise<void> {
		for (const end = this.clock.now() + ms; this.clock.now() < end; await this.clock.pass(5 * MINUTE)) await this.clock.run(this.cycle());
	}

	private async cycle(): Promise<void> {
		this.runs += 1;
		const { database, clock } = this;
		const owner = `host|1|1|${this.runs}`;
		const deps = { database, clock, owner };
		const { deliveries } = await pollOrders(deps, channelOrders(this.channel.source, database), TRIGGER, WANTS);
		if (deliveries.length === 0) return;
		const stamps = deliveries.map(({ stamp }) => stamp);
		await beginRun(deps, stamps);
		const matching = { catalog: this.store.catalog, database };
		const matched = await matchOrderLines(
			matching,
			deliveries.map((delivery) => ({ order: delivery.order, subscription: TRIGGER })),
		);
		const items = matched.flatMap((outcome, index) => {
			const stamp = deliveries[index]?.stamp;
			return outcome.kind === 'matched' && stamp !== undefined ? [{ order: outcome.order, stamp, subscription: TRIGGER }] : [];
		});
		const saving = {
			...matching,
			clock,
			sink: this.store.sink,
			owner,
			pace: createPace(),
			lately: new Lately(),
			wordsOf: () => CHANNEL_WORDS,
		};
		const saved = await saveOrders(saving, { ...USUAL_SETTINGS, createCustomers: true }, items);
		const attention = [...matched, ...saved].flatMap((outcome) =>
			outcome.kind === 'attention' ? [`${outcome.reason.text} ${outcome.reason.advice}`] : [],
		);
		this.outcomes.push(...attention);
		await endRun(deps, stamps, true);
	}
}

let folder: string;
let database: Database;
let template: Template;

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'storebridge-'));
	const clock = new VirtualClock(START);
	database = await openSqlite({ file: join(folder, 'database.sqlite'), clock });
	template = new Template(clock, database);
	template.store.shelf.add({ id: 'p-tee', sku: 'TEE', places: { north: 50 } });
	template.store.shelf.add({ id: 'p-rare', sku: 'RARE', places: { north: 0 } });
	await template.live(5 * MINUTE);
});

afterEach(async () => {
	await database.close();
	rmSync(folder, { recursive: true });
});

const retry = async (of: AccountKey, orderIds?: readonly OrderId[]): Promise<number> =>
	await retrySales({ database, clock: template.clock, owner: 'host|1|1|retry' }, of, orderIds);

/** Everything that can happen to orders, at least once. */
async function aBusyDay(): Promise<void> {
	const { store } = template;
	template.put({ id: 'plain' });
	template.put({ id: 'unlinked', lines: [{ sku: 'AMZ-TEE' }] });
	template.put({ id: 'short', lines: [{ sku: 'RARE' }] });
	template.put({ id: 'odd', reported: '99.00' });
	template.put({ id: 'gone', status: 'cancelled' });
	template.put({ id: 'fba', status: 'shipped', fulfilledBy: 'amazon' });
	template.put({ id: 'yen', currency: 'JPY' });
	template.put({ id: 'bad' }, true);
	store.faults.next('create', 'lostAfter');
	store.faults.next('findBySkus', 'unavailable');
	await template.live(HOUR);
	template.put({ id: 'plain', shipping: { name: PLANTED.name, line1: PLANTED.line2, country: 'DE' } });
	template.put({ id: 'odd', status: 'cancelled' });
	store.faults.down(template.clock.now() + 40 * MINUTE);
	await template.live(2 * HOUR);
	const [rare] = store.shelf.products.filter(({ sku }) => sku === 'RARE');
	if (rare !== undefined) rare.places = { north: 5 };
	const product = { by: 'sku', sku: 'TEE' } as const;
	await linkProducts({ catalog: store.catalog, database }, [{ channel: CHANNEL, listingSku: 'AMZ-TEE', product, unitsPerListing: 2 }]);
	template.channel.mend('bad');
	await retry(CHANNEL_KEY);
	await template.live(HOUR);
}

type Filter = Parameters<typeof listSales>[1];

async function salesOf(filter: Filter): Promise<readonly Sale[]> {
	const sales: Sale[] = [];
	for await (const sale of listSales(database, filter)) sales.push(sale);
	return sales;
}

it('brings every order where it belongs, by itself or after a person did the part', async () => {
	await aBusyDay();
	const states = Object.fromEntries(
		await Promise.all(
			['plain', 'unlinked', 'short', 'odd', 'gone', 'fba', 'yen', 'bad'].map(async (id) => {
				const [sale] = await salesOf({ account: STORE_KEY, orderIds: [orderId(id)] });
				return [
					id,
					[
						sale?.state,
						sale?.reason?.code,
						template.store
							.of(id)
							.map(({ status }) => status)
							.join(),
					],
				] as const;
			}),
		),
	);
	expect(states).toEqual({
		plain: ['synced', undefined, STATUSES.toPack],
		unlinked: ['synced', undefined, STATUSES.toPack],
		short: ['synced', undefined, STATUSES.toPack],
		odd: ['cancelled', undefined, STATUSES.void],
		gone: ['cancelled', undefined, ''],
		fba: ['synced', undefined, STATUSES.done],
		yen: ['error', 'currencyDiffers', ''],
		bad: ['synced', undefined, STATUSES.toPack],
	});
	expect(template.store.of('plain')[0]?.order.shipping?.line1).toBe(PLANTED.line2);
	expect(template.store.shelf.pieces('p-tee')).toBe(50 - 1 - 2 - 1);
	// The one that could not be read in five looks, before a person had it retried.
	expect(await database.inbox.counts(CHANNEL_KEY)).toMatchObject({ new: 0, handed: 0, started: 0, dead: 1 });
	const writes = template.store.writes.length;
	await template.live(3 * HOUR);
	expect(template.store.writes.length).toBe(writes);
});

it('leaves nothing personal behind: not in a row, not in a file, not in a text for people', async () => {
	await aBusyDay();
	const { DatabaseSync } = await import('node:sqlite');
	const direct = new DatabaseSync(join(folder, 'database.sqlite'), { readOnly: true });
	const tables = direct
		.prepare("select name from sqlite_master where type = 'table'")
		.all()
		.map(({ name }) => String(name));
	const rows = JSON.stringify(tables.map((table) => direct.prepare(`select * from "${table}"`).all()));
	direct.close();
	const files = readdirSync(folder).map((file) => readFileSync(join(folder, file)).toString('latin1'));
	const notes = template.store.orders.flatMap((stored) => stored.notes);
	expect(tables).toEqual(expect.arrayContaining(['sale', 'sale_event', 'inbox', 'claim', 'customer', 'link', 'subscription', 'stream']));
	expect([rows.includes('plain'), template.store.customers.size]).toEqual([true, 1]);
	for (const [name, value] of Object.entries(PLANTED)) {
		expect([
			name,
			rows.includes(value),
			files.some((file) => file.includes(value)),
			notes.some((note) => note.includes(value)),
			template.outcomes.some((text) => text.includes(value)),
		]).toEqual([name, false, false, false, false]);
	}
});

describe('the log', () => {
	const account = (id: string): AccountKey => accountKey({ platform: 'memory', id });
	const other = { source: account('market-2'), target: account('store-2'), orderId: orderId('theirs') };

	beforeEach(async () => {
		await aBusyDay();
		await database.sales.change(
			[{ ...other, state: 'error', reason: { code: 'stockShort', text: 'Order theirs', advice: 'Raise it.' } }],
			template.clock.now(),
		);
	});

	it('shows an account its own sales only, newest first, page by page', async () => {
		const ids = async (of: AccountKey, limit?: number) =>
			(await salesOf({ account: of, ...(limit === undefined ? {} : { limit }) })).map(({ orderId }) => orderId);
		const all = await ids(CHANNEL_KEY);
		expect([...all].sort()).toEqual(['bad', 'fba', 'gone', 'odd', 'plain', 'short', 'unlinked', 'yen']);
		expect([await ids(CHANNEL_KEY, 3), await ids(other.source), await ids(account('nobody'))]).toEqual([all.slice(0, 3), ['theirs'], []]);
		const many = Array.from({ length: 450 }, (_, at) => ({
			source: account('market-3'),
			target: account('store-3'),
			orderId: orderId(`m${at}`),
			state: 'synced' as const,
		}));
		await database.sales.change(many, template.clock.now());
		expect(new Set(await ids(account('market-3'))).size).toBe(450);
		expect((await salesOf({ account: CHANNEL_KEY, states: ['error'] })).map(({ orderId }) => orderId)).toEqual(['yen']);
	});

	it('sums up what is there and what to do about it', async () => {
		expect(await summarizeSales(database, { account: STORE_KEY }, 'UTC')).toMatchObject({
			account: STORE_KEY,
			counts: { pending: 0, synced: 5, error: 1, cancelled: 2, deleted: 0 },
			reasons: [
				{
					kind: 'sale',
					state: 'error',
					code: 'currencyDiffers',
					title: expect.any(String),
					advice: expect.stringContaining('never converted'),
					count: 1,
				},
			],
		});
		expect((await summarizeSales(database, { account: other.target }, 'UTC')).counts).toMatchObject({ error: 1, synced: 0 });
	});

	it("retries what is the account's own, and nothing else", async () => {
		expect(await retry(CHANNEL_KEY, [other.orderId])).toBe(0);
		expect(await retry(account('nobody'))).toBe(0);
		expect(await retry(CHANNEL_KEY)).toBe(1);
		expect((await summarizeSales(database, { account: other.target }, 'UTC')).counts).toMatchObject({ error: 1 });
		expect(await retry(other.target)).toBe(1);
	});
});
