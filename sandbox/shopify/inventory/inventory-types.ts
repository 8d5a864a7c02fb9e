import { pageOf } from '../graphql/connections';
import { adminType, dateTime, payloadType, type UserError } from '../graphql/context';
import { legacyId, levelGid } from '../store/gid';
import type { InventoryItemRecord, LevelRecord, LocationRecord } from '../store/records';
import type { Shop } from '../store/shop';
import { metafieldFields } from '../metafields/metafield-types';
import { once } from './idempotency';
import { itemsFound, levelsFound } from './inventory-search';
import { activateLevel, deactivateLevel, levelAt, levelsOf, quantityNames, quantityOf, variantOfItem } from './levels';
import { type AdjustmentGroup, changeQuantities, type QuantitiesResult, type QuantityChange, type QuantityWish } from './quantities';

interface SetInput {
	readonly name: string;
	readonly reason: string;
	readonly referenceDocumentUri?: string | null;
	readonly quantities?: readonly QuantityWish[];
	readonly changes?: readonly QuantityWish[];
}

function listLocations(shop: Shop, includeInactive: unknown): readonly LocationRecord[] {
	return [...shop.state.locations.values()].filter(({ isActive }) => isActive || includeInactive === true);
}

const levelsOfLocation = ({ state }: Shop, id: string, includeInactive: boolean): readonly LevelRecord[] =>
	[...state.levels.values()].filter(({ locationId, isActive }) => locationId === id && (isActive || includeInactive));

interface ActivateResult {
	readonly inventoryLevel: LevelRecord | null;
	readonly userErrors: readonly UserError[];
}

/** Its words were not recorded for the case that somebody else activated it meanwhile. */
function activate(shop: Shop, args: Readonly<Record<string, unknown>>): ActivateResult {
	const { inventoryItemId, locationId, available } = args as { inventoryItemId: string; locationId: string; available?: number | null };
	const refuse = (field: string, message: string): ActivateResult => ({ inventoryLevel: null, userErrors: [{ field: [field], message }] });
	const location = shop.state.locations.get(locationId);
	if (location?.isActive !== true) return refuse('locationId', "The product couldn't be stocked because the location wasn't found.");
	if (!shop.state.inventoryItems.has(inventoryItemId))
		return refuse('inventoryItemId', `The product couldn't be stocked at ${location.name} because the product was deleted.`);
	const known = levelAt(shop, inventoryItemId, locationId);
	if (known?.isActive === true) {
		if (available === undefined || available === null) return { inventoryLevel: known, userErrors: [] };
		return refuse('available', 'Not allowed to set available quantity when the item is already active at the location.');
	}
	return { inventoryLevel: activateLevel(shop, inventoryItemId, locationId, available ?? 0), userErrors: [] };
}

const quantitiesOf = (level: LevelRecord, names: readonly string[]): readonly unknown[] =>
	names
		.filter((name) => (quantityNames as readonly string[]).includes(name))
		.map((name) => ({
			id: `gid://shopify/InventoryQuantity/${legacyId(level.inventoryItemId)}?inventory_item_id=${legacyId(level.inventoryItemId)}&name=${name}`,
			name,
			quantity: quantityOf(level, name),
			updatedAt: dateTime(level.updatedAt),
		}));

const refusedQuantities = (error: QuantitiesResult['userErrors'][number]): QuantitiesResult => ({
	inventoryAdjustmentGroup: null,
	userErrors: [error],
});

