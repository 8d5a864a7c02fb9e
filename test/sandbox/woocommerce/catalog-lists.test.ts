import { skuKey } from '../../../sandbox/woocommerce/store/sku-key';
import { Player } from './replay/player';
import { start } from './mug-shop';

interface Listed {
	readonly id: number;
	readonly sku: string;
	readonly parent_id: number;
}

const api = '/wp-json/wc/v3/';
const shirts = {
	name: 'Shirt',
	type: 'variable',
	sku: 'SHIRT',
	attributes: [{ name: 'Size', variation: true, options: ['S', 'M'] }],
	variations: ['S', 'M'].map((option) => ({ sku: `SHIRT-${option}`, regular_price: '9.00', attributes: [{ name: 'Size', option }] })),
};
const products = [
	{ name: 'Red mug', sku: 'MUG-RED', regular_price: '10.00', global_unique_id: '4006381333931' },
	{ name: 'Blue mug', sku: 'MUG-BLUE', regular_price: '12.00', status: 'draft' },
	shirts,
	{ name: 'Socks', type: 'variable', sku: 'SOCKS', variations: [{ sku: 'SOCKS-1', regular_price: '4.00' }] },
	{ name: 'A, B', sku: 'A,B', regular_price: '1.00' },
];

function shop(options: ConstructorParameters<typeof Player>[1] = {}): Player {
	return new Player(start, { products, ...options });
}

async function list(player: Player, path: string): Promise<{ readonly skus: readonly string[]; readonly total: string | undefined }> {
	const answer = await player.send({ method: 'GET', path: `${api}${path}` });
	expect([path, answer.status]).toEqual([path, 200]);
	return { skus: (answer.body as readonly Listed[]).map(({ sku }) => sku), total: answer.headers?.['x-wp-total'] };
}

describe('lists of products', () => {
	it('gives the variations of all parents, each with its parent', async () => {
		const player = shop();
		const answer = await player.send({ method: 'GET', path: `${api}variations?orderby=id&order=asc` });
		const parent = (sku: string): number | undefined => player.store.productBySku(sku)?.id;
		expect((answer.body as readonly Listed[]).map(({ sku, parent_id: parentId }) => [sku, parentId])).toEqual([
			['SHIRT-S', parent('SHIRT')],
			['SHIRT-M', parent('SHIRT')],
			['SOCKS-1', parent('SOCKS')],
		]);
		expect((await list(player, `variations?parent=${parent('SOCKS')}`)).skus).toEqual(['SOCKS-1']);
		expect((await list(player, 'variations?sku=shirt-m,SOCKS-1,MUG-RED')).skus).toEqual(['SOCKS-1', 'SHIRT-M']);
	});

	it('has no such list in an older store', async () => {
		const player = shop({ settings: { variationsRoute: false } });
		const answer = await player.send({ method: 'GET', path: `${api}variations` });
		expect([answer.status, answer.body]).toMatchObject([404, { code: 'rest_no_route' }]);
	});

	it('writes at no variation there', async () => {
		const answer = await shop().send({ method: 'POST', path: `${api}variations/batch`, body: {} });
		expect(answer.status).toBe(404);
	});

	it.each([
		['products?orderby=id&order=asc', ['MUG-RED', 'MUG-BLUE', 'SHIRT', 'SOCKS', 'A,B']],
		['products?status=draft', ['MUG-BLUE']],
		['products?exclude_status=draft&orderby=id&order=asc', ['MUG-RED', 'SHIRT', 'SOCKS', 'A,B']],
		['products?type=variable', ['SOCKS', 'SHIRT']],
		['products?search=mug', ['MUG-BLUE', 'MUG-RED']],
		['products?search=mug%20blue', ['MUG-BLUE']],
		['products?search=MUG-BLUE', []],
		['products?search_sku=shirt-', ['SHIRT-M', 'SHIRT-S']],
		['products?search_name_or_sku=socks', ['SOCKS']],
		['products?global_unique_id=4006381333931', ['MUG-RED']],
		['products?sku=mug-red', ['MUG-RED']],
		['products?sku=A,B', ['A,B']],
		['products?sku=MUG-RED,A,B', ['MUG-RED']],
		['products?sku=', ['A,B', 'SOCKS', 'SHIRT', 'MUG-BLUE', 'MUG-RED']],
		['products?orderby=price&per_page=2', ['MUG-BLUE', 'MUG-RED']],
		['products?min_price=10&max_price=10', ['MUG-RED']],
	])('%s', async (path, skus) => {
		expect((await list(shop(), path)).skus).toEqual(skus);
	});

	it('finds no variation by its id, and each in the order that was asked for', async () => {
		const player = shop();
		const ids = ['SOCKS', 'SHIRT-S', 'MUG-RED'].map((sku) => player.store.productBySku(sku)?.id);
		expect((await list(player, `products?include=${ids.join(',')}&orderby=include`)).skus).toEqual(['SOCKS', 'MUG-RED']);
	});

	it('tells what changed, by the time that the parent of a changed variation has too', async () => {
		const player = shop();
		player.clock.advance(3_600_000);
		const [variation, parent] = ['SHIRT-M', 'SHIRT'].map((sku) => player.store.productBySku(sku)?.id);
		await player.ask('PUT', `products/${parent}/variations/${variation}`, { regular_price: '9.50' });
		const since = 'modified_after=2026-11-21T12:30:00&dates_are_gmt=true&orderby=modified';
		expect((await list(player, `variations?${since}`)).skus).toEqual(['SHIRT-M']);
		expect((await list(player, `products?${since}`)).skus).toEqual(['SHIRT']);
	});

	it('refuses types and orders that the store does not have', async () => {
		for (const path of ['products?type=variation', 'products?orderby=sku', 'products?status=publish,draft'])
			expect([path, (await shop().send({ method: 'GET', path: `${api}${path}` })).status]).toEqual([path, 400]);
	});

	it('compares SKUs as MySQL does: without case, without spaces at the end', () => {
		expect(['Mug-Red ', 'mug-red', ' MUG-RED'].map(skuKey)).toEqual(['mug-red', 'mug-red', ' mug-red']);
	});
});
