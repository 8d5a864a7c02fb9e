import type { ShopifyOptions } from './options';
import { ShopifyStandIn } from './shopify-stand-in';

export type { ShopifyStandIn } from './shopify-stand-in';
export { shopProductsFromCatalog } from './catalog/catalog-products';
export { allScopes, defaultApp } from './options';
export type { ShopifyOptions } from './options';

/**
 * A Shopify shop that executes GraphQL against Shopify's own Admin schema (2026-10), with its state, costs, throttle, search that
 * is late, protected customer data, webhooks and refusals.
 *
 *     const kernel = await startKernel(
 *     	{
 *     		shopify: ({ clock, events, random }) =>
 *     			createShopify({ clock, random, onEvent: (event) => events.emit(event), products: [{ title: 'Mug', sku: 'MUG', stock: { 'Shop location': 5 } }] }),
 *     	},
 *     	{ clock: 'virtual' },
 *     );
 *     const shop = kernel.standIns['shopify'] as ShopifyStandIn;
 *
 * A client posts to `${kernel.urls['shopify']}/admin/api/2026-10/graphql.json` with `X-Shopify-Access-Token: shpat_sandbox`
 * (`defaultApp.accessToken`), or gets a token of 24 hours at `/admin/oauth/access_token` with `defaultApp`'s client id and secret.
 * `shop.act('placeOrder', { lines: [{ sku: 'MUG' }], email: 'a@b.example' })` is a shopper's order, `shop.act('fulfill', { id })`
 * the merchant's parcel; all actions stand at `control` in `control.ts`. What happened is read off `shop.shop.state`, `shop.stock()`
 * and `shop.damage()`. On a virtual clock search learns of a change when `kernel.clock.advance(5000)` has passed, and jobs and
 * deliveries run when their time has. A field or mutation that the stand-in lacks fails the request ("the stand-in has no … yet")
 * and counts as damage of the sandbox; it is never answered with null.
 */
export function createShopify(options: ShopifyOptions): ShopifyStandIn {
	return new ShopifyStandIn(options);
}
