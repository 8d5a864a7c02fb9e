import type { Account } from '../../../domain/account';
import { iso } from '../../../domain/time';
import type { StockPage, StoreStock, StoreStockWish } from '../../../ports/stock-source';
import { Variants, type ReadVariants } from '../catalog/variants';
import type { ShopifyClient } from '../client';
import { INPUT_SIZE } from '../constants';
import { findNodes } from '../nodes';
import { quoted } from '../search';
import { countedLocations } from '../shop';
import { gid, isId, placeOf } from '../wire/fields';
import { changedLevel, countedVariants, LEVELS_CHANGED, VARIANTS_OF_ITEMS } from '../wire/variant';
import { itemIn } from './item-id';
import type { LatelyRead } from './lately-read';
import { stockLevel } from './level';

/** What is there of each variant of a Shopify shop, at the locations that count together. */
export class ShopifyStoreStock implements StoreStock {
	private readonly variants: Variants;

	constructor(
		readonly account: Account,
		private readonly client: ShopifyClient,
		private readonly locations: readonly string[],
		private readonly lately: LatelyRead,
	) {
		this.variants = new Variants(client);
	}

	async *ofSkus(skus: readonly string[], { ownPartIn }: StoreStockWish = {}): AsyncGenerator<StockPage> {
		const given = new Set<string>();
		for await (const read of this.variants.bySkus(skus, ownPartIn)) yield await this.page(read, given);
	}

	/** Among the ids may be one of an inventory item, as webhooks name it. */
	async *ofProducts(ids: readonly { readonly id: string }[], { ownPartIn }: StoreStockWish = {}): AsyncGenerator<StockPage> {
		const items = ids.flatMap(({ id }) => itemIn(id) ?? []);
		const own = ids.map(({ id }) => id).filter(isId);
		const counted = await this.variantsOf(items);
		if (counted.unreadable.length > 0) yield { levels: [], unreadable: counted.unreadable };
		const given = new Set<string>();
		for await (const read of this.variants.byIds([...own, ...counted.ids], ownPartIn)) yield await this.page(read, given);
	}

	/** By the time of their levels: those of variants do not move when something is counted. */
	async *changedSince(since: number): AsyncGenerator<StockPage> {
		const items = new Set<string>();
		const odd: string[] = [];
		for (const location of await countedLocations(this.client, this.locations)) {
			let after: string | null | undefined = null;
			while (after !== undefined) {
				const { data }: Awaited<ReturnType<typeof this.levels>> = await this.levels(location, after, since);
				for (const record of data.location?.inventoryLevels.nodes ?? []) {
					const { data: level, error } = changedLevel.safeParse(record);
					if (level === undefined) odd.push(`${placeOf(`a level at location ${location}`, error)} is not what Shopify promises`);
					// Whole seconds are what it tells.
					else if (level.updatedAt === undefined || Date.parse(level.updatedAt) + 1_000 > since) items.add(level.item.id);
				}
				after = data.location?.inventoryLevels.next;
			}
		}
		const counted = await this.variantsOf([...items]);
		const unreadable = [...odd.map((why) => ({ why })), ...counted.unreadable];
		if (unreadable.length > 0) yield { levels: [], unreadable };
		const given = new Set<string>();
		for await (const read of this.variants.byIds(counted.ids)) yield await this.page(read, given);
	}

	async *all(): AsyncGenerator<StockPage> {
		const given = new Set<string>();
		for await (const read of this.variants.listed(null)) {
			const { levels, unreadable } = await this.page(read, given);
			yield { levels: levels.filter(({ counted }) => counted), unreadable };
		}
	}

	private async levels(location: string, after: string | null, since: number) {
		const query = `updated_at:>=${quoted(iso(since))}`;
		return await this.client.query(LEVELS_CHANGED, { location: gid('Location', location), after, query });
	}

	/** What is counted by these items. */
	private async variantsOf(items: readonly string[]): Promise<{ readonly ids: readonly string[] } & Pick<StockPage, 'unreadable'>> {
		const ids: string[] = [];
		const unreadable: { readonly why: string }[] = [];
		for (let at = 0; at < items.length; at += INPUT_SIZE) {
			const some = items.slice(at, at + INPUT_SIZE);
			for (const [item, found] of await findNodes(this.client, { document: VARIANTS_OF_ITEMS, kind: 'InventoryItem' }, some)) {
				if (found.denied !== undefined) unreadable.push({ why: found.denied.message });
				if (found.record === null) continue;
				const { success, data, error } = countedVariants.safeParse(found.record);
				if (success) ids.push(...data);
				else unreadable.push({ why: `${placeOf(`inventory item ${item}`, error)} is not what Shopify promises` });
			}
		}
		return { ids, unreadable };
	}

	private async page(read: ReadVariants, given: Set<string>): Promise<StockPage> {
		this.lately.note(read);
		const { variants, odd, at } = read;
		const counted = await countedLocations(this.client, this.locations);
		const fresh = variants.filter(({ id }) => !given.has(id));
		for (const { id } of fresh) given.add(id);
		return {
			levels: fresh.map((variant) => stockLevel(this.account, variant, counted, at)),
			unreadable: odd.map(({ id, sku, why }) => ({
				...(id === undefined ? {} : { productId: id }),
				...(sku === undefined ? {} : { sku }),
				why,
			})),
		};
	}
}
