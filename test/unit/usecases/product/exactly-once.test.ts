import { ProcessDied } from '../../../fixtures/memory-platform/mortal-process';
import { details, family } from '../../../fixtures/memory-platform/memory-listings';
import { productWorlds, type ProductWorld } from './product-world';

const open = productWorlds();
const SKUS = ['CAP', 'TEE-S', 'TEE-M'];

async function filled(): Promise<ProductWorld> {
	const world = await open();
	// The store itself keeps nobody from making a second one.
	world.store.uniqueSkus = false;
	world.listings.put(details('CAP'), ...family('TEE', ['S', 'M']));
	return world;
}

const kept = (world: ProductWorld): readonly string[] => world.store.kept.map(({ sku }) => sku).toSorted();
const ALL = ['CAP', 'TEE', 'TEE-M', 'TEE-S'];

describe('a product is made exactly once', () => {
	it('wherever the process dies', async () => {
		let steps = 0;
		for (let step = 1; ; step += 1) {
			const world = await filled();
			await world.waiting('902-1', 'CAP');
			const process = world.process(step);
			try {
				await world.run(SKUS, {}, process);
			} catch (error) {
				if (!(error instanceof ProcessDied)) throw error;
			}
			await world.untilSettled(SKUS);
			const where = `died ${process.died ?? 'never'}`;
			expect([where, kept(world)]).toEqual([where, ALL]);
			expect([where, [...(await world.linked(...SKUS)).keys()].toSorted()]).toEqual([where, [...SKUS].toSorted()]);
			expect([where, await world.isDue('902-1')]).toEqual([where, true]);
			if (!process.isDead) break;
			steps = step;
		}
		expect(steps).toBeGreaterThan(30);
	});

	it.each(['lostBefore', 'lostAfter', 'lostLate'] as const)('when the answer is lost (%s)', async (fault) => {
		const world = await filled();
		world.store.faults.next('create', fault);
		const [cap, ...others] = await world.run(SKUS);
		expect(cap).toMatchObject({ kind: 'attention', reason: { code: 'productUnknown' } });
		expect(others.map(({ kind }) => kind)).toEqual(['saved', 'saved']);
		const [soon] = await world.run(['CAP']);
		if (fault === 'lostAfter') expect(soon).toMatchObject({ kind: 'saved' });
		else expect(soon).toMatchObject({ kind: 'attention', reason: { code: 'productUnknown' } });
		await world.untilSettled(SKUS);
		expect(kept(world)).toEqual(ALL);
	});

	it('when it comes after a long run had looked, and before that run is at it', async () => {
		const world = await filled();
		const others = Array.from({ length: 70 }, (_, index) => `S${index}`);
		world.listings.put(...others.map((sku) => details(sku)));
		world.store.faults.next('create', 'lostLate');
		await world.run(['CAP']);
		const outcomes = await world.run([...others, 'CAP']);
		expect(outcomes.map(({ kind }) => kind)).toEqual([...others, 'CAP'].map(() => 'saved'));
		expect(world.store.of('CAP')).toHaveLength(1);
	});

	it('when the answer is lost, and the process dies at any moment after it', async () => {
		for (let step = 20; ; step += 1) {
			const world = await filled();
			world.store.faults.next('create', 'lostLate', 2);
			const process = world.process(step);
			await world.run(SKUS, {}, process).catch((error: unknown) => {
				if (!(error instanceof ProcessDied)) throw error;
			});
			await world.untilSettled(SKUS);
			expect([process.died, kept(world)]).toEqual([process.died, ALL]);
			if (!process.isDead) break;
		}
	});

	it('by two at once on one SKU, and on two siblings of one parent', async () => {
		const world = await filled();
		const both = await world.clock.run(Promise.all([world.work(['CAP', 'TEE-S']), world.work(['TEE-M', 'CAP'])]));
		expect(both.flat().map(({ kind }) => kind)).toEqual(['saved', 'saved', 'saved', 'saved']);
		expect(kept(world)).toEqual(ALL);
		expect(new Set(world.store.kept.flatMap(({ parentId }) => parentId ?? []))).toEqual(new Set([world.store.of('TEE')[0]?.id]));
	});
});
