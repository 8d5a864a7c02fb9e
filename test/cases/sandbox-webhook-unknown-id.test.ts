import seen from '../fixtures/cases/sandbox-webhook-unknown-id.json';
import { Player } from '../sandbox/woocommerce/replay/player';

describe('a webhook that is not there', () => {
	it(`is not found, as the real store says (${seen.right})`, async () => {
		const player = new Player('2026-11-21T12:00:00Z');
		const answer = await player.send({ method: 'GET', path: '/wp-json/wc/v3/webhooks/999999' });
		expect(answer).toMatchObject({
			status: 404,
			body: { code: 'woocommerce_rest_shop_webhook_invalid_id', message: 'Invalid ID.', data: { status: 404 } },
		});
	});
});
