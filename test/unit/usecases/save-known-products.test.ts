import { claim, release } from '../../../src/usecases/once';
import { createKey } from '../../../src/usecases/save/own-orders';
import { orderRef } from '../../../src/usecases/order-key';
import type { Catalog } from '../../../src/ports/catalog';
import { order } from '../../fixtures/memory-platform/orders';
import { matched, saveWorlds, STORE_KEY, type SaveWorld } from './save-world';

const open = saveWorlds();
const tees = (id: string, quantity: number) => matched(order({ id, lines: [{ sku: 'TEE', quantity }] }));
const [FEW, TWENTY, NINETY] = [tees('few', 1), tees('twenty', 20), tees('ninety', 90)];
const LEASE_MS = 60_000;

/** The catalog of a process that has just read the products, as they stood then. */
async function rememberedNow({ clock, store }: SaveWorld): Promise<Catalog> {
	const { catalog } = store;
	const readAt = clock.now();
	const products = await catalog.findBySkus(['TEE']);
	return { ...catalog, lately: async () => await Promise.resolve(products.map((product) => ({ product, readAt }))) };
}

describe('a count that was read a moment ago', () => {
	it('does not count any more when another process made orders while this one waited for it', async () => {
		const world = await open({ searchLagMs: 0 });
		const { database, store } = world;
		await world.run([tees('first', 1)]);
		await world.clock.pass(1_000);
		const process = world.process();
		await world.run([tees('second', 1)], {}, process);
		await world.clock.pass(1_000);
		const catalog = await rememberedNow(world);
		const other = { database, clock: world.clock, owner: world.process().owner };
		const key = createKey(STORE_KEY, orderRef(FEW));
		await claim(other, [key], { leaseMs: LEASE_MS, waitMs: 0 });
		world.clock.at(world.clock.now() + 5_000, () => {
			void world.work([NINETY]).then(async () => {
				await release(other, [key]);
			});
		});
		const [, twenty] = await world.clock.run(world.work([FEW, TWENTY], {}, process, { catalog }));
		expect(twenty).toMatchObject({ kind: 'attention', reason: { code: 'stockShort' } });
		expect(store.shelf.pieces('p-tee')).toBe(100 - 1 - 1 - 90 - 1);
	});
});
