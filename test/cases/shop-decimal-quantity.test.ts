import caseFile from '../fixtures/cases/shop-decimal-quantity.json';
import { StoreToAmazon } from './store-to-amazon';

const LINES = caseFile.input['GET orders/{id}'].line_items;

describe('quantities with decimals are never cut', () => {
	let to: StoreToAmazon;
	beforeEach(async () => {
		to = await StoreToAmazon.open(...caseFile.input.fba);
	});
	afterEach(async () => {
		await to.close();
	});

	const place = () => to.place(...LINES.map(({ sku }) => ({ sku, quantity: 2 })));

	it('is a matter for a person, who reads each SKU and its quantity; nothing is sent', async () => {
		const { id } = place();
		const set = Object.fromEntries(LINES.map(({ quantity }, index) => [`line_items.${index}.quantity`, quantity]));
		const outcome = await to.send(id, () => to.makeOdd({ set }));
		expect(outcome).toMatchObject({ kind: 'attention', reason: { code: 'mcfDoubt' } });
		for (const { sku, quantity } of LINES) expect(outcome?.reason?.text).toContain(`"${sku}" is ordered ${quantity} times`);
		expect(to.sent()).toEqual([]);
		expect(await to.log()).toMatchObject([{ state: 'error', reason: { code: 'mcfDoubt' } }]);
	});

	it.each(['2.0000', '2', '2,00'])('takes %j for two pieces', async (quantity) => {
		const { id } = place();
		expect(await to.send(id, () => to.makeOdd({ set: { 'line_items.0.quantity': quantity } }))).toMatchObject({ action: 'sent' });
		expect(to.sent()).toEqual(LINES.map(({ sku }) => [sku, 2]));
	});

	it('is so for what was given back, too', async () => {
		const { id, lines } = place();
		const meta_data = [{ key: '_refunded_item_id', value: String(lines[0]?.id) }];
		const outcome = await to.send(id, () => {
			to.makeOdd({ set: { refunds: [{ id: 9, total: '-19.35' }] } });
			to.answerRefunds({ status: 200, body: [{ id: 9, amount: '19.35', line_items: [{ quantity: -1.5, total: '-19.35', meta_data }] }] });
		});
		expect(outcome).toMatchObject({ reason: { code: 'mcfDoubt', text: expect.stringContaining('1.5 units are refunded') } });
		expect(to.sent()).toEqual([]);
	});
});
