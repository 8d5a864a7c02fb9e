import { USUAL_SETTINGS } from '../../fixtures/save-settings';
import { startStore, type StoreUnderTest } from '../../platforms/woocommerce/store-under-test';
import type { HandTurnedClock, MugStore, ShiftingStore } from './store';

const CLOSED = new Set(['cancelled', 'refunded', 'failed', 'trash']);

/** Waiting costs no time; the clock goes on by what was waited. */
function hurriedClock(): HandTurnedClock {
	let ahead = 0;
	return {
		now: () => Date.now() + ahead,
		advance: (ms) => {
			ahead += ms;
		},
		sleep: async (ms) => {
			ahead += ms;
			await new Promise<void>((resolve) => {
				setImmediate(resolve);
			});
		},
	};
}

interface WooCommerceMugStore extends MugStore {
	readonly shop: StoreUnderTest;
}

export async function wooCommerceMugs(pieces: number): Promise<WooCommerceMugStore> {
	const shop = await startStore({
		products: [{ name: 'Mug', sku: 'MUG', regular_price: '10.00', manage_stock: true, stock_quantity: pieces }],
	});
	const [found] = await shop.store.catalog.findBySkus(['MUG']);
	const clock = hurriedClock();
	return {
		shop,
		account: shop.store.account,
		clock,
		mug: { productId: found?.id ?? '', sku: 'MUG', content: { unitsPerListing: 1 }, rule: 'sku' },
		settings: USUAL_SETTINGS,
		faults: shop.faults,
		standIn: 'woocommerce',
		connect: (options = {}) => shop.connect({}, { requestTimeoutMs: 5_000, clock, ...options }),
		orders: () =>
			shop.standIn.orders().map((stored) => ({
				id: String(stored['id']),
				number: String(stored['transaction_id']),
				cancelled: CLOSED.has(String(stored['status'])),
				toShip: stored['status'] === 'processing',
			})),
		mugs: () => shop.standIn.productBySku('MUG')?.stock ?? undefined,
		damage: () => shop.standIn.damage(),
		close: shop.close,
	};
}

export type ShiftingWooCommerce = WooCommerceMugStore & ShiftingStore;

export async function shiftingWooCommerce(pieces: number): Promise<ShiftingWooCommerce> {
	const mugs = await wooCommerceMugs(pieces);
	const { standIn } = mugs.shop;
	const stored = (id: string) => standIn.records.orders.get(Number(id));
	const closed = ['cancelled', 'refunded', 'failed', 'trash'];
	return {
		...mugs,
		backup: () => {
			const backup = standIn.dump();
			return () => {
				standIn.load(backup);
				const { id } = standIn.placeStorefrontOrder({
					lines: [{ sku: 'MUG', quantity: 1 }],
					billing: { first_name: 'Ada', country: 'DE' },
				});
				return { id: String(id) };
			};
		},
		givesIdsTwice: true,
		image: (id) => JSON.stringify(stored(id)),
		changes: () => standIn.orderWrites().filter(({ before }) => before !== undefined).length,
		closings: Object.fromEntries(
			closed.map((status) => [status, (id: string): void => void standIn.changeOrder(Number(id), { status })] as const),
		),
		reopen: (id) => {
			standIn.changeOrder(Number(id), { status: 'processing' });
		},
		street: (id) => stored(id)?.shipping.address_1 ?? '',
		record: (id) => id,
		oddities: { 'a total that is no number': { set: { total: 'much' } }, 'no id': { remove: ['id'] }, 'nothing at all': { replace: null } },
	};
}
