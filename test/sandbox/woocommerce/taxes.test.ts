import type { TaxRateSeed } from '../../../sandbox/woocommerce';
import type { StoreSettings } from '../../../sandbox/woocommerce/options';
import { Player } from './replay/player';

/** What the recorded tax samples do not show; the figures are worked out by hand from WooCommerce's published rules. */

const german: TaxRateSeed = { country: 'DE', rate: '19', name: 'MwSt' };
const at = (country: string, more: Record<string, string> = {}): Record<string, string> => ({ country, city: 'X', postcode: '1', ...more });

function shop(taxRates: readonly TaxRateSeed[], settings: Partial<StoreSettings> = {}): Player {
	return new Player('2026-11-21T12:00:00Z', {
		taxRates,
		settings: { calcTaxes: true, ...settings },
		products: [
			{ name: 'Mug', sku: 'MUG', regular_price: '11.90' },
			{ name: 'Gift', sku: 'FREE', regular_price: '5', tax_status: 'none' },
		],
	});
}

const line = (total: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
	sku: 'MUG',
	quantity: 1,
	subtotal: total,
	total,
	...more,
});

async function totals(player: Player, body: Record<string, unknown>): Promise<readonly unknown[]> {
	const { cart_tax: cart, shipping_tax: shipping, total } = await player.ask('POST', 'orders', body);
	return [cart, shipping, total];
}

describe('where an order is taxed', () => {
	const rates = [german, { country: 'FR', rate: '20' }, { country: 'AT', rate: '10' }];
	const order = { line_items: [line('100')], shipping: at('FR'), billing: at('AT') };

	it.each([
		['shipping', '20.00'],
		['billing', '10.00'],
		['base', '19.00'],
	] as const)('by the %s address', async (taxBasedOn, tax) => {
		expect((await totals(shop(rates, { taxBasedOn }), order))[0]).toBe(tax);
	});

	it('by billing when there is no shipping country, by the shop when there is none at all', async () => {
		const player = shop(rates);
		expect((await totals(player, { line_items: [line('100')], billing: at('AT') }))[0]).toBe('10.00');
		expect((await totals(player, { line_items: [line('100')] }))[0]).toBe('19.00');
	});

	it('at the shop when it is picked up there', async () => {
		const pickup = { ...order, shipping_lines: [{ method_id: 'local_pickup', method_title: 'Pick-up', total: '0' }] };
		expect((await totals(shop(rates), pickup))[0]).toBe('19.00');
	});

	it('nowhere while taxes are off', async () => {
		expect(await totals(shop(rates, { calcTaxes: false }), order)).toEqual(['0.00', '0.00', '100.00']);
	});
});

describe('which rates apply', () => {
	it('adds the priorities up, compound ones on top of the others', async () => {
		const gst = { country: 'CA', rate: '5', name: 'GST', priority: 1 };
		const qst = { country: 'CA', state: 'QC', rate: '9.975', name: 'QST', priority: 2 };
		const order = { line_items: [line('100')], shipping: at('CA', { state: 'QC' }) };
		expect(await totals(shop([gst, qst]), order)).toEqual(['14.98', '0.00', '114.98']);
		expect(await totals(shop([gst, { ...qst, compound: true }]), order)).toEqual(['15.47', '0.00', '115.47']);
		expect(await totals(shop([gst, qst]), { ...order, shipping: at('CA', { state: 'ON' }) })).toEqual(['5.00', '0.00', '105.00']);
	});

	it('takes the narrowest of one priority', async () => {
		const rates: readonly TaxRateSeed[] = [
			{ country: '', rate: '1' },
			{ country: 'US', rate: '2' },
			{ country: 'US', state: 'NY', rate: '3' },
			{ country: 'US', state: 'NY', postcode: '10001...10099', rate: '4' },
			{ country: 'US', state: 'NY', postcode: '112*', rate: '5' },
			{ country: 'US', state: 'NY', city: 'Albany', rate: '6' },
		];
		const player = shop(rates);
		const rate = async (place: Record<string, string>): Promise<unknown> =>
			(await totals(player, { line_items: [line('100')], shipping: place }))[0];
		expect(await rate(at('GB'))).toBe('1.00');
		expect(await rate(at('US', { state: 'CA' }))).toBe('2.00');
		expect(await rate(at('US', { state: 'NY', postcode: '99' }))).toBe('3.00');
		expect(await rate(at('US', { state: 'NY', postcode: '10050' }))).toBe('4.00');
		expect(await rate(at('US', { state: 'NY', postcode: '11201' }))).toBe('5.00');
		expect(await rate(at('US', { state: 'NY', city: 'albany' }))).toBe('6.00');
	});

	it('names the rate in the tax line', async () => {
		const made = await shop([german]).ask('POST', 'orders', { line_items: [line('100')] });
		expect(made['tax_lines']).toEqual([
			expect.objectContaining({ rate_code: 'DE-MWST-1', rate_percent: 19, tax_total: '19.00', compound: false }),
		]);
	});
});

