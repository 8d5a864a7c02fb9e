import type { ListingSeed } from '../sandbox/seed/listings-seed';
import { createShopify, defaultApp, type ShopifyOptions, type ShopifyStandIn } from '../sandbox/shopify';
import type { ShopifyConnection } from '../src/platforms/shopify';
import { NOTHING_COUNTED, type Counted } from './row';

type ProductSeed = NonNullable<ShopifyOptions['products']>[number];

const LOCATION = 'Shop location';

const goodsOf = (product: Readonly<Record<string, unknown>>) => ({
	sku: String(product['sku']),
	price: String(product['regular_price']),
	stock: { [LOCATION]: Number(product['stock_quantity'] ?? 0) },
});

/** The same goods as the store's: variations are variants of one product. */
export const shopProducts = (products: ListingSeed['products']): readonly ProductSeed[] =>
	products.map(({ variations = [], ...product }) => {
		const title = String(product['name']);
		if (variations.length === 0) return { title, ...goodsOf(product) };
		return {
			title,
			options: ['Kind'],
			variants: variations.map((variation) => ({ ...goodsOf(variation), optionValues: [String(variation['sku'])] })),
		};
	});

export const benchShop = ({ clock, random, products = [] }: ShopifyOptions): ShopifyStandIn =>
	createShopify({ clock, products, ...(random === undefined ? {} : { random }) });

/** What a user enters. */
export const shopFields = (endpoint: string): Readonly<Record<string, string>> => ({
	shop: 'sandbox.myshopify.com',
	access: 'token',
	accessToken: defaultApp.accessToken,
	appSecret: defaultApp.clientSecret,
	endpoint,
});

export const shopConnection = (endpoint: string): ShopifyConnection => ({
	shop: 'sandbox.myshopify.com',
	entrance: { way: 'token', accessToken: defaultApp.accessToken },
	webhookSecrets: [defaultApp.clientSecret],
	locations: [],
	endpoint,
});

/** Its quota are the points of a bucket of 1,000 with 50 a second, the least that Shopify gives. */
export function shopCounted(shop: ShopifyStandIn): Counted {
	const { calls = 0, writes = 0, tokens = 0, polls = 0 } = shop.counts();
	return { ...NOTHING_COUNTED, calls, writes, tokens, polls, quotaSeconds: Math.round(shop.quotaSeconds()) };
}

export type ShopLevels = ReadonlyMap<string, { readonly itemId: string; readonly locationId: string; readonly available: number }>;

/** The stock of a shop with one location, by SKU. Each tells what stands there when it is asked. */
export function shopLevels({ shop }: ShopifyStandIn): ShopLevels {
	const { variants, inventoryItems, levels } = shop.state;
	return new Map(
		[...levels].flatMap(([key, { inventoryItemId: itemId, locationId }]) => {
			const { sku } = variants.get(inventoryItems.get(itemId)?.variantId ?? '') ?? {};
			if (sku === undefined || sku === null) return [];
			return [
				[
					sku,
					{
						itemId,
						locationId,
						get available() {
							return levels.get(key)?.available ?? NaN;
						},
					},
				] as const,
			];
		}),
	);
}

/** One document to the Admin API, as n8n's HTTP Request node sends it. @returns what was answered */
export async function askShop(endpoint: string, query: string, variables: object): Promise<unknown> {
	const answer = await fetch(`${endpoint}/admin/api/2026-10/graphql.json`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'x-shopify-access-token': defaultApp.accessToken },
		body: JSON.stringify({ query, variables }),
	});
	const body = (await answer.json()) as { readonly data?: unknown; readonly errors?: unknown };
	if (!answer.ok || body.errors !== undefined) throw new Error(`The shop answered ${answer.status}: ${JSON.stringify(body.errors)}`);
	return body.data;
}
