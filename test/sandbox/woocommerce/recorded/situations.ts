import { MailInbox } from '../../../../sandbox/mail/inbox';
import { Player } from '../replay/player';
import { ada } from '../replay/step';
import { routeName } from './route-names';

/** An answer that the stand-in gave. */
export interface Given {
	/** `GET orders/#`. */
	readonly route: string;
	readonly status: number;
	readonly body: unknown;
}

type Ask = (method: string, path: string, body?: unknown) => Promise<Readonly<Record<string, unknown>>>;

const billing = { ...ada, email: 'ada@example.test' };
const image = { src: 'http://127.0.0.1:9099/img.png' };
const tee = {
	name: 'Tee',
	sku: 'TEE',
	regular_price: '19.90',
	sale_price: '14.90',
	manage_stock: true,
	stock_quantity: 50,
	images: [image],
};
const shirt = { name: 'Shirt', type: 'variable', attributes: [{ name: 'Size', variation: true, options: ['S', 'M'] }] };
const idOf = (answer: unknown): number => (answer as { readonly id: number }).id;
const linesOf = (answer: unknown): readonly { readonly id: number }[] =>
	(answer as { readonly line_items: readonly { readonly id: number }[] }).line_items;

/** What a catalogue is filed under; returns a category, a brand and an attribute. */
async function terms(ask: Ask): Promise<{ readonly category: number; readonly brand: number; readonly colour: number }> {
	const made = (answer: unknown): number => (answer as { readonly create: readonly { readonly id: number }[] }).create[0]?.id ?? 0;
	const root = made(await ask('POST', 'products/categories/batch', { create: [{ name: 'Home' }, { name: 'Home' }] }));
	const category = idOf(await ask('POST', 'products/categories', { name: 'Mugs & more', parent: root, image: { src: image.src } }));
	const brand = made(await ask('POST', 'products/brands/batch', { create: [{ name: 'Clay & Co' }] }));
	const colour = idOf(await ask('POST', 'products/attributes', { name: 'Colour' }));
	await ask('POST', `products/attributes/${colour}/terms`, { name: 'Red' });
	await ask('POST', 'products/categories', { name: 'Home' });
	await ask('POST', 'products/categories', { name: 'Lost', parent: 999_999 });
	for (const path of ['products/categories', 'products/brands', 'products/attributes', `products/attributes/${colour}/terms`])
		await ask('GET', path);
	return { category, brand, colour };
}

/** Products as a client makes them. */
async function saving(ask: Ask): Promise<void> {
	const { category, brand, colour } = await terms(ask);
	const parent = idOf(
		await ask('POST', 'products', {
			name: 'Cup',
			type: 'variable',
			sku: 'CUP',
			status: 'draft',
			weight: '0.3',
			dimensions: { length: '10', width: '8', height: '9' },
			categories: [{ id: category }],
			brands: [{ id: brand }],
			tags: [{ name: 'Clay' }],
			images: [image, { ...image, alt: 'Cup' }],
			attributes: [{ id: colour, variation: true, options: ['Red', 'Blue'] }],
			default_attributes: [{ id: colour, option: 'Red' }],
			meta_data: [{ key: '_storebridge_origin', value: 'amazon:CUP' }],
		}),
	);
	const red = { sku: 'CUP-RED', regular_price: '9.00', global_unique_id: '4006381333931', attributes: [{ id: colour, option: 'Red' }] };
	await ask('POST', `products/${parent}/variations/batch`, {
		create: [red, red, { sku: 'CUP-BLUE', image, attributes: [{ id: colour, option: 'Blue' }] }],
	});
	await ask('POST', 'products/batch', {
		create: [{ name: 'Cup' }, { sku: 'CUP' }],
		update: [{ id: parent, status: 'publish' }, { id: 9 }],
	});
	const [variation] = (await ask('GET', `products/${parent}/variations`)) as unknown as readonly { readonly id: number }[];
	await ask('PUT', `products/${parent}/variations/${variation?.id}`, { weight: '1,5' });
	await ask('GET', `products/${parent}/variations/${variation?.id}`);
	await ask('PUT', `products/${parent}`, { images: [{ src: 'http://127.0.0.1:9099/missing.png' }] });
	await ask('PUT', `products/${parent}`, { images: [{ id: 999_999 }] });
	await ask('PUT', `products/${parent}`, { images: [{ src: 'http://127.0.0.1:9099/picture.avif' }] });
	await ask('PUT', `products/${parent}`, { global_unique_id: '4006381333931' });
	await ask('PUT', `products/${parent}`, { name: 'Cup & saucer', images: [] });
	await ask('GET', `products/${parent}`);
	await ask('DELETE', `products/${parent}`);
	await ask('POST', 'products', { sku: 'CUP' });
}

