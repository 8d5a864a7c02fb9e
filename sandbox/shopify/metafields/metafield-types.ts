import { createHash } from 'node:crypto';
import { pageOf } from '../graphql/connections';
import { type AdminResolver, adminType, dateTime, type UserError } from '../graphql/context';
import { accessDenied, isGranted } from '../graphql/access';
import type { Args } from '../graphql/resolver-types';
import { legacyId } from '../store/gid';
import type { MetafieldDefinitionRecord, MetafieldRecord } from '../store/records';
import type { Shop } from '../store/shop';
import {
	definitionOf,
	fullNamespace,
	type MetafieldInput,
	metafieldProblems,
	metafieldsOf,
	metafieldsOfType,
	removeMetafields,
	ownerTypeOf,
	writeMetafields,
} from './metafields';

/** `metafield` and `metafields` of whatever has them. */
export const metafieldFields: Readonly<Record<string, AdminResolver<{ readonly id: string }>>> = {
	metafield: ({ id }, args, { shop }) => {
		const { namespace, key } = args as { namespace?: string; key: string };
		return metafieldsOf(shop, id).find((one) => one.namespace === fullNamespace(namespace) && one.key === key) ?? null;
	},
	metafields: ({ id }, args, { shop }) => {
		const { namespace, keys } = args as { namespace?: string; keys?: readonly string[] };
		const list = metafieldsOf(shop, id).filter(
			(one) =>
				(namespace === undefined || one.namespace === fullNamespace(namespace)) &&
				(keys === undefined || keys.includes(one.key) || keys.includes(`${one.namespace}.${one.key}`)),
		);
		return pageOf(list, args, { idOf: (one) => one.id });
	},
};

interface DefinitionInput {
	readonly namespace?: string | null;
	readonly key: string;
	readonly name: string;
	readonly description?: string | null;
	readonly type: string;
	readonly ownerType: string;
	readonly capabilities?: { readonly uniqueValues?: { readonly enabled: boolean } | null } | null;
}

const scopeOfOwner: Readonly<Record<string, string>> = {
	ORDER: 'write_orders',
	PRODUCT: 'write_products',
	PRODUCTVARIANT: 'write_products',
	CUSTOMER: 'write_customers',
};

/** Recorded: Shopify names no scope here. */
const definitionAccess = 'API client to have access to the namespace and the resource type associated with the metafield definition.\n';

const knownTypes = new Set([
	'boolean',
	'color',
	'date',
	'date_time',
	'id',
	'json',
	'multi_line_text_field',
	'number_decimal',
	'number_integer',
	'single_line_text_field',
	'url',
]);

function definitionProblems(shop: Shop, input: DefinitionInput): readonly UserError[] {
	const problems: UserError[] = [];
	const namespace = fullNamespace(input.namespace);
	const say = (part: string | undefined, message: string, code: string): void => {
		problems.push({ field: part === undefined ? ['definition'] : ['definition', part], message, code });
	};
	if (namespace.length < 3) say('namespace', 'Namespace is too short (minimum is 3 characters)', 'TOO_SHORT');
	if (!/^[\w-]+$/.test(namespace)) say('namespace', 'Namespace contains one or more invalid characters.', 'INVALID_CHARACTER');
	if (input.key.length < 2) say('key', 'Key is too short (minimum is 2 characters)', 'TOO_SHORT');
	if (!/^[\w-]+$/.test(input.key)) say('key', 'Key contains one or more invalid characters.', 'INVALID_CHARACTER');
	if (input.name.length > 255) say('name', 'Name is too long (maximum is 255 characters)', 'TOO_LONG');
	if (!knownTypes.has(input.type)) say('type', `Type name ${input.type} is not a valid type.`, 'INCLUSION');
	if (input.type === 'id' && input.capabilities?.uniqueValues?.enabled === false)
		say(undefined, 'Capability unique_values is required for type id but is disabled', 'CAPABILITY_REQUIRED_BUT_DISABLED');
	if (definitionOf(shop, input.ownerType, namespace, input.key) !== undefined) {
		const owner = `${input.ownerType.charAt(0)}${input.ownerType.slice(1).toLowerCase()}`;
		say('key', `Key is in use for ${owner} metafields on the '${namespace}' namespace.`, 'TAKEN');
	}
	return problems;
}

