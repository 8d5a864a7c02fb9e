/**
 * Every query of the adapter. A test holds both lists against its documents. Into these odd records are injected: several are read
 * by them, at once or one after the other.
 */
export const INJECTED = [
	'OrdersChanged',
	'OrdersById',
	'OwnOrders',
	'OwnOrdersById',
	'ExamineOrder',
	'OrderToShip',
	'Standings',
	'PersonalOrders',
	'OldOrders',
	'Variants',
	'VariantsById',
	'VariantsOfItems',
	'LevelsChanged',
	'ProductOfVariant',
	'ProductWithVariants',
	'ProductsById',
	'Locations',
	'Hooks',
];

/** Of one thing each; or a list of which no record stands for itself, whose odd ones have tests of their own. */
export const OTHERS = [
	'CustomerEmail',
	'MediaOfProduct',
	'OrderByOrigin',
	'MoreToShip',
	'OrderLines',
	'OrderNote',
	'OrdersOfCustomer',
	'OrdersShown',
	'OriginDefinition',
	'Ping',
	'ProductsByMark',
	'Shop',
	'SkuHolders',
	'VariantsByMark',
	'VariantsCount',
];
