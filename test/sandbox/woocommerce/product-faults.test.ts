import type { FaultKind, FaultRule } from '../../../sandbox/kernel/faults';
import { type Kernel, startKernel } from '../../../sandbox/kernel/kernel';
import { createWooCommerce, defaultKey, type WooCommerceStandIn } from '../../../sandbox/woocommerce';

interface Shop {
	readonly store: WooCommerceStandIn;
	/** Status and text of an answer; undefined where none came. */
	readonly ask: (method: string, path: string, body?: unknown) => Promise<readonly [number, string] | undefined>;
}

async function shop(rule?: Omit<FaultRule, 'standIn'>): Promise<Shop> {
	const kernel: Kernel = await startKernel(
		{
			woocommerce: ({ clock }) =>
				createWooCommerce({ clock, https: true, products: [{ name: 'Home mug', sku: 'MUG', category_path: 'Home > Mugs' }] }),
		},
		{ http: false, clock: 'virtual' },
	);
	if (rule !== undefined) kernel.faults.add({ standIn: 'woocommerce', times: 1, ...rule });
	const headers = {
		'content-type': 'application/json',
		authorization: `Basic ${Buffer.from(`${defaultKey.consumerKey}:${defaultKey.consumerSecret}`).toString('base64')}`,
	};
	return {
		store: kernel.standIns['woocommerce'] as WooCommerceStandIn,
		ask: (method, path, body) =>
			kernel
				.request('woocommerce', {
					method,
					url: `/wp-json/wc/v3/${path}`,
					headers,
					...(body === undefined ? {} : { body: JSON.stringify(body) }),
				})
				.then(
					(answer) => [answer.status, answer.body.toString('utf8')] as const,
					() => undefined,
				),
	};
}

describe('faults at products', () => {
	it.each<readonly [FaultKind, boolean]>([
		['timeoutBefore', false],
		['timeoutAfter', true],
		['resetBefore', false],
		['resetAfter', true],
	])('%s a product is made', async (kind, isMade) => {
		const { store, ask } = await shop({ kind, operation: 'createProduct' });
		expect(await ask('POST', 'products', { sku: 'NEW', images: [{ src: 'https://m.media-amazon.com/images/I/1.jpg' }] })).toBeUndefined();
		expect([store.productBySku('NEW') !== undefined, store.media()]).toEqual([isMade, isMade ? [expect.anything()] : []]);
	});

	it.each([
		['createProduct', 'POST', 'products', { sku: 'NEW' }],
		['batchProducts', 'POST', 'products/batch', { create: [{ sku: 'NEW' }] }],
		['batchCategories', 'POST', 'products/categories/batch', { create: [{ name: 'New' }] }],
		['listAllVariations', 'GET', 'variations', undefined],
	])('are aimed at %s', async (operation, method, path, body) => {
		const { ask } = await shop({ kind: 'http503Html', operation });
		expect((await ask(method, path, body))?.[0]).toBe(503);
		expect((await ask(method, path, body))?.[0]).toBeLessThan(300);
	});

	it('may have a category stand below itself, as a damaged database has it', async () => {
		const { store, ask } = await shop();
		const [home, mugs] = ['Home', 'Mugs'].map((name) => [...store.records.categories.values()].find((term) => term.name === name));
		if (home === undefined || mugs === undefined) throw new Error('no categories');
		home.parent = mugs.id;
		expect((await ask('GET', `products/categories/${home.id}`))?.[1]).toContain(`"parent":${mugs.id}`);
		expect((await ask('GET', `products?category=${home.id}`))?.[1]).toContain('Home mug');
	});
});
