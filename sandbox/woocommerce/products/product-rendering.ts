import { currencySymbol } from '../settings/currencies';
import type { MetaEntry, ProductRecord } from '../store/records';
import type { StoreState } from '../store/store-state';
import { slugOf } from '../wordpress/php-values';
import { money } from '../wordpress/rounding';
import { datePair, gmtText, localText, offsetHours } from '../wordpress/site-time';
import { itemMethods, type SiteUrls } from '../wordpress/site-urls';
import { currentPrice } from './product-pricing';
import { stockHolder } from './product-stock';
import { attributeSlug, renderAttributes, renderChosen, renderDefaults, variationTitle } from './product-terms';

/** 'edit' is the shape of answers to writes: raw texts, the class 'parent', and how the permalink is made. */
export type Context = 'view' | 'edit';

const noDimensions = { length: '', width: '', height: '' };
const noSale = { date_on_sale_from: null, date_on_sale_from_gmt: null, date_on_sale_to: null, date_on_sale_to_gmt: null };

function permalink(state: StoreState, product: ProductRecord, urls: SiteUrls): string {
	if (product.status === 'trash') return urls.page(`/?post_type=product&p=${product.id}`);
	const owner = product.isVariation ? state.products.get(product.parentId) : product;
	const query = product.chosenAttributes
		.map(
			(chosen) =>
				`attribute_${attributeSlug(state, chosen)}=${encodeURIComponent(chosen.id === 0 ? chosen.option : slugOf(chosen.option))}`,
		)
		.join('&');
	return urls.page(`/product/${owner?.slug ?? ''}/${query === '' ? '' : `?${query}`}`);
}

function paragraph(text: string, context: Context): string {
	return text === '' || context === 'edit' ? text : `<p>${text.replace(/^<p>|<\/p>\n?$/g, '')}</p>\n`;
}

function priceHtml(state: StoreState, price: string): string {
	if (price === '') return '';
	const symbol = `<span class="woocommerce-Price-currencySymbol" translate="no">${currencySymbol(state.settings.currency).html}</span>`;
	return `<span class="woocommerce-Price-amount amount"><bdi>${symbol}${money(Number(price), state.settings.decimals)}</bdi></span>`;
}

function stockFields(state: StoreState, product: ProductRecord): Record<string, unknown> {
	const holder = stockHolder(state, product);
	const managed = holder === undefined ? false : holder.id === product.id ? true : 'parent';
	const backorders = (holder ?? product).backorders;
	return {
		manage_stock: managed,
		stock_quantity: holder?.stock ?? null,
		stock_status: (holder ?? product).stockStatus,
		backorders,
		backorders_allowed: backorders !== 'no',
		backordered: (holder ?? product).stockStatus === 'onbackorder',
		low_stock_amount: product.plainFields['low_stock_amount'] ?? null,
	};
}

function priceFields(state: StoreState, product: ProductRecord): Record<string, unknown> {
	const price = currentPrice(state, product);
	return {
		price,
		regular_price: product.regularPrice,
		sale_price: product.salePrice,
		...noSale,
		on_sale: product.salePrice !== '',
		purchasable: price !== '' && product.status !== 'auto-draft',
	};
}

function imageFields(state: StoreState, product: ProductRecord, urls: SiteUrls): readonly Record<string, unknown>[] {
	const { timezone } = state.settings;
	return product.images.map((image) => {
		const src = urls.page(image.src);
		// The local dates are off by one more zone offset: the store shifts a time that was local already.
		const local = localText(image.uploadedAt + offsetHours(image.uploadedAt, timezone) * 3_600_000, timezone);
		const gmt = gmtText(image.uploadedAt);
		return {
			id: image.id,
			date_created: local,
			date_created_gmt: gmt,
			date_modified: local,
			date_modified_gmt: gmt,
			src,
			name: image.name,
			alt: image.alt,
			srcset: '',
			sizes: '(max-width: 1px) 100vw, 1px',
			thumbnail: src,
		};
	});
}

function metaFields(meta: readonly MetaEntry[]): readonly unknown[] {
	return meta.map(({ id, key, value }) => ({ id, key, value }));
}

function taxClass(state: StoreState, product: ProductRecord, context: Context): string {
	return product.taxClass === 'parent' && context === 'view' ? (state.products.get(product.parentId)?.taxClass ?? '') : product.taxClass;
}

