import type { INodeExecutionData } from 'n8n-workflow';
import type { NewOrder } from '../../sandbox/amazon/orders/order-desk';
import type { RunResult } from '../harness/engine';
import { NodeWorld, saveNode, type Parameters } from './world';

const attention = (result: RunResult): unknown[] => (result.outputs('Save')[1] ?? []).map(({ json }) => json['attention']);
const line = (sku: string, quantity = 1) => ({ items: [{ sku, quantity, unitPrice: '12.90' }] });
const taxed: Partial<NewOrder> = {
	marketplaceId: 'ATVPDKIKX0DER',
	items: [{ sku: 'MUG', quantity: 1, unitPrice: '12.90', itemTax: '1.10', marketplaceCollects: true }],
};

describe('the options of Save Order', () => {
	let world: NodeWorld;
	beforeEach(async () => {
		world = await NodeWorld.start({ customStatuses: [{ slug: 'packing', name: 'Packing' }] });
	});
	afterEach(async () => {
		await world.stop();
	});

	const save = async (items: readonly INodeExecutionData[], options: Parameters): Promise<RunResult> =>
		await world.run({ nodes: [saveNode({ options })], items });
	const statuses = (): unknown[] => world.storeOrders().map(({ status }) => status);

	const kinds: readonly Partial<NewOrder>[] = [
		{},
		{ fulfilledBy: 'AMAZON', status: 'SHIPPED' },
		{ programs: ['PRIME'] },
		{ programs: ['AMAZON_BUSINESS'] },
		{ programs: ['PRIME', 'AMAZON_BUSINESS'] },
		{ status: 'SHIPPED' },
	];

	it('gives each kind of order the status that is chosen for it, also one of a plugin', async () => {
		await save(await world.matchedOrders(...kinds), {
			statusFbm: 'packing',
			statusFba: 'refunded',
			statusPrime: 'on-hold',
			statusBusiness: 'pending',
		});
		expect(statuses()).toEqual(['packing', 'refunded', 'on-hold', 'pending', 'pending', 'completed']);
	});

	it('takes the status of FBM orders for Prime and Business where none is chosen', async () => {
		await save(await world.matchedOrders(...kinds), {});
		expect(statuses()).toEqual(['processing', 'completed', 'processing', 'processing', 'processing', 'completed']);
	});

	it('says which status the store does not have, and saves the other orders', async () => {
		const result = await save(await world.matchedOrders({}, { programs: ['PRIME'] }), { statusPrime: 'nowhere' });
		expect(statuses()).toEqual(['processing']);
		expect(attention(result)).toEqual([expect.objectContaining({ code: 'storeRejected', text: expect.stringContaining('"nowhere"') })]);
	});

	it.each([
		['fee', '14.00', [{ total: '1.10', total_tax: '0.00' }]],
		['leaveOut', '12.90', []],
	] as const)('writes tax that Amazon collects as %s', async (marketplaceTax, total, fees) => {
		world.store.setSettings({ currency: 'USD' });
		const na = world.sandbox.amazonCredentials()[1];
		const credentials = { ...world.credentials(), Amazon: world.amazonCredential({ ...na }) };
		jest.spyOn(world, 'credentials').mockReturnValue(credentials);
		const items = await world.matchedOrders({ ...taxed, sellerId: na?.sellerId ?? '' });
		const result = await save(items, { marketplaceTax });
		expect(attention(result)).toEqual([]);
		expect(world.storeOrders()).toMatchObject([{ total, currency: 'USD', fee_lines: fees }]);
		expect((world.storeOrders()[0]?.['fee_lines'] as unknown[]).length).toBe(fees.length);
	});

	it.each([
		['refuse', [], 'lineUnmatched'],
		['textLine', ['processing'], undefined],
		['hold', ['on-hold'], 'lineUnmatched'],
	] as const)('does with lines without a product what is chosen: %s', async (linesWithoutProduct, wanted, code) => {
		const items = await world.begunOrders({ items: [{ sku: 'NOPE', title: 'Unknown thing', quantity: 2, unitPrice: '5.00' }] });
		const result = await save(items, { linesWithoutProduct });
		expect(statuses()).toEqual(wanted);
		expect(attention(result).map((why) => (why as { code: string }).code)).toEqual(code === undefined ? [] : [code]);
		expect(world.storeOrders()).toMatchObject(
			wanted.map(() => ({
				total: '10.00',
				line_items: [],
				fee_lines: [{ name: expect.stringContaining('Unknown thing'), total: '10.00' }],
			})),
		);
	});

	it.each([
		['refuse', 3],
		['saveAnyway', -1],
	] as const)('does with short stock what is chosen: %s', async (whenStockShort, left) => {
		if (whenStockShort === 'saveAnyway') world.wantDamage('oversell');
		const mug = world.store.productBySku('MUG');
		if (mug !== undefined) mug.stock = 5;
		const items = await world.matchedOrders(line('MUG', 2), line('MUG', 4));
		const result = await save(items, { whenStockShort });
		expect(mug?.stock).toBe(left);
		expect(attention(result)).toEqual(
			whenStockShort === 'refuse'
				? [expect.objectContaining({ code: 'stockShort', text: expect.stringContaining('4 needed, 3 there') })]
				: [],
		);
	});

	it('never asks the shelf for what Amazon ships', async () => {
		const mug = world.store.productBySku('MUG');
		if (mug !== undefined) mug.stock = 0;
		const result = await save(await world.matchedOrders({ fulfilledBy: 'AMAZON', status: 'SHIPPED' }), {});
		expect(attention(result)).toEqual([]);
		expect(mug?.stock).toBe(0);
	});

	it.each(['refuse', 'saveInOwn'] as const)('does with another currency what is chosen: %s', async (otherCurrency) => {
		const result = await save(await world.matchedOrders({ marketplaceId: 'A1F83G8C2ARO7P' }, {}), { otherCurrency });
		const wanted = [
			{ currency: 'GBP', total: '12.90' },
			{ currency: 'EUR', total: '12.90' },
		];
		expect(world.storeOrders()).toMatchObject(otherCurrency === 'refuse' ? wanted.slice(1) : wanted);
		expect(attention(result)).toEqual(
			otherCurrency === 'refuse'
				? [
						expect.objectContaining({
							code: 'currencyDiffers',
							text: expect.stringContaining('order GBP, store EUR'),
							advice: expect.stringContaining('never converted'),
						}),
					]
				: [],
		);
	});

	it('makes one customer of one buyer where that is chosen, whom no mail can reach', async () => {
		world.wantDamage('buyerMail');
		const other = { buyer: { buyerName: 'Al Other', buyerEmail: 'al-other@marketplace.amazon.de' } };
		await save(await world.matchedOrders({}, line('CAP'), other), { createCustomers: true });
		const [first, second, third] = world.storeOrders().map(({ customer_id: id }) => id);
		expect(first).toBe(second);
		expect(new Set([first, third, 0]).size).toBe(3);
		expect(world.store.customers()).toHaveLength(2);
		for (const { email } of world.store.customers()) expect(email).toMatch(/^amazon-[0-9a-f]{24}@buyer\.invalid$/);
		const mailed = world.mails
			.messages()
			.filter(({ audience }) => audience === 'buyer')
			.flatMap(({ to }) => to);
		expect(mailed.filter((address) => !address.endsWith('@buyer.invalid'))).toEqual([]);
	});

	it('keeps buyers guests otherwise', async () => {
		await save(await world.matchedOrders({}), {});
		expect(world.storeOrders()).toMatchObject([{ customer_id: 0, billing: { email: '' } }]);
		expect(world.mails.messages().filter(({ audience }) => audience === 'buyer')).toEqual([]);
	});
});
