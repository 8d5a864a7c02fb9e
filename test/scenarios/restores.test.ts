import { createRandom } from '../../sandbox/kernel/random';
import { minutes, pass } from '../nodes/time';
import { RestoresJudge } from './restores-judge';
import { RestoringWorld } from './restoring-world';

const steps = Number(process.env.RESTORES_STEPS ?? '60');
const seeds = (process.env.RESTORES_SEEDS ?? '1,2,3,4,5,6').split(',').map(Number);
/** Where the parcels of the shop's orders are written: on the order itself, as fulfillments, by a plugin. */
const settings = [{}, { fulfillments: true }, { shipmentTracking: 'ast' }] as const;

/** What happens, and how often. */
const happenings: Readonly<Record<string, number>> = {
	placeAtAmazon: 5,
	cancelAtAmazon: 2,
	moveAtAmazon: 1,
	pollAmazon: 6,
	placeInShop: 5,
	pollShop: 5,
	progressAtAmazon: 3,
	track: 4,
	backUpStore: 2,
	restoreStore: 2,
	backUpMemory: 2,
	restoreMemory: 1,
	wait: 3,
};

describe('a store and a memory that go back to earlier states at any moment', () => {
	it.each(seeds)('mix up nobody and lose nothing without a word (seed %i)', async (seed) => {
		const random = createRandom(seed);
		const pick = (count: number): number => Math.floor(random() * count);
		const one = <Item>(items: readonly Item[]): Item | undefined => items[pick(items.length)];
		const world = await RestoringWorld.start({ settings: settings[seed % settings.length] ?? {} });
		const history: string[] = [];
		const acts: Readonly<Record<string, () => unknown>> = {
			placeAtAmazon: () => world.placeAtAmazon(),
			cancelAtAmazon: () => {
				const sale = one(world.amazonSales);
				if (sale !== undefined) world.cancelAtAmazon(sale);
			},
			moveAtAmazon: () => {
				const sale = one(world.amazonSales.filter(({ isCancelled }) => !isCancelled));
				if (sale !== undefined) world.moveAtAmazon(sale, `Neuer Weg ${pick(100)}`);
			},
			pollAmazon: async () => await world.pollAmazon(),
			placeInShop: () => world.placeInShop(1 + pick(3)),
			pollShop: async () => await world.pollShop(),
			progressAtAmazon: () => world.progressAtAmazon(),
			track: async () => await world.track(),
			backUpStore: () => world.backUpStore(),
			restoreStore: () => {
				world.restoreStore(pick);
				// Whoever comes next gets the ids of those who are gone.
				for (let count = pick(3); count > 0; count -= 1) world.placeInShop(1 + pick(3));
			},
			backUpMemory: () => world.backUpMemory(),
			restoreMemory: () => world.restoreMemory(pick),
			wait: () => pass(minutes(1 + pick(30))),
		};
		const names = Object.entries(happenings).flatMap(([name, share]) => Array.from({ length: share }, () => name));
		try {
			world.placeAtAmazon();
			world.placeInShop(2);
			for (let step = 0; step < steps; step += 1) {
				const name = one(names) ?? 'wait';
				history.push(name);
				await acts[name]?.();
				pass(minutes(1 + pick(3)));
			}
			await world.settle(4);
			await world.findLost();
			await world.settle(6);
			const faults = new Set(new RestoresJudge(world, await world.logRows()).faults());
			expect(faults.size === 0 ? [] : [...faults, `after: ${history.join(' ')}`]).toEqual([]);
			expect(world.amazonSales.length).toBeGreaterThan(0);
			expect(world.shopSales.length).toBeGreaterThan(0);
		} finally {
			await world.stop();
		}
	});
});
