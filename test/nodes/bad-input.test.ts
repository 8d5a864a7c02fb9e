import type { INodeExecutionData } from 'n8n-workflow';
import type { NewOrder } from '../../sandbox/amazon/orders/order-desk';
import type { FaultKind } from '../../sandbox/kernel/faults';
import type { EngineNode, RunResult } from '../harness/engine';
import { hours, minutes, pass } from './time';
import { storeTrigger } from './woocommerce-order-trigger-world';
import { match, NodeWorld, PACKAGE, saveNode } from './world';

interface Why {
	readonly code: string;
	readonly text: string;
	readonly advice: string;
}

/** Without what is for mails alone. */
const whyOf = ({ json }: INodeExecutionData): Why => {
	const { mail: _mail, ...why } = json['attention'] as unknown as Why & { readonly mail: unknown };
	return why;
};
const line = (sku: string, quantity = 1) => ({ items: [{ sku, quantity, unitPrice: '12.90' }] });
const sentTo = (address: object) => ({
	recipient: {
		deliveryAddress: {
			name: 'Jo Example',
			addressLine1: 'Beispielstrasse 1',
			city: 'Berlin',
			postalCode: '10115',
			countryCode: 'DE',
			...address,
		},
	},
});

/** What a person, a formula or an AI made of an item on its way. */
interface Order {
	purchasedAt: unknown;
	lines: { quantity: unknown; total: { amount: unknown; currency: unknown }; tax?: unknown; product?: { content?: unknown } }[];
}
type Damage = (line: Order['lines'][number], order: Order) => void;

const DAMAGES: readonly (readonly [string, Damage, string])[] = [
	['an amount that is no number', ({ total }) => (total.amount = 'abc'), 'lines[0].total.amount is not a decimal number'],
	['a second currency', ({ total }) => (total.currency = 'USD'), 'lines[0].total.currency is not the currency of the order'],
	['an empty tax', (line) => (line.tax = {}), 'lines[0].tax.amount is missing'],
	['half a piece', (line) => (line.quantity = 0.5), 'lines[0].quantity is not a whole number'],
	[
		'a product without its content',
		(line) => (line.product = { ...line.product, content: undefined }),
		'lines[0].product.content is missing',
	],
	['a day instead of a time', (_line, order) => (order.purchasedAt = 'today'), 'purchasedAt is not a time like 2026-11-21T16:18:23.827Z'],
];

