import { createWooCommerce, defaultKey, type WooCommerceStandIn } from '../../sandbox/woocommerce';
import { ControlError } from '../../sandbox/kernel/contract';
import type { FaultRule } from '../../sandbox/kernel/faults';
import { type Kernel, startKernel } from '../../sandbox/kernel/kernel';
import { spoil } from '../../sandbox/kernel/odd-records';
import { callAmazon } from './amazon/caller';

interface Shop {
	readonly kernel: Kernel;
	readonly ids: readonly number[];
	/** Status and text of an answer. */
	readonly get: (path: string) => Promise<readonly [number, string]>;
	readonly fault: (rule: Omit<FaultRule, 'standIn'>) => void;
}

type Orders = readonly Readonly<Record<string, unknown>>[];

/** A shop with three orders, asked without servers. */
async function shop(): Promise<Shop> {
	const kernel = await startKernel(
		{ woocommerce: ({ clock }) => createWooCommerce({ clock, https: true }) },
		{ http: false, clock: 'virtual' },
	);
	const store = kernel.standIns['woocommerce'] as WooCommerceStandIn;
	const ids = [1, 2, 3].map(() => store.addOrder({ meta_data: [{ key: 'a', value: '1' }] }).id);
	const authorization = `Basic ${Buffer.from(`${defaultKey.consumerKey}:${defaultKey.consumerSecret}`).toString('base64')}`;
	return {
		kernel,
		ids,
		get: async (path) => {
			const answer = await kernel.request('woocommerce', { method: 'GET', url: `/wp-json/wc/v3/${path}`, headers: { authorization } });
			return [answer.status, answer.body.toString('utf8')];
		},
		fault: (rule) => {
			kernel.faults.add({ standIn: 'woocommerce', ...rule });
		},
	};
}

