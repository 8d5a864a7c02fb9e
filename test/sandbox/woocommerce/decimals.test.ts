import { order, shop } from './mug-shop';

const lines = (total: string, quantity = 1): readonly unknown[] => [{ sku: 'MUG', quantity, total, subtotal: total }];
const to = (country: string): object => ({ billing: { country }, shipping: { country } });

function store(currency: string, decimals: number, per: string, more: object = {}): ReturnType<typeof shop> {
	return shop({ settings: { currency, decimals, calcTaxes: true, ...more }, taxRates: [{ rate: per, name: 'Tax' }] });
}

describe('a store with other than two decimals', () => {
	it('shows and rounds yen without any', async () => {
		const made = await order(store('JPY', 0, '10'), {
			...to('JP'),
			line_items: lines('1005', 3),
			shipping_lines: [{ method_id: 'flat_rate', total: '504' }],
		});
		expect(made).toMatchObject({
			currency: 'JPY',
			total: '1660',
			total_tax: '151',
			cart_tax: '101',
			shipping_tax: '50',
			shipping_total: '504',
			discount_total: '0',
			line_items: [{ total: '1005', total_tax: '101', price: 335, taxes: [{ total: '101', subtotal: '101' }] }],
		});
	});

	it('rounds halves of yen down where prices include tax', async () => {
		const made = await order(store('JPY', 0, '10', { pricesIncludeTax: true }), { ...to('JP'), line_items: lines('1005') });
		expect(made).toMatchObject({ total: '1105', total_tax: '100' });
	});

	it.each(['KWD', 'TND'])('shows and rounds %s with three', async (currency) => {
		const made = await order(store(currency, 3, '19'), { ...to('TN'), line_items: lines('12.3455', 2) });
		expect(made).toMatchObject({ currency, total: '14.692', total_tax: '2.346', line_items: [{ total: '12.346', price: 6.17275 }] });
	});

	it('keeps to its own number whatever the currency of an order', async () => {
		const made = await order(store('EUR', 0, '0'), { ...to('DE'), currency: 'EUR', line_items: lines('10.49') });
		expect(made).toMatchObject({ total: '10', line_items: [{ total: '10' }] });
	});

	it('says so in its settings, and refunds in the same way', async () => {
		const player = store('JPY', 0, '0');
		const setting = await player.ask('GET', 'settings/general/woocommerce_price_num_decimals');
		expect(setting).toMatchObject({ value: '0' });
		const { id } = await order(player, { ...to('JP'), line_items: lines('1000'), status: 'processing' });
		expect(await player.ask('POST', `orders/${id}/refunds`, { amount: '300', api_refund: false })).toMatchObject({ amount: '300' });
		expect((await player.ask('GET', `orders/${id}`))['refunds']).toMatchObject([{ total: '-300', total_tax: '0' }]);
		await player.ask('PUT', 'settings/general/woocommerce_price_num_decimals', { value: '3' });
		expect(await player.ask('GET', `orders/${id}`)).toMatchObject({ total: '1000.000' });
	});
});