async function catalogue(
	ask: Ask,
): Promise<{ readonly tee: number; readonly gone: number; readonly small: number; readonly large: number }> {
	const product = idOf(await ask('POST', 'products', tee));
	const gone = idOf(await ask('POST', 'products', { name: 'Gone', sku: 'GONE', regular_price: '7.00' }));
	const parent = idOf(await ask('POST', 'products', { ...shirt, manage_stock: true, stock_quantity: 9 }));
	const variation = async (option: string, more: object): Promise<number> =>
		idOf(
			await ask('POST', `products/${parent}/variations`, {
				sku: `SHIRT-${option}`,
				regular_price: '9.00',
				attributes: [{ name: 'Size', option }],
				...more,
			}),
		);
	const small = await variation('S', { manage_stock: true, stock_quantity: 4, image });
	const large = await variation('M', {});
	for (const path of [
		`products/${product}`,
		`products/${small}`,
		`products/${large}`,
		`products/${parent}`,
		'products',
		'products?sku=TEE,SHIRT-S',
		'products?search_sku=SHIRT',
		`products?include=${product},${parent}`,
		`products/${parent}/variations`,
		`products/${parent}/variations?include=${small}`,
		`products/${parent}/variations/${large}`,
		'variations',
		`variations?include=${small}&orderby=modified`,
		'products/999999',
	])
		await ask('GET', path);
	return { tee: product, gone, small, large };
}

async function orders(ask: Ask, goods: Awaited<ReturnType<typeof catalogue>>): Promise<number> {
	const order = await ask('POST', 'orders', {
		status: 'processing',
		billing,
		line_items: [
			{ product_id: goods.tee, quantity: 3 },
			{ product_id: goods.small, quantity: 1 },
			{ product_id: goods.large, quantity: 1 },
			{ product_id: goods.gone, quantity: 1 },
			{ product_id: 999_999, quantity: 1 },
		],
		shipping_lines: [{ method_id: 'flat_rate', method_title: 'Parcel', total: '4.99' }],
		fee_lines: [{ name: 'Gift wrap', total: '2.00' }],
	});
	const id = idOf(order);
	const [line] = linesOf(order);
	await ask('DELETE', `products/${goods.gone}?force=true`);
	await ask('PUT', `orders/${id}`, { line_items: [{ id: line?.id, meta_data: [{ key: '_phase', value: 'received' }] }] });
	await ask('PUT', `orders/${id}`, { meta_data: [{ key: '_mark', value: '{}' }] });
	await ask('POST', `orders/${id}/refunds`, { api_refund: false, line_items: [{ id: line?.id, quantity: 1, refund_total: 10 }] });
	await ask('POST', `orders/${id}/refunds`, { api_refund: false, line_items: [{ id: line?.id, quantity: 0, refund_total: 3 }] });
	await ask('POST', `orders/${id}/refunds`, { api_refund: false, amount: '2.50', reason: 'amount only' });
	await ask('POST', `orders/${id}/refunds`, { api_refund: false });
	const note = idOf(await ask('POST', `orders/${id}/notes`, { note: 'private' }));
	await ask('POST', `orders/${id}/notes`, { note: 'Your parcel <b>left</b> & so on', customer_note: true });
	await ask('POST', 'orders/batch', {
		create: [{ line_items: [{ product_id: goods.tee, quantity: 1 }] }],
		update: [{ id, meta_data: [{ key: '_mark', value: '1' }] }, { id: 999_999 }],
	});
	await ask('POST', 'orders/batch', {});
	for (const path of [
		'orders?status=any',
		`orders/${id}`,
		'orders?per_page=1&_fields=id',
		'orders?status=nonsense',
		'orders/999999',
		`orders/${id}/refunds`,
		'orders/999999/refunds',
		`orders/${id}/notes`,
		'reports/orders/totals',
	])
		await ask('GET', path);
	await ask('DELETE', `orders/${id}/notes/${note}?force=true`);
	await ask('PUT', `orders/${id}`, { status: 'completed' });
	await ask('PUT', 'orders/999999', { status: 'completed' });
	await ask('POST', 'orders/999999/notes', { note: 'x' });
	return id;
}

