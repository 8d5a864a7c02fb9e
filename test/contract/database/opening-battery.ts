import { orderId } from '../../../src/domain/ids';
import { startChild } from './child-protocol';
import { AMAZON, claimKey, ids, iso, MINUTE, SECOND, SHOP, T0, withDatabase, type FreshDatabase } from './under-test';

/** Every column of every table. A new one is added here by somebody who has asked whether it is personal. */
const COLUMNS: Readonly<Record<string, string>> = {
	account: 'created_at id',
	account_address: 'account address first_seen_at is_current',
	account_identity: 'account first_seen_at identity is_current kind',
	bucket: 'account application filled_at learned_rate operation tokens',
	channel_order: 'account fulfilled_by lines marketplace order_id packages programs purchased_at ship_by status updated_at',
	channel_parcel:
		'account attempts carrier known_as lines marketplace number order_id parcel place reference shipped_at state submission told_at updated_at',
	claim: 'account done_at effect lease_until order_account order_id order_key owner part position result settles_at state write_began',
	customer: 'account customer_id hash',
	fulfillment: 'attempt id order_account order_created_at order_id order_key told updated_at warehouse',
	hand_out: 'row stamp start_by',
	inbox: 'account attempts closed_at due_at id kind order_id order_key owner portion stamp state subscription topic version',
	link: 'channel content gone inventory_id parent_id product_id rule sku store updated_at',
	link_part: 'channel product_id sku store',
	link_place: 'by_hand channel fulfilled_by marketplace product_id sku store',
	memory: 'account cancelled order_id order_key paid parcels print refunded shipped subscription version',
	meta: 'key value',
	migration: 'applied_at migration',
	open_listing: 'candidates channel code places sku state store title updated_at',
	paused: 'account credential_mark reason',
	position: 'account highest look_at look_to read_back_to settled_to settles_at watch_until',
	process: 'id seen_at',
	sale: 'ages_from attempts created_at currency delivered_at erased_at fingerprint frozen id marketplace next_attempt_at order_created_at order_id order_key order_number purchased_at reason_advice reason_code reason_text shipped_at source source_updated_at state subscription target target_order_created_at target_order_id target_order_key target_order_number total updated_at',
	sale_event: 'at id reason_code reason_text sale_id state',
	sale_waiting: 'sale_id sku',
	stock_fact: 'account as_of at_locations closed fulfilled_by listed_in no_quantity quantity set_to sku',
	stock_left_out: 'channel sku store updated_at',
	stock_pause: 'account updated_at',
	stock_push: 'account item pushed_at quantity unsure zeroed_at',
	stock_seen: 'account own product_id quantity seen_at',
	stock_source: 'channel product_id source store updated_at',
	stock_submission: 'account handed_in_at submission',
	stock_submitted: 'account item quantity submission',
	stream:
		'account collected_to finished kind lease_until owner page page_since page_up_to searched_at searched_by shop since subscription version',
	subscription: 'account last_polled_at settings starts_at subscription',
	turn: 'about account lease_until owner which',
	webhook: 'account checked_at created_at delivery_url heard_at mended_at refusal subscription',
};

