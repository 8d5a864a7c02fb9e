import type { WooCommerceClient } from '../../../../src/platforms/woocommerce/client';
import { isNoted, listNotes } from '../../../../src/platforms/woocommerce/shipments/shipment-note';
import { storeText } from '../../../../src/platforms/woocommerce/refusal-text';
import { fromStatus } from '../../../../src/platforms/woocommerce/errors';
import { judgeRefunds } from '../../../../src/platforms/woocommerce/orders/judge-refunds';
import { toStoreOrder } from '../../../../src/platforms/woocommerce/orders/to-canonical';
import { metaValue } from '../../../../src/platforms/woocommerce/wire/meta';
import { readOrderStanding } from '../../../../src/platforms/woocommerce/wire/order-standing';
import { readOwnOrder } from '../../../../src/platforms/woocommerce/wire/own-order';
import { readProduct } from '../../../../src/platforms/woocommerce/wire/product';
import { readRefunds } from '../../../../src/platforms/woocommerce/wire/refunds';
import { readStoreOrder } from '../../../../src/platforms/woocommerce/wire/store-order';
import type { StoreOrder } from '../../../../src/ports/store-orders';
import { readSample } from '../../../fixtures/woocommerce-samples';

const account = { platform: 'woocommerce', id: 'shop.example' } as const;
const sample = readSample('order-paid-create').response.body as Readonly<Record<string, unknown>>;

const read = (change: Readonly<Record<string, unknown>>): StoreOrder => {
	const order = readStoreOrder({ ...sample, ...change });
	return toStoreOrder(order, { account, refunds: judgeRefunds(order, []), packages: [] });
};
const asObject = (list: unknown): unknown => ({ ...(list as readonly unknown[]) });

describe('an order in any shape that PHP gives it', () => {
	it('is the same with its lists as objects, its numbers as texts and its flags as 1', () => {
		const lists = ['line_items', 'fee_lines', 'shipping_lines', 'meta_data', 'refunds'];
		const changed = Object.fromEntries(lists.map((name) => [name, asObject(sample[name])]));
		const texts = {
			id: String(sample['id']),
			customer_id: String(sample['customer_id']),
			prices_include_tax: sample['prices_include_tax'] === true ? '1' : '',
		};
		expect(read({ ...changed, ...texts })).toEqual(read({}));
	});

	it('is the same with a decimal comma', () => {
		expect(read({ total: String(sample['total']).replace('.', ',') })).toEqual(read({}));
	});

	it.each([
		{ meta_data: 'none' },
		{ meta_data: { key: 'value' } },
		{ line_items: 'none' },
		{ line_items: [null] },
		{ line_items: { one: {} } },
		{ line_items: null },
		{ line_items: {} },
		{ line_items: undefined },
		{ meta_data: null },
		{ shipping_lines: undefined },
		{ total: '1,234' },
		{ currency: 'EURO €' },
		{ id: null },
		{ date_created_gmt: null, date_modified_gmt: '0000-00-00T00:00:00' },
	])('%j is refused, not made up', (change) => {
		expect(() => read(change)).toThrow('Unexpected shape');
	});

	it('keeps what stands there of decimals, sets, renewals and the order that it is a part of', () => {
		const [line] = sample['line_items'] as readonly object[];
		const changed = read({
			parent_id: '13',
			line_items: [
				{ ...line, id: 1, quantity: '1.5', meta_data: [{ id: 1, key: '_bundle_cart_key', value: 'abc' }] },
				{ ...line, id: 2, bundled_by: '1' },
				{ ...line, id: 3, meta_data: [{ id: 1, key: '_bundled_by', value: 'abc' }] },
				{ ...line, id: 4, product_id: 77 },
				{ ...line, id: 5, meta_data: { '4': { id: 1, key: '_woosb_parent_id', value: '77' } } },
				{ ...line, id: 6, product_id: 0, variation_id: 0, sku: null },
			],
			meta_data: [
				{ id: 1, key: '_subscription_renewal', value: '12' },
				{ id: 2, key: '_aftership_tracking_number', value: 'JJD1' },
			],
		});
		expect(changed.order.lines.map(({ partOf }) => partOf)).toEqual([undefined, '1', '1', undefined, '4', undefined]);
		expect(changed.order.lines[0]).toMatchObject({ quantity: 2, measure: { unit: 'pieces', value: '1.5' } });
		expect([changed.order.lines[5]?.sku, changed.order.lines[5]?.code]).toEqual(['', undefined]);
		expect(changed.doubts).toMatchObject([{ kind: 'quantity', text: { en: 'SKU "TEE-PLAIN" is ordered 1.5 times' } }]);
		expect([changed.parentId, changed.renewal, changed.trackingNoted, changed.shipped]).toEqual(['13', true, true, false]);
		expect([read({}).parentId, read({}).renewal, read({}).trackingNoted, read({}).doubts]).toEqual([undefined, false, false, []]);
	});

	it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'prototype'])('takes "%s" for a word like any other', (word) => {
		const before = JSON.stringify(Object.prototype);
		const odd = JSON.parse(
			`{"status":"${word}","created_via":"${word}","billing":{"__proto__":{"country":"XX"},"${word}":"x"},"meta_data":[{"id":1,"key":"${word}","value":"${word}"}]}`,
		) as Readonly<Record<string, unknown>>;
		const order = read(odd);
		expect([order.storeStatus, order.order.status, order.order.origin, order.closed]).toEqual([word, 'unshipped', 'woocommerce', false]);
		expect(order.order.billing?.country).not.toBe('XX');
		expect(metaValue(readStoreOrder({ ...sample, ...odd }).meta, word)).toBe(word);
		expect(metaValue(readStoreOrder(sample).meta, word)).toBeUndefined();
		expect(readProduct({ id: 1, type: word, status: word, tax_class: word, manage_stock: word })).toMatchObject({
			type: word,
			manageStock: false,
		});
		expect(JSON.stringify(Object.prototype)).toBe(before);
	});

	it('counts what was given back by the lines of refunds in any shape', () => {
		const line = { quantity: '-2', meta_data: { '3': { key: '_refunded_item_id', value: '7' } } };
		expect(readRefunds({ '1': { id: '3', line_items: { '4': line } } })).toMatchObject([{ id: 3, lines: [{ lineId: '7', quantity: 2 }] }]);
	});

	it.each([
		[[{ id: 9, total: '-' }], '0'],
		[{ 0: { id: 9, total: '-2,50' } }, '2.5'],
		[null, '0'],
	])('says whether somebody still wants it, with the refunds %j', (refunds, refunded) => {
		const { status, refundedTotal } = readOrderStanding({ ...sample, status: 'cancelled', refunds });
		expect([status, refundedTotal.toString()]).toEqual(['cancelled', refunded]);
	});

	it('says whose it is whatever shape its marks have', () => {
		const body = { ...sample, meta_data: { '1': { id: '9', key: '_storebridge_order', value: 'amazon:x/1' } } };
		expect(metaValue(readOwnOrder(body).meta, '_storebridge_order')).toBe('amazon:x/1');
		expect(() => readOwnOrder({ ...sample, meta_data: 'x' })).toThrow('Unexpected shape');
	});
});