async function parcels(ask: Ask, order: number): Promise<void> {
	const path = `orders/${order}/fulfillments`;
	const [line] = linesOf(await ask('GET', `orders/${order}`));
	const meta = (quantity: number): readonly unknown[] => [
		{ key: '_items', value: [{ item_id: line?.id, qty: quantity }] },
		{ key: '_tracking_number', value: '00340000000000' },
		{ key: '_shipment_provider', value: 'dhl' },
	];
	const shipped = idOf(await ask('POST', path, { status: 'fulfilled', meta_data: meta(1) }));
	await ask('POST', path, { status: 'unfulfilled', meta_data: meta(1) });
	await ask('POST', path, { status: 'fulfilled', meta_data: [{ key: '_items', value: [] }] });
	await ask('PUT', `${path}/${shipped}`, { status: 'fulfilled', meta_data: meta(2) });
	for (const asked of [path, `${path}/${shipped}`, `${path}/999999`, 'orders/999999/fulfillments']) await ask('GET', asked);
}

async function surroundings(ask: Ask): Promise<void> {
	await ask('POST', 'taxes', { country: 'DE', rate: '19', name: 'MwSt' });
	const customer = idOf(await ask('POST', 'customers', { email: 'ben@example.test', billing }));
	await ask('POST', 'customers/batch', { create: [{ email: 'cem@example.test' }, { email: 'cem@example.test' }] });
	const hook = idOf(
		await ask('POST', 'webhooks', { topic: 'order.updated', delivery_url: 'http://127.0.0.1:9099/hooks', secret: 'whsec-1' }),
	);
	await ask('PUT', `webhooks/${hook}`, { status: 'disabled' });
	for (const path of [
		'taxes',
		'taxes/classes',
		'settings/general',
		'settings/tax',
		'customers?email=ben@example.test&role=all',
		`customers/${customer}`,
		'webhooks?status=all',
		`webhooks/${hook}`,
		'data/countries',
		'data/countries/ES',
		'data/countries/gb',
		'data/countries/UK',
		'system_status',
	])
		await ask('GET', path);
	await ask('DELETE', `customers/${customer}?force=true`);
	await ask('DELETE', `webhooks/${hook}?force=true`);
}

/** What the stand-in answers at every route that nodes use, in the situations that change an answer's shape. */
export async function answersInAllSituations(): Promise<readonly Given[]> {
	const given: Given[] = [];
	for (const fulfillments of [true, false]) {
		const player = new Player('2026-11-21T12:00:00Z', { mailer: new MailInbox(), settings: { fulfillments, calcTaxes: true } });
		const ask: Ask = async (method, path, body) => {
			const sent = { method, path: `/wp-json/wc/v3/${path}`, ...(body === undefined ? {} : { body }) };
			const answer = await player.send(sent);
			const seen: unknown = JSON.parse(JSON.stringify(answer.body));
			if (!path.includes('_fields')) given.push({ route: routeName(method, sent.path) ?? path, status: answer.status, body: seen });
			return seen as Readonly<Record<string, unknown>>;
		};
		await surroundings(ask);
		await saving(ask);
		const order = await orders(ask, await catalogue(ask));
		await parcels(ask, order);
	}
	return given;
}
