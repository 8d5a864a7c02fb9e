import { ONE_BY_ONE_AT_MOST } from '../../../../src/platforms/amazon/shipments/channel';
import type { ChannelParcel, ParcelRefusal, ParcelTold } from '../../../../src/ports/channel-shipments';
import { answering, refusing } from '../raw-server';
import { Desk, messagesIn } from './desk';
import { DE, FR, parcel, parcels } from './parcels';

let desk: Desk;
beforeEach(async () => {
	desk = await new Desk().start();
});
afterEach(() => desk.stop());

const NO_EDITS: ReadonlySet<ChannelParcel> = new Set();
const outcomes = (told: readonly ParcelTold[]) => told.map(({ outcome }) => outcome);
const says = (message: string) => answering(400, { errors: [{ code: 'InvalidInput', message, details: '' }] });
const dropped = (_: unknown, __: unknown, socket: { destroy(): void }): void => {
	socket.destroy();
};

describe('a few parcels', () => {
	it('go one by one, as Amazon wants them', async () => {
		const other = parcel({
			orderId: '302-0000000-0000002',
			reference: '7',
			carrier: { code: 'Other', name: 'Paack', listed: false },
			service: 'Next day',
		});
		expect(await desk.shipments().tell([parcel(), other], NO_EDITS)).toEqual([{ outcome: 'taken' }, { outcome: 'taken' }]);
		expect(desk.confirmed()).toEqual([
			[
				'302-0000000-0000001',
				{
					marketplaceId: DE,
					packageDetail: {
						packageReferenceId: '1',
						carrierCode: 'DHL',
						trackingNumber: '0034000001',
						shipDate: '2026-11-20T10:00:00.000Z',
						orderItems: [{ orderItemId: '07311545772442', quantity: 1 }],
					},
				},
			],
			[
				'302-0000000-0000002',
				expect.objectContaining({
					packageDetail: expect.objectContaining({
						packageReferenceId: '7',
						carrierCode: 'Other',
						carrierName: 'Paack',
						shippingMethod: 'Next day',
					}) as unknown,
				}),
			],
		]);
		expect(desk.feeds).toEqual([]);
	});

	it.each<readonly [string, ParcelRefusal]>([
		[
			'Failed to create package due to not finding a matching package or order already fulfilled. ErrorMessage(errorCode=GeneralError, errorDescription=Unable to find package to update for order (250-0000000-0000001), errorMetric=PackageToUpdateNotFound, packageIndex=null)',
			'shippedBefore',
		],
		['ErrorCode: NonexistentOrderItem Description: Failed to find order item list by order ID: 250', 'notOpen'],
		['OrderItemId  is invalid, please obtain the value through the getOrderItems API or Manage Orders page', 'notOpen'],
		['Failed validation because order is in a wrong state', 'notOpen'],
		['Package has InvalidPackageVersion', 'edits'],
		['It reached the maximum number of allowed updates', 'edits'],
		['ErrorCode: InvalidCarrier Description: Selected carrier is not supported', 'carrier'],
		['ErrorCode: CarrierNameCorrection Description: did you mean DHL', 'carrier'],
		['ErrorCode: DuplicateTrackingId Description: used', 'number'],
		['ErrorCode: BlockedTrackingId Description: blocked', 'number'],
		['Failed to create/update package due to overfulfillment', 'tooMany'],
		['Orders of FBM_SHIP_PLUS are confirmed by Amazon', 'shipsItself'],
		['PackageReferenceId: is invalid, must be a positive numeric value.', 'other'],
	])('are refused for what Amazon says: %s', async (message, why) => {
		desk.answers.set('302-0000000-0000001', [says(message)]);
		const [told] = await desk.shipments().tell([parcel()], NO_EDITS);
		expect(told).toMatchObject({
			outcome: 'refused',
			why,
			said: expect.stringContaining(message.replaceAll(/\s+/g, ' ').slice(0, 30)) as unknown,
		});
	});

	it('of an order that Amazon does not know are refused', async () => {
		desk.answers.set('302-0000000-0000001', [refusing(404, 'NotFound')]);
		expect(await desk.shipments().tell([parcel()], NO_EDITS)).toMatchObject([{ outcome: 'refused', why: 'notOpen' }]);
		expect(await desk.shipments().tell([parcel({ orderId: '..' })], NO_EDITS)).toMatchObject([{ outcome: 'refused', why: 'notOpen' }]);
	});

	it('whose answer is lost are told once more under the same reference', async () => {
		desk.answers.set('302-0000000-0000001', [dropped, (_, response) => response.writeHead(204).end()]);
		expect(await desk.shipments().tell([parcel()], NO_EDITS)).toEqual([{ outcome: 'taken' }]);
		const [[, first] = [], [, second] = []] = desk.confirmed();
		expect(second).toEqual(first);
	});

	it('whose answer is lost, and that are refused when told again, may be there all the same', async () => {
		desk.answers.set('302-0000000-0000001', [dropped, says('PackageToUpdateNotFound')]);
		expect(await desk.shipments().tell([parcel()], NO_EDITS)).toEqual([{ outcome: 'unknown' }]);
		desk.answers.set('302-0000000-0000001', [answering(503, {})]);
		expect(await desk.shipments().tell([parcel()], NO_EDITS)).toEqual([{ outcome: 'unknown' }]);
		desk.answers.set('302-0000000-0000001', [answering(500, { errors: [{ code: 'InternalFailure', message: 'x' }] })]);
		expect(await desk.shipments().tell([parcel()], NO_EDITS)).toEqual([{ outcome: 'unknown' }]);
	});

	it('do not stop each other: one that is refused, one of another seller, one that is lost', async () => {
		const [one, denied, lost, last] = parcels(4);
		desk.answers.set(one?.orderId ?? '', [says('overfulfillment')]);
		desk.answers.set(denied?.orderId ?? '', [refusing(403, 'Unauthorized', 'Access to requested resource is denied')]);
		desk.answers.set(lost?.orderId ?? '', [dropped]);
		const told = await desk.shipments().tell(
			[one, denied, lost, last].flatMap((each) => each ?? []),
			NO_EDITS,
		);
		expect(outcomes(told)).toEqual(['refused', 'refused', 'unknown', 'taken']);
		expect(told[1]).toMatchObject({ why: 'other' });
	});

	it('of which each is denied say that the role is missing', async () => {
		desk.before = (request, response) => {
			if (!request.path.endsWith('/shipmentConfirmation')) return false;
			refusing(403, 'Unauthorized')(request, response, response.socket as never);
			return true;
		};
		await expect(desk.shipments().tell(parcels(3), NO_EDITS)).rejects.toMatchObject({ concernsAll: true, details: { kind: 'permission' } });
		await expect(desk.shipments().tell([], NO_EDITS)).resolves.toEqual([]);
	});

	it('that come after the quota ended are not sent, and the first that does not get through says so', async () => {
		const limited = answering(429, { errors: [{ code: 'QuotaExceeded', message: '' }] });
		const some = parcels(3);
		desk.answers.set(some[1]?.orderId ?? '', [limited]);
		expect(outcomes(await desk.shipments().tell(some, NO_EDITS))).toEqual(['taken', 'notSent', 'notSent']);
		desk.answers.set(some[0]?.orderId ?? '', [limited]);
		await expect(desk.shipments().tell(some, NO_EDITS)).rejects.toMatchObject({ concernsAll: true });
	});
});

