import type { ProductDraft } from '../../../../src/ports/product-sink';

/** A draft without anything that need not be there. */
export const draft = (sku: string, more: Partial<ProductDraft> = {}): ProductDraft => ({
	origin: `amazon:eu:A1SELLER:${sku}`,
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

export const image = (name: string): ProductDraft['images'][number] => ({
	url: `https://m.media.example/I/${name}`,
	alt: `Picture ${name}`,
});

/** A shirt of as many variations, by size, color and fabric. */
export function shirt(sku: string, count: number): ProductDraft {
	const variations = Array.from({ length: count }, (_, at) =>
		draft(`${sku}-${at}`, {
			title: '',
			price: '19.90',
			axes: [
				{ name: 'Size', value: `S${at % 10}` },
				{ name: 'Color', value: `C${Math.floor(at / 10) % 10}` },
				{ name: 'Fabric', value: `F${Math.floor(at / 100)}` },
			],
		}),
	);
	return draft(sku, { title: 'Shirt', variations });
}