function createDefinition(shop: Shop, input: DefinitionInput): MetafieldDefinitionRecord {
	const definition: MetafieldDefinitionRecord = {
		id: shop.nextId('MetafieldDefinition'),
		ownerType: input.ownerType,
		namespace: fullNamespace(input.namespace),
		key: input.key,
		name: input.name,
		description: input.description ?? null,
		type: input.type,
		uniqueValues: input.type === 'id' || input.capabilities?.uniqueValues?.enabled === true,
	};
	shop.state.metafieldDefinitions.set(definition.id, definition);
	return definition;
}

function listDefinitions(shop: Shop, args: Args): readonly MetafieldDefinitionRecord[] {
	const { ownerType, namespace, key } = args as { ownerType: string; namespace?: string; key?: string };
	return [...shop.state.metafieldDefinitions.values()].filter(
		(one) =>
			one.ownerType === ownerType &&
			(namespace === undefined || one.namespace === fullNamespace(namespace)) &&
			(key === undefined || one.key === key),
	);
}

export const metafieldTypes = [
	adminType<MetafieldRecord>('Metafield', {
		own: ['id', 'namespace', 'key', 'type', 'value'],
		fields: {
			compareDigest: ({ value }) => digestOf(value),
			createdAt: ({ createdAt }) => dateTime(createdAt),
			updatedAt: ({ updatedAt }) => dateTime(updatedAt),
			legacyResourceId: ({ id }) => legacyId(id),
			ownerType: ({ ownerId }) => ownerTypeOf(ownerId),
			jsonValue: ({ type, value }) => (['json', 'boolean', 'number_integer'].includes(type) ? (JSON.parse(value) as unknown) : value),
			definition: ({ ownerId, namespace, key }, _, { shop }) => definitionOf(shop, ownerTypeOf(ownerId), namespace, key) ?? null,
		},
	}),
	adminType<MetafieldDefinitionRecord>('MetafieldDefinition', {
		own: ['id', 'namespace', 'key', 'name', 'description', 'ownerType'],
		fields: {
			type: ({ type }) => ({ name: type }),
			capabilities: ({ uniqueValues }) => ({ uniqueValues }),
			metafieldsCount: ({ namespace, key, ownerType }, _, { shop }) =>
				metafieldsOfType(shop, ownerType).filter((one) => one.namespace === namespace && one.key === key).length,
		},
	}),
	adminType<{ readonly name: string }>('MetafieldDefinitionType', { own: ['name'] }),
	adminType<{ readonly uniqueValues: boolean }>('MetafieldCapabilities', {
		fields: { uniqueValues: ({ uniqueValues }) => ({ enabled: uniqueValues, eligible: true }) },
	}),
	adminType<{ readonly enabled: boolean; readonly eligible: boolean }>('MetafieldCapabilityUniqueValues', { own: ['enabled', 'eligible'] }),
	adminType<unknown>('QueryRoot', {
		fields: {
			metafieldDefinitions: (_, args, { shop }) => pageOf(listDefinitions(shop, args), args, { idOf: (one) => one.id }),
		},
	}),
	adminType<unknown>('Mutation', {
		fields: {
			metafieldDefinitionCreate: (_, args, { shop, caller }) => {
				const { definition } = args as unknown as { definition: DefinitionInput };
				const scope = scopeOfOwner[definition.ownerType];
				if (scope !== undefined && !isGranted(caller.scopes, scope)) throw accessDenied('metafieldDefinitionCreate', definitionAccess);
				const userErrors = definitionProblems(shop, definition);
				return { createdDefinition: userErrors.length === 0 ? createDefinition(shop, definition) : null, userErrors };
			},
			metafieldsDelete: (_, args, { shop }) => {
				const { metafields } = args as unknown as { metafields: readonly { ownerId: string; namespace: string; key: string }[] };
				// Recorded: one that is not there is null in the list, and no error.
				const deletedMetafields = metafields.map((one) => (removeMetafields(shop, one.ownerId, one) > 0 ? one : null));
				return { deletedMetafields, userErrors: [] };
			},
			metafieldsSet: (_, args, context) => setMetafields(args as unknown as { metafields: readonly OwnedMetafieldInput[] }, context.shop),
		},
	}),
	adminType<{ readonly createdDefinition: unknown; readonly userErrors: unknown }>('MetafieldDefinitionCreatePayload', {
		own: ['createdDefinition', 'userErrors'],
	}),
	adminType<{ readonly deletedMetafields: unknown; readonly userErrors: unknown }>('MetafieldsDeletePayload', {
		own: ['deletedMetafields', 'userErrors'],
	}),
	adminType<{ readonly ownerId: string; readonly namespace: string; readonly key: string }>('MetafieldIdentifier', {
		own: ['ownerId', 'namespace', 'key'],
	}),
	adminType<{ readonly metafields: unknown; readonly userErrors: unknown }>('MetafieldsSetPayload', { own: ['metafields', 'userErrors'] }),
];

