import type { IDataObject } from 'n8n-workflow';
import { minutes, pass } from './time';
import { logNode, NodeWorld, PACKAGE, type Parameters } from './world';

describe('what is told once', () => {
	let world: NodeWorld;
	beforeEach(async () => {
		process.env['GENERIC_TIMEZONE'] = 'Europe/Berlin';
		world = await NodeWorld.start();
	});
	afterEach(async () => {
		delete process.env['GENERIC_TIMEZONE'];
		await world.stop();
	});

	const check = async (account: string, credentials = world.credentials()): Promise<readonly unknown[]> => {
		const node = {
			name: 'Check',
			type: `${PACKAGE}.storebridge`,
			parameters: { account, resource: 'connection', operation: 'check', options: { onlyNews: true } } as Parameters,
			credentials: account === 'amazon' ? { amazonSellingPartnerApi: 'Amazon' } : { wooCommerceStoreApi: 'Store' },
		};
		const result = await world.run({ nodes: [node], items: [{}], credentials });
		expect(result.error).toBeUndefined();
		return (result.outputs('Check')[0] ?? []).flatMap(({ json }) => (json['findings'] as IDataObject[]).map(({ code }) => code));
	};
	const toShip = async (options: IDataObject = { onlyNews: true }, more: Parameters = {}): Promise<readonly IDataObject[]> => {
		const result = await world.run({
			nodes: [logNode({ account: 'amazon', operation: 'toShip', which: 'pressing', withinHours: 24, options, ...more } as Parameters)],
			items: [{}],
		});
		expect(result.error).toBeUndefined();
		return (result.outputs('Log')[0] ?? []).map(({ json }) => json);
	};

	it('is a credential that names nobody, too', async () => {
		const credentials = { ...world.credentials(), Store: world.storeCredential({ url: 'ftp://nowhere' }) };
		expect(await check('woocommerce', credentials)).toHaveLength(1);
		expect(await check('woocommerce', credentials)).toEqual([]);
	});

	it('is an order whose answer cannot be read, which may be to ship', async () => {
		const broken = world.order();
		world.sandbox.amazon.orders.change(broken, { proceeds: { grandTotal: { amount: 'twelve', currencyCode: 'EUR' } } });
		pass(minutes(5));
		const codes = (rows: readonly IDataObject[]): readonly unknown[] => rows.map(({ attention }) => (attention as IDataObject)['code']);
		expect(codes(await toShip())).toEqual(['recordUnreadable']);
		expect(codes(await toShip())).toEqual([]);
		expect(codes(await toShip({}))).toEqual(['recordUnreadable']);
	});

	it('names first which order it is, how long is left, how it stands and what it needs', async () => {
		world.order();
		pass(minutes(5));
		const [row] = await toShip({}, { which: 'all' });
		expect(Object.keys(row ?? {}).slice(0, 6)).toEqual(['orderId', 'orderNumber', 'channel', 'hoursLeft', 'state', 'needs']);
	});

	it('stands in the digest: an order that cannot be read', async () => {
		const broken = world.order();
		world.sandbox.amazon.orders.change(broken, { proceeds: { grandTotal: { amount: 'twelve', currencyCode: 'EUR' } } });
		pass(minutes(5));
		const nodes = [
			{
				...logNode({ account: 'amazon', operation: 'toShip', which: 'pressing', withinHours: 24, options: {} } as Parameters),
				name: 'Ship',
			},
			logNode({ operation: 'digest', period: 'yesterday', options: {} } as Parameters),
		];
		const result = await world.run({ nodes, connections: [{ from: 'Ship', to: 'Log' }], items: [{}] });
		const [mail] = (result.outputs('Log')[0] ?? []).map(({ json }) => json);
		expect(mail).toMatchObject({
			urgent: 1,
			html: expect.stringContaining(broken) as string,
			text: expect.stringContaining(broken) as string,
		});
		expect(mail?.['text']).not.toMatch(/^\s*,/m);
	});

	it.each([['soon'], [''], [null], [0]])('refuses hours that are no number, which would tell of nothing: %p', async (withinHours) => {
		const result = await world.run({
			nodes: [logNode({ account: 'amazon', operation: 'toShip', which: 'pressing', withinHours, options: {} } as Parameters)],
			items: [{}],
		});
		expect(result.error?.message).toContain('"Hours Before Ship-By" is not a whole number');
	});
});
