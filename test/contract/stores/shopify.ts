import { USUAL_SETTINGS } from '../../fixtures/save-settings';
import { startShop, type ShopUnderTest } from '../../platforms/shopify/shop-under-test';
import type { MugStore, ShiftingStore } from './store';

export const PLACE = 'Shop location';
/** Longer than its search is late. */
export const INDEXED_MS = 60_000;

export const shortOf = (id: string): string => id.replace(/^.*\//, '');

interface ShopifyMugStore extends MugStore {
	readonly test: ShopUnderTest;
}

export async function shopifyMugs(pieces: number, myshopifyDomain = 'sandbox.myshopify.com'): Promise<ShopifyMugStore> {
	const test = await startShop({
		products: [{ title: 'Mug', sku: 'MUG', price: '10.00', stock: { [PLACE]: pieces } }],
		settings: { myshopifyDomain },
	});
	test.advance(INDEXED_MS);
	const [found] = await test.shop.catalog.findBySkus(['MUG']);
	return {
		test,
		account: test.shop.account,
		clock: { ...test.clock, advance: test.advance },
		mug: { productId: found?.id ?? '', sku: 'MUG', content: { unitsPerListing: 1 }, rule: 'sku' },
		settings: USUAL_SETTINGS,
		faults: test.faults,
		standIn: 'shopify',
		connect: (options = {}) => test.connect({}, { requestTimeoutMs: 5_000, ...options }),
		orders: () =>
			test.standIn.orders().map((order) => ({
				id: shortOf(order.id),
				number: order.sourceIdentifier ?? '',
				cancelled: order.cancelledAt !== null,
				toShip: order.cancelledAt === null && order.fulfillmentIds.length === 0,
			})),
		mugs: () => test.standIn.stock()['MUG']?.[PLACE],
		damage: () => test.standIn.damage(),
		close: test.close,
	};
}

/** No id is given twice, and no shop is set back: an order is deleted, and what customers order comes beside it. */
export type ShiftingShopify = ShopifyMugStore & ShiftingStore;

export async function shiftingShopify(pieces: number, domain?: string): Promise<ShiftingShopify> {
	const mugs = await shopifyMugs(pieces, domain);
	const { standIn, requests, metafieldsOf } = mugs.test;
	const stored = (id: string) => standIn.orders().find((order) => shortOf(order.id) === id);
	return {
		...mugs,
		backup: () => (lost) => {
			standIn.act('deleteOrder', { id: lost });
			return { id: shortOf(standIn.act('placeOrder', { lines: [{ sku: 'MUG' }], email: 'ada@example.test' }).id) };
		},
		givesIdsTwice: false,
		image: (id) => JSON.stringify([stored(id), metafieldsOf(stored(id)?.id ?? '')]),
		changes: () =>
			requests().filter(({ body }) => {
				const { query = '' } = JSON.parse(String(body)) as { readonly query?: string };
				return /^\s*mutation/.test(query) && !/\b(orderCreate|metafieldDefinitionCreate)\b/.test(query);
			}).length,
		closings: {
			cancelled: (id) => {
				standIn.act('cancel', { id });
			},
			refunded: (id) => {
				standIn.act('refund', { id, lines: [{ sku: 'MUG', restock: false }] });
			},
		},
		street: (id) => stored(id)?.shippingAddress?.address1 ?? '',
		record: (id) => `gid://shopify/Order/${id}`,
		oddities: {
			'a total that is no number': { set: { 'totalPriceSet.shopMoney.amount': 'much' } },
			'no id': { remove: ['id'] },
			'no fields': { replace: {} },
			'a text': { replace: 'much' },
		},
	};
}
