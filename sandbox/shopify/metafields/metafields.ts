import { Decimal } from 'decimal.js';
import type { UserError } from '../graphql/context';
import { typeOfGid } from '../store/gid';
import type { MetafieldDefinitionRecord, MetafieldRecord } from '../store/records';
import type { Shop } from '../store/shop';

/** As inputs of orders, products and `metafieldsSet` give it. */
export interface MetafieldInput {
	readonly namespace?: string | null;
	readonly key?: string | null;
	readonly type?: string | null;
	readonly value?: string | null;
}

const ownerTypes: Readonly<Record<string, string>> = {
	Order: 'ORDER',
	Product: 'PRODUCT',
	ProductVariant: 'PRODUCTVARIANT',
	Customer: 'CUSTOMER',
	Shop: 'SHOP',
	Location: 'LOCATION',
};

export function ownerTypeOf(ownerId: string): string {
	return ownerTypes[typeOfGid(ownerId) ?? ''] ?? 'UNKNOWN';
}

/** Without a namespace, and with `$app`, it is the app's own: `app--<number of the app>`. */
export function fullNamespace(namespace: string | null | undefined): string {
	const appNamespace = 'app--1234567';
	if (namespace === null || namespace === undefined || namespace === '' || namespace === '$app') return appNamespace;
	return namespace.replace(/^\$app:/, `${appNamespace}--`);
}

export function definitionOf(shop: Shop, ownerType: string, namespace: string, key: string): MetafieldDefinitionRecord | undefined {
	return [...shop.state.metafieldDefinitions.values()].find(
		(definition) => definition.ownerType === ownerType && definition.namespace === namespace && definition.key === key,
	);
}

export function metafieldsOf(shop: Shop, ownerId: string): readonly MetafieldRecord[] {
	return shop.state.metafields.get(ownerId) ?? [];
}

/** Of all owners of one kind. */
export function metafieldsOfType(shop: Shop, ownerType: string): readonly MetafieldRecord[] {
	return [...shop.state.metafields].flatMap(([ownerId, list]) => (ownerTypeOf(ownerId) === ownerType ? list : []));
}

function holderOf(shop: Shop, ownerType: string, namespace: string, key: string, value: string): string | undefined {
	return metafieldsOfType(shop, ownerType).find((one) => one.namespace === namespace && one.key === key && one.value === value)?.ownerId;
}

/** Ids that are kept once by a definition of type `id`; undefined where there is no such definition. */
export function ownerByUniqueValue(
	shop: Shop,
	ownerType: string,
	{ namespace, key, value }: { readonly namespace?: string | null; readonly key: string; readonly value: string },
): { readonly isDefined: boolean; readonly ownerId?: string } {
	const full = fullNamespace(namespace);
	const definition = definitionOf(shop, ownerType, full, key);
	if (definition?.type !== 'id') return { isDefined: false };
	const ownerId = holderOf(shop, ownerType, full, key, value);
	return { isDefined: true, ...(ownerId === undefined ? {} : { ownerId }) };
}

function isRightValue(type: string, value: string): boolean {
	if (type === 'number_integer') return /^-?\d+$/.test(value);
	if (type === 'boolean') return value === 'true' || value === 'false';
	if (type === 'json') {
		try {
			JSON.parse(value);
			return true;
		} catch {
			return false;
		}
	}
	if (type === 'number_decimal') return !new Decimal(Number(value)).isNaN();
	return type === 'multi_line_text_field' || !value.includes('\n');
}

/**
 * What is wrong with metafields before they are written. That a unique value is taken is not among what was recorded: its words
 * are the stand-in's own.
 */
export function metafieldProblems(
	shop: Shop,
	owner: { readonly type: string; readonly id?: string },
	inputs: readonly MetafieldInput[],
	path: readonly string[],
): readonly UserError[] {
	return inputs.flatMap((input, at) => {
		const place = [...path, String(at)];
		const namespace = fullNamespace(input.namespace);
		const { key, value } = input;
		if (key === null || key === undefined || key === '')
			return [{ field: [...place, 'key'], message: "Key can't be blank", code: 'INVALID' }];
		if (value === null || value === undefined || value === '')
			return [{ field: [...place, 'value'], message: "Value can't be blank.", code: 'INVALID' }];
		const definition = definitionOf(shop, owner.type, namespace, key);
		const type = input.type ?? definition?.type;
		if (type === undefined) return [{ field: [...place, 'type'], message: "Type can't be blank", code: 'INVALID' }];
		if (definition !== undefined && type !== definition.type)
			return [{ field: [...place, 'type'], message: `Type must be ${definition.type}`, code: 'INVALID' }];
		if (!isRightValue(type, value)) return [{ field: [...place, 'value'], message: 'Value is not the correct format.', code: 'INVALID' }];
		if (definition?.uniqueValues !== true) return [];
		const holder = holderOf(shop, owner.type, namespace, key, value);
		if (holder === undefined || holder === owner.id) return [];
		return [{ field: [...place, 'value'], message: 'Value has already been taken.', code: 'INVALID' }];
	});
}

/** Written or replaced, one by one. */
export function writeMetafields(shop: Shop, ownerId: string, inputs: readonly MetafieldInput[]): readonly MetafieldRecord[] {
	return inputs.map(({ namespace: given, key, type, value }) => {
		const namespace = fullNamespace(given);
		const name = key ?? '';
		const known = metafieldsOf(shop, ownerId).find((one) => one.namespace === namespace && one.key === name);
		const definition = definitionOf(shop, ownerTypeOf(ownerId), namespace, name);
		const wanted = type ?? definition?.type ?? known?.type ?? 'single_line_text_field';
		if (known !== undefined) {
			Object.assign(known, { type: wanted, value: value ?? '', updatedAt: shop.now() });
			return known;
		}
		const made: MetafieldRecord = {
			id: shop.nextId('Metafield'),
			ownerId,
			namespace,
			key: name,
			type: wanted,
			value: value ?? '',
			createdAt: shop.now(),
			updatedAt: shop.now(),
		};
		shop.state.metafields.set(ownerId, [...metafieldsOf(shop, ownerId), made]);
		return made;
	});
}

/** All of an owner, or the one that is named. @returns how many there were */
export function removeMetafields(shop: Shop, ownerId: string, named?: { readonly namespace: string; readonly key: string }): number {
	const known = metafieldsOf(shop, ownerId);
	const kept =
		named === undefined ? [] : known.filter(({ namespace, key }) => namespace !== fullNamespace(named.namespace) || key !== named.key);
	shop.state.metafields.set(ownerId, kept);
	return known.length - kept.length;
}
