import { hours, pass } from '../nodes/time';
import { StockWorld, told } from './stock-world';

const FILE = 'nightly-stock-compare.json';
const START = 'Every night';

describe('the template "Compare stock every night"', () => {
	let shop: StockWorld;
	beforeEach(async () => {
		shop = await StockWorld.start();
	});
	afterEach(async () => {
		await shop.world.stop();
	});

	it('sends again what drifted apart, says how much, and sends no message of a night without', async () => {
		await shop.run('store-stock-to-amazon.json', 'Every six hours');
		expect(await shop.shown('MUG')).toEqual([[['DEFAULT', 98]]]);
		pass(hours(1));
		await shop.world.sandbox.amazon.control('stock/set', { sku: 'MUG', quantity: 500 });
		pass(hours(7));
		const night = await shop.run(FILE, START);
		expect(night.error).toBeUndefined();
		expect(told(night.outputs('What drifted')[0])).toEqual([['pushed', 'MUG', 98]]);
		expect(night.outputs('How much drifted')[0]?.map(({ json }) => json)).toEqual([
			expect.objectContaining({ code: 'stockDrifted', subject: 'Quantities that had drifted: 1', details: 'MUG: 500 → 98' }),
		]);
		expect(night.outputs('Tell me')[0]).toHaveLength(1);
		expect(await shop.shown('MUG')).toEqual([[['DEFAULT', 98]]]);
		expect(await shop.shown('CAP')).toEqual([[['AMAZON_EU']]]);

		pass(hours(24));
		const quiet = await shop.run(FILE, START);
		expect(quiet.error).toBeUndefined();
		expect(quiet.outputs('Compare all linked')[0]?.map(({ json }) => json)).toEqual([
			expect.objectContaining({ action: 'compared', products: 2, unchanged: 1 }),
		]);
		expect(quiet.outputs('Tell me')).toEqual([]);
	});

	it('tells what somebody else set to zero, and leaves it there', async () => {
		await shop.run('store-stock-to-amazon.json', 'Every six hours');
		await shop.shown('MUG');
		pass(hours(1));
		await shop.world.sandbox.amazon.control('stock/set', { sku: 'MUG', quantity: 0 });
		pass(hours(7));
		const night = await shop.run(FILE, START);
		expect(night.outputs('What to tell')[0]?.map(({ json }) => json['code'])).toEqual(['stockZeroByOther']);
		expect(night.outputs('What drifted')[0] ?? []).toEqual([]);
		expect(await shop.shown('MUG')).toEqual([[['DEFAULT', 0]]]);
	});
});
