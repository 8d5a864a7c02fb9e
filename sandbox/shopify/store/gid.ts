/** Global ids: `gid://shopify/Order/6824239235305`. */
export function gid(type: string, id: number | string): string {
	return `gid://shopify/${type}/${id}`;
}

const shape = /^gid:\/\/shopify\/(\w+)\/([^/?]+)(\?.*)?$/;

export function typeOfGid(id: string): string | undefined {
	return shape.exec(id)?.[1];
}

/** The number in it, as webhooks and links show it. */
export function legacyId(id: string): string {
	return shape.exec(id)?.[2] ?? '';
}

export function levelGid(inventoryItemId: string, locationId: string): string {
	return `gid://shopify/InventoryLevel/${legacyId(locationId)}?inventory_item_id=${legacyId(inventoryItemId)}`;
}
