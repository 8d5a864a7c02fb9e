import { ControlError } from '../../kernel/contract';
import { locationByName } from '../catalog/product-seeds';
import type { LineItemInput } from '../orders/order-inputs';
import type { LineItemRecord, OrderRecord } from '../store/order-records';
import type { VariantRecord } from '../store/records';
import type { Shop } from '../store/shop';
import { type Fields, listOf, numberOf, textOf } from './control-input';

function variantBySku(shop: Shop, sku: string): VariantRecord {
	const variant = [...shop.state.variants.values()].find((one) => one.sku === sku);
	if (variant === undefined) throw new ControlError(`no variant with the SKU ${sku}`, 404);
	return variant;
}

/** By its id or SKU. */
export function lineOf(order: OrderRecord, given: Fields): LineItemRecord {
	const line = order.lineItems.find(({ id, sku }) => id === given['lineItemId'] || sku === given['sku']);
	if (line === undefined) throw new ControlError('no such line in the order; name it by lineItemId or sku', 404);
	return line;
}

export function bag(shop: Shop, amount: unknown) {
	return { shopMoney: { amount: textOf(amount) || '0', currencyCode: shop.settings.currencyCode } };
}

/** A line that a shopper or the merchant means: by `sku`, or a custom item by `title` and `price`. */
export function lineInput(shop: Shop, given: Fields): LineItemInput {
	const sku = textOf(given['sku']);
	const variant = sku === '' ? undefined : variantBySku(shop, sku);
	const item = variant === undefined ? undefined : shop.state.inventoryItems.get(variant.inventoryItemId);
	const location = given['location'] === undefined ? undefined : locationByName(shop, textOf(given['location']));
	const taxRate = given['taxRate'] === undefined ? undefined : numberOf(given['taxRate']);
	const quantity = given['quantity'] === undefined ? 1 : numberOf(given['quantity']);
	const price = textOf(given['price']) || variant?.price || '10.00';
	const total = Number(price) * quantity;
	const tax = taxRate === undefined ? 0 : shop.settings.taxesIncluded ? total - total / (1 + taxRate) : total * taxRate;
	return {
		...(variant === undefined ? { title: textOf(given['title']) || 'Custom item' } : { variantId: variant.id }),
		quantity,
		priceSet: bag(shop, price),
		requiresShipping: given['requiresShipping'] === undefined ? (item?.requiresShipping ?? true) : given['requiresShipping'] === true,
		taxLines: taxRate === undefined ? [] : [{ title: 'VAT', rate: taxRate, priceSet: bag(shop, tax.toFixed(2)) }],
		properties: listOf(given['properties']).map((property) => ({ name: textOf(property['name']), value: textOf(property['value']) })),
		...(location === undefined ? {} : { locationId: location.id }),
	};
}
