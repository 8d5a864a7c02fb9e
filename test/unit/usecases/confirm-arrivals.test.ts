import { accountKey } from '../../../src/domain/account';
import { orderId } from '../../../src/domain/ids';
import type { Sale } from '../../../src/ports/database';
import type { OrderToConfirm, SoldOrder } from '../../../src/usecases/confirm/deps';
import { SHOP } from '../../fixtures/memory-platform/memory-shop';
import { CHANNEL, START } from '../../fixtures/memory-platform/orders';
import { ConfirmWorld, HOUR, parcel, sold } from './confirm-world';

const between = { source: accountKey(CHANNEL), target: accountKey(SHOP) };
let world: ConfirmWorld;
beforeEach(async () => {
	world = await ConfirmWorld.open();
	world.buy('A');
	const inStore = { targetOrderId: 'sA', targetOrderNumber: '#A' };
	await world.database.sales.change(
		[{ ...between, ...inStore, orderId: orderId('A'), orderNumber: 'A', state: 'synced' }],
		world.clock.now(),
	);
});
afterEach(async () => {
	await world.close();
});

const bought = async (): Promise<Sale | undefined> => (await world.database.sales.get(between, [orderId('A')])).get(orderId('A'));
const arrived = (at: string): OrderToConfirm => {
	const item = sold('A', [parcel('P1', { phase: 'delivered' })]);
	return { ...item, sold: { ...(item.sold as SoldOrder), arrivedAt: at } };
};
const later = (ms: number): string => new Date(Date.parse(START) + ms).toISOString();

it('that the store knows of a delivery is noted in the sale of the channel, once', async () => {
	await world.confirm([sold('A', [parcel('P1')])]);
	expect((await bought())?.deliveredAt).toBeUndefined();
	await world.clock.pass(5 * HOUR);
	await world.confirm([arrived(later(HOUR))], { dry: true });
	expect((await bought())?.deliveredAt).toBeUndefined();
	await world.confirm([arrived(later(HOUR))]);
	expect(await bought()).toMatchObject({ state: 'synced', deliveredAt: later(HOUR), agesFrom: later(HOUR) });
	await world.confirm([arrived(later(2 * HOUR))]);
	expect((await bought())?.deliveredAt).toBe(later(HOUR));
});

it.each(['1970-01-01T00:00:00.000Z', '2999-01-01T00:00:00.000Z'])('a delivery at %s was when the store told of it', async (odd) => {
	await world.clock.pass(5 * HOUR);
	await world.confirm([arrived(odd)]);
	expect((await bought())?.deliveredAt).toBe(START);
});