describe('texts of 100 kB', () => {
	const long = 100_000;
	const texts = [
		'a'.repeat(long),
		'<'.repeat(long),
		'1 '.repeat(long / 2),
		'@'.repeat(long),
		'/'.repeat(long),
		' '.repeat(long),
		'9'.repeat(long),
	];

	it.each(texts.map((text) => [text.slice(0, 2), text] as const))('of %j cost nothing', async (_, text) => {
		const began = process.cpuUsage();
		storeText('rest_invalid_param', text);
		const failed = {
			status: 401,
			headers: { location: `https://x${text}`, link: `<${text}>;${text}`, 'retry-after': text },
			body: { code: text, message: `invalid signature ${text}` },
			calledBy: 'https://shop.example',
		};
		fromStatus({ operation: 'GET orders', write: false }, failed, 0);
		fromStatus({ operation: 'GET orders', write: false }, { ...failed, status: 301 }, 0);
		const names = ['number', 'status', 'created_via', 'customer_note', 'date_paid_gmt'];
		const people = { first_name: text, postcode: text, phone: text };
		const entries = Array.from({ length: 20 }, () => ({ key: text, value: text }));
		const order = read({ ...Object.fromEntries(names.map((name) => [name, text])), billing: people, shipping: people, meta_data: entries });
		expect(JSON.stringify(order).length).toBeLessThan(20 * 20_000);
		expect(() => read({ total: text })).toThrow('Unexpected shape');
		const client = {
			get: async () => await Promise.resolve({ body: [{ note: text }] }),
			read: (_path: string, reader: () => unknown) => reader(),
		};
		const notes = await listNotes(client as unknown as WooCommerceClient, '1');
		isNoted({ id: 'p', status: 'inTransit', trackingNumber: '1', lines: [] }, [], notes, false);
		expect(process.cpuUsage(began).user / 1000).toBeLessThan(500);
	});
});

describe('messages of plugins', () => {
	const named = { code: 'plugin_no', message: 'Ada Lovelace (ada@example.test, Weg 1) may not order' };

	it.each([400, 401, 403, 404, 409, 422, 500])('with a name in them go no further (HTTP %i)', (status) => {
		const error = fromStatus(
			{ operation: 'GET orders/1', write: false },
			{ status, headers: {}, body: named, calledBy: 'https://shop.example' },
			0,
		);
		expect(JSON.stringify([error.message, error.details])).not.toMatch(/Ada|Lovelace|Weg|example\.test/);
	});

	it('go no further out of a refused order either, whatever code they come with', () => {
		for (const code of ['plugin_no', 'woocommerce_rest_cannot_create', 'invalid_customer', 'rest_invalid_param'])
			expect(storeText(code, named.message)).toBe(code);
	});
});
