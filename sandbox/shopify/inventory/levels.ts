import { levelGid } from '../store/gid';
import type { InventoryItemRecord, LevelRecord, LocationRecord, VariantRecord } from '../store/records';
import type { Shop } from '../store/shop';

/** The names of quantities as Shopify has them; `on_hand` is what lies there in all. */
export const quantityNames = [
	'available',
	'on_hand',
	'committed',
	'incoming',
	'reserved',
	'damaged',
	'safety_stock',
	'quality_control',
] as const;

export function quantityOf(level: LevelRecord, name: string): number {
	const { available, committed, incoming, reserved, damaged, safetyStock, qualityControl } = level;
	const byName: Readonly<Record<string, number>> = {
		available,
		committed,
		incoming,
		reserved,
		damaged,
		safety_stock: safetyStock,
		quality_control: qualityControl,
		on_hand: available + committed + reserved + damaged + safetyStock + qualityControl,
	};
	return byName[name] ?? 0;
}

export function levelAt(shop: Shop, inventoryItemId: string, locationId: string): LevelRecord | undefined {
	return shop.state.levels.get(levelGid(inventoryItemId, locationId));
}

/** Active ones, in the order of the locations. */
export function levelsOf(shop: Shop, inventoryItemId: string, includeInactive = false): readonly LevelRecord[] {
	return [...shop.state.locations.keys()]
		.flatMap((locationId) => levelAt(shop, inventoryItemId, locationId) ?? [])
		.filter(({ isActive }) => isActive || includeInactive);
}

export function variantOfItem(shop: Shop, { variantId }: InventoryItemRecord): VariantRecord | undefined {
	return shop.state.variants.get(variantId);
}

/** Over all locations; of what is not tracked none is known. */
export function totalAvailable(shop: Shop, inventoryItemId: string): number {
	return levelsOf(shop, inventoryItemId).reduce((sum, { available }) => sum + available, 0);
}

function tellLevel(shop: Shop, level: LevelRecord, topic: string): void {
	shop.webhooks.fire({
		topic,
		payload: {
			inventory_item_id: numberOf(level.inventoryItemId),
			location_id: numberOf(level.locationId),
			available: level.available,
			updated_at: new Date(level.updatedAt).toISOString(),
			admin_graphql_api_id: levelGid(level.inventoryItemId, level.locationId),
		},
	});
}

const numberOf = (id: string): number => Number(id.split('/').at(-1));

/** The item is stocked at the location from now on. */
export function activateLevel(shop: Shop, inventoryItemId: string, locationId: string, available = 0): LevelRecord {
	const known = levelAt(shop, inventoryItemId, locationId);
	const level: LevelRecord = known ?? {
		inventoryItemId,
		locationId,
		isActive: true,
		available: 0,
		committed: 0,
		incoming: 0,
		reserved: 0,
		damaged: 0,
		safetyStock: 0,
		qualityControl: 0,
		createdAt: shop.now(),
		updatedAt: shop.now(),
	};
	level.isActive = true;
	level.available = available;
	level.updatedAt = shop.now();
	shop.state.levels.set(levelGid(inventoryItemId, locationId), level);
	tellLevel(shop, level, 'INVENTORY_LEVELS_CONNECT');
	return level;
}

export function deactivateLevel(shop: Shop, level: LevelRecord): void {
	level.isActive = false;
	level.updatedAt = shop.now();
	// Of a level that is no more Shopify tells whose it was, and nothing else.
	const payload = { inventory_item_id: numberOf(level.inventoryItemId), location_id: numberOf(level.locationId) };
	shop.webhooks.fire({ topic: 'INVENTORY_LEVELS_DISCONNECT', payload });
}

/** Changes quantities of a level, tells of it and lets search know. */
export function changeLevel(shop: Shop, level: LevelRecord, change: Partial<Omit<LevelRecord, 'inventoryItemId' | 'locationId'>>): void {
	Object.assign(level, change, { updatedAt: shop.now() });
	tellLevel(shop, level, 'INVENTORY_LEVELS_UPDATE');
}

export function firstLocation(shop: Shop): LocationRecord | undefined {
	return [...shop.state.locations.values()].find(({ isActive, fulfillsOnlineOrders }) => isActive && fulfillsOnlineOrders);
}
