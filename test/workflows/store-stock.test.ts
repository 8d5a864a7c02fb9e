import { STOCK_REASONS } from '../../src/domain/texts/english/stock-reasons';
import { minutes, pass } from '../nodes/time';
import { StockWorld, told } from './stock-world';
import { templateOf } from './templates';

const FILE = 'store-stock-to-amazon.json';

describe(`the template "Push the store's stock to Amazon"`, () => {
	let shop: StockWorld;
	beforeEach(async () => {
		shop = await StockWorld.start();
	});
	afterEach(async () => {
		await shop.world.stop();
	});

	it('pushes what a change in the store calls for, two pieces kept back, and nothing that Amazon ships', async () => {
		await shop.poll(FILE, 'When stock changes');
		pass(minutes(10));
		shop.restock('MUG', 7);
		shop.restock('CAP', 9);
		pass(minutes(10));
		const items = await shop.poll(FILE, 'When stock changes');
		expect(items.map(({ json }) => [json['sku'], json['quantity']]).toSorted()).toEqual([
			['CAP', 9],
			['MUG', 7],
		]);
		const run = await shop.run(FILE, 'When stock changes', { items });
		expect(run.error).toBeUndefined();
		expect(told(run.outputs('Pushed')[0])).toEqual([['pushed', 'MUG', 5]]);
		expect(told(run.outputs('Push to Amazon')[1])).toEqual([['stockIsFba', 'CAP', 9]]);
		expect(run.outputs('Tell me')).toEqual([]);
		expect([await shop.shown('MUG'), await shop.shown('CAP')]).toEqual([[[['DEFAULT', 5]]], [[['AMAZON_EU']]]]);
	});

	it('looks at all linked products by its schedule, and sends only what changed since', async () => {
		const first = await shop.run(FILE, 'Every six hours');
		expect(first.error).toBeUndefined();
		expect(told(first.outputs('Pushed')[0])).toEqual([['pushed', 'MUG', 98]]);
		expect(await shop.shown('MUG')).toEqual([[['DEFAULT', 98]]]);
		const second = await shop.run(FILE, 'Every six hours');
		expect(told(second.outputs('Pushed')[0])).toEqual([['unchanged', 'MUG', 98]]);
	});

	it('tells with the reason what a person has to see to', async () => {
		await shop.world.sandbox.amazon.control('stock/refuse', { sku: 'MUG' });
		const run = await shop.run(FILE, 'Every six hours');
		expect(run.outputs('What to tell')[0]?.map(({ json }) => json)).toEqual([
			expect.objectContaining({ code: 'stockRefused', what: expect.stringContaining('MUG') as string, details: '' }),
		]);
		expect(run.outputs('Tell me')[0]).toHaveLength(1);
	});

	it('sends one message where so many would drop to zero that nothing was sent', async () => {
		const options = { safetyStock: 100, guardPercentage: 0, guardAtLeast: 0 };
		const run = await shop.run(FILE, 'Every six hours', { choose: { 'Push to Amazon': { options } } });
		expect(run.outputs('Each cause once')[0]?.map(({ json }) => [json['code'], json['details']])).toEqual([
			['massZero', 'Nothing was sent. It is tried again by itself.'],
		]);
		expect(await shop.shown('MUG')).toEqual([[['DEFAULT', 10]]]);
	});
});

it('the templates name reasons that there are', () => {
	for (const file of [FILE, 'fba-stock-to-woocommerce.json', 'nightly-stock-compare.json']) {
		const [, list = ''] = /\[([^[\]]*)\]\.includes\(\$json\.attention/.exec(templateOf(file).text) ?? [];
		const codes = list.split(',').map((code) => code.trim().replaceAll("'", ''));
		expect(codes.length).toBeGreaterThan(3);
		for (const code of codes) expect(Object.keys(STOCK_REASONS)).toContain(code);
	}
});
