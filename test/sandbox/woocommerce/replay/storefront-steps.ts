import type { Player } from './player';
import { ask, ids, one, sample, setting, type Step } from './step';

const gus = {
	first_name: 'Gus',
	last_name: 'Gast',
	address_1: 'Weg 2',
	city: 'Berlin',
	postcode: '10115',
	country: 'DE',
	email: 'gast@example.test',
	phone: '+4930',
};

const checkout = (
	player: Player,
	paymentMethod: string,
	lines: readonly { productId: number; variationId?: number; quantity: number }[],
): void => {
	player.store.placeStorefrontOrder({ billing: gus, paymentMethod, lines });
};
const basket = [
	{ productId: 11, quantity: 2 },
	{ productId: 14, variationId: 16, quantity: 1 },
] as const;

export const storefront: readonly Step[] = [
	ids({ post: 181, orderItem: 35 }),
	{
		unrecorded: async (player) => {
			for (let count = 0; count < 50; count += 1) await player.ask('POST', 'orders', { line_items: one(12) });
		},
	},
	ask('PUT', 'products/11', { stock_quantity: 100 }),
	ids({ post: 241, orderItem: 85 }),
	{ unrecorded: (player) => checkout(player, 'bacs', basket) },
	...sample('order-checkout-bacs'),
	{ unrecorded: (player) => checkout(player, 'cheque', basket) },
	...sample('order-checkout-cheque'),
	{ unrecorded: (player) => checkout(player, 'cod', basket) },
	...sample('order-checkout-cod', 'tax-rate-create'),
	setting('general', 'calc_taxes', 'yes'),
	setting('tax', 'prices_include_tax', 'yes'),
	// The order with the coupon, here without it.
	ids({ post: 245, orderItem: 91 }),
	ask('POST', 'orders', { set_paid: true, payment_method: 'bacs', billing: gus, line_items: one(11, 2) }),
	ids({ orderItem: 97 }),
	{ unrecorded: (player) => checkout(player, 'bacs', [{ productId: 11, quantity: 1 }]) },
	// The cart makes the tax line before the line; their ids stand the other way round.
	{ sample: 'order-checkout-bacs-tax', ignore: [/^(line_items|tax_lines)\[0\]\.id$/] },
	...sample('order-paid-get'),
	setting('general', 'calc_taxes', 'no'),
	setting('tax', 'prices_include_tax', 'no'),
];
