import type { IDataObject } from 'n8n-workflow';
import type { EngineNode, RunResult } from '../harness/engine';
import { minutes, pass } from './time';
import { NodeWorld, PACKAGE, type Parameters } from './world';

const DAY_MS = 86_400_000;
const daysAgo = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString();

const check = (account: string, options: IDataObject = {}, name = 'Check'): EngineNode => ({
	name,
	type: `${PACKAGE}.storebridge`,
	parameters: { account, resource: 'connection', operation: 'check', options } as Parameters,
	credentials: account === 'amazon' ? { amazonSellingPartnerApi: 'Amazon' } : { wooCommerceStoreApi: 'Store' },
});

const itemsOf = (result: RunResult, name = 'Check'): readonly IDataObject[] => (result.outputs(name)[0] ?? []).map(({ json }) => json);
const findings = (item: IDataObject | undefined): readonly IDataObject[] => (item?.['findings'] ?? []) as IDataObject[];
const codes = (item: IDataObject | undefined): readonly unknown[] => findings(item).map(({ code }) => code);

describe('Storebridge: check a connection', () => {
	let world: NodeWorld;
	beforeEach(async () => {
		process.env['GENERIC_TIMEZONE'] = 'Europe/Berlin';
		world = await NodeWorld.start();
	});
	afterEach(async () => {
		delete process.env['GENERIC_TIMEZONE'];
		delete process.env['EXECUTIONS_DATA_PRUNE'];
		delete process.env['EXECUTIONS_DATA_MAX_AGE'];
		await world.stop();
	});

	const dated = (secret: number, authorization: number) => ({
		...world.credentials(),
		Amazon: world.amazonCredential({ lwaRotatedAt: daysAgo(secret), authorizedAt: daysAgo(authorization) }),
	});

	it('tells of an Amazon account where it sells, which roles work, what expires and what quota is left', async () => {
		const result = await world.run({ nodes: [check('amazon')], items: [{}], credentials: dated(10, 20) });
		const [item] = itemsOf(result);
		// What a table shows without being moved.
		expect(Object.keys(item ?? {}).slice(0, 3)).toEqual(['account', 'severity', 'findings']);
		expect(item).toMatchObject({
			account: expect.stringMatching(/^amazon:eu:A/) as string,
			ok: true,
			expiresInDays: 170,
			expiries: [
				{ what: 'clientSecret', days: 170 },
				{ what: 'authorization', days: 345 },
			],
			n8n: { prunes: true, keptHours: 336, timeZone: expect.any(String) as string },
			database: {
				kind: 'sqlite',
				version: expect.stringMatching(/^SQLite 3/) as string,
				address: expect.stringContaining(world.folder) as string,
			},
		});
		expect(item?.['marketplaces']).toContainEqual({ id: 'A1PA6795UKMFR9', name: 'Amazon.de', currency: 'EUR', suspended: false });
		expect((item?.['roles'] as IDataObject[]).map(({ role, state }) => [role, state])).toEqual([
			['Inventory and Order Tracking', 'works'],
			['Product Listing', 'works'],
			['Amazon Fulfillment', 'works'],
			['Direct-to-Consumer Shipping', 'notTried'],
		]);
		expect((item?.['quota'] as IDataObject[])[0]).toMatchObject({ operation: 'searchOrders', calls: expect.any(Number) as number });
		// A parcel is told to Amazon by itself or in a feed.
		expect((item?.['quota'] as IDataObject[]).map(({ operation }) => operation)).toEqual(
			expect.arrayContaining(['confirmShipment', 'createFeed']),
		);
	});

	it('finds the roles that are missing, that of addresses by an open order without one', async () => {
		world.order();
		pass(minutes(5));
		const [account] = world.sandbox.amazonCredentials();
		await world.sandbox.amazon.control('roles', { clientId: account?.clientId ?? '', roles: ['Inventory and Order Tracking'] });
		const [item] = itemsOf(await world.run({ nodes: [check('amazon')], items: [{}], credentials: dated(10, 20) }));
		expect((item?.['roles'] as IDataObject[]).map(({ state }) => state)).toEqual(['works', 'missing', 'missing', 'missing']);
		expect(codes(item).filter((code) => code === 'roleMissing')).toHaveLength(3);
	});

	it('is no error for wrong credentials: they are findings', async () => {
		const credentials = {
			Amazon: world.amazonCredential({ clientSecret: 'wrong' }),
			Store: world.storeCredential({ url: 'ftp://nowhere' }),
		};
		const amazon = itemsOf(await world.run({ nodes: [check('amazon')], items: [{}], credentials }));
		expect(amazon).toEqual([expect.objectContaining({ ok: false, severity: 'broken' })]);
		expect(codes(amazon[0])).toContain('client');
		const store = itemsOf(await world.run({ nodes: [check('woocommerce')], items: [{}], credentials }));
		expect(store).toEqual([expect.objectContaining({ ok: false, severity: 'broken', platform: 'woocommerce' })]);
	});

	it('says where nobody wrote down when the keys were made', async () => {
		const [item] = itemsOf(await world.run({ nodes: [check('amazon')], items: [{}] }));
		expect(codes(item)).toEqual(expect.arrayContaining(['clientSecretUndated', 'authorizationUndated']));
		expect(item?.['expiresInDays']).toBeUndefined();
	});

	it('says where n8n keeps executions longer than Amazon lets it', async () => {
		process.env['EXECUTIONS_DATA_MAX_AGE'] = '721';
		const [item] = itemsOf(await world.run({ nodes: [check('woocommerce')], items: [{}] }));
		expect(codes(item)).toContain('executionsKept');
		process.env['EXECUTIONS_DATA_MAX_AGE'] = '720';
		expect(codes(itemsOf(await world.run({ nodes: [check('woocommerce')], items: [{}] }))[0])).not.toContain('executionsKept');
		process.env['EXECUTIONS_DATA_PRUNE'] = 'false';
		expect(codes(itemsOf(await world.run({ nodes: [check('woocommerce')], items: [{}] }))[0])).toContain('executionsKept');
	});

	it('compares the accounts of a chain, and gives an item for each', async () => {
		world.store.setSettings({ currency: 'SEK' });
		const nodes = [check('amazon', {}, 'Amazon'), check('woocommerce', {}, 'Store')];
		const result = await world.run({ nodes, connections: [{ from: 'Amazon', to: 'Store' }], items: [{}], credentials: dated(10, 20) });
		const items = itemsOf(result, 'Store');
		expect(items.map(({ platform }) => platform)).toEqual(['amazon', 'woocommerce']);
		const { currencies } = items[0]?.['trading'] as { currencies: string[] };
		expect(codes(items[1]).includes('currencyDiffers')).toBe(!currencies.includes('SEK'));
	});

	it('gives out news only: what expires once a week, and again when a run failed', async () => {
		const failing: EngineNode = { name: 'Later', type: `${PACKAGE}.storebridge`, parameters: { resource: 'none' } };
		const run = async (then?: EngineNode): Promise<readonly unknown[]> => {
			const result = await world.run({
				nodes: [check('amazon', { onlyNews: true }), ...(then === undefined ? [] : [then])],
				connections: then === undefined ? [] : [{ from: 'Check', to: then.name }],
				items: [{}],
				credentials: dated(160, 20),
			});
			return itemsOf(result)
				.flatMap((item) => codes(item))
				.filter((code) => code === 'secretExpires');
		};
		expect(await run(failing)).toEqual(['secretExpires']);
		expect(await run()).toEqual(['secretExpires']);
		expect(await run()).toEqual([]);
	});
});
