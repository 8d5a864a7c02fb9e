import { accountKey } from '../../../../src/domain/account';
import { orderId } from '../../../../src/domain/ids';
import { ChannelWorld } from './channel-world';
import { A, MINUTE } from './trigger-world';

let world: ChannelWorld;
beforeEach(async () => {
	world = await new ChannelWorld().open();
	await world.pollAndRun(A);
});
afterEach(async () => {
	await world.close();
});

const seen = async (id: string) => (await world.database.shipments.seen(world.account, [orderId(id)])).get(orderId(id));
const look = async (): Promise<void> => {
	await world.clock.pass(10 * MINUTE);
	await world.pollAndRun(A);
};

describe('whatever a search shows of an order', () => {
	it('is remembered as it was seen last, without anybody in it', async () => {
		const shipBy = { to: '2026-11-25T22:59:59.000Z' };
		world.put({ id: 'X-1', lines: [{ sku: 'TEE', quantity: 3 }], shipBy }, { lagMs: 0 });
		await look();
		const line = { lineId: 'line-1', sku: 'TEE', quantity: 3, cancelled: 0, shipped: 0 };
		expect(await seen('X-1')).toMatchObject({ status: 'unshipped', shipBy: shipBy.to, lines: [line], packages: [], programs: [] });
		const packages = [{ id: '7', trackingNumber: 'jjd 01-x', lines: [] }];
		world.put({ id: 'X-1', status: 'shipped', packages, programs: ['LABELLED'] }, { lagMs: 0 });
		await look();
		expect(await seen('X-1')).toMatchObject({ status: 'shipped', programs: ['LABELLED'], packages: [{ reference: '7' }] });
		expect((await seen('X-1'))?.packages[0]?.number).toMatch(/^[0-9a-f]{24}$/);
		expect(JSON.stringify(await seen('X-1'))).not.toMatch(/jjd/i);
	});

	it('tells its sale since when it has left, though no trigger wants that version', async () => {
		const sale = { source: world.account, orderId: orderId('X-1'), target: accountKey({ platform: 'memory', id: 'shop' }) };
		world.put({ id: 'X-1' }, { lagMs: 0 });
		await look();
		await world.database.sales.change([{ ...sale, state: 'synced', targetOrderId: '7' }], world.clock.now());
		const left = world.put({ id: 'X-1', status: 'shipped' }, { lagMs: 0 });
		await look();
		const known = await world.database.sales.get(sale, [sale.orderId]);
		expect(known.get(sale.orderId)).toMatchObject({ state: 'synced', shippedAt: left.updatedAt, agesFrom: left.updatedAt });
	});

	it('also where no trigger wants it, but not of other shops', async () => {
		world.put({ id: 'FBA', fulfilledBy: 'amazon', packages: [{ id: '1', lines: [] }] }, { lagMs: 0 });
		world.put({ id: 'other', origin: 'elsewhere' }, { lagMs: 0 });
		await look();
		expect(await seen('FBA')).toMatchObject({ fulfilledBy: 'amazon', lines: [], packages: [] });
		expect(await seen('other')).toBeUndefined();
	});

	it('is not written again while a search looks back over it', async () => {
		world.put({ id: 'X-1' }, { lagMs: 0 });
		await look();
		const note = jest.spyOn(world.database.shipments, 'noteSeen');
		await world.clock.pass(3 * MINUTE);
		await world.pollAndRun(A);
		expect(note.mock.calls.flatMap(([, orders]) => orders.map(({ orderId: id }) => id))).toEqual(['X-1']);
		expect(await seen('X-1')).toBeDefined();
	});
});
