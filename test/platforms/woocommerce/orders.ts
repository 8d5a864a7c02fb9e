import { orderId } from '../../../src/domain/ids';
import { money } from '../../../src/domain/money';
import type { Charge, Order, OrderLine } from '../../../src/domain/order';
import { computeGrand } from '../../../src/domain/sums';
import type { OrderDraft } from '../../../src/ports/order-sink';

const eur = (amount: string) => money(amount, 'EUR');

export const line = (given: Partial<OrderLine> & { readonly id: string; readonly sku: string }): OrderLine => ({
	title: `Title of ${given.sku}`,
	quantity: 1,
	quantityShipped: 0,
	quantityCancelled: 0,
	unitPrice: given.total ?? eur('10.00'),
	total: eur('10.00'),
	discount: eur('0'),
	programs: [],
	promotions: [],
	...given,
});

export const charge = (given: Partial<Charge> & Pick<Charge, 'kind' | 'total'>): Charge => ({
	discount: money(0, given.total.currency),
	...given,
});

type OrderWish = Partial<Omit<Order, 'id'>> & Pick<Order, 'lines'> & { readonly id?: string };

export function order({ id = '302-1234567-1234567', ...given }: OrderWish): Order {
	const currency = given.currency ?? 'EUR';
	const charges = given.charges ?? [];
	const computed = computeGrand(given.lines, charges, currency);
	return {
		platform: 'amazon',
		account: { platform: 'amazon', id: 'eu:A1SELLER' },
		marketplace: 'A1PA6795UKMFR9',
		marketplaceName: 'Amazon.de',
		id: orderId(id),
		number: '302-1234567-1234567',
		status: 'unshipped',
		fulfilledBy: 'merchant',
		origin: 'amazon',
		purchasedAt: '2026-11-20T10:00:00.000Z',
		updatedAt: '2026-11-20T11:00:00.000Z',
		charges,
		currency,
		totals: { grand: computed, computed },
		programs: [],
		packages: [],
		taxIds: [],
		personalData: true,
		customer: { email: 'abc123@marketplace.amazon.de', name: 'Jörg Müller', phone: '+49 30 1234', registered: false },
		shipping: { name: 'Jörg Müller', line1: 'Weg 1', city: 'Berlin', postcode: '10115', country: 'DE' },
		...given,
	};
}

export const draft = (of: Order, given: Partial<OrderDraft> = {}): OrderDraft => ({
	origin: `amazon:eu:A1SELLER/${of.id}`,
	order: of,
	status: 'processing',
	stock: 'reduce',
	marketplaceTax: 'fee',
	textLines: [],
	foreignCurrency: false,
	fingerprint: 'f1',
	...given,
});
