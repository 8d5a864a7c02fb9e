import { createAmazon } from '../../src/platforms/amazon';
import seen from '../fixtures/cases/mcf-tracking-500.json';
import { connectionTo, surroundings } from '../platforms/amazon/connections';
import { order2020, parcel2020, shipment2020, tracking2020 } from '../platforms/amazon/fulfillment/wire-states';
import { answering, RawServer, type Answer } from '../platforms/amazon/raw-server';

describe('an order whose parcel cannot be tracked is read all the same: the parcel has left', () => {
	let server: RawServer;
	beforeEach(async () => {
		server = await new RawServer().start();
	});
	afterEach(async () => {
		await server.stop();
	});

	it.each<[string, number, unknown]>([
		['as it was seen', seen.tracking.status, seen.tracking.body],
		['is refused', 403, { errors: [{ code: 'Unauthorized', message: 'x' }] }],
		['is not known', 404, { errors: [{ code: 'NotFound', message: 'x' }] }],
		['is answered with nothing', 200, {}],
		['is answered with something else', 200, { payload: { currentStatus: 7 } }],
	])('where its tracking %s', async (_name, status, body) => {
		const two = shipment2020({ fulfillmentShipmentPackage: [parcel2020(), parcel2020({ packageNumber: 2 })] });
		const route: Answer = (request, response, socket) => {
			const answer = !request.path.endsWith('/tracking')
				? answering(200, order2020({}, [two]))
				: request.query.get('packageNumber') === '1'
					? answering(status, body as object)
					: answering(200, tracking2020({ packageNumber: 2, currentStatus: 'DELIVERED' }));
			answer(request, response, socket);
		};
		server.answers = [route];
		const service = createAmazon(connectionTo(server.url), surroundings(), { mcfApi: '2020-07-01' }).fulfillment();
		expect((await service.get('a1b2c3-1001-1'))?.shipments.map((parcel) => parcel.status)).toEqual(['inTransit', 'delivered']);
	});
});
