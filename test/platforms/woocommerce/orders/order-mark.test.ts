import { isMeant, orderMark } from '../../../../src/platforms/woocommerce/orders/order-mark';

const createdAt = '2026-11-21T07:00:00.000Z';
const shown = { key: 'wc_order_a1B2c3D4e5F6g', createdAt };
const hidden = { key: '', createdAt };
const other = { key: 'wc_order_zZyYxXwWvVuUt', createdAt: '2026-11-21T07:30:00.000Z' };

describe('an order of the store is the one that was meant', () => {
	it.each([
		['its key is shown as before', shown, shown, true],
		['a plugin hides its key since', shown, hidden, true],
		['a plugin has hidden its key until now', hidden, shown, true],
		['its key was never shown', hidden, hidden, true],
		['another one has its id', shown, other, false],
		['another one has its id, and keys were hidden then', hidden, other, false],
		['another one has its id, and keys are hidden now', shown, { ...other, key: '' }, false],
	])('where %s', (_, meant, found, expected) => {
		expect(isMeant(orderMark(meant), found)).toBe(expected);
	});
});
