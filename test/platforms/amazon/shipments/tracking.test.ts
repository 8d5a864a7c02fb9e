import { answering, json, refusing } from '../raw-server';
import { Desk } from './desk';

let desk: Desk;
let asked: URLSearchParams[];

const milestone = (code: string, occurredAt: string) => ({ status: { code, description: '' }, occurredAt });
const answers = (detail: object) => answering(200, { trackingDetail: { identifier: {}, milestoneHistory: [], ...detail } });

/** What the Tracking API answers from now on. */
function play(answer: ReturnType<typeof answering>): void {
	desk.before = (request, response, socket) => {
		if (request.path !== '/tracking/2026-01-30/shipments/track') return false;
		asked.push(request.query);
		answer(request, response, socket);
		return true;
	};
}

beforeEach(async () => {
	desk = await new Desk().start();
	asked = [];
});
afterEach(() => desk.stop());

const whereIs = async (number: string, carrier?: string) => await desk.shipments().whereIs?.(number, carrier);

describe('where a parcel is', () => {
	it('is asked by the token of the application, by the number of the carrier or by that of Amazon', async () => {
		play(answers({}));
		await whereIs('DE0144', 'AMZN_DE');
		await whereIs(' DE0144 ');
		await whereIs('AFTN987654321', 'AMZN_US');
		expect(asked.map((query) => Object.fromEntries(query))).toEqual([
			{ 'carrierTracking.trackingNumber': 'DE0144', 'carrierTracking.carrierCode': 'AMZN_DE' },
			{ 'carrierTracking.trackingNumber': 'DE0144' },
			{ aftn: 'AFTN987654321' },
		]);
		expect(JSON.parse(desk.server.tokens()[0]?.body ?? '')).toMatchObject({
			grant_type: 'client_credentials',
			scope: 'sellingpartnerapi::shipments:track',
		});
		expect(desk.server.tokens()[0]?.body).not.toContain('Atzr|');
	});

	it('is told by its milestones: delivered when it first arrived, else still on its way', async () => {
		const arrived = milestone('DELIVERED', '2026-06-14T01:26:56Z');
		const left = milestone('SHIPPED', '2026-06-13T05:21:43Z');
		const shown = { deliveredAt: '2026-06-14T01:26:56.000Z' };
		play(answers({ latestMilestone: arrived, milestoneHistory: [arrived, left] }));
		expect(await whereIs('DE1')).toEqual(shown);
		play(answers({ milestoneHistory: [milestone('RETURNED', '2026-06-20T00:00:00Z'), arrived, left] }));
		expect(await whereIs('DE1')).toEqual(shown);
		play(answers({ latestMilestone: left, milestoneHistory: [left, { status: null }] }));
		expect(await whereIs('DE1')).toEqual({});
	});

	it.each([
		['does not know it', refusing(404, 'RESOURCE_NOT_FOUND')],
		['takes it for no number', refusing(400, 'BAD_REQUEST')],
		['says nothing of it', answering(200, {})],
	])('is unknown where Amazon %s, and the next is asked for', async (_, answer) => {
		const shipments = desk.shipments();
		play(answer);
		expect(await shipments.whereIs?.('DE1')).toBeUndefined();
		expect(await shipments.whereIs?.('DE2')).toBeUndefined();
		expect(asked).toHaveLength(2);
		expect(await shipments.whereIs?.(' ')).toBeUndefined();
		expect(asked).toHaveLength(2);
	});

	it('is not asked again by whom Amazon denies it, or gives no token for it', async () => {
		const shipments = desk.shipments();
		play(refusing(403, 'ACCESS_DENIED'));
		expect(await shipments.whereIs?.('DE1')).toBeUndefined();
		expect(await shipments.whereIs?.('DE1')).toBeUndefined();
		expect(asked).toHaveLength(1);
		const { token } = desk.server;
		desk.server.token = (request, response, socket) => {
			if (request.body.includes('client_credentials')) json(response, 400, { error: 'invalid_scope' });
			else token(request, response, socket);
		};
		const others = desk.shipments();
		expect(await others.whereIs?.('DE1')).toBeUndefined();
		expect(await others.whereIs?.('DE1')).toBeUndefined();
		expect(asked).toHaveLength(1);
		expect(desk.server.tokens().filter(({ body }) => body.includes('client_credentials'))).toHaveLength(2);
		expect(await others.tell([], new Set())).toEqual([]);
	});

	it('says so where Amazon cannot be asked now', async () => {
		play(answering(503, {}));
		await expect(whereIs('DE1')).rejects.toMatchObject({ details: { kind: 'unavailable', operation: 'getShipmentTracking' } });
		desk.server.token = (_, response) => json(response, 500, { error: 'server_error' });
		await expect(whereIs('DE1')).rejects.toMatchObject({ details: { kind: 'unavailable' } });
		desk.server.token = (_, response) => json(response, 401, { error: 'invalid_client' });
		await expect(whereIs('DE1')).rejects.toMatchObject({ concernsAll: true, details: { kind: 'credential', code: 'invalid_client' } });
	});
});