export const inventoryTypes = [
	adminType<LocationRecord>('Location', {
		own: ['id', 'name', 'isActive', 'fulfillsOnlineOrders', 'isFulfillmentService', 'address'],
		fields: {
			...metafieldFields,
			legacyResourceId: ({ id }) => legacyId(id),
			createdAt: ({ createdAt }) => dateTime(createdAt),
			updatedAt: ({ updatedAt }) => dateTime(updatedAt),
			isPrimary: ({ id }, _, { shop }) => id === [...shop.state.locations.keys()][0],
			shipsInventory: ({ isActive, fulfillsOnlineOrders }) => isActive && fulfillsOnlineOrders,
			hasActiveInventory: ({ id }, _, { shop }) => [...shop.state.levels.values()].some((one) => one.locationId === id && one.isActive),
			inventoryLevel: ({ id }, { inventoryItemId }, { shop }) => levelAt(shop, String(inventoryItemId), id) ?? null,
			inventoryLevels: ({ id }, args, { shop }) =>
				pageOf(levelsFound(shop, levelsOfLocation(shop, id, args['includeInactive'] === true), args['query']), args, {
					idOf: ({ inventoryItemId, locationId }) => levelGid(inventoryItemId, locationId),
				}),
		},
	}),
	adminType<LocationRecord['address']>('LocationAddress', {
		own: ['address1', 'city', 'zip', 'countryCode'],
		fields: {
			address2: () => null,
			province: () => null,
			provinceCode: () => null,
			phone: () => null,
			country: ({ countryCode }) => countryCode,
		},
	}),
	adminType<InventoryItemRecord>('InventoryItem', {
		own: ['id', 'tracked', 'requiresShipping', 'countryCodeOfOrigin', 'harmonizedSystemCode'],
		fields: {
			legacyResourceId: ({ id }) => legacyId(id),
			createdAt: ({ createdAt }) => dateTime(createdAt),
			updatedAt: ({ updatedAt }) => dateTime(updatedAt),
			sku: (item, _, { shop }) => variantOfItem(shop, item)?.sku ?? null,
			variant: (item, _, { shop }) => variantOfItem(shop, item),
			variants: (item, args, { shop }) =>
				pageOf(
					[variantOfItem(shop, item)].flatMap((one) => one ?? []),
					args,
					{ idOf: ({ id }) => id },
				),
			duplicateSkuCount: (item, _, { shop }) => {
				const sku = variantOfItem(shop, item)?.sku;
				if (sku === null || sku === undefined) return 0;
				return [...shop.state.variants.values()].filter((variant) => variant.sku === sku).length - 1;
			},
			locationsCount: ({ id }, _, { shop }) => ({ count: levelsOf(shop, id).length, precision: 'EXACT' }),
			unitCost: ({ cost }, _, { shop }) => (cost === null ? null : { amount: cost, currencyCode: shop.settings.currencyCode }),
			measurement: (item) => item,
			inventoryLevel: ({ id }, { locationId, includeInactive }, { shop }) => {
				const level = levelAt(shop, id, String(locationId));
				return level !== undefined && (level.isActive || includeInactive === true) ? level : null;
			},
			inventoryLevels: ({ id }, args, { shop }) =>
				pageOf(levelsFound(shop, levelsOf(shop, id, args['includeInactive'] === true), args['query']), args, {
					idOf: ({ inventoryItemId, locationId }) => levelGid(inventoryItemId, locationId),
				}),
		},
	}),
	adminType<InventoryItemRecord>('InventoryItemMeasurement', {
		own: ['weight'],
		fields: { id: ({ id }) => id.replace('InventoryItem', 'InventoryItemMeasurement') },
	}),
	adminType<{ readonly value: number; readonly unit: string }>('Weight', { own: ['value', 'unit'] }),
	adminType<LevelRecord>('InventoryLevel', {
		own: ['isActive'],
		fields: {
			id: ({ inventoryItemId, locationId }) => levelGid(inventoryItemId, locationId),
			createdAt: ({ createdAt }) => dateTime(createdAt),
			updatedAt: ({ updatedAt }) => dateTime(updatedAt),
			canDeactivate: ({ committed }) => committed === 0,
			item: ({ inventoryItemId }, _, { shop }) => shop.state.inventoryItems.get(inventoryItemId),
			location: ({ locationId }, _, { shop }) => shop.state.locations.get(locationId),
			quantities: (level, { names }) => quantitiesOf(level, names as readonly string[]),
		},
	}),
	payloadType('InventoryQuantity', 'id', 'name', 'quantity', 'updatedAt'),
	adminType<AdjustmentGroup>('InventoryAdjustmentGroup', {
		own: ['id', 'reason', 'referenceDocumentUri', 'changes'],
		fields: { createdAt: ({ createdAt }) => dateTime(createdAt) },
	}),
	adminType<QuantityChange>('InventoryChange', {
		own: ['name', 'delta'],
		fields: {
			// Recorded as null right after the change.
			quantityAfterChange: () => null,
			item: ({ inventoryItemId }, _, { shop }) => shop.state.inventoryItems.get(inventoryItemId) ?? null,
			location: ({ locationId }, _, { shop }) => shop.state.locations.get(locationId) ?? null,
		},
	}),
	adminType<unknown>('QueryRoot', {
		fields: {
			location: (_, { id }, { shop }) =>
				(id === undefined || id === null ? [...shop.state.locations.values()][0] : shop.state.locations.get(String(id))) ?? null,
			locations: (_, args, { shop }) =>
				pageOf(listLocations(shop, args['includeInactive']), args, {
					idOf: ({ id }) => id,
					keyOf: ({ id, name }) => (args['sortKey'] === 'ID' ? id : name.toLowerCase()),
				}),
			locationsAvailableForDeliveryProfilesConnection: (_, args, { shop }) =>
				pageOf(listLocations(shop, false), args, { idOf: ({ id }) => id }),
			inventoryItem: (_, { id }, { shop }) => shop.state.inventoryItems.get(String(id)) ?? null,
			inventoryItems: (_, args, { shop }) =>
				pageOf(itemsFound(shop, args['query']), args, { idOf: ({ id }) => id, keyOf: ({ id }) => Number(legacyId(id)) }),
			inventoryLevel: (_, { id }, { shop }) => shop.state.levels.get(String(id)) ?? null,
		},
	}),
	adminType<unknown>('Mutation', {
		fields: {
			inventorySetQuantities: (_, args, { shop }, info) => {
				const { quantities: wishes = [], ...input } = (args as unknown as { input: SetInput }).input;
				return once(shop, args, info, refusedQuantities, () =>
					changeQuantities(shop, { ...input, wishes, list: 'quantities', inputType: 'InventoryQuantityInput' }),
				);
			},
			inventoryAdjustQuantities: (_, args, { shop }, info) => {
				const { changes: wishes = [], ...input } = (args as unknown as { input: SetInput }).input;
				return once(shop, args, info, refusedQuantities, () =>
					changeQuantities(shop, { ...input, wishes, list: 'changes', inputType: 'InventoryChangeInput' }),
				);
			},
			inventoryActivate: (_, args, { shop }, info) =>
				once(
					shop,
					args,
					info,
					(error): ActivateResult => ({ inventoryLevel: null, userErrors: [error] }),
					() => activate(shop, args),
				),
			inventoryDeactivate: (_, { inventoryLevelId }, { shop }) => {
				const level = shop.state.levels.get(String(inventoryLevelId));
				if (level !== undefined) deactivateLevel(shop, level);
				const missing = [{ field: null, message: "The product couldn't be unstocked because the product was deleted." }];
				return { userErrors: level === undefined ? missing : [] };
			},
		},
	}),
	payloadType('InventorySetQuantitiesPayload', 'inventoryAdjustmentGroup', 'userErrors'),
	payloadType('InventoryAdjustQuantitiesPayload', 'inventoryAdjustmentGroup', 'userErrors'),
	payloadType('InventoryActivatePayload', 'inventoryLevel', 'userErrors'),
	payloadType('InventoryDeactivatePayload', 'userErrors'),
	payloadType('MoneyV2', 'amount', 'currencyCode'),
	payloadType('MoneyBag', 'shopMoney', 'presentmentMoney'),
	payloadType('Count', 'count', 'precision'),
];
