import type { ShipmentTrackingAnswer } from '../../../sandbox/amazon/tracking/shipment-tracking';
import { minute } from './caller';
import { callMcf, mcfRequest } from './mcf-caller';

const path = '/tracking/2026-01-30/shipments/track';
const scope = 'sellingpartnerapi::shipments:track';

type Answer = ShipmentTrackingAnswer & { readonly errors?: readonly { readonly code: string }[] };

/** A parcel of Amazon's own carrier on its way, and an application with a token for it. */
const withParcel = async () => {
	const amazon = await callMcf();
	await amazon.create();
	amazon.sandbox.amazon.mcf.ship(mcfRequest().sellerFulfillmentOrderId, {});
	const { body } = await amazon.get(mcfRequest().sellerFulfillmentOrderId);
	const number = body.payload.fulfillmentShipments?.[0]?.fulfillmentShipmentPackage?.[0]?.trackingNumber ?? '';
	await amazon.logIn({ grant_type: 'client_credentials', scope });
	return { amazon, number, track: async (query: Readonly<Record<string, string>>) => await amazon.call<Answer>(path, query) };
};

describe('the Tracking API', () => {
	it('says where a parcel of Amazon is, until it is delivered', async () => {
		const { amazon, track, number } = await withParcel();
		const query = { 'carrierTracking.trackingNumber': number };
		const { status, body } = await track(query);
		expect(status).toBe(200);
		expect(body.trackingDetail).toMatchObject({
			identifier: { carrierTracking: { trackingNumber: number } },
			latestMilestone: { status: { code: 'SHIPPED' } },
		});
		amazon.sandbox.clock.advance(minute);
		amazon.sandbox.amazon.mcf.setParcels(mcfRequest().sellerFulfillmentOrderId, 'DELIVERED');
		const { trackingDetail } = (await track({ ...query, 'carrierTracking.carrierCode': 'AMZN_DE' })).body;
		expect(trackingDetail.milestoneHistory.map(({ status: { code } }) => code)).toEqual(['DELIVERED', 'SHIPPED', 'ORDER_PREPARING']);
		expect(trackingDetail.latestMilestone?.occurredAt).toBe(new Date(amazon.sandbox.clock.now()).toISOString());
	});

	it.each<[string, Record<string, string>, number, string]>([
		['no identifier', {}, 400, 'BAD_REQUEST'],
		['two identifiers', { id: '1', 'carrierTracking.trackingNumber': '2' }, 400, 'MULTIPLE_TRACKING_IDS_NOT_ALLOWED'],
		['an AFTN of another form', { aftn: 'TBA0000000001' }, 400, 'INVALID_AFTN_FORMAT'],
		['a carrier without a number', { 'carrierTracking.carrierCode': 'AMZN_DE' }, 400, 'BAD_REQUEST'],
		['a number that is none of its own', { 'carrierTracking.trackingNumber': 'JD1' }, 404, 'RESOURCE_NOT_FOUND'],
	])('answers %s with its own error', async (_name, query, status, code) => {
		const { track } = await withParcel();
		const answer = await track(query);
		expect(answer.status).toBe(status);
		expect(answer.body.errors?.map((error) => error.code)).toEqual([code]);
	});

	it('knows no parcel of another carrier, and none under a wrong one', async () => {
		const { amazon, track, number } = await withParcel();
		expect((await track({ 'carrierTracking.trackingNumber': number, 'carrierTracking.carrierCode': 'UPS' })).status).toBe(404);
		await amazon.create({ sellerFulfillmentOrderId: 'two', displayableOrderId: '1002' });
		amazon.sandbox.amazon.mcf.ship('two', { carrierCode: 'DHL', trackingNumber: 'JD2' });
		await amazon.logIn({ grant_type: 'client_credentials', scope });
		expect((await track({ 'carrierTracking.trackingNumber': 'JD2' })).status).toBe(404);
	});

	it("opens to a token of its scope only, and that token opens nothing of a seller's", async () => {
		const { amazon, track, number } = await withParcel();
		expect((await amazon.call('/sellers/v1/marketplaceParticipations')).status).toBe(403);
		await amazon.logIn();
		expect((await track({ 'carrierTracking.trackingNumber': number })).status).toBe(403);
		expect((await amazon.logIn({ grant_type: 'client_credentials', scope: 'sellingpartnerapi::notifications' })).body.error).toBe(
			'invalid_scope',
		);
	});

	it('is refused to an application that may not ask, or has no such scope', async () => {
		const { amazon, track, number } = await withParcel();
		await amazon.sandbox.amazon.control('tracking', { access: 'denied' });
		const denied = await track({ 'carrierTracking.trackingNumber': number });
		expect([denied.status, denied.body.errors?.[0]?.code]).toEqual([403, 'ACCESS_DENIED']);
		await amazon.sandbox.amazon.control('tracking', { access: 'noScope' });
		expect((await amazon.logIn({ grant_type: 'client_credentials', scope })).body.error).toBe('invalid_scope');
	});
});
