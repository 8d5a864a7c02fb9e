import { saveIn, type StoreProfile } from '../../bench/orders/save-orders';

const SIZE = { orders: 1_000, buyers: 800, skus: 300 };

/** What is asked of a store for five runs of 200 orders that follow at once, in a process that knows nothing of it yet. */
const CALLS = {
	/** The store's currency, taxes and statuses. */
	settings: 5,
	/** 300 SKUs, of which the first run has some. */
	products: 4,
	/** What is there before, in use and in the trash, and after each run. */
	looks: 2 + 5,
	/** Hundreds; the first one is small. */
	orders: 11,
};
const SUM = Object.values(CALLS).reduce((sum, calls) => sum + calls, 0);
/** 800 in hundreds, by run; the first one is small. */
const CUSTOMERS = 9;

const calls = async (customers: boolean) => {
	const profile: StoreProfile = { into: 'woocommerce', name: 'fast', speed: {}, knownBuyers: 0, customers };
	return await saveIn('storebridge', profile, SIZE);
};

/** A busy machine takes its time. */
const PATIENCE_MS = 3 * 60_000;

describe('1,000 orders of 300 SKUs', () => {
	it(
		'take 27 calls',
		async () => {
			expect(await calls(false)).toMatchObject({ calls: SUM, writes: CALLS.orders });
			expect(SUM).toBe(27);
		},
		PATIENCE_MS,
	);

	it(
		'take nine more with their customers',
		async () => {
			expect(await calls(true)).toMatchObject({ calls: SUM + CUSTOMERS, writes: CALLS.orders + CUSTOMERS });
		},
		PATIENCE_MS,
	);
});
