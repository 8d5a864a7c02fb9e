import { startPostgres } from '../harness/postgres';
import { days, pass } from '../nodes/time';
import { AuditWorld } from './audit-world';
import { tablesOfFile, tablesOfPostgres, textsOf, tracesIn, tracesInFiles, tracesInTables, type Tables } from './traces';

const buyer = { buyerName: 'Ida Ñandú', buyerEmail: 'ida77@marketplace.amazon.de' };
const recipient = {
	deliveryAddress: {
		name: 'Ida Ñandú',
		addressLine1: 'Hohe Straße 47',
		addressLine2: 'Hinterhaus Q9',
		city: 'Köln-Mülheim',
		postalCode: '50667-X',
		countryCode: 'DE',
		phone: '+49 221 5550773',
	},
	deliveryPreference: { addressInstruction: 'Key under the stone' },
};
const tax = { taxRegistrations: [{ entityType: 'BUYER', taxRegistrationType: 'CPF', taxRegistrationNumber: '123.456.789-09' }] };
const item = { sku: 'MUG', quantity: 1, unitPrice: '12.90', gift: { message: 'For Aunt Wilhelmine' } };
const customer = {
	first_name: 'Zoë',
	last_name: 'Zanderbeck',
	email: 'zoe@zanderbeck.example',
	phone: '030 8887776',
	address_1: 'Am Ringelweg 1',
};
const shopAddress = { ...customer, city: 'Kielholm', postcode: '24103', country: 'DE' };

const OF_THE_BUYER = [
	'Ñandú',
	'Hohe Straße',
	'Hinterhaus',
	'Mülheim',
	'50667-X',
	'221 5550773',
	'Key under',
	'ida77',
	'123.456.789-09',
	'Wilhelmine',
];
const PEOPLE = [...OF_THE_BUYER, 'Zanderbeck', '030 8887776', 'Ringelweg', 'Kielholm'];
/** Of a parcel of a buyer of Amazon: under it a carrier tells where somebody lives. */
const PARCEL = '06112345678';

let audit: AuditWorld;
beforeEach(async () => {
	audit = await AuditWorld.start();
	// By a person's word alone.
	audit.world.wantDamage('cancelledUnasked');
});
afterEach(async () => {
	await audit.stop();
});

const stored = (number: string) => audit.world.storeOrders().find((order) => order['transaction_id'] === number);
const storedId = (number: string): number => Number(stored(number)?.['id']);
const recordOf = (id: number): readonly string[] => textsOf(audit.world.store.records.orders.get(id));
const inStore = (number: string): readonly string[] => tracesIn(recordOf(storedId(number)), [...OF_THE_BUYER, PARCEL]);
const place = (order: object = {}): string => {
	const number = audit.world.order({ buyer, recipient, items: [item], ...order });
	audit.world.sandbox.amazon.orders.change(number, { tax });
	return number;
};
/** A customer of the shop, who pays. */
const buy = (more: object = {}): number => {
	const order = {
		billing: shopAddress,
		lines: [{ sku: 'MUG' }],
		paymentMethod: 'bacs',
		shippingMethod: { id: 'flat_rate:1', title: 'Parcel', total: '4.90' },
	};
	const { id } = audit.world.store.act('placeOrder', { ...order, ...more }) as { readonly id: number };
	audit.world.sandbox.amazon.mcf.tellOrdered(String(id), { MUG: 1 });
	audit.world.store.act('pay', { id });
	return id;
};
const label = (number: string, meta: object): void => {
	void audit.world.store.control('updateOrder', { id: storedId(number), change: { meta_data: [meta] } });
};
const inWords = (): readonly unknown[] => [
	tracesIn([...audit.said, ...audit.logged].flatMap(textsOf), PEOPLE),
	tracesIn(audit.logged.flatMap(textsOf), [PARCEL]),
];
const told = (wanted: string): readonly string[] => [
	...new Set(
		audit.said.flatMap((one) => {
			const { code, text = '' } = (one ?? {}) as { readonly code?: string; readonly text?: string };
			return code === wanted ? (/Order (\S+):/.exec(text)?.[1] ?? '') : [];
		}),
	),
];
const NOWHERE = [[], []];
const inTables = (tables: Tables): unknown => tracesInTables(tables, [...PEOPLE, PARCEL]);
const full = (tables: Tables, ...names: readonly string[]): void => {
	for (const name of names) expect([name, (tables[name] ?? []).length > 0]).toEqual([name, true]);
};

