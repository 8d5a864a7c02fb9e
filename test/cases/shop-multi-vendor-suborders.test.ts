import caseFile from '../fixtures/cases/shop-multi-vendor-suborders.json';
import { FulfillWorld } from '../unit/usecases/fulfill-world';
import { putWire, sentLines } from './shop-orders';

interface Wish {
	readonly id: number;
	readonly parent_id: number;
	readonly lines: readonly string[];
}
const wire = ({ lines, ...order }: Wish) => ({
	...order,
	line_items: lines.map((sku, index) => ({ id: order.id * 10 + index, sku, quantity: 1 })),
});
const [parent, ...children] = caseFile.input.orders;

describe(caseFile.right, () => {
	let world: FulfillWorld;
	beforeEach(async () => {
		world = await FulfillWorld.open();
		world.amazon.skus.add('MUG');
		for (const order of caseFile.input.orders) putWire(world, wire(order));
	});
	afterEach(async () => {
		await world.close();
	});
	const send = async (...ids: readonly number[]) => await world.send(ids.map((id) => ({ id: String(id) })));

	it('sends the whole order, in whatever turn they come, and says why not its parts', async () => {
		const outcomes = await send(children[0]?.id ?? 0, parent?.id ?? 0, children[1]?.id ?? 0);
		expect(outcomes).toMatchObject([
			{ action: 'skipped', reason: { code: 'mcfSuborder', text: expect.stringContaining('order 13') } },
			{ action: 'sent' },
			{ action: 'skipped', reason: { code: 'mcfSuborder' } },
		]);
		expect(sentLines(world)).toEqual([
			['MUG', 1],
			['CAP', 1],
		]);
	});

	it.each([
		['is not there', (): void => void world.shop.orders.delete('13')],
		[
			'was bought elsewhere',
			(): void => world.shop.change('13', (stored) => ({ ...stored, order: { ...stored.order, origin: 'amazon' } })),
		],
		[
			'was cancelled',
			(): void => world.shop.change('13', (stored) => ({ ...stored, closed: true, order: { ...stored.order, status: 'cancelled' } })),
		],
		['holds none of its lines', (): void => void putWire(world, { id: 13, line_items: [{ id: 1, sku: 'TEE', quantity: 1 }] })],
	])('sends a part whose whole %s', async (_name, change) => {
		change();
		expect(await send(14, 15)).toMatchObject([{ action: 'sent' }, { action: 'sent' }]);
	});

	it('asks a person about a part that the whole holds only in part', async () => {
		putWire(world, wire({ id: 14, parent_id: 13, lines: ['MUG', 'TEE'] }));
		expect(await send(14)).toMatchObject([{ kind: 'attention', reason: { code: 'mcfSuborderDiffers' } }]);
		expect(world.amazon.made).toEqual([]);
	});

	it('reads the whole order once, and lets the parts come again when the store is away', async () => {
		world.shop.faults.next('get', 'unavailable', 2);
		expect(await send(14)).toMatchObject([{ reason: { code: 'storeUnreachable' } }]);
		expect(await world.sale('14')).toMatchObject({ state: 'pending' });
	});
});
