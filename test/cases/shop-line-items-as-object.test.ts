import caseFile from '../fixtures/cases/shop-line-items-as-object.json';
import { StoreToAmazon } from './store-to-amazon';

const LINES = Object.values(caseFile.input['GET orders/{id}'].line_items);

describe('lines that PHP made an object are lines; what is no list is unreadable, never empty', () => {
	let to: StoreToAmazon;
	beforeEach(async () => {
		to = await StoreToAmazon.open(...LINES.map(({ sku }) => sku));
	});
	afterEach(async () => {
		await to.close();
	});

	it('sends all of them', async () => {
		const { id } = to.place(...LINES);
		const outcome = await to.send(id, () => to.makeOdd({ asObject: ['line_items', 'meta_data', 'shipping_lines', 'fee_lines'] }));
		expect(outcome).toMatchObject({ kind: 'done', action: 'sent' });
		expect(to.sent()).toEqual(LINES.map(({ sku, quantity }) => [sku, quantity]));
	});

	it.each([
		{ set: { line_items: null } },
		{ remove: ['line_items'] },
		{ set: { line_items: 'none' } },
		{ set: { line_items: {} } },
		{ set: { line_items: { first: {} } } },
		{ set: { meta_data: null } },
		{ set: { refunds: 'many' } },
	])('%j needs a person: nothing is sent, and nothing is taken for done', async (oddity) => {
		const { id } = to.place(...LINES);
		expect(await to.send(id, () => to.makeOdd(oddity))).toMatchObject({ kind: 'attention', reason: { code: 'contract' } });
		expect(to.sent()).toEqual([]);
		expect(await to.log()).toMatchObject([{ state: 'error', reason: { code: 'contract', text: expect.stringContaining(String(id)) } }]);
	});
});
