import { inspect } from 'node:util';
import { createAmazon } from '../../../src/platforms/amazon';
import { AmazonClient } from '../../../src/platforms/amazon/client';
import { connectionTo, surroundings } from './connections';
import { answering, json, page, RawServer, type Answer } from './raw-server';
import { item, order } from './orders/wire-orders';

/** What an error may never show, planted wherever Amazon, a proxy or the SDK could repeat it. */
const NAMES = ['PlantedName', 'planted@marketplace.amazon.de', 'PlantedStreet 7', 'PlantedMessage'];
const PEOPLE = NAMES.join(' ');

let server: RawServer;
beforeEach(async () => {
	server = await new RawServer().start();
});
afterEach(() => server.stop());

const everyWay = (error: unknown): string =>
	[
		inspect(error, { depth: null, showHidden: true }),
		JSON.stringify(error),
		String(error),
		error instanceof Error ? `${error.message} ${error.stack ?? ''}` : '',
	].join('\n');

const echoing =
	(status: number, wrap: (text: string) => unknown): Answer =>
	(request, response) =>
		json(response, status, wrap(`${PEOPLE} ${request.headers['x-amz-access-token'] as string} ${request.url}`), {
			'x-amzn-requestid': PEOPLE,
		});

const ANSWERS: Readonly<Record<string, Answer>> = {
	...Object.fromEntries(
		[200, 302, 400, 401, 403, 404, 413, 429, 500, 503].map((status) => [
			`errors with ${status}`,
			echoing(status, (text) => ({ errors: [{ code: text, message: text, details: text }] })),
		]),
	),
	'a page': page(200, `<html>${PEOPLE}</html>`),
	'a page with 403': page(403, `<html>${PEOPLE}</html>`),
	'half JSON': (_, response) => response.end(`{"orders": ["${PEOPLE}`),
	'another shape': answering(200, { payload: PEOPLE, orders: PEOPLE, order: PEOPLE }),
	'a cut body': (_, response, socket) => {
		response.writeHead(200, { 'content-length': '5000' });
		response.write(PEOPLE, () => socket.destroy());
	},
	'a reset': (_request, _response, socket) => socket.destroy(),
};

async function failuresOf(answer: Answer, token?: Answer): Promise<readonly unknown[]> {
	server.answers = [answer];
	if (token !== undefined) server.token = token;
	const connection = connectionTo(server.url);
	const amazon = createAmazon(connection, surroundings({ budgetMs: 0 }));
	const search = { by: 'updated', from: '2026-11-20T00:00:00.000Z', personalData: true, raw: true } as const;
	const outcomes = await Promise.allSettled([
		amazon.orderSource.search(search),
		amazon.orderSource.search({ ...search, page: '2026-11-20T00:00:00.000Z token' }),
		amazon.orderSource.get('902-1', { personalData: true, raw: true }),
	]);
	const shown = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
	const report = await amazon.connectionCheck.check();
	for (const secret of [connection.clientId, connection.clientSecret, connection.refreshToken, 'Atza|', ...NAMES]) {
		for (const error of [...shown, report]) expect(everyWay(error)).not.toContain(secret);
	}
	return shown;
}

it.each(Object.entries(ANSWERS))('shows no key and no person when Amazon gives %s', async (_, answer) => {
	expect(await failuresOf(answer)).not.toEqual([]);
});

it.each([
	['a refusal', echoing(400, (text) => ({ error: 'invalid_grant', error_description: text }))],
	['an unknown refusal', echoing(400, (text) => ({ error: text, error_description: text }))],
	['a page', page(200, `<html>${PEOPLE}</html>`)],
	['no token', echoing(200, (text) => ({ note: text }))],
] as const)('shows no key and no person when Login with Amazon gives %s', async (_, token) => {
	const shown = await failuresOf(answering(200, {}), (request, response, socket) =>
		token({ ...request, url: request.body }, response, socket),
	);
	expect(shown).toHaveLength(3);
});

it('tells what is wrong with an order without telling what stands in it', async () => {
	const people = { buyer: { buyerName: NAMES[0], buyerEmail: NAMES[1] }, recipient: { deliveryAddress: { addressLine1: NAMES[2] } } };
	const gift = { packing: { giftOption: { giftMessage: NAMES[3] } } };
	const broken = [
		order({ ...people, createdTime: NAMES[0] }),
		order({ ...people, fulfillment: { fulfillmentStatus: NAMES[0], fulfilledBy: 'MERCHANT' } }),
		order({ ...people, proceeds: { grandTotal: { amount: NAMES[0], currencyCode: NAMES[1] } } }),
		order({ ...people, orderItems: [item({ quantityOrdered: NAMES[0], fulfillment: gift })] }),
	];
	server.answers = [answering(200, { orders: broken, lastUpdatedBefore: '2026-11-21T11:58:00Z' })];
	const { orderSource } = createAmazon(connectionTo(server.url), surroundings());
	const { unreadable } = await orderSource.search({ by: 'updated', from: '2026-11-20T00:00:00.000Z', personalData: true });
	expect(unreadable).toHaveLength(broken.length);
	for (const name of NAMES) expect(everyWay(unreadable)).not.toContain(name);
});

it('shows no key of the proxy or the endpoint', () => {
	for (const changes of [
		{ httpsProxy: 'ftp://user:PlantedSecret@host' },
		{ endpoint: 'https://user:PlantedSecret@host' },
		{ endpoint: 'PlantedSecret' },
	]) {
		let thrown: unknown;
		try {
			thrown = new AmazonClient(connectionTo('https://host', changes), surroundings());
		} catch (error) {
			thrown = error;
		}
		expect(thrown).toBeInstanceOf(Error);
		expect(everyWay(thrown)).not.toContain('PlantedSecret');
	}
});
