import { storeText } from '../../../src/platforms/woocommerce/refusal-text';
import { samples } from '../../fixtures/woocommerce-samples';

describe('what the store says about a refused order', () => {
	it.each([
		['woocommerce_rest_invalid_customer_id', 'Customer ID is invalid.', 'woocommerce_rest_invalid_customer_id'],
		['rest_invalid_param', '<b>Invalid</b> parameter(s): &quot;line_items&quot;, status', 'rest_invalid_param (status, line_items)'],
		['rest_invalid_param', 'x ada@example.test and +49 (30) 123456-7', 'rest_invalid_param'],
		['registration-error-email-exists', 'An account is already registered with ada@example.test.', 'registration-error-email-exists'],
		['some_plugin_error', 'Ada Lovelace may not order', 'some_plugin_error'],
	])('%s', (code, message, text) => {
		expect(storeText(code, message)).toBe(text);
	});

	it('stays short', () => {
		expect(storeText('rest_invalid_param', 'status '.repeat(1000))).toBe('rest_invalid_param (status)');
		expect(storeText(undefined, 'anything')).toBe('no reason given');
	});

	it.each(samples('errors').filter(({ response }) => response.status >= 400))('$name: shows nobody', ({ response }) => {
		const { code, message } = response.body as { readonly code: string; readonly message: string };
		const text = storeText(code, message);
		expect(text).not.toMatch(/@|<|&quot;/);
		expect(text).toContain(code);
	});
});
