import fc from 'fast-check';
import { PlatformError } from '../../../../src/domain/platform-error';
import type { ProductDraft, SavedProduct } from '../../../../src/ports/product-sink';
import type { ProductRecord } from '../../../../sandbox/woocommerce/store/product-records';
import { startStore, type StoreUnderTest } from '../store-under-test';
import { draft, image, shirt } from './drafts';

const isWrite = ({ method }: { readonly method: string }): boolean => method !== 'GET';
const texts = (saved: SavedProduct): readonly string[] =>
	saved.leftOut.map((words) => (typeof words === 'object' ? words.en : String(words)));

describe('products that are made in a WooCommerce store', () => {
	let shop: StoreUnderTest;
	beforeEach(async () => {
		shop = await startStore({ products: [{ name: 'Mug', sku: 'MUG', regular_price: '9.00', global_unique_id: '4006381333931' }] });
	});
	afterEach(async () => await shop.close());

	const sink = (options: Parameters<StoreUnderTest['connect']>[1] = {}) => shop.connect({}, { settleMs: 0, ...options }).productSink;
	const record = (sku: string): ProductRecord => {
		const found = shop.standIn.productBySku(sku);
		if (found === undefined) throw new Error(`There is no ${sku}`);
		return shop.standIn.records.products.get(found.id) as ProductRecord;
	};
	const meta = (sku: string, key: string): unknown => record(sku).meta.find((one) => one.key === key)?.value;
	const bySku = (): Map<string, number> => {
		const counts = new Map<string, number>();
		for (const { sku } of shop.standIn.records.products.values()) counts.set(sku, (counts.get(sku) ?? 0) + 1);
		return counts;
	};
	const writes = async (work: () => Promise<unknown>): Promise<number> => {
		const before = shop.requests().filter(isWrite).length;
		await work();
		return shop.requests().filter(isWrite).length - before;
	};
	const WHOLE = draft('TEA/250 Ü', {
		title: 'Tea & Honey',
		code: 'B000000001',
		description: '<p>Green</p>',
		shortDescription: '<ul><li>a</li></ul>',
		price: '12.50',
		gtin: '4012345678901',
		weight: '0.25',
		dimensions: { length: '10', width: '5.5', height: '3' },
		attributes: [{ name: 'Origin', values: ['Japan|China'] }],
		images: [image('a.jpg'), image('b.png'), image('a.jpg')],
		stock: 7,
	});

	it('have all that the draft has, and are drafts unless asked for', async () => {
		const saved = await sink().create(WHOLE);
		expect(saved).toMatchObject({
			did: 'created',
			leftOut: [],
			product: { sku: 'TEA/250 Ü', kind: 'simple', origin: WHOLE.origin, code: WHOLE.code },
		});
		expect(record(WHOLE.sku)).toMatchObject({ status: 'draft', regularPrice: '12.50', gtin: '4012345678901', stock: 7, manageStock: true });
		expect(record(WHOLE.sku).imageIds).toHaveLength(2);
		expect(Object.keys(JSON.parse(String(meta(WHOLE.sku, '_storebridge_images'))) as object)).toHaveLength(2);
		expect(saved.adminUrl).toContain(`post=${saved.product.id}`);
	});

	it('are left alone when there is nothing to fill', async () => {
		const { product } = await sink().create(WHOLE);
		let again: SavedProduct | 'gone' = 'gone';
		expect(await writes(async () => (again = await sink().update(product, WHOLE, [])))).toBe(0);
		expect(again).toMatchObject({ did: 'unchanged' });
		const all = [
			'title',
			'description',
			'price',
			'gtin',
			'weight',
			'dimensions',
			'attributes',
			'images',
			'stock',
			'status',
			'sku',
		] as const;
		expect(await writes(async () => await sink().update(product, WHOLE, all))).toBe(0);
	});

	it('do not lose a good picture to a bad one', async () => {
		const pictures = [image('a.jpg'), image('missing.jpg'), image('c.avif'), image('d.jpg'), image('none'), image('e.svg')];
		const saved = await sink().create(draft('POT', { images: pictures }));
		expect(record('POT').imageIds).toHaveLength(2);
		expect(texts(saved).map((text) => /Image \d/.exec(text)?.[0])).toEqual(['Image 3', 'Image 5', 'Image 6', 'Image 2']);
		const again = await sink().update(
			saved.product,
			draft('POT', { images: [...pictures.slice(0, 1), image('new.png'), ...pictures.slice(3)] }),
			[],
		);
		expect(again).toMatchObject({ did: 'updated' });
		expect(record('POT').imageIds).toHaveLength(3);
		expect(shop.standIn.records.media.size).toBe(3);
	});

	it('are there once when the answer was lost, also that of a picture', async () => {
		for (const operation of ['createProduct', 'updateProduct'])
			shop.faults.add({ standIn: 'woocommerce', kind: 'resetAfter', operation, times: 1 });
		const saved = await sink().create(draft('CUP', { images: [image('a.jpg')] }));
		expect(saved.did).toBe('created');
		expect(bySku().get('CUP')).toBe(1);
		expect(record('CUP').imageIds).toHaveLength(1);
		expect(shop.standIn.records.media.size).toBe(1);
	});

	it('are not claimed to be unmade where nobody knows', async () => {
		shop.faults.add({ standIn: 'woocommerce', kind: 'resetBefore', operation: 'createProduct', times: 1 });
		await expect(sink().create(draft('CUP'))).rejects.toMatchObject({ details: { kind: 'unknownOutcome' } });
	});

	it('are refused where the SKU is taken, by the name of who has it', async () => {
		await expect(sink().create(draft('MUG'))).rejects.toMatchObject({
			message: expect.stringMatching(/SKU "MUG" belongs to product \d+ \("Mug", publish\)/) as unknown,
			details: { kind: 'conflict', code: 'skuTaken' },
		});
		record('MUG').status = 'trash';
		await expect(sink().create(draft('MUG'))).rejects.toMatchObject({ message: expect.stringMatching(/in the trash/) as unknown });
	});

	it('go without a GTIN that another has, and say so', async () => {
		const saved = await sink().create(draft('POT', { gtin: '4006381333931' }));
		expect(texts(saved)).toEqual([expect.stringContaining('4006381333931')]);
		expect(record('POT').gtin).toBe('');
	});

	it('have variations on any number of axes, in as few requests as they take, each once although the run was cut off', async () => {
		const wanted = shirt('SHIRT', 230);
		shop.faults.add({ standIn: 'woocommerce', kind: 'resetAfter', operation: 'batchVariations', times: 1 });
		const saved = await sink().create(wanted);
		expect(saved.variations.map((one) => (one instanceof PlatformError ? one.message : one.product.sku))).toEqual(
			wanted.variations.map(({ sku }) => sku),
		);
		const [first] = saved.variations;
		expect(first).toMatchObject({
			did: 'created',
			product: { kind: 'variation', parentId: saved.product.id, title: 'Shirt - S0, C0, F0' },
		});
		expect([...bySku()].filter(([sku, count]) => sku.startsWith('SHIRT') && count > 1)).toEqual([]);
		expect(record('SHIRT').attributes.map(({ name }) => name)).toEqual(['Size', 'Color', 'Fabric']);
		expect(await writes(async () => await sink().update(saved.product, wanted, []))).toBe(0);
	});

	it('get what is missing when a run comes again', async () => {
		const { product } = await sink().create(shirt('SHIRT', 3));
		const more = shirt('SHIRT', 12);
		const saved = await sink().update(product, { ...more, variations: more.variations.map((one) => ({ ...one, weight: '0.2' })) }, []);
		if (saved === 'gone') throw new Error('It is not there');
		expect(saved.variations.map((one) => (one instanceof PlatformError ? 'error' : one.did))).toEqual([
			...Array.from({ length: 3 }, () => 'updated'),
			...Array.from({ length: 9 }, () => 'created'),
		]);
		expect(record('SHIRT').attributes.find(({ name }) => name === 'Color')?.options).toEqual(['C0', 'C1']);
	});

	it('keep a fault to the variation that has it', async () => {
		const wanted = shirt('SHIRT', 4);
		const [one, two, three, four] = wanted.variations as [ProductDraft, ProductDraft, ProductDraft, ProductDraft];
		const variations = [one, { ...two, sku: 'MUG' }, { ...three, gtin: '4006381333931' }, { ...four, price: '1e3' }];
		const saved = await sink().create({ ...wanted, variations });
		expect(saved.variations[1]).toMatchObject({ message: expect.stringContaining('SKU "MUG" belongs to product') as unknown });
		expect(saved.variations[2]).toMatchObject({ did: 'created', leftOut: [{ en: expect.stringContaining('4006381333931') as unknown }] });
		expect(saved.variations[3]).toMatchObject({ did: 'created', leftOut: [{ en: 'price is left out: "1e3" is no decimal number' }] });
	});

	it('share a picture that several variations have', async () => {
		const wanted = shirt('SHIRT', 6);
		const variations = wanted.variations.map((one, at) => ({ ...one, images: [image(at < 4 ? 'red.jpg' : 'blue.jpg')] }));
		await sink().create({ ...wanted, images: [image('red.jpg')], variations });
		const pictures = variations.map(({ sku }) => record(sku).imageIds[0]);
		expect(new Set(pictures).size).toBe(2);
		expect(pictures[0]).toBe(record('SHIRT').imageIds[0]);
	});

	it('stand in the category at the end of the path, which is found or made, under the brand, with the attributes of the store', async () => {
		const wanted = {
			categories: ['Food', 'Salt & Pepper', 'Fine'],
			brand: 'A&B',
			attributes: [{ name: 'color', values: ['Red', 'Blue|Green'] }],
		};
		await sink().create(draft('ONE', wanted));
		await sink().create(draft('TWO', { ...wanted, categories: ['food', 'SALT & PEPPER', 'Fine', 'Food'] }));
		const { categories, brands } = shop.standIn.records;
		expect([...categories.values()].map(({ name }) => name)).toEqual(['Uncategorized', 'Food', 'Salt &amp; Pepper', 'Fine']);
		expect([...brands.values()]).toHaveLength(1);
		const fine = [...categories.values()].find(({ name }) => name === 'Fine')?.id;
		for (const sku of ['ONE', 'TWO']) {
			expect(record(sku).categoryIds).toEqual([fine]);
			expect(record(sku).brandIds).toHaveLength(1);
		}
		expect(record('ONE').attributes[0]).toMatchObject({ name: 'color', options: ['Red', 'Blue/Green'] });
	});

	it('keep the attributes that people gave them', async () => {
		const { product } = await sink().create(draft('ONE', { attributes: [{ name: 'Material', values: ['Wood'] }] }));
		const other = draft('ONE', {
			attributes: [
				{ name: 'material', values: ['Steel'] },
				{ name: 'Care', values: ['Wash'] },
			],
		});
		await sink().update(product, other, []);
		expect(record('ONE').attributes.map(({ name, options }) => [name, options])).toEqual([['Material', ['Wood']]]);
		await sink().update(product, other, ['attributes']);
		expect(record('ONE').attributes.map(({ name, options }) => [name, options])).toEqual([
			['Material', ['Steel']],
			['Care', ['Wash']],
		]);
	});

	it('are nobody else’s', async () => {
		const { product } = await sink().create(draft('POT'));
		const other = draft('OTHER', { description: '<p>x</p>' });
		expect(await sink().update(product, other, [])).toBe('gone');
		expect(await sink().update({ id: String(record('MUG').id) }, other, [])).toBe('gone');
		expect(await sink().update({ id: '999999' }, other, [])).toBe('gone');
		expect(await sink().update({ id: String(record('MUG').id), sure: true }, other, [])).toMatchObject({ did: 'updated' });
		expect(record('MUG')).toMatchObject({ sku: 'MUG', description: '<p>x</p>' });
	});

	it('stay what they are: no variations on a simple one, no simple one out of a variable one', async () => {
		const simple = await sink().update({ id: String(record('MUG').id), sure: true }, shirt('MUG', 2), []);
		expect(simple).toMatchObject({ variations: [{ details: { code: 'notVariable' } }, { details: { code: 'notVariable' } }] });
		const { product } = await sink().create(shirt('SHIRT', 2));
		await sink().update(product, draft('SHIRT', { title: 'Shirt', price: '5.00', description: '<p>x</p>' }), ['price', 'description']);
		expect(record('SHIRT')).toMatchObject({ type: 'variable', description: '<p>x</p>' });
		expect(record('SHIRT').variationIds).toHaveLength(2);
	});

	it('are filled without the SKU that another has', async () => {
		const { product } = await sink().create(draft('POT'));
		const pot = record('POT');
		shop.standIn.records.number(pot, '', '');
		const wanted = { ...draft('MUG', { description: '<p>x</p>' }), origin: draft('POT').origin };
		const saved = await sink().update(product, wanted, []);
		expect(saved).toMatchObject({ did: 'updated', leftOut: [{ en: 'The SKU "MUG" is left out: another product of the store has it' }] });
		expect(pot.description).toBe('<p>x</p>');
		await expect(sink().update(product, wanted, ['sku'])).rejects.toMatchObject({ details: { kind: 'conflict' } });
	});

	it('get no further axes where people made them by hand', async () => {
		const { product } = await sink().create(shirt('SHIRT', 2));
		record('SHIRT').meta.splice(0);
		const [one] = shirt('SHIRT', 1).variations as [ProductDraft];
		const other = draft('SHIRT-N', { axes: [{ name: 'Neck', value: 'V' }] });
		const more = draft('SHIRT-9', { axes: [...one.axes.slice(1), { name: 'Size', value: 'XXL' }] });
		const wanted = draft('SHIRT', { variations: [{ ...one, weight: '0.2' }, other, more] });
		const saved = await sink().update({ ...product, sure: true }, wanted, []);
		expect(saved).toMatchObject({ variations: [{ did: 'updated' }, { details: { code: 'axisMissing' } }, { did: 'created' }] });
		expect(record('SHIRT').attributes.map(({ name }) => name)).toEqual(['Size', 'Color', 'Fabric']);
		expect(record('SHIRT').attributes[0]?.options).toEqual(['S0', 'S1', 'XXL']);
	});

	it('are there although their pictures or variations could not be saved, and are not heard of as not made', async () => {
		const slowDown = (request: { readonly method: string; readonly path: string }) =>
			(request.method === 'PUT' || request.path.endsWith('/variations/batch')) && request.path.includes('/products/')
				? { status: 429, headers: {}, body: '' }
				: undefined;
		shop.standBefore(slowDown);
		const pot = await sink().create(draft('POT', { images: [image('a.jpg')] }));
		expect([pot.did, texts(pot)]).toEqual(['created', [expect.stringContaining('not complete')]]);
		const saved = await sink().create(shirt('SHIRT', 2));
		expect(saved).toMatchObject({
			did: 'created',
			variations: [{ details: { kind: 'rateLimited' } }, { details: { kind: 'rateLimited' } }],
		});
		shop.standBefore(() => undefined);
		expect(await sink().update(pot.product, draft('POT', { images: [image('a.jpg')] }), [])).toMatchObject({ did: 'updated' });
		expect(record('POT').imageIds).toHaveLength(1);
	});

	it('keep the words that people have for what variations differ by', async () => {
		const wanted = shirt('SHIRT', 2);
		const { product, variations } = await sink().create(wanted);
		const own = record('SHIRT');
		Object.assign(own, {
			attributes: own.attributes.map((one) => ({ ...one, options: one.options.map((option) => (option === 'S0' ? 'Klein' : option)) })),
		});
		const ids = variations.map((one) => (one instanceof PlatformError ? '' : one.product.id));
		const known = { ...wanted, variations: wanted.variations.map((one, at) => ({ ...one, id: ids[at] ?? '' })) };
		expect(await writes(async () => await sink().update(product, known, []))).toBe(0);
		expect(record('SHIRT').attributes[0]?.options).toEqual(['Klein', 'S1']);
	});

	it('get no variation anew that was removed, and none beside one of the same values', async () => {
		const wanted = shirt('SHIRT', 3);
		const { product, variations } = await sink().create(wanted);
		const [one, two, three] = wanted.variations as [ProductDraft, ProductDraft, ProductDraft];
		const [first, second] = variations.map((saved) => (saved instanceof PlatformError ? '' : saved.product.id));
		const small = record('SHIRT-0');
		shop.standIn.records.number(small, 'SOMEBODY', '');
		small.meta.splice(0);
		const again = await sink().update(
			product,
			{ ...wanted, variations: [one, { ...two, id: first ?? '' }, { ...three, id: '987654' }] },
			[],
		);
		expect(again).toMatchObject({
			variations: [
				{ details: { code: 'combinationTaken' }, message: expect.stringContaining('SOMEBODY') as unknown },
				{ details: { code: 'variationGone' } },
				{ details: { code: 'variationGone' } },
			],
		});
		expect(record('SHIRT').variationIds).toHaveLength(3);
		const sure = await sink().update(product, { ...wanted, variations: [{ ...two, id: second ?? '', sure: true }] }, []);
		expect(sure).toMatchObject({ variations: [{ did: 'unchanged' }] });
	});

	it('are another’s where neither the parent nor what links name in it is the draft’s', async () => {
		const { variations } = await sink().create(shirt('SHIRT', 2));
		const ids = variations.map((one) => (one instanceof PlatformError ? '' : one.product.id));
		const parent = String(record('SHIRT').id);
		const other = shirt('CAP', 1).variations.map((one) => ({ ...one, id: ids[0] ?? '' }));
		expect(await sink().update({ id: parent }, draft('CAP', { title: 'Cap', variations: other }), ['title'])).toBe('gone');
		expect(record('SHIRT').name).toBe('Shirt');
		record('SHIRT').meta.splice(0);
		shop.standIn.records.number(record('SHIRT'), 'HAND', '');
		const own = shirt('SHIRT', 1).variations.map((one) => ({ ...one, id: ids[0] ?? '' }));
		expect(await sink().update({ id: parent }, draft('SHIRT', { variations: own }), [])).toMatchObject({
			variations: [{ did: 'unchanged' }],
		});
	});

	it('take variations that have no SKU yet by their values, and those whose GTIN another has without it', async () => {
		const wanted = shirt('SHIRT', 2);
		const { product } = await sink().create(wanted);
		for (const { sku } of wanted.variations) {
			const own = record(sku);
			shop.standIn.records.number(own, '', '');
			own.meta.splice(0);
		}
		const variations = wanted.variations.map((one) => ({ ...one, gtin: '4006381333931', weight: '0.2' }));
		const saved = await sink().update(product, { ...wanted, variations }, []);
		expect(saved).toMatchObject({
			variations: wanted.variations.map(({ sku }) => ({
				did: 'updated',
				product: { sku },
				leftOut: [{ en: expect.stringContaining('4006381333931') as unknown }],
			})),
		});
		expect(record('SHIRT').variationIds).toHaveLength(2);
	});

	it('are found by a GTIN however many zeros are before it', async () => {
		shop.standIn.records.number(record('MUG'), 'MUG', '036000291452');
		const found = await sink().alike([{ origin: '', sku: 'POT', gtin: '0036000291452' }]);
		expect(found.map(({ sku }) => sku)).toEqual(['MUG']);
	});

	it('have no tag in their title', async () => {
		const title = 'Cable <a href="https://evil.example">2 < 3</a>';
		const { product } = await sink().create(draft('CABLE', { title }));
		expect(product.title).toBe(title);
		expect(record('CABLE').name).not.toMatch(/[<>]/);
		expect(await writes(async () => await sink().update(product, draft('CABLE', { title }), ['title']))).toBe(0);
	});

	it('keep every field that somebody filled', async () => {
		const filledBy = (who: string) =>
			fc.record({
				description: fc.constantFrom('', `<p>${who}</p>`),
				shortDescription: fc.constantFrom('', `<p>short ${who}</p>`),
				price: fc.constantFrom('', who === 'us' ? '3.00' : '7.00'),
				weight: fc.constantFrom('', who === 'us' ? '0.3' : '0.7'),
				gtin: fc.constantFrom('', who === 'us' ? '96385074' : '73513537'),
			});
		let count = 0;
		await fc.assert(
			fc.asyncProperty(filledBy('people'), filledBy('us'), async (people, us) => {
				count += 1;
				const sku = `P-${count}`;
				const { product } = await sink().create(draft(sku));
				Object.assign(record(sku), {
					description: people.description,
					shortDescription: people.shortDescription,
					regularPrice: people.price,
				});
				record(sku).weight = people.weight;
				shop.standIn.records.number(record(sku), sku, people.gtin);
				await sink().update(product, draft(sku, { ...us, title: 'Other' }), []);
				const now = record(sku);
				expect([now.name, now.description, now.shortDescription, now.regularPrice, now.weight, now.gtin]).toEqual([
					`Product ${sku}`,
					people.description || us.description,
					people.shortDescription || us.shortDescription,
					people.price || us.price,
					people.weight || us.weight,
					people.gtin || us.gtin,
				]);
				shop.standIn.records.number(now, sku, '');
			}),
			{ numRuns: 20 },
		);
	});
});
