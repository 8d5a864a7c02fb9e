import { randomUUID } from 'node:crypto';
import { RestError } from '../rest/rest-error';
import type { ProductRecord } from '../store/product-records';
import type { StoreState } from '../store/store-state';
import { safeHtml } from '../wordpress/html-texts';
import { type Input, isGiven, isRecord, slugOf, toBoolean, toInteger, toList, toText } from '../wordpress/php-values';
import { decimalText } from '../wordpress/rounding';
import { localText } from '../wordpress/site-time';
import { hasVariations } from './product-types';

/** Fields that are only kept and shown. */
const plainNames = [
	'featured',
	'catalog_visibility',
	'sold_individually',
	'shipping_class',
	'reviews_allowed',
	'menu_order',
	'download_limit',
	'download_expiry',
	'upsell_ids',
	'cross_sell_ids',
] as const;

const statuses = ['draft', 'pending', 'private', 'publish', 'future', 'auto-draft', 'trash'];

/** Slugs of variations are their own; they never meet those of products. */
function slugKey(slug: string, isVariation: boolean): string {
	return isVariation ? `variation ${slug}` : slug;
}

export function freeSlug(state: StoreState, wanted: string, isVariation: boolean): string {
	let slug = wanted;
	for (let counter = 2; state.productSlugs.has(slugKey(slug, isVariation)); counter += 1) slug = `${wanted}-${counter}`;
	state.productSlugs.add(slugKey(slug, isVariation));
	return slug;
}

export function giveUpSlug(state: StoreState, product: ProductRecord): void {
	state.productSlugs.delete(slugKey(product.slug, product.isVariation));
}

function writeTexts(state: StoreState, product: ProductRecord, input: Input): void {
	const text = (name: string): string => safeHtml(toText(input[name]));
	if (isGiven(input, 'name') && !product.isVariation) product.name = text('name') || 'Product';
	if (isGiven(input, 'description')) product.description = text('description');
	if (isGiven(input, 'short_description')) product.shortDescription = text('short_description');
	if (isGiven(input, 'purchase_note')) product.plainFields['purchase_note'] = text('purchase_note');
	if (isGiven(input, 'status')) product.status = statuses.includes(toText(input['status'])) ? toText(input['status']) : 'draft';
	if (isGiven(input, 'slug')) {
		giveUpSlug(state, product);
		product.slug = freeSlug(state, slugOf(toText(input['slug'])), product.isVariation);
	}
}

/** Local time of the site, without a zone. */
function siteTime(state: StoreState, given: unknown): number | null {
	const utc = Date.parse(`${toText(given).slice(0, 19)}Z`);
	if (Number.isNaN(utc)) return null;
	const { timezone } = state.settings;
	return utc - (Date.parse(`${localText(utc, timezone)}Z`) - utc);
}

function writeSaleDays(state: StoreState, product: ProductRecord, input: Input): void {
	for (const [name, key] of [
		['date_on_sale_from', 'saleFrom'],
		['date_on_sale_to', 'saleTo'],
	] as const) {
		if (input[name] !== undefined) product[key] = siteTime(state, input[name]);
		const gmt = input[`${name}_gmt`];
		if (gmt !== undefined) product[key] = toText(gmt) === '' ? null : Date.parse(`${toText(gmt).slice(0, 19)}Z`);
	}
}

/**
 * Prices are texts: everything that is no digit, point or minus goes, whatever it meant ("10,50" becomes "1050"). What
 * stands for its variations or its group has no price of its own, and a sale that is no cheaper is none.
 */
function writePrices(state: StoreState, product: ProductRecord, input: Input, at: number): void {
	if (hasVariations(product) || product.type === 'grouped') {
		product.regularPrice = '';
		product.salePrice = '';
		product.saleFrom = null;
		product.saleTo = null;
		return;
	}
	if (input['regular_price'] !== undefined) product.regularPrice = decimalText(input['regular_price'] ?? '');
	if (input['sale_price'] !== undefined) product.salePrice = decimalText(input['sale_price'] ?? '');
	if (product.salePrice !== '' && Number(product.salePrice) >= Number(product.regularPrice)) product.salePrice = '';
	writeSaleDays(state, product, input);
	product.isSaleOn = product.salePrice !== '' && (product.saleFrom ?? at) <= at && at <= (product.saleTo ?? at);
}

function writeMeasures(product: ProductRecord, input: Input): void {
	if (isGiven(input, 'weight')) product.weight = decimalText(input['weight']);
	const given = input['dimensions'];
	if (!isRecord(given)) return;
	const side = (name: 'length' | 'width' | 'height'): string =>
		isGiven(given, name) ? decimalText(given[name]) : product.dimensions[name];
	product.dimensions = { length: side('length'), width: side('width'), height: side('height') };
}

function writeExternal(product: ProductRecord, input: Input): void {
	if (product.type !== 'external') return;
	for (const name of ['external_url', 'button_text'] as const) if (isGiven(input, name)) product.plainFields[name] = toText(input[name]);
	if (toBoolean(input['manage_stock']))
		throw new RestError(400, 'product_external_invalid_manage_stock', 'External products cannot be stock managed.');
}

export function writeFields(state: StoreState, product: ProductRecord, input: Input, at: number): void {
	writeExternal(product, input);
	writeTexts(state, product, input);
	writePrices(state, product, input, at);
	writeMeasures(product, input);
	if (isGiven(input, 'tax_status')) product.taxStatus = toText(input['tax_status']);
	if (isGiven(input, 'tax_class')) product.taxClass = input['tax_class'] === 'standard' ? '' : toText(input['tax_class']);
	if (isGiven(input, 'virtual')) product.virtual = toBoolean(input['virtual']);
	if (isGiven(input, 'downloadable')) product.downloadable = toBoolean(input['downloadable']);
	for (const name of plainNames) if (isGiven(input, name)) product.plainFields[name] = input[name];
	if (product.type === 'grouped' && isGiven(input, 'grouped_products'))
		product.groupedIds = toList(input['grouped_products']).map(toInteger);
	if (isGiven(input, 'downloads')) {
		product.plainFields['downloads'] = toList(input['downloads'])
			.filter(isRecord)
			.map((file) => ({
				id: toText(file['id']) || randomUUID(),
				name: toText(file['name']),
				file: toText(file['file']),
			}));
	}
}
