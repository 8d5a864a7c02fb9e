import caseFile from '../fixtures/cases/shop-refund-details-missing.json';
import { StoreToAmazon } from './store-to-amazon';

const { line, refunds } = caseFile.input.order;
const WHOLE = { id: 9, total: '-25.80' };

describe('money that was given back, and not said for what', () => {
	let to: StoreToAmazon;
	let id: number;
	let lineId: string;
	beforeEach(async () => {
		to = await StoreToAmazon.open(line.sku, 'CAP');
		const placed = to.place(line, { sku: 'CAP', quantity: 1 });
		id = placed.id;
		lineId = String(placed.lines[0]?.id);
	});
	afterEach(async () => {
		await to.close();
	});

	const given =
		(body: unknown, listed: unknown = refunds, status = 200) =>
		() => {
			to.makeOdd({ set: { refunds: listed } });
			to.answerRefunds({ status, body });
		};
	/** A line of a refund in full, but for what is odd about it. */
	const detail = (odd: object) => [
		{
			id: 9,
			amount: '12.90',
			line_items: [
				{
					id: 90,
					sku: line.sku,
					quantity: -1,
					total: '-12.90',
					total_tax: '0.00',
					meta_data: [{ key: '_refunded_item_id', value: lineId }],
					...odd,
				},
			],
			shipping_lines: [],
			fee_lines: [],
		},
	];

	it('sends what is left where all is said', async () => {
		expect(await to.send(id, given(detail({})))).toMatchObject({ action: 'sent' });
		expect(to.sent()).toEqual([
			[line.sku, 1],
			['CAP', 1],
		]);
	});

	const SHAPES: readonly (readonly [string, number, () => unknown])[] = [
		[
			'[{errors:{woocommerce_rest_invalid_order_refund_id:[..]},error_data:{..:404}}]',
			200,
			() => [{ errors: { woocommerce_rest_invalid_order_refund_id: ['Ada'] }, error_data: {} }],
		],
		['[]', 200, () => []],
		['refund line without _refunded_item_id', 200, () => detail({ meta_data: [] })],
		['a refund line of another order', 200, () => detail({ meta_data: [{ key: '_refunded_item_id', value: '99999' }] })],
		["refund line with quantity 0 and a part of the line's amount", 200, () => detail({ quantity: 0 })],
		[
			'an amount alone, as much as a unit costs',
			200,
			() => [{ id: 9, amount: '12.90', line_items: [], shipping_lines: [], fee_lines: [] }],
		],
		['a 404', 404, () => ({ code: 'woocommerce_rest_invalid_id' })],
	];

	it.each(SHAPES)('%s: a person decides, who reads the amount', async (_, status, body) => {
		const outcome = await to.send(id, given(body(), refunds, status));
		expect(outcome).toMatchObject({ kind: 'attention', reason: { code: 'mcfDoubt', text: expect.stringContaining('12.9 EUR') } });
		expect(to.sent()).toEqual([]);
		expect(JSON.stringify(await to.log())).not.toContain('Ada');
	});

	it("refund line with quantity 0 and the line's whole amount: counts as its units", async () => {
		expect(caseFile.input['GET orders/{id}/refunds']).toContain("refund line with quantity 0 and the line's whole amount");
		expect(await to.send(id, given(detail({ quantity: 0, total: '-25.80' }), [WHOLE]))).toMatchObject({ action: 'sent' });
		expect(to.sent()).toEqual([['CAP', 1]]);
	});

	it('is asked for where a plugin hides that there are refunds', async () => {
		expect(await to.send(id, given(detail({}), null))).toMatchObject({ action: 'sent' });
		expect(to.sent()).toContainEqual([line.sku, 1]);
	});

	it('is no doubt where it is less than any unit costs, and is told', async () => {
		const body = [{ id: 9, amount: '2.00', line_items: [], shipping_lines: [], fee_lines: [] }];
		expect(await to.send(id, given(body, [{ id: 9, total: '-2.00' }]))).toMatchObject({ action: 'sent' });
		const read = await to.shop.connect().storeOrders.get(String(id));
		expect([read?.doubts, read?.amountRefundedOnly]).toEqual([[], { amount: '2.00', currency: 'EUR' }]);
	});

	it('bears a refund without an amount', async () => {
		const body = detail({ quantity: -1, total: '0.00' }).map((refund) => ({ ...refund, amount: '' }));
		expect(await to.send(id, given(body, [{ id: 9, total: '-' }]))).toMatchObject({ action: 'sent' });
		expect(to.sent()).toContainEqual([line.sku, 1]);
	});
});
