import { StandInGap } from '../graphql/stand-in-gap';
import { type FieldKind, matches, type SearchDocument } from '../search/matching';
import { parseSearch, termsOf } from '../search/query-parser';
import { legacyId } from '../store/gid';
import type { InventoryItemRecord, LevelRecord } from '../store/records';
import type { Shop } from '../store/shop';
import { variantOfItem } from './levels';

function found<Record>(
	shop: Shop,
	records: readonly Record[],
	query: unknown,
	fields: Readonly<{ [name: string]: FieldKind }>,
	documentOf: (record: Record) => SearchDocument,
): readonly Record[] {
	if (typeof query !== 'string' || query.trim() === '') return records;
	const expression = parseSearch(query);
	const unknown = termsOf(expression).find(({ field }) => field !== undefined && !(field in fields));
	if (unknown !== undefined) throw new StandInGap(`filter ${unknown.field ?? ''} of stock`);
	return records.filter((record) => matches(expression, documentOf(record), fields, shop.now()));
}

/** The filters of `inventoryLevels`. That these are late as those of other searches is not known; here they are not. */
export function levelsFound(shop: Shop, levels: readonly LevelRecord[], query: unknown): readonly LevelRecord[] {
	const fields = { created_at: 'time', updated_at: 'time', inventory_item_id: 'id' } as const;
	return found(shop, levels, query, fields, ({ createdAt, updatedAt, inventoryItemId }) => ({
		fields: { created_at: createdAt, updated_at: updatedAt, inventory_item_id: legacyId(inventoryItemId) },
	}));
}

export function itemsFound(shop: Shop, query: unknown): readonly InventoryItemRecord[] {
	const fields = { id: 'id', sku: 'text', created_at: 'time', updated_at: 'time' } as const;
	return found(shop, [...shop.state.inventoryItems.values()], query, fields, (item) => ({
		fields: {
			id: legacyId(item.id),
			sku: variantOfItem(shop, item)?.sku ?? null,
			created_at: item.createdAt,
			updated_at: item.updatedAt,
		},
	}));
}
