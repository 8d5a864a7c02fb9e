import { isId } from '../wire/fields';

const PREFIX = 'item:';

/** A webhook names what is counted, not what is sold: such an id stands for the variants that it counts. */
export const itemId = (inventoryItem: string): string => `${PREFIX}${inventoryItem}`;

export function itemIn(id: string): string | undefined {
	const item = id.startsWith(PREFIX) ? id.slice(PREFIX.length) : '';
	return isId(item) ? item : undefined;
}