describe('what bad input gets', () => {
	let world: NodeWorld;
	beforeEach(async () => {
		world = await NodeWorld.start();
	});
	afterEach(async () => {
		await world.stop();
	});

	const attentionOf = (result: RunResult): readonly INodeExecutionData[] => [
		...(result.outputs('Match')[1] ?? []),
		...(result.outputs('Save')[1] ?? []),
	];

	/** Runs a strange order between two good ones, twice. */
	const among = async (strange: Partial<NewOrder>): Promise<{ readonly orderId: string; readonly attention: readonly Why[] }> => {
		const items = await world.orders({}, strange, line('CAP'));
		const orderId = String(items[1]?.json['id']);
		const result = await world.runChain(items);
		const good = [items[0], items[2]].map((item) => item?.json['id']);
		expect(world.storeOrders().map((order) => order['transaction_id'])).toEqual(expect.arrayContaining(good));
		const { writes } = world.store.counts();
		expect((await world.runChain(items)).outputs('New orders')).toEqual([[]]);
		for (let poll = 1; poll <= 2; poll += 1) {
			pass(minutes(3));
			await world.runChain(await world.poll({ personalData: true }));
		}
		expect(world.store.counts().writes).toBe(writes);
		return { orderId, attention: attentionOf(result).map(whyOf) };
	};

	const isLogged = (orderId: string, code: string): void => {
		expect(world.rows('sale').filter((sale) => sale['order_id'] === orderId)).toMatchObject([
			{ state: 'error', reason_code: code, order_number: orderId },
		]);
	};

	it.each<readonly [string, Partial<NewOrder>, string, string, string]>([
		['a SKU that matches nothing', line('NOPE'), 'lineUnmatched', 'SKU "NOPE"', 'exactly this SKU'],
		['a SKU that differs in case', line('mug'), 'lineUnmatched', 'SKU "mug"', 'upper and lower case count'],
		['a line without a SKU', line(''), 'lineUnmatched', 'SKU ""', 'link the two'],
		['another currency', { marketplaceId: 'A1C3SOZRARQ6R3' }, 'currencyDiffers', 'order PLN, store EUR', 'Other Currency'],
		['no lines that are left', { items: [{ sku: 'MUG', quantity: 0, unitPrice: '12.90' }] }, 'noLines', 'has no lines', 'Seller Central'],
		['too many pieces', line('MUG', 1000), 'stockShort', '1000 needed', 'Raise the stock'],
	])('%s: the text says what, which order and what to do; the others are saved', async (_what, strange, code, text, advice) => {
		const { orderId, attention } = await among(strange);
		expect(attention).toEqual([
			{ code, text: expect.stringMatching(new RegExp(`^Order ${orderId}: `)), advice: expect.stringContaining(advice) },
		]);
		expect(attention[0]?.text).toContain(text);
		isLogged(orderId, code);
		expect(world.storeOrders()).toHaveLength(2);
	});

	it('two products of one SKU', async () => {
		const twin = world.store.addProduct({ name: 'Twin', sku: 'TWIN-2', regular_price: '1.00' });
		world.store.addProduct({ name: 'Other twin', sku: 'TWIN', regular_price: '1.00' });
		twin.sku = 'TWIN';
		const { orderId, attention } = await among(line('TWIN'));
		expect(attention).toMatchObject([
			{
				code: 'lineAmbiguous',
				text: expect.stringContaining('SKU "TWIN"'),
				advice: expect.stringContaining('Leave the SKU to one product'),
			},
		]);
		isLogged(orderId, 'lineAmbiguous');
	});

	it('no delivery address: saved on hold, and told', async () => {
		const items = await world.orders({ recipient: { deliveryAddress: { countryCode: 'DE' } } });
		const result = await world.runChain(items);
		expect(attentionOf(result).map(whyOf)).toMatchObject([
			{
				code: 'addressMissing',
				text: expect.stringContaining('without a delivery address'),
				advice: expect.stringContaining('Direct-to-Consumer Shipping'),
			},
		]);
		expect(world.storeOrders()).toMatchObject([{ status: 'on-hold' }]);
		isLogged(String(items[0]?.json['id']), 'addressMissing');
	});

	it('sums that do not add up: saved on hold, and told', async () => {
		await world.begin();
		const orderId = world.order();
		world.sandbox.amazon.orders.change(orderId, { proceeds: { grandTotal: { amount: '99.00', currencyCode: 'EUR' } } });
		pass(minutes(3));
		const result = await world.runChain(await world.poll({ personalData: true }));
		expect(attentionOf(result).map(whyOf)).toMatchObject([
			{
				code: 'sumsDiffer',
				text: expect.stringContaining('total 99.00, parts 12.90, difference 86.10 EUR'),
				advice: expect.stringContaining('Seller Central'),
			},
		]);
		expect(world.storeOrders()).toMatchObject([{ status: 'on-hold', total: '12.90' }]);
	});

	it.each([
		['an emoji', { name: 'Zoë 🎂👩‍👩‍👧', city: 'Köln 🏰' }],
		['a right-to-left name', { name: 'ليلى بن علي', addressLine1: 'شارع الحرية ١٢' }],
		['300 characters in one line', { addressLine1: 'Hinterhaus '.repeat(30).slice(0, 300) }],
		['quotes and tags', { name: `O'Neil "Bo" <b>x</b> & Söhne \\ %s`, addressLine2: '{{ $json.id }} [gallery]' }],
	])('%s in an address: saved as it is', async (_what, address) => {
		const { attention } = await among(sentTo(address));
		expect(attention).toEqual([]);
		const shipping = world.storeOrders()[1]?.['shipping'] as Readonly<Record<string, string>>;
		const stored = Object.values(shipping).join(' ').replaceAll(/\s+/g, ' ');
		for (const text of Object.values(address))
			for (const word of text.split(' ').filter((part) => part !== '')) expect(stored).toContain(word);
	});

	const storeFaults: readonly (readonly [FaultKind, string])[] = [
		['http500', 'storeUnreachable'],
		['http503Html', 'storeUnreachable'],
		['http429', 'storeUnreachable'],
		['resetBefore', 'storeUnreachable'],
		['cutBody', 'storeUnreachable'],
	];
	it.each(storeFaults)('a store that answers with %s while products are looked up: all orders wait and come again', async (kind, code) => {
		const items = await world.orders({}, line('CAP'));
		world.fault({ standIn: 'woocommerce', kind });
		const result = await world.runChain(items);
		expect(result.status).toBe('success');
		const texts = attentionOf(result).map(whyOf);
		expect(texts).toEqual(
			items.map(({ json }) => ({
				code,
				text: expect.stringMatching(new RegExp(`^Order ${String(json['number'])}: The store did not answer \\(.+\\)$`)),
				advice: 'Nothing to do: it is tried again by itself.',
			})),
		);
		world.sandbox.faults.clear();
		pass(hours(1));
		await world.runChain(await world.poll({ personalData: true }));
		expect(world.storeOrders()).toHaveLength(2);
		expect(world.rows('sale')).toMatchObject([{ state: 'synced' }, { state: 'synced' }]);
	});

	it.each([
		['html200', 'The store answered with a web page instead of data', 'Settings > Permalinks'],
		['wrongShape', 'The store answered with something else than data', 'Look at the error log of the store'],
		['emptyBody', 'The store answered with something else than data', 'Look at the error log of the store'],
	] as const)(
		'a store that answers with %s while products are looked up: the run stops with what to do, and the orders come again',
		async (kind, message, advice) => {
			const items = await world.orders({}, line('CAP'));
			world.fault({ standIn: 'woocommerce', kind });
			const result = await world.runChain(items);
			expect(result.error).toMatchObject({
				name: 'NodeApiError',
				message,
				description: expect.stringContaining(advice),
			});
			world.sandbox.faults.clear();
			pass(minutes(2));
			await world.runChain(await world.poll({ personalData: true }));
			expect(world.storeOrders()).toHaveLength(2);
		},
	);

	it.each(['http500', 'http503Html', 'html200', 'wrongShape', 'emptyBody', 'cutBody', 'resetAfter', 'resetBefore'] as const)(
		'a store that answers with %s while orders are written: none is written twice, none is lost',
		async (kind) => {
			const items = await world.orders({}, line('CAP'));
			world.fault({ standIn: 'woocommerce', kind, method: 'POST', pathPattern: 'orders/batch', times: 1 });
			const result = await world.runChain(items);
			expect(attentionOf(result).map(whyOf)).toEqual(
				items.map(({ json }) => ({
					code: 'outcomeUnknown',
					text: `Order ${String(json['number'])}: The store did not say whether it saved the order`,
					advice: 'Nothing to do: the store is asked again once it has settled.',
				})),
			);
			for (let poll = 1; poll <= 3; poll += 1) {
				pass(minutes(3));
				await world.runChain(await world.poll({ personalData: true }));
			}
			expect(
				world
					.storeOrders()
					.map((order) => order['transaction_id'])
					.sort(),
			).toEqual(items.map(({ json }) => json['id']).sort());
			expect(world.rows('sale')).toMatchObject([
				{ state: 'synced', reason_code: null },
				{ state: 'synced', reason_code: null },
			]);
		},
	);

	describe.each(DAMAGES)('of an order with %s', (_what, damage, field) => {
		const amid = (items: readonly INodeExecutionData[]): readonly INodeExecutionData[] => {
			const [first = { json: {} }, second = { json: {} }] = items;
			const damaged = structuredClone({ json: first.json });
			const order = damaged.json as unknown as Order;
			for (const line of order.lines.slice(0, 1)) {
				line.product ??= { ...{ productId: '1', sku: 'MUG', rule: 'sku' }, content: { unitsPerListing: 1 } };
				damage(line, order);
			}
			return [first, damaged, second];
		};

		/** Only the damaged one is refused, with its field; the node takes the others. */
		const refuses = async (node: EngineNode, items: readonly INodeExecutionData[]): Promise<void> => {
			const given = amid(items);
			const result = await world.run({ nodes: [node], items: given });
			expect(result.error?.message).toBeUndefined();
			const [done, attention] = result.outputs(node.name);
			expect(done?.map(({ json, pairedItem }) => [json['id'], pairedItem])).toEqual([
				[given[0]?.json['id'], { item: 0 }],
				[given[2]?.json['id'], { item: 2 }],
			]);
			expect(attention).toEqual([
				{
					json: {
						...given[1]?.json,
						attention: {
							code: 'invalidOrder',
							text: `Item 2: This item is not an order (${field})`,
							advice: expect.stringContaining('order trigger'),
							mail: expect.anything(),
						},
					},
					pairedItem: { item: 1 },
				},
			]);
		};

		it('in Match Product and Save Order: that item is refused, with its field; the others go on', async () => {
			const items = await world.matchedOrders({}, line('CAP'));
			await refuses(match(), items);
			await refuses(saveNode(), items);
			expect(world.storeOrders()).toHaveLength(2);
		});

		it('in Multi-Channel Fulfillment: that item is refused, with its field; the others are sent', async () => {
			const billing = { first_name: 'Kim', address_1: 'Hauptstrasse 1', city: 'Berlin', postcode: '10115', country: 'DE' };
			await world.sandbox.amazon.control('fba/stock', { sellerSku: 'MUG', fulfillable: 100 });
			const paid = async (): Promise<INodeExecutionData> => {
				const { id } = world.store.act('placeOrder', { lines: [{ sku: 'MUG' }], billing }) as { readonly id: number };
				world.sandbox.amazon.mcf.tellOrdered(String(id), { MUG: 1 });
				const sample = await world.run({ nodes: [storeTrigger()], items: [{ json: {} }], mode: 'manual' });
				return { json: sample.outputs('Paid orders')[0]?.[0]?.json ?? {} };
			};
			const mcf = {
				name: 'MCF',
				type: `${PACKAGE}.amazonMultiChannelFulfillment`,
				parameters: { operation: 'create' },
				credentials: { amazonSellingPartnerApi: 'Amazon', wooCommerceStoreApi: 'Store' },
			};
			await refuses(mcf, [await paid(), await paid()]);
			expect(world.sandbox.amazon.mcf.accepted()).toHaveLength(2);
		});
	});
});
