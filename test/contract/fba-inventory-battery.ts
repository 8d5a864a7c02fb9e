import type { FbaInventory } from '../../src/ports/fulfillment-service';

export interface InventoryUnderTest {
	readonly inventory: FbaInventory;
	/** SKUs that the warehouse knows, with the units that it can ship: 49 at least, one of them with none. */
	readonly stock: ReadonlyMap<string, number>;
	readonly close: () => Promise<void>;
}

/** What the core relies on, whatever warehouse it is. */
export function fbaInventoryBattery(name: string, start: () => Promise<InventoryUnderTest>): void {
	describe(`${name}: the stock of a warehouse`, () => {
		let test: InventoryUnderTest;
		beforeAll(async () => {
			test = await start();
		});
		afterAll(async () => {
			await test.close();
		});

		const units = async (...skus: readonly string[]): Promise<ReadonlyMap<string, number>> =>
			new Map([...(await test.inventory.summaries(skus))].map(([sku, { fulfillable }]) => [sku, fulfillable]));

		it('is told for fifty SKUs at once, those without a unit too', async () => {
			const asked = [...test.stock].slice(0, 49);
			expect(asked).toHaveLength(49);
			expect(await units(...asked.map(([sku]) => sku), 'not-there')).toEqual(new Map(asked));
			expect([...test.stock.values()]).toContain(0);
		});

		it('is of the exact SKU, in its case; others are left out', async () => {
			const [[sku, count] = ['', 0]] = test.stock;
			const swapped = sku === sku.toUpperCase() ? sku.toLowerCase() : sku.toUpperCase();
			expect(await units(swapped, `${sku} `, sku.slice(0, -1), 'not-there')).toEqual(new Map());
			expect(await units(sku, swapped)).toEqual(new Map([[sku, count]]));
		});

		it('is the same at every reading, and nothing for nothing', async () => {
			const skus = [...test.stock.keys()].slice(0, 3);
			expect(await units(...skus)).toEqual(await units(...skus));
			expect(await units()).toEqual(new Map());
		});
	});
}
