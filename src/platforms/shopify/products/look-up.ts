import type { CatalogProduct } from '../../../domain/product';
import type { SoughtProduct } from '../../../ports/product-sink';
import { catalogProduct } from '../catalog/store-product';
import { Variants, type ReadVariants } from '../catalog/variants';
import type { ShopifyClient } from '../client';
import { INPUT_SIZE } from '../constants';
import { isDefined } from '../definition';
import type { Document } from '../document';
import { findNodes } from '../nodes';
import { quoted } from '../search';
import { countedLocations, shopFacts } from '../shop';
import { readable } from '../wire/fields';
import { MARKS_AT_ONCE, PRODUCTS_BY_ID, productSchema, PRODUCTS_BY_MARK, SKU_HOLDERS, skuHolder, VARIANTS_BY_MARK } from '../wire/product';
import { parentProduct } from './told';
import type { Holder } from './refusals';

/** A query with more of them grows too long for the index. */
const WORDS_AT_ONCE = 40;
const GTIN_LENGTHS = [8, 12, 13, 14];

const portions = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
	Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));
const without = (texts: readonly (string | undefined)[]): readonly string[] => [
	...new Set(texts.flatMap((text) => (text === undefined || text.trim() === '' ? [] : [text]))),
];
/** `0` before a GTIN says nothing: it is one of its longer forms. */
const withoutZeros = (gtin: string): string => gtin.replace(/^0+/, '');
/** The index looks for the letter: in each of its lengths it is the same one. */
const spellings = (gtin: string): readonly string[] => [
	...new Set([
		gtin,
		...GTIN_LENGTHS.flatMap((length) => (withoutZeros(gtin).length > length ? [] : [withoutZeros(gtin).padStart(length, '0')])),
	]),
];

/** Which products of the shop may be the one that is to be made. */
export class LookUp {
	private readonly variants: Variants;

	constructor(
		private readonly client: ShopifyClient,
		private readonly locations: readonly string[],
	) {
		this.variants = new Variants(client);
	}

	/**
	 * Our marks stand in the shop's database, and are found at once; SKUs and barcodes in its index, which learns of a change some
	 * seconds later, tells no cases and finds what only begins alike: compared again.
	 */
	async alike(sought: readonly SoughtProduct[]): Promise<readonly CatalogProduct[]> {
		const found = new Map<string, CatalogProduct>();
		for (const product of await this.byMarks(sought.map(({ origin }) => origin))) found.set(`${product.kind} ${product.id}`, product);
		const skus = new Set(without(sought.map(({ sku }) => sku)).map((sku) => sku.toLowerCase()));
		const gtins = new Set(without(sought.map(({ gtin }) => gtin)).map(withoutZeros));
		const words = [
			...[...skus].map((sku) => `sku:${quoted(sku)}`),
			...without(sought.map(({ gtin }) => gtin)).flatMap((gtin) => spellings(gtin).map((one) => `barcode:${quoted(one)}`)),
		];
		for (const portion of portions(words, WORDS_AT_ONCE)) {
			for await (const page of this.variants.listed(portion.join(' OR '))) {
				const fitting = page.variants.filter(
					({ sku, barcode }) => skus.has(sku.toLowerCase()) || (barcode !== '' && gtins.has(withoutZeros(barcode))),
				);
				for (const product of await this.told({ ...page, variants: fitting })) found.set(`${product.kind} ${product.id}`, product);
			}
		}
		return [...found.values()];
	}

	/** Those of these origins: variants by their own mark, and products with variants by theirs. */
	async byMarks(origins: readonly string[]): Promise<readonly CatalogProduct[]> {
		const marks = without(origins);
		if (marks.length === 0) return [];
		const found: CatalogProduct[] = [];
		for await (const page of this.variants.byIds(await this.marked('PRODUCTVARIANT', VARIANTS_BY_MARK, marks))) {
			found.push(...(await this.told(page)));
		}
		for (const ids of portions(await this.marked('PRODUCT', PRODUCTS_BY_MARK, marks), INPUT_SIZE)) {
			const records = [...(await findNodes(this.client, { document: PRODUCTS_BY_ID, kind: 'Product' }, ids)).values()];
			const products = readable(
				productSchema,
				records.map(({ record }) => record),
			);
			found.push(...products.map(parentProduct));
		}
		return found;
	}

	/** Who has one of these SKUs, by the SKU in small letters. */
	async holders(skus: readonly string[]): Promise<ReadonlyMap<string, Holder>> {
		const wanted = new Set(without(skus).map((sku) => sku.toLowerCase()));
		const found = new Map<string, Holder>();
		for (const portion of portions([...wanted], WORDS_AT_ONCE)) {
			const query = portion.map((sku) => `sku:${quoted(sku)}`).join(' OR ');
			for (let after: string | null | undefined = null; after !== undefined;) {
				const { data }: Awaited<ReturnType<typeof this.holderPage>> = await this.holderPage(query, after);
				for (const { id, sku, product } of readable(skuHolder, data.productVariants.nodes)) {
					const { id: productId, title, status } = product;
					if (wanted.has(sku.toLowerCase())) found.set(sku.toLowerCase(), { id, sku, productId, title, status });
				}
				after = data.productVariants.next;
			}
		}
		return found;
	}

	private async holderPage(query: string, after: string | null) {
		return await this.client.query(SKU_HOLDERS, { query, after });
	}

	private async marked(
		owner: 'PRODUCT' | 'PRODUCTVARIANT',
		document: Document<typeof VARIANTS_BY_MARK.answer>,
		marks: readonly string[],
	): Promise<readonly string[]> {
		// Where nothing can bear a mark, nothing does, and Shopify refuses the question.
		if (!(await isDefined(this.client, owner))) return [];
		const ids: string[] = [];
		for (const portion of portions(marks, MARKS_AT_ONCE)) {
			// One that is asked for twice is found twice.
			const values = Array.from({ length: MARKS_AT_ONCE }, (_, at) => [`v${at}`, portion[at] ?? portion[0]]);
			ids.push(...(await this.client.query(document, Object.fromEntries(values) as Record<string, unknown>)).data);
		}
		return [...new Set(ids)];
	}

	private async told({ variants }: Pick<ReadVariants, 'variants'>): Promise<readonly CatalogProduct[]> {
		if (variants.length === 0) return [];
		const [counted, facts] = [await countedLocations(this.client, this.locations), await shopFacts(this.client)];
		return variants.map((variant) => catalogProduct(variant, counted, facts));
	}
}
