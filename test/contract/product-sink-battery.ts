import { PlatformError } from '../../src/domain/platform-error';
import type { CatalogProduct } from '../../src/domain/product';
import type { ProductDraft, ProductSink, SavedProduct } from '../../src/ports/product-sink';

export interface ProductSinkUnderTest {
	readonly sink: ProductSink;
	/** A SKU that a product of somebody else has. */
	readonly taken: string;
	/** The next product is made, and nobody hears of it. */
	readonly loseAnswer: () => void;
	/** An image that the store takes, and one that it does not. */
	readonly images: { readonly good: string; readonly bad: string };
	readonly run: <T>(work: Promise<T>) => Promise<T>;
	readonly close: () => Promise<void>;
}

const draft = (sku: string, more: Partial<ProductDraft> = {}): ProductDraft => ({
	origin: `channel:account:${sku}`,
	sku,
	title: `Product ${sku}`,
	description: '',
	shortDescription: '',
	status: 'draft',
	attributes: [],
	categories: [],
	images: [],
	axes: [],
	variations: [],
	...more,
});
const small = draft('SHIRT-S', { axes: [{ name: 'Size', value: 'S' }], price: '5.00' });
const large = draft('SHIRT-L', { axes: [{ name: 'Size', value: 'L' }], price: '6.00' });

/** What saving listings as products relies on, whatever store it is. */
export function productSinkBattery(name: string, start: () => Promise<ProductSinkUnderTest>): void {
	describe(`${name}: a store that products are made in`, () => {
		let test: ProductSinkUnderTest;
		beforeEach(async () => {
			test = await start();
		});
		afterEach(async () => {
			await test.close();
		});

		const create = async (wanted: ProductDraft): Promise<SavedProduct> => await test.run(test.sink.create(wanted));
		const update = async (...wish: Parameters<ProductSink['update']>) => await test.run(test.sink.update(...wish));
		const alike = async (...wish: Parameters<ProductSink['alike']>): Promise<readonly CatalogProduct[]> =>
			await test.run(test.sink.alike(...wish));

		it('says in what prices and measures are written', async () => {
			const measures = await test.run(test.sink.measures());
			expect(measures.currency).toMatch(/^[A-Z]{3}$/);
			expect([measures.weightUnit, measures.dimensionUnit]).not.toContain('');
		});

		it('makes one with its mark, which is found by its SKU in whichever case', async () => {
			const saved = await create(draft('POT', { code: 'B000000001', price: '9.00' }));
			expect(saved).toMatchObject({ did: 'created', product: { sku: 'POT', origin: 'channel:account:POT', code: 'B000000001' } });
			for (const sku of ['POT', 'pot']) {
				const found = await alike([{ origin: 'channel:account:nobody', sku }]);
				expect(found.map(({ id, origin }) => [id, origin])).toEqual([[saved.product.id, 'channel:account:POT']]);
			}
			expect(await alike([{ origin: 'channel:account:CUP', sku: 'CUP' }])).toEqual([]);
			expect(await alike([])).toEqual([]);
		});

		it('refuses a SKU that somebody has, and makes nothing', async () => {
			await expect(create(draft(test.taken))).rejects.toMatchObject({ details: { kind: 'conflict' } });
			expect(await alike([{ origin: '', sku: test.taken }])).toHaveLength(1);
		});

		it('has made one, and one only, when the answer was lost', async () => {
			test.loseAnswer();
			try {
				await create(draft('CUP'));
			} catch (error) {
				expect(error).toMatchObject({ details: { kind: 'unknownOutcome' } });
			}
			const found = await alike([{ origin: 'channel:account:CUP', sku: 'CUP' }]);
			expect(found.map(({ origin }) => origin)).toEqual(['channel:account:CUP']);
		});

		it('fills what is empty, writes over what is chosen, and sends nothing for nothing', async () => {
			const { product } = await create(draft('POT', { price: '9.00' }));
			const wanted = draft('POT', { price: '8.00', weight: '0.5', description: '<p>Clay</p>' });
			expect(await update(product, wanted, [])).toMatchObject({ did: 'updated', product: { id: product.id } });
			expect(await update(product, wanted, [])).toMatchObject({ did: 'unchanged' });
			expect(await update(product, wanted, ['price'])).toMatchObject({ did: 'updated' });
			expect(await update(product, wanted, ['price'])).toMatchObject({ did: 'unchanged' });
		});

		it('leaves alone what is not there, or another’s by now', async () => {
			const { product } = await create(draft('POT'));
			expect(await update({ id: '987654321' }, draft('POT'), [])).toBe('gone');
			expect(await update(product, draft('CUP', { description: '<p>x</p>' }), [])).toBe('gone');
			expect(await update({ ...product, sure: true }, draft('CUP', { description: '<p>x</p>' }), [])).toMatchObject({ did: 'updated' });
		});

		it('does not lose a product to a bad image', async () => {
			const images = [test.images.bad, test.images.good].map((url) => ({ url, alt: '' }));
			const saved = await create(draft('POT', { images }));
			expect(saved.did).toBe('created');
			expect(saved.leftOut).toHaveLength(1);
		});

		it('makes the variations of one, and later those that it lacks', async () => {
			const saved = await create(draft('SHIRT', { variations: [small] }));
			expect(saved.variations).toMatchObject([{ did: 'created', product: { sku: 'SHIRT-S', parentId: saved.product.id } }]);
			const more = await update(saved.product, draft('SHIRT', { variations: [large, small] }), []);
			if (more === 'gone') throw new Error('It is not there');
			expect(more.variations.map((one) => (one instanceof PlatformError ? one.message : [one.did, one.product.sku]))).toEqual([
				['created', 'SHIRT-L'],
				['unchanged', 'SHIRT-S'],
			]);
			const found = await alike([small, large]);
			expect(found.map(({ sku }) => sku).toSorted()).toEqual(['SHIRT-L', 'SHIRT-S']);
		});

		it('keeps a fault to the variation that has it', async () => {
			const saved = await create(draft('SHIRT', { variations: [{ ...small, sku: test.taken }, large] }));
			expect(saved.variations.map((one) => (one instanceof PlatformError ? one.details.kind : one.did))).toEqual(['conflict', 'created']);
		});
	});
}