describe('what is left of people', () => {
	it('stands in no row, error or log line, from the saving to the erasure, and then nowhere in the store', async () => {
		const { world } = audit;
		await audit.live();
		await audit.live();
		const [shipped, inStoreCancelled, cancelled, unready] = [place(), place(), place(), place()];
		const fba = place({ fulfilledBy: 'AMAZON', status: 'SHIPPED' });
		const unknown = place({ items: [{ ...item, sku: 'GHOST' }] });
		const unreadable = place();
		world.sandbox.amazon.orders.change(unreadable, { proceeds: { grandTotal: { amount: 'from Ida Ñandú', currencyCode: 'EUR' } } });
		const shop = [buy(), buy({ billing: { ...shopAddress, country: 'US' } })];
		// The answer names whom it is about; all of it is tried again by a person's word. And of one order no answer comes.
		const said = { code: 'rest_invalid', message: 'Billing of Ida Ñandú, Hohe Straße 47 is not valid', data: { status: 400 } };
		const orders = { standIn: 'woocommerce', pathPattern: 'orders/batch', times: 1 } as const;
		world.fault({ ...orders, kind: 'answer', answer: { status: 400, body: said } });
		await audit.live();
		await audit.morning();
		for (let round = 0; round < 2; round += 1) await audit.live();
		world.fault({ ...orders, kind: 'resetAfter' });
		const lost = place();
		for (let round = 0; round < 5; round += 1) await audit.live();
		expect([world.sandbox.faults.list().map(({ hits }) => hits), stored(lost) === undefined]).toEqual([[1, 1], false]);
		for (const number of [shipped, inStoreCancelled, cancelled, unready])
			expect([number, tracesIn(recordOf(storedId(number)), OF_THE_BUYER)]).toEqual([number, OF_THE_BUYER]);
		expect(stored(fba)).toBeDefined();
		expect(world.sandbox.amazon.mcf.accepted()).toHaveLength(1);

		label(shipped, { key: '_seur_shipping_id_number', value: PARCEL });
		// A parcel that fits nothing: a person is told.
		label(unready, { key: '_vi', value: 1 });
		world.store.act('setStatus', { id: storedId(unready), status: 'completed' });
		world.store.act('cancel', { id: storedId(inStoreCancelled) });
		world.store.act('refund', { id: storedId(unready), amount: '3.00' });
		world.sandbox.amazon.orders.cancel(cancelled);
		world.sandbox.amazon.orders.requestCancel(unready);
		for (let round = 0; round < 8; round += 1) {
			world.sandbox.amazon.mcf.progress();
			await audit.live();
		}
		await audit.morning();
		expect(world.sandbox.amazon.orders.get(shipped).fulfillment?.fulfillmentStatus).toBe('SHIPPED');
		world.sandbox.amazon.orders.cancel(inStoreCancelled);
		world.sandbox.amazon.orders.ship(unready);
		await audit.live();
		const tables = tablesOfFile(world.databaseFile());
		full(tables, 'sale', 'sale_event', 'inbox', 'memory', 'claim', 'channel_order', 'channel_parcel', 'fulfillment');
		expect(world.rows('sale').map(({ order_id: id }) => id)).toEqual(
			expect.arrayContaining([unknown, unreadable, fba, ...shop.map(String)]),
		);
		expect([inTables(tables), tracesInFiles(world.databaseFile(), PEOPLE), inWords()]).toEqual([{}, [], NOWHERE]);

		pass(days(45));
		await audit.live();
		await audit.morning();
		await audit.live();
		const saved = [shipped, inStoreCancelled, cancelled, unready];
		// What stands on a line of an order that took no stock cannot be taken off without taking some: a person is told.
		expect([inStore(fba), told('eraseLeft')]).toEqual([['Wilhelmine'], [fba]]);
		for (const number of saved) expect([number, inStore(number)]).toEqual([number, []]);
		for (const id of shop) expect(tracesIn(recordOf(id), ['Zanderbeck'])).toEqual(['Zanderbeck']);
		world.sandbox.amazon.orders.touch(shipped);
		for (let round = 0; round < 3; round += 1) await audit.live();
		for (const number of saved) expect([number, inStore(number)]).toEqual([number, []]);
		expect([inTables(tablesOfFile(world.databaseFile())), tracesInFiles(world.databaseFile(), PEOPLE), inWords()]).toEqual([
			{},
			[],
			NOWHERE,
		]);
		expect([audit.said.length > 100, audit.logged.length > 0]).toEqual([true, true]);
	});

	it('stands in no row of PostgreSQL either', async () => {
		const server = await startPostgres();
		const before = { ...process.env };
		try {
			process.env.STOREBRIDGE_DATABASE_URL = server.connectionString();
			await audit.live();
			const [saved, unknown] = [place(), place({ items: [{ ...item, sku: 'GHOST' }] })];
			const shop = buy();
			for (let round = 0; round < 3; round += 1) await audit.live();
			label(saved, { key: '_seur_shipping_id_number', value: PARCEL });
			for (let round = 0; round < 3; round += 1) await audit.live();
			const tables = await tablesOfPostgres(server.connectionString());
			full(tables, 'sale', 'sale_event', 'inbox', 'memory', 'claim', 'channel_order', 'fulfillment');
			expect((tables['sale'] ?? []).map(({ order_id: id }) => id)).toEqual(expect.arrayContaining([saved, unknown, String(shop)]));
			expect([inTables(tables), inWords()]).toEqual([{}, NOWHERE]);
		} finally {
			process.env = before;
			await server.stop();
		}
	});
});

describe('the look for people', () => {
	it('finds them in any case, in JSON, with letters written otherwise and in other gaps', () => {
		const rows = [
			{ a: 1, b: JSON.stringify({ who: 'IDA ÑANDÚ' }) },
			{ a: 'tel:+492215550773', b: null },
			{ a: 'hohe stra\\u00dfe', b: Buffer.from('zanderbeck') },
		];
		expect(tracesInTables({ sale: rows, meta: [] }, PEOPLE)).toEqual({
			'sale.a': ['Hohe Straße', '221 5550773'],
			'sale.b': ['Ñandú', 'Zanderbeck'],
		});
	});
});
