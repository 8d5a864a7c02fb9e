import type { OutgoingCall } from '../../../sandbox/kernel/webhook-transport';
import { deactivateLevel } from '../../../sandbox/shopify/inventory/levels';
import type { StockWritten } from '../../../src/ports/stock-sink';
import { startShop, type ShopUnderTest } from './shop-under-test';

const ADDRESS = 'https://n8n.example/webhook/stock';
const shortOf = (id: string): string => id.replace(/^.*\//, '');

describe('stock at several locations of a Shopify shop', () => {
	let test: ShopUnderTest;
	let calls: OutgoingCall[];
	beforeEach(async () => {
		calls = [];
		test = await startShop({
			locations: [{ name: 'Main' }, { name: 'Second' }],
			products: [{ title: 'Mug', sku: 'MUG', stock: { Main: 10, Second: 5 } }],
			webhookTransport: async (call) => {
				calls.push(call);
				return await Promise.resolve(200);
			},
		});
		test.advance(60_000);
	});
	afterEach(async () => {
		await test.close();
	});

	const item = (): string => [...test.standIn.shop.state.inventoryItems.keys()][0] ?? '';
	/** A person takes it off the location in the admin. */
	const takeOff = (name: string): void => {
		const { shop } = test.standIn;
		const location = [...shop.state.locations.values()].find((one) => one.name === name);
		const level = [...shop.state.levels.values()].find((one) => one.locationId === location?.id);
		if (level === undefined) throw new Error(`It is not stocked at ${name}`);
		deactivateLevel(shop, level);
	};
	const changedSince = async (since: number) => {
		const found: (readonly [string, number | undefined])[] = [];
		for await (const { levels } of test.shop.storeStock.changedSince(since))
			found.push(...levels.map(({ sku, quantity }) => [sku, quantity] as const));
		return found;
	};

	it('is told as changed where it is taken off one of them, by a call and by the search', async () => {
		await test.shop.productWebhooks.ensure(ADDRESS);
		const since = test.clock.now();
		test.advance(2_000);
		takeOff('Second');
		test.advance(1_000);
		await test.standIn.webhooksIdle();
		expect(calls.map(({ headers, body }) => test.shop.productWebhooks.judge(ADDRESS, headers, body))).toMatchObject([
			{ kind: 'product', productId: `item:${shortOf(item())}` },
		]);
		expect(await changedSince(since)).toEqual([['MUG', 10]]);
	});

	it('is lowered as far as it can be where the other locations hold more than there shall be, and that is told', async () => {
		const shop = test.connect({ locations: ['Main', 'Second'] });
		const [variant] = test.standIn.shop.state.variants.keys();
		const write = async (quantity: number): Promise<readonly StockWritten[]> => {
			const written: StockWritten[] = [];
			const levels = [{ sku: 'MUG', productId: shortOf(variant ?? ''), quantity }];
			for await (const portion of shop.storeStockSink.write(levels)) written.push(...portion);
			return written;
		};
		expect(await write(3)).toMatchObject([{ sku: 'MUG', outcome: 'refused', code: 'stockRefused' }]);
		expect(test.standIn.stock()['MUG']).toEqual({ Main: 0, Second: 5 });
		const writes = () => test.requests().filter(({ body }) => String(body).includes('mutation InventorySetQuantities')).length;
		expect([writes(), await write(3), writes()]).toMatchObject([1, [{ outcome: 'refused' }], 1]);
		expect(await write(7)).toMatchObject([{ outcome: 'taken' }]);
		expect(test.standIn.stock()['MUG']).toEqual({ Main: 2, Second: 5 });
	});

	it('counts at all of them, however many there are', async () => {
		const names = Array.from({ length: 200 }, (_, at) => `Branch ${at}`);
		const stock = Object.fromEntries(names.map((name) => [name, 1]));
		const large = await startShop({ locations: names.map((name) => ({ name })), products: [{ title: 'Mug', sku: 'MUG', stock }] });
		large.advance(60_000);
		const found: (number | undefined)[] = [];
		for await (const { levels } of large.shop.storeStock.ofSkus(['MUG'])) found.push(...levels.map(({ quantity }) => quantity));
		await large.close();
		expect(found).toEqual([200]);
	});
});