/** A product, or a variation seen as one, at `/products`. */
export function renderProduct(state: StoreState, product: ProductRecord, urls: SiteUrls, context: Context): Record<string, unknown> {
	const { plainFields: plain, isVariation } = product;
	const categories = product.categoryIds.map((id) => state.categories.get(id)).filter((category) => category !== undefined);
	const baseSlug = product.slug.replace(/__trashed$/, '');
	return {
		id: product.id,
		name: isVariation ? `${product.name} - ${variationTitle(product)}` : product.name,
		slug: product.slug,
		permalink: permalink(state, product, urls),
		...datePair('date_created', product.createdAt, state.settings.timezone),
		...datePair('date_modified', product.modifiedAt, state.settings.timezone),
		type: product.type,
		status: product.status,
		featured: false,
		catalog_visibility: 'visible',
		description: paragraph(product.description, context),
		short_description: paragraph(product.shortDescription, context),
		sku: product.sku,
		...priceFields(state, product),
		total_sales: isVariation ? String(product.totalSales) : product.totalSales,
		virtual: product.virtual,
		downloadable: product.downloadable,
		downloads: [],
		download_limit: -1,
		download_expiry: -1,
		external_url: '',
		button_text: '',
		tax_status: product.taxStatus,
		tax_class: taxClass(state, product, context),
		...stockFields(state, product),
		sold_individually: false,
		weight: '',
		dimensions: noDimensions,
		shipping_required: !product.virtual,
		shipping_taxable: !product.virtual && product.taxStatus === 'taxable',
		shipping_class: '',
		shipping_class_id: 0,
		reviews_allowed: !isVariation,
		average_rating: context === 'edit' ? '0' : '0.00',
		rating_count: 0,
		upsell_ids: [],
		cross_sell_ids: [],
		parent_id: product.parentId,
		purchase_note: '',
		categories: categories.map(({ id, name, slug }) => ({ id, name, slug })),
		brands: [],
		tags: [],
		images: imageFields(state, product, urls),
		attributes: renderAttributes(state, product),
		default_attributes: renderDefaults(product),
		variations: product.variationIds,
		grouped_products: [],
		menu_order: 0,
		price_html: priceHtml(state, currentPrice(state, product)),
		related_ids: [],
		...plain,
		meta_data: metaFields(product.meta),
		has_options: product.type === 'variable',
		post_password: '',
		global_unique_id: product.gtin,
		...(context === 'edit' && !isVariation ? { permalink_template: urls.page('/product/%pagename%/'), generated_slug: baseSlug } : {}),
		_links: urls.links(
			`products/${product.id}`,
			'products',
			itemMethods,
			product.parentId === 0 ? undefined : `products/${product.parentId}`,
		),
	};
}

/** Unlike the images of products without the sizes that the theme made of it. */
function variationImage(state: StoreState, product: ProductRecord, urls: SiteUrls): Record<string, unknown> | null {
	const [image] = imageFields(state, product, urls);
	if (image === undefined) return null;
	const { srcset: _srcset, sizes: _sizes, thumbnail: _thumbnail, ...rest } = image;
	return rest;
}

/** A variation at `/products/<parent>/variations`. */
export function renderVariation(state: StoreState, product: ProductRecord, urls: SiteUrls, context: Context): Record<string, unknown> {
	const collection = `products/${product.parentId}/variations`;
	return {
		id: product.id,
		type: 'variation',
		...datePair('date_created', product.createdAt, state.settings.timezone),
		...datePair('date_modified', product.modifiedAt, state.settings.timezone),
		description: paragraph(product.description, context),
		permalink: permalink(state, product, urls),
		sku: product.sku,
		global_unique_id: product.gtin,
		...priceFields(state, product),
		status: product.status,
		virtual: product.virtual,
		downloadable: product.downloadable,
		downloads: [],
		download_limit: -1,
		download_expiry: -1,
		tax_status: product.taxStatus,
		tax_class: taxClass(state, product, context),
		...stockFields(state, product),
		weight: '',
		dimensions: noDimensions,
		shipping_class: '',
		shipping_class_id: 0,
		image: variationImage(state, product, urls),
		gallery_image_ids: [],
		attributes: renderChosen(state, product),
		menu_order: 0,
		...product.plainFields,
		meta_data: metaFields(product.meta),
		name: variationTitle(product),
		parent_id: product.parentId,
		_links: urls.links(`${collection}/${product.id}`, collection, itemMethods, `products/${product.parentId}`),
	};
}

/** A variation in the list of those of all parents, where it has lost its links to its own. */
export function renderListedVariation(state: StoreState, product: ProductRecord, urls: SiteUrls): Record<string, unknown> {
	const link = (path: string): readonly unknown[] => [{ href: urls.rest(path) }];
	return {
		...renderVariation(state, product, urls, 'view'),
		_links: { self: link(`variations/${product.id}`), collection: link('variations'), up: link('products/0') },
	};
}
