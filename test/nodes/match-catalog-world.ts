import type { IDataObject } from 'n8n-workflow';
import type { SeededProduct } from '../../sandbox/seed/listings-seed';
import type { RunResult } from '../harness/engine';
import type { DatabaseRow } from './database-rows';
import { matchCatalogs, NodeWorld, type Parameters } from './world';

/** A seller's listings, a store's products, and what Match Product makes of them. */
export class CatalogWorld {
	private constructor(readonly world: NodeWorld) {}

	/** No listings yet; a mug and a cap in the store where nothing else is said. */
	static async start(products?: readonly SeededProduct[]): Promise<CatalogWorld> {
		const made = new CatalogWorld(await NodeWorld.start(products === undefined ? {} : { products }));
		for (const { sku } of made.listings.all()) made.listings.remove(sku);
		return made;
	}

	/** The same, with these listings. */
	static async of(...skus: readonly string[]): Promise<CatalogWorld> {
		const made = await CatalogWorld.start();
		for (const sku of skus) made.listings.put({ sku });
		return made;
	}

	get listings() {
		return this.world.sandbox.amazon.listings;
	}

	async run(parameters: Parameters, items: readonly { json: IDataObject }[] = [{ json: {} }]): Promise<RunResult> {
		return await this.world.run({ nodes: [matchCatalogs(parameters)], items });
	}

	async matchAll(parameters: Parameters = {}): Promise<RunResult> {
		return await this.run({ operation: 'matchCatalog', ...parameters });
	}

	links(): readonly (readonly unknown[])[] {
		return this.world.rows('link').map(({ sku, product_id, rule, gone }) => [sku, product_id, rule, gone]);
	}

	/** All that is remembered of them. */
	memory(): readonly (readonly DatabaseRow[])[] {
		return ['link', 'link_place', 'open_listing'].map((table) => this.world.rows(table));
	}

	idOf(sku: string): string {
		return String(this.world.store.productBySku(sku)?.id);
	}
}

export const rowsOf = (result: RunResult, output: number): readonly IDataObject[] =>
	(result.outputs('Match')[output] ?? []).map(({ json }) => json);
export const hintOf = (result: RunResult): string | undefined => result.hints('Match')[0]?.message;
