import type { FbaStock } from '../amazon/inventory/fba-stock';
import { listings } from './catalog';

/**
 * A SKU at Amazon's warehouses that differs from a store SKU in case only. A client that compares without case sends
 * BASKET-WILLOW, which Amazon does not know there, or the wrong goods.
 */
export const fbaCaseTwin = { sellerSku: 'Basket-Willow', productSku: 'BASKET-WILLOW' } as const;

/** What Amazon's warehouses hold of the demo world's goods; everything else of the catalog is shipped by the merchant. */
const fbaStock: readonly FbaStock[] = [
	...listings
		.filter(({ fulfilledBy }) => fulfilledBy === 'AMAZON')
		.map(({ sellerSku, asin, title }) => ({ sellerSku, asin, productName: title, fulfillable: 10_000 })),
	{ sellerSku: fbaCaseTwin.sellerSku, asin: 'B0SB000904', productName: 'Willow basket', fulfillable: 10_000 },
];

/** The same warehouses for the ready-made accounts. */
export const defaultFbaStock: Readonly<Record<string, readonly FbaStock[]>> = { A1SANDBOXEU: fbaStock, A1SANDBOXNA: fbaStock };
