import type { Order } from '../../../src/domain/order';
import { elsewhere, NINE, saveWorlds, tee, TEN, type SaveWorld } from './save-world';

const open = saveWorlds();

const arrived = (wish: Parameters<typeof tee>[0] = {}): Order => ({
	...tee({ status: 'shipped', updatedAt: TEN, ...wish }),
	packages: [{ id: '1', phase: 'delivered', lines: [] }],
});
const STATUS = { statusDelivered: 'arrived' };

describe('an order that the merchant shipped has arrived', () => {
	it('gives its date to the log, and the chosen status to the store, once', async () => {
		const world = await open({ editable: true });
		await world.run([tee()]);
		await world.run([{ ...arrived({ updatedAt: NINE }), packages: [{ id: '1', phase: 'inTransit', lines: [] }] }], STATUS);
		expect((await world.sale('A'))?.deliveredAt).toBeUndefined();
		await world.run([arrived()], STATUS);
		expect(await world.sale('A')).toMatchObject({ state: 'synced', deliveredAt: TEN });
		const [stored] = world.store.of('A');
		expect(stored?.status).toBe('arrived');
		// People may give it another one afterwards.
		if (stored !== undefined) stored.status = 'disputed';
		await world.run([{ ...arrived(), updatedAt: '2026-11-30T10:00:00.000Z' }], STATUS);
		expect(world.store.of('A')[0]?.status).toBe('disputed');
		expect((await world.sale('A'))?.deliveredAt).toBe(TEN);
	});

	it('takes the date of the last package where packages have dates, and keeps the status where none was chosen', async () => {
		const world = await open({ editable: true });
		await world.run([tee()]);
		const before = world.store.of('A')[0]?.status;
		const packages: Order['packages'] = [NINE, '2026-11-20T09:00:00.000Z'].map((deliveredAt, index) => ({
			id: String(index),
			phase: 'delivered',
			deliveredAt,
			lines: [],
		}));
		await world.run([{ ...arrived(), packages }]);
		expect((await world.sale('A'))?.deliveredAt).toBe([NINE, '2026-11-20T09:00:00.000Z'].sort().at(-1));
		expect(world.store.of('A')[0]?.status).toBe(before);
	});

	it('is told again where the store did not take the status', async () => {
		const world = await open({ editable: true });
		await world.run([tee()]);
		world.store.faults.next('arrived', 'unavailable');
		expect(await world.run([arrived()], STATUS)).toMatchObject([{ kind: 'attention', reason: { code: 'storeUnreachable' } }]);
		expect((await world.sale('A'))?.deliveredAt).toBeUndefined();
		await world.run([arrived()], STATUS);
		expect([world.store.of('A')[0]?.status, (await world.sale('A'))?.deliveredAt]).toEqual(['arrived', TEN]);
	});

	it('by Amazon itself: unknown', async () => {
		const world = await open({ editable: true });
		await world.run([{ ...arrived({ fulfilledBy: 'amazon' }) }], STATUS);
		expect((await world.sale('A'))?.deliveredAt).toBeUndefined();
	});
});

describe('delivery details as a note', () => {
	const NOTE = { deliveryNote: true };
	const notes = (world: SaveWorld): readonly string[] => world.store.of('A')[0]?.notes ?? [];

	it('stand there once for each content', async () => {
		const world = await open({ editable: true });
		for (let time = 0; time < 2; time += 1) await world.run([tee()], NOTE);
		expect(notes(world)).toEqual([expect.stringMatching(/^Delivery details: Service: STANDARD \| Cost: .* EUR \| Recipient: /)]);
		await world.run([tee({ updatedAt: TEN, shipping: elsewhere })], NOTE);
		expect(notes(world)).toHaveLength(2);
		expect(notes(world)[1]).toContain(elsewhere.line1);
	});

	it('only by choice, only with personal data, and never for what Amazon ships', async () => {
		const world = await open({ editable: true });
		await world.run([tee()]);
		await world.run([{ ...tee({ updatedAt: NINE }), personalData: false }], NOTE);
		await world.run([tee({ id: 'B', fulfilledBy: 'amazon', status: 'shipped' })], NOTE);
		expect([...notes(world), ...(world.store.of('B')[0]?.notes ?? [])]).toEqual([]);
	});
});