describe('shipping', () => {
	const rates = [german, { country: 'DE', rate: '7', name: 'MwSt', class: 'reduced-rate' }];
	const shipped = (...lines: readonly unknown[]): Record<string, unknown> => ({
		line_items: lines,
		shipping_lines: [{ method_id: 'x', method_title: 'X', total: '10.00' }],
	});

	it('takes the class of the items, the standard one first', async () => {
		expect((await totals(shop(rates), shipped(line('10', { tax_class: 'reduced-rate' }))))[1]).toBe('0.70');
		expect((await totals(shop(rates), shipped(line('10', { tax_class: 'reduced-rate' }), line('10'))))[1]).toBe('1.90');
	});

	it('is untaxed with items that are', async () => {
		expect(await totals(shop(rates), shipped({ sku: 'FREE', quantity: 1 }))).toEqual(['0.00', '0.00', '15.00']);
	});

	it('takes its own class where the shop sets one', async () => {
		expect((await totals(shop(rates, { shippingTaxClass: 'reduced-rate' }), shipped(line('10'))))[1]).toBe('0.70');
	});

	it('is untaxed where the rate is not for shipping', async () => {
		expect((await totals(shop([{ ...german, shipping: false }]), shipped(line('10'))))[1]).toBe('0.00');
	});
});

describe('amounts', () => {
	it('rounds half a cent of tax up, and down where prices include tax', async () => {
		const half = { line_items: [line('0.50')] };
		expect((await totals(shop([german]), half))[0]).toBe('0.10');
		expect((await totals(shop([german], { pricesIncludeTax: true }), half))[0]).toBe('0.09');
	});

	it('rounds each line by itself, or the sum where the shop says so', async () => {
		const thrice = { line_items: [line('0.12'), line('0.12'), line('0.12')] };
		// 19 % of 0.12 is 0.0228.
		expect((await totals(shop([german]), thrice))[0]).toBe('0.06');
		expect((await totals(shop([german], { roundAtSubtotal: true }), thrice))[0]).toBe('0.07');
	});

	it('never lets a negative fee take more than there is', async () => {
		const order = { line_items: [line('10')], fee_lines: [{ name: 'Gift card', total: '-50', tax_status: 'none' }] };
		expect(await totals(shop([german]), order)).toEqual(['0.00', '0.00', '0.00']);
	});

	it('raises a subtotal that is below its total, and shows a discount where the total is lower', async () => {
		const player = shop([]);
		expect(await player.ask('POST', 'orders', { line_items: [{ sku: 'MUG', quantity: 1, total: '20' }] })).toMatchObject({
			discount_total: '0.00',
			line_items: [{ subtotal: '20.00' }],
		});
		expect(await player.ask('POST', 'orders', { line_items: [{ sku: 'MUG', quantity: 1, subtotal: '20', total: '15' }] })).toMatchObject({
			discount_total: '5.00',
			total: '15.00',
		});
	});

	it('computes anew when an address changes, not when meta does', async () => {
		const player = shop([german]);
		const { id } = await player.ask('POST', 'orders', { line_items: [line('100')] });
		player.store.setSettings({ calcTaxes: false });
		expect(await player.ask('PUT', `orders/${String(id)}`, { meta_data: [{ key: 'a', value: 'b' }] })).toMatchObject({ total: '119.00' });
		expect(await player.ask('PUT', `orders/${String(id)}`, { shipping: at('DE') })).toMatchObject({ total: '100.00', tax_lines: [] });
	});
});
