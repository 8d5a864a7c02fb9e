import { Agent } from 'node:https';
import net from 'node:net';
import { SellingPartner } from 'amazon-sp-api';
import type { SearchOrdersResponse } from '../../../sandbox/amazon/orders/order-wire';
import { startSandbox, type Sandbox } from '../../../sandbox/index';
import { day, iso } from './caller';

/** amazon-sp-api can be pointed nowhere; an agent that opens a plain socket to the sandbox brings all its hosts here. */
const agentTo = (port: number): Agent => {
	const agent = new Agent();
	agent.createConnection = () => net.connect(port, '127.0.0.1');
	return agent;
};

describe("the nodes' own client", () => {
	let sandbox: Sandbox;

	beforeEach(async () => {
		sandbox = await startSandbox({ clock: 'real' });
	});

	afterEach(async () => {
		await sandbox.stop();
	});

	const clientOf = (region: 'eu' | 'na', refreshToken: string): SellingPartner =>
		new SellingPartner({
			region,
			refresh_token: refreshToken,
			credentials: {
				SELLING_PARTNER_APP_CLIENT_ID: 'amzn1.application-oa2-client.sandbox',
				SELLING_PARTNER_APP_CLIENT_SECRET: 'amzn1.oa2-cs.v1.sandbox',
			},
			options: {
				auto_request_throttled: false,
				retry_remote_timeout: false,
				https_proxy_agent: agentTo(Number(new URL(sandbox.urls['amazon'] ?? '').port)),
			},
		});

	it('gets a token and reads the orders of the demo world', async () => {
		sandbox.seedDemo({ orders: 150 });
		const answer = (await clientOf('eu', 'Atzr|sandbox-eu').callAPI({
			operation: 'searchOrders',
			endpoint: 'orders',
			query: {
				lastUpdatedAfter: iso(sandbox.clock.now() - 3 * day),
				marketplaceIds: ['A1PA6795UKMFR9', 'A13V1IB3VIYZZH'],
				includedData: ['BUYER', 'FULFILLMENT'],
			},
			options: { version: '2026-01-01' },
		})) as SearchOrdersResponse;
		expect(answer.orders.length).toBeGreaterThan(50);
		expect(new Set(answer.orders.map(({ salesChannel }) => salesChannel.marketplaceId))).toEqual(
			new Set(['A1PA6795UKMFR9', 'A13V1IB3VIYZZH']),
		);
		expect(answer.orders[0]).toHaveProperty('fulfillment');
		expect(sandbox.damage()).toEqual({ amazon: [], sandbox: [] });
		expect(sandbox.counts()['amazon']?.byOperation).toEqual({ token: 1, searchOrders: 1 });
	});

	it('is denied at the host of another region', async () => {
		const call = clientOf('na', 'Atzr|sandbox-eu').callAPI({ operation: 'getMarketplaceParticipations', endpoint: 'sellers' });
		await expect(call).rejects.toMatchObject({ code: 'Unauthorized' });
	});
});
