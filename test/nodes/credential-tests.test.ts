import { CredentialTestContext } from 'n8n-core';
import type { IDataObject, INodeCredentialTestResult } from 'n8n-workflow';
import type { EngineCredential } from '../harness/engine';
import { EngineNodeTypes, ownPackage } from '../harness/engine-node-types';
import { startPostgres, type PostgresServer } from '../harness/postgres';
import { days } from './time';
import { NodeWorld, PACKAGE, saveNode, trigger } from './world';

/** What "Test" of the credential's panel says. */
async function check(types: EngineNodeTypes, { type, data }: EngineCredential): Promise<INodeCredentialTestResult> {
	const tests = ['amazonOrderTrigger', 'matchProduct', 'saveOrder', 'orderSyncLog'].flatMap(
		(node) => types.getByNameAndVersion(`${PACKAGE}.${node}`).methods?.credentialTest?.[`${type}Test`] ?? [],
	);
	const [test] = tests;
	if (test === undefined) throw new Error(`No node tests ${type}`);
	const result = await test.call(new CredentialTestContext(), { id: '1', name: 'Mine', type, data });
	const secrets = ['lwaClientSecret', 'refreshToken', 'consumerKey', 'consumerSecret', 'password', 'fingerprintKey'].map(
		(field) => data[field],
	);
	for (const secret of secrets) if (typeof secret === 'string' && secret.length > 2) expect(result.message).not.toContain(secret);
	return result;
}

