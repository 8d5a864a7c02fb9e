import { nextStatus } from '../../../../src/platforms/woocommerce/shipments/status-back';

const CHOSEN = { partlyShipped: 'partly', shipped: 'wc-sent', delivered: 'arrived' };

describe('the status that a shipped order gets', () => {
	it.each([
		['processing', 'partlyShipped', CHOSEN, 'partly'],
		['processing', 'shipped', CHOSEN, 'sent'],
		['partly', 'shipped', CHOSEN, 'sent'],
		['sent', 'delivered', CHOSEN, 'arrived'],
		['sent', 'shipped', CHOSEN, undefined],
		['sent', 'partlyShipped', CHOSEN, undefined],
		['arrived', 'shipped', CHOSEN, undefined],
		['some-plugins', 'shipped', CHOSEN, 'sent'],
		['processing', 'delivered', { shipped: 'sent' }, 'sent'],
		['processing', 'shipped', { partlyShipped: 'partly' }, undefined],
		['processing', 'partlyShipped', { shipped: 'completed' }, undefined],
		['completed', 'delivered', { shipped: 'completed', delivered: 'arrived' }, 'arrived'],
		['completed', 'delivered', { shipped: 'sent', delivered: 'arrived' }, undefined],
		...['cancelled', 'refunded', 'trash', 'failed', 'pending', 'on-hold', 'completed'].map(
			(status) => [status, 'shipped', CHOSEN, undefined] as const,
		),
	] as const)('from %s, when it is %s', (status, stage, chosen, next) => {
		expect(nextStatus(status, stage, chosen)).toBe(next);
	});
});
