import caseFile from '../fixtures/cases/shop-order-number-beyond-latin-1.json';
import { FulfillWorld } from '../unit/usecases/fulfill-world';
import { putWire } from './shop-orders';

const [foreign, spaced] = caseFile.input.number;

describe(caseFile.right, () => {
	let world: FulfillWorld;
	beforeEach(async () => {
		world = await FulfillWorld.open();
	});
	afterEach(async () => {
		await world.close();
	});

	it.each([
		[foreign, '12'],
		[spaced?.replace(' (two spaces)', ''), 'WEB 1003'],
		['1'.repeat(45), '12'],
		['Größe-7', 'Größe-7'],
		['🎁 5', '12'],
		['   ', '12'],
	])('prints "%s" as "%s"', async (number, printed) => {
		putWire(world, { number });
		await world.send([{ id: '12' }]);
		expect([...world.amazon.orders.values()].map(({ request }) => request.displayId)).toEqual([printed]);
	});
});