describe('the test of a credential', () => {
	let types: EngineNodeTypes;
	let world: NodeWorld;
	beforeAll(async () => {
		world = await NodeWorld.start();
		types = await EngineNodeTypes.load([ownPackage]);
	});
	afterAll(async () => {
		await world.stop();
	});

	const amazon = async (change: IDataObject = {}) => await check(types, world.amazonCredential(change));
	const store = async (change: IDataObject = {}) => await check(types, world.storeCredential(change));
	const urlOf = (standIn: string): string => world.sandbox.urls[standIn] ?? '';

	it('names account, region and marketplaces of a right Amazon credential', async () => {
		expect(await amazon()).toEqual({
			status: 'OK',
			message: expect.stringMatching(/^Amazon account A1SANDBOXEU in Europe with 16 marketplaces: IE, ES, .*IN\.$/),
		});
	});

	it.each([
		['clientId', 'amzn1.application-oa2-client.other', 'The client id or the client secret is wrong. Copy the client id'],
		['clientSecret', 'amzn1.oa2-cs.v1.other', 'The client id or the client secret is wrong. Copy the client id'],
		[
			'refreshToken',
			'Atzr|other',
			'The refresh token is wrong, revoked or belongs to another application. Authorise the application again',
		],
		['region', 'na', 'The account belongs to Europe, the credential says North America. Choose Europe as region.'],
		['region', 'fe', 'The account belongs to Europe, the credential says Far East. Choose Europe as region.'],
		['clientId', '', 'Amazon credential: the client id is empty. Fill in the Amazon credential.'],
		['clientSecret', ' ', 'Amazon credential: the client secret is empty. Fill in'],
		['refreshToken', '', 'Amazon credential: the refresh token is empty. Fill in'],
		['sellerId', '', 'Amazon credential: the seller id is empty. Fill in'],
		['endpoint', 'nonsense', 'Amazon endpoint: the endpoint is not a URL. Leave "Endpoint" empty for Amazon itself.'],
		[
			'endpoint',
			'http://127.0.0.1:1',
			'Amazon token: Amazon did not answer (ECONNREFUSED). Try again. Else check the internet connection and the proxy.',
		],
		['httpsProxy', 'proxy', 'Amazon proxy: the proxy is not an http or https URL. Write the proxy as http://host:port'],
	])('says what is wrong with the Amazon credential: %s "%s"', async (field, value, message) => {
		expect(await amazon({ [field]: value })).toEqual({ status: 'Error', message: expect.stringContaining(message) });
	});

	it('reminds of secrets and authorisations that end soon', async () => {
		const ago = (count: number): string => new Date(Date.now() - days(count)).toISOString();
		expect((await amazon({ lwaRotatedAt: ago(155) })).message).toContain(
			'The client secret is 155 days old; Amazon stops accepting it after 180.',
		);
		expect((await amazon({ authorizedAt: ago(350) })).message).toContain('The authorisation is 350 days old');
		expect((await amazon({ lwaRotatedAt: ago(100), authorizedAt: ago(300) })).message).not.toContain('days old');
	});

	it('knows spaces that came along with copying', async () => {
		const { data } = world.amazonCredential();
		expect(await amazon({ refreshToken: ` ${String(data['refreshToken'])}\n`, sellerId: ' A1SANDBOXEU ' })).toMatchObject({ status: 'OK' });
		expect(await store({ url: ` ${urlOf('woocommerce')}/wp-admin `, consumerKey: ' ck_sandbox' })).toMatchObject({ status: 'OK' });
	});

	it('names currency and taxes of a right store credential', async () => {
		expect(await store()).toEqual({ status: 'OK', message: expect.stringMatching(/^127\.0\.0\.1:\d+, EUR, taxes off\.$/) });
	});

	it.each([
		[
			'consumerKey',
			'ck_other',
			'The store does not know the consumer key, or did not receive it. Check the consumer key. If it is right, the server drops the Authorization header: switch on "Send Keys in the URL".',
		],
		['consumerSecret', 'cs_other', 'The consumer secret does not belong to the consumer key. Enter the secret again'],
		['consumerKey', '', 'The consumer key or secret is empty. Fill in both.'],
		['url', '', 'The store URL is not an address. Enter it like https://shop.example.'],
		[
			'url',
			'http://shop.example',
			'The store URL begins with http://, which would send the keys readable over the internet. Use https://.',
		],
		['url', 'http://127.0.0.1:1', 'The store cannot be reached. Check the store URL'],
		['url', '/shop', 'There is no WordPress REST API at this address. Check the URL.'],
		['url', 'amazon', "The store's server refused the request before WooCommerce saw it (HTTP 403)."],
	])('says what is wrong with the store credential: %s "%s"', async (field, value, message) => {
		const change = value === '/shop' ? `${urlOf('woocommerce')}/shop` : value === 'amazon' ? urlOf('amazon') : value;
		expect(await store({ [field]: change })).toEqual({ status: 'Error', message: expect.stringContaining(message) });
	});

	it.each([
		[
			'read',
			'The API key has no permission to write. In WooCommerce > Settings > Advanced > REST API give the key the permission "Read/Write".',
		],
		['write', 'The API key has no permission to read.'],
	] as const)('tells a key that may only %s', async (permissions, message) => {
		const limited = await NodeWorld.start({ keys: [{ consumerKey: 'ck_sandbox', consumerSecret: 'cs_sandbox', permissions }] });
		expect(await check(types, limited.storeCredential())).toEqual({ status: 'Error', message: expect.stringContaining(message) });
		await limited.stop();
	});

	describe('of the database', () => {
		let server: PostgresServer;
		beforeAll(async () => {
			server = await startPostgres();
		});
		afterAll(async () => {
			await server.stop();
		});

		const database = async (change: IDataObject = {}) => {
			const { host, port, user, password } = server;
			const data = {
				host,
				port,
				user,
				password,
				database: 'postgres',
				tls: 'off',
				fingerprintKey: 'a long random text of the test, 40 letters',
				...change,
			};
			return await check(types, { type: 'storebridgeDatabaseApi', data });
		};

		it('is right', async () => {
			expect(await database()).toEqual({ status: 'OK', message: 'Connected, and the tables are there.' });
		});

		it.each([
			['port', 1, 'PostgreSQL does not listen at this host and port. Correct them in the credential, or start it. (ECONNREFUSED)'],
			['host', 'no-such-host.invalid', 'The host of PostgreSQL was not found. Correct it in the credential.'],
			['password', 'wrong-password', 'PostgreSQL refused the user or its password. Correct them in the credential.'],
			['user', 'nobody-here', 'PostgreSQL refused the user or its password. Correct them in the credential.'],
			['database', 'nowhere', 'PostgreSQL has no database of this name. Create it, or correct the name in the credential.'],
			['tls', 'verify', 'The server does not support SSL connections'],
			['fingerprintKey', 'short', 'The fingerprint key has fewer than 32 characters. Take a long random text and keep it.'],
		])('says what is wrong: %s "%s"', async (field, value, message) => {
			expect(await database({ [field]: value })).toEqual({ status: 'Error', message: expect.stringContaining(message) });
		});
	});

	it('offers the marketplaces of the region without asking anybody', async () => {
		world.sandbox.resetCounts();
		const workflow = { nodes: [trigger()], node: 'New orders', method: 'getMarketplaces' };
		const european = await world.engine.loadOptions({ ...workflow, credentials: world.credentials() });
		expect(european).toHaveLength(16);
		expect(european).toContainEqual({ name: 'Amazon.de (DE)', value: 'A1PA6795UKMFR9' });
		const american = await world.engine.loadOptions({ ...workflow, credentials: { Amazon: world.amazonCredential({ region: 'na' }) } });
		expect(american.map(({ name }) => name)).toEqual(['Amazon.com (US)', 'Amazon.ca (CA)', 'Amazon.com.mx (MX)', 'Amazon.com.br (BR)']);
		expect(world.sandbox.amazon.counts()).toMatchObject({ calls: 0, tokens: 0 });
	});

	it("offers the store's statuses, those of plugins too", async () => {
		const shop = await NodeWorld.start({ customStatuses: [{ slug: 'packing', name: 'Packing' }] });
		const workflow = { nodes: [saveNode()], node: 'Save', method: 'getStatuses' };
		const statuses = await shop.engine.loadOptions({ ...workflow, credentials: shop.credentials() });
		expect(statuses).toEqual(
			expect.arrayContaining([
				{ name: 'Processing', value: 'processing' },
				{ name: 'Packing', value: 'packing' },
			]),
		);
		await expect(
			shop.engine.loadOptions({ ...workflow, credentials: { Store: shop.storeCredential({ consumerKey: 'ck_other' }) } }),
		).rejects.toMatchObject({
			message: 'The store does not know the consumer key, or did not receive it',
			description: expect.stringContaining('Check the consumer key'),
		});
		await shop.stop();
	});
});
