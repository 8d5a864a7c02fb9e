import { currencySymbol } from '../settings/currencies';
import type { ProductRecord } from '../store/product-records';
import type { MetaEntry } from '../store/records';
import type { StoreState } from '../store/store-state';
import { renderMedia, renderProductImage } from '../media/media-library';
import { byName } from '../terms/term-rules';
import { paragraphs, texturized } from '../wordpress/html-texts';
import { slugOf } from '../wordpress/php-values';
import { money } from '../wordpress/rounding';
import { datePair } from '../wordpress/site-time';
import { itemMethods, type SiteUrls } from '../wordpress/site-urls';
import { languageFields } from './languages';
import { pluginFields } from './plugin-products';
import { choiceByKey, productName, renderAttributes, renderChosen, renderDefaults, variationTitle } from './product-attributes';
import { currentPrice, isOnSale } from './product-pricing';
import { stockHolder } from './product-stock';
import { hasVariations } from './product-types';

/** 'edit' is the shape of answers to writes: raw texts, the class 'parent', and how the permalink is made. */
export type Context = 'view' | 'edit';

function permalink(state: StoreState, product: ProductRecord, urls: SiteUrls): string {
	if (!product.isVariation && ['trash', 'draft', 'pending', 'auto-draft'].includes(product.status))
		return urls.page(`/?post_type=product&p=${product.id}`);
	const owner = product.isVariation ? state.products.get(product.parentId) : product;
	const query = choiceByKey(state, product)
		.map(([key, value]) => `attribute_${key}=${encodeURIComponent(value)}`)
		.join('&');
	return urls.page(`/product/${owner?.slug ?? ''}/${query === '' ? '' : `?${query}`}`);
}

/** What the page shows: shortcodes have run by then. */
function rendered(text: string, context: Context): string {
	return context === 'edit'
		? text
		: paragraphs(text).replace(/\[(?:gallery|products|video|audio)\b[^\]]*\]/g, '<div class="shortcode"></div>');
}

/** Of a variation that leaves it open, its parent's; in answers to writes too. */
function inherited(state: StoreState, product: ProductRecord, own: (of: ProductRecord) => string): string {
	const parent = state.products.get(product.parentId);
	return own(product) || (product.isVariation && parent !== undefined ? own(parent) : '');
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
	const { timezone } = state.settings;
	return {
		price,
		regular_price: product.regularPrice,
		sale_price: product.salePrice === '0' ? '' : product.salePrice,
		...datePair('date_on_sale_from', product.saleFrom, timezone),
		...datePair('date_on_sale_to', product.saleTo, timezone),
		on_sale: isOnSale(state, product),
		purchasable: price !== '' && product.status !== 'auto-draft' && !['grouped', 'external'].includes(product.type),
	};
}

function measureFields(state: StoreState, product: ProductRecord): Record<string, unknown> {
	const side = (name: 'length' | 'width' | 'height'): string => inherited(state, product, (of) => of.dimensions[name]);
	return {
		weight: inherited(state, product, (of) => of.weight),
		dimensions: { length: side('length'), width: side('width'), height: side('height') },
	};
}

function imageFields(state: StoreState, product: ProductRecord, urls: SiteUrls): readonly unknown[] {
	return product.imageIds
		.map((id) => state.media.get(id))
		.filter((media) => media !== undefined)
		.map((media) => renderProductImage(state, media, urls));
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
	const terms = (ids: readonly number[], table: StoreState['categories']): readonly unknown[] =>
		ids
			.map((id) => table.get(id))
			.filter((term) => term !== undefined)
			.sort(byName)
			.map(({ id, name, slug }) => ({ id, name, slug }));
	const baseSlug = product.slug.replace(/__trashed$/, '') || slugOf(product.name);
	return {
		id: product.id,
		name: productName(state, product),
		slug: product.slug,
		permalink: permalink(state, product, urls),
		...datePair('date_created', product.createdAt, state.settings.timezone),
		...datePair('date_modified', product.modifiedAt, state.settings.timezone),
		type: product.type,
		status: product.status,
		featured: false,
		catalog_visibility: 'visible',
		description: rendered(product.description, context),
		short_description: context === 'edit' ? product.shortDescription : texturized(rendered(product.shortDescription, context)),
		sku: inherited(state, product, (of) => of.sku),
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
		...measureFields(state, product),
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
		categories: terms(product.categoryIds, state.categories),
		brands: terms(product.brandIds, state.brands),
		tags: terms(product.tagIds, state.tags),
		images: imageFields(state, product, urls),
		attributes: renderAttributes(state, product),
		default_attributes: renderDefaults(state, product),
		variations: product.variationIds,
		grouped_products: product.groupedIds,
		menu_order: 0,
		price_html: priceHtml(state, currentPrice(state, product)),
		related_ids: [],
		...pluginFields(state, product),
		...plain,
		purchase_note: rendered(String(plain['purchase_note'] ?? ''), context),
		meta_data: metaFields(product.meta),
		has_options: hasVariations(product),
		post_password: '',
		global_unique_id: product.gtin,
		...languageFields(state, product),
		...(context === 'edit' && !isVariation ? { permalink_template: urls.page('/product/%pagename%/'), generated_slug: baseSlug } : {}),
		_links: urls.links(
			`products/${product.id}`,
			'products',
			itemMethods,
			product.parentId === 0 ? undefined : `products/${product.parentId}`,
		),
	};
}

/** One that has none shows its parent's, except in answers to writes. */
function variationImage(state: StoreState, product: ProductRecord, urls: SiteUrls, context: Context): Record<string, unknown> | null {
	const own = product.imageIds[0];
	const shown = own === undefined && context === 'view' ? state.products.get(product.parentId)?.imageIds[0] : own;
	const media = state.media.get(shown ?? 0);
	return media === undefined ? null : renderMedia(state, media, urls);
}

/** A variation at `/products/<parent>/variations`. */
export function renderVariation(state: StoreState, product: ProductRecord, urls: SiteUrls, context: Context): Record<string, unknown> {
	const collection = `products/${product.parentId}/variations`;
	return {
		id: product.id,
		type: product.type,
		...datePair('date_created', product.createdAt, state.settings.timezone),
		...datePair('date_modified', product.modifiedAt, state.settings.timezone),
		description: rendered(product.description, context),
		permalink: permalink(state, product, urls),
		sku: inherited(state, product, (of) => of.sku),
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
		...measureFields(state, product),
		shipping_class: '',
		shipping_class_id: 0,
		image: variationImage(state, product, urls, context),
		gallery_image_ids: product.galleryIds,
		attributes: renderChosen(state, product),
		menu_order: 0,
		...product.plainFields,
		meta_data: metaFields(product.meta),
		name: variationTitle(state, product),
		parent_id: product.parentId,
		_links: urls.links(`${collection}/${product.id}`, collection, itemMethods, `products/${product.parentId}`),
	};
}

/** A variation in the list of those of all parents, where it has lost its links to its own. */
export function renderListedVariation(
	state: StoreState,
	product: ProductRecord,
	urls: SiteUrls,
	context: Context,
): Record<string, unknown> {
	const link = (path: string): readonly unknown[] => [{ href: urls.rest(path) }];
	return {
		...renderVariation(state, product, urls, context),
		_links: { self: link(`variations/${product.id}`), collection: link('variations'), up: link('products/0') },
	};
}
