import { createShopify, defaultApp, type ShopifyOptions, type ShopifyStandIn } from '../../sandbox/shopify';
import type { Engine, EngineCredential } from '../harness/engine';
import { NodeWorld } from './world';

/** What an n8n with a Shopify shop has beside the rest. */
export interface ShopWorld {
	readonly world: NodeWorld;
	readonly shop: ShopifyStandIn;
	/** As `credentials` of the world, and `Shop`. */
	readonly credentials: Readonly<Record<string, EngineCredential>>;
}

/** A world in which a Shopify shop stands beside the others. */
export async function startShopWorld(options: Omit<ShopifyOptions, 'clock'> = {}, own?: Engine): Promise<ShopWorld> {
	let shop: ShopifyStandIn | undefined;
	const world = await NodeWorld.start({}, own, { shopify: ({ clock, random }) => (shop = createShopify({ clock, random, ...options })) });
	if (shop === undefined) throw new Error('The sandbox made no shop');
	const data = {
		shop: shop.shop.settings.myshopifyDomain,
		access: 'token',
		accessToken: defaultApp.accessToken,
		appSecret: defaultApp.clientSecret,
		endpoint: world.sandbox.urls['shopify'] ?? '',
	};
	return { world, shop, credentials: { ...world.credentials(), Shop: { type: 'shopifyStoreApi', data } } };
}
