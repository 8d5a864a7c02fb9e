import caseFile from '../fixtures/cases/shop-product-deleted-after-the-sale.json';
import { FulfillWorld } from '../unit/usecases/fulfill-world';
import { putWire, sentLines } from './shop-orders';

describe(caseFile.right, () => {
	let world: FulfillWorld;
	beforeEach(async () => {
		world = await FulfillWorld.open();
	});
	afterEach(async () => {
		await world.close();
	});
	const [gone] = caseFile.input.line_items;

	it('asks a person', async () => {
		putWire(world, { line_items: [gone] });
		expect(await world.send([{ id: '12' }])).toMatchObject([{ kind: 'attention', reason: { code: 'mcfProductGone' } }]);
		expect(await world.sale('12')).toMatchObject({ state: 'error' });
		expect(world.shop.of('12').notes).toHaveLength(1);
	});

	it('sends the other lines of its order, and tells of it', async () => {
		putWire(world, { line_items: [gone, { id: 2, sku: 'TEE', quantity: 1 }] });
		expect(await world.send([{ id: '12' }])).toMatchObject([{ action: 'sent', notSent: [{ lineId: '1' }] }]);
		expect(sentLines(world)).toEqual([['TEE', 1]]);
		expect(world.shop.of('12').notes).toEqual([expect.stringContaining('no longer in the store')]);
	});
});
