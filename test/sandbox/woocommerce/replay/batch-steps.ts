import type { Player } from './player';
import { ask, ids, one, sample, type Step } from './step';

async function fillShelves(player: Player): Promise<void> {
	for (let index = 0; index < 120; index += 1) {
		const sku = `BULK-${String(index).padStart(4, '0')}`;
		await player.ask('POST', 'products', { name: `Bulk ${index}`, sku, regular_price: '10.00', manage_stock: true, stock_quantity: 5 });
	}
}

export const batches: readonly Step[] = [
	ids({ post: 52 }),
	ask('POST', 'orders', { line_items: one(11) }),
	ids({ post: 55 }),
	{ unrecorded: fillShelves },
	...sample('batch-update-stock-100', 'errors/batch-101', 'batch-mixed-errors', 'batch-same-id-twice', 'variations-batch'),
	ask('PUT', 'orders/20', { customer_note: 'n4', meta_data: [{ key: '_sync', value: '1795277991869' }] }),
	ids({ orderItem: 34 }),
	...sample(
		'orders-batch',
		'errors/auth-bad-secret',
		'errors/auth-unknown-key',
		'errors/auth-writeonly-read',
		'errors/auth-querystring-bad',
		'errors/auth-oauth-bad-secret',
		'errors/auth-oauth-unknown-key',
		'errors/body-malformed-json',
		'errors/body-not-json',
		'errors/body-array',
		'product-patch',
	),
	// The two lists of countries and currencies, of some hundred entries each, are read by nothing.
	{ sample: 'settings-general', ignore: [/^\[\d+\]\.options$/] },
	...sample('currency-current', 'order-statuses-report'),
	ask('DELETE', 'products/173'),
	...sample('product-delete-force'),
];
