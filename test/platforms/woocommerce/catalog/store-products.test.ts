import type { CatalogProduct } from '../../../../src/domain/product';
import type { StoreProducts } from '../../../../src/ports/store-products';
import { createWooCommerce } from '../../../../src/platforms/woocommerce';
import { json, startMisbehavingServer, type MisbehavingServer } from '../misbehaving-server';
import { impatient } from '../store-under-test';

type Wire = Readonly<Record<string, unknown>>;

const product = (id: number, more: Wire = {}): Wire => ({
	id,
	parent_id: 0,
	type: 'simple',
	status: 'publish',
	sku: `S-${id}`,
	name: `Product ${id}`,
	virtual: false,
	manage_stock: false,
	stock_quantity: null,
	backorders: 'no',
	tax_status: 'taxable',
	tax_class: '',
	global_unique_id: '',
	price: '9.90',
	weight: '',
	date_modified_gmt: '2026-11-20T10:00:00',
	meta_data: [],
	...more,
});
const variation = (id: number, parentId: number, more: Wire = {}): Wire =>
	product(id, { type: 'variation', parent_id: parentId, name: `Colour ${id}`, ...more });

/** As many as a list holds, by WordPress's own rules of `offset` and `per_page`. */
interface Shop {
	products: Wire[];
	variations: Wire[];
	hasVariationsRoute: boolean;
	/** Before each answer of a list. */
	meanwhile: (list: string, count: number) => void;
	breaksAt: number | undefined;
}