describe('faults aimed at one record', () => {
	it('meet the record and what lies below it, and no other', async () => {
		const { ids, get, fault } = await shop();
		const [first, second, third] = ids.map(String);
		fault({ kind: 'http500', method: 'GET', record: second ?? '' });
		expect((await get(`orders/${second}`))[0]).toBe(500);
		expect((await get(`orders/${second}/refunds`))[0]).toBe(500);
		expect((await get(`orders?include=${second},${third}`))[0]).toBe(500);
		expect((await get(`orders/${first}`))[0]).toBe(200);
		expect((await get(`orders/${third}/refunds`))[0]).toBe(200);
		expect((await get('orders'))[0]).toBe(200);
	});

	it('answer what the rule says', async () => {
		const { get, fault } = await shop();
		fault({ kind: 'answer', operation: 'listOrders', answer: { status: 403, body: { code: 'plugin_says_no' } } });
		expect(await get('orders')).toEqual([403, '{"code":"plugin_says_no"}']);
	});

	it('put a notice of PHP in front of the right answer', async () => {
		const { get, fault, ids } = await shop();
		const right = await get(`orders/${ids[0]}`);
		fault({ kind: 'strayText', operation: 'getOrder' });
		const [status, text] = await get(`orders/${ids[0]}`);
		expect([status, text.slice(text.indexOf('{'))]).toEqual(right);
		expect(text).toMatch(/^<br \/>/);
	});

	it('make one record of a list odd and leave its neighbours as they are', async () => {
		const { kernel, ids, get, fault } = await shop();
		const right = JSON.parse((await get('orders?order=asc'))[1]) as Orders;
		fault({
			kind: 'odd',
			record: String(ids[1]),
			oddity: { set: { date_created_gmt: null, status: 'constructor', 'meta_data.0.id': '__proto__' }, remove: ['total'] },
		});
		const odd = JSON.parse((await get('orders?order=asc'))[1]) as Orders;
		expect([odd[0], odd[2]]).toEqual([right[0], right[2]]);
		expect(odd[1]).toMatchObject({ id: ids[1], date_created_gmt: null, status: 'constructor', meta_data: [{ id: '__proto__', key: 'a' }] });
		expect(odd[1]).not.toHaveProperty('total');
		expect(kernel.faults.list()).toMatchObject([{ hits: 1 }]);
		expect((kernel.standIns['woocommerce'] as WooCommerceStandIn).order(ids[1] ?? 0)).toMatchObject({ status: 'pending' });
	});

	it('count only where they found what they spoil', async () => {
		const { kernel, ids, get, fault } = await shop();
		fault({ kind: 'odd', record: String(ids[1]), times: 1, oddity: { replace: null } });
		await get(`orders/${ids[0]}`);
		expect(kernel.faults.list()).toMatchObject([{ hits: 0 }]);
		expect(await get(`orders/${ids[1]}`)).toEqual([200, 'null']);
		expect(JSON.parse((await get('orders'))[1])).toHaveLength(3);
	});

	it('are refused when what they need is missing', async () => {
		const { fault } = await shop();
		expect(() => fault({ kind: 'odd' })).toThrow(ControlError);
		expect(() => fault({ kind: 'answer' })).toThrow(ControlError);
		expect(() => fault({ kind: 'http500', oddity: {} })).toThrow(ControlError);
	});

	it("spoil Amazon's answers as well", async () => {
		const amazon = await callAmazon();
		const ids = [1, 2, 3].map(
			() => amazon.sandbox.amazon.orders.create({ items: [{ sku: 'MUG', quantity: 1, unitPrice: '12.90' }] }).orderId,
		);
		amazon.sandbox.clock.advance(180_000);
		const record = ids[1] ?? '';
		amazon.sandbox.faults.add({
			standIn: 'amazon',
			kind: 'odd',
			operation: 'searchOrders',
			record,
			oddity: { set: { lastUpdatedTime: 'no' } },
		});
		amazon.sandbox.faults.add({
			standIn: 'amazon',
			kind: 'answer',
			record,
			operation: 'getOrder',
			answer: { status: 400, body: { errors: [] } },
		});
		const { body } = await amazon.search({ createdAfter: '2026-11-21T00:00:00Z', marketplaceIds: 'A1PA6795UKMFR9' });
		expect(body.orders.filter(({ lastUpdatedTime }) => lastUpdatedTime === 'no').map(({ orderId }) => orderId)).toEqual([record]);
		expect((await amazon.getOrder(record)).status).toBe(400);
		expect((await amazon.getOrder(ids[0] ?? '')).status).toBe(200);
		expect(amazon.sandbox.damage()).toMatchObject({ sandbox: [] });
	});
});

describe('an odd record', () => {
	it('is the one nearest to the top: a line of another order may have the same number', () => {
		const body = {
			orders: [
				{ id: 1, lines: [{ id: 2 }] },
				{ id: 2, lines: [{ id: 3 }] },
			],
		};
		expect(spoil(body, '2', { set: { lines: 7 } })).toEqual({
			body: {
				orders: [
					{ id: 1, lines: [{ id: 2 }] },
					{ id: 2, lines: 7 },
				],
			},
		});
		expect(spoil(body, '9', { replace: null })).toBeUndefined();
	});

	it('may have lists that came as objects, and be a list or an object where the other is due', () => {
		expect(spoil({ id: 1, meta: [{ key: 'a' }] }, '1', { asObject: ['meta'] })).toEqual({ body: { id: 1, meta: { 0: { key: 'a' } } } });
		expect(spoil([{ id: 1 }], undefined, { asObject: [''] })).toEqual({ body: { 0: { id: 1 } } });
		expect(spoil([{ id: 1 }], '1', { replace: [] })).toEqual({ body: [[]] });
	});

	it('may hold a field named as a part of every object', () => {
		const spoilt = spoil({ id: 1 }, '1', { set: { __proto__x: 1, ['__proto__']: { polluted: true } } });
		expect(JSON.stringify(spoilt)).toContain('"__proto__":{"polluted":true}');
		expect({}).not.toHaveProperty('polluted');
	});
});
