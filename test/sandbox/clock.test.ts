import fc from 'fast-check';
import { createRealClock, createVirtualClock } from '../../sandbox/kernel/clock';
import { createRandom } from '../../sandbox/kernel/random';

describe('clocks', () => {
	it('a virtual clock wakes sleepers in the order of their times', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 20 }), async (delays) => {
				const clock = createVirtualClock(0);
				const woken: number[] = [];
				const all = Promise.all(
					delays.map(async (delay) => {
						await clock.sleep(delay);
						woken.push(delay);
					}),
				);
				clock.advance(1000);
				await all;
				expect(clock.now()).toBe(1000);
				expect(clock.sleeping()).toBe(0);
				expect(woken).toEqual([...delays].sort((a, b) => a - b));
			}),
		);
	});

	it('advancing a real clock ends sleeps under way', async () => {
		const clock = createRealClock();
		const before = clock.now();
		const asleep = clock.sleep(3_600_000);
		clock.advance(3_600_000);
		await asleep;
		expect(clock.now()).toBeGreaterThanOrEqual(before + 3_600_000);
	});
});

describe('chance', () => {
	it('the generator gives the same numbers in [0, 1) for the same seed', () => {
		fc.assert(
			fc.property(fc.integer(), (seed) => {
				const [a, b] = [createRandom(seed), createRandom(seed)];
				for (let draw = 0; draw < 50; draw += 1) {
					const number = a();
					expect(number).toBe(b());
					expect(number >= 0 && number < 1).toBe(true);
				}
			}),
		);
	});
});