type OwnedMetafieldInput = MetafieldInput & { readonly ownerId: string; readonly compareDigest?: string | null };

const largestMetafieldsSet = 25;

const digestOf = (value: string): string => createHash('sha256').update(value).digest('hex');

/** Somebody else wrote in between; null stands for a field that is not there. */
function isStale(shop: Shop, input: OwnedMetafieldInput): boolean {
	if (!('compareDigest' in input)) return false;
	const known = metafieldsOf(shop, input.ownerId).find((one) => one.namespace === fullNamespace(input.namespace) && one.key === input.key);
	return (known === undefined ? null : digestOf(known.value)) !== (input.compareDigest ?? null);
}

/** One that was deleted has none. */
const isThere = ({ state }: Shop, ownerId: string): boolean =>
	[state.products, state.variants, state.orders, state.customers, state.locations].some((records) => records.has(ownerId)) ||
	ownerTypeOf(ownerId) === 'SHOP';

/** All or none. The words for an owner that is not there were not recorded. */
function setMetafields({ metafields }: { readonly metafields: readonly OwnedMetafieldInput[] }, shop: Shop): unknown {
	if (metafields.length > largestMetafieldsSet) {
		const message = `Exceeded the maximum metafields input limit of ${largestMetafieldsSet}.`;
		return { metafields: null, userErrors: [{ field: ['metafields'], message, code: 'LESS_THAN_OR_EQUAL_TO' }] };
	}
	const userErrors: UserError[] = metafields.flatMap((input, at) =>
		metafieldProblems(shop, { type: ownerTypeOf(input.ownerId), id: input.ownerId }, [input], ['metafields']).map((problem) => ({
			...problem,
			field: ['metafields', String(at), ...(problem.field ?? []).slice(2)],
			code: 'INVALID_VALUE',
		})),
	);
	for (const [at, { ownerId }] of metafields.entries()) {
		if (isThere(shop, ownerId)) continue;
		userErrors.push({ field: ['metafields', String(at), 'ownerId'], message: 'Owner does not exist.', code: 'INVALID' });
	}
	if (userErrors.length > 0) return { metafields: null, userErrors };
	const stale = metafields.findIndex((input) => isStale(shop, input));
	if (stale >= 0) {
		const message = 'The resource has been updated since it was loaded. Try again with an updated `compareDigest` value.';
		return { metafields: null, userErrors: [{ field: ['metafields', String(stale)], message, code: 'STALE_OBJECT' }] };
	}
	return { metafields: metafields.flatMap((input) => writeMetafields(shop, input.ownerId, [input])), userErrors: [] };
}
