import { fieldError, type UserError } from '../graphql/context';
import { levelGid } from '../store/gid';
import type { LevelRecord } from '../store/records';
import type { Shop } from '../store/shop';
import { activateLevel, changeLevel, levelAt, quantityOf, variantOfItem } from './levels';

export interface QuantityChange {
	readonly name: string;
	readonly delta: number;
	readonly inventoryItemId: string;
	readonly locationId: string;
}

export interface AdjustmentGroup {
	readonly id: string;
	readonly createdAt: number;
	readonly reason: string;
	readonly referenceDocumentUri: string | null;
	readonly changes: readonly QuantityChange[];
}

export interface QuantitiesResult {
	readonly inventoryAdjustmentGroup: AdjustmentGroup | null;
	readonly userErrors: readonly UserError[];
}

/** One quantity to be set (`quantity`) or moved (`delta`). */
export interface QuantityWish {
	readonly inventoryItemId: string;
	readonly locationId: string;
	readonly quantity?: number;
	readonly delta?: number;
	readonly changeFromQuantity?: number | null;
}

export interface QuantitiesInput {
	readonly name: string;
	readonly reason: string;
	readonly referenceDocumentUri?: string | null;
	readonly wishes: readonly QuantityWish[];
	/** The names of the list and of its elements' type in the input. */
	readonly list: string;
	readonly inputType: string;
}

const largestInput = 250;
const largestQuantity = 1_000_000_000;
const reasons = [
	'correction',
	'cycle_count_available',
	'damaged',
	'movement_canceled',
	'movement_created',
	'movement_received',
	'movement_updated',
	'other',
	'promotion',
	'quality_control',
	'received',
	'reservation_created',
	'reservation_deleted',
	'reservation_updated',
	'restock',
	'safety_stock',
	'shrinkage',
];

/** What is wrong with the input as a whole: errors of the field, in recorded words but for the length of the list. */
function refuseInput(input: QuantitiesInput): void {
	if (input.wishes.length > largestInput)
		throw fieldError(
			`The input array size of ${input.wishes.length} is greater than the maximum allowed of ${largestInput}.`,
			'MAX_INPUT_SIZE_EXCEEDED',
		);
	if (input.wishes.some((wish) => wish.changeFromQuantity === undefined))
		throw fieldError(`${input.inputType} must include the following argument: changeFromQuantity.`, 'INVALID_FIELD_ARGUMENTS');
}

function problemsOf(shop: Shop, input: QuantitiesInput): readonly UserError[] {
	const problems: UserError[] = [];
	const seen = new Map<string, number>();
	if (!reasons.includes(input.reason))
		problems.push({
			field: ['input', 'reason'],
			message: `The specified reason is invalid. Valid values are: ${reasons.join(', ')}.`,
			code: 'INVALID_REASON',
		});
	if (input.name !== 'available' && input.name !== 'on_hand')
		problems.push({
			field: ['input', 'name'],
			message: "The quantity name must be either 'available' or 'on_hand'.",
			code: 'INVALID_NAME',
		});
	for (const [at, wish] of input.wishes.entries()) {
		const say = (part: string, message: string, code: string): void => {
			problems.push({ field: ['input', input.list, String(at), part], message, code });
		};
		const item = shop.state.inventoryItems.get(wish.inventoryItemId);
		if (item === undefined) say('inventoryItemId', 'The specified inventory item could not be found.', 'INVALID_INVENTORY_ITEM');
		else if (variantOfItem(shop, item)?.requiresComponents === true)
			say('inventoryItemId', 'The specified inventory item is not allowed to be adjusted via API.', 'NON_MUTABLE_INVENTORY_ITEM');
		if (shop.state.locations.get(wish.locationId)?.isActive !== true)
			say('locationId', 'The specified location could not be found.', 'INVALID_LOCATION');
		const pair = levelGid(wish.inventoryItemId, wish.locationId);
		if (seen.has(pair))
			say(
				'locationId',
				'The combination of inventoryItemId and locationId must be unique.',
				'NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR',
			);
		seen.set(pair, at);
		const { quantity = 0 } = wish;
		if (input.name === 'on_hand' && quantity < 0) say('quantity', "The quantity can't be negative.", 'INVALID_QUANTITY_NEGATIVE');
		else if (quantity > largestQuantity) say('quantity', "The quantity can't be higher than 1,000,000,000.", 'INVALID_QUANTITY_TOO_HIGH');
		else if (quantity < -largestQuantity) say('quantity', "The quantity can't be lower than -1,000,000,000.", 'INVALID_QUANTITY_TOO_LOW');
	}
	return problems.length > 0 ? problems : staleOnes(shop, input);
}

/** Words as published for `inventoryAdjustQuantities`; the code is the same. */
function staleOnes(shop: Shop, input: QuantitiesInput): readonly UserError[] {
	return input.wishes.flatMap((wish, at) => {
		const level = levelAt(shop, wish.inventoryItemId, wish.locationId);
		const current = level === undefined ? 0 : quantityOf(level, input.name);
		if (wish.changeFromQuantity === null || wish.changeFromQuantity === current) return [];
		return [
			{
				field: ['input', input.list, String(at), 'changeFromQuantity'],
				message: 'The changeFromQuantity argument no longer matches the persisted quantity.',
				code: 'CHANGE_FROM_QUANTITY_STALE',
			},
		];
	});
}

/** From 2026-10 on a location takes on an item that it did not stock: a mistake in the location makes stock that is nowhere. */
function levelFor(shop: Shop, { inventoryItemId, locationId, quantity }: QuantityWish): LevelRecord {
	const known = levelAt(shop, inventoryItemId, locationId);
	if (known?.isActive === true) return known;
	shop.noteDamage(
		'stockWithoutLevel',
		`${inventoryItemId} was not stocked at ${locationId}, and has ${quantity ?? 'other'} pieces there now`,
	);
	return activateLevel(shop, inventoryItemId, locationId);
}

/** All or none: that a call with one wrong element changes nothing is how its answers read, which name no element as done. */
export function changeQuantities(shop: Shop, input: QuantitiesInput): QuantitiesResult {
	refuseInput(input);
	const userErrors = problemsOf(shop, input);
	if (userErrors.length > 0) return { inventoryAdjustmentGroup: null, userErrors };
	const changes: QuantityChange[] = [];
	for (const wish of input.wishes) {
		const level = levelFor(shop, wish);
		const delta = wish.delta ?? (wish.quantity ?? 0) - quantityOf(level, input.name);
		if (delta === 0) continue;
		changeLevel(shop, level, { available: level.available + delta });
		const { inventoryItemId, locationId } = wish;
		for (const name of ['available', 'on_hand']) changes.push({ name, delta, inventoryItemId, locationId });
	}
	const { reason, referenceDocumentUri = null } = input;
	const group = { id: shop.nextId('InventoryAdjustmentGroup'), createdAt: shop.now(), reason, referenceDocumentUri, changes };
	return { inventoryAdjustmentGroup: changes.length === 0 ? null : group, userErrors };
}
