import { createSkuMemory } from '../../../src/usecases/fulfill/sku-memory';

const MINUTE = 60_000;

describe('what is remembered of SKUs', () => {
	it('counts to the end of the question, though its time is up while another SKU is asked for', async () => {
		let now = 0;
		const clock = { now: () => now, sleep: async () => await Promise.resolve() };
		const asked: (readonly string[])[] = [];
		const inventory = {
			summaries: async (skus: readonly string[]) => {
				asked.push(skus);
				now += 2 * MINUTE;
				return await Promise.resolve(new Map(skus.map((sku) => [sku, { fulfillable: 1 }])));
			},
		};
		const memory = createSkuMemory(new Map(), inventory, clock);
		await memory.knownOf(['TEE-1']);
		now += 9 * MINUTE;

		expect(await memory.knownOf(['TEE-1', 'MUG-1'])).toEqual(new Set(['TEE-1', 'MUG-1']));
		expect(asked).toEqual([['TEE-1'], ['MUG-1']]);
	});
});
