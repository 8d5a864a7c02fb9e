import type { StockWrite, StockWritten } from '../../../../src/ports/stock-sink';
import { startStore, type StoreUnderTest } from '../store-under-test';

const counted = (sku: string, quantity = 1, more: Readonly<Record<string, unknown>> = {}) => ({
	name: `Product ${sku}`,
	sku,
	manage_stock: true,
	stock_quantity: quantity,
	...more,
});
const shirt = (more: Readonly<Record<string, unknown>>, variations: readonly Readonly<Record<string, unknown>>[]) => ({
	name: 'Shirt',
	sku: 'SHIRT',
	type: 'variable',
	...more,
	variations,
});

describe('the quantities of a WooCommerce store', () => {
	let shop: StoreUnderTest;
	const open = async (options: Parameters<typeof startStore>[0]): Promise<StoreUnderTest> => (shop = await startStore(options));
	afterEach(async () => {
		await shop.close();
	});

	const product = (sku: string) => {
		const found = shop.standIn.productBySku(sku);
		if (found === undefined) throw new Error(`There is no ${sku}`);
		return found;
	};
	const to = (sku: string, quantity: number, more: Partial<StockWrite> = {}): StockWrite => {
		const { id, parentId } = product(sku);
		return { sku, quantity, productId: String(id), ...(parentId === 0 ? {} : { parentId: String(parentId) }), ...more };
	};
	const write = async (...levels: readonly StockWrite[]): Promise<readonly StockWritten[]> => {
		const written: StockWritten[] = [];
		for await (const portion of shop.store.storeStockSink.write(levels)) written.push(...portion);
		return written;
	};
	const read = async (skus: readonly string[]): Promise<void> => {
		let found = 0;
		for await (const { levels } of shop.store.storeStock.ofSkus(skus)) found += levels.length;
		expect(found).toBe(skus.length);
	};
	const writes = () => shop.requests().filter(({ method }) => method !== 'GET');
	const wcOf = (path: string) => path.split('/wc/v3/')[1] ?? path;
	const outcomes = (written: readonly StockWritten[]) =>
		Object.fromEntries(written.map((one) => [one.sku, one.outcome === 'refused' ? one.code : one.outcome]));

	it('of many need few requests: a hundred a request, variations by parent, and nothing is read twice', async () => {
		const simple = Array.from({ length: 800 }, (_, at) => `P-${at}`);
		const parents = Array.from({ length: 10 }, (_, at) => ({
			...shirt(
				{ sku: `SHIRT-${at}` },
				[...'abcdefghijklmnopqrst'].map((size) => counted(`SHIRT-${at}-${size}`)),
			),
		}));
		await open({ products: [...simple.map((sku) => counted(sku)), ...parents] });
		const skus = [...simple, ...parents.flatMap(({ variations }) => variations.map((one) => String((one as { sku: string }).sku)))];
		await read(skus);
		expect(shop.requests()).toHaveLength(10);
		const written = await write(...skus.map((sku) => to(sku, 6)));
		expect(new Set(written.map(({ outcome }) => outcome))).toEqual(new Set(['taken']));
		expect(written).toHaveLength(skus.length);
		expect(new Set(skus.map((sku) => product(sku).stock))).toEqual(new Set([6]));
		expect(shop.requests().length).toBeLessThanOrEqual(35);
		const before = writes().length;
		await write(...simple.slice(0, 200).map((sku) => to(sku, 7)));
		expect(writes().length - before).toBeLessThanOrEqual(5);
	});

	it('stay where nobody counts, where another sells it, and where it stands for others', async () => {
		await open({
			products: [
				{ name: 'Air', sku: 'AIR' },
				{ name: 'There', sku: 'THERE', type: 'external' },
				shirt({}, [counted('SHIRT-S')]),
				counted('MUG'),
			],
		});
		const written = await write(to('AIR', 4), to('THERE', 4), to('SHIRT', 4), to('MUG', 4));
		expect(outcomes(written)).toEqual({ AIR: 'stockNotManaged', THERE: 'stockNotManaged', SHIRT: 'stockOfParent', MUG: 'taken' });
		expect([product('AIR').manageStock, product('SHIRT').manageStock, product('MUG').stock]).toEqual([false, false, 4]);
	});

	it('come to a product whose counting was switched on and that has none yet', async () => {
		await open({ products: [{ name: 'New', sku: 'NEW', manage_stock: true }] });
		const pages = [];
		for await (const page of shop.store.storeStock.ofSkus(['NEW'])) pages.push(page);
		expect(pages).toMatchObject([{ levels: [{ counted: true }], unreadable: [] }]);
		expect(pages[0]?.levels[0]).not.toHaveProperty('quantity');
		expect(outcomes(await write(to('NEW', 4)))).toEqual({ NEW: 'taken' });
		expect(product('NEW').stock).toBe(4);
	});

	it('are written once where variations share them, and go on being shared by them', async () => {
		const variations = ['SHIRT-S', 'SHIRT-M'].map((sku) => ({ sku }));
		await open({ products: [shirt({ manage_stock: true, stock_quantity: 5 }, variations)] });
		expect(outcomes(await write(to('SHIRT-S', 3), to('SHIRT-M', 3)))).toEqual({ 'SHIRT-S': 'taken', 'SHIRT-M': 'taken' });
		expect(writes().map(({ path }) => wcOf(path))).toEqual(['products/batch']);
		expect([product('SHIRT').stock, product('SHIRT-S').manageStock]).toEqual([3, false]);
		expect(outcomes(await write(to('SHIRT-S', 2), to('SHIRT-M', 9)))).toEqual({ 'SHIRT-S': 'stockShared', 'SHIRT-M': 'stockShared' });
		expect(product('SHIRT').stock).toBe(3);
	});

	it('are refused where one product shall have two', async () => {
		await open({ products: [counted('MUG')] });
		expect(await write(to('MUG', 2), to('MUG', 3))).toMatchObject([{ code: 'stockTwice' }, { code: 'stockTwice' }]);
		expect(await write(to('MUG', 2), to('MUG', 2))).toMatchObject([{ outcome: 'taken' }, { outcome: 'taken' }]);
		expect(product('MUG').stock).toBe(2);
	});

	it('go to nothing that has another SKU by now', async () => {
		await open({ products: [counted('MUG'), counted('CUP')] });
		const levels = [to('MUG', 8), to('CUP', 8)];
		shop.standIn.act('renameProduct', { sku: 'MUG', newSku: 'OTHER' });
		expect(outcomes(await write(...levels))).toEqual({ MUG: 'stockSkuUnknown', CUP: 'taken' });
		expect(product('OTHER').stock).toBe(1);
	});

	it('tell when it got another SKU after it was looked at', async () => {
		await open({ products: [counted('MUG')] });
		const level = to('MUG', 8);
		await read(['MUG']);
		shop.standIn.act('renameProduct', { sku: 'MUG', newSku: 'OTHER' });
		expect(await write(level)).toMatchObject([{ outcome: 'refused', code: 'stockSkuUnknown', detail: expect.stringContaining('OTHER') }]);
	});

	it('find their product by SKU where no id is given', async () => {
		await open({ products: [counted('MUG'), shirt({}, [counted('SHIRT-S')])] });
		const written = await write({ sku: 'MUG', quantity: 4 }, { sku: 'SHIRT-S', quantity: 5 }, { sku: 'mug', quantity: 9 });
		expect(outcomes(written)).toEqual({ MUG: 'taken', 'SHIRT-S': 'taken', mug: 'stockSkuUnknown' });
		expect([product('MUG').stock, product('SHIRT-S').stock]).toEqual([4, 5]);
	});

	it('are only shown where that is wished, and not sold', async () => {
		await open({ products: [counted('MUG'), { name: 'Air', sku: 'AIR' }, shirt({}, [counted('SHIRT-S')])] });
		const shownOnly = 'at_warehouse';
		const written = await write(...['MUG', 'AIR', 'SHIRT-S'].map((sku) => to(sku, 40, { shownOnly })));
		expect(outcomes(written)).toEqual({ MUG: 'taken', AIR: 'taken', 'SHIRT-S': 'taken' });
		for (const sku of ['MUG', 'AIR', 'SHIRT-S'])
			expect(product(sku).meta.filter(({ key }) => key === shownOnly)).toMatchObject([{ value: '40' }]);
		expect([product('MUG').stock, product('AIR').manageStock, product('SHIRT-S').stock]).toEqual([1, false, 1]);
		await write(to('MUG', 41, { shownOnly }));
		expect(product('MUG').meta.filter(({ key }) => key === shownOnly)).toMatchObject([{ value: '41' }]);
		expect(await write(to('MUG', 9, { shownOnly: '_stock' }), to('AIR', 9, { shownOnly: '' }))).toMatchObject([
			{ code: 'stockInput' },
			{ code: 'stockInput' },
		]);
	});

	it('are not said to be taken by a store that counts nothing', async () => {
		await open({ products: [counted('MUG')] });
		await read(['MUG']);
		shop.standIn.setSettings({ manageStock: false });
		expect(outcomes(await write(to('MUG', 4)))).toEqual({ MUG: 'stockNotManaged' });
	});

	it('of what was removed meanwhile say so', async () => {
		await open({ products: [counted('MUG'), counted('CUP'), shirt({}, [counted('SHIRT-S')])] });
		const levels = [to('MUG', 4), to('CUP', 4), to('SHIRT-S', 4)];
		await read(['MUG', 'CUP', 'SHIRT-S']);
		for (const sku of ['MUG', 'SHIRT-S']) shop.standIn.act('deleteProduct', { sku });
		expect(outcomes(await write(...levels))).toEqual({ MUG: 'stockGone', CUP: 'taken', 'SHIRT-S': 'stockGone' });
	});

	/** Whatever is sent about this product fails so. */
	const breakAt = (sku: string, status: number): void => {
		const { id } = product(sku);
		shop.standBefore(({ method, body }) =>
			method !== 'GET' && body.toString().includes(`"id":${id},`)
				? { status, headers: { 'content-type': 'application/json' }, body: Buffer.from('{"code":"odd","message":"No","data":{}}') }
				: undefined,
		);
	};

	it.each([
		[500, 'unknown'],
		[400, 'stockRefused'],
	] as const)('are written although the store breaks at one with %s', async (status, outcome) => {
		const skus = Array.from({ length: 30 }, (_, at) => `P-${at}`);
		await open({ products: skus.map((sku) => counted(sku)) });
		breakAt('P-11', status);
		const written = outcomes(await write(...skus.map((sku) => to(sku, 5))));
		expect(written).toEqual(Object.fromEntries(skus.map((sku) => [sku, sku === 'P-11' ? outcome : 'taken'])));
		expect(skus.filter((sku) => product(sku).stock !== 5)).toEqual(['P-11']);
	});

	it.each(['resetBefore', 'resetAfter', 'cutBody', 'html200', 'wrongShape'] as const)(
		'come although an answer ended with %s',
		async (kind) => {
			const skus = Array.from({ length: 60 }, (_, at) => `P-${at}`);
			await open({ products: skus.map((sku) => counted(sku)) });
			shop.faults.add({ standIn: 'woocommerce', kind, operation: 'batchProducts', times: 1 });
			const written = await write(...skus.map((sku) => to(sku, 5)));
			expect(written).toHaveLength(60);
			expect(new Set(written.map(({ outcome }) => outcome))).toEqual(new Set(['taken']));
			expect(new Set(skus.map((sku) => product(sku).stock))).toEqual(new Set([5]));
		},
	);

	it('are not taken where the store says that it keeps another', async () => {
		await open({ products: [counted('A'), counted('B')] });
		const record = String(product('A').id);
		shop.faults.add({ standIn: 'woocommerce', kind: 'odd', operation: 'batchProducts', record, oddity: { set: { stock_quantity: 2 } } });
		expect(outcomes(await write(to('A', 9), to('B', 9)))).toEqual({ A: 'unknown', B: 'taken' });
	});

	it('are not refused by an error that names another product', async () => {
		await open({ products: [counted('A'), counted('B')] });
		const error = { code: 'woocommerce_rest_product_invalid_id', message: 'Invalid ID.', data: { status: 400 } };
		const replace = { id: product('B').id, error };
		const record = String(product('A').id);
		shop.faults.add({ standIn: 'woocommerce', kind: 'odd', operation: 'batchProducts', record, oddity: { replace } });
		expect(outcomes(await write(to('A', 9), to('B', 9)))).toEqual({ A: 'taken', B: 'taken' });
	});

	it('of a lost answer stay unknown where what stands there was there before', async () => {
		await open({ products: [counted('MUG', 5)] });
		shop.faults.add({ standIn: 'woocommerce', kind: 'resetAfter', operation: 'batchProducts' });
		expect(outcomes(await write(to('MUG', 5)))).toEqual({ MUG: 'unknown' });
		shop.faults.clear();
		expect(outcomes(await write(to('MUG', 5)))).toEqual({ MUG: 'taken' });
	});

	it('of a lost answer are not written again over what was sold meanwhile', async () => {
		await open({ products: [counted('MUG', 9)] });
		shop.faults.add({ standIn: 'woocommerce', kind: 'resetAfter', operation: 'batchProducts', times: 1 });
		let looks = 0;
		shop.standBefore(({ method }) => {
			looks += 1;
			// Looked at, written, looked at again: right before the last one somebody buys one.
			if (method === 'GET' && looks > 2) shop.standIn.act('changeProduct', { sku: 'MUG', change: { stock_quantity: 4 } });
			return undefined;
		});
		expect(outcomes(await write(to('MUG', 5)))).toEqual({ MUG: 'unknown' });
		expect(product('MUG').stock).toBe(4);
	});

	it('of which the store is lost in the middle are unknown where they were sent', async () => {
		const skus = Array.from({ length: 80 }, (_, at) => `P-${at}`);
		await open({ products: skus.map((sku) => counted(sku)) });
		await read(skus);
		// The first answer is lost; then nothing can be written any more.
		shop.faults.add({ standIn: 'woocommerce', kind: 'resetBefore', operation: 'batchProducts', times: 1 });
		shop.faults.add({ standIn: 'woocommerce', kind: 'http429', operation: 'batchProducts' });
		const written = await write(...skus.map((sku) => to(sku, 5)));
		expect(written).toHaveLength(80);
		expect(written.filter(({ outcome }) => outcome === 'unknown')).toHaveLength(50);
		expect(written.filter(({ outcome }) => outcome === 'notSent')).toHaveLength(30);
	});

	it('are left to the next run where the store asks to slow down after the first', async () => {
		const skus = Array.from({ length: 120 }, (_, at) => `P-${at}`);
		await open({ products: skus.map((sku) => counted(sku)) });
		shop.faults.add({ standIn: 'woocommerce', kind: 'http429', operation: 'batchProducts', skip: 1 });
		const written = await write(...skus.map((sku) => to(sku, 5)));
		expect(written.filter(({ outcome }) => outcome === 'taken')).toHaveLength(50);
		expect(written.filter(({ outcome }) => outcome === 'notSent')).toHaveLength(70);
	});

	it('that cannot be read are named, and the others are written', async () => {
		await open({ products: [counted('MUG'), counted('CUP')] });
		const oddity = { set: { stock_quantity: 'many' } };
		shop.faults.add({ standIn: 'woocommerce', kind: 'odd', record: String(product('MUG').id), oddity });
		expect(outcomes(await write(to('MUG', 4), to('CUP', 4)))).toEqual({ MUG: 'stockRefused', CUP: 'taken' });
		expect(product('MUG').stock).toBe(1);
	});
});
