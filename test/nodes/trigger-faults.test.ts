import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import { hours, minutes, pass } from './time';
import { NodeWorld, trigger } from './world';

/** What a poll threw, as n8n shows it. */
async function failureOf(poll: Promise<unknown>): Promise<{ name: string; message: string; description?: string | null }> {
	const thrown: unknown = await poll.then(
		() => new Error('Nothing was thrown'),
		(error: unknown) => error,
	);
	return thrown as { name: string; message: string; description?: string | null };
}

describe('Amazon Order Trigger when something is wrong', () => {
	let world: NodeWorld;
	beforeEach(async () => {
		world = await NodeWorld.start();
	});
	afterEach(async () => {
		await world.stop();
	});

	const revoke = (revoked: boolean): void => {
		const authorization = world.sandbox.amazon.accounts.authorization('Atzr|sandbox-eu');
		if (authorization !== undefined) authorization.revoked = revoked;
	};
	const tokens = (): number => world.sandbox.amazon.counts().tokens;
	const calls = (): number => world.sandbox.amazon.counts().calls;

	it('tells once that the credential was refused, rests until it is renewed, and then catches up', async () => {
		await world.begin();
		const orderId = world.order();
		revoke(true);
		pass(hours(2));
		await expect(world.poll()).rejects.toMatchObject({
			name: 'NodeApiError',
			message: 'Amazon token: the refresh token is not valid any more',
			description: expect.stringContaining('Authorise the application again in Seller Central'),
		});
		const asked = [tokens(), calls()];
		for (let poll = 1; poll <= 5; poll += 1) {
			pass(minutes(5));
			expect(await world.poll()).toEqual([]);
		}
		expect([tokens(), calls()]).toEqual(asked);
		const renewed = world.sandbox.amazon.accounts.authorize('amzn1.application-oa2-client.sandbox', 'A1SANDBOXEU', 'Atzr|renewed');
		const credentials = { ...world.credentials(), Amazon: world.amazonCredential({ ...renewed }) };
		expect((await world.poll({}, { credentials })).map(({ json }) => json['id'])).toEqual([orderId]);
	});

	it('looks again after some hours, in case Amazon takes the credential again, without another error', async () => {
		await world.begin();
		const orderId = world.order();
		revoke(true);
		pass(hours(2));
		await expect(world.poll()).rejects.toThrow('not valid any more');
		const asked = tokens();
		pass(hours(7));
		expect(await world.poll()).toEqual([]);
		expect(tokens()).toBe(asked + 1);
		revoke(false);
		pass(hours(1));
		expect(await world.poll()).toEqual([]);
		pass(hours(6));
		expect((await world.poll()).map(({ json }) => json['id'])).toEqual([orderId]);
		pass(minutes(16));
		expect(await world.poll()).toHaveLength(1);
	});

	it.each([
		['region', { region: 'na' }, 'Amazon searchOrders: access was denied (Unauthorized)', 'Check the region'],
		[
			'clientSecret',
			{ clientSecret: 'amzn1.oa2-cs.v1.wrong' },
			'Amazon token: the client id or the client secret is wrong',
			'Copy the client id',
		],
		['sellerId', { sellerId: ' ' }, 'Amazon credential: the seller id is empty', 'Fill in the Amazon credential'],
		[
			'endpoint',
			{ endpoint: 'http://203.0.113.9:80' },
			'Amazon endpoint: the endpoint is http on a public address; tokens would travel in clear',
			'Leave "Endpoint" empty',
		],
	])('names a wrong %s', async (_field, change, message, advice) => {
		const credentials = { ...world.credentials(), Amazon: world.amazonCredential(change) };
		const { name, message: text, description } = await failureOf(world.poll({}, { credentials }));
		expect([name, text, description]).toEqual(['NodeApiError', message, expect.stringContaining(advice)]);
	});

	it.each([
		[
			'html200',
			'Amazon searchOrders: the answer was a web page instead of data (status 200)',
			'check the "Endpoint" field, the proxy and the firewall',
		],
		['cutBody', 'Amazon searchOrders: the answer was cut off', 'tries again'],
		['wrongShape', 'Amazon searchOrders: the answer is not a page of orders', 'tries again'],
		['http500', 'Amazon searchOrders: Amazon answered 500 (InternalFailure)', 'it is tried again'],
		['http503Html', 'Amazon searchOrders: Amazon answered 503', 'it is tried again'],
		['resetBefore', 'Amazon searchOrders: Amazon did not answer', 'it is tried again'],
		['emptyBody', 'Amazon searchOrders: the answer was empty (status 200)', 'tries again'],
	] as const)('says what happened when Amazon answers with %s, and goes on once it is over', async (kind, message, advice) => {
		await world.begin();
		const orderId = world.order();
		pass(minutes(3));
		world.fault({ standIn: 'amazon', kind, operation: 'searchOrders' });
		const { name, message: text, description } = await failureOf(world.poll());
		expect([name, text, description]).toEqual(['NodeApiError', expect.stringContaining(message), expect.stringContaining(advice)]);
		world.sandbox.faults.clear();
		pass(minutes(3));
		expect((await world.poll()).map(({ json }) => json['id'])).toEqual([orderId]);
	});

	it('waits quietly when the quota is used up', async () => {
		await world.begin();
		const orderId = world.order();
		pass(minutes(3));
		world.fault({ standIn: 'amazon', kind: 'http429', operation: 'searchOrders', times: 1 });
		expect(await world.poll()).toEqual([]);
		pass(hours(1));
		expect((await world.poll()).map(({ json }) => json['id'])).toEqual([orderId]);
	});

	it('warns in the log of n8n when it could read in part only', async () => {
		const warn = jest.spyOn(Container.get(Logger), 'warn');
		const [item] = await world.orders({});
		world.order();
		pass(minutes(16));
		world.fault({ standIn: 'amazon', kind: 'http500', operation: 'searchOrders' });
		expect((await world.poll()).map(({ json }) => json['id'])).toEqual([item?.json['id']]);
		expect(warn).toHaveBeenCalledWith(expect.stringContaining('read in part only: Amazon searchOrders: Amazon answered 500'));
		warn.mockRestore();
	});

	it('leaves one order that cannot be read to a person and gives out the others', async () => {
		await world.begin();
		const broken = world.order();
		world.sandbox.amazon.orders.change(broken, { proceeds: { grandTotal: { amount: 'twelve', currencyCode: 'EUR' } } });
		const whole = world.order();
		pass(minutes(3));
		expect((await world.poll()).map(({ json }) => json['id'])).toEqual([whole]);
		expect(world.rows('sale')).toEqual([
			expect.objectContaining({
				order_id: broken,
				state: 'error',
				reason_code: 'unreadable',
				reason_text: expect.stringContaining(broken),
			}),
		]);
		expect((await world.run({ nodes: [trigger()], items: [] })).status).toBe('success');
	});
});