describe('the whole catalog of a WooCommerce store', () => {
	let server: MisbehavingServer;
	let shop: Shop;
	let keys = 0;

	beforeEach(async () => {
		server = await startMisbehavingServer();
		shop = { products: [], variations: [], hasVariationsRoute: true, meanwhile: () => undefined, breaksAt: undefined };
		const counts = new Map<string, number>();
		server.behave((response, { url }) => {
			const { pathname, searchParams: query } = new URL(url, server.url);
			const list = pathname.replace('/wp-json/wc/v3/', '');
			counts.set(list, (counts.get(list) ?? 0) + 1);
			shop.meanwhile(list, counts.get(list) ?? 0);
			if (list === 'settings/general') return void json(response, 200, [{ id: 'woocommerce_currency', value: 'EUR' }]);
			if (list === 'settings/products') return void json(response, 200, [{ id: 'woocommerce_weight_unit', value: 'g' }]);
			if (list === 'orders') return void json(response, 200, []);
			const parent = /^products\/(\d+)\/variations$/.exec(list)?.[1];
			if (list === 'variations' && !shop.hasVariationsRoute)
				return void json(response, 404, { code: 'rest_no_route', message: 'No route', data: { status: 404 } });
			const all =
				list === 'products' ? shop.products : shop.variations.filter((one) => parent === undefined || one['parent_id'] === Number(parent));
			const lang = query.get('lang');
			const since = query.get('modified_after');
			const fitting = all
				.filter((one) => lang === 'all' || one['lang'] === undefined || one['lang'] === 'de')
				.filter((one) => since === null || String(one['date_modified_gmt']) > since)
				.toSorted((a, b) => Number(a['id']) - Number(b['id']));
			const [offset, size] = [Number(query.get('offset') ?? 0), Number(query.get('per_page') ?? 10)];
			const page = fitting.slice(offset, offset + size);
			if (shop.breaksAt !== undefined && page.some(({ id }) => id === shop.breaksAt) && query.get('_fields') !== 'id')
				return void response.writeHead(500).end('out of memory');
			json(response, 200, page, { 'x-wp-total': String(fitting.length), 'x-wp-totalpages': String(Math.ceil(fitting.length / size)) });
		});
	});
	afterEach(async () => await server.close());

	const products = (): StoreProducts => {
		keys += 1;
		const connection = { url: server.url, consumerKey: `ck_products_${keys}`, consumerSecret: 'cs', keysInQuery: false };
		return createWooCommerce(connection, { clock: impatient, budgetMs: 60_000 }).products;
	};
	const readAll = async (wish?: Parameters<StoreProducts['all']>[0]) => {
		const found: CatalogProduct[] = [];
		const unreadable: { readonly id?: string; readonly why: string }[] = [];
		for await (const page of products().all(wish)) {
			found.push(...page.products);
			unreadable.push(...page.unreadable);
		}
		return { found, unreadable, ids: found.map(({ id }) => Number(id)) };
	};
	const asked = (list: RegExp): number => server.received.filter(({ url }) => list.test(new URL(url, server.url).pathname)).length;
	const numbered = (count: number, from = 1): Wire[] => Array.from({ length: count }, (_, at) => product(from + at));
	const family = (parent: number, count: number, from: number): Wire[] =>
		Array.from({ length: count }, (_, at) => variation(from + at, parent));

	it('is read with all variations in as many requests as a large shop may cost', async () => {
		const parents = Array.from({ length: 100 }, (_, at) => product(8_001 + at, { type: 'variable' }));
		shop.products = [...numbered(8_000), ...parents];
		shop.variations = parents.flatMap((parent, at) => family(Number(parent['id']), 20, 10_001 + at * 20));
		const { ids } = await readAll();
		expect(new Set(ids).size).toBe(10_100);
		expect(ids).toHaveLength(10_100);
		expect(server.received.length).toBeLessThanOrEqual(108);
	});

	it('is read parent by parent where the store has no list of all variations', async () => {
		shop.hasVariationsRoute = false;
		const parents = Array.from({ length: 100 }, (_, at) => product(8_001 + at, { type: 'variable' }));
		shop.products = [...numbered(8_000), ...parents];
		shop.variations = parents.flatMap((parent, at) => family(Number(parent['id']), 20, 10_001 + at * 20));
		const { ids } = await readAll();
		expect(new Set(ids).size).toBe(10_100);
		expect(server.received.length).toBeLessThanOrEqual(200);
	});

	it('misses nothing and names nothing twice while people add and remove', async () => {
		shop.products = numbered(450);
		shop.meanwhile = (list, count) => {
			if (list !== 'products') return;
			if (count === 2) shop.products = shop.products.filter(({ id }) => Number(id) > 30);
			if (count === 3) shop.products = [...shop.products.filter(({ id }) => id !== 40), product(900)];
		};
		const { ids } = await readAll();
		expect(new Set(ids).size).toBe(ids.length);
		const left = shop.products.map(({ id }) => Number(id));
		expect(left.filter((id) => !ids.includes(id))).toEqual([]);
	});

	it('names a record that cannot be read, and one at which the store breaks, and goes on', async () => {
		shop.products = [
			...numbered(120),
			{ ...product(121), id: 'x' },
			{ ...product(122), type: 'variable', meta_data: 'none' },
			...numbered(100, 123),
		];
		shop.breaksAt = 60;
		const { ids, unreadable } = await readAll();
		expect(unreadable).toHaveLength(2);
		expect(unreadable[0]).toMatchObject({ id: '60' });
		expect(unreadable[1]?.why).toMatch(/id/);
		expect(ids).toHaveLength(220);
		expect(new Set(ids).size).toBe(220);
	});

	it('gives up a list that the store breaks at wherever it is asked', async () => {
		shop.products = numbered(30).map((one) => ({ ...one, id: 7 }));
		shop.breaksAt = 7;
		await expect(readAll()).rejects.toMatchObject({ details: { kind: 'unavailable' } });
		expect(server.received.length).toBeLessThan(60);
	});

	it('comes to an end where a plugin sorts as it likes or hides records', async () => {
		shop.products = numbered(260).map((one, at) => (at % 100 > 40 ? { ...one, id: `hidden-${at}` } : one));
		expect((await readAll()).found.length).toBeGreaterThan(0);
	});

	it('tells what each is', async () => {
		shop.products = [
			product(1, { name: 'Salt &amp; Pepper &#8211; Set', weight: '250', global_unique_id: '4-006381 333931' }),
			product(2, { type: 'variable', name: 'Shirt' }),
			product(3, { type: 'bundle' }),
			product(4, { type: 'external' }),
			product(5, { type: 'subscription', status: 'draft' }),
			product(6, {
				meta_data: [
					{ id: 1, key: '_storebridge_origin', value: 'amazon:eu:A1:S-6' },
					{ id: 2, key: '_amazon_asin', value: 'B000000006' },
					{ id: 3, key: '_wpm_gtin_code', value: '4006381333931' },
				],
			}),
		];
		shop.variations = [variation(7, 2, { name: 'Green, M', manage_stock: 'parent', stock_quantity: 4 })];
		const { found } = await readAll();
		expect(found.map(({ id, kind, sellable }) => [id, kind, sellable])).toEqual([
			['1', 'simple', true],
			['2', 'parent', false],
			['3', 'container', true],
			['4', 'simple', false],
			['5', 'simple', false],
			['6', 'simple', true],
			['7', 'variation', true],
		]);
		expect(found[0]).toMatchObject({
			title: 'Salt & Pepper – Set',
			gtin: '4006381333931',
			weight: { value: '250', unit: 'g' },
			price: { amount: '9.90', currency: 'EUR' },
			updatedAt: '2026-11-20T10:00:00.000Z',
		});
		expect(found[5]).toMatchObject({ origin: 'amazon:eu:A1:S-6', code: 'B000000006', gtin: '4006381333931' });
		expect(found[6]).toMatchObject({ parentId: '2', title: 'Shirt - Green, M', stock: { sharedFrom: '2' } });
	});

	it('says what is in a set, where the buyer does not choose', async () => {
		const item = (id: number, more: Wire = {}): Wire => ({
			product_id: id,
			quantity_min: 2,
			quantity_max: 2,
			optional: false,
			allowed_variations: [],
			...more,
		});
		shop.products = [
			product(1, { type: 'bundle', bundled_items: [item(8), item(9, { override_variations: true, allowed_variations: [11] })] }),
			product(2, { type: 'bundle', bundled_items: [item(8), item(9, { optional: true })] }),
			product(3, { type: 'bundle', bundled_items: [item(8, { quantity_max: 3 })] }),
			product(4, { type: 'bundle' }),
		];
		const { found } = await readAll();
		expect(found.map(({ parts }) => parts)).toEqual([
			[
				{ productId: '8', units: 2 },
				{ productId: '11', units: 2 },
			],
			undefined,
			undefined,
			undefined,
		]);
		expect(found.every(({ container }) => container === true)).toBe(true);
	});

	it('reads all languages of a shop whose list shows one', async () => {
		const translated = (id: number, lang: string): Wire => product(id, { sku: 'ONE', lang, translations: { de: 1, fr: 2 } });
		shop.products = [translated(1, 'de'), translated(2, 'fr'), product(3, { type: 'variable', lang: 'fr', translations: { fr: 3 } })];
		shop.variations = [variation(4, 3)];
		const { found } = await readAll();
		expect(found.map(({ id, language }) => [id, language])).toEqual([
			['1', 'de'],
			['2', 'fr'],
			['3', 'fr'],
			['4', 'fr'],
		]);
	});

	it('reads what changed since, in the way that the store takes moments', async () => {
		shop.products = [product(1), product(2, { date_modified_gmt: '2026-11-25T08:00:00' })];
		const { ids } = await readAll({ changedSince: Date.parse('2026-11-25T08:00:00Z') });
		expect(ids).toEqual([2]);
		const query = new URL(server.received.find(({ url }) => url.includes('modified_after'))?.url ?? '', server.url).searchParams;
		expect([query.get('modified_after'), query.get('dates_are_gmt')]).toEqual(['2026-11-25T07:59:59', 'true']);
		expect(asked(/variations/)).toBe(0);
	});
});
