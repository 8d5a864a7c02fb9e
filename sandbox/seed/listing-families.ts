import type { ListingVariation } from '../amazon/listings/listing';
import {
	axisAttributes,
	goodsIn,
	listingOf,
	placesOf,
	productOf,
	type SeededProduct,
	type SeededSku,
	type SeedPlace,
} from './listing-parts';
import { axisNames, axisTitles, axisValues, imagesOf, type Axis } from './listing-goods';

export interface FamilyPlan {
	/** The number of the parent; its children have those after it. */
	readonly number: number;
	readonly parentSku: string;
	readonly children: number;
	/** By how many axes they differ, one to three. */
	readonly axes: number;
	/** Whether the store has the family too, all of it under the same SKUs. */
	readonly isInStore: boolean;
}

type Values = Readonly<Partial<Record<Axis, string>>>;

const optionsOf = (axis: Axis, all: readonly Values[]): readonly string[] => [...new Set(all.map((values) => values[axis] ?? ''))];

const variableProduct = (where: SeedPlace, plan: FamilyPlan, childSkus: readonly string[], all: readonly Values[]): SeededProduct => {
	const {
		regular_price: _price,
		manage_stock: _stock,
		stock_quantity: _quantity,
		...parent
	} = productOf(where, plan.number, plan.parentSku);
	return {
		...parent,
		type: 'variable',
		attributes: axisNames.slice(0, plan.axes).map((axis) => ({
			name: axisTitles[axis],
			variation: true,
			visible: true,
			options: optionsOf(axis, all),
		})),
		variations: childSkus.map((sku, position) => {
			const { name: _name, ...goods } = productOf(where, plan.number + 1 + position, sku);
			return { ...goods, attributes: axisAttributes(all[position] ?? {}) };
		}),
	};
};

/** A parent with its variations: listings of both, and the store's variable product where it has one. */
export function familyOf(where: SeedPlace, plan: FamilyPlan): SeededSku {
	const { number, parentSku, isInStore } = plan;
	const axes = axisNames.slice(0, plan.axes);
	const theme = axes.map((axis) => axis.toUpperCase()).join('/');
	const all = Array.from({ length: plan.children }, (_, child) => axisValues(plan.axes, child));
	const childSkus = all.map((_values, child) => `${parentSku}-${String(child + 1).padStart(2, '0')}`);
	const parentVariation: ListingVariation = { theme, axes };
	const parentPlaces = placesOf(where, number).map(({ price: _price, quantity: _quantity, ...place }) => place);
	const { condition: _condition, gtin: _gtin, ...parent } = listingOf(where, number, parentSku);
	return {
		listings: [
			{ ...parent, variation: parentVariation, places: parentPlaces },
			...childSkus.map((sku, position) => {
				const values = all[position] ?? {};
				const words = Object.values(values).join(', ');
				const own = goodsIn(where, number + 1 + position);
				return listingOf(where, number + 1 + position, sku, {
					brand: goodsIn(where, number).brand,
					categories: goodsIn(where, number).categories,
					images: imagesOf(where.seed, number + 1 + position, 2),
					variation: { theme, axes, parentSku, values },
					places: placesOf(where, number).map((place) => ({
						...place,
						title: `${place.title ?? ''} (${words})`,
						price: own.priceIn(place.marketplaceId),
						quantity: own.stock,
					})),
				});
			}),
		],
		products: isInStore ? [variableProduct(where, plan, childSkus, all)] : [],
		expectations: [
			{ sku: parentSku, expect: 'parent' },
			...childSkus.map((sku) => ({
				sku,
				expect: isInStore ? ('matched' as const) : ('missing' as const),
				parentSku,
				...(isInStore ? { productSku: sku } : {}),
			})),
		],
	};
}
