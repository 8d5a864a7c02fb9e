import { oneThing, openOrderShop, type OrderShop } from './order-shop';

let shop: OrderShop;

beforeEach(async () => {
	shop = await openOrderShop();
});

describe('search', () => {
	const search = async (query: string): Promise<unknown> =>
		(
			(await shop.data('query ($query: String!) { orders(first: 10, query: $query, sortKey: UPDATED_AT) { nodes { name } } }', { query }))[
				'orders'
			] as { nodes: { name: string }[] }
		).nodes.map(({ name }) => name);

	it('learns of an order, and of each change of it, some seconds late', async () => {
		const id = await shop.made(shop.amazonOrder());
		const query = "source_identifier:'902-1234567-1234567'";
		expect(await search(query)).toEqual([]);
		expect(await search('')).toEqual(['#1001']);
		shop.kernel.clock.advance(5000);
		expect(await search(query)).toEqual(['#1001']);

		const since = "updated_at:>='2026-11-21T12:00:05Z'";
		await shop.data('mutation ($id: ID!) { tagsAdd(id: $id, tags: ["New"]) { node { id } userErrors { message } } }', { id });
		expect(await search(since)).toEqual([]);
		expect(await search('tag:New')).toEqual([]);
		shop.kernel.clock.advance(5000);
		expect(await search(since)).toEqual(['#1001']);
		expect(await search('tag:new AND -tag:other')).toEqual(['#1001']);
	});

	it('leaves out of account what Shopify does not know', async () => {
		await shop.made(shop.amazonOrder());
		shop.kernel.clock.advance(5000);
		expect(await search('sourceidentifier:none')).toEqual(['#1001']);
		expect(await search('name:1001 OR name:none')).toEqual(['#1001']);
		expect(await search('(name:none OR tag:none) source_name:amazon')).toEqual([]);
	});

	it('goes on after a cursor in the order of change, and misses nothing that moves on', async () => {
		for (let number = 0; number < 4; number += 1) {
			await shop.make(oneThing);
			shop.kernel.clock.advance(1000);
		}
		shop.kernel.clock.advance(5000);
		const page = async (after: string | null) =>
			(
				await shop.data(
					'query ($after: String) { orders(first: 2, after: $after, query: "status:open", sortKey: UPDATED_AT) { nodes { id name } pageInfo { hasNextPage endCursor } } }',
					{ after },
				)
			)['orders'] as { nodes: { id: string; name: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
		const first = await page(null);
		expect(first.nodes.map(({ name }) => name)).toEqual(['#1001', '#1002']);
		shop.stand.act('note', { id: first.nodes[0]?.id, note: 'changed' });
		const second = await page(first.pageInfo.endCursor);
		expect(second.nodes.map(({ name }) => name)).toEqual(['#1003', '#1004']);
		const third = await page(second.pageInfo.endCursor);
		expect([third.nodes.map(({ name }) => name), third.pageInfo.hasNextPage]).toEqual([['#1001'], false]);
	});

	it('shows old orders only to who may read all', async () => {
		await shop.make(oneThing);
		shop.kernel.clock.advance(61 * 24 * 60 * 60 * 1000);
		expect(await search('')).toEqual(['#1001']);
		shop.stand.setScopes(['read_orders']);
		expect(await search('')).toEqual([]);
	});
});
