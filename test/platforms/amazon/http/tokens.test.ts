import { AmazonClient } from '../../../../src/platforms/amazon/client';
import { connectionTo, surroundings } from '../connections';
import { failure } from '../failure';
import { answering, json, page, RawServer, refusing, type Answer } from '../raw-server';

let server: RawServer;
beforeEach(async () => {
	server = await new RawServer().start();
});
afterEach(() => server.stop());

const MINUTE = 60_000;
const getOrder = { operation: 'getOrder', path: { orderId: '902-1' } } as const;
const expired = refusing(403, 'Unauthorized', 'The access token you provided has expired.');
/** Accepts only the newest token. */
const onlyNewest: Answer = (request, response, socket) => {
	const newest = `Atza|token-${server.tokens().length}`;
	(request.headers['x-amz-access-token'] === newest ? answering(200, {}) : expired)(request, response, socket);
};

it('asks for one token for all adapters and all calls of a credential', async () => {
	server.answers = [answering(200, {})];
	const connection = connectionTo(server.url);
	const clients = [1, 2, 3].map(() => new AmazonClient(connection, surroundings()));
	await Promise.all(clients.flatMap((client) => [client.call(getOrder), client.call(getOrder)]));
	expect(server.tokens()).toHaveLength(1);
	expect(server.calls()).toHaveLength(6);
});

it('keeps the tokens of two credentials apart', async () => {
	server.answers = [answering(200, {})];
	const connection = connectionTo(server.url);
	await new AmazonClient(connection, surroundings()).call(getOrder);
	await new AmazonClient({ ...connection, clientSecret: 'another' }, surroundings()).call(getOrder);
	await new AmazonClient({ ...connection, refreshToken: 'another' }, surroundings()).call(getOrder);
	expect(server.tokens()).toHaveLength(3);
});

it('renews the token before its hour is over', async () => {
	server.answers = [answering(200, {})];
	const around = surroundings();
	const client = new AmazonClient(connectionTo(server.url), around);
	await client.call(getOrder);
	around.clock.advance(49 * MINUTE);
	await client.call(getOrder);
	expect(server.tokens()).toHaveLength(1);
	around.clock.advance(2 * MINUTE);
	await client.call(getOrder);
	expect(server.tokens()).toHaveLength(2);
});

it('goes on with a token that still lives when Login with Amazon is away', async () => {
	server.answers = [answering(200, {})];
	const around = surroundings();
	const client = new AmazonClient(connectionTo(server.url), around);
	await client.call(getOrder);
	server.token = page(503);
	around.clock.advance(51 * MINUTE);
	await client.call(getOrder);
	expect(server.calls()).toHaveLength(2);
	around.clock.advance(20 * MINUTE);
	expect((await failure(client.call(getOrder))).details).toMatchObject({ kind: 'unavailable', operation: 'token' });
});

it('renews a refused token once, for all calls that met the refusal', async () => {
	const client = new AmazonClient(connectionTo(server.url), surroundings());
	server.answers = [answering(200, {})];
	await client.call(getOrder);
	const withNewToken = Promise.withResolvers<undefined>();
	// The second refusal arrives when the first one has long led to a new token.
	const late: Answer = (...exchange) => void withNewToken.promise.then(() => expired(...exchange));
	const accepting: Answer = (...exchange) => {
		onlyNewest(...exchange);
		withNewToken.resolve(undefined);
	};
	server.answers = [expired, late, accepting];
	await Promise.all([client.call(getOrder), client.call(getOrder)]);
	expect(server.tokens()).toHaveLength(2);
});

it('does not ask for another token when a new one is refused', async () => {
	server.answers = [refusing(403, 'Unauthorized')];
	await failure(new AmazonClient(connectionTo(server.url), surroundings()).call(getOrder));
	expect(server.tokens()).toHaveLength(1);
	expect(server.calls()).toHaveLength(1);
});

it('takes a second refusal as what it is', async () => {
	const client = new AmazonClient(connectionTo(server.url), surroundings());
	server.answers = [answering(200, {})];
	await client.call(getOrder);
	server.answers = [refusing(403, 'Unauthorized')];
	expect((await failure(client.call(getOrder))).details).toMatchObject({ kind: 'permission', status: 403, code: 'Unauthorized' });
	expect(server.tokens()).toHaveLength(2);
	expect(server.calls()).toHaveLength(3);
});

it.each([
	['invalid_grant', 'credential'],
	['invalid_client', 'credential'],
	['unauthorized_client', 'credential'],
	['invalid_request', 'credential'],
	['server_error', 'unavailable'],
])('translates %s of Login with Amazon', async (code, kind) => {
	server.token = (_, response) => json(response, 400, { error: code, error_description: 'The text of Amazon' });
	const error = await failure(new AmazonClient(connectionTo(server.url), surroundings({ budgetMs: 0 })).call(getOrder));
	expect(error.details).toMatchObject({ kind, code, operation: 'token' });
	expect(error.message).not.toContain('The text of Amazon');
	expect(server.calls()).toEqual([]);
});

it('does not remember a failure', async () => {
	server.answers = [answering(200, {})];
	const works = server.token;
	server.token = (_, response) => json(response, 400, { error: 'invalid_client' });
	const client = new AmazonClient(connectionTo(server.url), surroundings());
	await failure(client.call(getOrder));
	server.token = works;
	await client.call(getOrder);
	expect(server.calls()).toHaveLength(1);
});

it('lets others have the token that a stopped execution asked for', async () => {
	const connection = connectionTo(server.url);
	const stop = new AbortController();
	const works = server.token;
	server.answers = [answering(200, {})];
	server.token = (request, response, socket) => {
		stop.abort(new Error('stopped'));
		works(request, response, socket);
	};
	const stopped = failure(new AmazonClient(connection, surroundings({ signal: stop.signal })).call(getOrder));
	const going = new AmazonClient(connection, surroundings()).call(getOrder);
	expect((await stopped).details.code).toBe('aborted');
	await going;
	expect(server.tokens()).toHaveLength(1);
});
