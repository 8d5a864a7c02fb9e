import { addMedia } from '../media/media-library';
import { fileOf } from '../media/image-source';
import type { ProductSeed } from '../options';
import type { ProductRecord } from '../store/product-records';
import type { Store } from '../store/store';
import { ensureTerm, insertTerm, taxonomies } from '../terms/term-rules';
import { isRecord, toInteger, toList, toText } from '../wordpress/php-values';
import { trashProduct } from './product-removal';
import { createProduct } from './product-writing';

/**
 * What stands in a store's database before anybody asks, as plain data: a REST body, with what only a database can hold.
 * `variations` stand beside it; `lang` and `translation_group` make translations; `category_path` ("Home > Mugs") and
 * `brand` are made where there is none; `status: 'trash'` is in the trash; images are there without a download; and numbers
 * may be taken already, as those of an import or of a restored product are.
 */

/** The last of a path of categories, made along the way. */
function categoryAt(store: Store, path: string): number {
	const taxonomy = taxonomies.categories(store.state);
	return path
		.split('>')
		.map((name) => name.trim())
		.reduce((parent, name) => {
			const known = [...taxonomy.table.values()].find((term) => term.parent === parent && term.name === name);
			return (known ?? insertTerm(store.state, taxonomy, { name, parent })).id;
		}, 0);
}

function mediaOf(store: Store, given: unknown): readonly number[] {
	return toList(given)
		.filter(isRecord)
		.map((image) => {
			if (toInteger(image['id']) > 0) return toInteger(image['id']);
			const source = toText(image['src']);
			const alt = toText(image['alt']);
			return addMedia(store.state, { file: fileOf(source) || 'image.jpg', source, alt }, store.now()).id;
		});
}

function makeOne(store: Store, fields: Readonly<Record<string, unknown>>, parent?: ProductRecord): ProductRecord {
	const { status, image, images, category_path: path, brand, ...rest } = fields;
	const isTrashed = status === 'trash';
	const shown = parent === undefined ? images : image === undefined ? undefined : [image];
	const product = createProduct(
		store.state,
		{
			...rest,
			...(status === undefined || isTrashed ? {} : { status }),
			...(path === undefined ? {} : { categories: [{ id: categoryAt(store, toText(path)) }] }),
			...(brand === undefined ? {} : { brands: [{ id: ensureTerm(store.state, taxonomies.brands(store.state), toText(brand))?.id }] }),
		},
		store.now(),
		{ ...(parent === undefined ? {} : { parent }), ...(shown === undefined ? {} : { images: mediaOf(store, shown) }), isImport: true },
	);
	if (isTrashed) trashProduct(store, product);
	return product;
}

/** A type that is new is that of a plugin. */
export function seedProduct(store: Store, seed: ProductSeed): ProductRecord {
	const { variations, ...fields } = seed;
	const { type } = fields;
	const { state } = store;
	if (typeof type === 'string' && !state.productTypes.includes(type)) state.productTypes = [...state.productTypes, type];
	const { status, ...whole } = fields;
	const product = makeOne(store, status === 'trash' ? whole : fields);
	for (const variation of toList(variations)) if (isRecord(variation)) makeOne(store, variation, product);
	if (status === 'trash') trashProduct(store, product);
	store.productSaved(product, true);
	return product;
}