describe('many parcels', () => {
	it('go in one feed for all marketplaces, in the order in which they came', async () => {
		const many = [...parcels(ONE_BY_ONE_AT_MOST), parcel({ marketplace: FR, service: 'A & B <fast>' })];
		const shipments = desk.shipments();
		const told = await shipments.tell(many, NO_EDITS);
		expect(new Set(told)).toEqual(new Set([{ outcome: 'submitted', submission: '0' }]));
		expect(desk.confirmed()).toEqual([]);
		expect(desk.feeds.map(({ feedType, marketplaceIds }) => ({ feedType, marketplaceIds }))).toEqual([
			{ feedType: 'POST_ORDER_FULFILLMENT_DATA', marketplaceIds: [DE, FR] },
		]);
		const messages = messagesIn(desk.feeds[0]?.body ?? '');
		expect(messages.map(({ MessageID }) => MessageID)).toEqual(many.map((_, at) => String(at + 1)));
		expect(messages.at(-1)).toEqual({
			MessageID: '21',
			OrderFulfillment: {
				AmazonOrderID: '302-0000000-0000001',
				FulfillmentDate: '2026-11-20T10:00:00.000Z',
				FulfillmentData: { CarrierCode: 'DHL', ShippingMethod: 'A & B <fast>', ShipperTrackingNumber: '0034000001' },
				Item: { AmazonOrderItemCode: '07311545772442', Quantity: '1' },
			},
		});
		expect(desk.feeds[0]?.body).toContain('<MerchantIdentifier>A1SELLERTOKEN</MerchantIdentifier></Header><MessageType>OrderFulfillment<');
		desk.results.set(many[3]?.orderId ?? '', { code: 18021, text: 'More than could be fulfilled' });
		desk.results.set(many[4]?.orderId ?? '', { kind: 'Warning', code: 5000, text: 'Does not match' });
		const progress = await shipments.checkParcels('0', many);
		if (progress.state !== 'done') throw new Error(progress.state);
		expect(outcomes(progress.told)).toEqual(many.map((_, at) => (at === 3 ? 'refused' : 'taken')));
	});

	it('of which one holds letters that XML cannot hold go all the same', async () => {
		const odd = parcel({ trackingNumber: 'A\u0000B\u0008\ud800C', service: ']]>&amp;' });
		await desk.shipments().tell([...parcels(ONE_BY_ONE_AT_MOST), odd], NO_EDITS);
		expect(messagesIn(desk.feeds[0]?.body ?? '').at(-1)).toMatchObject({
			OrderFulfillment: { FulfillmentData: { ShipperTrackingNumber: 'AB\ufffdC', ShippingMethod: ']]>&amp;' } },
		});
	});

	it('are split, so that no file is too large, and each knows its submission', async () => {
		const many = parcels(5_001);
		const told = await desk.shipments().tell(many, NO_EDITS);
		expect(told.map((one) => (one.outcome === 'submitted' ? one.submission : one.outcome))).toEqual(
			many.map((_, at) => (at < 5_000 ? '0' : '1')),
		);
		expect(desk.feeds.map(({ body }) => messagesIn(body).length)).toEqual([5_000, 1]);
	});

	it('leave edits to go one by one, however many', async () => {
		const many = parcels(ONE_BY_ONE_AT_MOST + 5);
		expect(outcomes(await desk.shipments().tell(many, new Set(many)))).toEqual(many.map(() => 'taken'));
		expect(desk.feeds).toEqual([]);
		expect(desk.confirmed()).toHaveLength(many.length);
	});

	it('whose answer is lost are looked for among the feeds, and not handed in again', async () => {
		let lost = false;
		desk.before = (request, _, socket) => {
			if (lost || request.method !== 'POST' || !request.path.endsWith('/feeds')) return false;
			lost = true;
			desk.before = undefined;
			const asked = JSON.parse(request.body) as { feedType: string; marketplaceIds: readonly string[] };
			const createdTime = new Date().toISOString();
			desk.feeds.push({ feedId: '0', ...asked, createdTime, body: '', looks: 0 });
			socket.destroy();
			return true;
		};
		const told = await desk.shipments().tell(parcels(ONE_BY_ONE_AT_MOST + 1), NO_EDITS);
		expect(new Set(told)).toEqual(new Set([{ outcome: 'submitted', submission: '0' }]));
		expect(desk.feeds).toHaveLength(1);
	});
});

describe('a parcel without a number', () => {
	it('goes in a feed, however few they are', async () => {
		const { trackingNumber: _, carrier: __, ...letter } = parcel();
		expect(outcomes(await desk.shipments().tell([letter, parcel({ reference: '2' })], NO_EDITS))).toEqual(['submitted', 'taken']);
		const [message] = messagesIn(desk.feeds[0]?.body ?? '');
		expect(Object.keys(message?.['OrderFulfillment'] as object)).toEqual(['AmazonOrderID', 'FulfillmentDate', 'Item']);
	});
});

describe('a feed of parcels', () => {
	it.each([
		['IN_PROGRESS', 'underWay'],
		['CANCELLED', 'failed'],
		['FATAL', 'failed'],
	])('that is %s is %s', async (end, state) => {
		desk.feedsEnd = end;
		const shipments = desk.shipments();
		const many = parcels(ONE_BY_ONE_AT_MOST + 1);
		await shipments.tell(many, NO_EDITS);
		expect(await shipments.checkParcels('0', many)).toMatchObject({ state });
	});

	it('that Amazon does not know is not said to have done nothing', async () => {
		expect(await desk.shipments().checkParcels('17', [parcel()])).toMatchObject({ state: 'failed', nothingDone: false });
	});
});
