import { GERMANY, StockWorld, told } from './stock-world';

const FILE = 'fba-stock-to-woocommerce.json';
const START = 'Every hour';

describe('the template "Show FBA stock in the store"', () => {
	let shop: StockWorld;
	beforeEach(async () => {
		shop = await StockWorld.start();
	});
	afterEach(async () => {
		await shop.world.stop();
	});

	const choose = { 'Read FBA stock': { marketplaces: [GERMANY] } };

	it('shows what Amazon holds of what was declared, and tells once what was not', async () => {
		const before = await shop.run(FILE, START, { choose });
		expect(before.error).toBeUndefined();
		const rejected = told(before.outputs('Push to the store')[1]);
		expect(rejected).toContainEqual(['stockSourceUndeclared', 'CAP', 42]);
		// The account holds goods besides that the shop does not sell: no word of these.
		expect(rejected).toContainEqual(['stockSkuUnknown', 'KNIFE-CHEF', 10_000]);
		expect(before.outputs('Each cause once')[0]?.map(({ json }) => json['code'])).toEqual(['stockSourceUndeclared']);
		expect(before.outputs('Tell me')[0]).toHaveLength(1);
		expect(shop.world.store.productBySku('CAP')).toMatchObject({ stock: 100 });

		await shop.pushStock({ operation: 'declareSource', products: 'warehouseOnly' });
		const first = await shop.run(FILE, START, { choose });
		expect(told(first.outputs('Pushed')[0])).toEqual([['pushed', 'CAP', 42]]);
		expect(shop.world.store.productBySku('CAP')).toMatchObject({ stock: 42 });
		expect(shop.world.store.productBySku('MUG')).toMatchObject({ stock: 100 });

		const { writes } = shop.world.store.counts();
		expect(told((await shop.run(FILE, START, { choose })).outputs('Pushed')[0])).toEqual([['unchanged', 'CAP', 42]]);
		expect(shop.world.store.counts().writes).toBe(writes);
		// It is Amazon's own, and goes nowhere from the shop.
		const back = await shop.run('store-stock-to-amazon.json', 'Every six hours');
		expect(told(back.outputs('Push to Amazon')[1])).toEqual([['stockIsFba', 'CAP', 42]]);
	});

	it('does nothing until a marketplace is chosen', async () => {
		for (const marketplaces of [[], [GERMANY, 'A1RKKUPIHCS9HS']]) {
			const run = await shop.run(FILE, START, { choose: { 'Read FBA stock': { marketplaces } } });
			expect(run.error?.message).toMatch(/choose one marketplace in the node "Read FBA stock"/);
			expect(run.outputs('Read FBA stock')).toEqual([]);
		}
	});

	it('leaves out warehouses that nobody named, where some are named', async () => {
		await shop.pushStock({ operation: 'declareSource', products: 'warehouseOnly' });
		const codes = { assignments: { assignments: [{ id: 'a', name: 'codes', value: 'BER3, LEJ1', type: 'string' }] }, options: {} };
		const run = await shop.run(FILE, 'Which warehouses', { choose: { ...choose, 'Which warehouses': codes } });
		// What Amazon counts for a marketplace as a whole is no warehouse of that name.
		expect(run.outputs('Only these warehouses')[0]).toEqual([]);
		expect(run.outputs('Push to the store')).toEqual([]);
	});
});