export function openingBattery(fresh: FreshDatabase, listColumns: string): void {
	const test = withDatabase(fresh);

	it('says which software holds it', async () => {
		expect(await test.db.version()).toMatch(test.db.kind === 'sqlite' ? /^SQLite 3\.\d/ : /^PostgreSQL \d\d/);
	});

	it('is one database for all who open it, and another each time it is made', async () => {
		const again = await test.another();
		expect(again.id).toBe(test.db.id);
		expect(again.hmac('buyer@example.com')).toBe(test.db.hmac('buyer@example.com'));
		expect(test.db.hmac('a')).toMatch(/^[0-9a-f]{64}$/);
		expect(test.db.hmac('a')).not.toBe(test.db.hmac('b'));
		const other = await fresh();
		try {
			expect((await other.open()).id).not.toBe(test.db.id);
		} finally {
			await other.remove();
		}
	});

	it('tells one time to all who open it', async () => {
		const again = await test.another();
		const [before, times, after] = [Date.now(), [test.db.now(), again.now(), test.db.now()], Date.now()];
		for (const time of times) {
			expect(Number.isInteger(time)).toBe(true);
			// The server of a test is this machine, and two clocks of one machine may be some milliseconds apart.
			expect(time).toBeGreaterThan(before - 2 * SECOND);
			expect(time).toBeLessThan(after + 2 * SECOND);
		}
	});

	it('goes by the clock that it is given', async () => {
		let now = T0;
		const db = await test.underTest.open(undefined, { now: () => now });
		expect(db.now()).toBe(T0);
		now += MINUTE;
		expect(db.now()).toBe(T0 + MINUTE);
		await db.accounts.idOf(SHOP);
		expect(await db.accounts.addresses(SHOP)).toEqual([{ address: SHOP, firstSeenAt: iso(T0 + MINUTE) }]);
	});

	it('keeps everything over closing and opening', async () => {
		const key = claimKey('902-1');
		await test.db.claims.complete([{ key, result: '17' }], T0);
		await test.db.positions.note(SHOP, { highest: 41 });
		await test.db.sales.change(
			[{ source: AMAZON, target: SHOP, orderId: orderId('902-1'), state: 'synced', fingerprint: test.db.hmac('x') }],
			T0,
		);
		const { id } = test.db;
		await test.db.close();
		const again = await test.another();
		expect(again.id).toBe(id);
		expect(await again.claims.acquire([key], 'host|1|1|a', 1, T0)).toEqual([{ state: 'done', result: '17' }]);
		expect(await again.positions.get(SHOP)).toEqual({ highest: 41 });
		expect((await again.sales.get({ source: AMAZON, target: SHOP }, ids('902-1'))).get(orderId('902-1'))?.fingerprint).toBe(
			again.hmac('x'),
		);
	});

	it('closes after what is under way, twice without harm, and then says so', async () => {
		const added = test.db.positions.note(SHOP, { highest: 41 });
		await Promise.all([test.db.close(), test.db.close()]);
		await added;
		await expect(test.db.positions.get(SHOP)).rejects.toThrow('closed');
		await test.db.close();
		expect(await (await test.another()).positions.get(SHOP)).toEqual({ highest: 41 });
	});

	it('is made once when several open it at once, in this process and in others', async () => {
		const other = await fresh();
		try {
			const children = await Promise.all([1, 2].map(async () => await startChild(other.forChild, { do: 'open' })));
			for (const child of children) child.go();
			const here = await Promise.all([1, 2, 3].map(async () => await other.open()));
			const ids = [...here.map((db) => db.id), ...(await Promise.all(children.map(async (child) => await child.next())))];
			expect(new Set(ids).size).toBe(1);
			expect(new Set(here.map((db) => db.hmac('x'))).size).toBe(1);
		} finally {
			await other.remove();
		}
	});

	it('refuses a database that a newer version made, and says what to do', async () => {
		await test.underTest.query(`insert into migration (migration, applied_at) values ('999-from-tomorrow', '2030-01-01T00:00:00.000Z')`);
		await expect(test.another()).rejects.toThrow(/newer version of Storebridge \(it has "999-from-tomorrow"\)\. Update the package/);
		await test.underTest.query(`delete from migration where migration = '999-from-tomorrow'`);
		await expect(test.another()).resolves.toBeDefined();
	});

	it('leaves nothing half done when a migration fails', async () => {
		const other = await fresh();
		try {
			// A table in the way of the last one that is made.
			await other.query('create table customer (something text)');
			await expect(other.open()).rejects.toThrow();
			expect((await other.query(listColumns)).map((row) => row['table_name'])).toEqual(['customer']);
			await other.query('drop table customer');
			await expect(other.open()).resolves.toBeDefined();
		} finally {
			await other.remove();
		}
	});

	it('has no column for anything personal', async () => {
		const found: Record<string, string[]> = {};
		for (const { table_name, column_name } of await test.underTest.query(listColumns))
			(found[String(table_name)] ??= []).push(String(column_name));
		expect(Object.fromEntries(Object.entries(found).map(([table, columns]) => [table, columns.sort().join(' ')]))).toEqual(COLUMNS);
	});
}
