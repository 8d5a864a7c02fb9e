import { STATUSES, type StoreOrder } from '../../fixtures/memory-platform/memory-store';
import { elsewhere, NINE, saveWorlds, tee, TEN, type SaveWorld } from './save-world';

const open = saveWorlds();
const moved = tee({ updatedAt: NINE, shipping: elsewhere });

const close: Readonly<Record<string, (stored: StoreOrder) => void>> = {
	'put into the trash': (stored) => {
		stored.trashed = true;
	},
	cancelled: (stored) => {
		stored.status = STATUSES.void;
	},
	refunded: (stored) => {
		stored.status = STATUSES.refunded;
	},
};

const reopen = (stored: StoreOrder): void => {
	Object.assign(stored, { trashed: false, status: STATUSES.toPack });
};

async function closedBy(how: string): Promise<{ readonly world: SaveWorld; readonly stored: StoreOrder }> {
	const world = await open({ editable: true });
	await world.run([tee()]);
	const [stored] = world.store.of('A');
	if (stored === undefined) throw new Error('It was saved');
	close[how]?.(stored);
	return { world, stored };
}

describe.each(Object.keys(close))('an order that somebody %s in the store', (how) => {
	it('is not rewritten by a change of its address, which stays open', async () => {
		const { world, stored } = await closedBy(how);
		const image = JSON.stringify(stored);
		const saved = await world.sale('A');
		expect(await world.run([moved])).toMatchObject([{ kind: 'saved', action: 'unchanged' }]);
		expect([JSON.stringify(stored), world.store.writes]).toEqual([image, ['create']]);
		expect(await world.sale('A')).toMatchObject({
			state: 'pending',
			reason: { code: 'closedInStore' },
			nextAttemptAt: expect.any(String),
			sourceUpdatedAt: saved?.sourceUpdatedAt,
			fingerprint: saved?.fingerprint,
		});
	});

	it('gets the change on the day somebody opens it again, by itself', async () => {
		const { world, stored } = await closedBy(how);
		await world.run([moved]);
		await world.run([moved]);
		reopen(stored);
		expect(await world.run([moved])).toMatchObject([{ action: 'updated' }]);
		expect([stored.order.shipping?.line1, await world.sale('A')]).toMatchObject([
			'Elsewhere 1',
			{ state: 'synced', sourceUpdatedAt: NINE },
		]);
		expect((await world.sale('A'))?.reason).toBeUndefined();
	});

	it('is looked at less and less often', async () => {
		const { world } = await closedBy(how);
		const waits: number[] = [];
		for (let time = 0; time < 8; time += 1) {
			await world.run([moved]);
			waits.push(Date.parse((await world.sale('A'))?.nextAttemptAt ?? '') - world.clock.now());
		}
		expect(waits).toEqual(waits.toSorted((a, b) => a - b));
		expect(waits.at(-1)).toBe(30 * 60_000);
	});

	it('is done with once its channel is: nothing is left open', async () => {
		const { world, stored } = await closedBy(how);
		const { status } = stored;
		await world.run([moved]);
		await world.run([tee({ updatedAt: TEN, status: 'cancelled' })]);
		expect([stored.status, world.store.requests.includes('update'), (await world.sale('A'))?.state]).toEqual([status, false, 'cancelled']);
	});

	it('is in order where the store has this very version of it', async () => {
		const { world } = await closedBy(how);
		await world.clock.pass(60_000);
		await world.forgetAll();
		await world.run([tee()]);
		await world.untilSettled([tee()]);
		expect(await world.sale('A')).toMatchObject({ state: 'synced' });
	});
});

describe('an order that the channel ships, which somebody cancelled in the store and opened again', () => {
	const fba = (wish: Parameters<typeof tee>[0] = {}) => tee({ fulfilledBy: 'amazon', status: 'shipped', ...wish });

	it('took pieces off the shelf: a person is told of it once, by SKU and number', async () => {
		const world = await open({ editable: true });
		await world.run([fba()]);
		for (const stored of world.store.of('A')) stored.wronglyTaken = true;
		const [outcome] = await world.run([fba({ updatedAt: NINE, lines: [{ sku: 'TEE', price: '9.00' }] })]);
		expect(outcome).toMatchObject({ kind: 'attention', reason: { code: 'stockTaken', text: expect.stringContaining('"TEE": 1') } });
		expect(await world.sale('A')).toMatchObject({ state: 'error', reason: { code: 'stockTaken' }, sourceUpdatedAt: NINE });
		expect(await world.run([fba({ updatedAt: TEN, lines: [{ sku: 'TEE', price: '8.00' }] })])).toMatchObject([{ action: 'noted' }]);
		expect((await world.sale('A'))?.state).toBe('synced');
	});
});
