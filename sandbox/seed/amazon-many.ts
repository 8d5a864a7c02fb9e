import { keyOf, type StoredOrder } from '../amazon/orders/order-book';
import { buildOrder, type ItemDraft, type OrderDraft } from '../amazon/orders/order-draft';
import type { Order } from '../amazon/orders/order-wire';
import { createRandom } from '../kernel/random';
import type { SeedExpectation } from './amazon-expectation';
import { personOf } from './amazon-people';
import type { CatalogProduct } from './catalog';

export interface ManyOptions {
	readonly orders: number;
	/** Different buyers, each with one mail address; 800 when left out. */
	readonly buyers?: number;
	/** Different SKUs; 300 when left out. */
	readonly skus?: number;
	readonly seed?: number;
	readonly sellerId: string;
	/** Milliseconds since the epoch; the orders were placed over the 24 hours before. */
	readonly now: number;
}

const germany = 'A1PA6795UKMFR9';
const day = 86_400_000;
const settling = 4 * 60_000;

const benchSku = (number: number): string => `BENCH-${String(number).padStart(4, '0')}`;
const priceOf = (number: number): string => (5 + (number % 90) + 0.9).toFixed(2);

/** The store's products for `seedMany`: enough of each for any bench. */
export function benchCatalog(skus = 300): readonly CatalogProduct[] {
	return Array.from({ length: skus }, (_, number) => ({
		sku: benchSku(number),
		name: `Bench product ${number}`,
		price: priceOf(number),
		stock: 1_000_000,
		kind: 'simple' as const,
	}));
}

const saved: SeedExpectation = { kind: 'many', expect: 'saved', fulfilledBy: 'MERCHANT', lines: 1, stockUnits: {} };

/** The plain order at a position, before Amazon builds it. */
export const manyDraft = (position: number, { orders, buyers = 800, skus = 300, seed = 1, now }: ManyOptions): OrderDraft => {
	const random = createRandom(seed * 7_919 + position);
	// The first orders go through all buyers and SKUs once, so that their numbers are exact and no matter of chance.
	const buyerNumber = position < buyers ? position : Math.floor(random() * buyers);
	const person = personOf('DE', buyerNumber, createRandom(seed + buyerNumber));
	const itemOf = (number = Math.floor(random() * skus)): ItemDraft => ({
		sku: benchSku(number),
		title: `Bench product ${number}`,
		unitPrice: priceOf(number),
		quantity: 1 + Math.floor(random() * 2),
		shipping: '2.99',
	});
	const first = position < skus ? itemOf(position) : itemOf();
	const createdMs = now - settling - Math.floor(((orders - position) * (day - settling)) / orders);
	return {
		orderId: `903-${String(seed).padStart(7, '0')}-${String(position + 1).padStart(7, '0')}`,
		marketplaceId: germany,
		createdMs,
		updatedMs: createdMs,
		status: 'UNSHIPPED',
		fulfilledBy: 'MERCHANT',
		buyer: person.buyer,
		recipient: { deliveryAddress: person.address },
		items: random() < 0.5 ? [first] : [first, itemOf()],
	};
};

const orderAt = (position: number, options: ManyOptions): Order => buildOrder(manyDraft(position, options));

/** Many unshipped FBM orders for benches. Each is built when it is asked for, so that they cost the sandbox no memory. */
export function* seedMany(options: ManyOptions): Generator<StoredOrder> {
	for (let position = 0; position < options.orders; position += 1) {
		const key = keyOf(orderAt(position, options));
		yield { ...key, sellerId: options.sellerId, tag: saved, load: () => orderAt(position, options) };
	}
}
