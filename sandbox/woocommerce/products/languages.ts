import type { ProductRecord } from '../store/product-records';
import type { StoreState } from '../store/store-state';
import { type Input, isEmpty, toInteger, toText } from '../wordpress/php-values';

/**
 * Shops in several languages: each translation of a product is a product of its own, with the same SKU. Nobody recorded
 * one; this is read in the tests of WooCommerce Multilingual (`tests/phpunit/tests/test-wcml-rest-api-support.php`) and in
 * https://polylang.pro/doc/rest-api. Neither says that variations carry a language in their own answers, so they do not.
 */

export function languageOf(state: StoreState, product: ProductRecord): string {
	return product.language ?? state.products.get(product.parentId)?.language ?? state.settings.languages[0] ?? 'en';
}

export function areTranslations(state: StoreState, one: ProductRecord, other: ProductRecord): boolean {
	return (
		state.settings.multilingual !== 'off' &&
		one.translationGroup !== undefined &&
		one.translationGroup === other.translationGroup &&
		languageOf(state, one) !== languageOf(state, other)
	);
}

function translations(state: StoreState, product: ProductRecord): readonly ProductRecord[] {
	const ids = product.translationGroup === undefined ? [product.id] : (state.translations.get(product.translationGroup) ?? [product.id]);
	return ids.map((id) => state.products.get(id)).filter((found) => found !== undefined);
}

/** `lang` and `translations`: WPML names the others alone, and none as the empty list that PHP makes of it; Polylang all. */
export function languageFields(state: StoreState, product: ProductRecord): Record<string, unknown> {
	const { multilingual } = state.settings;
	if (multilingual === 'off' || product.isVariation) return {};
	const named = translations(state, product)
		.filter((other) => multilingual === 'polylang' || other.id !== product.id)
		.map((other) => [languageOf(state, other), other.id] as const);
	return { lang: languageOf(state, product), translations: named.length === 0 ? [] : Object.fromEntries(named) };
}

/**
 * What a list shows: with WPML the default language where none is asked for or one that is not there, and everything for
 * `lang=all`; with Polylang everything where none is asked for.
 */
export function listedLanguage(state: StoreState, asked: unknown): string | undefined {
	const { multilingual, languages } = state.settings;
	if (multilingual === 'off') return undefined;
	const wanted = typeof asked === 'string' && asked !== '' ? asked : undefined;
	if (multilingual === 'polylang') return wanted;
	if (wanted === 'all') return undefined;
	return wanted !== undefined && languages.includes(wanted) ? wanted : languages[0];
}

/** Among the translations of its group. */
export function joinTranslations(state: StoreState, product: ProductRecord): void {
	const group = product.translationGroup;
	if (group === undefined) return;
	const members = state.translations.get(group) ?? [];
	if (!members.includes(product.id)) state.translations.set(group, [...members, product.id]);
}

export function leaveGroup(state: StoreState, product: ProductRecord): void {
	const group = product.translationGroup;
	if (group === undefined) return;
	state.translations.set(
		group,
		(state.translations.get(group) ?? []).filter((id) => id !== product.id),
	);
}

/** `lang` and `translation_of` of a new product; seeds name the group instead. */
export function setLanguage(state: StoreState, product: ProductRecord, input: Input): void {
	if (!isEmpty(input['lang'])) product.language = toText(input['lang']);
	if (!isEmpty(input['translation_group'])) product.translationGroup = toText(input['translation_group']);
	const original = state.products.get(toInteger(input['translation_of']));
	if (original === undefined) return;
	original.translationGroup ??= `#${original.id}`;
	joinTranslations(state, original);
	product.translationGroup = original.translationGroup;
}
